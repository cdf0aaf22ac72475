"""Coverage -> gaps: what an upper plan sets and a lower plan lacks or does more thinly, ranked."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from compare.folding import folded
from compare.model import Cell, Depth, Gap, GapGroup, Kind, Passage, Plan, Role, Theme, UpperLink

SETS = Depth.STATED
"""Least depth at which an upper plan sets a theme; what it only cites binds nobody."""

# What the upper plan says often weighs more, up to twice as much as what it says once.
_EMPHASIS = 0.5
_REFERENCE, _INTERPRETATION, _LATER = 0.7, 0.7, 0.5
_NEAREST_KEPT = 3
_NEAR = 0.2
# One theme that stands beside another by chance shows no place; two do.
_KIN = 2
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
    order = list(GapGroup)
    by_id = {plan.id: plan for plan in plans}
    coverages: defaultdict[str, dict[str, Cell]] = defaultdict(dict)
    for cell in coverage:
        coverages[cell.plan][cell.theme] = cell
    found: list[Gap] = []
    for plan in plans:
        for link in plan.upper:
            pair = _Pair(by_id[link.id], plan, link, coverages[link.id], coverages[plan.id])
            gaps = [gap for theme in themes if (gap := pair.gap(theme))]
            found.extend(sorted(gaps, key=lambda gap: (order.index(gap.group), -gap.severity, gap.ref)))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Pair:
    """A lower plan and one of its upper plans, with their cells by theme."""

    upper: Plan
    lower: Plan
    link: UpperLink
    above: Mapping[str, Cell]
    below: Mapping[str, Cell]

    def gap(self, theme: Theme) -> Gap | None:
        """What the lower plan lacks of a theme that the upper one sets; ``None`` if nothing, or nothing can be said."""
        above, below = self.above[theme.id], self.below[theme.id]
        if above.depth is None or below.depth is None or above.depth < SETS or below.depth >= above.depth:
            return None
        quote = next(passage for passage in above.evidence if passage.depth is above.depth)
        return Gap(
            id=_identity(self.lower, self.upper, theme, quote),
            plan=self.lower.id,
            upper=self.upper.id,
            relation=self.link.relation,
            kind="theme",
            ref=theme.id,
            severity=self._severity(above.depth - below.depth, above.passages),
            group=_group(below.depth, self.lower, self.link),
            upper_depth=above.depth,
            lower_depth=below.depth,
            upper_quote=quote,
            nearest=(below.evidence or below.nearest)[:_NEAREST_KEPT],
            section=self._fitting_section(theme, above, below),
        )

    def _severity(self, missing: int, passages: int) -> float:
        """Share of the depth that is missing, weighed by emphasis above and by how far the upper plan binds."""
        most = max(cell.passages for cell in self.above.values())
        severity = missing / Depth.QUANTIFIED * (1 - _EMPHASIS + _EMPHASIS * passages / most)
        severity *= _REFERENCE if self.link.relation == "reference" else 1.0
        severity *= _INTERPRETATION if self.lower.kind is Kind.INTERPRETATION else 1.0
        return round(severity * (_LATER if self.link.later else 1.0), 4)

    def _fitting_section(self, theme: Theme, above: Cell, below: Cell) -> tuple[str, ...]:
        """The heading path of the lower plan under which an answer would fit; empty if none is near.

        Where the lower plan already says something of the theme; else where it treats what the upper plan names in
        the same clauses; else where what is nearest stands.
        """
        clauses = {passage.start for passage in above.evidence}
        others = (o for o, cell in self.above.items() if clauses & {passage.start for passage in cell.evidence})
        kin = [self.below[other].evidence for other in others if other != theme.id and self.below[other].evidence]
        beside = [passage for evidence in kin for passage in evidence] if len(kin) >= _KIN else []
        for passages in (below.evidence, beside, below.nearest):
            if section := _heaviest_section(passages):
                return section
        return ()


def _group(depth: Depth, lower: Plan, link: UpperLink) -> GapGroup:
    if link.later:
        return GapGroup.LATER
    if depth is Depth.ABSENT:
        return GapGroup.UNMENTIONED if lower.kind is Kind.INTERPRETATION else GapGroup.ABSENT
    return GapGroup.CITED if depth is Depth.CITED else GapGroup.WEAKER


def _heaviest_section(passages: Iterable[Passage]) -> tuple[str, ...]:
    """The deepest heading path that holds most of the weight of passages that set something.

    Passages that look back or set the scene say nothing of where an answer fits, nor do those that are hardly near.
    """
    weights: defaultdict[tuple[str, ...], float] = defaultdict(float)
    total = 0.0
    for passage in passages:
        if passage.role in _TASKS and passage.score >= _NEAR:
            total += passage.score
            for length in range(1, len(passage.section) + 1):
                weights[passage.section[:length]] += passage.score
    holding = [path for path, weight in weights.items() if weight > total / 2]
    return max(holding, key=len, default=())


def _identity(lower: Plan, upper: Plan, theme: Theme, quote: Passage) -> str:
    content = "\x1f".join(("theme", lower.id, upper.id, theme.id, folded(quote.quote)))
    return hashlib.sha256(content.encode()).hexdigest()[:12]
