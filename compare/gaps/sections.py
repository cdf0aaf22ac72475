"""Where in a lower plan an answer would fit, and why there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from math import fsum

from compare.model import AHEAD_ROLES, GapFit, Passage, Plan, Target
from compare.text import STYLES, content_words, cues, rarity

_NEAR = 0.28
"""Probability of a passage to be an answer from which it speaks for its place at all."""
_ALONE = 0.4
"""Probability of a passage to be an answer from which it shows a place alone."""
_CHAPTER = 2
_ALIKE = 8.5
"""Sum of ``rarity`` over shared words from which headings are alike: one rare word and another, not two common ones."""
_MOSTLY = 2 / 3
"""Share, by ``rarity``, that alike headings have in common of one of them."""

_FEW = 3
"""Headings of a plan that may share a word by which one of them is told from others; a tenth of them, if more."""
_GOALS = cues("goal_chapter")

Fit = tuple[tuple[str, ...], GapFit | None]
"""Heading path, and why it fits; empty and ``None`` where none does."""
NOWHERE: Fit = ((), None)


def fitting_section(passages: Iterable[Passage]) -> tuple[str, ...]:
    """Return the deepest heading path that holds most of the weight of passages that set something; empty if none does.

    Passages that look back or set the scene say nothing of where an answer fits, nor do those that are hardly near.
    Where they have nothing but a part of the plan in common, or not even that and the nearest is near enough to show a
    place alone, the nearest shows it.
    """
    telling = [each for each in passages if each.role in AHEAD_ROLES and each.score >= _NEAR]
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


def first_fit(tried: Iterable[tuple[GapFit, Sequence[Passage]]]) -> Fit:
    """Return the first section that passages show, and what they show it by."""
    for fit, passages in tried:
        if section := fitting_section(passages):
            return section, fit
    return NOWHERE


def headed_alike(plan: Plan, headings: Sequence[str]) -> Fit:
    """Return the section of a lower plan whose heading shares most with headings of the upper one, the first of
    several; nowhere where it shares nothing but words that stand in any heading (提升, 水平) or in many of the plan's
    own (高质量发展), or too little of what either says: 融合发展 of 两岸融合发展 is no place for it.
    """
    held = _held(tuple(each.heading for each in plan.sections))
    most = max(_FEW, len(plan.sections) // 10)
    names = [{word for word in _words(heading) if held[word] <= most} for heading in headings]
    ahead = _ahead(plan)
    shared = [_shared(names, each.heading) if at in ahead else 0.0 for at, each in enumerate(plan.sections)]
    best = max(shared, default=0.0)
    return (plan.path(shared.index(best)), "heading") if best >= _ALIKE else NOWHERE


def with_targets(targets: Iterable[Target]) -> Fit:
    """Return the chapter of goals or indicators that holds most of a plan's targets; nowhere without one."""
    held = Counter(target.section[:length] for target in targets for length in range(1, len(target.section) + 1))
    goals = {path: count for path, count in held.items() if _GOALS.search(path[-1])}
    if not goals:
        return NOWHERE
    most = max(goals.values())
    return next(path for path, count in goals.items() if count == most), "targets"


def _ahead(plan: Plan) -> set[int]:
    """Return the sections that set something, and those above them; a review of past work is no place for a task."""
    ahead: set[int] = set()
    for clause, role in zip(plan.clauses, plan.roles, strict=False):
        at = clause.section if role in AHEAD_ROLES else None
        while at is not None and at not in ahead:
            ahead.add(at)
            at = plan.sections[at].parent
    return ahead


@lru_cache(maxsize=16)
def _held(headings: tuple[str, ...]) -> Counter[str]:
    """Return in how many headings of a plan each word stands; many gaps of a plan look for their place in it."""
    return Counter(word for heading in headings for word in _words(heading))


def _shared(names: Sequence[set[str]], heading: str) -> float:
    """Return the rarity of the words that a heading shares with names; 0 where they are the lesser part of it and of
    each name.
    """
    own = _words(heading)
    shared = own.intersection(set().union(*names))
    if not shared:
        return 0.0
    most = max((_mass(shared & words) / (_mass(words) or 1.0) for words in (own, *names)), default=0.0)
    return _mass(shared) if most >= _MOSTLY else 0.0


def _mass(words: AbstractSet[str]) -> float:
    return fsum(map(rarity, words))


@lru_cache(maxsize=2048)
def _words(heading: str) -> frozenset[str]:
    """Return the content words of a heading behind its number."""
    numbers = (pattern.match(heading) for _, pattern in STYLES)
    return frozenset(content_words(heading[max((number.end() for number in numbers if number), default=0) :]))
