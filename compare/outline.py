"""Canonical text -> sections: the heading tree, whatever the numbering style.

Chinese plans number their headings in a fixed order of styles (GB/T 9704 gives 一、 （一） 1. （1）, the laws on
plans add 编, 章 and 节 above), so a heading's depth follows from its style. Headings that stand at the beginning of
their paragraph ("做优特色生态农业。深化…", "——坚持生态优先。…", "一是补齐短板。…") are headings like any other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from compare.model import Section

_NUM = "[〇零一二三四五六七八九十百]+"
_SPACE = r"[ \t\u3000\xa0]"

# Styles from the outermost in: (rank, pattern at the beginning of the line).
_STYLES: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, re.compile(rf"第(?:{_NUM}|\d{{1,3}}){_SPACE}?(?:编|篇|部分)(?!.*。$)")),
    (2, re.compile(rf"第(?:{_NUM}|\d{{1,3}}){_SPACE}?章(?!.*。$)")),
    (3, re.compile(rf"第(?:{_NUM}|\d{{1,3}}){_SPACE}?节(?!.*。$)")),
    (4, re.compile(rf"{_NUM}、")),
    (5, re.compile(rf"[（(]{_NUM}[)）]")),
    (6, re.compile(r"\d{1,2}[.．、](?!\d)")),
    (7, re.compile(r"[（(]\d{1,2}[)）]|[①-⑳]")),
)
# From here on a number stands before sentences as well as before headings.
_ITEM_RANK = 6
_RUN_IN_PLAIN, _RUN_IN_DASH, _RUN_IN_ORDINAL = 8, 9, 10
# A numbered heading in a paragraph of its own ranks above one of the same style that runs in.
_RUN_IN_STEP = 0.5

_DASH = re.compile(r"[—–-]{1,3}\s*|[●◆■▲★·•]\s*")
_ORDINAL = re.compile(r"(?:[一二三四五六七八九十]|十[一二三四五])(?:是|要|在)(?![一-龥]{0,2}[，,、])")
_SENTENCE_END = "。！？!?"
_HEADING_LIMIT = 60
_RUN_IN_LIMIT = 30
_MARKED_LIMIT = 40
_TITLE_LIMIT = 50
# A first sentence that opens so tells something; it does not name what follows.
_NARRATIVE = re.compile(
    r"今年|去年|过去|我们|同时|在|此外|其中|这|该|以上|为此|当前|现将|根据|到?\d|十[一二三四五六]五|"
    r"第[一二三四五六七八九十]+(?:板块|版块|部分)"
)
# Without a mark before it, a sentence with a figure or a copula tells something, too.
_TELLS = re.compile(r"\d|是(?!非)|了")
_CONTENTS_TITLE = re.compile(rf"目{_SPACE}*[录次]$")
_CONTENTS_LINE = re.compile(r"(?<![.…·\t])(?:\.{4,}+|…{2,}+|·{4,}+|\t++)[ -]{0,3}\d{1,4}[ -]{0,3}$")
_DATE_LINE = re.compile(
    r"[〇零一二三四五六七八九十\d\s]{4,}年[〇零一二三四五六七八九十\d\s]+月(?:[〇零一二三四五六七八九十\d\s]+日)?$"
)

# Who issued the plan, on a line of its own above the date at the end.
_SIGNATURE = re.compile(r"[\u4e00-\u9fff]{2,30}(?:局|委员会|政府|办公室|办公厅|厅|领导小组)$")
_LAST_LINES = 5

# Headings without a number: those that part a work report rank above 一、, others, short lines between two paragraphs,
# below all numbered ones.
_REPORT_PART = re.compile(
    r"20\d\d年(?!远景).{0,10}(?:工作(?!报告)|目标|任务|安排)|(?:过去|去年|上年|五年|时期).{0,6}(?:回顾|总结)|工作(?:回顾|安排)$|(?:今年|下一步).{0,6}(?:工作|任务)"
)
_REPORT_PART_RANK, _UNNUMBERED_RANK = 3.5, 7.5
_UNNUMBERED_LIMIT, _PARAGRAPH = 30, 60
_WORDS = re.compile("[\u4e00-\u9fff]{2}")
_NO_HEADING = re.compile(r"[。；;：:？?！!…|\t]|[，,、]$|\d{4,}元|^\W|各位代表")

# Where the numbering begins again after several siblings, a heading above it has been lost: the last one is over.
_FIRST = re.compile(r"一、|[（(]一[)）]")
_SIBLINGS = 3

BlockKind = Literal["title", "heading", "contents", "boilerplate", "body"]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of one line that is of one kind.

    Attributes:
        start, end: Span in the canonical text, blanks at both ends left out.
        section: Index of the section it belongs to (for a heading, its own); ``None`` before the first.
    """

    start: int
    end: int
    kind: BlockKind
    section: int | None


