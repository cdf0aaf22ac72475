"""Gaps, the way down the levels, and everything that was found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from compare.model.alignment import Alignment, Contradiction, Requirement, Target, TargetPair, Unlinked
from compare.model.document import Place, Plan, Reason, Source
from compare.model.enums import (
    DecisionKind,
    Depth,
    GapAnswer,
    GapFit,
    GapGroup,
    GapKind,
    Relation,
)
from compare.model.notebook import matrix_html
from compare.model.record import Record
from compare.model.second import SecondReadings
from compare.model.theme import Cell, Frequency, Passage, Theme

Row = TypeVar("Row")


class Gap(Record, frozen=True):
    """Something of an upper plan that a lower plan lacks, does more thinly or sets lower.

    Attributes:
        id: Hash of kind, plans and folded quotations, so that it outlives a re-run.
        plan, upper: Ids of the lower plan that has it and of the upper plan.
        relation: Whether the upper plan binds the lower one (``superior``) or is a reference.
        kind: ``theme``, ``clause`` or ``target``.
        ref: Id of the theme, alignment or target pair.
        theme: Id of the theme under which it is gathered; ``None`` if that is a heading of the upper plan.
        topic: The theme's name, or the heading; the upper plan's title where no heading stands above.
        severity: In [0, 1]; 1 is worst.
        group: What a reader does about it.
        reason: Why it is a gap, of the lower plan.
        upper_quote: The best passage of the upper plan.
        nearest: The nearest passages of the lower plan, best first.
        is_near: Whether the first of them shares a word of the matter; where none does they are what was tried, and no
            reader is sent there.
        section: Heading path of the lower plan where an answer would fit; empty if none is near.
        upper_depth, lower_depth: Depth on either side; ``None`` unless the gap is a theme.
        origins: Plans above the upper one whose clauses this clause answers: what is lost comes from there.
        repeats: Ids of other alignments and target pairs of the two plans that stand in the same upper sentence, or say
            nearly the same, and are not listed again.
        themes: Ids of the themes that are lacking with this sentence, the gap's own first; empty for other gaps.
        subjects: Names of these themes; of a target, of the indicators that are lacking.
        lacks: What of the sentence is not answered, as the upper plan words it; empty where it is the whole.
        fit: Why an answer fits under ``section``: ``own`` (the theme is spoken of there), ``beside`` (what the upper
            plan names beside it is), ``near`` (the nearest passages stand there), ``heading`` (the headings are alike);
            ``None`` where there is no section.
        draft: The upper sentence put for the lower plan's place and level, figures of its own left open as 【 】; for a
            person to work on. Empty where the sentence can be written as it stands.
        waived: Why a person has accepted the gap, or found it to be none; ``None`` if nobody has.
        judged_by: The second reader behind it; ``None`` where the tool or a person is.
        answer: What a person decided of it, ``waived``, ``wrong`` or ``todo``; ``None`` if nobody has. The first two go
            with ``waived``.
    """

    id: str
    plan: str
    upper: str
    relation: Relation
    kind: GapKind
    ref: str
    theme: str | None
    topic: str
    severity: float
    group: GapGroup
    reason: Reason
    upper_quote: Passage
    nearest: tuple[Passage, ...]
    section: tuple[str, ...]
    upper_depth: Depth | None = None
    lower_depth: Depth | None = None
    origins: tuple[str, ...] = ()
    repeats: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    fit: GapFit | None = None
    draft: str = ""
    waived: str | None = None
    answer: GapAnswer | None = None
    judged_by: str | None = None
    is_near: bool = True


UNDRAFTED = "【 】"
"""Draft of a gap whose upper sentence tells of nothing but the upper plan's own area."""


class Decision(Record, frozen=True):
    """What a person decided (核定).

    Attributes:
        kind: What was decided about.
        key: The content by which it is known again: the id of a gap, or folded wording.
        answer: Of a gap ``waived``, ``wrong`` or ``todo``; of a requirement what it binds; a verdict; a depth.
        reason: Why; may be empty.
        by: Who decided; may be empty.
        on: When, as ``YYYY-MM-DD``; may be empty.
        stale: Nothing has this key any more: the text has changed, or the thing is gone.
        quote: What it was about, for the reader; may be empty.
        evidence: Of a verdict, what the lower plan says; may be empty.
    """

    kind: DecisionKind
    key: str
    answer: str
    reason: str = ""
    by: str = ""
    on: str = ""
    stale: bool = False
    quote: str = ""
    evidence: str = ""


class Step(Record, frozen=True):
    """One lower plan on the way of a theme down the levels.

    Attributes:
        upper: The plan above from which it is followed: of its upper plans that set the theme the deepest.
        depth: Depth in ``plan``; ``None`` if it cannot be judged.
    """

    plan: str
    upper: str
    depth: Depth | None


class Chain(Record, frozen=True):
    """The way of a theme down the levels (落实链条).

    Attributes:
        set_by: The highest plan that sets it (depth 2 or more).
        steps: The plans below it, from the top down.
        thinned_in: Plans that take it up less deeply than the plan above.
        lost_in: Plans in which it is absent though the plan above sets it.
    """

    theme: str
    set_by: str
    steps: tuple[Step, ...]
    thinned_in: tuple[str, ...]
    lost_in: tuple[str, ...]


