"""Strings and quotations of the page, each held once and named by its number."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from compare.model import Passage, Plan, Target
from reports import wording
from reports.output import clean
from reports.rows import PlanRow
from reports.wording import Lang


class Pool:
    """Numbers in the order in which things were first asked for.

    Attributes:
        texts: Strings that come again and again.
        phrases: Lists of them: what was looked for.
        clauses: The clauses of each plan as they stand in it, titles and headings among them, plan by plan.
        layout: Of each plan a sign for each clause: ``t`` a title, a digit a heading of that depth, ``p`` the first
            sentence of a paragraph, ``.`` one that goes on.
        searches: Of each plan, for the clauses that do not begin in the file as they do here: number of the clause ->
            what to search for in the file.
        passages: ``[plan, quote, before, place, clause]``: number of the plan, the quotation (empty if it is all of the
            clause), number of the text that stands before the place (the heading path), the place, and the number of
            the clause in its plan; -1 if the passage begins in none.
    """

    def __init__(self, plans: Sequence[PlanRow], lang: Lang) -> None:
        self.texts: list[str] = []
        self.phrases: list[list[int]] = []
        self.passages: list[list[Any]] = []
        self.plans = {row.plan.id: number for number, row in enumerate(plans)}
        self.clauses = [[clean(row.plan.text[each.start : each.end]) for each in row.plan.clauses] for row in plans]
        self.layout = [_layout(row.plan) for row in plans]
        self.searches = [
            {number: clean(each.search) for number, each in enumerate(row.plan.clauses) if each.search} for row in plans
        ]
        self._starts = [[clause.start for clause in row.plan.clauses] for row in plans]
        self._lang = lang
        self._texts: dict[str, int] = {}
        self._phrases: dict[tuple[str, ...], int] = {}
        self._passages: dict[tuple[str, int, int, str], int] = {}

    def text(self, text: str) -> int:
        """Return the number of a text."""
        if text not in self._texts:
            self._texts[text] = len(self.texts)
            self.texts.append(text)
        return self._texts[text]

    def words(self, phrases: tuple[str, ...]) -> int:
        """Return the number of a list of phrases; -1 for none."""
        if phrases and phrases not in self._phrases:
            self._phrases[phrases] = len(self.phrases)
            self.phrases.append([self.text(clean(phrase)) for phrase in phrases])
        return self._phrases.get(phrases, -1)

    def passage(self, plan: str, passage: Passage | Target) -> int:
        """Return the number of a passage of a plan."""
        key = plan, passage.start, passage.end, passage.quote
        if key not in self._passages:
            self._passages[key] = len(self.passages)
            number, quote = self.plans[plan], clean(passage.quote)
            place = wording.place(passage.place, self._lang)
            before = wording.where(passage, self._lang).removesuffix(place)
            at = bisect_right(self._starts[number], passage.start) - 1
            whole = at >= 0 and quote == self.clauses[number][at]
            self.passages.append([number, "" if whole else quote, self.text(before), place, at])
        return self._passages[key]


def _layout(plan: Plan) -> str:
    found, before = [], 0
    for clause in plan.clauses:
        if clause.kind == "heading" and clause.section is not None:
            found.append(str(min(9, plan.sections[clause.section].depth)))
        elif clause.kind != "body":
            found.append("t")
        else:
            found.append("p" if "\n" in plan.text[before : clause.start] else ".")
        before = clause.end
    return "".join(found)
