"""What words of plans mean: vectors learnt from plans, so that kindred words lie near each other."""

from __future__ import annotations

import math
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from compare.model import Record

# Components of unit vectors are multiples of this: a product of two such vectors needs 23 bits, so float32 holds it
# exactly, in whatever order a numerical library adds it up. A cosine changes by less than 0.0005.
_GRID = np.float32(2.0**-11)
# Rarity of a word that the data does not know: a name.
_NAME = 7.0


class Meanings(Record, frozen=True):
    """Words that the data knows, learnt by ``tests/accuracy/learn_words.py``.

    Attributes:
        number: Word to its row.
        count: Word to the number of clauses that hold it, of plans of the whole country.
        rarity: Word to ``ln(N/n)``, N clauses of which n hold it.
        unit: Unit vectors on the grid of :func:`on_grid`, shape (words, dimensions).
        vectors: Unit vectors times the rarity of the word: a rare word says more.
    """

    number: dict[str, int]
    count: dict[str, int]
    rarity: dict[str, float]
    unit: NDArray[np.float32]
    vectors: NDArray[np.float32]


@cache
def meanings() -> Meanings:
    """Return the data of the package."""
    data = files("compare").joinpath("data")
    lines = data.joinpath("word_meanings.tsv").read_text(encoding="utf-8").splitlines()
    rows = [(word, int(count)) for word, count in (line.split("\t") for line in lines)]
    total, known = rows[0][1], rows[1:]
    with data.joinpath("word_meanings.npy").open("rb") as file:
        raw = np.load(file, allow_pickle=False).astype(np.float32)
    unit = raw / np.maximum(np.linalg.norm(raw, axis=1, keepdims=True), 1.0)
    rarity = {word: math.log(total / count) for word, count in known}
    vectors = unit * np.array(list(rarity.values()), dtype=np.float32)[:, None]
    number = {word: at for at, (word, _) in enumerate(known)}
    return Meanings(number, dict(known), rarity, on_grid(unit), vectors)


def on_grid(unit: NDArray[np.float32]) -> NDArray[np.float32]:
    """Round unit vectors, shape (n, dimensions), so that their products are the same on every processor."""
    rounded: NDArray[np.float32] = np.rint(unit / _GRID) * _GRID
    return rounded


def rarity_of(word: str) -> float:
    """How rare a word is in plans of the whole country: ``ln(N/n)``; one that the data does not know is a name."""
    return meanings().rarity.get(word, _NAME)
