"""What a clause is about, as the vectors of its words tell: matters that the upper level keeps, and others."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

import numpy as np

from compare.align.embeddings import meanings, on_grid
from compare.align.vectors import Floats
from compare.model import Record


class Topic(Record, frozen=True):
    """A logistic model over the direction of what a clause means.

    Attributes:
        constant: Log odds of a clause without known words.
        weights: What each dimension adds, in thousandths: whole numbers, so that the sum is exact on every machine.
        national: The same, added for a clause of a plan of the whole country.
    """

    constant: float
    weights: tuple[int, ...]
    national: tuple[int, ...]

    def odds(self, directions: Floats, *, national: bool) -> list[float]:
        """Return the log odds that clauses of these directions do not bind every lower plan.

        Args:
            directions: As :func:`directions_of` gives them.
            national: Their plan is one of the whole country.
        """
        if not self.weights:
            return [self.constant] * len(directions)
        weights = np.array(self.weights, dtype=np.float64) + np.array(self.national, dtype=np.float64) * national
        odds: list[float] = (self.constant + directions.astype(np.float64) @ weights / 1000.0).tolist()
        return odds


def directions_of(texts: Iterable[Iterable[str]]) -> Floats:
    """Return the unit vectors of what the words of each text mean together, on the grid; shape (texts, dimensions), a
    row of zeros where none is known.
    """
    data = meanings()
    known = [[data.number[word] for word in words if word in data.number] for words in texts]
    many = np.array(list(map(len, known)), dtype=np.intp)
    total = np.zeros((len(known), data.vectors.shape[1]))
    if (some := many > 0).any():
        vectors = data.vectors[list(chain.from_iterable(known))]
        total[some] = np.add.reduceat(vectors, (np.cumsum(many) - many)[some], dtype=np.float64)
    length = np.sqrt(np.square(total).sum(axis=1, keepdims=True))
    return on_grid((total / np.where(length, length, 1.0)).astype(np.float32))
