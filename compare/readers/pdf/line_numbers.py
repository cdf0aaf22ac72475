"""Numbers of lines in the margin, as drafts bear them: no part of the lines beside which they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from compare.readers.pdf.glyphs import Glyph, GlyphPage
from compare.readers.pdf.layout import Row, rows

_GAP = 0.8
"""Sizes between a number and its line at least."""

_LEAST = 4
"""Numbers of a page at least."""

_STEADY = 0.8
"""Share of the steps from number to number that are alike: 1, or 5 where every fifth line is counted."""

_SMALL = 0.85
"""Share of the text's size up to which numbers are set smaller than it."""

_EVERY, _STOPS = 0.9, 0.4
"""Share of the lines of a page that bear a number, and of those that hold a stop, where numbers are as large as the
text: rows of a table are numbered, too, and hold none.
"""

_STOP = re.compile("[，。；、]")


def without_line_numbers(pages: Sequence[GlyphPage]) -> tuple[list[GlyphPage], list[str]]:
    """Return the pages without the numbers of their lines, and these.

    Args:
        pages: Pages whose text runs from left to right.
    """
    found = [_numbers(page.glyphs) for page in pages]
    known = [number for numbers in found for number in numbers]
    if known:  # the last page may have a line or two
        edge, size = max(number[-1].x1 for number in known), known[0][0].size
        found = [numbers or _in_margin(page.glyphs, edge, size) for page, numbers in zip(pages, found, strict=True)]
    kept, gone = [], []
    for page, numbers in zip(pages, found, strict=True):
        left = {id(glyph) for number in numbers for glyph in number}
        gone += ["".join(glyph.char for glyph in number) for number in numbers]
        kept.append(page._replace(glyphs=tuple(g for g in page.glyphs if id(g) not in left)) if left else page)
    return kept, gone


def _in_margin(glyphs: Sequence[Glyph], edge: float, size: float) -> list[Row]:
    """Return the numbers of a page that stand where those of other pages do, and are as large."""
    lines = rows([glyph for glyph in glyphs if not glyph.char.isspace()])
    numbers = (number for row in lines if (number := _number(row)))
    return [number for number in numbers if number[-1].x1 <= edge + 1 and abs(number[0].size - size) < 1]


def _numbers(glyphs: Sequence[Glyph]) -> list[Row]:
    """Return the numbers in the left margin of a page; none if they count no lines."""
    lines = rows([glyph for glyph in glyphs if not glyph.char.isspace()])
    found = [number for row in lines if (number := _number(row))]
    if len(found) < _LEAST:
        return []
    edge = max(number[-1].x1 for number in found)
    taken = {id(glyph) for number in found for glyph in number}
    if any(glyph.x0 < edge for row in lines for glyph in row if id(glyph) not in taken):
        return []
    values = [int("".join(glyph.char for glyph in number)) for number in found]
    steps = [after - before for before, after in pairwise(values)]
    usual = max(set(steps), key=lambda step: (steps.count(step), -step))
    if usual not in (1, 2, 5, 10) or steps.count(usual) < _STEADY * len(steps):
        return []
    size = median(glyph.size for row in lines for glyph in row if id(glyph) not in taken)
    small = max(number[0].size for number in found) <= _SMALL * size
    stopped = sum(_STOP.search("".join(glyph.char for glyph in row)) is not None for row in lines)
    every = len(found) >= _EVERY * len(lines) and stopped >= _STOPS * len(lines)
    return found if small or every else []


def _number(row: Row) -> Row:
    """Return the digits with which a row begins, where room parts them from the rest; else nothing."""
    at = 0
    while at + 1 < len(row) and row[at].char in "0123456789":
        at += 1
        if row[at].x0 - row[at - 1].x1 >= _GAP * row[at].size:
            return row[:at] if at <= len("99999") else []
    return []
