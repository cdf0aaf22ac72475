"""How near each clause of a lower plan is to a clause of an upper one: features that have names, all in one array."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array, diags_array

from compare.align.meanings import meanings
from compare.align.reading import Reading
from compare.align.vectors import Floats, Space, Vectors
from compare.evidence.depth import PAST_OR_SETTING

NAMES = (
    "chars",
    "words",
    "held",
    "meaning",
    "meaning_in_context",
    "headings",
    "heading_of_upper",
    "headings_alike",
    "section",
    "themes",
    "length",
    "heading",
    "both_headings",
    "past",
)
"""The features, in the order of the array."""

# What the headings say of a clause, against its own words.
_CONTEXT = 0.4
# Length of a clause at which "length" is 0, in characters.
_USUAL_LENGTH = 50.0


@dataclass(frozen=True, slots=True)
class Side:
    """One plan of a pair."""

    reading: Reading
    vectors: Vectors


def features(upper: Side, lower: Side, rows: Sequence[int], space: Space) -> Floats:
    """Features of pairs of clauses.

    Args:
        upper, lower: The two plans.
        rows: Numbers of clauses of the upper plan.
        space: What both are measured by.

    Returns:
        Shape (rows, clauses of the lower plan, features), in the order of ``NAMES``; see docs/method.md for each.
    """
    own = upper.reading.own | lower.reading.own
    rarity = space.mask(own)
    one, two = upper.vectors, lower.vectors
    held, others = one.held[rows], two.held
    weighed = csr_array(held @ diags_array(rarity))
    meant, meant_below = _meant(one, rows, own), _meant(two, None, own)
    wide, wide_below = _meant(one, rows, own, _CONTEXT), _meant(two, None, own, _CONTEXT)
    shared = _dense(weighed @ others.T)
    size = np.asarray(weighed.sum(axis=1)).ravel()
    squares, squares_below = _length(held, rarity), _length(others, rarity)
    common = _dense(csr_array(weighed @ diags_array(rarity)) @ others.T)
    is_heading = np.array([clause.kind == "heading" for clause in lower.reading.plan.clauses], dtype=np.float32)
    upper_heading = np.array([upper.reading.plan.clauses[row].kind == "heading" for row in rows], dtype=np.float32)
    long = np.log([(len(text) + 5.0) / _USUAL_LENGTH for text in lower.reading.texts])
    past = np.array([role in PAST_OR_SETTING for role in lower.reading.roles], dtype=np.float32)
    spoken = np.asarray(one.themes[rows].sum(axis=1)).ravel()
    flat = np.ones((len(rows), 1), dtype=np.float32)
    found = {
        "chars": _dense(one.chars[rows] @ two.chars.T),
        "words": common / np.maximum(squares[:, None] * squares_below[None, :], 1e-9),
        "held": shared / np.maximum(size, 1e-9)[:, None],
        "meaning": meant @ meant_below.T,
        "meaning_in_context": wide @ wide_below.T,
        "headings": _dense(one.chars[rows] @ two.path.T),
        "heading_of_upper": _dense(one.above[rows] @ two.chars.T),
        "headings_alike": _dense(one.above[rows] @ two.above.T),
        "section": _dense(one.chars[rows] @ two.section.T),
        "themes": _dense(_present(one.themes[rows]) @ two.themes.T) / (spoken + 2.0)[:, None],
        "length": flat * long[None, :],
        "heading": flat * is_heading[None, :],
        "both_headings": upper_heading[:, None] * is_heading[None, :],
        "past": flat * past[None, :],
    }
    return np.stack([found[name].astype(np.float32) for name in NAMES], axis=-1)


def _dense(product: csr_array) -> Floats:
    dense: Floats = product.toarray()
    return dense


def _present(rows: csr_array) -> csr_array:
    present = rows.copy()
    present.data = np.ones_like(present.data)
    return present


def _length(held: csr_array, weight: Floats) -> Floats:
    length: Floats = np.sqrt(held @ (weight * weight))
    return length


def _meant(vectors: Vectors, rows: Sequence[int] | None, own: frozenset[str], context: float = 0.0) -> Floats:
    """Unit vectors of what clauses mean, without the words of the plans' own area."""
    data = meanings()
    weight = np.ones(len(data.number), dtype=np.float32)
    weight[[data.number[word] for word in own if word in data.number]] = 0.0
    kept = weight[:, None] * data.vectors
    known, above = vectors.known, vectors.known_above
    if rows is not None:
        known, above = known[rows], above[rows]
    meant = known @ kept
    if context:
        meant = meant + context * (above @ kept)
    length = np.linalg.norm(meant, axis=1, keepdims=True)
    unit: Floats = meant / np.maximum(length, 1e-9)
    return unit
