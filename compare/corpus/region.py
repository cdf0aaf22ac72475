"""Which area a plan is of: what its title names, and what its text speaks of as its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from compare.model import Level, Record
from compare.text import MUNICIPAL, NATION, Area, areas_called, cues, find_areas, is_full_name, named_areas, short_name

# Who speaks: 我代表市人民政府, 代表国务院, 代表行署.
_SPEAKER = re.compile(
    r"代表([\u4e00-\u9fff]{0,14}?)(国务院|行署|(?:自治)?([省市州县区旗盟镇乡]|街道)(?:人民)?(?:政府|办事处))"
)
# Where a report is given: 在清远市第八届人民代表大会第四次会议上; on a line of its own 乐清市第十八届人民代表大会文件.
_ASSEMBLY = re.compile(r"(?:^|在)([\u4e00-\u9fff]{2,24}?)第[一二三四五六七八九十\d]{1,3}届人民代表大会", re.MULTILINE)
# Who issued it, on a line of its own: 河北雄安新区管理委员会.
_ISSUER = re.compile(
    r"^(?:中共)?([\u4e00-\u9fff]{2,14}?)(?:人民政府|(?:管理|工作)?委员会)(?:办公[室厅])?$", re.MULTILINE
)
# What a plan calls its own: 全市, 我县. It names areas above it so, too (全省), never those below.
_OWN = re.compile(r"(?<![健安齐保完])[全我](国|省|市|州|盟|地区|区|县|旗|镇|乡|街道)(?!长)")
_UNITS = {
    "国务院": "国", "行署": "州", "盟": "州", "地区": "州", "旗": "县", "镇": "乡", "街道": "乡",
}  # fmt: skip
_INNERMOST_FIRST = ("乡", "县", "区", "市", "州", "省")
_OFTEN, _SHARE = 3, 0.1
_WORDS = cues("word_like_city")
_LEVELS = {"县": Level.COUNTY, "区": Level.DISTRICT}
# 全区 is the whole region there: Inner Mongolia, Guangxi, Tibet, Ningxia, Xinjiang.
_AUTONOMOUS = frozenset({"15", "45", "54", "64", "65"})
# An area is told surely if it is named so often and nothing else of its sort half as often; a plan of a county-level
# city names its city less than half as often as itself.
_SURELY, _CLEAR, _OWN_SHARE = 5, 2, 0.5
_HEAD, _OPENING, _LONGEST = 600, 3000, 300_000


class FoundArea(Record, frozen=True):
    """The area that a text speaks of as its own; ``sure`` if hardly another one can be meant."""

    area: Area
    sure: bool


def area_of_text(text: str) -> FoundArea | None:
    """Return the area of which a text speaks as its own, by who speaks, by the assembly that hears it, by 全市 and
    我县, and by the places that it names.
    """
    text = text[:_LONGEST]
    speaker = _SPEAKER.search(text, 0, _OPENING)
    if speaker and (named := find_areas(speaker.group(1) + speaker.group(2))):
        return FoundArea(named[-1], True)
    assembly = _ASSEMBLY.search(text, 0, _HEAD)
    if assembly and (named := find_areas(assembly.group(1))):
        return FoundArea(named[-1], True)
    named_often = _mentions(text)
    unit = _unit_of(speaker) if speaker else _own_unit(text, named_often)
    match unit:
        case "国":
            return FoundArea(NATION, True)
        case "省":
            return _foremost(_by_prefix(named_often, (2,)))
        case "州":
            return _foremost(_by_prefix(named_often, (4,)))
        case "市":
            return _city_speaking(named_often) if speaker else _city(named_often)
        case "县" | "区":
            if unit == "区" and _is_autonomous(named_often) and not _one_district(named_often):
                return _foremost(_by_prefix(named_often, (2,)))
            return _foremost(_at(named_often, _LEVELS[unit]))
    issuer = _ISSUER.search(text, 0, _HEAD)
    named = find_areas(issuer.group(1)) if issuer else []
    return FoundArea(named[-1], True) if named else None


def namesake_of_text(area: Area, title: str, text: str) -> Area:
    """Return a district or a county, or the one of its name (西湖区) around which a text names more places by far: its
    city, and what else lies in that.

    Args:
        area: The area that a title names.
        title: The title; one that names what holds the area has told which one is meant.
        text: The plan.
    """
    namesakes = _namesakes(area)
    if len(namesakes) < _CLEAR or any(area.lies_in(other) for other in find_areas(title)):
        return area
    around = Counter(dict.fromkeys(namesakes, 0))
    for named in find_areas(text[:_LONGEST]):
        around.update(other for other in namesakes if named.name != area.name and _beside(named, other))
    (best, most), *_ = around.most_common(1)
    return best if most >= _OFTEN and most >= _CLEAR * around[area] else area


def untold_namesakes(area: Area | None, words: str, text: str) -> tuple[Area, ...]:
    """Return the areas of one name between which nothing tells: neither their city in the words around a plan, nor a
    place around one of them in its text.

    Args:
        area: The area of the plan; ``None`` if it is not known.
        words: Title, region and file of the plan, with its folders.
        text: The plan.
    """
    namesakes = _namesakes(area) if area else ()
    if area is None or len(namesakes) < _CLEAR or any(area.lies_in(other) for other in find_areas(words)):
        return ()
    named = find_areas(text[:_LONGEST])
    around = any(other.name != area.name and _beside(other, area) for other in named)
    within = [other for other in namesakes if other.code.startswith(area.code[:2])]
    province = len(within) == 1 and any(other.code == area.code[:2] for other in named)
    return () if around or province else namesakes


def _namesakes(area: Area) -> tuple[Area, ...]:
    """All areas of an area's level that bear its full name, itself among them."""
    return tuple(other for other in areas_called(area.name) if other.level is area.level and other.name == area.name)


