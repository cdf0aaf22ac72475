"""What speaks for and against a clause being taken up: signals that have names, one row a clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz

from compare.align.elsewhere import Applicability, applicability, home_of
from compare.align.features import NAMES as FEATURES
from compare.align.features import Side
from compare.align.items import items_of
from compare.align.meanings import meanings
from compare.align.vectors import Floats
from compare.model import Role

NAMES = ("wording", "meaning", "meaning_stands_out", "passages", "parts", "unheard", "elsewhere", "figure", "heading")
"""The signals, in the order of the array."""

_NOT_WORD = re.compile(r"\W+")
_CHARS, _MEANING = FEATURES.index("chars"), FEATURES.index("meaning")
NEAREST = 5


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in the lower plan for one upper clause.

    Attributes:
        order: Numbers of the lower plan's clauses, nearest first; at most five.
        nearness: Probability that each answers it.
        items: Spans in the upper clause of what it sets, if it sets several things; answered: how far the nearest
            passages hold the words of each, in [0, 1]; best: which of the nearest does.
        places: The places it names.
        signals: In the order of ``NAMES``.
    """

    order: tuple[int, ...]
    nearness: tuple[float, ...]
    items: tuple[tuple[int, int], ...]
    answered: tuple[float, ...]
    best: tuple[int, ...]
    places: Applicability
    signals: Floats


class Pair:
    """An upper and a lower plan.

    Attributes:
        nearest: How surely each clause of the lower plan answers each of the upper one, by the learnt model.
    """

    def __init__(self, upper: Side, lower: Side) -> None:
        self.upper, self.lower = upper, lower
        self._home = home_of(lower.reading.plan)
        self._own = upper.reading.own | lower.reading.own
        self._heard = {word for words in lower.reading.words for word in words}
        self._plain = [_NOT_WORD.sub("", text) for text in lower.reading.texts]

    def found(self, row: int, near: Floats, chances: Floats) -> Found:
        """What was found for one upper clause.

        Args:
            row: Its number.
            near: Features of it with each clause of the lower plan, shape (clauses, features).
            chances: Probability that each answers it, shape (clauses,).
        """
        reading = self.upper.reading
        text = reading.texts[row]
        order = np.argsort(-chances, kind="stable")[:NEAREST]
        items = tuple(items_of(text))
        shares = [self._shares(text[start:end], order) for start, end in items or [(0, len(text))]]
        answered = tuple(max(each, default=0.0) for each in shares)
        places = applicability(text, self._home)
        meaning = near[:, _MEANING]
        signals = {
            "wording": near[:, _CHARS].max(),
            "meaning": meaning.max(),
            "meaning_stands_out": (meaning.max() - meaning.mean()) / max(float(meaning.std()), 1e-6),
            "passages": chances[order].sum(),
            "parts": sum(answered) / len(answered),
            "unheard": self._unheard(row),
            "elsewhere": float(places.elsewhere),
            "figure": float(reading.roles[row] is Role.TARGET),
            "heading": float(reading.plan.clauses[row].kind == "heading"),
        }
        return Found(
            order=tuple(order.tolist()),
            nearness=tuple(chances[order].tolist()),
            items=items,
            answered=answered if items else (),
            best=tuple(each.index(max(each)) for each in shares) if items else (),
            places=places,
            signals=np.array([signals[name] for name in NAMES], dtype=np.float32),
        )

    def _shares(self, item: str, order: Sequence[int]) -> list[float]:
        """How far each passage holds an item, letter by letter: rapidfuzz's partial ratio / 100."""
        plain = _NOT_WORD.sub("", item)
        return [fuzz.partial_ratio(plain, self._plain[number]) / 100.0 for number in order]

    def _unheard(self, row: int) -> float:
        """Share of the clause's words that plans use and the lower plan never does."""
        words = {word for word in self.upper.reading.words[row] if word in meanings().number and word not in self._own}
        return sum(word not in self._heard for word in words) / max(1, len(words))
