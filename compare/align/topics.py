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
        national: The same, added for a clause of a plan of the whole country; empty where it makes no difference.
    """

    constant: float
    weights: tuple[int, ...]
    national: tuple[int, ...] = ()

    def odds(self, directions: Floats, *, national: bool = False) -> list[float]:
        """Return the log odds of what is asked, of clauses of these directions.

        Args:
            directions: As :func:`directions_of` gives them.
            national: Their plan is one of the whole country.
        """
        if not self.weights:
            return [self.constant] * len(directions)
        weights = np.array(self.weights, dtype=np.float64)
        if national and self.national:
            weights = weights + np.array(self.national, dtype=np.float64)
        odds: list[float] = (self.constant + directions.astype(np.float64) @ weights / 1000.0).tolist()
        return odds


class Topics(Record, frozen=True):
    """What is said of a clause by what it is about.

    Attributes:
        binds: Whether it does not bind every lower plan.
        taken_up: Whether lower plans take it up, wholly or in part; ``covered``: whether wholly, if they do.
        item: Whether they answer a thing that it sets, by what this is about.
    """

    binds: Topic
    taken_up: Topic
    covered: Topic
    item: Topic


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
