"""Rows -> themes over the years of issue, where one region has plans of several generations."""

from __future__ import annotations

from collections import defaultdict

from compare.model import Level
from reports.rows import YearFrequency, YearSeries
from reports.view.builder import Tables

GENERATIONS = 3
"""Years of issue from which on a line shows more than a comparison of two."""
YEAR_THEMES = 12
"""Panels that a page holds."""


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