def _beside(named: Area, area: Area) -> bool:
    """Whether an area holds another one, or lies in the same city; the whole province tells little."""
    city = area.code[:4]
    return named.code.startswith(city) or (named.code in MUNICIPAL and area.lies_in(named))


def _unit_of(speaker: re.Match[str]) -> str:
    word = speaker.group(3) or speaker.group(2)
    return "省" if "自治区" in speaker.group() else _UNITS.get(word, word)


def _own_unit(text: str, named: Mapping[Area, int]) -> str | None:
    """Return the innermost of the units that a text calls its own."""
    own = Counter(_UNITS.get(word, word) for word in _OWN.findall(text))
    nation = own.pop("国", 0)
    for unit in _INNERMOST_FIRST:
        if own[unit] >= max(_OFTEN, _SHARE * max(own.values(), default=0)):
            # 全区 beside 全市 is the region above the city.
            city = own["市"] >= _OFTEN or own["州"] >= _OFTEN
            above = unit == "区" and city and _is_autonomous(named) and not _one_district(named)
            if not above:
                return unit
    return "国" if nation >= _OFTEN and not own else None


def _mentions(text: str) -> Counter[Area]:
    """How often each area is named; a county by its short name only if its full name is written, too.

    新建, 和平 and 惠民 are words; of cities few have such a name.
    """
    found = [(area, text[start:end]) for area, start, end in named_areas(text)]
    whole = {area for area, name in found if is_full_name(name, area) or (area.name[-1] == "市" and name not in _WORDS)}
    return Counter(area for area, _ in found if area.code and (len(area.code) < 6 or area in whole))


def _by_prefix(named: Mapping[Area, int], lengths: Iterable[int]) -> Counter[Area]:
    """How often each area of these code lengths is named, itself or by what lies in it."""
    counts: Counter[Area] = Counter()
    # The oftener named last: of two names for one area (海南省, 海南自由贸易港) it is the one.
    holders = {area.code: area for area in sorted(named, key=named.__getitem__) if len(area.code) in lengths}
    for area, count in named.items():
        for length in lengths:
            if holder := holders.get(area.code[:length]):
                counts[holder] += count
    return counts


def _at(named: Mapping[Area, int], level: Level) -> Counter[Area]:
    return Counter({area: count for area, count in named.items() if area.level is level})


def _foremost(counts: Counter[Area]) -> FoundArea | None:
    if not counts:
        return None
    (area, most), *rest = counts.most_common(2)
    return FoundArea(area, most >= _SURELY and all(most >= _CLEAR * other for _, other in rest))


def _city_speaking(named: Mapping[Area, int]) -> FoundArea | None:
    """Return the city whose government speaks: of a prefecture that is no city, that of its name (恩施市, 大理市)."""
    found = _city(named)
    if found is None or found.area.name.endswith("市"):
        return found
    called = (area for area in areas_called(short_name(found.area.name)) if area.name.endswith("市"))
    city = next((area for area in called if area.lies_in(found.area)), None)
    return FoundArea(city, found.sure) if city else found


def _city(named: Mapping[Area, int]) -> FoundArea | None:
    """Return a city, a municipality, or a county-level city that is named much oftener than the city above it."""
    cities = _by_prefix({area: n for area, n in named.items() if area.code[:2] not in MUNICIPAL}, (4,))
    cities += Counter({area: n for area, n in _by_prefix(named, (2,)).items() if area.code in MUNICIPAL})
    small = _foremost(Counter({area: n for area, n in _at(named, Level.COUNTY).items() if area.name.endswith("市")}))
    large = _foremost(cities)
    if small is None or large is None:
        return small or large
    own = named[small.area]
    if small.area.lies_in(large.area):
        return small if own >= _OWN_SHARE * cities[large.area] else large
    return small if own > cities[large.area] else large


def _is_autonomous(named: Mapping[Area, int]) -> bool:
    province = _foremost(_by_prefix(named, (2,)))
    return province is not None and province.area.code in _AUTONOMOUS


def _one_district(named: Mapping[Area, int]) -> bool:
    district = _foremost(_at(named, Level.DISTRICT))
    return district is not None and district.sure
