"""Rows of the one-page brief of a lower plan."""

from __future__ import annotations

from compare.model import Record, Target
from reports.rows.findings import DistinctiveRow, GapRow, TargetRow
from reports.rows.plans import PairRow, PlanRow


class Standing(Record, frozen=True):
    """Place of a plan among those that answer to the same upper plan.

    Attributes:
        pairs: The plan and its siblings with the upper plan, the one that takes up the largest share first.
        rank: Place of the plan among them, counted from 1; equal shares have the same place.
    """

    upper: PlanRow
    pairs: tuple[PairRow, ...]
    rank: int


class Brief(Record, frozen=True):
    """What one page tells of a lower plan; ``rest`` are numbers of what it leaves out.

    Attributes:
        pairs: With its upper plans, those that bind it most first, and the labels of the upper clauses in the order of
            ``LABELS``.
        gaps: Of each problem of the executive summary its gravest gap, in that order, then of each other topic its
            gravest, faults first; no upper sentence twice, and nothing that is for checking alone. What is left out is
            told by the number of its topics.
        targets: Its own targets against the upper ones: those below first, then those missing, then those met.
        own_targets: What it sets to be reached, figures first, told where no target of an upper plan compares.
        own: What it sets and no plan above it does.
        standing: Among its siblings; ``None`` if it has none.
    """

    plan: PlanRow
    pairs: tuple[tuple[PairRow, tuple[int, ...]], ...]
    pairs_rest: int
    gaps: tuple[GapRow, ...]
    gaps_rest: int
    targets: tuple[TargetRow, ...]
    targets_rest: int
    own_targets: tuple[Target, ...]
    own_targets_rest: int
    own: tuple[DistinctiveRow, ...]
    own_rest: int
    standing: Standing | None
