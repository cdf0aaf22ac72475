"""Why a clause that is taken up is said to be so: reason codes with the things that they name."""

from __future__ import annotations

from collections.abc import Sequence

from compare.align.queries import Asked
from compare.model import Label, Reason, Role

NAMED = 3
"""Things and passages of which a reason tells, at most."""

OF_OTHERS = "elsewhere"
"""Code of the reason that a clause is of other places."""

_WISHED = frozenset({Role.GOAL, Role.PRINCIPLE})


def covered(asked: Asked, items: Sequence[Label]) -> Reason:
    """Return why a clause is covered, with what is missing all the same."""
    if missing := lacking(asked, items):
        return Reason("covered_but", missing)
    return Reason("covered_items", (str(len(items)),)) if items else Reason("covered")


def together(reason: Reason, passages: Sequence[int]) -> Reason:
    """Return that several passages answer the items together, where no single one answers all of them."""
    many = len(set(passages))
    return (
        Reason("covered_together", (*reason.values, str(many)))
        if reason.code == "covered_items" and many > 1
        else reason
    )


def partial(asked: Asked, items: Sequence[Label], roles: Sequence[Role]) -> Reason:
    """Return why a clause is taken up in part; ``roles``: of its passages, the nearest first."""
    missing = lacking(asked, items)
    if missing and set(items) != {Label.PARTIAL}:
        return Reason("partial_missing", missing)
    return Reason("partial_direction" if all(role in _WISHED for role in roles[:NAMED]) else "partial_loose")


def lacking(asked: Asked, items: Sequence[Label]) -> tuple[str, ...]:
    """Return the first items that are not answered; if each is at least in part, those that are in part."""
    named = list(zip(asked.things, items, strict=False))
    absent = [thing for thing, label in named if label is Label.ABSENT]
    return tuple(absent or [thing for thing, label in named if label is not Label.COVERED])[:NAMED]
