"""Coverage, alignments and target pairs -> gaps: what a lower plan lacks, does more thinly or sets lower, ranked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from compare.gaps.clauses import clause_gaps
from compare.gaps.pairs import Pair
from compare.gaps.targets import target_gaps
from compare.gaps.themes import theme_gaps
from compare.gaps.topics import gathered, topic_depth
from compare.gaps.waivers import find_waivers, stale
from compare.model import Alignment, Cell, Gap, GapGroup, Label, Plan, Target, TargetPair, Theme

__all__ = ["find_gaps", "find_waivers", "stale"]


def find_gaps(
    plans: Sequence[Plan],
    themes: Sequence[Theme],
    coverage: Sequence[Cell],
    alignments: Sequence[Alignment] = (),
    targets: Sequence[Target] = (),
    target_pairs: Sequence[TargetPair] = (),
    waivers: Mapping[str, str] | None = None,
) -> tuple[Gap, ...]:
    """Compare each lower plan with each of its upper plans.

    Args:
        plans: Plans with their upper links.
        themes: Themes.
        coverage: One cell for each theme and plan.
        alignments: One for each upper clause and lower plan.
        targets: All targets.
        target_pairs: Upper targets and what the lower plans set.
        waivers: Ids of gaps that a person has accepted -> why.

    Returns:
        Gaps in the order of the lower plans, then of the upper links, then of the groups, the most severe first.
    """
    order = {group: rank for rank, group in enumerate(GapGroup)}
    by_id = {plan.id: plan for plan in plans}
    cells: defaultdict[str, dict[str, Cell]] = defaultdict(dict)
    for cell in coverage:
        cells[cell.plan][cell.theme] = cell
    clauses: defaultdict[tuple[str, str], list[Alignment]] = defaultdict(list)
    for alignment in alignments:
        clauses[alignment.upper, alignment.lower].append(alignment)
    numbers: defaultdict[tuple[str, str], list[TargetPair]] = defaultdict(list)
    for target_pair in target_pairs:
        numbers[target_pair.upper, target_pair.lower].append(target_pair)
    set_targets = {target.id: target for target in targets}
    origins = _origins(alignments)
    depths = {link.id: topic_depth(by_id[link.id]) for plan in plans for link in plan.upper}
    found: list[Gap] = []
    for plan in plans:
        of_plan: list[Gap] = []
        for link in plan.upper:
            pair = Pair(by_id[link.id], plan, link, themes, cells[link.id], cells[plan.id], depths[link.id])
            gaps = [
                *theme_gaps(pair),
                *clause_gaps(pair, clauses[link.id, plan.id], origins),
                *target_gaps(pair, numbers[link.id, plan.id], set_targets),
            ]
            of_plan.extend(sorted(gaps, key=lambda gap: (order[gap.group], -gap.severity, gap.kind, gap.ref)))
        found.extend(gathered(of_plan, depths))
    return tuple(replace(gap, waived=(waivers or {}).get(gap.id)) for gap in found)


def _origins(alignments: Sequence[Alignment]) -> dict[tuple[str, int], tuple[str, ...]]:
    """Plan and offset of a clause that answers a clause above -> the plans above."""
    found: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for alignment in alignments:
        if alignment.label in (Label.COVERED, Label.PARTIAL) and alignment.matches:
            above = found[alignment.lower, alignment.matches[0].start]
            if alignment.upper not in above:
                above.append(alignment.upper)
    return {key: tuple(above) for key, above in found.items()}
