"""The data that passes between the rooms, and the only part of ``compare`` that reports may know.

Everything is frozen and slotted, holds tuples and ids, and no back-references. Spans are half-open
character offsets ``[start, end)`` into the canonical text of a plan, so that always
``plan.text[span.start:span.end] == passage.quote``. Scores lie in [0, 1]; higher is surer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import Literal


class Level(StrEnum):
    """Administrative level of a plan, from the top down; ``region`` is an area of several cities."""

    NATIONAL = "national"
    PROVINCE = "province"
    REGION = "region"
    CITY = "city"
    DISTRICT = "district"
    COUNTY = "county"
    TOWNSHIP = "township"

    @property
    def rank(self) -> int:
        """0 for national, growing downwards; district and county are of the same rank."""
        order = {Level.NATIONAL: 0, Level.PROVINCE: 1, Level.REGION: 2, Level.CITY: 3, Level.TOWNSHIP: 5}
        return order.get(self, 4)


class Kind(StrEnum):
    """What sort of document a plan is; interpretations describe another document."""

    OUTLINE = "outline"
    SPECIAL = "special"
    REGIONAL = "regional"
    SPATIAL = "spatial"
    REPORT = "report"
    INTERPRETATION = "interpretation"
    OPINIONS = "opinions"
    RESEARCH = "research"


class Role(StrEnum):
    """What a passage does in its plan."""

    TITLE = "title"
    BASIS = "basis"
    BACKGROUND = "background"
    ACHIEVEMENT = "achievement"
    PRINCIPLE = "principle"
    GOAL = "goal"
    MEASURE = "measure"
    TARGET = "target"
    SAFEGUARD = "safeguard"


class Depth(IntEnum):
    """How deeply a plan takes a theme up (落实深度)."""

    ABSENT = 0
    CITED = 1
    STATED = 2
    ACTIONED = 3
    QUANTIFIED = 4


class GapGroup(StrEnum):
    """What a reader does about a gap; the order is the order of the report.

    ``absent``, ``cited`` and ``weaker`` are faults of the lower plan; ``unmentioned`` asks to look into the
    plan that an interpretation describes; ``later`` is for the next revision, since the upper plan is younger.
    """

    ABSENT = "absent"
    CITED = "cited"
    WEAKER = "weaker"
    UNMENTIONED = "unmentioned"
    LATER = "later"


Relation = Literal["superior", "reference"]
Status = Literal["judged", "cannot_say"]
ThemeSource = Literal["given", "dictionary", "discovered"]
ClauseKind = Literal["title", "heading", "body"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is said: a code and its values; ``reports.wording`` makes the sentence in either language."""

    code: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the file a passage stands, counted from 1."""

    unit: Literal["line", "page", "paragraph", "cell"]
    number: int


@dataclass(frozen=True, slots=True)
class UpperLink:
    """An upper plan; ``later`` marks one that was issued after the lower plan."""

    id: str
    relation: Relation = "superior"
    later: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what it governs.

    Attributes:
        parent: Index of the section above in ``Plan.sections``; ``None`` at the top.
        depth: 1 for the outermost headings of the plan.
        start, end: Span of the heading itself.
        heading: The heading's text as written, number included.
        run_in: The heading stands at the beginning of its paragraph.
    """

    parent: int | None
    depth: int
    start: int
    end: int
    heading: str
    run_in: bool


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence of the plan (；ends one too), or a heading, with its place.

    Attributes:
        section: Index into ``Plan.sections``; ``None`` before the first heading.
        place: Where the clause begins in the file.
        kind: ``title`` for the lines above the first heading, ``heading``, or ``body``.
    """

    start: int
    end: int
    section: int | None
    place: Place
    kind: ClauseKind = "body"


@dataclass(frozen=True, slots=True)
class Repair:
    """One repair, gathered over the file.

    Attributes:
        kind: ``pinyin``, ``traditional``, ``punctuation``, ``navigation``, ``space``, ``footnote`` …
        raw: What stood in the file.
        text: What stands in the canonical text instead; empty if it was removed.
        count: How often.
        places: The first places, at most five.
    """

    kind: str
    raw: str
    text: str
    count: int
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """What was read of one file and how far it can be trusted.

    Attributes:
        plan: Id of the plan; ``None`` if the file was not read.
        file: Path as given, relative to the folder of plans.
        format: ``txt``, ``md`` …; empty if not known.
        encoding: Encoding that was found; empty if none.
        readable: Share of the text that is sound after repair, in [0, 1].
        repairs: What was repaired, most frequent first.
        warnings: What a reader should know.
    """

    plan: str | None
    file: str
    format: str = ""
    encoding: str = ""
    readable: float = 0.0
    repairs: tuple[Repair, ...] = ()
    warnings: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """One document, repaired and cut into sections and clauses."""

    id: str
    title: str
    kind: Kind
    level: Level
    region: str
    year: int | None
    period: str | None
    upper: tuple[UpperLink, ...]
    inferred: tuple[str, ...]
    text: str
    sections: tuple[Section, ...]
    clauses: tuple[Clause, ...]

    def path(self, section: int | None) -> tuple[str, ...]:
        """Heading path of a section, outermost first."""
        path: list[str] = []
        while section is not None:
            path.append(self.sections[section].heading)
            section = self.sections[section].parent
        return tuple(reversed(path))


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
class Gap:
    """Something of an upper plan that a lower plan lacks or does more thinly.

    Attributes:
        id: Hash of kind, plans and folded quotations, so that it outlives a re-run.
        ref: Id of the theme.
        severity: In [0, 1]; 1 is worst.
        upper_depth, lower_depth: Depth on either side.
        upper_quote: The best passage of the upper plan.
        nearest: The nearest passages of the lower plan, best first.
        section: Heading path of the lower plan where an answer would fit; empty if none is near.
    """

    id: str
    plan: str
    upper: str
    relation: Relation
    kind: Literal["theme"]
    ref: str
    severity: float
    group: GapGroup
    upper_depth: Depth
    lower_depth: Depth
    upper_quote: Passage
    nearest: tuple[Passage, ...]
    section: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often the phrases of a theme are written in a plan."""

    theme: str
    plan: str
    mentions: int
    per_10k_chars: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that was found, in the order of plans and themes: what every report is made of."""

    plans: tuple[Plan, ...]
    themes: tuple[Theme, ...]
    coverage: tuple[Cell, ...]
    gaps: tuple[Gap, ...]
    frequency: tuple[Frequency, ...]
    sources: tuple[Source, ...] = field(default=())
