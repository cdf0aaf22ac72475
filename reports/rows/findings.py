"""Rows of gaps, clauses, targets and of the way down the levels."""

from __future__ import annotations

from typing import Literal

from compare.model import (
    AHEAD_ROLES,
    Alignment,
    Contradiction,
    Depth,
    Distinctive,
    Gap,
    GapGroup,
    GapKind,
    Item,
    Label,
    Passage,
    Record,
    Target,
    TargetPair,
    Theme,
    Unlinked,
)
from reports.rows.order import GROUPS, NEAR
from reports.rows.plans import PlanRow

StepMark = Literal["kept", "thinned", "lost", "unjudged"]
"""How a plan stands against the one above: as deep or deeper, less deep, absent, too damaged to say."""

SHOWN_UNLINKED = 10
"""Clauses of a plan's own that a text shows; a county plan has hundreds, and unlinked.csv lists them all."""


def near_of(gap: Gap, *, ahead: bool = False) -> Passage | None:
    """Return the nearest passage of the lower plan if it is near enough to help and, where asked, sets something."""
    first = next(iter(gap.nearest), None) if gap.is_near else None
    if first is None or first.score < NEAR or (ahead and first.role not in AHEAD_ROLES):
        return None
    return first


class GapRow(Record, frozen=True):
    """A gap with the plans that a reader needs to name.

    Attributes:
        origins: Short names of the plans from which the upper clause comes in turn.
    """

    gap: Gap
    plan: PlanRow
    upper: PlanRow
    origins: tuple[str, ...]

    @property
    def near(self) -> Passage | None:
        """The nearest passage of the lower plan, if it is near enough to help; report.json has all that were tried."""
        return near_of(self.gap)

    @property
    def best_score(self) -> float:
        """Score of the nearest passage, near enough or not."""
        return max((passage.score for passage in self.gap.nearest), default=0.0)


class GapTopic(Record, frozen=True):
    """What one lower plan lacks of one topic of one upper plan: a theme, or a heading that no theme of the list covers.

    Attributes:
        number: Counts the topics of the two plans from 1 within and over the groups.
        theme: ``None`` if the topic is a heading.
        rows: Its gaps: themes, then clauses and targets, each the gravest first.
    """

    number: int
    title: str
    theme: Theme | None
    rows: tuple[GapRow, ...]

    @property
    def gravest(self) -> GapRow:
        """The gap that puts the topic into its group, of several the one of the highest severity."""
        return min(self.rows, key=lambda row: (GROUPS.index(row.gap.group), -row.gap.severity))

    def of_kind(self, kind: GapKind) -> tuple[GapRow, ...]:
        """Return the gaps of one kind."""
        return tuple(row for row in self.rows if row.gap.kind == kind)


class GapBlock(Record, frozen=True):
    """The topics of a lower plan and one of its upper plans whose gravest gap lies in one group, gravest topic first.

    Attributes:
        group: ``None`` for gaps that a person has accepted.
    """

    plan: PlanRow
    upper: PlanRow
    group: GapGroup | None
    topics: tuple[GapTopic, ...]

    @property
    def pair(self) -> tuple[str, str]:
        """Ids of the lower and the upper plan."""
        return self.plan.plan.id, self.upper.plan.id

    @property
    def rows(self) -> tuple[GapRow, ...]:
        """The gaps of all topics."""
        return tuple(row for topic in self.topics for row in topic.rows)


class ClauseRow(Record, frozen=True):
    """How a clause of an upper plan is answered."""

    alignment: Alignment
    upper: PlanRow
    lower: PlanRow

    @property
    def best(self) -> Passage | None:
        """The nearest passage of the lower plan."""
        return next(iter(self.alignment.matches), None)

    @property
    def missing(self) -> tuple[Item, ...]:
        """The items of an enumerating clause that are not answered."""
        return tuple(item for item in self.alignment.items if item.label is Label.ABSENT)


class TargetRow(Record, frozen=True):
    """A target of an upper plan beside what a lower plan sets for the same indicator."""

    pair: TargetPair
    upper: PlanRow
    lower: PlanRow
    upper_target: Target
    lower_target: Target | None


class ContradictionRow(Record, frozen=True):
    """Two targets of a contradiction, with the plans in which they stand; its reason tells what more there is."""

    contradiction: Contradiction
    plans: tuple[PlanRow, PlanRow]
    targets: tuple[Target, Target]


class StepRow(Record, frozen=True):
    """One plan on the way of a theme down the levels, and how it stands against the plan above."""

    plan: PlanRow
    upper: PlanRow
    depth: Depth | None
    mark: StepMark


class ChainRow(Record, frozen=True):
    """A theme, the plan that sets it, and the plans below."""

    theme: Theme
    set_by: PlanRow
    set_depth: Depth
    steps: tuple[StepRow, ...]

    def marked(self, mark: StepMark) -> tuple[StepRow, ...]:
        """Return the steps of one mark."""
        return tuple(step for step in self.steps if step.mark == mark)


class UnlinkedBlock(Record, frozen=True):
    """The clauses of a plan that answer nothing above it.

    Attributes:
        rows: With the upper plan of the nearest upper clause; numbers and measures first, then as they stand.
    """

    plan: PlanRow
    rows: tuple[tuple[Unlinked, PlanRow | None], ...]

    @property
    def shown(self) -> tuple[Unlinked, ...]:
        """Those that a text shows."""
        return tuple(item for item, _ in self.rows[:SHOWN_UNLINKED])


class DistinctiveRow(Record, frozen=True):
    """Something that a plan sets and no plan above it does."""

    plan: PlanRow
    item: Distinctive
