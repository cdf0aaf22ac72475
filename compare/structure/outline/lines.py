"""Canonical text -> lines, each of which is one paragraph, heading or row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from compare.text import NUMERAL

LONGEST = 3000
"""Characters. A longer line has lost its line ends; it is cut where a numbered item begins after a stop."""

_ITEM = re.compile(
    rf"(?<=[。！？：；”])[ \u3000]?(?={NUMERAL}、|[（(]{NUMERAL}[)）]|第{NUMERAL}[章节篇编]|——|各位代表[，：！])"
)
# A heading, the blank after it, and more than a heading's length of text.
_HEAD = re.compile(
    rf"(?:{NUMERAL}、|[（(]{NUMERAL}[)）]|第{NUMERAL}[章节篇编])[^，。；：！？]{{2,40}}?(?=[ \u3000][^\s])"
)
# Cells are parted by tabs or wide blanks.
_WIDE = re.compile(r"[^\s][ \u3000]{3,}(?=[^\s])")
# A short title may be set wide (市长    王军), and a heading may hold two blanks; a row of cells holds more.
_SPACED_TITLE, _CELLS = 12, 4
_CHAPTER = re.compile("第.{1,5}[编篇章节]")
_NTH = re.compile(r"第|[（(]?[〇零一二三四五六七八九十百]{1,3}[)）、]|专栏|表|图|附")


class OutlineLine(NamedTuple):
    """A line or, where line ends were lost, a part of one; blanks at both ends left out."""

    start: int
    end: int
    text: str
    spans: bool = False
    """The line is one cell over several columns of a table: empty cells follow on it."""

    def is_row(self) -> bool:
        """Whether the line is a row of a table: never a heading, never a title."""
        if self.spans or "\t" in self.text:
            return True
        words = self.text.split()
        if len(words) == 1:
            return False  # as of nearly all lines
        gaps = len(_WIDE.findall(self.text))
        if gaps > 1 or (gaps == 1 and not _NTH.match(self.text) and len(self.text) > _SPACED_TITLE):
            return True
        cells = sum(len(word) > 1 for word in words)
        return cells >= _CELLS and not _NTH.match(self.text) and not re.search("[，。；！？]", self.text)


def lines_of(text: str) -> Iterator[OutlineLine]:
    """Yield the lines that are not blank, in order; long ones in parts."""
    start = 0
    for raw in text.split("\n"):
        if len(raw) > LONGEST:
            yield from _parts(raw, start)
        elif line := _line(raw, start):
            yield line._replace(spans=raw.rstrip(" \u3000").endswith("\t\t") and not _CHAPTER.match(line.text))
        start += len(raw) + 1


def _parts(raw: str, start: int) -> Iterator[OutlineLine]:
    cuts = [0, *(found.end() for found in _ITEM.finditer(raw)), len(raw)]
    for begin, end in zip(cuts, cuts[1:], strict=False):
        head = _HEAD.match(raw, begin, end)
        middle = head.end() if head else begin
        for piece in ((begin, middle), (middle, end)):
            if line := _line(raw[slice(*piece)], start + piece[0]):
                yield line


def _line(piece: str, start: int) -> OutlineLine | None:
    stripped = piece.strip()
    if not stripped:
        return None
    begin = start + piece.index(stripped)
    return OutlineLine(begin, begin + len(stripped), stripped)
