"""How a page is set: in vertical lines, in columns, or as most pages are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median

from compare.readers.pdf.glyphs import Glyph, is_vertical
from compare.text import numbered_rank

_MOSTLY = 0.6
"""Share of the rows beside a gutter that hold running text on its left."""

_ROW, _LINE = 0.35, 0.6
"""Sizes by which the base lines of one row, and the middles of one vertical line, may differ."""

_GUTTER, _NARROWEST = 1.2, 10.0
"""Sizes: the least room between two columns, and the least width of a column."""

_ROWS = 5
"""Rows with text on both sides of a gutter at least."""

_REACH = 3
"""Lines that end at the edge of a column, or beyond it, at least."""

_FULL, _ENDS = 0.45, 3.0
"""Share of the lines of a column that end at its edge, within so many sizes: cells of a table end anywhere."""

_STOPS = 0.35
"""Share of the lines of a column that hold a stop: cells of a table seldom do."""

_SOME, _WHOLE = 0.3, 0.8
"""Share of the lines of a column that are full at least, and that are full, end a sentence or are headings."""

_BEFORE_EDGE = 0.3
"""Sizes by which a gutter is taken to end before the edge at which the lines on its right begin."""

_HANGING = frozenset("，。、；：")
_LAST = frozenset("。；：！？”）")

_DEPTH = 3
"""Columns are parted again so often: up to eight of them."""

_STOP = re.compile("[，。；、：]")

Row = list[Glyph]


def upright(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Return the glyphs of a page with vertical lines as if they were level ones, from the right line to the left one.

    Other pages are returned as they are.
    """
    if not is_vertical(glyphs):
        return list(glyphs)
    right = max(glyph.x1 for glyph in glyphs)
    # A narrow sign stands in the middle of its line.
    middle = [(glyph.x0 + glyph.x1) / 2 for glyph in glyphs]
    turned = [
        glyph._replace(x0=glyph.top - (glyph.deep or glyph.size), x1=glyph.top, top=right - x + glyph.size / 2)
        for glyph, x in zip(glyphs, middle, strict=True)
    ]
    return [glyph._replace(top=median(each.top for each in row)) for row in rows(turned, _LINE) for glyph in row]


def rows(glyphs: Sequence[Glyph], slack: float = _ROW) -> list[Row]:
    """Glyphs by base line from top to bottom, each row from left to right."""
    found: list[Row] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.top):
        if found and glyph.top - found[-1][0].top <= slack * max(glyph.size, found[-1][0].size):
            found[-1].append(glyph)
        else:
            found.append([glyph])
    return [sorted(row, key=lambda glyph: glyph.x0) for row in found]


def columns(glyphs: Sequence[Glyph]) -> list[tuple[int, list[Glyph]]]:
    """Part a page into its columns, each with its number, in reading order; a page without columns is one, number 0.

    What runs over all columns stands between what is above and below it, and has the number 0, too.
    """
    inked = [glyph for glyph in glyphs if not glyph.char.isspace()]
    found = list(_parted(inked, _DEPTH)) if inked else []
    if len(found) <= 1:
        return [(0, list(glyphs))]
    return [(0 if whole else number, held) for number, (whole, held) in enumerate(found, 1)]


def _parted(glyphs: list[Glyph], depth: int) -> Iterator[tuple[bool, list[Glyph]]]:
    """Columns from left to right, band by band; with each whether it runs over the gutter of the whole page."""
    lines = rows(glyphs)
    gutter = _gutter(lines) if depth else None
    if gutter is None:
        yield False, glyphs
        return
    sides = [(row, *_sides(row, gutter)) for row in lines]
    for over, band in groupby(sides, key=lambda side: side[1] is None):
        if over:
            yield depth == _DEPTH, [glyph for row, _, _ in band for glyph in row]
            continue
        held = list(band)
        for column in (
            [g for _, left, _ in held for g in left or ()],
            [g for _, _, right in held for g in right or ()],
        ):
            if column:
                yield from _parted(column, depth - 1)


def _sides(row: Row, gutter: float) -> tuple[Row, Row] | tuple[None, None]:
    """Return what stands left and right of a gutter; nothing where a row runs over it."""
    size = row[0].size
    left = [glyph for glyph in row if glyph.x0 < gutter]
    right = [glyph for glyph in row if glyph.x0 >= gutter]
    if left and max(glyph.x1 for glyph in left) > gutter:
        return None, None
    # A title over both columns may have a blank there; a stop may hang over the edge of the left column.
    hangs = left and right and left[-1].char in _HANGING and right[0].x0 - gutter < 2 * _BEFORE_EDGE * size
    near = left and right and right[0].x0 - max(glyph.x1 for glyph in left) < 0.8 * size
    return (None, None) if near and not hangs else (left, right)


