"""Where in a lower plan an answer would fit, and why there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import fsum

from compare.model import AHEAD_ROLES, GapFit, Passage, Plan
from compare.text import STYLES, content_words, rarity

_NEAR = 0.2
_ALIKE = 8.5
"""Sum of ``rarity`` over shared words from which headings are alike: one rare word and another, not two common ones."""

Fit = tuple[tuple[str, ...], GapFit | None]
"""Heading path, and why it fits; empty and ``None`` where none does."""
NOWHERE: Fit = ((), None)


def fitting_section(passages: Iterable[Passage]) -> tuple[str, ...]:
    """Return the deepest heading path that holds most of the weight of passages that set something; empty if none does.

    Passages that look back or set the scene say nothing of where an answer fits, nor do those that are hardly near.
    """
    weights: defaultdict[tuple[str, ...], float] = defaultdict(float)
    total = 0.0
    for passage in passages:
        if passage.role in AHEAD_ROLES and passage.score >= _NEAR:
            total += passage.score
            for length in range(1, len(passage.section) + 1):
                weights[passage.section[:length]] += passage.score
    holding = [path for path, weight in weights.items() if weight > total / 2]
    return max(holding, key=len, default=())


def first_fit(tried: Iterable[tuple[GapFit, Sequence[Passage]]]) -> Fit:
    """Return the first section that passages show, and what they show it by."""
    for fit, passages in tried:
        if section := fitting_section(passages):
            return section, fit
    return NOWHERE


def headed_alike(plan: Plan, headings: Sequence[str]) -> Fit:
    """Return the section of a lower plan whose heading shares most with headings of the upper one, the first of
    several; nowhere where it shares nothing but words
    that stand in any heading (提升, 水平).
    """
    wanted = {word for heading in headings for word in _words(heading)}
    ahead = _ahead(plan)
    shared = [_shared(wanted, each.heading) if at in ahead else 0.0 for at, each in enumerate(plan.sections)]
    best = max(shared, default=0.0)
    return (plan.path(shared.index(best)), "heading") if best >= _ALIKE else NOWHERE


def _ahead(plan: Plan) -> set[int]:
    """Return the sections that set something, and those above them; a review of past work is no place for a task."""
    ahead: set[int] = set()
    for clause, role in zip(plan.clauses, plan.roles, strict=False):
        at = clause.section if role in AHEAD_ROLES else None
        while at is not None and at not in ahead:
            ahead.add(at)
            at = plan.sections[at].parent
    return ahead


def _shared(wanted: set[str], heading: str) -> float:
    return fsum(rarity(word) for word in wanted & set(_words(heading)))


def _words(heading: str) -> list[str]:
    """Return the content words of a heading behind its number."""
    numbers = (pattern.match(heading) for _, pattern in STYLES)
    return content_words(heading[max((number.end() for number in numbers if number), default=0) :])
