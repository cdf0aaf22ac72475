"""Whether a clause of an upper plan binds the area of a lower plan, or only other places."""

from __future__ import annotations

import re
from dataclasses import dataclass

from compare.align.meanings import meanings
from compare.model import Level, Plan
from compare.places import Area, areas_called, find_areas
from compare.words import cut

_PART = re.compile(r"[^，,；;：:。、]+")
# A short name that many clauses of plans of the whole country hold is a word (新兴, 和平) and names no place.
_WORD_OF_CITY, _WORD_OF_COUNTY = 400, 60


@dataclass(frozen=True, slots=True)
class Applicability:
    """The places of a clause, seen from a lower plan.

    Attributes:
        others: Names of places of the same province that neither hold the lower plan's area nor lie in it.
        share: Share of the clause's parts that name only such places.
        binds: The clause names the lower plan's area, what lies in it, or what it lies in.
    """

    others: tuple[str, ...]
    share: float
    binds: bool

    @property
    def elsewhere(self) -> bool:
        """The clause names other places and nothing of the lower plan's own."""
        return bool(self.others) and not self.binds


def home_of(plan: Plan) -> tuple[Area, ...]:
    """The areas that a plan is for; none if they are not known."""
    return tuple(area for area in find_areas(plan.region) or find_areas(plan.title) if area.code)


def applicability(text: str, home: tuple[Area, ...]) -> Applicability:
    """The places that a clause names, seen from an area."""
    others: list[str] = []
    parts = [part for part in _PART.findall(text) if len(part) > 1]
    away, binds = 0, False
    for part in parts:
        named = [_seen(word, home) for word in cut(part)]
        near = any(place == "near" for place in named)
        strange = [word for word, place in zip(cut(part), named, strict=True) if place == "other"]
        others += strange
        away += bool(strange) and not near
        binds = binds or near
    return Applicability(tuple(dict.fromkeys(others)), away / max(1, len(parts)), binds)


def _seen(word: str, home: tuple[Area, ...]) -> str:
    """``near`` for a place that holds the area or lies in it, ``other`` for another of its province, else empty."""
    areas = [area for area in areas_called(word) if any(area.code[:2] == own.code[:2] for own in home) and area.code]
    if not areas or not _is_name(word, areas):
        return ""
    if any(area.code.startswith(own.code) or own.code.startswith(area.code) for area in areas for own in home):
        return "near"
    return "other"


def _is_name(word: str, areas: list[Area]) -> bool:
    if any(area.name == word for area in areas):
        return True
    city = any(area.level is Level.CITY for area in areas)
    return meanings().count.get(word, 0) <= (_WORD_OF_CITY if city else _WORD_OF_COUNTY)
