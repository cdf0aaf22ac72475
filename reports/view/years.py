"""Rows -> themes over the years of issue, where one region has plans of several generations."""

from __future__ import annotations

import re
from collections import defaultdict

from compare.model import Level, Target
from reports.rows import PlanRow, TargetLine, TargetPanel, TargetYears, YearFrequency, YearSeries
from reports.view.builder import Tables
from reports.view.top import top_targets

GENERATIONS = 3
"""Years of issue from which on a line shows more than a comparison of two."""
YEAR_THEMES = YEAR_TARGETS = 12
"""Panels that a page holds."""
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def year_frequency(tables: Tables) -> YearFrequency | None:
    """Return the themes of the region whose plans were issued in most years; ``None`` if none has plans of three."""
    places: defaultdict[tuple[Level, str], defaultdict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for at, row in enumerate(tables.plans):
        if row.plan.year is not None and row.plan.region:
            places[row.plan.level, row.plan.region][row.plan.year].append(at)
    if not places:
        return None
    (level, region), found = max(places.items(), key=lambda each: len(each[1]))
    if len(found) < GENERATIONS:
        return None
    years = sorted(found)
    chars = [max(1, sum(tables.plans[at].chars for at in found[year])) for year in years]
    rows = [
        YearSeries(
            row.theme,
            tuple(
                10_000 * sum(row.cells[at].mentions for at in found[year]) / size
                for year, size in zip(years, chars, strict=True)
            ),
        )
        for row in tables.frequency
    ]
    rows.sort(key=lambda row: min(row.figures) - max(row.figures))
    top = tuple(row for row in rows[:YEAR_THEMES] if max(row.figures))
    counts = tuple((year, len(found[year])) for year in years)
    peak = max((max(row.figures) for row in top), default=0.0)
    return YearFrequency(level, region, counts, top, peak, len(rows) - len(top)) if top else None


def target_years(tables: Tables) -> tuple[TargetYears, ...]:
    """Return the targets that most lower plans answer, at their years: those of which a plan tells the base, too; dots
    at two years are no way from one to the other.
    """
    panels = [panel for band in top_targets(tables).bands for panel in band.panels]
    found = [made for panel in panels if (made := _lines(panel)) is not None]
    return tuple(found[:YEAR_TARGETS])


def _lines(panel: TargetPanel) -> TargetYears | None:
    asked = panel.first.upper_target
    lines = [_line(panel.first.upper, asked, panel.high, upper=True, meets=True)]
    lines += [
        _line(dot.row.lower, dot.row.lower_target, dot.high, upper=False, meets=dot.meets)
        for dot in panel.dots
        if dot.row.lower_target is not None
    ]
    made = TargetYears(panel.first, tuple(line for line in lines if line.points))
    if not lines[0].points or len(made.lines) < 2 or all(len(line.points) < 2 for line in made.lines):
        return None
    return made


def _line(plan: PlanRow, target: Target, figure: float, *, upper: bool, meets: bool) -> TargetLine:
    """Return the line of a target whose figure is told in the unit of the upper plan; its base is told likewise."""
    points: list[tuple[int, float]] = []
    if target.year is not None:
        written, base = _NUMBER.findall(target.value), _NUMBER.fullmatch(target.base_value)
        if base and target.base_year is not None and target.base_year < target.year and float(written[-1]):
            points.append((target.base_year, float(base[0]) * figure / float(written[-1])))
        points.append((target.year, figure))
    return TargetLine(plan, tuple(points), upper, meets)
