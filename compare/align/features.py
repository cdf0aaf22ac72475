"""How near each clause of a lower plan is to a clause of an upper one: features that have names, all in one array."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_array

from compare.align.embeddings import meanings, on_grid
from compare.align.vectors import Floats, Numbers, Vectors, vectors_of
from compare.coverage import PAST_OR_SETTING
from compare.features import Reading
from compare.model import Record

NAMES = (
    "chars",
    "meaning",
    "meaning_in_context",
    "section",
    "themes",
    "length",
    "heading",
    "past",
)
"""The features, in the order of the array."""

# What the headings say of a clause, against its own words.
_CONTEXT = 0.4
# Length of a clause at which "length" is 0, in characters.
_USUAL_LENGTH = 50.0
# Themes as rare as this in the sum damp the share of a clause that speaks of one theme in passing.
_DAMPING = 2.0


class Side(Record, frozen=True):
    """One plan of a pair."""

    reading: Reading
    vectors: Vectors


def side_of(reading: Reading) -> Side:
    """Return a plan as one side of any pair."""
    return Side(reading, vectors_of(reading))


class Nearness:
    """How near the clauses of a lower plan are to those of an upper one.

    Attributes:
        lower_clauses: How many the lower plan has.
    """

    def __init__(self, upper: Side, lower: Side) -> None:
        self._upper = upper.vectors
        self.lower_clauses = len(lower.reading.texts)
        number = meanings().number
        self._told = np.ones(len(number), dtype=np.float32)
        self._told[[number[word] for word in upper.reading.own | lower.reading.own if word in number]] = 0.0
        below, reading = lower.vectors, lower.reading
        self._below = below
        self._chars, self._themes = below.chars.T.tocsr(), below.themes.T.tocsr()
        self._sections = below.sections.T.tocsr()
        self._meant, self._wide = self._meanings(below), self._meanings(below, _CONTEXT)
        self._asked, self._asked_wide = self._meanings(upper.vectors), self._meanings(upper.vectors, _CONTEXT)
        self._alone = np.stack(
            [
                np.log([(len(text) + 5.0) / _USUAL_LENGTH for text in reading.texts]),
                [clause.kind == "heading" for clause in reading.plan.clauses],
                [role in PAST_OR_SETTING for role in reading.roles],
            ]
        ).astype(np.float32)

    def features(self, rows: Sequence[int] | Numbers) -> Floats:
        """Features of pairs of clauses.

        Args:
            rows: Numbers of clauses of the upper plan.

        Returns:
            Shape (features, rows, clauses of the lower plan), features in the order of ``NAMES``; docs/method.md
            tells of each.
        """
        one, two = self._upper, self._below
        chars, themes = one.chars[rows], one.themes[rows]
        said = np.asarray(themes.sum(axis=1)).ravel()
        spoken = themes.copy()
        spoken.data = np.ones_like(spoken.data)
        near = np.empty((len(NAMES), len(rows), len(self._meant)), dtype=np.float32)
        for at, feature in enumerate(
            (
                _dense(chars @ self._chars),
                self._asked[rows] @ self._meant.T,
                self.in_context(rows),
                _dense(chars @ self._sections)[:, two.section_of],
                _dense(spoken @ self._themes) / (said + _DAMPING)[:, None],
                *self._alone,
            )
        ):
            near[at] = feature
        return near

    def in_context(self, rows: Sequence[int] | Numbers) -> Floats:
        """Return ``meaning_in_context`` of some upper clauses with each clause of the lower plan."""
        near: Floats = self._asked_wide[rows] @ self._wide.T
        return near

    def _meanings(self, vectors: Vectors, context: float = 0.0) -> Floats:
        """Return unit vectors of what clauses mean, without the words of the plans' own area."""
        meant: Floats = self._without_own(vectors.known) @ meanings().vectors
        if context:
            meant = meant + np.float32(context) * (self._without_own(vectors.known_above) @ meanings().vectors)
        return on_grid(meant / np.maximum(np.linalg.norm(meant, axis=1, keepdims=True), 1e-9))

    def _without_own(self, counts: csr_array) -> csr_array:
        data = counts.data * self._told[counts.indices]
        return csr_array((data, counts.indices, counts.indptr), shape=counts.shape)


def _dense(product: csr_array) -> Floats:
    dense: Floats = product.toarray()
    return dense
