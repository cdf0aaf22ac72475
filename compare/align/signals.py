"""What speaks for and against a clause being taken up: signals that have names, one row a clause."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from compare.align.answers import Answers
from compare.align.asked import Asked, Questions
from compare.align.elsewhere import Applicability, applicability, home_of
from compare.align.features import NAMES as FEATURES
from compare.align.features import Side
from compare.align.vectors import Floats
from compare.evidence.depth import PAST_OR_SETTING
from compare.model import Role

NAMES = (
    "nearest",
    "wording",
    "wording_stands_out",
    "heard",
    "rarest",
    "parts",
    "past",
    "things",
    "elsewhere",
    "heading",
    "measure",
    "number",
)
"""The signals, in the order of the array; docs/method.md tells of each."""

_CHARS = FEATURES.index("chars")
NEAREST, SEARCHED = 5, 10
"""Passages that are shown, and those that are searched for what a clause enumerates."""
# A chance of 0 or 1 must not give endless odds.
_SURE = 1e-6


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in the lower plan for one upper clause.

    Attributes:
        order: Numbers of the lower plan's clauses, nearest first; at most five.
        nearness: Probability that each answers it.
        answered: How far each item of the clause is answered, in [0, 1]; empty if it sets one thing.
        best: Number of the clause that answers each best.
        places: The places it names.
        signals: In the order of ``NAMES``.
    """

    order: tuple[int, ...]
    nearness: tuple[float, ...]
    answered: tuple[float, ...]
    best: tuple[int, ...]
    places: Applicability
    signals: Floats


class Pair:
    """An upper and a lower plan.

    Attributes:
        upper, lower: The plans, as sides of any pair.
    """

    def __init__(self, upper: Side, lower: Side, questions: Questions) -> None:
        self.upper, self.lower = upper, lower
        self._home = home_of(lower.reading.plan)
        self._own = upper.reading.own | lower.reading.own
        self._answers = Answers(questions, lower, self._own)
        self._heard = _heard(upper, lower)
        self._past = np.array([role in PAST_OR_SETTING for role in lower.reading.roles])

    def found(self, asked: Asked, near: Floats, chances: Floats) -> Found:
        """What was found for one upper clause.

        Args:
            asked: What it asks for.
            near: Features of it with each clause of the lower plan, shape (features, clauses).
            chances: Probability that each answers it, shape (clauses,).
        """
        order = _highest(chances)
        nearest = order[:NEAREST]
        shares = self._answers.shares(asked, order)
        answered = shares.max(axis=1, initial=0.0)
        places = applicability(asked.places, self._home, self.lower.reading.plan.text)
        reading, number = self.upper.reading, asked.number
        signals = {
            **_wording(near[_CHARS]),
            **self._passages(nearest, chances[nearest]),
            "heard": self._heard[number],
            "rarest": self._answers.rarest(asked, nearest),
            "parts": answered.mean(),
            "things": math.log(len(asked.things)),
            "elsewhere": places.share,
            "heading": float(reading.plan.clauses[number].kind == "heading"),
            "measure": float(reading.roles[number] is Role.MEASURE),
            "number": float(any(map(str.isdigit, reading.texts[number]))),
        }
        return Found(
            order=tuple(nearest),
            nearness=tuple(chances[nearest].tolist()),
            answered=tuple(answered.tolist()) if asked.items else (),
            best=tuple(order[at] for at in shares.argmax(axis=1).tolist()) if asked.items and order else (),
            places=places,
            signals=np.array([signals[name] for name in NAMES], dtype=np.float32),
        )

    def _passages(self, nearest: Sequence[int], chances: Floats) -> dict[str, float]:
        """Of the nearest passages: the log odds that the first answers, and how much of the chance is of past ones."""
        if not nearest:
            return {"nearest": math.log(_SURE), "past": 0.0}
        best = min(max(float(chances[0]), _SURE), 1.0 - _SURE)
        past = float(chances[self._past[nearest]].sum() / max(float(chances.sum()), _SURE))
        return {"nearest": math.log(best / (1.0 - best)), "past": past}


def _wording(chars: Floats) -> dict[str, float]:
    """How near the wording of the nearest clause is, and by how much it is nearer than that of the eleventh."""
    highest, last = chars.max(), np.partition(chars, -(least := min(SEARCHED + 1, len(chars))))[-least]
    return {"wording": float(highest), "wording_stands_out": float(highest - last)}


def _highest(chances: Floats) -> list[int]:
    """Numbers of the passages to search, likeliest first, of equals the first in the plan first."""
    # Only those that come into question are put in order, not all clauses of the plan.
    least = np.partition(chances, -SEARCHED)[-SEARCHED] if len(chances) > SEARCHED else 0.0
    likely = np.flatnonzero(chances >= least)
    order: list[int] = likely[np.argsort(-chances[likely], kind="stable")][:SEARCHED].tolist()
    return order


def _heard(upper: Side, lower: Side) -> Floats:
    """Share of the runs of characters of each upper clause, by the square of their weight, that the lower plan has."""
    chars, held = upper.vectors.chars, np.zeros(upper.vectors.chars.shape[1], dtype=np.float32)
    held[lower.vectors.chars.indices] = 1.0
    squares = csr_array((chars.data**2, chars.indices, chars.indptr), shape=chars.shape)
    heard: Floats = squares @ held
    return heard
