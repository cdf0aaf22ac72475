"""Gaps, alignments and targets -> rows: what each lower plan answers of its upper plans, and what it lacks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from compare.model import Comparison, Gap, GapKind, Theme
from reports.rows import GROUPS, ClauseRow, ContradictionRow, GapBlock, GapRow, GapTopic, PlanRow, TargetRow

_KINDS: tuple[GapKind, ...] = ("theme", "clause", "target")


def gap_blocks(comparison: Comparison, plans: tuple[PlanRow, ...]) -> tuple[GapBlock, ...]:
    """Gaps by lower plan, upper plan and group; a topic stands in the group of its gravest gap; no block is empty.

    Gaps that a person has accepted follow each pair of plans in a block of their own.
    """
    by_id = {row.plan.id: row for row in plans}
    themes = {theme.id: theme for theme in comparison.themes}
    gaps: defaultdict[tuple[str, str], list[Gap]] = defaultdict(list)
    for gap in comparison.gaps:
        gaps[gap.plan, gap.upper].append(gap)
    blocks = []
    for plan in plans:
        for upper in (by_id[link.id] for link in plan.plan.upper if link.id in by_id):
            own = gaps[plan.plan.id, upper.plan.id]
            topics = _topics((gap for gap in own if gap.waived is None), by_id, themes)
            waived = _topics((gap for gap in own if gap.waived is not None), by_id, themes)
            number = 0
            for group in (*GROUPS, None):
                chosen = waived if group is None else [topic for topic in topics if topic.gravest.gap.group is group]
                numbered = [replace(topic, number=at) for at, topic in enumerate(chosen, number + 1)]
                number += len(numbered)
                if numbered:
                    blocks.append(GapBlock(plan, upper, group, tuple(numbered)))
    return tuple(blocks)


def _topics(gaps: Iterable[Gap], plans: Mapping[str, PlanRow], themes: Mapping[str, Theme]) -> list[GapTopic]:
    """Topics without their numbers, the one with the gravest gap first."""
    rows: defaultdict[tuple[str | None, str], list[GapRow]] = defaultdict(list)
    for gap in sorted(gaps, key=lambda gap: -gap.severity):
        origins = tuple(plans[origin].label for origin in gap.origins if origin in plans)
        rows[gap.theme, gap.topic].append(GapRow(gap, plans[gap.plan], plans[gap.upper], origins))
    return [
        GapTopic(0, title, themes.get(theme or ""), tuple(sorted(found, key=lambda row: _KINDS.index(row.gap.kind))))
        for (theme, title), found in rows.items()
    ]


def clause_rows(comparison: Comparison, plans: tuple[PlanRow, ...]) -> tuple[ClauseRow, ...]:
    """Every alignment, by lower plan and upper plan in the order of the plan rows, then as the clauses stand."""
    by_id = {row.plan.id: row for row in plans}
    rank = {row.plan.id: number for number, row in enumerate(plans)}
    ordered = sorted(comparison.alignments, key=lambda each: (rank[each.lower], rank[each.upper], each.clause.start))
    return tuple(ClauseRow(each, by_id[each.upper], by_id[each.lower]) for each in ordered)


def target_rows(comparison: Comparison, plans: tuple[PlanRow, ...]) -> tuple[TargetRow, ...]:
    """Every pair of targets, by indicator, then by lower plan in the order of the plan rows."""
    by_id = {row.plan.id: row for row in plans}
    rank = {row.plan.id: number for number, row in enumerate(plans)}
    targets = {target.id: target for target in comparison.targets}
    ordered = sorted(
        comparison.target_pairs,
        key=lambda pair: (pair.indicator, rank[pair.lower], rank[pair.upper], targets[pair.upper_target].start),
    )
    return tuple(
        TargetRow(
            pair,
            by_id[pair.upper],
            by_id[pair.lower],
            targets[pair.upper_target],
            targets[pair.lower_target] if pair.lower_target else None,
        )
        for pair in ordered
    )


def contradiction_rows(comparison: Comparison, plans: tuple[PlanRow, ...]) -> tuple[ContradictionRow, ...]:
    """Every contradiction with its targets."""
    by_id = {row.plan.id: row for row in plans}
    targets = {target.id: target for target in comparison.targets}
    rows = []
    for each in comparison.contradictions:
        first, second = (targets[target] for target in each.targets)
        rows.append(ContradictionRow(each, (by_id[first.plan], by_id[second.plan]), (first, second)))
    return tuple(rows)
