"""Lines of a table without rules -> the texts of its cells; a row of which not all can be told says only its name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import inf
from statistics import median
from typing import NamedTuple

from compare.readers.pdf.open_tables.bands import Band, Placing, Stand, TableLine, bands
from compare.readers.pdf.open_tables.columns import TableColumns
from compare.readers.pdf.open_tables.runs import GlyphRun, text_of
from compare.readers.pdf.open_tables.spans import INNER, spans
from compare.structure import Column

_TOO_DEAR = 3.0
"""Cost of a row, on the average, from which on a table is not understood."""

_SURE = 0.3
"""Sizes by which a cell may stand off its row and still be sure to belong to it."""


class Filled(NamedTuple):
    """The rows of a table, and how many of the lines they take."""

    rows: list[list[str]]
    levels: int


class _Reading(NamedTuple):
    """One way to read a table: its cost, the rows, and the columns whose cells run down over several rows."""

    cost: float
    rows: list[Band]
    down: dict[int, dict[int, list[GlyphRun]]]
    stand: Stand


def filled(
    levels: Sequence[TableLine], columns: TableColumns, heads: Sequence[GlyphRun], rules: Sequence[float]
) -> Filled | None:
    """Put the lines of a table into cells.

    Args:
        levels: The lines below the head.
        columns: The columns.
        heads: The runs of the head.
        rules: Where ruling lines run from side to side.

    Returns:
        ``None`` where no way to read the rows is good enough.
    """
    if not levels:
        return None
    size = median(run.size for level in levels for run in level.runs)
    widths = _widths(levels, columns, heads)
    part = _first_part(levels, columns)
    readings = [_read(levels, columns, Stand(each, widths, columns.kinds, size, rules, part)) for each in Placing]
    best = min(readings, key=_cost_of)
    rows = _trimmed(best.rows, levels, columns)
    whole = [row for row in rows if not row.alone]
    if not whole or best.cost > _TOO_DEAR * len(best.rows):
        return None
    return Filled([_texts(row, levels, columns, best) for row in rows], rows[-1].last)


def _widths(levels: Sequence[TableLine], columns: TableColumns, heads: Sequence[GlyphRun]) -> dict[int, float]:
    widths = dict.fromkeys(range(len(columns.kinds)), 0.0)
    runs = [(at, run) for level in levels for at, run in (level.cells or {}).items()]
    over = [(columns.of(run.x0, run.x1), run) for run in heads]
    for at, run in [*runs, *((first, run) for (first, last), run in over if first == last)]:
        widths[at] = max(widths[at], run.x1 - run.x0)
    return widths


def _first_part(levels: Sequence[TableLine], columns: TableColumns) -> float:
    """Return the width of the widest first part of a name; no limit where names have one."""
    if columns.kinds.count(Column.NAME) == 1:
        return inf
    name = columns.kinds.index(Column.NAME)
    runs = [level.cells[name] for level in levels if level.cells and name in level.cells]
    return max((run.x1 - run.x0 for run in runs if columns.of(run.x0, run.x1) == (name, name)), default=inf)


def _read(levels: Sequence[TableLine], columns: TableColumns, stand: Stand) -> _Reading:
    """Read a table: first with a cell of each column in each row, then with what runs down over several."""
    best = min((_with(levels, columns, each, stand) for each in _starts(columns.kinds)), key=_cost_of)
    whole = columns.kinds.count(Column.NAME) == 1 and Column.YEAR not in columns.kinds
    each_row = (*_IN_EACH_ROW, Column.NAME) if whole else _IN_EACH_ROW
    tried = [at for at, kind in enumerate(columns.kinds) if kind not in each_row]
    before = inf
    while best.cost < before - _GAIN:
        before = best.cost
        for column in tried:
            down = frozenset(best.down) ^ {column}
            other = _with(levels, columns, down, stand)
            best = other if other.cost < best.cost - _GAIN else best
    return best


_GAIN = 0.05
"""What another way to read a table must save at least."""

_IN_EACH_ROW = (Column.VALUE, Column.YEAR)


def _starts(kinds: Sequence[Column]) -> Iterator[frozenset[int]]:
    """Yield sets of columns whose cells may run down over several rows together."""
    first, *more = (at for at, kind in enumerate(kinds) if kind is Column.NAME)
    parts = {first, *(at for at, kind in enumerate(kinds) if kind is Column.NUMBER)} if more else set[int]()
    shared = {at for at, kind in enumerate(kinds) if kind in (Column.GROUP, Column.KIND)}
    sets = [set[int](), {first} if more else set[int](), parts, shared, parts | shared]
    yield from dict.fromkeys(map(frozenset, sets))
    if Column.YEAR in kinds:
        yield frozenset(at for at, kind in enumerate(kinds) if kind not in _IN_EACH_ROW)
        yield frozenset(at for at, kind in enumerate(kinds) if kind not in (*_IN_EACH_ROW, Column.KIND))


def _cost_of(reading: _Reading) -> float:
    return reading.cost


def _with(levels: Sequence[TableLine], columns: TableColumns, down: frozenset[int], stand: Stand) -> _Reading:
    cost, rows = bands(levels, [at for at in range(len(columns.kinds)) if at not in down], stand)
    cells: dict[int, dict[int, list[GlyphRun]]] = {}
    alone: list[int] = []
    inner = _later_years(rows, levels, columns)
    for column in sorted(down, key=lambda at: columns.kinds[at] is not Column.NUMBER):
        found = spans(levels, rows, column, stand, inner) if cost < inf else None
        cost += found.cost if found else inf
        cells[column] = found.cells if found else {}
        alone += found.alone if found else []
        if columns.kinds[column] is Column.NUMBER and not inner:
            inner = {row.first for row in rows} - set(cells[column])
    names = [at for at, kind in enumerate(columns.kinds) if kind is Column.NAME]
    for column in names if Column.YEAR in columns.kinds else names[:1]:
        if column not in down:
            cost += INNER * sum(row.first in inner and bool(_block(row, levels, column)) for row in rows)
    if len(names) > 1:
        cost += _ORPHAN * _orphans(rows, levels, names, cells)
    rows = sorted([*rows, *(Band(at, at + 1, True) for at in alone)], key=lambda band: band.first)
    return _Reading(cost, rows, cells, stand)


_ORPHAN = 2.0
"""What a second part of a name costs that stands below a name of one part."""


def _orphans(
    rows: Sequence[Band], levels: Sequence[TableLine], names: Sequence[int], down: dict[int, dict[int, list[GlyphRun]]]
) -> int:
    """Count the second parts of names that would go with a name of one part above."""
    first, second = (
        [bool(down[at].get(row.first) if at in down else _block(row, levels, at)) for row in rows] for at in names[:2]
    )
    orphans, parted = 0, False
    for begins, part in zip(first, second, strict=True):
        parted = part if begins else parted
        orphans += part and not parted
    return orphans


def _later_years(rows: Sequence[Band], levels: Sequence[TableLine], columns: TableColumns) -> set[int]:
    """Return the first lines of rows that tell a later year than the one above: of one indicator."""
    if Column.YEAR not in columns.kinds:
        return set()
    at = columns.kinds.index(Column.YEAR)
    years = [(row.first, "".join(run.text for run in _block(row, levels, at))) for row in rows if not row.alone]
    return {first for (_, above), (first, year) in pairwise(years) if above < year}


def _block(row: Band, levels: Sequence[TableLine], column: int) -> list[GlyphRun]:
    return [level.cells[column] for level in levels[row.first : row.last] if level.cells and column in level.cells]


def _trimmed(rows: list[Band], levels: Sequence[TableLine], columns: TableColumns) -> list[Band]:
    """Return the rows without the texts behind the last one that sets something."""
    valued = [at for at, row in enumerate(rows) if not row.alone and _values(row, levels, columns)]
    return rows[: valued[-1] + 1] if valued else []


def _values(row: Band, levels: Sequence[TableLine], columns: TableColumns) -> bool:
    return any(
        level.cells is None or any(columns.kinds[at] in (Column.VALUE, Column.KIND) for at in level.cells)
        for level in levels[row.first : row.last]
    )


def _texts(row: Band, levels: Sequence[TableLine], columns: TableColumns, reading: _Reading) -> list[str]:
    """Return the texts of a row by column."""
    texts = [""] * len(columns.kinds)
    held = levels[row.first : row.last]
    if row.alone:
        texts[0] = text_of(held[0].runs)
        return texts
    if any(level.cells is None for level in held):
        return _untold(held, columns)
    cells = [
        reading.down[at].get(row.first, []) if at in reading.down else _block(row, levels, at)
        for at in range(len(texts))
    ]
    sure = [_is_sure(block, held, reading.stand) for at, block in enumerate(cells) if at not in reading.down]
    if not all([*sure, *(reading.stand.is_one(at, block) for at, block in enumerate(cells))]):
        return _untold(held, columns)
    return [text_of(block) for block in cells]


def _is_sure(block: Sequence[GlyphRun], held: Sequence[TableLine], stand: Stand) -> bool:
    return not block or stand.off([run.top for run in block], (held[0].top, held[-1].top)) <= _SURE


def _untold(held: Sequence[TableLine], columns: TableColumns) -> list[str]:
    """Return a row that says its name and, in a column that sets nothing, all else."""
    texts = [""] * len(columns.kinds)
    name = columns.kinds.index(Column.NAME)
    aside = next((at for at in _asides(columns)), 0)
    runs = sorted((run for level in held for run in level.runs), key=lambda run: (run.top, run.x0))
    texts[name] = text_of([run for run in runs if columns.of(run.x0, run.x0)[0] <= name])
    texts[aside] = text_of([run for run in runs if columns.of(run.x0, run.x0)[0] > name])
    return texts


def _asides(columns: TableColumns) -> Iterator[int]:
    for kind in (Column.UNIT, Column.KIND, Column.OTHER, Column.GROUP, Column.NUMBER):
        yield from (at for at, each in enumerate(columns.kinds) if each is kind)
