"""Tables of a page: those that hold data become rows with tabs; those that only lay the page out are read through."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import reduce
from typing import NamedTuple

from compare.readers.account import Ledger
from compare.readers.html.page import Element
from compare.readers.html.parts import Sorting, text_of
from compare.readers.seams import REPEATED, holds_data, joined

Reader = Callable[[Element], list[str]]
"""The lines of an element."""

COLUMN_LIMIT = 60
"""Columns that a spanning cell may fill; the widest tables of plans have some 20."""

_LONG_CELL = 400
"""Characters; what is longer is a text that a table lays out, when it makes up most of the table."""


class _Held(NamedTuple):
    """What a cell holds of rows below it: how many, and what is seen there."""

    rows: int
    text: str


def is_laid_out(table: Element, read: Reader) -> bool:
    """Whether a table arranges parts of a page: tables inside it, a cell a row, or mostly cells of paragraphs.

    A table of a cell a row inside of a cell only frames what stands in it.
    """
    if _width(table) <= 1 or any(_width(inner) > 1 for inner in table.iterdescendants("table")):
        return True
    sizes = [len(_written(cell, read)) for row in _rows(table) for cell in _cells(row)]
    return sum(size for size in sizes if size > _LONG_CELL) > 0.5 * sum(sizes)


def rows(table: Element, read: Reader, why_not: Sorting, ledger: Ledger) -> Iterator[str]:
    """Rows of a table with tabs between the cells; a cell that spans others leaves them empty, but a short one beside
    the first column (a unit, an attribute) stands in each of its rows, as a reader sees it.
    """
    for caption in table.iterchildren("caption"):
        yield from read(caption)
    held: dict[int, _Held] = {}
    for row in _rows(table):
        if reason := why_not(row):
            ledger.leave_out(reason, text_of(row))
            continue
        cells, held = _spread(row, held, read, ledger)
        if any(cells):
            yield "\t".join(cells)


def _spread(row: Element, held: dict[int, _Held], read: Reader, ledger: Ledger) -> tuple[list[str], dict[int, _Held]]:
    """Cells of a row by column, and what each column still holds of the rows above it."""
    below = {column: above._replace(rows=above.rows - 1) for column, above in held.items() if above.rows > 1}
    cells: list[str] = []

    def skip_held() -> None:
        while len(cells) in held:
            cells.append(ledger.make(held[len(cells)].text))

    for cell in _cells(row):
        skip_held()
        width = min(_span(cell, "colspan"), max(1, COLUMN_LIMIT - len(cells)))
        height = _span(cell, "rowspan") if len(cells) < COLUMN_LIMIT else 1
        text = _written(cell, read)
        if height > 1:
            below |= dict.fromkeys(range(len(cells), len(cells) + width), _Held(height - 1, ""))
            if cells and len(text) <= REPEATED:
                below[len(cells)] = _Held(height - 1, text)
        cells += [text, *[""] * (width - 1)]
    skip_held()
    if not holds_data(cells):
        below = {column: each._replace(text="") for column, each in below.items()}
    return cells, below


def _rows(table: Element) -> Iterator[Element]:
    """Yield the rows of a table, without those of tables inside its cells."""
    for part in table:
        if part.tag == "tr":
            yield part
        elif part.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in part if row.tag == "tr")


def _width(table: Element) -> int:
    return max((len(_cells(row)) for row in _rows(table)), default=0)


def _cells(row: Element) -> list[Element]:
    return [child for child in row if child.tag in ("td", "th")]


def _span(cell: Element, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return int(value) if value.isdecimal() and len(value) <= 5 and int(value) else 1


def _written(cell: Element, read: Reader) -> str:
    """Return the text of a cell on one line; words that are not Han stay apart."""
    return reduce(joined, (line.replace("\t", " ") for line in read(cell)), "").strip()
