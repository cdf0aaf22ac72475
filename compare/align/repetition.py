"""Which words of upper clauses a lower plan writes, and how usual it is that plans repeat them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import chain

from compare.align.repeats import usual
from compare.features import Reading


class Repetition:
    """What a lower plan repeats of the clauses above it.

    Args:
        lower: The plan.
        own: Words of the area of either plan of a pair: who writes them tells nothing.
    """

    def __init__(self, lower: Reading, own: frozenset[str]) -> None:
        self._words, self._text, self._own = frozenset(chain.from_iterable(lower.words)), lower.plan.text, own
        # Many clauses ask for the same words, and each is looked for in all of the text.
        self._known: dict[str, bool] = {}

    def unwritten(self, words: Sequence[str]) -> float:
        """Return the logarithm of one more than the number of words of a clause that the plan never writes."""
        return math.log1p(sum(map(self._is_unwritten, words)))

    def repeated(self, words: Sequence[str]) -> float:
        """Return how usual it is that plans repeat the words of a clause, by :func:`usual`."""
        return usual([word for word in words if word not in self._own])

    def _is_unwritten(self, word: str) -> bool:
        if word not in self._known:
            self._known[word] = word not in self._words and word not in self._own and word not in self._text
        return self._known[word]
