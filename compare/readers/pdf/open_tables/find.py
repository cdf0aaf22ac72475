"""Pages -> their tables without ruling lines, and what of these goes on at the top of the next page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import median

from compare.readers.pdf.glyphs import Edge, Glyph
from compare.readers.pdf.grids import Grid, inside
from compare.readers.pdf.open_tables.cells import filled
from compare.readers.pdf.open_tables.columns import TableColumns, columns_of, heads_apart
from compare.readers.pdf.open_tables.runs import GlyphRun, head_at, run_lines, text_of
from compare.structure import Column
from compare.text import cues

_END = cues("after_table")
_PAGE = re.compile(r"[—–\-·\s第]*\d{1,4}[—–\-·\s页]*")
_APART = 6.0
"""Sizes by which two lines of a table are apart at most."""

_LINES = 400
"""Lines of a table on one page at most."""

_ACROSS = 0.9
"""Share of the width of a table over which a ruling line runs that parts its rows."""


def open_tables(pages: Sequence[tuple[Sequence[Glyph], Sequence[Edge], Sequence[Grid]]]) -> list[list[Grid]]:
    """Find the indicator tables without ruling lines.

    Args:
        pages: Glyphs, ruling lines and the tables with rules of each page.

    Returns:
        The tables of each page, from top to bottom.
    """
    found: list[list[Grid]] = []
    above: TableColumns | None = None
    for glyphs, edges, ruled in pages:
        lines = run_lines([glyph for glyph in glyphs if not any(inside(glyph, grid.box) for grid in ruled)])
        rules = [edge for edge in edges if edge.level]
        made, above = _of_page(lines, rules, above if not ruled else None)
        found.append(made)
    return found


def _of_page(
    lines: Sequence[Sequence[GlyphRun]], rules: Sequence[Edge], above: TableColumns | None
) -> tuple[list[Grid], TableColumns | None]:
    """Return the tables of a page, and the columns of one that may go on behind it."""
    made: list[Grid] = []
    at = 0
    goes_on: TableColumns | None = None
    if above and (rest := _rest(lines, above)):
        first, until = rest
        if grid := _grid([], lines[first:until], above, rules):
            made.append(grid)
            at, goes_on = until, above if until == len(lines) else None
    while at < len(lines):
        head = head_at(lines, at)
        if head is None or head[0] < 0:
            at += 1
            continue
        first, start = head
        until = _until(lines, start)
        columns = columns_of(lines[first:start], lines[start:until])
        grid = _grid(lines[first:start], lines[start:until], columns, rules) if columns else None
        if grid is None:
            at = start
            continue
        made.append(grid)
        goes_on = columns if until == len(lines) else None
        at = until
    return made, goes_on


def _rest(lines: Sequence[Sequence[GlyphRun]], columns: TableColumns) -> tuple[int, int] | None:
    """Return the lines at the top of a page that go on with the table of the page before."""
    for first, line in enumerate(lines[:_TOP]):
        if head_at(lines, first):
            return None
        if len(line) > 1 and _fits(line, columns):
            while first and _near(lines[first - 1], lines[first]) and _fits(lines[first - 1], columns):
                first -= 1
            return first, _until(lines, first)
    return None


_TOP = 5
"""Lines at the top of a page among which the rest of a table begins: below a running head, or the rest of a cell."""


def _fits(line: Sequence[GlyphRun], columns: TableColumns) -> bool:
    inside = columns.left - 2 * line[0].size <= line[0].x0 and line[-1].x1 <= columns.right + 2 * line[0].size
    return inside and columns.cells(line) is not None


def _near(line: Sequence[GlyphRun], below: Sequence[GlyphRun]) -> bool:
    return below[0].top - line[0].top < 2 * line[0].size


def _until(lines: Sequence[Sequence[GlyphRun]], start: int) -> int:
    """Return the index of the first line behind a table that begins at an index."""
    for at in range(start, min(len(lines), start + _LINES)):
        text = " ".join(run.text for run in lines[at])
        far = at > start and lines[at][0].top - lines[at - 1][0].top > _APART * lines[at][0].size
        if far or "。" in text or _END.match(text) or head_at(lines, at):
            # What stands at the foot of the page is no text that follows.
            foot = all(len(line) == 1 and _PAGE.fullmatch(line[0].text) for line in lines[at:])
            return len(lines) if foot else at
    return min(len(lines), start + _LINES)


def _grid(
    heads: Sequence[Sequence[GlyphRun]],
    body: Sequence[Sequence[GlyphRun]],
    columns: TableColumns,
    rules: Sequence[Edge],
) -> Grid | None:
    """Return a table; ``None`` where its lines cannot be put into rows."""
    body = [line for line in body if not (len(line) == 1 and _PAGE.fullmatch(line[0].text) and line is body[-1])]
    levels = columns.levels(body)
    across = _ACROSS * (columns.right - columns.left)
    parting = [edge.top for edge in rules if min(edge.x1, columns.right) - max(edge.x0, columns.left) >= across]
    made = filled(levels, columns, [run for line in heads for run in line], parting)
    if made is None:
        return None
    held = [*(run for line in heads for run in line), *(run for level in levels[: made.levels] for run in level.runs)]
    size = median(run.size for run in held)
    box = (
        min(run.x0 for run in held) - size,
        min(run.top for run in held) - size,
        max(run.x1 for run in held) + size,
        max(run.top for run in held) + 0.4 * size,
    )
    rows = [*_heads(heads, columns), *made.rows]
    return Grid(box, tuple(tuple(row) for row in rows), ())


def _placed(run: GlyphRun, columns: TableColumns) -> tuple[GlyphRun, int, int]:
    """Return a head with the first and the last column over which it stands: 指标 over both parts of a name."""
    first, last = columns.of(run.x0, run.x1)
    name = columns.kinds.index(Column.NAME)
    return (run, name, last) if columns.kinds[first] is Column.NAME else (run, first, last)


def _heads(heads: Sequence[Sequence[GlyphRun]], columns: TableColumns) -> Iterator[list[str]]:
    """Yield the rows of the head: one, or two where a head stands over several columns."""
    placed = [
        _placed(run, columns)
        for line in heads
        for each in line
        for head in heads_apart(each)
        for run in columns.parted(head)
    ]
    if not placed:
        return
    over = [each for each in placed if each[2] > each[1] and columns.kinds[each[1]] is not Column.NAME]
    upper = [list[GlyphRun]() for _ in columns.kinds]
    lower = [list[GlyphRun]() for _ in columns.kinds]
    for run, first, last in placed:
        spanned = any(one <= first <= two and run.top > other.top for other, one, two in over)
        (lower if spanned and (run, first, last) not in over else upper)[first].append(run)
    yield [text_of(runs) for runs in upper]
    if any(lower):
        yield [text_of(runs) for runs in lower]
