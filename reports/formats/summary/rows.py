"""Rows of the summary of very many plans: few, whatever the number of plans."""

from __future__ import annotations

from collections.abc import Mapping

from compare.model import GapGroup, Level, Plan, Record, Source, Theme


class SummaryNote(Record, frozen=True):
    """A quotation with the plan that says it and where."""

    plan: str
    quote: str
    where: str


class LevelOfMany(Record, frozen=True):
    """All plans of a level.

    Attributes:
        commitments: Number of passages that are formula, local and general.
    """

    level: Level
    plans: int
    commitments: tuple[int, ...]


class Province(Record, frozen=True):
    """The plans of a province or of the area of another highest plan; ``counts`` in the order of the levels."""

    plan: str
    counts: tuple[int, ...]


class ThemeOfMany(Record, frozen=True):
    """A theme; ``counts`` level by level: number of plans at each depth, those not judged last, shape (6,)."""

    theme: Theme
    counts: tuple[tuple[int, ...], ...]


class Lost(Record, frozen=True):
    """A theme on its way down.

    Attributes:
        steps: Number of plans below one that sets it.
        thinned, lost: In how many it is taken up less deeply, and absent.
        gap: Id of the gravest of the gaps that this makes, with the plan that has it; empty if none is known.
        upper: What the plan above says there.
    """

    theme: Theme
    steps: int
    thinned: int
    lost: int
    gap: str
    plan: str
    upper: SummaryNote | None


class PlanOfMany(Record, frozen=True):
    """A plan with its gaps.

    Attributes:
        groups: Number of gaps in each group, in the order of ``GapGroup``.
        weight: Sum of the severities of those that are faults.
        gap, upper: Id of the gravest, and what the upper plan says there.
    """

    plan: Plan
    groups: tuple[int, ...]
    weight: float
    gap: str
    upper: SummaryNote


class ClauseOfMany(Record, frozen=True):
    """An upper clause; ``labels`` counts the lower plans in the order of ``LABELS``, ``n`` is its number."""

    said: SummaryNote
    n: int
    labels: tuple[int, ...]
    taken_up: float


class TargetOfMany(Record, frozen=True):
    """An upper target; ``verdicts`` counts the lower plans in the order of ``VERDICTS``."""

    id: str
    indicator: str
    said: SummaryNote
    verdicts: tuple[int, ...]
    missed: float


class SummaryPart(Record, frozen=True):
    """A table of parquet files."""

    name: str
    rows: int


class Overview(Record, frozen=True):
    """All that the summary shows.

    Attributes:
        names: Plan id to its short name.
        plans: Number of plans that were read.
        gaps: Number of gaps in each group.
        waived: Number of gaps that a person has accepted.
        contradictions: Number of contradictions.
        unread: The first files that were not read, of ``unread_count``.
        command: What asks for the pages of one plan.
        stale: Ids of waivers that no gap answers to any more.
    """

    names: Mapping[str, str]
    plans: int
    levels: tuple[LevelOfMany, ...]
    provinces: tuple[Province, ...]
    themes: tuple[ThemeOfMany, ...]
    lost: tuple[Lost, ...]
    worst: tuple[PlanOfMany, ...]
    clauses: tuple[ClauseOfMany, ...]
    targets: tuple[TargetOfMany, ...]
    gaps: tuple[tuple[GapGroup, int], ...]
    waived: int
    contradictions: int
    unread: tuple[Source, ...]
    unread_count: int
    stale: tuple[str, ...]
    parts: tuple[SummaryPart, ...]
    command: str
