"""The weights that were learnt from labelled plans, as ``tests/accuracy/learn_alignment.py`` wrote them."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from compare.align.vectors import Floats


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic model over named features.

    Attributes:
        constant: The sum where all features are 0.
        weights: What one unit of each feature adds to it.
    """

    constant: float
    weights: dict[str, float]

    def chance(self, features: Floats, names: Sequence[str]) -> Floats:
        """``1 / (1 + exp(-(constant + sum of weight x feature)))``; features along the first axis, as named."""
        total: Floats = np.full(features.shape[1:], self.constant, dtype=np.float32)
        # One feature after the other: the same sum on every machine, whatever its linear algebra.
        for name, feature in zip(names, features, strict=True):
            if weight := self.weights.get(name, 0.0):
                total += np.float32(weight) * feature
        chance: Floats = np.float32(1.0) / (np.float32(1.0) + np.exp(-total))
        return chance


@dataclass(frozen=True, slots=True)
class Models:
    """What the alignment has learnt.

    Attributes:
        passage: Whether a reader would cite a passage as the answer to a clause.
        taken_up: Whether a clause is taken up, wholly or in part.
        covered: Whether a clause that is taken up is taken up wholly.
    """

    passage: Model
    taken_up: Model
    covered: Model


@cache
def models() -> Models:
    """The models of the package."""
    raw = tomllib.loads(files("compare").joinpath("data/alignment.toml").read_text(encoding="utf-8"))
    return Models(**{name: Model(**table) for name, table in raw.items()})
