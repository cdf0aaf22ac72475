"""Plans that nobody set under another, though the folder holds one that may stand above."""

from __future__ import annotations

from collections.abc import Sequence

from compare.model import Alone, Plan
from compare.text import Area, find_areas


def find_alone(plans: Sequence[Plan]) -> tuple[Alone, ...]:
    """Return the plans without upper plans beside which a plan of a higher level of their area stands, in their order.

    Args:
        plans: All plans of a comparison.

    Returns:
        The plans; those whose area is not known, and those that are below the whole nation only, are left out.
    """
    areas = {plan.id: _area_of(plan) for plan in plans}
    found = []
    for plan in plans:
        area = areas[plan.id]
        if plan.upper or area is None:
            continue
        above = [each for each in plans if each.level.rank < plan.level.rank and _holds(areas[each.id], area)]
        if above:
            rank = max(each.level.rank for each in above)
            nearest = tuple(each.id for each in above if each.level.rank == rank)
            found.append(Alone(plan.id, later=all(_is_later(each, plan) for each in above), above=nearest))
    return tuple(found)


def _area_of(plan: Plan) -> Area | None:
    return next(reversed(find_areas(plan.region)), None)


def _holds(outer: Area | None, area: Area) -> bool:
    return outer is not None and all(outer.codes) and area.lies_in(outer)


def _is_later(upper: Plan, lower: Plan) -> bool:
    return upper.year is not None and lower.year is not None and upper.year > lower.year
