"""Whether a clause of an upper plan binds the area of a lower plan, or only other places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import cache, lru_cache

from compare.align.embeddings import meanings
from compare.align.zones import holds_initial, joined, joint_names, zones_of
from compare.model import Level, Plan, Record
from compare.text import (
    Area,
    Landscape,
    areas_called,
    cues,
    cut,
    find_areas,
    holders_of,
    landscapes_in,
    regions,
    regions_in,
    short_name,
)

# What a clause is about as a whole is told by its phrases; whom an enumeration names, by each of its members.
_PHRASE = re.compile(r"[^，,；;：:。]+")
_MEMBER = re.compile(r"[^、]+")
_EVERY, _PLACE_IN_NAME = cues("every_place"), cues("place_in_name")
_LESSON, _TO_WHAT_END = cues("lesson"), cues("to_what_end")
IN_QUOTATION_MARKS = re.compile(r"[“\"]([^“”\"]{2,12})[”\"]")
"""A name in quotation marks, its first group without them."""

# Before more phrases than two others the place that the first names is one matter of several.
_FEW_PHRASES = 3
# A short name that many clauses of plans of the whole country hold is a word (新兴, 和平) and names no place.
_WORD_OF_CITY, _WORD_OF_COUNTY = 400, 21


class Applicability(Record, frozen=True):
    """The places of a clause, seen from a lower plan.

    Attributes:
        others: Names of places of the same province that neither hold the lower plan's area nor lie in it; and of
            zones that the lower plan never names; for a clause of a plan of the whole country of all places.
        share: Share of the clause's parts that name only such places; 0 if it binds.
        binds: The clause names the lower plan's area, what lies in it, or what it lies in; or it asks something of
            every place.
        mostly: Its first phrase, which tells what it is about, or most of its phrases name such places.
        away: Spans in the clause of the parts that name only such places.
        ours: Spans of the parts that bind.
    """

    others: tuple[str, ...]
    share: float
    binds: bool
    mostly: bool
    away: tuple[tuple[int, int], ...] = ()
    ours: tuple[tuple[int, int], ...] = ()

    def is_away(self, start: int, end: int) -> bool:
        """Whether what stands in a span of the clause is for the most part about other places, and nothing in it about
        the lower plan's own (开工德州庆云、泰安仪阳机场).
        """
        if any(left < end and start < right for left, right in self.ours):
            return False
        covered = sum(max(0, min(end, right) - max(start, left)) for left, right in self.away)
        return 2 * covered > end - start

    @property
    def elsewhere(self) -> bool:
        """Most of the clause is about other places, and nothing about the lower plan's own."""
        return bool(self.others) and not self.binds and self.mostly


_NO_PLACE = Applicability((), 0.0, binds=False, mostly=False)


def home_of(plan: Plan) -> tuple[Area, ...]:
    """Return the areas that a plan is for; none if they are not known."""
    return _homes(plan.region, plan.title)


# Asked for each phrase that may be another place's.
@lru_cache(maxsize=256)
def _homes(region: str, title: str) -> tuple[Area, ...]:
    areas = [area for area in find_areas(region) or find_areas(title) if area.code]
    # 江苏省南京市鼓楼区 is the plan of the district alone.
    return tuple(area for area in areas if not any(other.lies_in(area) for other in areas))


class ClausePart(Record, frozen=True):
    """What a part of a clause names.

    Attributes:
        text: The part; ``start``: where it begins in the clause.
        phrase: Number of the phrase between commas in which it stands.
        words: Words that may name an area.
        lands: Landscapes that it speaks of.
        zones: Proper names of zones, corridors and sites.
        joint: Names put together of single characters of the names of several places (芜马, 金丽温).
        every: It asks something of every place.
    """

    text: str
    start: int
    phrase: int
    words: tuple[str, ...]
    lands: tuple[Landscape, ...]
    zones: tuple[str, ...]
    joint: tuple[str, ...]
    every: bool

    @property
    def is_placed(self) -> bool:
        """Whether it speaks of any place; zones, whose place no gazetteer tells, are none."""
        return bool(self.words or self.lands or self.joint or self.every)


def places_of(text: str) -> tuple[ClausePart, ...]:
    """Return the places that each part of a clause names."""
    return tuple(
        _part(part.group(), phrase.start() + part.start(), number)
        for number, phrase in enumerate(_PHRASE.finditer(text))
        for part in _MEMBER.finditer(phrase.group())
        if len(part.group()) > 1
    )


def _place_of_name(name: re.Match[str]) -> str:
    """Return a name in quotation marks that begins with a place (“大同好粮”), and a break for one that holds one
    (芙蓉 in “金芙蓉” is no 芙蓉区).
    """
    return name[1] if areas_called(cut(name[1])[0]) else "，"


