"""How likely an upper clause is taken up, wholly or in part, or concerns others, by the signals that were found."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np
from msgspec.structs import replace

from compare.align.applicability import Applicability
from compare.align.binding import Binding
from compare.align.models import Models
from compare.align.queries import Asked
from compare.align.signals import NAMES, PairSignals
from compare.align.vectors import Floats
from compare.model import Label, Record

# Of 25 labelled clauses that name other places readers call 21 not applicable.
_ELSEWHERE = 0.85
UNLIKELY = 1e-6
"""Probability from which on log odds are told, and under which a part of something counts as none."""


class Chances(Record, frozen=True):
    """Probabilities of one upper clause.

    Attributes:
        taken_up: That it is taken up; ``covered``: that it is so wholly, if it is.
        not_applicable: That it concerns others, if it is not taken up.
    """

    taken_up: float
    covered: float
    not_applicable: float

    def of(self, label: Label) -> float:
        """Probability of a label."""
        return {
            Label.COVERED: self.taken_up * self.covered,
            Label.PARTIAL: self.taken_up * (1.0 - self.covered),
            Label.NOT_APPLICABLE: (1.0 - self.taken_up) * self.not_applicable,
            Label.ABSENT: (1.0 - self.taken_up) * (1.0 - self.not_applicable),
        }[label]


def chances(found: Sequence[PairSignals], asked: Sequence[Asked], models: Models) -> Iterator[Chances]:
    """Yield the probabilities of each upper clause."""
    signals = np.array([each.signals for each in found]).T
    told = [model.chance(signals, NAMES).tolist() for model in (models.taken_up, models.covered)]
    others = (_for_others(one.places, each.binding) for one, each in zip(found, asked, strict=True))
    return (Chances(*row) for row in zip(*told, others, strict=True))


def _for_others(places: Applicability, binding: Binding) -> float:
    """Return how likely a clause that is not taken up concerns others: by itself, and by where its places lie."""
    if places.elsewhere:
        return _ELSEWHERE
    return 1.0 - _ELSEWHERE if binding.binds == "places" and places.binds else binding.chance


MATCH_NAMES = ("passage", "taken_up")
"""What speaks for the nearest passage answering a clause of which nobody says that anything does: log odds."""


def match_features(found: Sequence[PairSignals], told: Sequence[Chances]) -> Floats:
    """Return what speaks for the nearest passage of each clause, shape (clauses, ``MATCH_NAMES``)."""
    odds = [(log_odds(one.nearness[0]), log_odds(chance.taken_up)) for one, chance in zip(found, told, strict=True)]
    return np.array(odds, dtype=np.float32)


def weighed(found: Sequence[PairSignals], told: Sequence[Chances], models: Models) -> Iterator[PairSignals]:
    """Yield what was found for each clause, the nearest passage as likely as it is in one that is taken up so likely.

    The others stay behind it as they were, in proportion.
    """
    chances = models.match.chance(match_features(found, told).T, MATCH_NAMES).tolist()
    for one, likely in zip(found, chances, strict=True):
        first = max(one.nearness[0], UNLIKELY)
        yield replace(one, nearness=tuple([likely * share / first for share in one.nearness]))


def log_odds(chance: float) -> float:
    """Return the log odds of a probability, which is kept from 0 and 1."""
    bounded = min(max(chance, UNLIKELY), 1.0 - UNLIKELY)
    return math.log(bounded / (1.0 - bounded))
