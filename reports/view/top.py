"""Rows -> the few of them that a chart or a summary shows. Pure, as :mod:`reports.view.builder`."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from compare.model import Label, Target, Verdict
from reports.rows import (
    LABELS,
    DistinctiveRow,
    Dot,
    LevelFrequency,
    LevelFrequencyRow,
    PairRow,
    PlanRow,
    TargetBand,
    TargetPanel,
    TargetRow,
    TopChain,
    TopLevels,
    TopMatrix,
    TopTargets,
    TopVerdicts,
    VerdictRow,
)
from reports.view.builder import Tables, level_rows

MATRIX_THEMES, LEVEL_THEMES, CHAINS, PAIRS = 36, 22, 20, 26
"""Rows of a chart that fill an A4 page and can still be read."""
ABREAST = 3
"""Panels side by side."""
DOT_ROWS = 40
"""Rows of dots, over all bands of panels, that fill a page."""
_TAKEN = tuple(LABELS.index(label) for label in (Label.COVERED, Label.PARTIAL))
_CONCERNED = (*_TAKEN, LABELS.index(Label.ABSENT))


def top_matrix(tables: Tables) -> TopMatrix:
    """Return the themes with the most gaps; among equals those that the plans take up deepest."""

    def weight(at: int) -> tuple[int, int]:
        cells = tables.matrix[at].cells
        return -sum(len(item.gaps) for item in cells), -sum(item.cell.depth or 0 for item in cells)

    chosen = sorted(sorted(range(len(tables.matrix)), key=weight)[:MATRIX_THEMES])
    return TopMatrix(tuple(tables.matrix[at] for at in chosen), len(tables.matrix) - len(chosen))


def compared_levels(tables: Tables) -> TopLevels:
    """Return the levels of the plans that are compared; controls and plans of elsewhere would blur them."""
    rows = level_rows(_compared(tables))
    return TopLevels(rows, len(tables.plans) - sum(row.plans for row in rows))


def _compared(tables: Tables) -> tuple[PlanRow, ...]:
    """Return the plans that stand above or below another; all where none does."""
    linked = {row.plan.id for pair in tables.pairs for row in (pair.lower, pair.upper)}
    return tuple(row for row in tables.plans if row.plan.id in linked or not linked)


def level_frequency(tables: Tables) -> LevelFrequency:
    """Themes by the sum of their figures over the levels of the plans that are compared, most first."""
    compared = {row.plan.id for row in _compared(tables)}
    levels = tuple(row.level for row in compared_levels(tables).rows)
    members = [
        [at for at, row in enumerate(tables.plans) if row.plan.level is level and row.plan.id in compared]
        for level in levels
    ]
    chars = [max(1, sum(tables.plans[at].chars for at in group)) for group in members]
    rows = [
        LevelFrequencyRow(
            row.theme,
            tuple(
                10_000 * sum(row.cells[at].mentions for at in group) / size
                for group, size in zip(members, chars, strict=True)
            ),
        )
        for row in tables.frequency
    ]
    rows.sort(key=lambda row: -sum(row.figures))
    top = tuple(rows[:LEVEL_THEMES])
    counts = tuple((level, len(group)) for level, group in zip(levels, members, strict=True))
    return LevelFrequency(counts, top, max((max(row.figures) for row in top), default=0.0), len(rows) - len(top))


def top_verdicts(tables: Tables, count: int = PAIRS) -> TopVerdicts:
    """Return the pairs that have clauses, the one that takes up the smallest share first."""
    rows = [_verdicts(pair, labels) for pair in tables.pairs if sum(labels := tables.labels(pair))]
    rows.sort(key=lambda row: row.taken_up)
    return TopVerdicts(tuple(rows[:count]), max(0, len(rows) - count))


def _verdicts(pair: PairRow, labels: tuple[int, ...]) -> VerdictRow:
    total = sum(labels)
    taken, concerned = (sum(labels[at] for at in places) for places in (_TAKEN, _CONCERNED))
    return VerdictRow(pair, labels, tuple(count / total for count in labels), taken / max(1, concerned))


def top_targets(tables: Tables) -> TopTargets:
    """Return the upper targets that most lower plans answer comparably, in bands of ``ABREAST``."""
    answers: defaultdict[str, list[TargetRow]] = defaultdict(list)
    for row in tables.targets:
        if row.pair.verdict in (Verdict.MEETS, Verdict.BELOW):
            answers[row.pair.upper_target].append(row)
    panels = [panel for rows in answers.values() if (panel := _panel(rows)) is not None]
    panels.sort(key=lambda panel: -len(panel.dots))
    bands: list[TargetBand] = []
    for first in range(0, len(panels), ABREAST):
        band = _band(tables, panels[first : first + ABREAST])
        if bands and sum(len(each.plans) for each in (*bands, band)) > DOT_ROWS:
            break
        bands.append(band)
    return TopTargets(tuple(bands), len(panels) - sum(len(band.panels) for band in bands))


def _band(tables: Tables, panels: Sequence[TargetPanel]) -> TargetBand:
    dotted = {dot.row.lower.plan.id for panel in panels for dot in panel.dots}
    return TargetBand(tuple(panels), tuple(row for row in tables.plans if row.plan.id in dotted))


def _panel(rows: Sequence[TargetRow]) -> TargetPanel | None:
    asked = rows[0].upper_target
    ends = _ends(asked, asked)
    if ends is None:
        return None
    found = [(row, _ends(row.lower_target, asked)) for row in rows if row.lower_target is not None]
    dots = tuple(Dot(row, *figures) for row, figures in found if figures is not None)
    if not dots:
        return None
    every = [*ends, *(end for dot in dots for end in (dot.low, dot.high))]
    return TargetPanel(rows[0], *ends, dots, min(every), max(every))


def _ends(target: Target, asked: Target) -> tuple[float, float] | None:
    """Lowest and highest figure of a target in the unit of another one; ``None`` if it cannot be told in that."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))?", target.value)
    if found and target.unit == asked.unit:
        return float(found[1]), float(found[2] or found[1])
    if target.norm_value is None or not asked.norm_value or target.norm_unit != asked.norm_unit:
        return None
    whole = re.fullmatch(r"\d+(?:\.\d+)?", asked.value)
    if whole is None:
        return None
    figure = target.norm_value * float(asked.value) / asked.norm_value
    return figure, figure


