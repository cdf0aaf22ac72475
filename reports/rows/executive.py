"""Rows of the executive summary: what a head of department reads, and signs."""

from __future__ import annotations

from typing import Literal

from compare.model import GapGroup, Record
from reports.rows.findings import GapRow
from reports.rows.plans import PairRow, PlanRow

ProblemKind = Literal[
    "below", "binding", "absent", "cited", "weaker", "possible", "unmentioned", "other_years", "later"
]
"""Targets set lower; binding targets not set; else the group of a topic."""

Excuse = Literal["later", "digest", "other_years", "field", "reference"]
"""The upper plan is younger; the lower one is a digest, the report of one of several years, or for one field only; the
upper one binds nobody."""


class Problem(Record, frozen=True):
    """One of the main problems: what one or several lower plans lack of one upper plan.

    Attributes:
        names: Themes that are lacking; empty for targets, which bear their own names, and for a sentence of no theme.
        rows: Its gaps, the one that is quoted first.
    """

    kind: ProblemKind
    names: tuple[str, ...]
    rows: tuple[GapRow, ...]

    @property
    def plans(self) -> tuple[PlanRow, ...]:
        """The lower plans that have it, each once."""
        return tuple({row.plan.plan.id: row.plan for row in self.rows}.values())


class Checks(Record, frozen=True):
    """What a person has to look at before the report is used.

    Attributes:
        guessed: Pairs of which nobody has said that one plan is above the other.
        alone, early: Plans that were not compared though one that may stand above is there; those where all such were
            issued later.
        alone_above, early_above: The plans that may stand above them.
        digests: Lower plans that are only the interpretation of a plan.
        past_only: Lower plans of which nothing was read that sets anything.
        unjudged: Lower plans of whose text nothing, or not all, could be judged.
        pictured: Lower plans with several pictures, the words of which were not read: tables of indicators, boxes.
        notes: Number of topics in each group that is no fault.
        unsure: Number of verdicts that are neither sure nor decided by a person, of ``verdicts`` in all.
        contradictions, unread: Pairs of targets that cannot both hold; files that were not read.
    """

    guessed: tuple[PairRow, ...]
    alone: tuple[PlanRow, ...]
    alone_above: tuple[PlanRow, ...]
    early: tuple[PlanRow, ...]
    early_above: tuple[PlanRow, ...]
    digests: tuple[PlanRow, ...]
    past_only: tuple[PlanRow, ...]
    unjudged: tuple[PlanRow, ...]
    pictured: tuple[PlanRow, ...]
    notes: tuple[tuple[GapGroup, int], ...]
    unsure: int
    verdicts: int
    contradictions: int
    unread: int


class Executive(Record, frozen=True):
    """The comparison as a finding.

    Attributes:
        pairs: The pairs that have themes to take up and on which the judgement rests, the one that takes up most first.
        excuses: Why what is lacking may be no fault, and the lower plans of which that is so, where it is so of all
            pairs; empty where the judgement rests on plans that were bound to take these themes up.
        below: Number of targets and clauses whose number is lower than those above.
        faults: The problems are faults; else they are to be checked, or for the next revision.
        problems: At most five, gravest first.
        checks: What has to be looked at.
    """

    pairs: tuple[PairRow, ...]
    excuses: tuple[tuple[Excuse, tuple[PlanRow, ...]], ...]
    below: int
    faults: bool
    problems: tuple[Problem, ...]
    checks: Checks

    @property
    def share(self) -> float:
        """Share of the upper themes that are taken up, counted for each pair, in [0, 1]; 0 where there are none."""
        judged = sum(pair.upper_themes - pair.themes[-1] for pair in self.pairs)
        return sum(pair.taken_up for pair in self.pairs) / max(1, judged)
