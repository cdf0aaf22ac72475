"""Coverage -> the way of each theme down the levels, and what lower plans have of their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from compare.discovery import of_its_own
from compare.discovery.known import Known
from compare.engine import Progress, in_turn, silent
from compare.model import Cell, Chain, Depth, Distinctive, Plan, Step, Theme

SETS = Depth.STATED
"""Least depth at which a plan sets a theme."""
OWN_PHRASES = 10
"""Phrases of its own that are told of one plan."""

Depths = Mapping[tuple[str, str], Depth | None]


def find_chain(plans: Sequence[Plan], themes: Sequence[Theme], coverage: Sequence[Cell]) -> tuple[Chain, ...]:
    """Follow each theme from the highest plan that sets it down to the lowest.

    A plan stands below the deepest of its own upper plans that set the theme; if none of them does, below the deepest
    of those above them. The theme thins where a plan takes it up less deeply, and is lost where it is absent.

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
    return tuple(chain for theme in themes for chain in _chains(theme, above, depths))


def _above(plan: Plan, plans: Sequence[Plan]) -> tuple[tuple[str, ...], ...]:
    """The ids of the plans above a plan by distance: its upper plans, theirs, and so on; each once."""
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
    """The plan where the way to a step begins; of plans that a person linked in a circle the first by id."""
    way = [step.plan]
    while step.upper in steps:
        if step.upper in way:
            return min(way[way.index(step.upper) :])
        step = steps[step.upper]
        way.append(step.plan)
    return step.upper


def _setting(theme: Theme, rings: Sequence[Sequence[str]], depths: Depths) -> str | None:
    """The deepest of the nearest plans above that set a theme, the first of equals."""
    for ring in rings:
        setting = [upper for upper in ring if (depths[theme.id, upper] or 0) >= SETS]
        if setting:
            return max(setting, key=lambda upper: depths[theme.id, upper] or 0)
    return None


def find_distinctive(
    plans: Sequence[Plan],
    themes: Sequence[Theme],
    coverage: Sequence[Cell],
    dictionary: Sequence[Theme] = (),
    *,
    progress: Progress = silent,
) -> tuple[Distinctive, ...]:
    """What plans set that no plan above them does.

    Args:
        plans: Plans with their upper links.
        themes: Themes.
        coverage: One cell for each theme and plan.
        dictionary: Themes that any plan may have: a phrase that one of them covers is nobody's own.
        progress: Called with "distinctive", the number of plans done and their total.

    Returns:
        In the order of the plans: first the themes that a plan acts on (depth 3 or more) and no plan above it even
        cites, then the phrases that stand out in it, at most ``OWN_PHRASES``, and are written in no plan above it.
    """
    cells = {(cell.theme, cell.plan): cell for cell in coverage}
    by_id = {plan.id: plan for plan in plans}
    known = Known([*themes, *dictionary])
    below = [
        (plan, uppers)
        for plan in plans
        if (uppers := tuple(by_id[upper] for ring in _above(plan, plans) for upper in ring))
    ]
    work = partial(_own_phrases, known=known)
    phrases = in_turn(work, below, stage="distinctive", progress=progress)
    found: list[Distinctive] = []
    for (plan, uppers), own in zip(below, phrases, strict=True):
        found.extend(_own_themes(plan, uppers, themes, cells))
        found.extend(own)
    return tuple(found)


def _own_themes(
    plan: Plan, uppers: Sequence[Plan], themes: Sequence[Theme], cells: Mapping[tuple[str, str], Cell]
) -> Iterator[Distinctive]:
    for theme in themes:
        cell = cells[theme.id, plan.id]
        above = [cells[theme.id, upper.id].depth for upper in uppers]
        if (cell.depth or 0) >= Depth.ACTIONED and all(depth is Depth.ABSENT for depth in above):
            best = next(passage for passage in cell.evidence if passage.depth is cell.depth)
            yield Distinctive(plan.id, theme.id, theme.name, best.quote, best.start, best.end, best.section, best.place)


def _own_phrases(below: tuple[Plan, tuple[Plan, ...]], known: Known) -> list[Distinctive]:
    plan, uppers = below
    quoted = [(proposal.name, proposal.source) for proposal in of_its_own(plan, uppers, known)[:OWN_PHRASES]]
    return [Distinctive(plan.id, None, name, at.quote, at.start, at.end, at.section, at.place) for name, at in quoted]