@dataclass(frozen=True, slots=True)
class Outline:
    """The heading tree and the blocks of a text, in reading order."""

    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str


def outline(text: str) -> Outline:
    """Find the headings of a plan and tell title, contents list, boilerplate and body apart.

    Args:
        text: Canonical text.

    Returns:
        Sections in reading order and blocks that cover every line that is not blank.
    """
    builder = _Builder()
    lines = list(_lines(text))
    contents = _contents_lines(lines)
    for number, line in enumerate(lines):
        begun = bool(builder.sections) or builder.has_body
        if number in contents:
            builder.add(line.start, line.end, "contents")
        elif (rank := _rank(lines, number, begun=begun)) is not None:
            builder.open(rank, line.start, line.end, line.text, run_in=False)
        elif _is_boilerplate(lines, number):
            builder.add(line.start, line.end, "boilerplate")
        elif not begun and _is_title(line.text):
            builder.add(line.start, line.end, "title")
        else:
            _paragraph(builder, line)
    return Outline(tuple(builder.sections), tuple(builder.blocks))


class _Builder:
    def __init__(self) -> None:
        self.sections: list[Section] = []
        self.blocks: list[Block] = []
        self.has_body = False
        self._open: list[tuple[float, int]] = []
        self._siblings: Counter[tuple[int | None, int]] = Counter()

    def open(self, rank: float, start: int, end: int, heading: str, *, run_in: bool) -> None:
        self.close(rank)
        parent = self._parent()
        if _FIRST.match(heading) and self._siblings[parent, int(rank)] >= _SIBLINGS:
            self.close(self._open[-1][0] if self._open else rank)
            parent = self._parent()
        self._siblings[parent, int(rank)] += 1
        self.sections.append(Section(parent, len(self._open) + 1, start, end, heading.rstrip("。 "), run_in))
        self._open.append((rank, len(self.sections) - 1))
        self.add(start, end, "heading")

    def _parent(self) -> int | None:
        return self._open[-1][1] if self._open else None

    def close(self, rank: float) -> None:
        while self._open and self._open[-1][0] >= rank:
            self._open.pop()

    def add(self, start: int, end: int, kind: BlockKind) -> None:
        self.has_body = self.has_body or kind == "body"
        self.blocks.append(Block(start, end, kind, self._parent()))


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            begin = start + raw.index(stripped)
            yield _Line(begin, begin + len(stripped), stripped)
        start += len(raw) + 1


def _rank(lines: list[_Line], number: int, *, begun: bool) -> float | None:
    """Rank of a line that is a heading as a whole; ``None`` if it is not one.

    Args:
        lines: All lines of the text.
        number: Number of the line.
        begun: The text has begun: what stands above it without a number is its title.
    """
    line = lines[number].text
    if (rank := _numbered_rank(line)) is not None:
        return rank
    if len(line) > _UNNUMBERED_LIMIT or _NO_HEADING.search(line) or not _WORDS.search(line):
        return None
    if _REPORT_PART.search(line):
        return _REPORT_PART_RANK
    around = lines[max(0, number - 1) : number + 2]
    parted = begun and len(around) == 3 and all(len(other.text) >= _PARAGRAPH for other in around[::2])
    return _UNNUMBERED_RANK if parted else None


def _numbered_rank(line: str) -> int | None:
    if len(line) > _HEADING_LIMIT or any(mark in line[:-1] for mark in _SENTENCE_END) or line[-1] in "；;：:，,、":
        return None
    for rank, pattern in _STYLES:
        if (match := pattern.match(line)) and match.end() < len(line):
            return None if rank >= _ITEM_RANK and line[-1] == "。" else rank
    return None


def _is_boilerplate(lines: list[_Line], number: int) -> bool:
    line = lines[number].text
    signed = number >= len(lines) - _LAST_LINES and _SIGNATURE.match(line)
    return bool(_DATE_LINE.match(line) or signed) or line in {"前言", "前 言", "目录", "目 录"}


