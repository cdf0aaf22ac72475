"""The weights that were learnt from labelled plans, as ``tests/accuracy/learn_alignment.py`` wrote them."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np

from compare.align.topics import Topic, Topics
from compare.align.vectors import Floats
from compare.model import Record

EVEN = 0.5
"""Probability from which a model says yes; the constants are such that it says no as often as readers do."""


class Model(Record, frozen=True):
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


class Models(Record, frozen=True):
    """What the alignment has learnt.

    Attributes:
        passage: Whether a passage answers a clause or a part of it, if anything does.
        match: The same, of whatever clause: by the log odds of ``passage`` and of ``taken_up``.
        topics: What is said of a clause by what it is about.
        binds: Whether a clause does not bind every lower plan, by all that it says but this; among all clauses, whether
            taken up or not.
        not_applicable: The same, ``topics.binds`` beside the rest, where it is not taken up: what is said of it.
        item: Whether one of the things that a clause sets is answered.
        taken_up: Whether a clause is taken up, wholly or in part.
        covered: Whether a clause that is taken up is taken up wholly.
        right: Whether a careful reader accepts a verdict.
        sure: Its least probability at which verdicts were right in at least 95 % of the cases left out.
    """

    passage: Model
    match: Model
    topics: Topics
    binds: Model
    not_applicable: Model
    item: Model
    taken_up: Model
    covered: Model
    right: Model
    sure: float


@cache
def models() -> Models:
    """Return the models of the package."""
    raw = tomllib.loads(files("compare").joinpath("data/alignment.toml").read_text(encoding="utf-8"))
    about, sure = raw.pop("topics"), raw.pop("sure")
    topics = {
        name: Topic(table["constant"], tuple(table["weights"]), tuple(table.get("national", ())))
        for name, table in about.items()
    }
    return Models(**{name: Model(**table) for name, table in raw.items()}, topics=Topics(**topics), sure=sure)
