"""Rows of what changes from one generation of plans to the next."""

from __future__ import annotations

from compare.model import Level, Record, Theme
from reports.rows.findings import TargetRow
from reports.rows.plans import PlanRow


class YearSeries(Record, frozen=True):
    """How often a theme is written in the plans of each year, per 10,000 characters of them together."""

    theme: Theme
    figures: tuple[float, ...]

    @property
    def change(self) -> float:
        """The last year's figure less the first one's."""
        return self.figures[-1] - self.figures[0]


class YearFrequency(Record, frozen=True):
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


class TargetLine(Record, frozen=True):
    """What a plan sets for an indicator: from where it starts, if it says so, to what is to be reached, by year.

    Attributes:
        points: Year and figure, in the unit of the upper plan, ascending by year.
        upper: It is the upper plan's own line.
        meets: It is as good as the upper plan asks.
    """

    plan: PlanRow
    points: tuple[tuple[int, float], ...]
    upper: bool
    meets: bool


class TargetYears(Record, frozen=True):
    """A target of an upper plan and what lower plans set against it, at their years; the upper line first."""

    first: TargetRow
    lines: tuple[TargetLine, ...]

    @property
    def years(self) -> tuple[int, int]:
        """First and last year of all lines."""
        every = [year for line in self.lines for year, _ in line.points]
        return min(every), max(every)

    @property
    def span(self) -> tuple[float, float]:
        """Least and highest figure of all lines."""
        every = [figure for line in self.lines for _, figure in line.points]
        return min(every), max(every)
