"""What words of plans mean: vectors learnt from plans, so that kindred words lie near each other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Meanings:
    """Words that the data knows, learnt by ``tests/accuracy/learn_words.py``.

    Attributes:
        number: Word to its row.
        count: Word to the number of clauses that hold it, of plans of the whole country.
        vectors: Unit vectors times ``ln(N/n)``, N clauses of which n hold the word: a rare word says more. Shape
            (words, dimensions).
    """

    number: dict[str, int]
    count: dict[str, int]
    vectors: NDArray[np.float32]


@cache
def meanings() -> Meanings:
    """The data of the package."""
    data = files("compare").joinpath("data")
    lines = data.joinpath("word_meanings.tsv").read_text(encoding="utf-8").splitlines()
    rows = [(word, int(count)) for word, count in (line.split("\t") for line in lines)]
    total, known = rows[0][1], rows[1:]
    with data.joinpath("word_meanings.npy").open("rb") as file:
        raw = np.load(file, allow_pickle=False).astype(np.float32)
    length = np.linalg.norm(raw, axis=1)
    weight = np.log(total / np.array([count for _, count in known], dtype=np.float32))
    vectors = raw * (weight / np.maximum(length, 1.0))[:, None]
    return Meanings({word: at for at, (word, _) in enumerate(known)}, dict(known), vectors.astype(np.float32))
