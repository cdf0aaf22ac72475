"""Canonical text -> tables, in whatever form they stand there."""

from __future__ import annotations

import re

from compare.model import Table

_ROWS = re.compile(r"(?:^[^\n]*\t[^\n]*(?:\n|\Z)){2,}", re.MULTILINE)
_CELL = re.compile(r"[^\t\n]*")


def find_tables(text: str) -> tuple[Table, ...]:
    """Tables of a plan in reading order; they do not overlap.

    Readers of files that have tables write a row a line with tabs between the cells.
    """
    return tuple(_table(text, match.start(), match.end()) for match in _ROWS.finditer(text))


def _table(text: str, start: int, end: int) -> Table:
    lines = re.finditer(r"[^\n]+", text[start:end])
    rows = tuple(
        tuple(_cell(text, start + line.start() + cell.start(), start + line.start() + cell.end()) for cell in cells)
        for line in lines
        if (cells := _cells(line.group()))
    )
    header = tuple(text[begin:stop] for begin, stop in rows[0])
    return Table(rows[0][0][0], rows[-1][-1][1], "", header, rows[1:])


def _cells(line: str) -> list[re.Match[str]]:
    starts = [0, *(tab.end() for tab in re.finditer("\t", line))]
    return [found for start in starts if (found := _CELL.match(line, start))]


def _cell(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    if not piece.strip():
        return start, start
    begin = start + len(piece) - len(piece.lstrip())
    return begin, start + len(piece.rstrip())