def top_chain(tables: Tables) -> TopChain:
    """Return the chains by how many plans lose the theme, then by how deep it is set, then by how many thin it."""
    ranked = sorted(
        tables.chain, key=lambda row: (-len(row.marked("lost")), -row.set_depth, -len(row.marked("thinned")))
    )
    on_it = {row.set_by.plan.id for row in tables.chain} | {s.plan.plan.id for row in tables.chain for s in row.steps}
    plans = tuple(row for row in tables.plans if row.plan.id in on_it)
    marks = [(step.plan.plan.id, step.mark) for row in tables.chain for step in row.steps]
    falls = tuple((marks.count((row.plan.id, "thinned")), marks.count((row.plan.id, "lost"))) for row in plans)
    lost = sum(bool(row.marked("lost")) for row in ranked)
    return TopChain(tuple(ranked[:CHAINS]), max(0, len(ranked) - CHAINS), plans, falls, lost)


def least_pairs(tables: Tables, count: int) -> tuple[PairRow, ...]:
    """Return all pairs as they stand if there is room; else those that take up the smallest share of the themes."""
    if len(tables.pairs) <= count:
        return tables.pairs
    return tuple(sorted(tables.pairs, key=lambda pair: pair.taken_up / max(1, pair.upper_themes))[:count])


def main_distinctive(tables: Tables, count: int) -> tuple[DistinctiveRow, ...]:
    """Return what plans have of their own: of every plan equally many, the first of each first."""
    seen: Counter[str] = Counter()
    ranked = []
    for at, row in enumerate(tables.distinctive):
        ranked.append((seen[row.plan.plan.id], at, row))
        seen[row.plan.plan.id] += 1
    return tuple(
        row for _, _, row in sorted(sorted(ranked, key=lambda each: each[:2])[:count], key=lambda each: each[1])
    )
