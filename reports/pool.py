"""Strings and quotations of the page, each held once and named by its number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from compare.model import Passage, Target
from reports import wording
from reports.rows import PlanRow
from reports.safe import clean
from reports.wording import Lang


class Pool:
    """Numbers in the order in which things were first asked for.

    Attributes:
        texts: Strings that come again and again.
        passages: ``[plan, quote, before, place]``: number of the plan, the quotation, number of the text that stands
            before the place (the heading path), and the place.
    """

    def __init__(self, plans: Sequence[PlanRow], lang: Lang) -> None:
        self.texts: list[str] = []
        self.passages: list[list[Any]] = []
        self.plans = {row.plan.id: number for number, row in enumerate(plans)}
        self._lang = lang
        self._texts: dict[str, int] = {}
        self._passages: dict[tuple[str, int, int, str], int] = {}

    def text(self, text: str) -> int:
        """The number of a text."""
        if text not in self._texts:
            self._texts[text] = len(self.texts)
            self.texts.append(text)
        return self._texts[text]

    def passage(self, plan: str, passage: Passage | Target) -> int:
        """The number of a passage of a plan."""
        key = plan, passage.start, passage.end, passage.quote
        if key not in self._passages:
            self._passages[key] = len(self.passages)
            place = wording.place(passage.place, self._lang)
            before = wording.where(passage, self._lang).removesuffix(place)
            self.passages.append([self.plans[plan], clean(passage.quote), self.text(before), place])
        return self._passages[key]
