"""Lines of a table without rules -> its rows: the cheapest way to put lines that follow each other into one row.

Of the lines of a row, those of each cell follow each other, a line is full before the next one begins, and all cells
stand at one height: their middles, their first or their last lines, as the maker of the file sets them. Cells that run
down over several rows stand likewise beside all of these.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import Enum
from itertools import pairwise
from math import inf
from typing import NamedTuple

from compare.readers.pdf.open_tables.runs import GlyphRun
from compare.structure import Column
from compare.text import FIGURE_ALONE, GROUP_SIZE, UNIT


class TableLine(NamedTuple):
    """A line of the table.

    Attributes:
        top: That of its base line.
        cells: Its runs by column; ``None`` if one reaches over several.
        runs: All its runs.
    """

    top: float
    cells: Mapping[int, GlyphRun] | None
    runs: tuple[GlyphRun, ...]

    @property
    def alone(self) -> bool:
        """Whether it may name the rows below: one text, nothing beside it."""
        return len(self.runs) == 1


class Placing(Enum):
    """At which height the cells of a row stand."""

    MIDDLE = "middle"
    TOP = "top"
    BOTTOM = "bottom"


class Band(NamedTuple):
    """A row: indices of its first line and of the first one behind it; whether it is a text by itself."""

    first: int
    last: int
    alone: bool = False


_EMPTY = {Column.VALUE: 1.5, Column.YEAR: 3.0, Column.UNIT: 0.8, Column.KIND: 1.5, Column.NUMBER: 0.8}
_EMPTY_OTHER, _NO_PART, _NAMELESS = 0.3, 0.0, 4.0
"""What it costs that a cell is empty, by what its column holds; that one part of a name is not there, or none."""

ALONE = 1.2
"""What a text by itself costs, as the names of groups are."""

_ROW, _BROKEN, _NEEDLESS = 0.3, 0.1, 2.5
"""What a row costs, a cell over two lines, one whose first line is not full."""

_SHORT = (Column.NUMBER, Column.YEAR)
"""TableColumns whose cells are never broken."""

_WHOLE = re.compile(rf"{FIGURE_ALONE}|[—–-]|(?:约束|预期)性|[（(]?(?:{UNIT})[)）]?")
"""Cells of which two below each other are of two rows."""

_UNIT_BEHIND = re.compile(rf".{{3,}}[（(](?:{UNIT})[)）]")
"""A name with its unit behind it: what stands below is another name."""

_GROUP = re.compile(rf"^[（(]?[一二三四五六七八九十]{{1,3}}[、)）]|{GROUP_SIZE}$")
"""Names of groups, which go on no cell."""

_PITCH = 2.4
"""Sizes by which the lines of a cell are apart at most."""

_SLACK, _OFF = 0.2, 8.0
"""Sizes by which cells of a row may stand off, and what each size more costs."""

_ROOM = 0.3
"""Sizes that a full line leaves empty, beside what would have come next."""

_TALLEST = 14
"""Lines of a row at most."""


class Stand(NamedTuple):
    """How the lines of a table are put into rows.

    Attributes:
        placing: At which height the cells of a row stand.
        widths: Room of each column.
        first_part: Room of the first part of a name, where names have two.
        kinds: What each column holds.
        size: Size of most signs.
        rules: Where ruling lines run from side to side.
    """

    placing: Placing
    widths: Mapping[int, float]
    kinds: Sequence[Column]
    size: float
    rules: Sequence[float] = ()
    first_part: float = inf

    def off(self, block: Sequence[float], band: tuple[float, float]) -> float:
        """Return by how many sizes a cell stands off its row."""
        match self.placing:
            case Placing.TOP:
                apart = block[0] - band[0]
            case Placing.BOTTOM:
                apart = block[-1] - band[1]
            case _:
                apart = (block[0] + block[-1] - band[0] - band[1]) / 2
        return abs(apart) / self.size

    def broken(self, column: int, block: Sequence[GlyphRun]) -> float:
        """Return what it costs that a cell has these lines; ``inf`` where they cannot be of one."""
        cost = 0.0
        for above, below in pairwise(block):
            if below.top - above.top > _PITCH * self.size or any(_GROUP.search(run.text) for run in (above, below)):
                return inf
            cost += (
                _BROKEN if self.is_full(column, above, below) and not self._are_two(column, above, below) else _NEEDLESS
            )
        return cost

    def _are_two(self, column: int, above: GlyphRun, below: GlyphRun) -> bool:
        """Tell whether two lines are cells of two rows: each is whole, or a figure stands below what is no name."""
        if self.kinds[column] is Column.VALUE:
            return _WHOLE.fullmatch(below.text) is not None
        if self.kinds[column] is Column.NAME and all(_UNIT_BEHIND.fullmatch(run.text) for run in (above, below)):
            return True
        return self.kinds[column] in _SHORT or all(_WHOLE.fullmatch(run.text) for run in (above, below))

    def is_one(self, column: int, block: Sequence[GlyphRun]) -> bool:
        """Tell whether the lines of a cell can be one: only names break before a line is full, and not
        behind their units.
        """
        if self.kinds[column] is Column.NAME:
            return not any(self._are_two(column, above, below) for above, below in pairwise(block))
        return self.broken(column, block) < _NEEDLESS

    def is_full(self, column: int, above: GlyphRun, below: GlyphRun) -> bool:
        """Tell whether a line leaves no room for what the one below it begins with."""
        width, slack = self.widths[column], _ROOM * self.size
        if column == self.kinds.index(Column.NAME) and above.x1 - above.x0 <= self.first_part:
            # The first part of a name is narrower than a name of one part, by how much no line tells.
            width, slack = min(width, self.first_part), slack + self.size
        return width - (above.x1 - above.x0) - _first(below) < slack

    def goes_on(self, column: int, above: GlyphRun, below: GlyphRun) -> bool:
        """Tell whether a line looks as if it went on the one above: that is full, and neither is a cell by itself.

        Of names rows tell as much; groups and 属性 may run down over any of them.
        """
        if self.kinds[column] not in (Column.GROUP, Column.KIND):
            return False
        near = below.top - above.top <= _PITCH * self.size
        whole = any(_WHOLE.fullmatch(run.text) or _GROUP.search(run.text) for run in (above, below))
        return near and not whole and self.is_full(column, above, below)

    def dear(self, block: Sequence[float], band: tuple[float, float]) -> float:
        """Return what it costs that a cell stands off its row."""
        return _OFF * max(0.0, self.off(block, band) - _SLACK)

    def parted(self, above: float, below: float) -> bool:
        """Tell whether a ruling line runs between two lines of text."""
        return any(above < rule < below for rule in self.rules)


def _first(run: GlyphRun) -> float:
    """Return the width of what cannot be parted at the beginning of a line."""
    end = run.glyphs[0].x1
    for before, glyph in pairwise(run.glyphs):
        if not (before.char.isascii() and glyph.char.isascii()):
            break
        end = glyph.x1
    return end - run.x0


def bands(levels: Sequence[TableLine], columns: Sequence[int], stand: Stand) -> tuple[float, list[Band]]:
    """Put the lines of a table into rows.

    Args:
        levels: Its lines.
        columns: Those columns that have a cell in each row.
        stand: How cells stand in a row.

    Returns:
        What it cost, and the rows, over the indices of lines; a line that holds other columns alone is in none.
    """
    asked = set(columns)
    kept = [at for at, level in enumerate(levels) if level.cells is None or asked & set(level.cells)]
    best: list[tuple[float, Band | None]] = [(0.0, None)]
    for until in range(1, len(kept) + 1):
        found: list[tuple[float, Band | None]] = []
        for since in range(max(0, until - _TALLEST), until):
            lines = kept[since:until]
            cost, alone = _cost([levels[at] for at in lines], columns, stand)
            if cost < inf:
                found.append((best[since][0] + cost, Band(since, until, alone)))
        best.append(min(found, key=lambda each: each[0], default=(inf, Band(until - 1, until))))
    made: list[Band] = []
    at = len(kept)
    while at:
        band = best[at][1]
        assert band is not None
        made.insert(0, Band(kept[band.first], kept[band.last - 1] + 1, band.alone))
        at = band.first
    return best[-1][0], made


def _cost(lines: Sequence[TableLine], columns: Sequence[int], stand: Stand) -> tuple[float, bool]:
    """Return what a row costs, and whether it is a text by itself."""
    alone = ALONE if len(lines) == 1 and lines[0].alone else inf
    if any(level.cells is None for level in lines):
        # Text over several columns: a name of the rows below, or a row of which not all can be told.
        return (alone, True) if alone < inf else (_NEEDLESS * 2 if len(lines) == 1 else inf, False)
    band = lines[0].top, lines[-1].top
    if stand.parted(*band):
        return inf, False
    cost = _ROW
    names = [at for at, kind in enumerate(stand.kinds) if kind is Column.NAME]
    named = any(level.cells and at in level.cells for level in lines for at in names)
    if not named and set(names) <= set(columns):
        cost += _NAMELESS
    for column in columns:
        block = [level.cells[column] for level in lines if level.cells and column in level.cells]
        if not block:
            cost += _EMPTY.get(stand.kinds[column], _NO_PART if column in names else _EMPTY_OTHER)
            continue
        cost += stand.broken(column, block) + stand.dear([run.top for run in block], band)
    return min((cost, False), (alone, True))
