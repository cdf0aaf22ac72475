"""Slogans with the own place or its rank in them (法治湖南, 教育强省): what a plan below calls after its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from compare.model import Level, Plan
from compare.text import cues, find_areas, short_name

FEWEST = 2
"""Letters that a brand or a slogan has beside the place, at least."""

# A thing is the slogan that stands in it where so many letters at most say something else (建设更高水平的平安湖南).
_BESIDE = 10
_NO_LETTER = re.compile(r"\W+")
_BEHIND = r"[”\"、，,。]|建设|行动|战略|行[”\"]|和[\u4e00-\u9fff]{2,}建设|$"
_VERBS, _RANK = (cues("verbs_task"), cues("list_verb"), cues("helped")), cues("strong_place")
_RANKS = "国省市县区州"


def places_of_plan(plan: Plan) -> tuple[str, ...]:
    """Return the short name of a plan's own place, the narrowest that its region names."""
    if plan.level is Level.NATIONAL:
        return ("中国",)
    return tuple(short_name(area.name) for area in find_areas(plan.region)[-1:])


# A clause is held against many plans.
@lru_cache(maxsize=4096)
def slogans_in(thing: str, places: tuple[str, ...]) -> tuple[str, ...]:
    """Return the slogans that a thing is: what comes before a place, or before 强省 and its like."""
    found = [each.group() for each in _RANK.finditer(thing)]
    for place in places:
        found += re.findall(rf"[\u4e00-\u9fff]{{{FEWEST}}}{re.escape(place)}(?={_BEHIND})", thing)
    letters = len(_NO_LETTER.sub("", thing))
    short = (name for name in found if letters <= len(name) + _BESIDE)
    return tuple(name for name in short if not any(verb.match(name) for verb in _VERBS))


def names_below(names: Iterable[str], places: Sequence[str], own: Sequence[str]) -> Iterator[str]:
    """Yield what brands and slogans of an upper place are called in a plan of the own places."""
    for name in names:
        if _RANK.fullmatch(name):
            yield from (name[:-1] + rank for rank in _RANKS)
        for place in places:
            if place in name and len(name) >= len(place) + FEWEST:
                yield from (name.replace(place, ours) for ours in own if ours != place)
