"""Clauses and targets of upper plans, and what lower plans set against them."""

from __future__ import annotations

from compare.model.document import Place, Reason
from compare.model.enums import (
    Binds,
    Label,
    Operator,
    Status,
    TargetKind,
    Verdict,
)
from compare.model.record import Record
from compare.model.theme import Passage

BELIEVED = 0.3
"""Least score of a match that is believed to answer an upper clause, or a part of it."""


class Requirement(Record, frozen=True):
    """A clause of an upper plan that sets something for others to take up (要求).

    Attributes:
        plan: The upper plan.
        clause: Number in its ``clauses``.
        binds: Whom it binds by itself: ``all`` lower plans, ``upper_only`` its own level, certain ``places``, an
            ``other_body``; ``unknown`` where that was not worked out.
        judged_by: The second reader that says so; ``None`` where the tool or a person does.
    """

    plan: str
    clause: int
    binds: Binds
    judged_by: str | None = None


class Item(Record, frozen=True):
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


class Alignment(Record, frozen=True):
    """How one clause of an upper plan is answered in one lower plan.

    Attributes:
        id: Hash of plans and folded quotation, so that it outlives a re-run.
        upper, lower: Ids of the plans.
        status: ``judged``, or ``cannot_say`` where the lower plan is too damaged.
        clause: The upper clause.
        label: ``None`` if the lower plan is too damaged to say.
        score: Calibrated probability that the clause is taken up (covered or partial), in [0, 1].
        reason: Why the label is what it is, as a code with values.
        items: What the clause enumerates; empty if it sets one thing.
        matches: The five nearest passages of the lower plan, best first, whatever the label; those with a score below
            ``BELIEVED`` are not believed to answer it.
        sure: The label is expected to be right in at least 95 % of such cases.
        decided: A person has answered.
        judged_by: The second reader that gave the verdict; ``None`` where the tool or a person did.
        for_others: Probability that the clause concerns others than the lower plan if it is not taken up, in [0, 1].
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
    sure: bool = False
    decided: bool = False
    judged_by: str | None = None
    for_others: float = 0.0


class Unlinked(Record, frozen=True):
    """A clause of a lower plan that sets something and answers nothing of its upper plans.

    Attributes:
        uppers: Upper plans against which it was held.
        nearest_upper, nearest: The upper clause to which it comes nearest, with the score of this clause as an answer
            to it; ``None`` where it is among the nearest passages of none.
    """

    plan: str
    uppers: tuple[str, ...]
    passage: Passage
    nearest_upper: str | None
    nearest: Passage | None


class Target(Record, frozen=True):
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
        clause: Number in the plan's ``clauses`` of the clause that holds the quotation; ``None`` where no single one
            does (cells of a table).
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
    clause: int | None = None


class TargetPair(Record, frozen=True):
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


class Contradiction(Record, frozen=True):
    """Targets that cannot all hold: the same indicator, object, scope and year.

    Attributes:
        plans: Ids of the plans in which they stand; one id if it is the same plan; the upper plan first where the
            plans of all areas below do not add up to it.
        targets: Ids of two targets; of a sum that falls short the upper one and the largest of the lower ones.
    """

    plans: tuple[str, ...]
    indicator: str
    targets: tuple[str, str]
    reason: Reason
