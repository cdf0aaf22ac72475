"""The sections of a lower plan by their whole matter: where what an upper plan asks for would fit, and why there."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from math import exp, fsum

import numpy as np
from numpy.typing import NDArray

from compare.align import directions_of
from compare.gaps.beside import HeadingPath
from compare.model import AHEAD_ROLES, GapFit, Passage, Plan, Role
from compare.text import STYLES, content_words, cues, cut_all, is_content, names_of_area

# Cosines of vectors on this grid are sums without rounding, the same on every machine.
_GRID = 2.0**-11
_TASKS = frozenset({Role.MEASURE, Role.TARGET, Role.SAFEGUARD})
SIGNS = (
    "heading",
    "matter",
    "nearest",
    "heading_above",
    "part",
    "part_heading_above",
    "answer",
    "beside",
    "part_beside",
)
"""What tells of a section that it is the place: how near (a cosine) its heading, its matter and its nearest clause are
to what is asked for, and its heading to the one over that; the matter and the heading of the part it stands in; the
probability of a passage in it to be an answer; and which share of the answers to what stands beside in the upper plan
it and its part hold."""
_OF_YEAR = re.compile(r"\d{4}年|时期")
_TELLING = 0.28
"""Probability of a passage to be an answer from which it speaks for its place."""
_SOME_BESIDE = 0.5
"""What is added to the answers beside before their shares are told, lest a single doubtful one is all of them."""
# These five, and the two above, were set by hand; none is learnt.
_ALIKE = 0.55
"""Cosine of headings from which they are alike."""
_SURE = 0.35
"""Probability of a section from which it is the place by its matter; below, what comes nearest."""
_FAINT = 0.12
"""Probability of a section below which no section of the plan is about what is asked."""
_MOST = 0.5
"""Share of a section's probability from which one of its own is the place."""
_WHOLE = 0.6
"""Share of all sections that set something from which what holds them is the plan rather than a place in it."""

_BYNAMES = cues("area_by_byname")
Vector = NDArray[np.float64]
Fit = tuple[tuple[str, ...], GapFit | None]
"""Heading path, and why it fits; empty and ``None`` where none does."""
NOWHERE: Fit = ((), None)


