"""Lower plans read from below: the clauses that set something and answer nothing of their upper plans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from compare.align.requirements import setting_clauses
from compare.features import roles_of
from compare.model import BELIEVED, Alignment, Label, Passage, Plan, Reason, Role, Unlinked

_TAKEN_UP = frozenset({Label.COVERED, Label.PARTIAL})


def find_unlinked(plan: Plan, alignments: Iterable[Alignment]) -> tuple[Unlinked, ...]:
    """Find what a lower plan sets that answers nothing above it.

    A clause is linked if it is among the nearest passages of a clause that is taken up, with a score of ``BELIEVED`` or
    more, or if it answers an item of one. A plan without an upper plan, or too damaged to judge, tells nothing.

    Args:
        plan: The lower plan.
        alignments: Those in which it is the lower one.

    Returns:
        In the order of its clauses.
    """
    judged = [each for each in alignments if each.label is not None]
    return tuple(_unlinked(plan, judged)) if judged else ()


def _unlinked(plan: Plan, alignments: Sequence[Alignment]) -> Iterator[Unlinked]:
    nearest, linked = _answers(alignments)
    uppers = tuple(dict.fromkeys(each.upper for each in alignments))
    roles = roles_of(plan)
    rest = (number for number, clause in enumerate(plan.clauses) if clause.start not in linked)
    for number in setting_clauses(plan, roles, among=rest):
        own = _passage(plan, number, roles[number])
        if own.start not in nearest:
            yield Unlinked(plan.id, uppers, own, None, None)
            continue
        to, match = nearest[own.start]
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
            if each.label in _TAKEN_UP and match.score >= BELIEVED:
                linked.add(match.start)
        if each.label in _TAKEN_UP:
            linked |= {match.start for item in each.items if item.label in _TAKEN_UP for match in item.matches}
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
        clause=number,
    )
