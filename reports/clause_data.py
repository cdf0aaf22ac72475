"""What the page shows clause by clause: every quotation once, the rows as numbers into that list."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from compare.model import Passage
from reports import wording
from reports.rows import LABELS, ClauseRow, Tables
from reports.safe import clean
from reports.wording import Lang

Json = dict[str, Any]


def clause_data(tables: Tables, lang: Lang) -> Json:
    """The alignments by pair of plans.

    Returns:
        ``labels``: code -> name; ``quotes``: ``[text, where]``; ``pairs``: name of the pair and its rows, each
        ``[id, label, score, reason, clause, items, matches]`` with items ``[text, label, quotes]``, matches
        ``[quote, score]``, and clause and quotes as numbers into ``quotes``.
    """
    quotes = _Quotes(lang)
    pairs = []
    for _, rows in groupby(tables.clauses, lambda row: (row.lower.plan.id, row.upper.plan.id)):
        listed = list(rows)
        title = f"{clean(listed[0].lower.label)} ← {clean(listed[0].upper.label)}"
        pairs.append([title, [_row(row, quotes, lang) for row in listed]])
    labels = {label or "none": wording.label(label, lang) for label in LABELS}
    return {"labels": labels, "quotes": quotes.listed, "pairs": pairs}


class _Quotes:
    """Quotations in the order in which they were first asked for."""

    def __init__(self, lang: Lang) -> None:
        self.listed: list[list[str]] = []
        self._lang = lang
        self._known: dict[tuple[str, int, int], int] = {}

    def number(self, plan: str, passage: Passage) -> int:
        """The number of a passage of a plan."""
        key = plan, passage.start, passage.end
        if key not in self._known:
            self._known[key] = len(self.listed)
            self.listed.append([clean(passage.quote), wording.where(passage, self._lang)])
        return self._known[key]


def _row(row: ClauseRow, quotes: _Quotes, lang: Lang) -> list[Any]:
    each = row.alignment
    lower = row.lower.plan.id
    items = [
        [clean(item.quote), item.label, [quotes.number(lower, passage) for passage in item.matches]]
        for item in each.items
    ]
    matches = [[quotes.number(lower, passage), round(passage.score, 2)] for passage in each.matches]
    clause = quotes.number(row.upper.plan.id, each.clause)
    return [
        each.id,
        each.label or "none",
        round(each.score, 2),
        wording.sentence(each.reason, lang),
        clause,
        items,
        matches,
    ]
