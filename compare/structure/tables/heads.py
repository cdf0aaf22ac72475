"""Rows of cells -> title, heads of the columns and body of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from compare.structure.tables.columns import Column, column_of, is_head, with_years
from compare.text import is_figure

_BLANK = re.compile(r"\s+")
_HEAD_WITHIN = 6
"""Rows among which the head begins: a title, a line with the unit and the date may stand before it."""

_HEAD_ROWS = 4


class Frame(NamedTuple):
    """How a table is built.

    Attributes:
        title: What stands in the rows before the head.
        heads: Texts of the column heads; of a head over several rows all of them, from top to bottom, parted by ``|``.
        first: Index of the first row of the body.
        copies: How many tables stand side by side, each with these heads.
    """

    title: str
    heads: tuple[str, ...]
    first: int
    copies: int


def frame_of(rows: Sequence[Sequence[str]]) -> Frame | None:
    """Find the heads of an indicator table.

    Args:
        rows: Texts of the cells, row by row; cells that another one spans are empty.

    Returns:
        ``None`` if no row names an indicator and values.
    """
    rows = [_said_once([_BLANK.sub("", cell) for cell in row]) for row in rows[: _HEAD_WITHIN + _HEAD_ROWS]]
    for at, row in enumerate(rows[:_HEAD_WITHIN]):
        until = at + 1
        if not _heads(row, least=2):
            if sum(map(bool, row)) > 2:
                return None
            continue
        while until < len(rows) and until - at < _HEAD_ROWS and _heads(rows[until], least=1):
            until += 1
        merged = _merged(rows[at:until])
        columns = [column_of(head) for head in merged]
        if Column.NAME in columns and Column.VALUE in columns:
            title = " ".join(cell for row in rows[:at] for cell in row if cell)
            copies = copies_of(columns, merged)
            return Frame(title, tuple(with_years(merged[: len(merged) // copies])), until, copies)
    return None


def _said_once(row: list[str]) -> list[str]:
    """Leave the first of cells that all say the same: converters write a title above the table into each column."""
    return [row[0], *[""] * (len(row) - 1)] if len(row) > 2 and len(set(row)) == 1 else row


def is_repeated_head(cells: Sequence[str], heads: Sequence[str]) -> bool:
    """Tell whether a row of the body is the head once more, as it is on the next page.

    Args:
        cells: Texts of the row.
        heads: Texts of the column heads, as ``Frame`` has them.
    """
    row = [_BLANK.sub("", cell) for cell in cells]
    filled = {cell for cell in row if cell}
    again = filled <= {part for head in heads for part in head.split("|")}
    return _heads(row, least=2) and (again or any(column_of(cell) is Column.NAME for cell in filled))


def _heads(row: Sequence[str], *, least: int) -> bool:
    """Tell whether all cells of a row are heads; one word that no list has may stand among four."""
    filled = [cell for cell in row if cell]
    unknown = [cell for cell in filled if not is_head(cell)]
    if any(is_figure(cell) and not re.fullmatch(r"20\d\d", cell) for cell in filled):
        return False
    return len(filled) >= least and len(unknown) <= len(filled) // 4


def _merged(rows: Sequence[Sequence[str]]) -> list[str]:
    """Put heads over several rows together: what spans several columns stands above each of them."""
    width = max(map(len, rows))
    parts: list[list[str]] = [[] for _ in range(width)]
    padded = [[*row, *[""] * (width - len(row))] for row in rows]
    for number, row in enumerate(padded):
        spanning = ""
        for column, cell in enumerate(row):
            below = any(lower[column] for lower in padded[number + 1 :])
            spanning = cell if cell else spanning if below and not any(up[column] for up in padded[:number]) else ""
            if spanning and spanning not in parts[column]:
                parts[column].append(spanning)
    heads = ["|".join(part) for part in parts]
    # 指标 over two columns, 专项 and its name: the second one is named by the first.
    for column in range(1, width):
        if not heads[column] and column_of(heads[column - 1]) is Column.NAME:
            heads[column] = heads[column - 1]
    return heads


def copies_of(columns: Sequence[Column], heads: Sequence[str]) -> int:
    """Count the tables that stand side by side: the same heads come again."""
    half, odd = divmod(len(heads), 2)
    same = not odd and half > 1 and list(heads[:half]) == list(heads[half:])
    return 2 if same and Column.VALUE in columns[:half] else 1
