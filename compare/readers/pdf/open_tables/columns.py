"""Runs of a table -> its columns: where nothing stands from the head to the last row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from compare.readers.pdf.open_tables.bands import TableLine
from compare.readers.pdf.open_tables.runs import GlyphRun, run_of
from compare.structure import Column, column_of

_VALLEY = 0.2
"""Sizes of the room between two columns at least, where nothing stands in any row."""

_HEADS_APART = 0.2
"""Sizes between two heads, each of which names a column, at least: browsers leave an eighth beside figures."""

_SAME_EDGE = 0.3
"""Sizes by which the left edges of two texts of one column may differ."""

_NEXT_YEAR = re.compile(r"(?<=[^\d—–~～至到-])20\d\d年")
"""Where the head of another year begins, be it as near as the signs of a word."""

_NEAR = 4.5
"""Sizes by which second parts of one name are apart at most: two lines of each of their rows and one between."""

_FEWEST = 2
"""Names that begin right of others from which on they are the second parts of names."""


class TableColumns(NamedTuple):
    """The columns of a table.

    Attributes:
        cuts: Places between the columns, from left to right.
        kinds: What each column holds.
        left, right: Where the table begins and ends.
    """

    cuts: tuple[float, ...]
    kinds: tuple[Column, ...]
    left: float
    right: float

    def of(self, x0: float, x1: float) -> tuple[int, int]:
        """Return the first and the last column over which something reaches."""
        slack = 0.3
        first = sum(cut <= x0 + slack for cut in self.cuts)
        last = sum(cut < x1 - slack for cut in self.cuts)
        return first, max(first, last)

    def cells(self, line: Sequence[GlyphRun]) -> dict[int, GlyphRun] | None:
        """Return the runs of a line by column; ``None`` where one reaches over several and does not name anything.

        Text over both parts of a name stands in the first.
        """
        found: dict[int, list[GlyphRun]] = {}
        for run in line:
            for piece in self.parted(run):
                first, last = self.of(piece.x0, piece.x1)
                if any(self.kinds[at] is not Column.NAME for at in range(first, last + 1)) and last > first:
                    return None
                found.setdefault(first, []).append(piece)
        return {at: run_of([glyph for run in runs for glyph in run.glyphs]) for at, runs in sorted(found.items())}

    def levels(self, body: Sequence[Sequence[GlyphRun]]) -> list[TableLine]:
        """Return the lines of the table; a line in the middle below text over both parts of a name goes on with it."""
        made: list[TableLine] = []
        name = self.kinds.index(Column.NAME)
        over: GlyphRun | None = None
        for line in body:
            cells = self.cells(line)
            part = cells.get(name + 1) if cells and name not in cells else None
            if part and over and self.kinds[name + 1] is Column.NAME and _is_below(part, over):
                cells = {(name if at == name + 1 else at): run for at, run in (cells or {}).items()}
            held = cells.get(name) if cells else None
            if held and (held is part or self.of(held.x0, held.x1)[1] > name):
                over = held
            made.append(TableLine(_top(line), cells, tuple(line)))
        return made

    def parted(self, run: GlyphRun) -> Iterator[GlyphRun]:
        """Part a run where a column ends in a gap between two of its signs."""
        held = [run.glyphs[0]]
        for before, glyph in pairwise(run.glyphs):
            cut_between = any(before.x1 - 0.5 <= cut <= glyph.x0 + 0.5 for cut in self.cuts)
            if cut_between and glyph.x0 - before.x1 >= _VALLEY * run.size:
                yield run_of(held)
                held = []
            held.append(glyph)
        yield run_of(held)


def _is_below(run: GlyphRun, above: GlyphRun) -> bool:
    """Tell whether a line stands in the middle below another."""
    apart = abs(run.x0 + run.x1 - above.x0 - above.x1) / 2
    return run.top - above.top <= 2 * run.size and apart < 0.5 * run.size


def _top(line: Sequence[GlyphRun]) -> float:
    """Return the base line of most of a line."""
    tops = Counter(round(run.top, 1) for run in line)
    return tops.most_common(1)[0][0]


def columns_of(heads: Sequence[Sequence[GlyphRun]], body: Sequence[Sequence[GlyphRun]]) -> TableColumns | None:
    """Find the columns of a table.

    Args:
        heads: The lines of its head.
        body: The lines below.

    Returns:
        ``None`` where the rows do not stand in columns.
    """
    heads = [[head for run in line for head in heads_apart(run)] for line in heads]
    rows = [line for line in body if len(line) > 1]
    if len(rows) < _FEWEST:
        return None
    size = rows[0][0].size
    lowest = max(heads, key=len)
    kept = [line for line in rows if not any(_over(run, lowest) for run in line)]
    spans = [piece for line in kept for run in line for piece in _pieces(run)]
    spans += [(run.x0, run.x1) for line in heads for run in line if not _spans(run, heads, spans)]
    alone = _not_centred(body)
    merged = _merged(spans, _VALLEY * size)
    inside = [(run.x0, run.x1) for run in alone if sum(x0 < run.x1 and run.x0 < x1 for x0, x1 in merged) <= 1]
    merged = _merged([*merged, *inside], _VALLEY * size)
    cuts = [(one[1] + other[0]) / 2 for one, other in pairwise(merged)]
    columns = _named(cuts, heads, merged)
    names = [at for at, kind in enumerate(columns.kinds) if kind is Column.NAME]
    if len(names) == 1 and (cut := _part(columns, names[0], kept, alone)):
        kinds = (*columns.kinds[: names[0]], Column.NAME, *columns.kinds[names[0] :])
        columns = columns._replace(cuts=tuple(sorted([*cuts, cut])), kinds=kinds)
    return columns if Column.NAME in columns.kinds and Column.VALUE in columns.kinds else None


def heads_apart(run: GlyphRun) -> list[GlyphRun]:
    """Part heads that stand closer than cells do."""
    words = "".join(glyph.char[0] for glyph in run.glyphs)
    gaps = [
        at
        for at, (before, glyph) in enumerate(pairwise(run.glyphs), 1)
        if glyph.x0 - before.x1 >= _HEADS_APART * run.size
    ]
    for cuts in (gaps, [found.start() for found in _NEXT_YEAR.finditer(words)]):
        pieces = [run_of(run.glyphs[start:end]) for start, end in pairwise([0, *cuts, len(run.glyphs)])]
        if cuts and all(column_of(piece.text) is not Column.OTHER for piece in pieces):
            return pieces
    return [run]


def _not_centred(body: Sequence[Sequence[GlyphRun]]) -> list[GlyphRun]:
    """Return the texts by themselves that may stand in a column: those in the middle of the table are names of groups,
    unless a text elsewhere, or one of another length, begins at the same edge, or the lines above or below are so near
    that the text stands beside the middle of several rows.
    """
    every = [run for line in body for run in line]
    middle = (min(run.x0 for run in every) + max(run.x1 for run in every)) / 2
    alone = [line[0] for line in body if len(line) == 1]

    def below(run: GlyphRun, other: GlyphRun) -> bool:
        aside = abs((other.x0 + other.x1) / 2 - middle) >= run.size
        return abs(other.x0 - run.x0) < _SAME_EDGE * run.size and (aside or abs(other.x1 - run.x1) > run.size)

    tops = sorted({run.top for run in every})
    steps = dict.fromkeys(tops, 0.0) | {top: other - top for top, other in pairwise(tops)}
    before = {other: other - top for top, other in pairwise(tops)}

    def beside(run: GlyphRun) -> bool:
        return max(before.get(run.top, 0.0), steps[run.top]) < run.size

    return [run for run in alone if beside(run) or any(below(run, other) for other in every)]


def _over(run: GlyphRun, heads: Sequence[GlyphRun]) -> bool:
    """Tell whether a run stands below two heads."""
    return sum(head.x0 < run.x1 and run.x0 < head.x1 for head in heads) > 1


def _spans(run: GlyphRun, heads: Sequence[Sequence[GlyphRun]], spans: Sequence[tuple[float, float]]) -> bool:
    """Tell whether a head stands over several others, or over several columns."""
    below = [other for line in heads for other in line if other.top > run.top]
    merged = _merged(spans, 0.0)
    columns = sum(x0 < run.x1 and run.x0 < x1 for x0, x1 in merged)
    return columns > 1 or sum(run.x0 < other.x1 and other.x0 < run.x1 for other in below) > 1


def _pieces(run: GlyphRun) -> Iterator[tuple[float, float]]:
    start = run.x0
    for before, glyph in pairwise(run.glyphs):
        if glyph.x0 - before.x1 >= _VALLEY * run.size:
            yield start, before.x1
            start = glyph.x0
    yield start, run.x1


def _merged(spans: Sequence[tuple[float, float]], room: float) -> list[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for x0, x1 in sorted(spans):
        if merged and x0 - merged[-1][1] < room:
            merged[-1] = merged[-1][0], max(merged[-1][1], x1)
        else:
            merged.append((x0, x1))
    return merged


def _named(
    cuts: Sequence[float], heads: Sequence[Sequence[GlyphRun]], merged: Sequence[tuple[float, float]]
) -> TableColumns:
    """Tell what each column holds: by the heads over it, the lowest first."""
    columns = TableColumns(tuple(cuts), (Column.OTHER,) * (len(cuts) + 1), merged[0][0], merged[-1][1])
    told: list[list[str]] = [[] for _ in columns.kinds]
    for line in heads:
        for run in line:
            first, last = columns.of(run.x0, run.x1)
            for at in range(first, last + 1):
                told[at].append(run.text)
    kinds = [_kind(words) for words in told]
    for at in range(1, len(kinds)):
        if not told[at] and kinds[at - 1] is Column.NAME:
            kinds[at] = Column.NAME  # the second part of names, under one head with the first
    return columns._replace(kinds=tuple(kinds))


def _kind(words: Sequence[str]) -> Column:
    if not words:
        return Column.OTHER
    whole = column_of("".join(words))
    return whole if whole is not Column.OTHER else column_of("|".join(words))


def _part(
    columns: TableColumns, name: int, rows: Sequence[Sequence[GlyphRun]], alone: Sequence[GlyphRun]
) -> float | None:
    """Return where the column of names parts in two: names of two parts stand there among those that go over both.

    The second parts begin right of where the first ones, each near to one of them, end.
    """
    every = [*(run for line in rows for run in line), *alone]
    held = [run for run in every if columns.of(run.x0, run.x1) == (name, name)]
    best: tuple[int, float] | None = None
    for x in sorted({run.x0 for run in held}):
        right = [run for run in held if run.x0 >= x - 0.1]
        left = [run for run in held if run.x1 <= x + 0.1]
        if len(right) >= _FEWEST and left and all(_has_first_part(block, left) for block in _blocks(right)):
            over = sum(run.x0 < x - 0.1 and run.x1 > x + 0.1 for run in held)
            edge = (max(run.x1 for run in left) + x) / 2
            best = min(filter(None, (best, (over, edge))))
    return best[1] if best else None


def _blocks(runs: Sequence[GlyphRun]) -> list[list[GlyphRun]]:
    """Return the runs that follow each other from line to line."""
    blocks: list[list[GlyphRun]] = []
    for run in sorted(runs, key=lambda run: run.top):
        if blocks and run.top - blocks[-1][-1].top <= _NEAR * run.size:
            blocks[-1].append(run)
        else:
            blocks.append([run])
    return blocks


def _has_first_part(block: Sequence[GlyphRun], left: Sequence[GlyphRun]) -> bool:
    """Tell whether a first part of a name stands beside second ones: not above the first nor below the last."""
    return any(block[0].top - part.size <= part.top <= block[-1].top + part.size for part in left)
