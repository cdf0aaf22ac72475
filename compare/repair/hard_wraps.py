"""Lines that were cut at the edge of a page (joined), headings cut in two (joined), and paragraphs run together
(parted): only where the text is laid out so as a whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from compare.repair.edits import Edit
from compare.text import begins_item, leader, numbered_rank, without_leader

NARROWEST = 32
"""Columns, a Han character being two. Lines that are full below this width are cells or verses."""

SLACK = 8
"""Columns by which a full line may fall short: a number or a word that did not fit, an indented first line, a mark set
narrow at the edge."""

INDENTED = range(4, 7)
"""Columns by which the first line of a paragraph falls short where its indentation was lost: two Han characters."""

FULL_SHARE, MANY = 0.4, 30
"""A text is hard-wrapped if so many of its lines, and so large a share, are full, hardly any is longer …"""
FEW, FEWEST, FEW_SHARE = 6, 4, 0.2
"""So many, and so large a share, are enough in a text of which no line is longer, if all but one in ten of the full
lines that end inside a sentence end at the very edge; the fewest where a line begins with a mark that begins none."""
_FRONT = 2
"""Lines at the beginning that may be a title, which nobody cuts."""
STOPPED, STOPPED_SHARE = 2, 0.7
"""So many of the rows in which such a text goes on below its full lines, and so large a share, end a sentence: lines of
a list that are equally long are followed by a heading."""
CUT_SHARE = 0.6
"""… and so many of the full lines end inside a sentence. 北京 and 承德 reach 0.9; no clean plan has 0.1 full lines."""

EXACT_SHARE = 0.9
"""A text was cut by a program that minds no words if so many of its full lines end right at the edge; by one that fills
each line if to so many the next word was not added since it would not fit."""
TOLD_APART = 0.02
"""Where both are so large, the latter tells if it is larger by so much: some marks take the sign before them along."""
BEYOND_SHARE = 0.02
"""Share of lines wider by more than a mark that hangs."""
_EDGE = 1
"""A sign of two columns does not fit where one column is left."""
_FIRST_WORD = re.compile(r"[“‘（《〈【]{0,3}(?:[0-9A-Za-z.%]{1,20}|.)[，。、；：！？”’）》%]{0,3}")
_FIRST_SIGN = re.compile(r"[“‘（《〈【]{0,3}.[，。、；：！？”’）》]{0,3}")

_LINE = re.compile(r"[^\n]+")
_NARROW = re.compile("[0-9A-Za-z ]")
_ENDS = frozenset("。！？；：!?;:")
# A row of the page may come in pieces, cut beside a quotation mark; a piece ends or begins where no paragraph does.
_OPEN_ENDS = frozenset("，、,“‘（《")
_CLOSERS = frozenset("，。；：、！？”’）》,")
_STOPS = _ENDS | frozenset("”）》")
_PARTED = frozenset("，。；：、！？”’）》%％")
_INDENT = re.compile(r"\u3000{2}|[ \u00a0]{4}")
_GAP = re.compile(r"(?<=[^\s])[ \u3000\u00a0]*(?:\u3000{2}|[ \u00a0]{4})[ \u3000\u00a0]*(?=[^\s\d]|\d{4}年)")
_CELL = re.compile(r"(?:^|[ \u3000]{2})[\d.,%％—－-]+(?:[ \u3000]{2}|$)")

# 森林覆盖率（%） 42.1 45左右 约束性: the row of a table, which nobody cut.
_TABLE_ROW = re.compile(
    r"[ \u3000](?:约束性|预期性)$|[ \u3000]([><≥≤＞＜]?\d[\d.,]*\S{0,2}|[—–-]{1,2})[ \u3000]\S{1,12}$"
)

# 第二部分从基础设施、公共服务等方面明确了任务: a sentence about a part, and not its heading.
_TELLS_OF_PART = re.compile(r"第[一二三四五六七八九十]{1,3}(?:部分|[编篇章节])(?=[^\s\W])[^\n]*[，、]")

INDENTED_SHARE, GAPS = 0.1, 5
"""Line ends were lost if so large a share of the lines is indented, or there is but one, and so many indentations stand
inside lines."""


class WrappedLine(NamedTuple):
    """A line that is not blank, blanks at its ends left out; ``first`` is where the line itself begins."""

    first: int
    start: int
    end: int
    text: str

    def width(self) -> int:
        """In columns."""
        return 2 * len(self.text) - len(_NARROW.findall(self.text))


class _Ruler(NamedTuple):
    """How a hard-wrapped text was cut.

    Attributes:
        measure: Width of a full line, in columns.
        at_edge: Share of the full lines that end right at the measure, in [0, 1].
        to_fit: Share of those to which the next word was not added since it would not fit, in [0, 1].
        by_signs: Lines were cut after so many signs, whatever their width: each is two columns.
        unindented: The first lines of paragraphs fall short, since their indentation was lost.
    """

    measure: int
    at_edge: float
    to_fit: float
    by_signs: bool
    unindented: bool

    def width(self, line: WrappedLine) -> int:
        """Width of a line with its indentation, in columns."""
        return _width(line, self.by_signs)

    def is_full(self, row: int, following: WrappedLine, *, first: bool) -> bool:
        """Whether a row is full.

        Args:
            row: Its columns.
            following: The line after it, to whose beginning it may have left no room.
            first: It begins a paragraph.
        """
        if first and self.unindented and self.measure - row in INDENTED:
            return True
        fitted = self.to_fit >= EXACT_SHARE and self.to_fit > self.at_edge + TOLD_APART
        if self.at_edge >= EXACT_SHARE and not fitted:
            return row >= self.measure - _EDGE
        least = _first_word(following.text, self.by_signs) - 1 if self.to_fit >= EXACT_SHARE else SLACK
        return row >= self.measure - least


def hard_wraps(text: str) -> list[Edit]:
    """Return the line ends inside the paragraphs of a hard-wrapped text, with the blanks around them."""
    lines = _lines(text)
    ruler = _ruler(lines)
    if ruler is None:
        return []
    apart = sum(text.count("\n", one.end, two.start) > 1 for one, two in zip(lines, lines[1:], strict=False))
    airy = apart > 0.8 * len(lines)
    indented = MANY / 3 < sum(one.start - one.first >= 2 for one in lines) < 0.6 * len(lines)
    edits: list[Edit] = []
    row, first = 0, True
    for one, two in zip(lines, lines[1:], strict=False):
        row += ruler.width(one)
        piece = one.text[-1] in _OPEN_ENDS or two.text[0] in _CLOSERS or _open_quote(one.text)
        full = ruler.is_full(row, two, first=first)
        beside = airy or text.count("\n", one.end, two.start) == 1
        if (full or piece) and beside and not (indented and two.start - two.first >= 2) and _goes_on(one, two, ruler):
            edits.append(Edit(one.end, two.start, _seam(one.text, two.text), "wrap"))
            row, first = 0 if full else row, False
        else:
            row, first = 0, True
    return edits


def is_wrapped(text: str) -> bool:
    """Whether a text is hard-wrapped as a whole."""
    return _ruler(_lines(text)) is not None


def _ruler(lines: Sequence[WrappedLine]) -> _Ruler | None:
    """Return how a text was cut; ``None`` if it is not hard-wrapped."""
    rulers = [ruler for by_signs in (False, True) if (ruler := _ruler_by(lines, by_signs))]
    return max(rulers, key=lambda ruler: ruler.at_edge, default=None)


def _ruler_by(lines: Sequence[WrappedLine], by_signs: bool) -> _Ruler | None:
    widths = [_width(line, by_signs) for line in lines]
    wide = Counter(width for width in widths if width >= NARROWEST)
    if not wide:
        return None
    measure = max(wide, key=lambda width: (wide[width], width))
    full = [line for line, width in zip(lines, widths, strict=True) if abs(width - measure) <= SLACK]
    longer = sum(width > measure + SLACK for width in widths)
    cut = sum(line.text[-1] not in _ENDS for line in full)
    wrapped = len(full) >= max(FEW, FEW_SHARE * len(lines)) and longer <= 0.05 * len(lines)
    if not wrapped or cut < CUT_SHARE * len(full):
        return None
    if len(full) < max(MANY, FULL_SHARE * len(lines)):
        parted = any(line.text[0] in _PARTED for line in lines)
        longer = sum(width > measure + SLACK for width in widths[_FRONT:])
        return None if longer else _ruler_of_few(lines, measure, FEWEST if parted else FEW, by_signs)
    words = [*(_first_word(line.text, by_signs) for line in lines[1:]), 0]
    unindented = _is_unindented(widths, words, measure)
    # A heading may be nearly as wide as a line, and was cut by nobody.
    rows = [
        (width, word)
        for line, width, word in zip(lines, widths, words, strict=True)
        if abs(width - measure) <= SLACK
        and numbered_rank(line.text) is None
        and not (unindented and measure - width in INDENTED)
    ]
    at_edge = sum(abs(width - measure) <= _EDGE for width, _ in rows)
    # Where lines run on beyond the edge, the font is one of many widths: columns do not tell what would have fitted.
    beyond = sum(width > measure + 2 for width, _ in rows) > BEYOND_SHARE * len(rows)
    to_fit = 0 if beyond else sum(width + word > measure for width, word in rows)
    return _Ruler(measure, at_edge / max(1, len(rows)), to_fit / max(1, len(rows)), by_signs, unindented)


def _ruler_of_few(lines: Sequence[WrappedLine], measure: int, least: int, by_signs: bool) -> _Ruler | None:
    """Return the ruler of a short text: its full lines that end inside a sentence end right at the edge, but for one
    that may be a title, and the row below the last of them ends its paragraph.
    """
    short = [measure - _width(line, by_signs) for line in lines]
    cut = [
        missing <= SLACK and line.text[-1] not in _ENDS and not _TABLE_ROW.search(line.text)
        for line, missing in zip(lines, short, strict=True)
    ]
    exact = sum(missing <= _EDGE for missing, inside in zip(short, cut, strict=True) if inside)
    last = [
        two.text[-1] in _STOPS
        for one, two, goes_on in zip(cut, lines[1:], cut[1:], strict=False)
        if one and not goes_on
    ]
    ended = sum(last) >= max(STOPPED, STOPPED_SHARE * len(last))
    if not ended or exact < max(least, min(sum(cut) - 1, EXACT_SHARE * sum(cut))):
        return None
    return _Ruler(measure, max(EXACT_SHARE, exact / sum(cut)), 0.0, by_signs, unindented=False)


def _is_unindented(widths: Sequence[int], words: Sequence[int], measure: int) -> bool:
    """Whether most full lines that begin a paragraph, behind the short last one of another, fall short though the next
    word would have fitted.
    """
    begin = [at for at, above in enumerate(widths, 1) if above < measure - SLACK <= _at(widths, at) <= measure + SLACK]
    short = [at for at in begin if measure - widths[at] in INDENTED and widths[at] + words[at] <= measure]
    return 2 * len(short) > len(begin)


def _at(widths: Sequence[int], at: int) -> int:
    return widths[at] if at < len(widths) else 0


def _first_word(line: str, by_signs: bool) -> int:
    """Columns of a sign or, unless it is parted, a number with which a line begins, and of the marks at it."""
    word = (_FIRST_SIGN if by_signs else _FIRST_WORD).match(line)[0]  # type: ignore[index]
    return 2 * len(word) if by_signs else WrappedLine(0, 0, 0, word).width()


def _width(line: WrappedLine, by_signs: bool) -> int:
    indentation = line.start - line.first
    return 2 * (indentation + len(line.text)) if by_signs else 2 * indentation + line.width()


def _goes_on(one: WrappedLine, two: WrappedLine, ruler: _Ruler) -> bool:
    """Whether the paragraph of a full line goes on in the next one."""
    if "\t" in one.text + two.text or leader(one.text) or leader(two.text):
        return False
    ratio = one.text[-1] in ":：" and one.text[-2:-1].isdecimal() and two.text[0].isdecimal()
    if one.text[-1] != "第" and begins_item(two.text, inside=ratio or one.text[-1] not in _ENDS):
        return False
    if (numbered_rank(one.text) or 9) <= 3 and not _TELLS_OF_PART.match(one.text):
        return _heading_goes_on(one, two, ruler)
    # After a sentence that fills its line, a line that falls short by an indentation begins the next paragraph.
    first = ruler.measure - ruler.width(two) in INDENTED
    return not (one.text[-1] in "。！？" and first)


def _heading_goes_on(one: WrappedLine, two: WrappedLine, ruler: _Ruler) -> bool:
    """Whether a heading that fills its line goes on in the next one: a few words, or a mark that begins no line."""
    if two.text[0] in _CLOSERS or _open_quote(one.text):
        return True
    short = 2 * ruler.width(two) < ruler.measure and two.text[-1] not in _ENDS
    return short and abs(ruler.width(one) - ruler.measure) <= _EDGE


def _open_quote(text: str) -> bool:
    return text.rfind("“") > text.rfind("”") or text.rfind("《") > text.rfind("》")


def _seam(one: str, two: str) -> str:
    """Return what stands between two joined lines: a blank between Latin words, else nothing, as inside a number."""
    figure = one[-1].isdecimal() and two[0].isdecimal()
    return (
        " " if one[-1:].isascii() and one[-1].isalnum() and two[0].isascii() and two[0].isalnum() and not figure else ""
    )


def broken_headings(text: str) -> list[Edit]:
    """Return the line ends inside numbered headings that stand whole elsewhere, as in the contents list."""
    lines = _lines(text)
    whole = {_squeezed(entry): entry for line in lines if numbered_rank(entry := without_leader(line.text))}
    edits: list[Edit] = []
    joined = 0
    for at, line in enumerate(lines[:-1]):
        if at < joined or not numbered_rank(line.text) or leader(line.text):
            continue
        for parts in (lines[at : at + 2], lines[at : at + 3]):
            entry = whole.get("".join(_squeezed(part.text) for part in parts), "")
            if entry and not leader(parts[-1].text):
                edits += _joined(parts, entry)
                joined = at + len(parts)
                break
    return edits


def _joined(parts: Sequence[WrappedLine], entry: str) -> Iterator[Edit]:
    done = 0
    for one, two in zip(parts, parts[1:], strict=False):
        done += len(_squeezed(one.text))
        yield Edit(one.end, two.start, " " if _blank_after(entry, done) else "", "wrap")


def _blank_after(entry: str, count: int) -> bool:
    """Whether a blank follows the first ``count`` characters that are none."""
    for at, sign in enumerate(entry):
        count -= not sign.isspace()
        if count == 0:
            return entry[at + 1 : at + 2].isspace()
    return False


def _squeezed(text: str) -> str:
    return "".join(text.split())


def lost_line_ends(text: str) -> list[Edit]:
    """Return the indentations inside lines, each made a line end with the rest of the indentation after it."""
    lines = _lines(text)
    indented = sum(bool(_INDENT.match(text, line.first)) for line in lines)
    if indented < INDENTED_SHARE * len(lines) and len(lines) > 1:
        return []
    gaps = [
        line.start + gap.start() for line in lines if not _CELL.search(line.text) for gap in _GAP.finditer(line.text)
    ]
    return [Edit(at, at + 1, "\n", "line") for at in gaps] if len(gaps) >= GAPS else []


@lru_cache(maxsize=1)
def _lines(text: str) -> tuple[WrappedLine, ...]:
    """Return the lines of a text; the three repairs after one another mostly ask for those of the same."""
    lines = []
    for found in _LINE.finditer(text):
        stripped = found[0].strip()
        if stripped:
            start = found.start() + found[0].index(stripped)
            lines.append(WrappedLine(found.start(), start, start + len(stripped), stripped))
    return tuple(lines)
