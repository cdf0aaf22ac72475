"""Tables whose cells are told apart: by tabs, or by the pipes of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compare.model import Table

_TABBED = re.compile(r"(?:^[^\n\t]*+\t[^\n]*+(?:\n|\Z)){2,}+", re.MULTILINE)
_PIPED = re.compile(r"(?:^[ ]{0,3}\|[^\n]*\|[ ]*(?:\n|\Z)){2,}", re.MULTILINE)
_RULE = re.compile(r"[\s|:\-—–]+")
_TITLE = re.compile(r"\S[^\n]{0,60}")
_TITLED = re.compile(r"表|专栏|指标")

Span = tuple[int, int]


def tabbed(text: str) -> Iterator[Table]:
    """Tables with a row a line and tabs between the cells."""
    for match in _TABBED.finditer(text) if "\t" in text else ():
        yield _table(text, [_cells(text, *line, "\t") for line in _lines(text, *match.span())])


def piped(text: str) -> Iterator[Table]:
    """Tables of Markdown."""
    for match in _PIPED.finditer(text) if "|" in text else ():
        lines = [line for line in _lines(text, *match.span()) if not _RULE.fullmatch(text, *line)]
        rows = [_cells(text, text.index("|", *line) + 1, text.rindex("|", *line), "|") for line in lines]
        if len(rows) > 1:
            yield _table(text, rows)


def title_above(text: str, start: int) -> str:
    """The line above a table if it names it: 专栏2, 表1, 主要指标; empty if it does not."""
    above = text[max(0, start - 80) : start].rstrip().rsplit("\n", 1)[-1].strip()
    return above if _TITLE.fullmatch(above) and _TITLED.search(above) and "。" not in above else ""


def _table(text: str, rows: list[tuple[Span, ...]]) -> Table:
    start, end = rows[0][0][0], max(cell[1] for row in rows for cell in row)
    header = tuple(text[begin:stop] for begin, stop in rows[0])
    return Table(start, end, title_above(text, start), header, tuple(rows[1:]))


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    for line in re.finditer(r"[^\n]+", text[start:end]):
        if line.group().strip():
            yield start + line.start(), start + line.end()


def _cells(text: str, start: int, end: int, mark: str) -> tuple[Span, ...]:
    cells: list[Span] = []
    begin = start
    while begin <= end:
        stop = text.find(mark, begin, end)
        stop = end if stop < 0 else stop
        cells.append(trimmed(text, begin, stop))
        begin = stop + 1
    return tuple(cells)


def trimmed(text: str, start: int, end: int) -> Span:
    """A span without the blanks at both ends; an empty one begins where it began."""
    piece = text[start:end]
    if not piece.strip():
        return start, start
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
