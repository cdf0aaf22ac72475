"""Cells of a table without rules that run down over several rows, beside the middle, the first or the last of these."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import inf
from typing import NamedTuple

from compare.readers.pdf.open_tables.bands import ALONE, Band, Stand, TableLine
from compare.readers.pdf.open_tables.runs import GlyphRun
from compare.structure import Column

INNER = 1.0
"""What a cell costs that begins at a row of the indicator above."""

_CUT = 0.4
"""What a cell costs that begins with a line that looks like the rest of the one above."""

_SPAN, _NONE, _NO_PART = 0.3, 2.0, 0.0
"""What each further row of a cell costs, and a row beside which no cell, or no second part of a name, stands."""

_LINES, _ROWS = 8, 24
"""Lines of a cell, and rows over which it runs, at most."""


class Spanning(NamedTuple):
    """How the cells of a column run down.

    Attributes:
        cost: What it costs.
        cells: The lines of each cell by the first line of its first row.
        alone: Lines of the table that stand between the rows as names of those below.
    """

    cost: float
    cells: dict[int, list[GlyphRun]]
    alone: list[int]


class _Step(NamedTuple):
    """The cheapest way so far: its cost, how many rows and runs had been placed before, whether the run is a name."""

    cost: float
    back: tuple[int, int] | None
    alone: bool = False


def spans(
    levels: Sequence[TableLine], rows: Sequence[Band], column: int, stand: Stand, inner: Collection[int] = ()
) -> Spanning:
    """Put the cells of a column beside the rows over which they run.

    Args:
        levels: The lines of the table.
        rows: Its rows, told by the other columns.
        column: The column.
        stand: How cells stand.
        inner: First lines of rows that other columns tell to be of the indicator above.
    """
    at_level = [at for at, level in enumerate(levels) if level.cells and column in level.cells]
    runs = [(levels[at].cells or {})[column] for at in at_level]
    whole = [row for row in rows if not row.alone]
    breaks = [levels[row.first].top for row in rows if row.alone]
    beside = _Beside(levels, whole, breaks, (column, stand, inner))
    steps: dict[tuple[int, int], _Step] = {(0, 0): _Step(0.0, None)}
    for until in range(len(whole) + 1):
        for upto in range(len(runs) + 1):
            found = [
                _Step(steps[since, start].cost + beside.cost(since, until, runs, (start, upto)), (since, start))
                for since in range(max(0, until - _ROWS), until)
                for start in range(max(0, upto - _LINES), upto + 1)
                if steps[since, start].cost < inf
            ]
            if upto and levels[at_level[upto - 1]].alone and beside.between(until, runs[upto - 1].top):
                found.append(_Step(steps[until, upto - 1].cost + ALONE, (until, upto - 1), True))
            if (until, upto) != (0, 0):
                steps[until, upto] = min(found, key=lambda step: step.cost, default=_Step(inf, None))
    return _traced(steps, whole, runs, at_level)


def _traced(
    steps: dict[tuple[int, int], _Step], whole: Sequence[Band], runs: Sequence[GlyphRun], at_level: Sequence[int]
) -> Spanning:
    at = len(whole), len(runs)
    cost = steps[at].cost
    cells: dict[int, list[GlyphRun]] = {}
    alone: list[int] = []
    while (step := steps[at]).back is not None:
        since, start = step.back
        if step.alone:
            alone.append(at_level[start])
        elif at[1] > start:
            cells[whole[since].first] = list(runs[start : at[1]])
        at = step.back
    return Spanning(cost, cells, alone)


class _Beside:
    """What it costs that a cell stands beside some of the rows."""

    def __init__(
        self,
        levels: Sequence[TableLine],
        whole: Sequence[Band],
        breaks: Sequence[float],
        how: tuple[int, Stand, Collection[int]],
    ) -> None:
        self._column, self._stand, inner = how
        self._inner = {at for at, row in enumerate(whole) if row.first in inner}
        self._bands = [(levels[row.first].top, levels[row.last - 1].top) for row in whole]
        self._breaks = breaks
        # A name of one part leaves the column of the second part empty.
        second = self._stand.kinds[self._column] is Column.NAME and Column.NAME in self._stand.kinds[: self._column]
        self._none = _NO_PART if second else _NONE
        # What lines cost by themselves, whichever rows they stand beside.
        self._alone: dict[tuple[int, int], tuple[float, float]] = {}

    def cost(self, since: int, until: int, every: Sequence[GlyphRun], lines: tuple[int, int]) -> float:
        """Return what it costs that a cell of some of the lines runs over rows; ``inf`` where it cannot."""
        runs = every[slice(*lines)]
        if not runs:
            return self._none if until - since == 1 else inf
        band = self._bands[since][0], self._bands[until - 1][1]
        if any(band[0] < top < band[1] for top in self._breaks):
            return inf
        if lines not in self._alone:
            cut = _CUT * (lines[0] > 0 and self._stand.goes_on(self._column, every[lines[0] - 1], runs[0]))
            self._alone[lines] = cut, self._stand.broken(self._column, runs)
        cut, broken = self._alone[lines]
        return (
            _SPAN * (until - since - 1)
            + INNER * (since in self._inner)
            + cut
            + broken
            + self._stand.dear([run.top for run in runs], band)
        )

    def between(self, until: int, top: float) -> bool:
        """Tell whether a line stands between two rows."""
        above = self._bands[until - 1][1] if until else -inf
        below = self._bands[until][0] if until < len(self._bands) else inf
        return above < top < below
