"""What the page shows clause by clause, as numbers into the pool of quotations."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from reports import wording
from reports.formats.html.interning import Pool
from reports.output import clean
from reports.rows import LABELS, ClauseRow
from reports.view import Tables
from reports.wording import Lang

Json = dict[str, Any]


def clause_data(tables: Tables, pool: Pool, lang: Lang) -> Json:
    """Return the alignments by pair of plans.

    Returns:
        ``labels``: ``[code, name]``; ``pairs``: ``[lower plan, upper plan, rows]``, each row ``[id, label, score,
        reason, clause, items, matches, open]`` with items ``[text, label, passages]``, matches one after the other,
        each the passage and its score in hundredths;
        plans, labels, texts, reasons, clauses and passages are numbers.
    """
    pairs = []
    for (lower, upper), rows in groupby(tables.clauses, lambda row: (row.lower.plan.id, row.upper.plan.id)):
        pairs.append([pool.plans[lower], pool.plans[upper], [_row(row, pool, lang) for row in rows]])
    labels = [[label or "none", wording.label(label, lang)] for label in LABELS]
    return {"labels": labels, "pairs": pairs}


def _row(row: ClauseRow, pool: Pool, lang: Lang) -> list[Any]:
    each = row.alignment
    lower = row.lower.plan.id
    items = [
        [
            pool.text(clean(item.quote)),
            LABELS.index(item.label),
            [pool.passage(lower, passage) for passage in item.matches],
        ]
        for item in each.items
    ]
    scored = ((pool.passage(lower, passage), round(100 * passage.score)) for passage in each.matches)
    matches = [number for match in scored for number in match]
    return [
        each.id,
        LABELS.index(each.label),
        round(each.score, 2),
        pool.text(wording.why(each, lang)),
        pool.passage(row.upper.plan.id, each.clause),
        items,
        matches,
        int(not (each.sure or each.decided or each.label is None)),
    ]
