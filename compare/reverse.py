"""Lower plans read from below: the clauses that set something and answer nothing of their upper plans."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from compare.align.setting import setting_clauses
from compare.model import Alignment, Label, Passage, Plan, Reason, Role, Unlinked
from compare.reading.roles import roles_of

LINKED = 0.15
"""Least score at which a passage counts as an answer to a clause that is taken up.

Chosen by reading 24 clauses of each lower plan of the seeds and of Zhejiang: below it nothing was seen to be an answer.
"""

_TAKEN_UP = frozenset({Label.COVERED, Label.PARTIAL})


def find_unlinked(plans: Sequence[Plan], alignments: Sequence[Alignment]) -> tuple[Unlinked, ...]:
    """Find what lower plans set that answers nothing above them.

    A clause is linked if it is among the nearest passages of a clause that is taken up, with a score of ``LINKED`` or
    more. Plans without an upper plan, and those too damaged to judge, are left out.

    Args:
        plans: Plans with their upper links.
        alignments: Alignments of these plans.

    Returns:
        In the order of the plans, then of their clauses.
    """
    judged: defaultdict[str, list[Alignment]] = defaultdict(list)
    for each in alignments:
        if each.label is not None:
            judged[each.lower].append(each)
    return tuple(found for plan in plans if judged[plan.id] for found in _unlinked(plan, judged[plan.id]))


def _unlinked(plan: Plan, alignments: Sequence[Alignment]) -> Iterator[Unlinked]:
    nearest, linked = _answers(alignments)
    uppers = tuple(dict.fromkeys(each.upper for each in alignments))
    roles = roles_of(plan)
    for number in setting_clauses(plan, roles):
        start = plan.clauses[number].start
        if start not in linked:
            own = _passage(plan, number, roles[number])
            if start not in nearest:
                yield Unlinked(plan.id, uppers, own, None, None)
                continue
            to, match = nearest[start]
            yield Unlinked(plan.id, uppers, own, to.upper, replace(to.clause, score=match.score, reason=match.reason))


def _answers(alignments: Sequence[Alignment]) -> tuple[Mapping[int, tuple[Alignment, Passage]], set[int]]:
    """By start of the lower clause where it is nearest to an upper clause, as its match; and those that answer."""
    nearest: dict[int, tuple[Alignment, Passage]] = {}
    linked = set()
    for each in alignments:
        for match in each.matches:
            known = nearest.get(match.start)
            if known is None or match.score > known[1].score:
                nearest[match.start] = (each, match)
            if each.label in _TAKEN_UP and match.score >= LINKED:
                linked.add(match.start)
    return nearest, linked


def _passage(plan: Plan, number: int, role: Role) -> Passage:
    clause = plan.clauses[number]
    path = plan.path(clause.section)
    return Passage(
        quote=plan.text[clause.start : clause.end],
        start=clause.start,
        end=clause.end,
        section=path[:-1] if clause.kind == "heading" else path,
        place=clause.place,
        role=role,
        score=0.0,
        reason=Reason("sets"),
    )
