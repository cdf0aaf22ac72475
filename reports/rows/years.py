"""Rows of themes by year of issue."""

from __future__ import annotations

from dataclasses import dataclass

from compare.model import Theme


@dataclass(frozen=True, slots=True)
class YearFrequencyRow:
    """How often a theme is written in the plans of each year, in mentions per 10,000 characters of them together."""

    theme: Theme
    figures: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class YearFrequency:
    """The themes that are written most, by year of issue; ``years`` ascending, with their numbers of plans."""

    years: tuple[tuple[int, int], ...]
    rows: tuple[YearFrequencyRow, ...]
