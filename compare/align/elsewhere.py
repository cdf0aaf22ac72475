"""Whether a clause of an upper plan binds the area of a lower plan, or only other places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from compare.align.meanings import meanings
from compare.align.zones import zones_of
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
        others: Names of places of the same province that neither hold the lower plan's area nor lie in it; and of
            zones that the lower plan never names, if most of the clause is about such.
        share: Share of the clause's parts that name only such places; 0 if it binds.
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


@dataclass(frozen=True, slots=True)
class Part:
    """What a part of a clause names.

    Attributes:
        words: Words that may name an area.
        zones: Proper names of zones, corridors and sites.
    """

    words: tuple[str, ...]
    zones: tuple[str, ...]


def places_of(text: str) -> tuple[Part, ...]:
    """The places that each part of a clause names."""
    parts = [part for part in _PART.findall(text) if len(part) > 1]
    return tuple(Part(tuple(word for word in cut(part) if areas_called(word)), zones_of(part)) for part in parts)


def areas_seen(parts: Sequence[Part], home: tuple[Area, ...]) -> Applicability:
    """The areas that a clause names, seen from an area; zones, whose place no gazetteer tells, left aside."""
    others: list[str] = []
    away, binds = 0, False
    for words in (part.words for part in parts):
        named = [(word, areas) for word in words if (areas := _named(word, home))]
        strange = [(word, areas) for word, areas in named if not _near(areas, home)]
        near = [areas for _, areas in named if _near(areas, home)]
        others += [word for word, _ in strange]
        # 清远英德红茶 names 清远 only to say where 英德 lies.
        beyond = bool(strange) and all(any(_holds(areas, other) for _, other in strange) for areas in near)
        away += beyond
        binds = binds or (bool(near) and not beyond)
    # 杭州、宁波、温州机场: what is said of others takes nothing from what is said of one's own.
    return Applicability(tuple(dict.fromkeys(others)), 0.0 if binds else away / max(1, len(parts)), binds)


def applicability(parts: Sequence[Part], home: tuple[Area, ...], text: str = "") -> Applicability:
    """The places that a clause names, as :func:`places_of` gives them, seen from an area and the text of its plan."""
    seen = areas_seen(parts, home)
    zones = [zone for part in parts for zone in part.zones]
    strange = sum(bool(part.zones) for part in parts)
    if not home or seen.binds or not zones or any(zone in text for zone in zones):
        return seen
    others = (*seen.others, *zones) if strange * 2 >= len(parts) else seen.others
    return Applicability(tuple(dict.fromkeys(others)), min(1.0, seen.share + strange / len(parts)), binds=False)


@cache
def _named(word: str, home: tuple[Area, ...]) -> tuple[Area, ...]:
    """The areas of the province that a word names."""
    found = (area for area in areas_called(word) if area.code and any(area.code[:2] == own.code[:2] for own in home))
    areas = tuple(found)
    return areas if _is_name(word, areas) else ()


def _near(areas: tuple[Area, ...], home: tuple[Area, ...]) -> bool:
    """Whether areas hold the home, or lie in it."""
    return any(area.code.startswith(own.code) or own.code.startswith(area.code) for area in areas for own in home)


def _holds(outer: tuple[Area, ...], inner: tuple[Area, ...]) -> bool:
    return any(small.code.startswith(large.code) and small != large for large in outer for small in inner)


def _is_name(word: str, areas: tuple[Area, ...]) -> bool:
    if any(area.name == word for area in areas):
        return True
    city = any(area.level is Level.CITY for area in areas)
    return meanings().count.get(word, 0) <= (_WORD_OF_CITY if city else _WORD_OF_COUNTY)
