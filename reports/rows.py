"""The rows of a report: what every writer and every table of the command line shows.

Made by :mod:`reports.tables` alone. Plans stand in the order of their levels, themes in the order of the theme file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from compare.model import (
    Alignment,
    Cell,
    Contradiction,
    Depth,
    Distinctive,
    Frequency,
    Gap,
    GapGroup,
    GapKind,
    Item,
    Label,
    Level,
    Passage,
    Plan,
    Repair,
    Source,
    Target,
    TargetPair,
    Theme,
    UpperLink,
    Verdict,
    Waiver,
)

StepMark = Literal["kept", "thinned", "lost", "unjudged"]
"""How a plan stands against the one above: as deep or deeper, less deep, absent, too damaged to say."""
GROUPS = tuple(GapGroup)
LABELS: tuple[Label | None, ...] = (*Label, None)
VERDICTS = tuple(Verdict)
NEAR = 0.1
"""Least score of a passage that helps a reader; one below it shares hardly a word with the theme."""
NOTES = (GapGroup.UNMENTIONED, GapGroup.LATER)
"""Groups that are no fault of the lower plan."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan and how its cells are spread over the depths.

    Attributes:
        label: Short name for column heads, unique among the plans.
        chars: Length of the canonical text in code points.
        counts: Number of themes at each depth, shape (5,).
        unjudged: Number of themes of which nothing can be said.
        commitments: Number of passages that are formula, local and general, in the order of ``Commitment``.
    """

    plan: Plan
    label: str
    chars: int
    counts: tuple[int, ...]
    unjudged: int
    commitments: tuple[int, ...]

    @property
    def taken_up(self) -> int:
        """Number of themes at depth 2 or more."""
        return sum(self.counts[Depth.STATED :])


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """A cell of the matrix and the gaps that lie in it."""

    cell: Cell
    gaps: tuple[Gap, ...]

    @property
    def mark(self) -> Literal["fault", "note"] | None:
        """The gravest kind of gap in this cell; ``note`` if there are only gaps that are no fault."""
        if not self.gaps:
            return None
        return "note" if all(gap.group in NOTES for gap in self.gaps) else "fault"


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A theme and its cells, one a plan in the order of the plan rows."""

    theme: Theme
    cells: tuple[MatrixCell, ...]

    @property
    def has_gap(self) -> bool:
        """Some plan has a gap in this theme."""
        return any(item.gaps for item in self.cells)


@dataclass(frozen=True, slots=True)
class PairRow:
    """One lower plan against one of its upper plans.

    Attributes:
        upper_themes: Number of themes that the upper plan sets itself (depth 2 or more).
        taken_up: How many of these the lower plan takes up (depth 2 or more).
        unjudged: How many of these cannot be judged in the lower plan.
        gaps: Number of themes that are gaps in each group, in the order of ``GROUPS``.
        labels: Number of upper clauses with each label, in the order of ``LABELS``, those not judged last.
        verdicts: Number of upper targets with each verdict, in the order of ``VERDICTS``.
    """

    lower: PlanRow
    upper: PlanRow
    link: UpperLink
    upper_themes: int
    taken_up: int
    unjudged: int
    gaps: tuple[int, ...]
    labels: tuple[int, ...]
    verdicts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class GapRow:
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
        nearest = self.gap.nearest
        return nearest[0] if nearest and nearest[0].score >= NEAR else None

    @property
    def best_score(self) -> float:
        """Score of the nearest passage, near enough or not."""
        return max((passage.score for passage in self.gap.nearest), default=0.0)


@dataclass(frozen=True, slots=True)
class GapTopic:
    """What one lower plan lacks of one topic: a theme, or a heading of an upper plan that no theme of the list covers.

    Attributes:
        number: Counts the topics of the lower plan from 1 within and over its groups.
        theme: ``None`` if the topic is a heading.
        rows: Its gaps: the theme against each upper plan, then clauses and targets, each the gravest first.
    """

    number: int
    title: str
    theme: Theme | None
    rows: tuple[GapRow, ...]

    def of_kind(self, kind: GapKind) -> tuple[GapRow, ...]:
        """The gaps of one kind."""
        return tuple(row for row in self.rows if row.gap.kind == kind)


@dataclass(frozen=True, slots=True)
class GapBlock:
    """The topics of one lower plan whose gravest gap lies in one group, gravest topic first.

    Attributes:
        group: ``None`` for gaps that a person has accepted.
    """

    plan: PlanRow
    group: GapGroup | None
    topics: tuple[GapTopic, ...]

    @property
    def rows(self) -> tuple[GapRow, ...]:
        """The gaps of all topics."""
        return tuple(row for topic in self.topics for row in topic.rows)


