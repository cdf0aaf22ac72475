"""Lower plans with each of their upper plans: what becomes of themes and targets, and how many topics are lacking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from compare.model import Comparison, Depth
from reports.rows import GROUPS, SHARES, VERDICTS, GapBlock, PairRow, PlanRow


def pair_rows(comparison: Comparison, plans: tuple[PlanRow, ...], gaps: Iterable[GapBlock]) -> tuple[PairRow, ...]:
    """One row for every lower plan and each of its upper plans that was read."""
    depth = {(cell.theme, cell.plan): cell.depth for cell in comparison.coverage}
    by_id = {row.plan.id: row for row in plans}
    topics = {(block.plan.plan.id, block.upper.plan.id, block.group): len(block.topics) for block in gaps}
    verdicts = Counter((pair.lower, pair.upper, pair.verdict) for pair in comparison.target_pairs)
    rows = []
    for lower in plans:
        for link in lower.plan.upper:
            if link.id not in by_id:
                continue
            own = lower.plan.id, link.id
            shares = Counter(
                _share(above, depth[theme.id, lower.plan.id])
                for theme in comparison.themes
                if (above := depth[theme.id, link.id]) is not None and above >= Depth.STATED
            )
            rows.append(
                PairRow(
                    lower=lower,
                    upper=by_id[link.id],
                    link=link,
                    themes=tuple(shares[share] for share in SHARES),
                    topics=tuple(topics.get((*own, group), 0) for group in (*GROUPS, None)),
                    verdicts=tuple(verdicts[*own, verdict] for verdict in VERDICTS),
                )
            )
    return tuple(rows)


def _share(above: Depth, below: Depth | None) -> str:
    """Return what a lower plan makes of a theme, a word of ``SHARES``."""
    if below is None:
        return "unjudged"
    if below >= above:
        return "kept"
    return {Depth.ABSENT: "absent", Depth.CITED: "cited"}.get(below, "thinner")
