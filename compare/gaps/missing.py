"""What a lower plan that answers a clause in part leaves out of it."""

from __future__ import annotations

from compare.align import areas_seen, home_of, places_of
from compare.features import is_concrete
from compare.gaps.written import Tasks
from compare.model import Alignment, Item, Label, Plan
from compare.text import cues

ANSWERED = 0.6
"""Probability of a passage to be an answer from which the clause is surely taken up: what is missing belongs there."""
_NOT_NEAR = 0.3
"""Probability of a passage to answer a thing below which nothing in the plan comes near it."""
_WRITTEN, HELD = 0.6, 0.8
"""Shares of what a thing is about from which a task of the plan that holds it may be about the same: beside an answer
to the rest of its clause, and where nothing answers the clause.
"""
_SHORTEST = 8
"""Characters from which a thing is an arrangement of its own, and no member of a list (申请、轮候、退出) or a stock
phrase (健全长效机制)."""
_OUTCOME = cues("outcome")


def unanswered_parts(alignment: Alignment, tasks: Tasks) -> tuple[str, ...]:
    """Return the things that a clause sets to which nothing in the lower plan comes near, although nothing answers the
    clause as a whole; none where something comes near each of them. Of a clause that sets one thing, the clause.
    """
    if not alignment.items:
        return (alignment.clause.quote,)
    return tuple(item.quote for item in alignment.items if _is_far(item, tasks, HELD))


def missing_parts(alignment: Alignment, tasks: Tasks) -> tuple[str, ...]:
    """Return the arrangements of a clause to which nothing in the lower plan comes near, although it surely answers the
    rest; none where that is not sure, or what is missing is a mere outcome, a member of a list or another place's, or
    most of its words stand in a task of the plan.
    """
    if max((match.score for match in alignment.matches), default=0.0) < ANSWERED:
        return ()
    absent = [item for item in alignment.items if item.label is Label.ABSENT and _is_arrangement(item, tasks.plan)]
    return tuple(item.quote for item in absent if _is_far(item, tasks, _WRITTEN))


def _is_far(item: Item, tasks: Tasks, share: float) -> bool:
    """Whether no passage of the lower plan comes near a thing, and none of its tasks holds a share of its words."""
    near = max((match.score for match in item.matches), default=0.0)
    return near < _NOT_NEAR and tasks.share(item.quote) < share


def _is_arrangement(item: Item, lower: Plan) -> bool:
    if len(item.quote) < _SHORTEST:
        return False
    if _OUTCOME.match(item.quote) or not is_concrete(item.quote):
        return False
    return not areas_seen(places_of(item.quote), home_of(lower)).elsewhere
