"""What a clause is about, as the vectors of its words tell: matters that the upper level keeps, and others."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from compare.align.embeddings import meanings, on_grid
from compare.align.vectors import Floats


@dataclass(frozen=True, slots=True)
class Topic:
    """A logistic model over the direction of what a clause means.

    Attributes:
        constant: Log odds of a clause without known words.
        weights: What each dimension adds, in thousandths: whole numbers, so that the sum is exact on every machine.
        national: The same, added for a clause of a plan of the whole country.
    """

    constant: float
    weights: tuple[int, ...]
    national: tuple[int, ...]

    def odds(self, direction: Floats, *, national: bool) -> float:
        """Return the log odds that a clause of this direction does not bind every lower plan.

        Args:
            direction: As :func:`direction_of` gives it.
            national: Its plan is one of the whole country.
        """
        if not self.weights:
            return self.constant
        weights = np.array(self.weights, dtype=np.float64) + np.array(self.national, dtype=np.float64) * national
        return self.constant + float(direction.astype(np.float64) @ weights) / 1000.0


def direction_of(words: Iterable[str]) -> Floats:
    """Return the unit vector of what some words mean together, on the grid; zeros where none is known."""
    data = meanings()
    known = [data.number[word] for word in words if word in data.number]
    total = data.vectors[known].astype(np.float64).sum(axis=0)
    length = math.sqrt(float(np.square(total).sum()))
    direction: Floats = (total / length if length else total).astype(np.float32)
    return on_grid(direction)
