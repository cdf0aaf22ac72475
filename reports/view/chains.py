"""Rows of the chain, of what plans have of their own, and counts of formula and commitment."""

from __future__ import annotations

from collections import Counter

from compare.model import Chain, Commitment, Comparison, Depth, Role, Step, Unlinked
from reports.rows import ChainRow, DistinctiveRow, PlanRow, StepMark, StepRow, UnlinkedBlock

# A clause with a number to be reached says most of what a plan sets by itself.
_WEIGHTIEST = (Role.TARGET, Role.MEASURE)


def chain_rows(comparison: Comparison, plans: tuple[PlanRow, ...]) -> tuple[ChainRow, ...]:
    """Return the way of each theme down the levels, in the order of the themes."""
    themes = {theme.id: theme for theme in comparison.themes}
    depths = {(cell.theme, cell.plan): cell.depth for cell in comparison.coverage}
    by_id = {row.plan.id: row for row in plans}
    return tuple(
        ChainRow(
            theme=themes[chain.theme],
            set_by=by_id[chain.set_by],
            set_depth=depths[chain.theme, chain.set_by] or Depth.ABSENT,
            steps=tuple(
                StepRow(by_id[step.plan], by_id[step.upper], step.depth, _mark(chain, step)) for step in chain.steps
            ),
        )
        for chain in comparison.chain
    )


def _mark(chain: Chain, step: Step) -> StepMark:
    if step.depth is None:
        return "unjudged"
    if step.plan in chain.lost_in:
        return "lost"
    return "thinned" if step.plan in chain.thinned_in else "kept"


def distinctive_rows(comparison: Comparison, plans: tuple[PlanRow, ...]) -> tuple[DistinctiveRow, ...]:
    """Return what plans set of their own, in the order of the plan rows."""
    return tuple(
        DistinctiveRow(row, item) for row in plans for item in comparison.distinctive if item.plan == row.plan.id
    )


def unlinked_blocks(comparison: Comparison, plans: tuple[PlanRow, ...]) -> tuple[UnlinkedBlock, ...]:
    """Return the clauses that answer nothing above, by plan in the order of the plan rows; plans without any are
    left out.
    """
    by_id = {row.plan.id: row for row in plans}
    found: dict[str, list[Unlinked]] = {row.plan.id: [] for row in plans}
    for item in comparison.unlinked:
        found[item.plan].append(item)
    return tuple(
        UnlinkedBlock(
            by_id[plan],
            tuple((item, by_id.get(item.nearest_upper or "")) for item in sorted(items, key=_weight)),
        )
        for plan, items in found.items()
        if items
    )


def _weight(item: Unlinked) -> tuple[int, int]:
    role = item.passage.role
    return (_WEIGHTIEST.index(role) if role in _WEIGHTIEST else len(_WEIGHTIEST)), item.passage.start


def commitment_counts(comparison: Comparison) -> dict[str, tuple[int, ...]]:
    """Plan id to the number of its passages of each commitment; a passage counts once, however many themes it shows."""
    found = {
        (cell.plan, passage.start, passage.end): passage.commitment
        for cell in comparison.coverage
        for passage in cell.evidence
    }
    counts = Counter((plan, commitment) for (plan, _, _), commitment in found.items())
    return {plan.id: tuple(counts[plan.id, commitment] for commitment in Commitment) for plan in comparison.plans}
