"""Rows of what changes from one generation of plans to the next."""

from __future__ import annotations

from dataclasses import dataclass

from compare.model import Level, Theme


@dataclass(frozen=True, slots=True)
class YearSeries:
    """How often a theme is written in the plans of each year, per 10,000 characters of them together."""

    theme: Theme
    figures: tuple[float, ...]

    @property
    def change(self) -> float:
        """The last year's figure less the first one's."""
        return self.figures[-1] - self.figures[0]


@dataclass(frozen=True, slots=True)
class YearFrequency:
    """The themes of the plans of one region by year of issue.

    Attributes:
        years: Year of issue and number of plans of each, ascending.
        rows: Those whose figures lie widest apart, the widest first; ``rest`` others are not shown.
        peak: The highest figure.
    """

    level: Level
    region: str
    years: tuple[tuple[int, int], ...]
    rows: tuple[YearSeries, ...]
    peak: float
    rest: int
