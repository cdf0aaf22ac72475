"""Where in a lower plan an answer would fit, and why there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from math import fsum

from compare.gaps.chapters import NOWHERE, Fit, tells_place
from compare.model import Passage, Place, Target
from compare.text import cues

_ALONE = 0.4
"""Probability of a passage to be an answer from which it shows a place alone."""
_CHAPTER = 2
"""Headings of a path down to the chapter."""
_GOALS = cues("goal_chapter")

_FEWEST = 4
"""Indicators from which a paragraph is the plan's list of aims."""


def fitting_section(passages: Iterable[Passage]) -> tuple[str, ...]:
    """Return the deepest heading path that holds most of the weight of passages that set something; empty if none does.

    Only passages count that show a place (:func:`tells_place`). Where they have nothing but a part of the plan in
    common, or not even that and the nearest is near enough to show a place alone, the nearest shows it.
    """
    telling = [each for each in passages if tells_place(each)]
    weights: defaultdict[tuple[str, ...], float] = defaultdict(float)
    for passage in telling:
        for length in range(1, len(passage.section) + 1):
            weights[passage.section[:length]] += passage.score
    total = fsum(passage.score for passage in telling)
    holding = max((path for path, weight in weights.items() if weight > total / 2), key=len, default=())
    if len(holding) > 1 or not telling:
        return holding
    nearest = max(telling, key=lambda passage: passage.score).section[: len(holding) + 1 if holding else _CHAPTER]
    if holding:
        return nearest if nearest[:1] == holding else holding
    return nearest if max(passage.score for passage in telling) >= _ALONE else ()


def with_targets(targets: Iterable[Target]) -> Fit:
    """Return the chapter of goals or indicators that holds most of a plan's targets, else the section of the paragraph
    that lists most of its aims; nowhere without one.
    """
    found = list(targets)
    held = Counter(target.section[:length] for target in found for length in range(1, len(target.section) + 1))
    goals = {path: count for path, count in held.items() if _GOALS.search(path[-1])}
    if goals:
        most = max(goals.values())
        return next(path for path, count in goals.items() if count == most), "targets"
    lists: defaultdict[tuple[tuple[str, ...], Place], set[str]] = defaultdict(set)
    for target in found:
        if target.section:
            lists[target.section, target.place].add(target.indicator)
    most = max(map(len, lists.values()), default=0)
    if most < _FEWEST:
        return NOWHERE
    return next(section for (section, _), names in lists.items() if len(names) == most), "targets"
