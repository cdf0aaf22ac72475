"""What the page shows plan by plan: targets, the way of themes down the levels, what answers nothing above."""

from __future__ import annotations

from typing import Any

from reports import wording
from reports.formats.html.interning import Pool
from reports.output import clean
from reports.view import Tables
from reports.wording import Lang

Json = dict[str, Any]


def plan_data(tables: Tables, pool: Pool, themes: dict[str, int], lang: Lang) -> Json:
    """Return what belongs to plans and not to pairs of them.

    Returns:
        ``own``: of each plan the numbers of its clauses that answer nothing above; ``chain``: ``[theme, plan that sets
        it, [[plan, plan above, mark]]]``; ``targets``: ``[plan, indicator, value, kind, passage]``.
    """
    own: list[list[int]] = [[] for _ in tables.plans]
    for block in tables.unlinked:
        own[pool.plans[block.plan.plan.id]] = [
            item.passage.clause for item, _ in block.rows if item.passage.clause is not None
        ]
    chain = [
        [
            themes[row.theme.id],
            pool.plans[row.set_by.plan.id],
            [[pool.plans[step.plan.plan.id], pool.plans[step.upper.plan.id], step.mark] for step in row.steps],
        ]
        for row in tables.chain
    ]
    targets = [
        [
            pool.plans[row.plan.id],
            pool.text(clean(each.indicator)),
            wording.target(each, lang),
            each.kind or "",
            pool.passage(row.plan.id, each),
        ]
        for row, each in tables.all_targets
    ]
    return {"own": own, "chain": chain, "targets": targets}