class Chapters:
    """The sections of a plan that set something, by what they say.

    Attributes:
        plan: The plan.
        sections: Places in the plan's sections of those that set something.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._own = frozenset((*names_of_area(plan.region), *_BYNAMES.words))
        ahead, tasks = _held(plan, AHEAD_ROLES), _held(plan, _TASKS)
        held = {at: numbers for at, numbers in ahead.items() if at in tasks or not tasks}
        if 2 * sum(map(len, held.values())) < _above_all(plan):
            held = {}  # of a plan that has lost its headings a few that are left are no chapters
        self.sections = tuple(held)
        if not held:
            return
        self._paths = [plan.path(at) for at in held]
        self._place = {at: number for number, at in enumerate(held)}
        self._leaves, self._below = _tree(plan, held)
        clauses = self._meant(_text(plan, number) for numbers in held.values() for number in numbers)
        self._common = _unit(clauses.sum(axis=0))
        self._clauses = self._centred(clauses)
        self._ends = np.cumsum([len(numbers) for numbers in held.values()])
        bodies = np.add.reduceat(self._clauses, [0, *self._ends[:-1]])
        self._bodies = _unit(bodies)
        # Of every section, those that hold none of the plan's tasks too.
        self._every = self._centred(self._meant(_unnumbered(section.heading) for section in plan.sections))
        self._headings = self._every[list(held)]
        parts = [self._part(at) for at in held]
        whole = {part: _unit(bodies[[part == each for each in parts]].sum(axis=0)) for part in dict.fromkeys(parts)}
        self._part_bodies = np.stack([whole[part] for part in parts])
        self._part_headings = self._every[parts]
        self._parts = np.unique(parts, return_inverse=True)[1]

    def fit(
        self,
        text: str,
        headings: Sequence[str],
        matches: Sequence[Passage],
        beside: Mapping[HeadingPath, float],
    ) -> Fit:
        """Return the section where an answer fits, and why; nowhere in a plan without sections that set something.

        Args:
            text: What is asked for.
            headings: Those over it in the upper plan, outermost first; the innermost counts.
            matches: Passages of the plan that come nearest to it.
            beside: Heading paths of the plan under which it answers what stands beside in the upper plan, and how much
                each counts.
        """
        if not self.sections:
            return NOWHERE
        asked, above = self._meant_by(text, headings)
        chances = _chances(self._signs(asked, above, matches, beside))
        place, weight = self._heaviest(None, chances)
        while place in self._below:
            best, inside = self._heaviest(place, chances)
            if inside < _MOST * weight and len(self._leaves[place]) < _WHOLE * len(self.sections):
                break
            if place in self._place and chances[self._place[place]] > inside:
                break
            place, weight = best, inside
        if weight < _FAINT:
            return NOWHERE
        return self.plan.path(place), self._why(place, (asked, above), matches, weight)

    def _heaviest(self, over: int | None, chances: Sequence[float]) -> tuple[int, float]:
        """Return the likeliest of the sections right below one, of equals the first, and its probability."""
        weights = {at: fsum([chances[leaf] for leaf in self._leaves[at]]) for at in self._below[over]}
        most = max(weights, key=lambda at: (weights[at], -at))
        return most, weights[most]

    def _why(self, at: int, asked: Sequence[Vector], matches: Sequence[Passage], chance: float) -> GapFit:
        path = self.plan.path(at)
        if any(tells_place(each) and each.section[: len(path)] == path for each in matches):
            return "near"
        if any(float(each @ self._every[at]) >= _ALIKE for each in asked):
            return "heading"
        return "matter" if chance >= _SURE else "part"

    def signs(
        self,
        text: str,
        headings: Sequence[str],
        matches: Sequence[Passage],
        beside: Mapping[HeadingPath, float],
    ) -> Vector:
        """Return :data:`SIGNS` of each section that sets something, shape (signs, sections); arguments as of
        :meth:`fit`.
        """
        return self._signs(*self._meant_by(text, headings), matches, beside)

    def _signs(
        self,
        asked: Vector,
        above: Vector,
        matches: Sequence[Passage],
        beside: Mapping[HeadingPath, float],
    ) -> Vector:
        near: dict[tuple[str, ...], float] = {}
        for each in filter(tells_place, matches):
            near[each.section] = max(near.get(each.section, 0.0), each.score)
        held = np.array([beside.get(path, 0.0) for path in self._paths]) / (_SOME_BESIDE + fsum(beside.values()))
        return np.stack(
            [
                self._headings @ asked,
                self._bodies @ asked,
                np.maximum.reduceat(self._clauses @ asked, [0, *self._ends[:-1]]),
                self._headings @ above,
                self._part_bodies @ asked,
                self._part_headings @ above,
                np.array([near.get(path, 0.0) for path in self._paths]),
                held,
                np.bincount(self._parts, held, minlength=len(held))[self._parts],
            ]
        )

    def _meant_by(self, text: str, headings: Sequence[str]) -> tuple[Vector, Vector]:
        """Return the centred vectors of what is asked for and of the heading over it."""
        asked, above = self._centred(np.stack([self._asked(text), self._asked(_matter(headings))]))
        return asked, above

    def _part(self, at: int) -> int:
        parent = self.plan.sections[at].parent
        return at if parent is None else parent

    def _meant(self, texts: Iterable[str]) -> Vector:
        """Return unit vectors of what texts mean without the name of the plan's area, shape (texts, dimensions)."""
        words = cut_all(list(texts))
        # Most words come again and again: each is asked once.
        telling = frozenset(word for word in set().union(*words) if is_content(word) and word not in self._own)
        return directions_of([word for word in each if word in telling] for each in words).astype(np.float64)

    def _asked(self, text: str) -> Vector:
        """Return the unit vector of a text of the upper plan, which is asked of all its lower plans."""
        return _direction(tuple(word for word in content_words(text) if word not in self._own))

    def _centred(self, vectors: Vector) -> Vector:
        """Return unit vectors without what all tasks of the plan have in common: 加大力度 tells no chapter."""
        return _unit(vectors - (vectors @ self._common)[:, None] * self._common)


