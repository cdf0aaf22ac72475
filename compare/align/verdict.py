"""From what was found to a verdict: the label, the calibrated score and the reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from compare.align.models import Models
from compare.align.queries import Asked
from compare.align.signals import NAMES, Found
from compare.coverage import PAST_OR_SETTING
from compare.model import Label, Reason, Record, Role

ITEM_ANSWERED = 0.4
"""Least share at which a passage answers an item."""

MOSTLY = 3 / 4
"""Share of the items from which, unanswered, they leave a clause partial."""

EVEN = 0.5
"""Probability from which a model says yes; the constants are such that it says no as often as readers do."""

_NAMED = 3
# What comes less than a third as near as the best passage does not speak beside it.
_BESIDE = 1 / 3
_WISHED = frozenset({Role.GOAL, Role.PRINCIPLE})


class Verdict(Record, frozen=True):
    """What is said of one upper clause.

    Attributes:
        score: Probability that it is taken up.
        items: Label of each item.
    """

    label: Label
    score: float
    reason: Reason
    items: tuple[Label, ...]


def chances(found: Sequence[Found], models: Models) -> Iterator[tuple[float, float]]:
    """Of each upper clause, the probabilities that it is taken up, and that it is so wholly."""
    signals = np.array([each.signals for each in found]).T
    taken_up, covered = models.taken_up.chance(signals, NAMES), models.covered.chance(signals, NAMES)
    return zip(taken_up.tolist(), covered.tolist(), strict=True)


def judge(found: Found, asked: Asked, roles: Sequence[Role], chance: tuple[float, float]) -> Verdict:
    """Judge one upper clause.

    Args:
        found: What was found for it.
        asked: What it asks for.
        roles: Roles of the nearest passages, nearest first.
        chance: Its probabilities, as :func:`chances` gives them.
    """
    score, whole = chance
    labels = tuple(Label.COVERED if share >= ITEM_ANSWERED else Label.ABSENT for share in found.answered)
    if score < EVEN or not roles:
        return _not_taken(found, score, labels)
    near = [role for role, share in zip(roles, found.nearness, strict=True) if share >= found.nearness[0] * _BESIDE]
    past = all(role in PAST_OR_SETTING for role in near[:_NAMED])
    wished = all(role in _WISHED for role in near[:_NAMED])
    missing = [item for item, label in zip(asked.things, labels, strict=False) if label is Label.ABSENT]
    if past:
        return Verdict(Label.PARTIAL, score, Reason("partial_past"), labels)
    if whole >= EVEN and (not missing or len(missing) < MOSTLY * len(labels)):
        return Verdict(Label.COVERED, score, _covered(missing, labels), labels)
    if missing:
        return Verdict(Label.PARTIAL, score, Reason("partial_missing", tuple(missing[:_NAMED])), labels)
    return Verdict(Label.PARTIAL, score, Reason("partial_direction" if wished else "partial_loose"), labels)


def _covered(missing: Sequence[str], items: Sequence[Label]) -> Reason:
    if missing:
        return Reason("covered_but", tuple(missing[:_NAMED]))
    return Reason("covered_items", (str(len(items)),)) if items else Reason("covered")


def _not_taken(found: Found, score: float, labels: tuple[Label, ...]) -> Verdict:
    if found.places.elsewhere:
        none = tuple(Label.NOT_APPLICABLE for _ in labels)
        return Verdict(Label.NOT_APPLICABLE, score, Reason("elsewhere", found.places.others[:_NAMED]), none)
    best = found.nearness[0] if found.nearness else 0.0
    return Verdict(Label.ABSENT, score, Reason("clause_absent", (f"{best:.2f}",)), tuple(Label.ABSENT for _ in labels))