class Distinctive(Record, frozen=True):
    """Something that a lower plan sets and none of its upper plans does (特色内容).

    Attributes:
        theme: Id of the theme; ``None`` if it was discovered in the plan.
        name: Name of the theme, or the phrase.
        quote: What the plan says; ``plan.text[start:end] == quote``.
        section, place: Where it stands.
        clause: Number in the plan's ``clauses`` of the clause that holds it.
    """

    plan: str
    theme: str | None
    name: str
    quote: str
    start: int
    end: int
    section: tuple[str, ...]
    place: Place
    clause: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of one plan.

    Attributes:
        plan: The plan.
        cells: In the order of the themes.
        alignments: Those in which it is the lower plan.
        gaps: Those that it has.
        unlinked: What it sets by itself.
    """

    plan: Plan
    cells: Sequence[Cell]
    alignments: Sequence[Alignment]
    gaps: Sequence[Gap]
    unlinked: Sequence[Unlinked]


class Rendering(Protocol):
    """Makes of what was found of a plan what a report is written from; it must pickle.

    It is called where the plan is judged, in whatever process that is, and what it makes is kept with what was found.
    """

    def told(self, plan: Plan) -> str:
        """Return what the rendering of a plan depends on beside what was found of it."""

    def render(self, found: Found) -> bytes:
        """Bytes that only the report understands."""


class Alone(Record, frozen=True):
    """A plan without upper plans beside which a plan of a higher level of its area stands.

    Attributes:
        plan: Id of the plan.
        later: All plans that might stand above it were issued later.
        above: Ids of those of the nearest level.
    """

    plan: str
    later: bool
    above: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Comparison:
    """Everything that was found, in the order of plans and themes: what every report is made of.

    Offsets are in code points of ``Plan.text``, half-open; scores and shares lie in [0, 1]; depths are 0 to 4. Plans
    and themes are named by their ids.

    Attributes:
        plans: The plans that were read, in the order of the folder or of plans.yaml.
        themes: The themes that were looked for, in the order of their file.
        coverage: One cell for each theme in each plan, theme by theme, the plans in their order.
        gaps: What lower plans lack, plan by plan, against each upper plan by group and then the worst first; gaps that
            were waived too.
        frequency: How often each theme is written in each plan, as ``coverage``: mentions, and mentions in 10,000
            characters, blanks left aside.
        sources: One for each file, those that could not be read or were skipped last: share that is readable, signs
            in the file and read, repairs, warnings.
        alignments: How each requirement of each upper plan is answered in each lower plan, as its clauses stand.
        targets: The numbers that the plans set themselves to reach, plan by plan, in reading order.
        target_pairs: A target of an upper plan, and what a lower plan sets for the same indicator.
        contradictions: Targets that cannot all hold, in a plan or between plans.
        waivers: The gaps that a person has accepted; ``stale`` those whose gap is there no more.
        chain: The way of each theme down the levels, one for each of the highest plans that set it.
        distinctive: What lower plans set and no plan above them does, plan by plan.
        unlinked: The clauses of lower plans that set something and answer nothing above, plan by plan.
        requirements: The clauses of upper plans that set something, and whom each binds.
        alone: Plans that were not compared though one that may stand above is there, in the order of the plans.
        decisions: What people decided, with what no longer fits marked ``stale``.
        second: What a second reader was asked and what became of it; ``None`` if there was none.
        rendered: Plan id to what a :class:`Rendering` made of it; empty if there was none. It is what the report is
            written from: who replaces rows leaves it empty.
    """

    plans: tuple[Plan, ...]
    themes: tuple[Theme, ...]
    coverage: tuple[Cell, ...]
    gaps: Sequence[Gap]
    frequency: tuple[Frequency, ...]
    sources: tuple[Source, ...] = field(default=())
    alignments: Sequence[Alignment] = ()
    targets: tuple[Target, ...] = ()
    target_pairs: tuple[TargetPair, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    chain: tuple[Chain, ...] = ()
    distinctive: tuple[Distinctive, ...] = ()
    unlinked: Sequence[Unlinked] = ()
    requirements: Sequence[Requirement] = ()
    alone: tuple[Alone, ...] = ()
    decisions: tuple[Decision, ...] = ()
    second: SecondReadings | None = None
    rendered: Mapping[str, bytes] = field(default_factory=dict, compare=False, repr=False)

    def __repr__(self) -> str:
        """Return how much there is, on one line."""
        return f"Comparison({len(self.plans)} plans, {len(self.themes)} themes, {len(self.gaps)} gaps)"

    def _repr_html_(self) -> str:
        """Return the matrix of depths as a table, for notebooks: its first themes and plans where there are many."""
        return matrix_html(self.plans, self.themes, self.coverage)

    def plan(self, id_: str) -> Plan:
        """Return the plan with an id.

        Raises:
            KeyError: There is none.
        """
        return _only((plan for plan in self.plans if plan.id == id_), id_)

    def cell(self, theme: str, plan: str) -> Cell:
        """Return how deep a plan takes a theme up, given their ids.

        Raises:
            KeyError: There is no such theme or plan.
        """
        cells = (cell for cell in self.coverage if (cell.theme, cell.plan) == (theme, plan))
        return _only(cells, f"{theme}, {plan}")

    def gaps_of(self, plan: str) -> tuple[Gap, ...]:
        """Return the gaps of a lower plan, given its id."""
        return tuple(gap for gap in self.gaps if gap.plan == plan)

    def alignments_of(self, lower: str, upper: str) -> tuple[Alignment, ...]:
        """Return the alignments of a lower plan with one of its upper plans, given their ids, as the clauses stand."""
        return tuple(row for row in self.alignments if (row.lower, row.upper) == (lower, upper))


def _only(found: Iterable[Row], wanted: str) -> Row:
    for row in found:
        return row
    raise KeyError(wanted)
