"""How often plans repeat the words of the plans above them: what a word that a lower plan writes, or not, tells."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import chain

import numpy as np

from compare.align.embeddings import rarity_of
from compare.align.vectors import Floats
from compare.features import Reading

# A word that is rarer than a name tells no more than a name.
_RAREST = 7.0


@cache
def _shares() -> dict[str, float]:
    """Return the data of the package, as ``tests/accuracy/learn_repeats.py`` wrote it; ``#``: of any other word."""
    lines = files("compare").joinpath("data", "word_repeats.tsv").read_text(encoding="utf-8").splitlines()
    return {word: int(share) / 1000.0 for word, share in (line.split("\t") for line in lines)}


def share_repeated(word: str) -> float:
    """Return in what share of clauses that write a word, and that passages answer, these write it, too; in (0, 1)."""
    shares = _shares()
    return shares.get(word, shares["#"])


def usual(words: Sequence[str]) -> float:
    """Return the mean of :func:`share_repeated` over some words, weighted by their rarity; that of a name for none."""
    if not words:
        return _shares()["#"]
    rarity = [min(rarity_of(word), _RAREST) for word in words]
    return math.fsum(map(float.__mul__, map(share_repeated, words), rarity)) / math.fsum(rarity)


def evidence_of(words: Sequence[str]) -> tuple[Floats, Floats]:
    """Return what each word tells of a passage being an answer: the log odds if it writes it, and if it does not.

    Of a word that answers repeat with a share ``k``, and clauses of any plan write with ``b``, ``ln(k / b)`` and
    ``ln((1 - k) / (1 - b))`` (Robertson and Sparck Jones, 1976); ``k`` is greater than ``b`` for every known word.
    """
    chance = np.exp([-min(rarity_of(word), _RAREST) for word in words])
    share = np.array(list(map(share_repeated, words)))
    written, missing = np.log(share / chance), np.log((1.0 - share) / (1.0 - chance))
    return written.astype(np.float32), missing.astype(np.float32)


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
