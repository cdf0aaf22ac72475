"""Canonical text -> sections: the heading tree, whatever the numbering style.

Chinese plans number their headings in a fixed order of styles (``compare.text.numbering``), so a heading's depth
follows from its style. Headings that stand at the beginning of their paragraph ("做优特色生态农业。深化…",
"——坚持生态优先。…", "一是补齐短板。…") are headings like any other. A box (专栏) is a section inside the one
it interrupts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from compare.structure.outline.annexes import Annex, annexes, is_label, notes
from compare.structure.outline.contents import contents_lines
from compare.structure.outline.headings import Headings
from compare.structure.outline.lines import OutlineLine, lines_of
from compare.structure.outline.marked import marked_ranks
from compare.structure.outline.official import official_lines
from compare.structure.outline.run_in import ORDERED, PLAIN, Head, heads, ordinals
from compare.structure.outline.tree import Block, Builder, Outline
from compare.text import CAPTION, cues

__all__ = ["Block", "Outline", "outline"]

_TITLE_LIMIT, _LONG_TITLE_LIMIT = 50, 90
_DATE_LINE = re.compile(
    r"[〇零一二三四五六七八九十\d\s]{4,}年[〇零一二三四五六七八九十\d\s]+月(?:[〇零一二三四五六七八九十\d\s]+日)?$"
)
_SIGNATURE, _LABELS, _CALLED = cues("issuer"), cues("front_label"), cues("title_of_notice")
_LAST_LINES = 5

# Headings from 编 down to （一） end a box; smaller numbers stand inside it.
_ENDS_BOX = 5.5
_ANNEX_RANK = 0.5
_NOTE = re.compile(r"(?:备?注|说明)[:：]")
_PARAGRAPH = 60
_WORDS = re.compile("[\u4e00-\u9fff]{2}")


def find_outline(text: str, marked: Mapping[int, int] = MappingProxyType({})) -> Outline:
    """Find the headings of a plan and tell title, contents list, boilerplate, annexes and body apart.

    Args:
        text: Canonical text.
        marked: Levels, from 1, of the lines that the file itself marks as headings, by the offsets at which they begin.

    Returns:
        Sections in reading order and blocks that cover every line that is not blank.
    """
    lines = list(lines_of(text))
    walk = _OutlineWalk(lines, marked_ranks(lines, marked))
    for number in range(len(walk.lines)):
        walk.take(number)
    return Outline(tuple(walk.builder.sections), tuple(walk.builder.blocks))


class _OutlineWalk:
    """One walk through the lines of a text.

    Attributes:
        lines: The lines of the text.
        builder: What was found so far.
    """

    def __init__(self, lines: Sequence[OutlineLine], marked: Mapping[int, float]) -> None:
        self.lines = lines
        self.builder = Builder()
        self._contents = contents_lines(lines)
        self._annexes = annexes(lines)
        self._apparatus = notes(lines)
        self._official = official_lines(lines)
        self._heads = heads(lines)
        self._headings = Headings(lines, self.builder, marked)
        self._explained = False
        self._boxed_items = False

    def take(self, number: int) -> None:
        """Tell what a line is."""
        line = self.lines[number]
        if number in self._contents:
            self.builder.add(line.start, line.end, "contents")
        elif number in self._official:
            self.builder.add(line.start, line.end, "boilerplate")
        elif (annex := self._annexes.get(number)) and self.builder.begun:
            self._annex(number, annex)
        elif not self.builder.begun and is_label(line.text):
            # The plan is the annex of the notice that issued it.
            self.builder.add(line.start, line.end, "boilerplate")
        elif self._explained or number in self._apparatus:
            self.builder.add(line.start, line.end, "annex")
        elif not self._caption(number) and not self._heading(number):
            self._rest(number)

    def _annex(self, number: int, annex: Annex) -> None:
        line = self.lines[number]
        self._explained = annex.explains
        self.builder.close_box()
        self.builder.close(0)
        if annex.explains:
            self.builder.add(line.start, line.end, "annex")
        elif annex.title == number:
            self.builder.open(_ANNEX_RANK, line.start, line.end, line.text, run_in=False)
        else:
            self.builder.add(line.start, line.end, "boilerplate")
            self._annexes[annex.title] = Annex(False, annex.title)

    def _caption(self, number: int) -> bool:
        """Heads of boxes open a section; those of tables and figures name what stands beside them, and no more."""
        line = self.lines[number]
        if line.is_row() or len(line.text) > _TITLE_LIMIT or line.text[-1] in "。；，" or not CAPTION.match(line.text):
            return False
        if line.text.startswith("专栏"):
            self.builder.open_box(line.start, line.end, line.text)
            self._boxed_items = number + 1 < len(self.lines) and self._is_item(number + 1)
        else:
            self.builder.add(line.start, line.end, "body")
        return True

    def _is_item(self, number: int) -> bool:
        """Return a row, a short line or a marked paragraph, as boxes hold; not a paragraph of the plan."""
        line = self.lines[number]
        return line.is_row() or len(line.text) < _PARAGRAPH or self._heads[number] is not None

    def _heading(self, number: int) -> bool:
        line = self.lines[number]
        rank = self._headings.rank(number)
        if rank is None or (rank >= _ENDS_BOX and number > 0 and _NOTE.match(self.lines[number - 1].text)):
            return False
        if rank < _ENDS_BOX or self.builder.goes_on_outside(rank, line.text):
            self.builder.close_box()
        self.builder.open(rank, line.start, line.end, line.text, run_in=False)
        return True

    def _rest(self, number: int) -> None:
        line = self.lines[number]
        if self._is_boilerplate(number):
            self.builder.add(line.start, line.end, "boilerplate")
        elif not self.builder.begun and _is_title(line):
            self.builder.add(
                line.start, line.end, "title" if _WORDS.search("".join(line.text.split())) else "boilerplate"
            )
        elif line.is_row():
            self.builder.add(line.start, line.end, "body")
        else:
            if self.builder.in_box and self._boxed_items and not self._is_item(number):
                self.builder.close_box()
            _paragraph(self.builder, line, self._heads[number])

    def _is_boilerplate(self, number: int) -> bool:
        line = self.lines[number].text
        signed = number >= len(self.lines) - _LAST_LINES and _SIGNATURE.match(line)
        return bool(_DATE_LINE.match(line) or signed) or "".join(line.split()) in _LABELS


def _is_title(line: OutlineLine) -> bool:
    # A notice has the whole name of what it issues in its own.
    limit = _LONG_TITLE_LIMIT if _CALLED.search(line.text) else _TITLE_LIMIT
    # A title may be set wide, a blank behind each sign.
    return len("".join(line.text.split())) <= limit and line.text[-1] not in "。；;：:，,！!" and not line.is_row()


def _paragraph(builder: Builder, line: OutlineLine, head: Head | None) -> None:
    """Take in a paragraph: perhaps a heading that runs in, then body, perhaps with ordinal headings inside."""
    position = line.start
    if head is not None:
        rank = builder.follows_on(head.rank, line.text) or head.rank
        builder.open(rank, line.start, line.start + head.length, line.text[: head.length], run_in=True)
        position = line.start + head.length
    else:
        builder.close_below(PLAIN)
    for begin, end in ordinals(line.text, position - line.start):
        _body(builder, line, position - line.start, begin)
        builder.open(ORDERED, line.start + begin, line.start + end, line.text[begin:end], run_in=True)
        position = line.start + end
    _body(builder, line, position - line.start, len(line.text))
    builder.close_below(ORDERED)


def _body(builder: Builder, line: OutlineLine, begin: int, end: int) -> None:
    piece = line.text[begin:end]
    if piece.strip():
        start = line.start + begin + len(piece) - len(piece.lstrip())
        builder.add(start, line.start + begin + len(piece.rstrip()), "body")
