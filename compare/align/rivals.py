"""Which upper clause each clause of a lower plan is nearest to: what answers another one better proves less."""

from __future__ import annotations

import math

import numpy as np

from compare.align.features import Nearness
from compare.align.vectors import Floats, Numbers
from compare.model import Record

# How near some clause of any plan would be, were there no rivals: of the clauses of the labelled plans four fifths have
# an upper clause that is nearer. Without it the only clause of a short plan would be ahead of nobody with any passage.
_ANYBODY = np.float32(0.6)
# A passage that is nearer by 1/40 speaks for a clause e times as loud.
_SHARPNESS = np.float32(40.0)
# What a clause is told to have of the lower plan at least, in passages.
_LEAST = 0.01
# Of so many upper clauses a claim counts half: an outline of 1,200 clauses has something near to each of the 24 or 58
# of an interpretation, to those that it treats thinly, too.
_MANY = 100
# Upper clauses at a time: bounds the memory, whatever the size of the plans.
_AT_ONCE = 64
# Sums may differ in the last digits from processor to processor.
_DIGITS = 3


class Rivals(Record, frozen=True):
    """How near the nearest clauses of an upper plan are to each clause of a lower one, by ``meaning_in_context``.

    Attributes:
        many: How many upper clauses there are.
        whose: Number of the nearest upper clause; ``first``: how near it is; ``second``: how near the next one is.
        voices: Sum over the upper clauses of ``exp(40 (nearness - 1))``.
    """

    many: int
    whose: Numbers
    first: Floats
    second: Floats
    voices: Floats

    def margins(self, numbers: Numbers, nearness: Floats, passages: Numbers) -> Floats:
        """How much nearer upper clauses are to some lower clauses than any other upper clause is, in [-2, 2].

        Args:
            numbers: Of the upper clauses.
            nearness: Of each of them to each of its passages, shape (upper clauses, passages).
            passages: Numbers of the lower clauses, of the same shape.
        """
        own = self.whose[passages] == numbers[:, None]
        return nearness - np.where(own, self.second[passages], self.first[passages])

    def claims(self, nearness: Floats) -> list[float]:
        """Logarithm of how many clauses of the lower plan are an upper clause's own, over its even share of them; one
        to which several are near counts for each in part. Where there are few upper clauses it tells little, and is
        made smaller.

        Args:
            nearness: Of upper clauses to all lower ones, shape (upper clauses, lower clauses).
        """
        owns: list[float] = (_voices(nearness) / self.voices).sum(axis=1, dtype=np.float64).tolist()
        claims = (math.log((own + _LEAST) * self.many / nearness.shape[1]) for own in owns)
        return [round(claim * self.many / (self.many + _MANY), _DIGITS) for claim in claims]


def rivals_in(nearness: Nearness, numbers: Numbers) -> Rivals:
    """Return how near the nearest of some upper clauses are to each clause of a lower plan.

    Args:
        nearness: Of the two plans.
        numbers: Of the upper clauses.
    """
    nobody = np.full(nearness.lower_clauses, _ANYBODY, dtype=np.float32)
    found = Rivals(0, np.full(len(nobody), -1, dtype=np.intp), nobody, nobody, _voices(nobody))
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        near = nearness.in_context(some)
        best = near.argmax(axis=0)
        first = near.max(axis=0)
        second = np.partition(near, -2, axis=0)[-2] if len(some) > 1 else nobody
        found = _together(found, Rivals(len(some), some[best], first, second, _voices(near).sum(axis=0)))
    return found


def _together(one: Rivals, two: Rivals) -> Rivals:
    ahead = two.first > one.first
    return Rivals(
        one.many + two.many,
        np.where(ahead, two.whose, one.whose),
        np.maximum(one.first, two.first),
        np.maximum(np.minimum(one.first, two.first), np.where(ahead, two.second, one.second)),
        one.voices + two.voices,
    )


def _voices(nearness: Floats) -> Floats:
    voices: Floats = np.exp(_SHARPNESS * (nearness - np.float32(1.0)))
    return voices
