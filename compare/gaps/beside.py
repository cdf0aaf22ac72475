"""Where a lower plan answers what stands beside a clause of the upper plan: what is kept together above is so below."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from math import exp

from compare.model import AHEAD_ROLES, Alignment, Label, Passage

HeadingPath = tuple[str, ...]

ANSWERS = 0.5
"""Probability of a passage to be an answer from which it counts."""
# Set by hand, among a few that served as well: how many clauses on what is beside counts for 1/e, and how much more
# what stands under the same heading.
_REACH = 6
_SAME_HEADING = 5.0
_FARTHEST = 4 * _REACH
_TAKEN = frozenset({Label.COVERED, Label.PARTIAL})


class Beside:
    """The answers of a lower plan in the order of the upper clauses.

    Args:
        alignments: How the lower plan answers the clauses of one upper plan.
    """

    def __init__(self, alignments: Iterable[Alignment]) -> None:
        told = sorted(alignments, key=lambda each: each.clause.start)
        self._clauses = [each.clause for each in told]
        self._answers = [answer_of(each) for each in told]

    def of(self, clause: Passage) -> dict[HeadingPath, float]:
        """Return the heading paths of the answers to the clauses around one, and how much each counts: their
        probabilities, less from clause to clause away; the answer to the clause itself does not count.
        """
        at = bisect_left(self._clauses, clause.start, key=lambda each: each.start)
        counted: defaultdict[HeadingPath, float] = defaultdict(float)
        for number in range(max(at - _FARTHEST, 0), min(at + _FARTHEST + 1, len(self._clauses))):
            answer, other = self._answers[number], self._clauses[number]
            if answer is None or other.start == clause.start:
                continue
            near = exp(-abs(number - at) / _REACH) * (_SAME_HEADING if other.section == clause.section else 1.0)
            counted[answer.section] += answer.score * near
        return dict(counted)


def answer_of(alignment: Alignment) -> Passage | None:
    """Return the passage that sets something and is likeliest an answer, of a clause that is taken up."""
    if alignment.label not in _TAKEN:
        return None
    ahead = (match for match in alignment.matches if match.role in AHEAD_ROLES and match.score >= ANSWERS)
    return next(ahead, None)
