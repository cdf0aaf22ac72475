"""Coverage -> gaps: what an upper plan sets and a lower plan lacks or does more thinly, ranked."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from compare.folding import folded
from compare.model import Cell, Depth, Gap, GapGroup, Kind, Passage, Plan, Role, Theme, UpperLink

SETS = Depth.STATED
"""Least depth at which an upper plan sets a theme; what it only cites binds nobody."""

# What the upper plan says often weighs more, up to twice as much as what it says once.
_EMPHASIS = 0.5
_REFERENCE, _INTERPRETATION, _LATER = 0.7, 0.7, 0.5
_NEAREST_KEPT = 3
_NEAR = 0.1
_TASKS = frozenset({Role.MEASURE, Role.TARGET, Role.GOAL, Role.SAFEGUARD})


def find_gaps(plans: Sequence[Plan], themes: Sequence[Theme], coverage: Sequence[Cell]) -> tuple[Gap, ...]:
    """Compare each lower plan with each of its upper plans, theme by theme.

    Args:
        plans: Plans with their upper links.
        themes: Themes.
        coverage: One cell for each theme and plan.

    Returns:
        Gaps in the order of the lower plans, then of the upper links, then of the groups, the most severe first.
    """
    cells = {(cell.theme, cell.plan): cell for cell in coverage}
    by_id = {plan.id: plan for plan in plans}
    emphasis = _emphasis(coverage)
    found: list[Gap] = []
    for plan in plans:
        for link in plan.upper:
            gaps = _between(by_id[link.id], plan, link, themes, cells, emphasis)
            order = list(GapGroup)
            found.extend(sorted(gaps, key=lambda gap: (order.index(gap.group), -gap.severity, gap.ref)))
    return tuple(found)


def _emphasis(coverage: Sequence[Cell]) -> dict[tuple[str, str], float]:
    """Passages of a theme in a plan over those of the plan's foremost theme, in [0, 1]."""
    most: defaultdict[str, int] = defaultdict(int)
    for cell in coverage:
        most[cell.plan] = max(most[cell.plan], len(cell.evidence))
    return {(cell.theme, cell.plan): len(cell.evidence) / max(most[cell.plan], 1) for cell in coverage}


def _between(
    upper: Plan,
    lower: Plan,
    link: UpperLink,
    themes: Sequence[Theme],
    cells: Mapping[tuple[str, str], Cell],
    emphasis: Mapping[tuple[str, str], float],
) -> Iterator[Gap]:
    for theme in themes:
        above, below = cells[theme.id, upper.id], cells[theme.id, lower.id]
        if above.depth is None or below.depth is None or above.depth < SETS or below.depth >= above.depth:
            continue
        quote = above.evidence[0]
        nearest = (below.evidence or below.nearest)[:_NEAREST_KEPT]
        yield Gap(
            id=_identity(lower, upper, theme, quote),
            plan=lower.id,
            upper=upper.id,
            relation=link.relation,
            kind="theme",
            ref=theme.id,
            severity=_severity(above.depth, below.depth, emphasis[theme.id, upper.id], lower, link),
            group=_group(below.depth, lower, link),
            upper_depth=above.depth,
            lower_depth=below.depth,
            upper_quote=quote,
            nearest=nearest,
            section=_fitting_section((*below.evidence, *below.nearest)),
        )


def _group(depth: Depth, lower: Plan, link: UpperLink) -> GapGroup:
    if link.later:
        return GapGroup.LATER
    if depth is Depth.ABSENT:
        return GapGroup.UNMENTIONED if lower.kind is Kind.INTERPRETATION else GapGroup.ABSENT
    return GapGroup.CITED if depth is Depth.CITED else GapGroup.WEAKER


def _severity(above: Depth, below: Depth, emphasis: float, lower: Plan, link: UpperLink) -> float:
    """Share of the depth that is missing, weighed by emphasis above and by how far the upper plan binds, in [0, 1]."""
    severity = (above - below) / Depth.QUANTIFIED * (1 - _EMPHASIS + _EMPHASIS * emphasis)
    severity *= _REFERENCE if link.relation == "reference" else 1.0
    severity *= _INTERPRETATION if lower.kind is Kind.INTERPRETATION else 1.0
    return round(severity * (_LATER if link.later else 1.0), 4)


def _fitting_section(passages: Sequence[Passage]) -> tuple[str, ...]:
    """The heading path under which an answer would fit: where most of what is near stands, weighed by score.

    Passages that look back or set the scene say nothing of it, nor do those that are hardly near.
    """
    weights: defaultdict[tuple[str, ...], float] = defaultdict(float)
    for passage in passages:
        if passage.role in _TASKS and passage.score >= _NEAR:
            weights[passage.section] += passage.score
    return max(weights, key=lambda path: weights[path], default=())


def _identity(lower: Plan, upper: Plan, theme: Theme, quote: Passage) -> str:
    content = "\x1f".join(("theme", lower.id, upper.id, theme.id, folded(quote.quote)))
    return hashlib.sha256(content.encode()).hexdigest()[:12]