def _gutter(lines: list[Row]) -> float | None:
    """Return the left edge of the right one of two columns, if there are such."""
    starts = [
        after.x0
        for row in lines
        for before, after in pairwise(row)
        if after.x0 - before.x1 >= _GUTTER * max(before.size, after.size)
    ]
    size = median(glyph.size for row in lines for glyph in row)
    left = min(row[0].x0 for row in lines)
    # Columns whose lines are set at other heights share no row.
    starts += [row[0].x0 for row in lines if row[0].x0 - left >= _NARROWEST * size]
    if len(starts) < _ROWS:
        return None
    # Columns may be indented: the leftmost edge at which several begin.
    edges = sorted(starts)
    tried = [
        edge for at, edge in enumerate(edges) if at + 2 < len(edges) and edges[at + 2] - edge < _BEFORE_EDGE * size
    ]
    return next((edge for edge in _apart(tried, size) if _are_columns(lines, edge - _BEFORE_EDGE * size, size)), None)


def _apart(edges: list[float], size: float) -> list[float]:
    found: list[float] = []
    for edge in edges:
        if not found or edge - found[-1] > size:
            found.append(edge)
    return found


def _are_columns(lines: list[Row], gutter: float, size: float) -> bool:
    """Whether running text stands on both sides: most lines on the left are full, few rows run over the gutter."""
    sides = [_sides(row, gutter) for row in lines]
    both = [(left, right) for left, right in sides if left and right]
    over = sum(left is None for left, _ in sides)
    if _are_beside(sides, over, size):
        return True
    if len(both) < _ROWS or over > 0.5 * len(both):
        return False
    # Right of the second column there may be a third one.
    parts = [left for left, _ in both], [_first_run(right) for _, right in both]
    dense = sum(_is_dense(left) for left in parts[0])
    return dense >= _MOSTLY * len(both) and all(_is_column(part, size) for part in parts)


def _are_beside(sides: list[tuple[Row, Row] | tuple[None, None]], over: int, size: float) -> bool:
    """Whether running text stands on both sides of a gutter at the same heights, be it line by line or at others: its
    short lines end with a stop or number a heading, as cells do not.
    """
    left, right = ([row for side in sides if (row := side[at])] for at in (0, 1))
    if min(len(left), len(right)) < _ROWS or over > 0.2 * min(len(left), len(right)):
        return False
    top, bottom = (pick(row[0].top for row in left) for pick in (min, max))
    beside = sum(top <= row[0].top <= bottom for row in right)
    dense = sum(_is_dense(row) for row in left)
    running = all(_is_running(part, size) for part in (left, [_first_run(row) for row in right]))
    return beside >= _ROWS and dense >= _MOSTLY * len(left) and running


def _is_running(part: list[Row], size: float) -> bool:
    """Whether nearly all rows on one side of a gutter are full, end with a stop, or are numbered headings."""
    edge = right_edge([row[-1].x1 for row in part])
    full = sum(row[-1].x1 >= edge - _ENDS * size for row in part)
    texts = ["".join(glyph.char for glyph in row) for row in part]
    whole = sum(
        row[-1].x1 >= edge - _ENDS * size or text[-1] in _LAST or numbered_rank(text) is not None
        for row, text in zip(part, texts, strict=True)
    )
    stops = sum(_STOP.search(text) is not None for text in texts)
    wide = edge - min(row[0].x0 for row in part) >= _NARROWEST * size
    return wide and full >= _SOME * len(part) and whole >= _WHOLE * len(part) and stops >= _STOPS * len(part)


def right_edge(ends: Sequence[float]) -> float:
    """Return where the lines of a column end: the furthest edge that several of them reach; a title may be wider."""
    return sorted(ends)[-_REACH:][0] if len(ends) >= _ROWS else max(ends)


def _is_column(part: list[Row], size: float) -> bool:
    """Whether the rows on one side of a gutter are lines of running text, most of them full."""
    edge = right_edge([row[-1].x1 for row in part])
    full = sum(row[-1].x1 >= edge - _ENDS * size for row in part)
    stops = sum(any(_STOP.match(glyph.char) for glyph in row) for row in part)
    wide = edge - min(row[0].x0 for row in part) >= _NARROWEST * size
    return wide and full >= _FULL * len(part) and stops >= _STOPS * len(part)


def _first_run(row: Row) -> Row:
    """Return the signs of a row up to the first gap that may part columns."""
    gaps = (at for at, (a, b) in enumerate(pairwise(row), 1) if b.x0 - a.x1 > 1.2 * _GUTTER * a.size)
    return row[: next(gaps, len(row))]


def _is_dense(row: Row) -> bool:
    """Whether signs follow each other without the room that parts the cells of a table."""
    return len(_first_run(row)) == len(row)
