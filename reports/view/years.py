"""Rows of frequency -> the themes by year of issue."""

from __future__ import annotations

from reports.rows import YearFrequency, YearFrequencyRow
from reports.view.builder import Tables

YEAR_THEMES = 30
"""Themes that a reader takes in at once."""


def year_frequency(tables: Tables) -> YearFrequency:
    """Themes by the sum of their figures over the years of issue, most first; plans without a year are left out."""
    years = sorted({row.plan.year for row in tables.plans if row.plan.year is not None})
    members = [[at for at, row in enumerate(tables.plans) if row.plan.year == year] for year in years]
    chars = [max(1, sum(tables.plans[at].chars for at in group)) for group in members]
    rows = [
        YearFrequencyRow(
            row.theme,
            tuple(
                10_000 * sum(row.cells[at].mentions for at in group) / size
                for group, size in zip(members, chars, strict=True)
            ),
        )
        for row in tables.frequency
    ]
    rows.sort(key=lambda row: -sum(row.figures))
    counts = tuple((year, len(group)) for year, group in zip(years, members, strict=True))
    return YearFrequency(counts, tuple(rows[:YEAR_THEMES]))
