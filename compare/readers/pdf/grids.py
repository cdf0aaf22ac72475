"""Ruling lines -> tables and boxes, by way of pdfplumber's table finder, fed with pdfium's lines."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from pdfplumber import table as finder

from compare.readers.pdf.glyphs import Edge, Glyph
from compare.readers.pdf.lines import lines
from compare.readers.seams import joined

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

EDGE_LIMIT = 1500
"""Ruling lines of a page beyond which it is a drawing; a table of 40 rows and 8 columns has 400."""

CROSSING_LIMIT = 4000
"""Crossings of ruling lines, likewise: finding the cells takes their square."""

_TOLERANCE = 3.0
_LEVEL_LINES = 3
"""Level lines that a table without sides has at least: above and below its header and at its end."""

_LONG_CELL = 200
"""Characters; what is longer is a text that a table lays out, when it makes up most of the table."""


class Grid(NamedTuple):
    """A ruled part of a page.

    Attributes:
        box: Where it stands.
        rows: Its rows and cells, spanned cells empty; empty for a box that holds paragraphs.
        cells: Its cells in reading order.
    """

    box: Box
    rows: tuple[tuple[str, ...], ...]
    cells: tuple[Box, ...]


def grids(edges: Sequence[Edge], glyphs: Sequence[Glyph], page: int) -> list[Grid]:
    """Tables and boxes of a page that hold text, from top to bottom."""
    level = sum(edge.level for edge in edges)
    if not 2 <= level <= EDGE_LIMIT or not 1 <= len(edges) - level <= EDGE_LIMIT:
        return []
    merged = finder.merge_edges([_as_pdfplumber(edge) for edge in edges], *[_TOLERANCE] * 4)
    crossings = finder.edges_to_intersections([*merged, *_sides(merged)], _TOLERANCE, _TOLERANCE)
    if len(crossings) > CROSSING_LIMIT:
        return []
    cells = finder.intersections_to_cells(crossings)
    tables = finder.cells_to_tables(cells)
    taken = {cell for found in tables for cell in found}
    boxes = [[cell] for cell in cells if cell not in taken]
    made = [_grid(found, glyphs, page) for found in [*tables, *boxes]]
    return sorted((grid for grid in made if grid), key=lambda grid: (grid.box[1], grid.box[0]))


def inside(glyph: Glyph, box: Box) -> bool:
    """Whether a glyph stands in a box."""
    middle = (glyph.x0 + glyph.x1) / 2
    return box[0] <= middle <= box[2] and box[1] <= glyph.top - 0.3 * glyph.size <= box[3]


def _as_pdfplumber(edge: Edge) -> dict[str, Any]:
    return {
        "x0": edge.x0,
        "x1": edge.x1,
        "top": edge.top,
        "bottom": edge.bottom,
        "doctop": edge.top,
        "width": edge.x1 - edge.x0,
        "height": edge.bottom - edge.top,
        "orientation": "h" if edge.level else "v",
    }


def _sides(edges: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the left and right sides of tables that are ruled between the columns only."""
    groups: dict[tuple[int, int], list[dict[str, Any]]] = defaultdict(list)
    for edge in edges:
        if edge["orientation"] == "h":
            groups[round(edge["x0"] / _TOLERANCE), round(edge["x1"] / _TOLERANCE)].append(edge)
    for level in groups.values():
        x0, x1 = level[0]["x0"], level[0]["x1"]
        top, bottom = min(edge["top"] for edge in level), max(edge["top"] for edge in level)
        between = any(
            edge["orientation"] == "v"
            and x0 + _TOLERANCE < edge["x0"] < x1 - _TOLERANCE
            and edge["top"] <= bottom - _TOLERANCE
            and edge["bottom"] >= top + _TOLERANCE
            for edge in edges
        )
        if len(level) >= _LEVEL_LINES and between:
            # Where any part of a side is ruled, the rest of it is open: a cell that spans two columns ends there.
            open_sides = [x for x in (x0, x1) if not _is_ruled(edges, x, top, bottom)]
            yield from (_as_pdfplumber(Edge(x, top, x, bottom)) for x in open_sides)


def _is_ruled(edges: Sequence[dict[str, Any]], x: float, top: float, bottom: float) -> bool:
    """Tell whether a ruling line runs down at a place, anywhere between two levels."""
    return any(
        edge["orientation"] == "v"
        and abs(edge["x0"] - x) <= _TOLERANCE
        and edge["top"] < bottom - _TOLERANCE
        and edge["bottom"] > top + _TOLERANCE
        for edge in edges
    )


def _grid(cells: list[Box], glyphs: Sequence[Glyph], page: int) -> Grid | None:
    box = (min(c[0] for c in cells), min(c[1] for c in cells), max(c[2] for c in cells), max(c[3] for c in cells))
    held = [glyph for glyph in glyphs if inside(glyph, box)]
    if not any(not glyph.char.isspace() for glyph in held):
        return None
    lefts, tops = sorted({cell[0] for cell in cells}), sorted({cell[1] for cell in cells})
    table = [[""] * len(lefts) for _ in tops]
    texts = _texts(cells, held, page)
    for cell, text in zip(cells, texts, strict=True):
        table[tops.index(cell[1])][lefts.index(cell[0])] = text
    ordered = tuple(sorted(cells, key=lambda cell: (cell[1], cell[0])))
    # Borders drawn as two lines have a column between them.
    table = [list(row) for row in zip(*(column for column in zip(*table, strict=True) if any(column)), strict=True)]
    long = sum(len(text) for text in texts if len(text) > _LONG_CELL)
    if not table or len(table[0]) == 1 or long > 0.5 * sum(map(len, texts)):
        return Grid(box, (), ordered)
    return Grid(box, tuple(tuple(row) for row in table if any(row)), ordered)


def _texts(cells: list[Box], glyphs: Sequence[Glyph], page: int) -> list[str]:
    """Return the text of each cell on one line."""
    order = sorted(range(len(cells)), key=lambda index: cells[index][1])
    tops = [cells[index][1] for index in order]
    held: list[list[Glyph]] = [[] for _ in cells]
    for glyph in glyphs:
        # Only cells that begin above it can hold it; the nearest first.
        for index in reversed(order[: bisect_right(tops, glyph.top)]):
            if inside(glyph, cells[index]):
                held[index].append(glyph)
                break
    return [_text(found, page) for found in held]


def _text(glyphs: Sequence[Glyph], page: int) -> str:
    text = ""
    for line in sorted(lines(glyphs, page), key=lambda line: (round(line.top), line.x0)):
        text = joined(text, line.text) if text else line.text
    return text.replace("\t", " ")
