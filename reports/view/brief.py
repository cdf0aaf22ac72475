"""Rows -> what fits on one page about one lower plan. Pure, as :mod:`reports.view.builder`."""

from __future__ import annotations

from collections.abc import Sequence

from compare.model import GapGroup, Verdict
from reports.rows import GROUPS, Brief, GapRow, GapTopic, PairRow, PlanRow, Standing
from reports.view.builder import Tables
from reports.view.finding import executive

PAIRS, GAPS, TARGETS, OWN = 3, 5, 4, 3
"""Rows of each kind for which a page has room."""
_VERDICTS = (Verdict.BELOW, Verdict.MISSING, Verdict.MEETS, Verdict.NOT_COMPARABLE)
_BINDING = "约束性"


def brief(tables: Tables, plan: PlanRow) -> Brief:
    """Return what one page tells of a lower plan, one of ``tables.plans``."""
    pairs = [pair for pair in tables.pairs if pair.lower is plan]
    topics = [topic for block in tables.gaps if block.plan is plan and block.group for topic in block.topics]
    # What may be there in other words is for checking, and no gap that a page of five has room for.
    gaps = [row for row in _gaps(tables, plan, topics) if row.gap.group is not GapGroup.POSSIBLE][:GAPS]
    shown = {row.gap.id for row in gaps}
    targets = [row for row in tables.targets if row.lower is plan and row.pair.verdict in _VERDICTS[:3]]
    targets.sort(key=lambda row: (_VERDICTS.index(row.pair.verdict), row.upper_target.kind != _BINDING))
    # An aim in words says less than a figure.
    own_targets = sorted((target for row, target in tables.all_targets if row is plan), key=lambda each: not each.value)
    own = [row for row in tables.distinctive if row.plan is plan]
    return Brief(
        plan=plan,
        pairs=tuple((pair, tables.labels(pair)) for pair in pairs[:PAIRS]),
        pairs_rest=len(pairs[PAIRS:]),
        gaps=tuple(gaps),
        gaps_rest=sum(not any(row.gap.id in shown for row in topic.rows) for topic in topics),
        targets=tuple(targets[:TARGETS]),
        targets_rest=len(targets[TARGETS:]),
        own_targets=tuple(own_targets[:TARGETS]),
        own_targets_rest=len(own_targets[TARGETS:]),
        own=tuple(own[:OWN]),
        own_rest=len(own[OWN:]),
        standing=_standing(tables, pairs),
    )


def _gaps(tables: Tables, plan: PlanRow, topics: Sequence[GapTopic]) -> list[GapRow]:
    """Return what the summary tells, in its order, then the gravest gaps of the topics of which it tells nothing.

    Of those that quote the same upper sentence the first stands.
    """
    topics = sorted(topics, key=lambda topic: (GROUPS.index(topic.gravest.gap.group), -topic.gravest.gap.severity))
    rows = {row.gap.id: row for topic in topics for row in topic.rows}
    told = [rows[problem.rows[0].gap.id] for problem in executive(tables.of(plan.plan.id)).problems]
    ids = {row.gap.id for row in told}
    told += [topic.gravest for topic in topics if not any(row.gap.id in ids for row in topic.rows)]
    found: dict[tuple[str, int], GapRow] = {}
    for row in told:
        found.setdefault((row.gap.upper, row.gap.upper_quote.start), row)
    return list(found.values())


def _standing(tables: Tables, pairs: list[PairRow]) -> Standing | None:
    """Return the place among the plans of the same level below the first upper plan that has several."""
    for pair in pairs:
        level = pair.lower.plan.level.rank
        every = [
            other
            for other in tables.pairs
            if other.upper is pair.upper and other.lower.plan.level.rank == level and _judged(other)
        ]
        if pair in every and len(every) > 1:
            every.sort(key=lambda other: -_share(other))
            return Standing(pair.upper, tuple(every), 1 + sum(_share(other) > _share(pair) for other in every))
    return None


def _judged(pair: PairRow) -> int:
    """Return how many of the upper themes could be judged in the lower plan."""
    return pair.upper_themes - pair.themes[-1]


def _share(pair: PairRow) -> float:
    return pair.taken_up / _judged(pair)
