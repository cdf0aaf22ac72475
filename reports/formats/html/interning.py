"""Strings and quotations of the page, each held once and named by its number."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

from compare.model import Passage, Plan, Target
from reports import wording
from reports.output import clean
from reports.rows import PlanRow
from reports.wording import Lang

COMMA = {"zh": "，", "en": ", "}
"""What stands between a path of headings and a place."""
# What ends a heading that stands at the beginning of its paragraph.
_HEADING_ENDS = ("。", "：", ":", "；", ";", "．")


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
        places: Of each plan how its places are written, with ``{0}`` for the number.
        passages: ``[plan, quote, before, place, clause]``: number of the plan, the quotation (empty if it is all of the
            clause), number of the text that stands before the place (-1 if those are the headings of the clause, -2 if
            they are without the last one), the place (its number, if it is written as ``places`` has it), and the
            number of the clause in its plan; -1 if the passage begins in none.
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
        self.places = [_places(row.plan, lang) for row in plans]
        self._paths = [_paths(layout, clauses) for layout, clauses in zip(self.layout, self.clauses, strict=True)]
        self._starts = [[clause.start for clause in row.plan.clauses] for row in plans]
        self._lang = lang
        self._below: dict[int, dict[tuple[str, ...], int]] = {}
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

    def _ways(self, plan: int, at: int) -> Iterator[tuple[int, str]]:
        """Yield what may stand before the place of a clause without being written out: the headings above it."""
        path = self._paths[plan][at] if at >= 0 else ()
        for code, way in ((-1, path), (-2, path[:-1])):
            yield code, f"{wording.path(way)}{COMMA[self._lang]}" if way else ""

    def heading(self, plan: str, section: tuple[str, ...]) -> int | None:
        """Return the number of the first clause below a path of headings; ``None`` for no path, or one that is not
        that of the clauses.
        """
        number = self.plans[plan]
        if number not in self._below:
            paths = enumerate(self._paths[number])
            self._below[number] = {path: at for at, path in reversed([*paths])}
        return self._below[number].get(tuple(map(clean, section))) if section else None

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
            above = next((code for code, path in self._ways(number, at) if before == path), None)
            told = passage.place.number if place == self.places[number].format(passage.place.number) else place
            self.passages.append(
                [number, "" if whole else quote, self.text(before) if above is None else above, told, at]
            )
        return self._passages[key]


def _places(plan: Plan, lang: Lang) -> str:
    unit = plan.clauses[0].place.unit if plan.clauses else "line"
    return wording.texts()["place"][unit][wording.LANGS.index(lang)]


def _paths(layout: str, clauses: list[str]) -> list[tuple[str, ...]]:
    """Return the headings above each clause, outermost first, itself the last if it is one."""
    found: list[tuple[str, ...]] = []
    above: list[tuple[str, str]] = []
    for sign, text in zip(layout, clauses, strict=True):
        if sign.isdigit():
            heading = text[:-1] if text[-1:] in _HEADING_ENDS else text
            above = [*(each for each in above if each[0] < sign), (sign, heading)]
        found.append(tuple(heading for _, heading in above))
    return found


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
