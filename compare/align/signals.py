"""What speaks for and against a clause being taken up: signals that have names, one row a clause."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from compare.align.answers import ANSWERED, Answers
from compare.align.asked import Asked, Questions
from compare.align.elsewhere import Applicability, applicability, home_of
from compare.align.features import NAMES as FEATURES
from compare.align.features import Side
from compare.align.vectors import Floats
from compare.model import Role

NAMES = (
    "wording",
    "meaning_stands_out",
    "parts",
    "parts_answered",
    "elsewhere",
    "figure",
    "heading",
)
"""The signals, in the order of the array."""

_CHARS, _MEANING = FEATURES.index("chars"), FEATURES.index("meaning")
NEAREST, SEARCHED = 5, 10
"""Passages that are shown, and those that are searched for what a clause enumerates."""


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
        nearest: How surely each clause of the lower plan answers each of the upper one, by the learnt model.
    """

    def __init__(self, upper: Side, lower: Side, questions: Questions) -> None:
        self.upper, self.lower = upper, lower
        self._home = home_of(lower.reading.plan)
        self._own = upper.reading.own | lower.reading.own
        self._answers = Answers(questions, lower, self._own)

    def found(self, asked: Asked, near: Floats, chances: Floats) -> Found:
        """What was found for one upper clause.

        Args:
            asked: What it asks for.
            near: Features of it with each clause of the lower plan, shape (features, clauses).
            chances: Probability that each answers it, shape (clauses,).
        """
        reading = self.upper.reading
        order = np.argsort(-chances, kind="stable")[:SEARCHED].tolist()
        shares = self._answers.shares(asked, order)
        answered = shares.max(axis=1, initial=0.0)
        places = applicability(asked.places, self._home, self.lower.reading.plan.text)
        meaning = near[_MEANING]
        signals = {
            "wording": near[_CHARS].max(),
            "meaning_stands_out": (meaning.max() - meaning.mean()) / max(float(meaning.std()), 1e-6),
            "parts": answered.mean(),
            "parts_answered": (answered >= ANSWERED).mean(),
            "elsewhere": places.share,
            "figure": float(reading.roles[asked.number] is Role.TARGET),
            "heading": float(reading.plan.clauses[asked.number].kind == "heading"),
        }
        return Found(
            order=tuple(order[:NEAREST]),
            nearness=tuple(chances[order[:NEAREST]].tolist()),
            answered=tuple(answered.tolist()) if asked.items else (),
            best=tuple(order[at] for at in shares.argmax(axis=1).tolist()) if asked.items and order else (),
            places=places,
            signals=np.array([signals[name] for name in NAMES], dtype=np.float32),
        )
