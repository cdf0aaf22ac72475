"""How often plans repeat the words of the plans above them: what a word that is missing, or written, tells."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np

from compare.align.embeddings import rarity_of
from compare.align.vectors import Floats

# A word that every other clause writes tells as much as one that each writes: nothing.
_MOST = 0.95
# One that is rarer than a name tells no more than a name.
_RAREST = 7.0
# A word is written in answers at least so much more often than elsewhere.
_LEAST = 1.02


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
    ``ln((1 - k) / (1 - b))`` (Robertson and Sparck Jones, 1976).
    """
    chance = np.array([min(math.exp(-min(rarity_of(word), _RAREST)), _MOST) for word in words])
    share = np.maximum([share_repeated(word) for word in words], _LEAST * chance)
    written, missing = np.log(share / chance), np.log((1.0 - share) / (1.0 - chance))
    return written.astype(np.float32), missing.astype(np.float32)