def _part(text: str, start: int, phrase: int) -> ClausePart:
    words = cut(IN_QUOTATION_MARKS.sub(_place_of_name, _PLACE_IN_NAME.sub("", text)))
    within = regions_in(text)
    named = tuple(dict.fromkeys((*(word for word in words if areas_called(word)), *within)))
    lands = landscapes_in(text)
    return ClausePart(text, start, phrase, named, lands, zones_of(text), joint_names(words), bool(_EVERY.search(text)))


def applicability(
    parts: Sequence[ClausePart], home: tuple[Area, ...], text: str = "", *, national: bool = False
) -> Applicability:
    """Return the places that a clause names, seen from an area.

    Args:
        parts: As :func:`places_of` gives them.
        home: The lower plan's area; ``text``: the text of that plan.
        national: The clause speaks to the whole country: provinces and regions that it names are places like others,
            where in a province's own plan they are those that it works with.
    """
    seen = areas_seen(parts, home, national=national)
    zones = [zone for part in parts for zone in part.zones]
    # A zone may hold places that nobody has told of (扬子江城市群): it speaks where the clause is about little else.
    few = 2 * sum(bool(part.zones) for part in parts) < len(parts)
    if not home or seen.binds or not zones or few or any(zone in text for zone in zones):
        return seen
    away = [part for part in parts if part.zones or _others(part, home, national)]
    return _told(parts, (*seen.others, *zones), away, ())


def areas_seen(parts: Sequence[ClausePart], home: tuple[Area, ...], *, national: bool = False) -> Applicability:
    """Return the areas that a clause names, seen from an area; zones, whose place no gazetteer tells, left aside."""
    brand = _brand(home)
    if not any(part.is_placed or (brand and brand.search(part.text)) for part in parts):
        return _NO_PLACE  # as most clauses
    naming = [part for part in parts if part.words or part.lands or part.joint]
    others = [word for part in naming for word in _strange(part, home, national)]
    away = [part for part in naming if _others(part, home, national)]
    return _told(parts, others, away, [part for part in parts if _binds(part, home, brand, national)])


def names_inside(parts: Sequence[ClausePart], home: tuple[Area, ...], *, national: bool = False) -> bool:
    """Whether a clause is about places inside an area: its first phrase names some, or at least half of its phrases.

    Args:
        parts: As :func:`places_of` gives them.
        home: The area.
        national: It is the whole country.
    """

    def is_inside(word: str) -> bool:
        areas = _named(word, home, national)
        return bool(areas) if national else _inside(areas, home)

    inside = {part.phrase for part in parts if any(map(is_inside, part.words))}
    return bool(inside) and (0 in inside or 2 * len(inside) >= len({part.phrase for part in parts}))


def is_about_inside(parts: Sequence[ClausePart], home: tuple[Area, ...]) -> bool:
    """Whether a clause is as a whole about some places inside an area, and not about what others may learn of them."""
    own = {name for area in home for name in (area.name, short_name(area.name))}
    inside = [
        part
        for part in parts
        if not _LESSON.search(part.text)
        and any(word not in own and _inside(_named(word, home, False), home) for word in part.words)
    ]
    about, said = ({part.phrase for part in each} for each in (inside, parts))
    return _are_most(inside, parts) and (len(said) <= _FEW_PHRASES or 2 * len(about) >= len(said))


def _inside(areas: tuple[Area, ...], home: tuple[Area, ...]) -> bool:
    return any(area.code.startswith(own.code) and area.code != own.code for area in areas for own in home)


def _told(
    parts: Sequence[ClausePart], others: Iterable[str], away: Sequence[ClausePart], ours: Sequence[ClausePart]
) -> Applicability:
    # 杭州、宁波、温州机场: what is said of others takes nothing from what is said of one's own.
    share = 0.0 if ours else len(away) / max(1, len(parts))
    # Of two phrases one that names a place says where (优化引水工程布局，推进广州北江引水工程); a landscape does not.
    named = [part for part in away if part.words or part.zones]
    mostly = bool(away) and (_are_most(away, parts) or _are_most(named, parts, half=True))
    return Applicability(tuple(dict.fromkeys(others)), share, bool(ours), mostly, _spans(away), _spans(ours))


def _spans(parts: Sequence[ClausePart]) -> tuple[tuple[int, int], ...]:
    return tuple((part.start, part.start + len(part.text)) for part in parts)


def _are_most(some: Collection[ClausePart], parts: Sequence[ClausePart], *, half: bool = False) -> bool:
    """Whether some parts make up the first phrase, which tells what a clause is about, or most of its phrases; or half.

    One place in a list (长沙机场、高标准农田、城市更新) is one thing among others. What says to what end comes
    before the first phrase (聚焦高品质生活，做强成都极核).
    """
    members, found = (Counter(part.phrase for part in each) for each in (parts, some))
    phrases = {phrase for phrase, many in found.items() if 2 * many >= members[phrase]}
    opening = {part.phrase: part.text for part in reversed(parts)}
    first = next((phrase for phrase in sorted(opening) if not _TO_WHAT_END.search(opening[phrase])), 0)
    return not phrases.isdisjoint((0, first)) or 2 * len(phrases) + half > len(members) > 0


