"""Coverage -> the way of each theme down the levels, and what lower plans have of their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from compare.coverage.places import is_elsewhere
from compare.model import Cell, Chain, Depth, Distinctive, Plan, Step, Theme

SETS = Depth.STATED
"""Least depth at which a plan sets a theme."""
Depths = Mapping[tuple[str, str], Depth | None]


def find_chain(plans: Sequence[Plan], themes: Sequence[Theme], coverage: Sequence[Cell]) -> tuple[Chain, ...]:
    """Follow each theme from the highest plan that sets it down to the lowest.

    A plan stands below the deepest of its own upper plans that set the theme; if none of them does, below the deepest
    of those above them. The theme thins where a plan takes it up less deeply, and is lost where it is absent. A plan
    that lacks it is no step if it is of places that the theme is not bound to (长三角一体化 in 四川), or for one field
    below plans for everything.

    Args:
        plans: Plans with their upper links.
        themes: Themes.
        coverage: One cell for each theme and plan.

    Returns:
        Chains in the order of the themes, one for each highest plan: plans of other areas are no way down from it.
        Themes that no plan with a plan below it sets are left out.
    """
    depths = {(cell.theme, cell.plan): cell.depth for cell in coverage}
    ranked = sorted(plans, key=lambda plan: plan.level.rank)
    above = {plan.id: _above(plan, plans) for plan in ranked}
    of_fields = {plan.id for plan in plans if _is_of_another_field(plan, plans)}
    found: list[Chain] = []
    for theme in themes:
        asked = [
            plan.id
            for plan in ranked
            if depths[theme.id, plan.id] != Depth.ABSENT or not (plan.id in of_fields or is_elsewhere(theme, plan))
        ]
        found.extend(_chains(theme, {plan: above[plan] for plan in asked}, depths))
    return tuple(found)


def _is_of_another_field(plan: Plan, plans: Sequence[Plan]) -> bool:
    """Whether a plan is for one field and all plans above it are for everything."""
    return plan.kind.is_of_a_field and not any(upper.kind.is_of_a_field for upper in plans_above(plan, plans))


def plans_above(plan: Plan, plans: Sequence[Plan]) -> tuple[Plan, ...]:
    """Return the plans that a plan answers to and all that stand above them, the nearest first."""
    by_id = {other.id: other for other in plans}
    return tuple(by_id[upper] for ring in _above(plan, plans) for upper in ring)


def _above(plan: Plan, plans: Sequence[Plan]) -> tuple[tuple[str, ...], ...]:
    """Return the ids of the plans above a plan by distance: its upper plans, theirs, and so on; each once."""
    links = {other.id: [link.id for link in other.upper] for other in plans}
    seen, rings = {plan.id}, []
    ring = links[plan.id]
    while ring := [upper for upper in dict.fromkeys(ring) if upper in links and upper not in seen]:
        rings.append(tuple(ring))
        seen.update(ring)
        ring = [further for upper in ring for further in links[upper]]
    return tuple(rings)


def _chains(theme: Theme, above: Mapping[str, tuple[tuple[str, ...], ...]], depths: Depths) -> Iterator[Chain]:
    steps = {
        plan: Step(plan, upper, depths[theme.id, plan])
        for plan, rings in above.items()
        if (upper := _setting(theme, rings, depths)) is not None
    }
    by_top: defaultdict[str, list[Step]] = defaultdict(list)
    for step in steps.values():
        by_top[_top(step, steps)].append(step)
    for top, found in by_top.items():
        fallen = [step for step in found if step.depth is not None and step.depth < (depths[theme.id, step.upper] or 0)]
        yield Chain(
            theme=theme.id,
            set_by=top,
            steps=tuple(found),
            thinned_in=tuple(step.plan for step in fallen if step.depth),
            lost_in=tuple(step.plan for step in fallen if not step.depth),
        )


def _top(step: Step, steps: Mapping[str, Step]) -> str:
    """Return the plan where the way to a step begins; of plans that a person linked in a circle the first by id."""
    way = [step.plan]
    while step.upper in steps:
        if step.upper in way:
            return min(way[way.index(step.upper) :])
        step = steps[step.upper]
        way.append(step.plan)
    return step.upper


def _setting(theme: Theme, rings: Sequence[Sequence[str]], depths: Depths) -> str | None:
    """Return the deepest of the nearest plans above that set a theme, the first of equals."""
    for ring in rings:
        setting = [upper for upper in ring if (depths[theme.id, upper] or 0) >= SETS]
        if setting:
            return max(setting, key=lambda upper: depths[theme.id, upper] or 0)
    return None


def find_distinctive(
    plans: Sequence[Plan],
    themes: Sequence[Theme],
    coverage: Sequence[Cell],
    phrases: Mapping[str, Sequence[Distinctive]],
) -> tuple[Distinctive, ...]:
    """Return what plans set that no plan above them does.

    Args:
        plans: Plans with their upper links.
        themes: Themes.
        coverage: One cell for each theme and plan.
        phrases: Plan id to the phrases that stand out in it and are written in no plan above it.

    Returns:
        In the order of the plans: first the themes that a plan acts on (depth 3 or more) and no plan above it even
        cites, then its phrases. Plans that nothing stands above are left out.
    """
    cells = {(cell.theme, cell.plan): cell for cell in coverage}
    found: list[Distinctive] = []
    for plan in plans:
        if uppers := plans_above(plan, plans):
            found.extend(_own_themes(plan, uppers, themes, cells))
            found.extend(phrases.get(plan.id, ()))
    return tuple(found)


def _own_themes(
    plan: Plan, uppers: Sequence[Plan], themes: Sequence[Theme], cells: Mapping[tuple[str, str], Cell]
) -> Iterator[Distinctive]:
    for theme in themes:
        cell = cells[theme.id, plan.id]
        above = [cells[theme.id, upper.id].depth for upper in uppers]
        if (cell.depth or 0) >= Depth.ACTIONED and all(depth is Depth.ABSENT for depth in above):
            best = next(passage for passage in cell.evidence if passage.depth is cell.depth)
            where = best.start, best.end, best.section, best.place, best.clause
            yield Distinctive(plan.id, theme.id, theme.name, best.quote, *where)
