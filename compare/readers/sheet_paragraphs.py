"""A sheet that holds one plan, a paragraph a row, in place of one plan a row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median
from typing import Any

from compare.text import numbered_rank

ROWS = 8
"""Rows with a text at least."""

HEADINGS = 2
"""Numbered headings among them at least: rows that are plans of their own begin with titles."""

LONG, STOPS = 500, 5
"""Characters and sentences that a cell with a whole plan has at least; remarks and abstracts have fewer."""

EXCERPT = 80
"""Characters of an excerpt at least, which holds several sentences; titles have fewer."""

SHORT = 300
"""Characters of most rows at most; plans have thousands."""

_HEADING_LENGTH = 40
_STOP = re.compile("[。；]")
_DOCUMENT = re.compile(
    "(?:政府)?(?:工作)?报告|(?:发展)?规划(?:纲要)?|纲要|工作计划|(?:实施|行动|工作)方案|(?:实施|指导)意见"
)


def are_paragraphs(texts: Sequence[str]) -> bool:
    """Whether the texts of rows are the paragraphs of one plan."""
    lines = [text.strip() for text in texts if text.strip()]
    if len(lines) < ROWS or median(map(len, lines)) > SHORT:
        return False
    headings = sum(len(line) <= _HEADING_LENGTH and (numbered_rank(line) or 9) <= 5 for line in lines)
    return headings >= HEADINGS and any(_STOP.search(line) for line in lines)


def column_of_texts(rows: Sequence[tuple[int, Sequence[Any]]]) -> int | None:
    """Return the column of a sheet that holds whole plans, whatever it is called (政府工作报告); ``None`` if none
    does.
    """
    held: Counter[int] = Counter()
    for _, cells in rows:
        held.update(at for at, cell in enumerate(cells) if cell is not None and _is_whole(str(cell)))
    return max(held, key=lambda at: (held[at], -at), default=None)


def _is_whole(cell: str) -> bool:
    return len(cell) >= LONG and len(_STOP.findall(cell)) >= STOPS


def column_of_excerpts(rows: Sequence[tuple[int, Sequence[Any]]], upper: int) -> int | None:
    """Return the column that is called after a kind of document and holds nothing but sentences; ``None`` if none does.

    Args:
        rows: All rows.
        upper: How many of them, from the first on, may be the head.
    """
    for number, (_, cells) in enumerate(rows[:upper], 1):
        for at, cell in enumerate(cells):
            if cell is not None and _DOCUMENT.fullmatch(str(cell).strip()):
                below = [str(row[at]) for _, row in rows[number:] if at < len(row) and row[at] is not None]
                if below and all(len(text) >= EXCERPT and len(_STOP.findall(text)) > 1 for text in below):
                    return at
    return None


def column_of_paragraphs(rows: Sequence[tuple[int, Sequence[Any]]]) -> int | None:
    """Return the column of a sheet without a head that holds the paragraphs of a plan; ``None`` if none does."""
    width = max((len(cells) for _, cells in rows), default=0)
    columns = [
        [str(cells[at]) for _, cells in rows if at < len(cells) and cells[at] is not None] for at in range(width)
    ]
    longest = max(range(width), key=lambda at: sum(map(len, columns[at])), default=None)
    return longest if longest is not None and are_paragraphs(columns[longest]) else None