@dataclass(frozen=True, slots=True)
class ClauseRow:
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


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target of an upper plan beside what a lower plan sets for the same indicator."""

    pair: TargetPair
    upper: PlanRow
    lower: PlanRow
    upper_target: Target
    lower_target: Target | None


@dataclass(frozen=True, slots=True)
class ContradictionRow:
    """Two targets that cannot both hold, with the plans in which they stand."""

    contradiction: Contradiction
    plans: tuple[PlanRow, PlanRow]
    targets: tuple[Target, Target]


@dataclass(frozen=True, slots=True)
class FrequencyRow:
    """How often a theme is written, one entry a plan in the order of the plan rows.

    Attributes:
        mentions: Sum over the plans.
        weight: Sum of the mentions per 10,000 characters over the plans; it ranks the themes.
    """

    theme: Theme
    cells: tuple[Frequency, ...]
    mentions: int
    weight: float


@dataclass(frozen=True, slots=True)
class TopFrequency:
    """The themes that are written most; ``peak`` is the highest figure per 10,000 characters in them."""

    rows: tuple[FrequencyRow, ...]
    peak: float
    rest_themes: int
    rest_mentions: int


@dataclass(frozen=True, slots=True)
class LevelRow:
    """All plans of one level; ``counts`` has the shape (5,), ``shares`` (6,) with the unjudged last."""

    level: Level
    plans: int
    counts: tuple[int, ...]
    unjudged: int
    shares: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A file: what was read of it, what was repaired and left out.

    Attributes:
        label: Short name of the plan; empty if the file was not read.
        plan: What was read; ``None`` if the file was not.
        left_out: Characters of the text, blanks aside, that are in no clause: contents lists, dates, signatures.
        removed: Characters of the file that repair took away.
        kinds: Number of repairs of each kind, most frequent first.
        shown: The repairs that a page lists one by one, most frequent first.
        rest: Number of repairs, counted with their frequency, that are not in ``shown``.
    """

    source: Source
    label: str
    plan: Plan | None
    left_out: int
    removed: int
    kinds: tuple[tuple[str, int], ...]
    shown: tuple[Repair, ...]
    rest: int


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A passage of a cell; ``rank`` counts from 1 within its use."""

    theme: Theme
    plan: PlanRow
    cell: Cell
    use: Literal["evidence", "nearest"]
    rank: int
    passage: Passage


@dataclass(frozen=True, slots=True)
class StepRow:
    """One plan on the way of a theme down the levels, and how it stands against the plan above."""

    plan: PlanRow
    upper: PlanRow
    depth: Depth | None
    mark: StepMark


@dataclass(frozen=True, slots=True)
class ChainRow:
    """A theme, the plan that sets it, and the plans below."""

    theme: Theme
    set_by: PlanRow
    set_depth: Depth
    steps: tuple[StepRow, ...]

    def marked(self, mark: StepMark) -> tuple[StepRow, ...]:
        """The steps of one mark."""
        return tuple(step for step in self.steps if step.mark == mark)


@dataclass(frozen=True, slots=True)
class DistinctiveRow:
    """Something that a plan sets and no plan above it does."""

    plan: PlanRow
    item: Distinctive


@dataclass(frozen=True, slots=True)
class Totals:
    """Figures of the whole comparison.

    Attributes:
        topics: Number of topics under which the faults are gathered, over all lower plans.
        faults: Gaps that a lower plan should mend, by kind: themes, clauses, targets.
        notes: Gaps to check, or for the next revision.
        waived: Gaps that a person has accepted.
        stale: Waivers that no gap answers to any more.
    """

    plans: int
    themes: int
    topics: int
    faults: tuple[int, int, int]
    notes: int
    waived: int
    stale: int
    unread: int
    contradictions: int


@dataclass(frozen=True, slots=True)
class Tables:
    """All rows of a report."""

    totals: Totals
    plans: tuple[PlanRow, ...]
    matrix: tuple[MatrixRow, ...]
    pairs: tuple[PairRow, ...]
    gaps: tuple[GapBlock, ...]
    stale: tuple[Waiver, ...]
    clauses: tuple[ClauseRow, ...]
    targets: tuple[TargetRow, ...]
    all_targets: tuple[tuple[PlanRow, Target], ...]
    contradictions: tuple[ContradictionRow, ...]
    frequency: tuple[FrequencyRow, ...]
    levels: tuple[LevelRow, ...]
    sources: tuple[SourceRow, ...]
    evidence: tuple[EvidenceRow, ...]
    chain: tuple[ChainRow, ...]
    distinctive: tuple[DistinctiveRow, ...]

    @property
    def marks(self) -> tuple[StepMark, ...]:
        """The marks that steps of the chain have; ``unjudged`` only where there is one."""
        every: tuple[StepMark, ...] = get_args(StepMark)
        return every if any(row.marked("unjudged") for row in self.chain) else every[:-1]