def is_of_landscape(parts: Sequence[ClausePart], home: tuple[Area, ...]) -> bool:
    """Whether a clause is about a landscape that not every place of an area has."""
    codes = _codes(home)
    return _are_most([part for part in parts if any(not land.is_everywhere(codes) for land in part.lands)], parts)


def _strange(part: ClausePart, home: tuple[Area, ...], national: bool) -> list[str]:
    """Words that name places which are not the home's, or a landscape that the home lacks."""
    said = (*part.words, *(name for name in part.joint if not areas_called(name)))
    named = [word for word in said if (areas := _named(word, home, national)) and not _near(areas, home)]
    return [*named, *(land.name for land in part.lands if land.is_lacking(_codes(home)))]


def _others(part: ClausePart, home: tuple[Area, ...], national: bool) -> bool:
    """Whether a part names places that are not the home's, and nothing of the home's but that in which they lie."""
    if any(land.is_lacking(_codes(home)) for land in part.lands):
        return True
    strange = [_named(word, home, national) for word in _strange(part, home, national)]
    near = [areas for word in part.words if (areas := _named(word, home, national)) and _near(areas, home)]
    # 清远英德红茶 names 清远 only to say where 英德 lies.
    return bool(strange) and all(any(_holds(areas, other) for other in strange) for areas in near)


def _binds(part: ClausePart, home: tuple[Area, ...], brand: re.Pattern[str] | None, national: bool) -> bool:
    # Most parts speak of no landscape.
    if part.lands and any(land.is_lacking(_codes(home)) for land in part.lands):
        return False
    if part.every or (part.lands and any(land.is_in(_codes(home)) for land in part.lands)):
        return True
    if brand and brand.search(part.text):
        return True
    if part.joint and any(holds_initial(name, short_name(own.name)) for name in part.joint for own in home):
        return True
    named = part.words and any((areas := _named(word, home, national)) and _near(areas, home) for word in part.words)
    return bool(named) and not _others(part, home, national)


@cache
def _brand(home: tuple[Area, ...]) -> re.Pattern[str] | None:
    """Return what an area that holds the home calls its own work: 数字湖北, 水运安徽, 法治浙江建设."""
    names = dict.fromkeys(short_name(area.name) for own in home for area in holders_of(own))
    if not names:
        return None
    return re.compile(rf"[\u4e00-\u9fff]{{2}}(?:{'|'.join(map(re.escape, names))})(?:[”\"]|建设|行动|$)")


@cache
def _named(word: str, home: tuple[Area, ...], national: bool) -> tuple[Area, ...]:
    """Return the areas that a word names: those of the home's province, of a national plan any province and region."""
    if national:
        region, areas = regions().get(word), areas_called(word)
        if region or any(area.level is Level.PROVINCE for area in areas):
            return _parts_of(region) if region else areas
    elif (region := regions().get(word)) and all(_of_province(part, home) for part in _parts_of(region)):
        return _parts_of(region)  # 皖北 in a plan of 安徽
    if not areas_called(word) and (together := [area for own in home for area in joined(word, own.code[:2])]):
        return tuple(dict.fromkeys(together))
    called = (area for area in areas_called(word) if area.code and _of_province(area, home))
    areas = tuple(area for area in called if not _is_of_its_holder(word, area))
    return areas if _is_name(word, areas) else ()


def _is_of_its_holder(word: str, area: Area) -> bool:
    """Whether a word is rather what people call an area that holds this one: 龙江 is 黑龙江 and not its 龙江县."""
    return any(word in short_name(holder.name) for holder in holders_of(area))


def _parts_of(region: Area) -> tuple[Area, ...]:
    return tuple(Area(code, region.name, Level.REGION) for code in region.parts)


def _codes(home: tuple[Area, ...]) -> tuple[str, ...]:
    return tuple(area.code for area in home)


def _of_province(area: Area, home: tuple[Area, ...]) -> bool:
    return any(area.code[:2] == own.code[:2] for own in home)


def _near(areas: tuple[Area, ...], home: tuple[Area, ...]) -> bool:
    """Whether areas hold the home, or lie in it."""
    return any(area.code.startswith(own.code) or own.code.startswith(area.code) for area in areas for own in home)


def _holds(outer: tuple[Area, ...], inner: tuple[Area, ...]) -> bool:
    return any(small.code.startswith(large.code) and small.code != large.code for large in outer for small in inner)


def _is_name(word: str, areas: tuple[Area, ...]) -> bool:
    if any(area.name == word for area in areas):
        return True
    city = any(area.level is Level.CITY for area in areas)
    return meanings().count.get(word, 0) <= (_WORD_OF_CITY if city else _WORD_OF_COUNTY)
