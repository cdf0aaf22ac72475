"""What was found: themes and their evidence, alignments, targets, gaps, and all of it together."""

from __future__ import annotations

from dataclasses import dataclass, field

from compare.model.plans import Place, Plan, Reason, Source
from compare.model.words import (
    Commitment,
    Depth,
    GapGroup,
    GapKind,
    Label,
    Operator,
    Relation,
    Role,
    Status,
    TargetKind,
    ThemeSource,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class Theme:
    """A policy idea, as the theme file gives it.

    Attributes:
        aliases: Other wordings that are enough by themselves.
        exclude: Longer phrases inside which a name or alias does not count.
        yes, no: Sentences that must and must not count as taking the theme up.
    """

    id: str
    name: str
    definition: str
    aliases: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    source: ThemeSource = "given"


@dataclass(frozen=True, slots=True)
class Passage:
    """A quotation with its place and why it counts.

    Attributes:
        depth: The depth that it shows by itself; absent where it does not count.
        commitment: Formula, local or general; ``None`` where it was not judged.
    """

    quote: str
    start: int
    end: int
    section: tuple[str, ...]
    place: Place
    role: Role
    score: float
    reason: Reason
    depth: Depth = Depth.ABSENT
    commitment: Commitment | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One theme in one plan.

    Attributes:
        depth: ``None`` if the plan is too damaged to say.
        explicit: The name or a direct variant is written; ``None`` if the theme is absent.
        evidence: Passages that count, best first.
        phrases: The phrases that were searched.
        nearest: The nearest passages that do not count, best first: the proof of absence.
        mentions: How often a searched phrase is written.
        passages: How many passages count; ``evidence`` holds the best of them.
    """

    theme: str
    plan: str
    status: Status
    depth: Depth | None
    explicit: bool | None
    evidence: tuple[Passage, ...]
    phrases: tuple[str, ...]
    nearest: tuple[Passage, ...]
    reason: Reason
    mentions: int
    passages: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """One of the things that an enumerating clause sets, answered by itself.

    Attributes:
        start, end: Span in the upper plan.
        matches: The passages of the lower plan that answer it, best first.
    """

    quote: str
    start: int
    end: int
    label: Label
    matches: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """How one clause of an upper plan is answered in one lower plan.

    Attributes:
        id: Hash of plans and folded quotation, so that it outlives a re-run.
        clause: The upper clause.
        label: ``None`` if the lower plan is too damaged to say.
        score: Calibrated probability that the clause is taken up (covered or partial).
        items: What the clause enumerates; empty if it sets one thing.
        matches: The five nearest passages of the lower plan, best first, whatever the label.
    """

    id: str
    upper: str
    lower: str
    status: Status
    clause: Passage
    label: Label | None
    score: float
    reason: Reason
    items: tuple[Item, ...]
    matches: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """A number that a plan sets to be reached (指标).

    Attributes:
        id: Unique among all plans.
        indicator: Name with what it is measured on.
        operator: ``>=`` at least, ``<=`` at most, ``=`` that much, ``+`` so much more.
        value: As written, numerals in digits: ``15``, ``40-45``; empty where the plan sets no number of its own
            (全覆盖, 完成上级下达任务, 与经济增长同步): the quotation says what it sets.
        unit: As written: ``亿元``, ``%``.
        norm_value, norm_unit: In base units (元, 亩, 人 …); ``None`` and empty where that makes no sense (a range).
        year: Year by which it is to be reached.
        kind: 约束性 or 预期性, where the plan says so.
        quote: The clause, or the span inside it, or the table cells, that say so.
        base_value, base_year: Where it starts from, where the plan says so.
        yearly_growth: Per cent a year that base and value imply; ``None`` where there is no base, and for shares.
    """

    id: str
    plan: str
    indicator: str
    operator: Operator
    value: str
    unit: str
    norm_value: float | None
    norm_unit: str
    year: int | None
    kind: TargetKind | None
    quote: str
    start: int
    end: int
    section: tuple[str, ...]
    place: Place
    base_value: str = ""
    base_year: int | None = None
    yearly_growth: float | None = None


@dataclass(frozen=True, slots=True)
class TargetPair:
    """A target of an upper plan and what the lower plan sets for the same indicator.

    Attributes:
        indicator: Canonical name.
        upper_target, lower_target: Ids of targets; the lower one is ``None`` where it is missing.
    """

    id: str
    upper: str
    lower: str
    indicator: str
    upper_target: str
    lower_target: str | None
    verdict: Verdict
    reason: Reason


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two targets that cannot both hold: the same indicator, object, scope and year.

    Attributes:
        plans: Ids of the plans in which they stand; one id if it is the same plan.
        targets: Their ids.
    """

    plans: tuple[str, ...]
    indicator: str
    targets: tuple[str, str]
    reason: Reason


@dataclass(frozen=True, slots=True)
class Gap:
    """Something of an upper plan that a lower plan lacks, does more thinly or sets lower.

    Attributes:
        id: Hash of kind, plans and folded quotations, so that it outlives a re-run.
        ref: Id of the theme, alignment or target pair.
        theme: Id of the theme to which it belongs; ``None`` if no theme of the list holds what the upper plan says.
        topic: What gaps are gathered under: the theme's name, else the upper plan's heading.
        severity: In [0, 1]; 1 is worst.
        reason: Why it is a gap, of the lower plan.
        upper_quote: The best passage of the upper plan.
        nearest: The nearest passages of the lower plan, best first.
        section: Heading path of the lower plan where an answer would fit; empty if none is near.
        upper_depth, lower_depth: Depth on either side; ``None`` unless the gap is a theme.
        origins: Plans above the upper one whose clauses this clause answers: what is lost comes from there.
        repeats: Ids of other alignments of the pair that say nearly the same and are not listed again.
        waived: Why a person has accepted the gap; ``None`` if nobody has.
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
    waived: str | None = None


@dataclass(frozen=True, slots=True)
class Waiver:
    """A gap that a person has accepted (豁免).

    Attributes:
        gap: Id of the gap.
        quote: What the upper plan said then, for the reader; may be empty.
        stale: No gap has this id any more: the text has changed, or the gap is gone.
    """

    gap: str
    reason: str
    quote: str
    stale: bool


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often the phrases of a theme are written in a plan."""

    theme: str
    plan: str
    mentions: int
    per_10k_chars: float


@dataclass(frozen=True, slots=True)
class Step:
    """One lower plan on the way of a theme down the levels.

    Attributes:
        upper: The plan above from which it is followed: of its upper plans that set the theme the deepest.
        depth: Depth in ``plan``; ``None`` if it cannot be judged.
    """

    plan: str
    upper: str
    depth: Depth | None


@dataclass(frozen=True, slots=True)
class Chain:
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


@dataclass(frozen=True, slots=True)
class Distinctive:
    """Something that a lower plan sets and none of its upper plans does (特色内容).

    Attributes:
        theme: Id of the theme; ``None`` if it was discovered in the plan.
        name: Name of the theme, or the phrase.
        quote: What the plan says; ``plan.text[start:end] == quote``.
        section, place: Where it stands.
    """

    plan: str
    theme: str | None
    name: str
    quote: str
    start: int
    end: int
    section: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that was found, in the order of plans and themes: what every report is made of."""

    plans: tuple[Plan, ...]
    themes: tuple[Theme, ...]
    coverage: tuple[Cell, ...]
    gaps: tuple[Gap, ...]
    frequency: tuple[Frequency, ...]
    sources: tuple[Source, ...] = field(default=())
    alignments: tuple[Alignment, ...] = ()
    targets: tuple[Target, ...] = ()
    target_pairs: tuple[TargetPair, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    chain: tuple[Chain, ...] = ()
    distinctive: tuple[Distinctive, ...] = ()