def _is_title(line: str) -> bool:
    return len(line) <= _TITLE_LIMIT and line[-1] not in "。；;：:，,！!"


def _contents_lines(lines: list[_Line]) -> set[int]:
    """Numbers of the lines that belong to a contents list: with leaders before a page number, or after 目录.

    A line with one tab is only a contents line if it begins as a heading does: rows of a table have tabs, too.
    """
    found = {
        number
        for number, line in enumerate(lines)
        if _CONTENTS_LINE.search(line.text)
        and ("\t" not in line.text or (line.text.count("\t") == 1 and _numbered_rank(line.text) is not None))
    }
    starts = [number for number, line in enumerate(lines) if _CONTENTS_TITLE.match(line.text)]
    if not starts:
        return found
    last = {_entry(line.text): number for number, line in enumerate(lines)}
    number = starts[0] + 1
    while number < len(lines) and (number in found or last[_entry(lines[number].text)] > number):
        found.add(number)
        number += 1
    return found | {starts[0]}


def _entry(line: str) -> str:
    """A heading as a contents list and the text have it in common: without blanks and page number."""
    return re.sub(r"\s+", "", re.sub(r"\s\d{1,4}$", "", line))


def _paragraph(builder: _Builder, line: _Line) -> None:
    """A paragraph: perhaps a heading that runs in, then body, perhaps with ordinal headings inside."""
    position = line.start
    if (head := _run_in(line.text)) is not None:
        rank, length = head
        builder.open(rank, line.start, line.start + length, line.text[:length], run_in=True)
        position = line.start + length
    else:
        builder.close(_RUN_IN_PLAIN)
    for begin, end in _ordinals(line.text, position - line.start):
        _body(builder, line, position - line.start, begin)
        builder.open(_RUN_IN_ORDINAL, line.start + begin, line.start + end, line.text[begin:end], run_in=True)
        position = line.start + end
    _body(builder, line, position - line.start, len(line.text))
    builder.close(_RUN_IN_ORDINAL)


def _body(builder: _Builder, line: _Line, begin: int, end: int) -> None:
    piece = line.text[begin:end]
    if piece.strip():
        start = line.start + begin + len(piece) - len(piece.lstrip())
        builder.add(start, line.start + begin + len(piece.rstrip()), "body")


def _run_in(paragraph: str) -> tuple[float, int] | None:
    """Rank and length of the heading at the beginning of a paragraph, its full stop included."""
    stop = paragraph.find("。")
    if stop < 0 or stop > _HEADING_LIMIT or not paragraph[stop + 1 :].strip(" ”"):
        return None
    first = paragraph[:stop]
    for rank, pattern in _STYLES[3:]:
        if pattern.match(first):
            return rank + _RUN_IN_STEP, stop + 1
    if match := _DASH.match(first):
        return (_RUN_IN_DASH, stop + 1) if _names(first[match.end() :], _MARKED_LIMIT, commas=2) else None
    if _ORDINAL.match(first):
        return None
    plain = not _TELLS.search(first) and _names(first, _RUN_IN_LIMIT, commas=1)
    return (_RUN_IN_PLAIN, stop + 1) if plain else None


def _names(sentence: str, limit: int, commas: int) -> bool:
    """Whether a first sentence names what follows rather than tells something."""
    return (
        2 <= len(sentence) <= limit
        and not any(mark in sentence for mark in "；;：:！!？?")
        and sentence.count("，") + sentence.count(",") <= commas
        and not _NARRATIVE.match(sentence.lstrip("“"))
    )


def _ordinals(paragraph: str, begin: int) -> Iterator[tuple[int, int]]:
    """Spans of "一是…。" headings inside a paragraph, where a sentence or at least a clause begins."""
    for match in _ORDINAL.finditer(paragraph, begin):
        # No further than a heading reaches: the paragraph may be a whole plan that has lost its line ends.
        stop = paragraph.find("。", match.end(), match.end() + _HEADING_LIMIT)
        sentence = paragraph[match.end() : stop]
        if (
            0 <= stop < len(paragraph) - 1
            and _names(sentence, _RUN_IN_LIMIT, commas=1)
            and not _ORDINAL.search(sentence)
        ):
            yield match.start(), stop + 1