def _chances(signs: Vector) -> list[float]:
    """Return the probability of each section to be the place, from its signs."""
    # One sign after the other: the same sum on every machine.
    odds = np.zeros(signs.shape[1])
    for weight, sign in zip(_weights(), signs, strict=True):
        odds += weight * sign
    told: list[float] = odds.tolist()
    most = max(told)
    shares = [exp(each - most) for each in told]
    total = fsum(shares)
    return [share / total for share in shares]


@cache
def _weights() -> tuple[float, ...]:
    """Return what each sign adds to the log odds, as ``tests/accuracy/learn_chapters.py`` wrote it."""
    raw = tomllib.loads(files("compare").joinpath("data/chapters.toml").read_text(encoding="utf-8"))
    return tuple(raw["weights"][name] for name in SIGNS)


@lru_cache(maxsize=4096)
def _direction(words: tuple[str, ...]) -> Vector:
    direction: Vector = directions_of([words])[0].astype(np.float64)
    return direction


def _held(plan: Plan, roles: frozenset[Role]) -> dict[int, list[int]]:
    """Return the clauses of some roles by the section right above them; of a plan whose roles are not known, all."""
    held: defaultdict[int, list[int]] = defaultdict(list)
    for number, clause in enumerate(plan.clauses):
        if clause.section is not None and clause.kind == "body" and (not plan.roles or plan.roles[number] in roles):
            held[clause.section].append(number)
    return dict(held)


def _above_all(plan: Plan) -> int:
    """Return how many clauses that look ahead stand under no heading."""
    return sum(
        clause.section is None and clause.kind == "body" and role in AHEAD_ROLES
        for clause, role in zip(plan.clauses, plan.roles, strict=False)
    )


def _tree(plan: Plan, sections: Iterable[int]) -> tuple[dict[int, list[int]], dict[int | None, list[int]]]:
    """Return of each of some sections and all that hold one the places of those that are in it, itself among them; and
    of each of these, and of the plan (``None``), what stands right below it.
    """
    leaves: defaultdict[int, list[int]] = defaultdict(list)
    for place, at in enumerate(sections):
        over: int | None = at
        while over is not None:
            leaves[over].append(place)
            over = plan.sections[over].parent
    below: defaultdict[int | None, list[int]] = defaultdict(list)
    for at in leaves:
        below[plan.sections[at].parent].append(at)
    return dict(leaves), dict(below)


def tells_place(passage: Passage) -> bool:
    """Whether a passage of a lower plan shows by where it stands where an answer fits: not if it looks back, sets the
    scene or is hardly near.
    """
    return passage.role in AHEAD_ROLES and passage.score >= _TELLING


def _text(plan: Plan, number: int) -> str:
    clause = plan.clauses[number]
    return plan.text[clause.start : clause.end]


def _unit(vectors: Vector) -> Vector:
    """Return the vectors, one or a row each, at length 1 and on the grid; zeros where they are."""
    length = np.sqrt(np.square(vectors).sum(axis=-1, keepdims=True))
    unit: Vector = np.rint(vectors / np.where(length, length, 1.0) / _GRID) * _GRID
    return unit


def _matter(headings: Sequence[str]) -> str:
    """Return what the innermost heading over an upper clause tells of its matter: the frame of a year's report
    (二、2025年目标任务和重点工作) tells nothing.
    """
    return "" if not headings or _OF_YEAR.search(headings[-1]) else _unnumbered(headings[-1])


def _unnumbered(heading: str) -> str:
    numbers = (pattern.match(heading) for _, pattern in STYLES)
    return heading[max((number.end() for number in numbers if number), default=0) :]
