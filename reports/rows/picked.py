"""Rows of charts and of the summary: what a reader can take in, and how much is left out."""

from __future__ import annotations

from compare.model import Level, Record, Theme, Verdict
from reports.rows.findings import ChainRow, TargetRow
from reports.rows.plans import LevelRow, MatrixRow, PairRow, PlanRow


class TopMatrix(Record, frozen=True):
    """The rows of the matrix with the most gaps, in the order of the themes."""

    rows: tuple[MatrixRow, ...]
    rest: int


class TopLevels(Record, frozen=True):
    """The levels of the plans that stand above or below another; ``rest`` plans do not."""

    rows: tuple[LevelRow, ...]
    rest: int


class LevelFrequencyRow(Record, frozen=True):
    """How often a theme is written at each level, in mentions per 10,000 characters of all its plans together."""

    theme: Theme
    figures: tuple[float, ...]


class LevelFrequency(Record, frozen=True):
    """The themes that are written most, by level; ``levels`` with their numbers of plans."""

    levels: tuple[tuple[Level, int], ...]
    rows: tuple[LevelFrequencyRow, ...]
    peak: float
    rest: int


class VerdictRow(Record, frozen=True):
    """The clauses of an upper plan in one lower plan.

    Attributes:
        labels: Number of the upper plan's clauses with each label, in the order of ``LABELS``.
        shares: Of each label, in the order of ``LABELS``; they sum to 1.
        taken_up: Share of the clauses that are covered or partial, of those that concern the lower plan.
    """

    pair: PairRow
    labels: tuple[int, ...]
    shares: tuple[float, ...]
    taken_up: float


class TopVerdicts(Record, frozen=True):
    """The pairs of plans that take up least, least first."""

    rows: tuple[VerdictRow, ...]
    rest: int


class Dot(Record, frozen=True):
    """What a lower plan sets: the interval ``low`` to ``high`` in the unit of the upper target, mostly a point."""

    row: TargetRow
    low: float
    high: float

    @property
    def meets(self) -> bool:
        """Whether it is as good as the upper target asks."""
        return self.row.pair.verdict is Verdict.MEETS


class TargetPanel(Record, frozen=True):
    """One target of an upper plan and what the lower plans set against it, in the order of the plans.

    Attributes:
        low, high: What the upper plan asks.
        least, most: Ends of the axis; all figures lie within.
    """

    first: TargetRow
    low: float
    high: float
    dots: tuple[Dot, ...]
    least: float
    most: float


class TargetBand(Record, frozen=True):
    """Panels side by side, and the lower plans that have a dot in one of them."""

    panels: tuple[TargetPanel, ...]
    plans: tuple[PlanRow, ...]


class TopTargets(Record, frozen=True):
    """The upper targets that most lower plans answer; ``rest`` others are not shown."""

    bands: tuple[TargetBand, ...]
    rest: int


class TopChain(Record, frozen=True):
    """The chains that break most often, most first; of those that break as often, what is set deepest.

    Attributes:
        plans: All plans on any chain.
        falls: Number of themes thinned and lost in each plan, over all chains.
        lost: Number of themes that any plan loses, over all chains.
    """

    rows: tuple[ChainRow, ...]
    rest: int
    plans: tuple[PlanRow, ...]
    falls: tuple[tuple[int, int], ...]
    lost: int
