"""Which area a title or a file name names: administrative areas, regions, zones and townships."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from compare.model import Level
from compare.text import MUNICIPAL, NATION, Area, areas_called, composed, cues, is_full_name, named_areas, regions

_ISSUES, _NO_TOWN, _NATIONAL = cues("issues"), cues("no_town"), cues("national_issuer")
# A village has its plan in its town: 星子镇东红村村庄规划.
_TOWN = composed(
    r"[\u4e00-\u9fff]{1,7}?(?:街道|苏木|镇|乡)(?={behind_area}|[\u4e00-\u9fff]{1,8}(?:村|社区|嘎查)(?:村庄|[\u4e00-\u9fff“]{0,8}规划))"
)
_DEVELOPED = r"(?:新技术|(?:高新)?技术产业|经济(?:技术)?)"
_ZONES = (
    "高新区|经开区|工业园区|综合保税区|旅游度假区|台商投资区|新区|港务区|航空港区|临空经济(?:示范)?区|空港经济区"
    "|综合实验区|特别合作区|深度合作区"
)
_ZONE = composed(rf"[\u4e00-\u9fff]{{0,8}}?(?:{_DEVELOPED}?开发区|管理区|{_ZONES})(?={{behind_area}})")
# Without an area before it 开发区 needs what it develops, and 管理区 may be anything.
_ZONE_ALONE = composed(
    rf"(?![^区]{{0,8}}[全我本省市县])[\u4e00-\u9fff]{{2,6}}?(?:{_DEVELOPED}开发区|示范区|综合实验区|{_ZONES})(?={{behind_area}})"
)
_JOINT = re.compile(r"[—–\-－·、和]{0,2}|半岛|沿[海江河边]|[东南西北中]部")
_COUNTY = composed("县(?={behind_area})")
_DIVISION = re.compile(r"(?P<corps>(?:新疆生产建设)?兵团)?(?P<name>第[一二三四五六七八九十]{1,3}师)")
_REGIMENT = composed(r"第?[一二三四五六七八九十百\d]{1,6}团(?:场|镇)?(?={behind_area})")
_REGION, _AROUND, _EXTENT = cues("region_kind"), cues("around_city"), cues("extent")
_ABBREVIATION = (4, 3, 2)
_REGION_NAME = re.compile(r"[\u4e00-\u9fff]{2,10}$")
_SEVERAL, _READ, _TITLE = 2, 100_000, 200
_NAME_ALONE = re.compile(r"[^\u4e00-\u9fff]*(?:年度?)?[^\u4e00-\u9fff]*")


def area_of_title(title: str, text: str = "") -> Area | None:
    """Return the area that a title names as its plan's own.

    Where each area lies in the one before, the innermost is meant (广东省清远市连州市), else the first.

    Args:
        title: A title or file name.
        text: The plan, which may say what a region consists of.
    """
    title = title[:_TITLE]
    if (issues := _ISSUES.search(title)) and (inner := area_of_title(title[issues.end() :], text)):
        return inner
    issuer, about, _ = title.partition("关于")
    if about and _named(issuer, text):
        title = issuer
    found = _named(title, text)
    if division := _division(title, found):
        return division
    if region := _region(title, found, text):
        return region
    if not found:
        return NATION if _NATIONAL.match(title) else _town_alone(title) or _zone_alone(title)
    area, start, end = found[-1] if found[-1][0].code.startswith(found[0][0].code) else found[0]
    if title[start:end] != area.name and area.level in (Level.CITY, Level.PROVINCE) and _COUNTY.match(title, end):
        return _county_called(area, title[start:end])
    return _narrower(area, title[start:end], title[end:]) or area


def _division(title: str, found: Sequence[tuple[Area, int, int]]) -> Area | None:
    """Return a division of the corps, which is one with its city where it has one (第七师胡杨河市), or a regiment of
    it.
    """
    division = _DIVISION.search(title)
    if division is None:
        return None
    corps = areas_called("新疆生产建设兵团")[0]
    city = next(((area, end) for area, start, end in found if start == division.end()), None)
    if city and city[0].code.startswith(corps.code):
        area, end = replace(city[0], level=Level.CITY), city[1]
    elif division["corps"] and city is None:
        area, end = Area(corps.code + division["name"], corps.name + division["name"], Level.CITY), division.end()
    else:
        return None
    regiment = _REGIMENT.match(title, end)
    return Area(area.code + regiment[0], area.name + regiment[0], Level.TOWNSHIP) if regiment else area


def _named(title: str, text: str) -> list[tuple[Area, int, int]]:
    """Return the areas that a title names; 平安 and 振兴 are counties only if nothing else is there or the text
    says so.
    """
    return [
        (area, start, end)
        for area, start, end in named_areas(title)
        if len(area.code) < 6
        or is_full_name(title[start:end], area)
        or title[end - 1] in "县旗"
        or _is_told(area.name, text)
        or _NAME_ALONE.fullmatch(title[:start] + title[end:])
    ]


def _is_told(name: str, text: str) -> bool:
    """Whether a text speaks of a county by its full name, more than by the way; 新建区域 is none."""
    return len(re.findall(re.escape(name) + "(?![域级块间位段])", text[:_READ])) >= _SEVERAL


def _county_called(area: Area, name: str) -> Area:
    """Return the county that is called as a city or a province is, with 县 behind it: that of today (河南县), else one
    that lay around its city (襄阳县).
    """
    today = (county for county in areas_called(name) if county.level is Level.COUNTY and county.name.endswith("县"))
    return next(today, Area(f"{area.code}{name}县", f"{name}县", Level.COUNTY))


def _narrower(area: Area, name: str, rest: str) -> Area | None:
    """Return a zone or a township of an area whose name follows it."""
    # All zones of a province have plans together; one zone is named with its city.
    city = area.level is Level.CITY or area.code in MUNICIPAL
    if (city or len(area.code) >= 6) and (zone := _ZONE.match(rest)):
        return Area(area.code + zone.group(), name + zone.group(), Level.DISTRICT if city else Level.TOWNSHIP)
    if len(area.code) >= 4 and (town := _TOWN.match(rest)) and not _NO_TOWN.search(town.group()):
        return Area(area.code + town.group(), town.group(), Level.TOWNSHIP)
    return None


def _town_alone(title: str) -> Area | None:
    """Return a township at the beginning of a title that does not say where it lies."""
    town = _TOWN.match(title.lstrip("《“0123456789年_- "))
    if town is None or _NO_TOWN.search(town.group()) or len(town.group()) < 3:
        return None
    return Area(f"-{town.group()}", town.group(), Level.TOWNSHIP)


def _zone_alone(title: str) -> Area | None:
    """Return a zone at the beginning of a title whose place is no area, or a word as well (杨凌示范区, 吴江开发区)."""
    zone = _ZONE_ALONE.match(title.lstrip("《“0123456789年_- "))
    return Area(f"-{zone.group()}", zone.group(), Level.DISTRICT) if zone else None


def _region(title: str, found: Sequence[tuple[Area, int, int]], text: str) -> Area | None:
    """Return a region of several provinces or cities, unless the title names an area beside it
    (浙江省推进长三角一体化).
    """
    for name in sorted(regions(), key=len, reverse=True):
        start = title.find(name)
        if start >= 0 and all(start <= begin < start + len(name) for _, begin, _ in found):
            return Area("", name, Level.REGION, _extent(text) or regions()[name].parts)
    match = _REGION.search(title)
    if match is None:
        return None
    if joined := _joined_region(title, found, match.start()):
        name = title[joined[0][1] : match.end()]
        return Area("", name, Level.REGION, _extent(text) or tuple(area.code for area, _, _ in joined))
    if any(end != match.start() for _, _, end in found):
        return None
    before = title[: match.start()]
    for length in _ABBREVIATION:
        if len(before) >= length and (cities := _abbreviated(before[-length:], text)):
            return Area("", before[-length:], Level.REGION, _extent(text) or cities)
    if found and not _AROUND.search(match.group()):
        return None
    name = title[found[0][1] : match.end()] if found else (_REGION_NAME.search(before) or [""])[0] + match.group()
    codes = _extent(text) or tuple(area.code for area, _, _ in found)
    return Area("", name, Level.REGION, codes or (f"-{name}",))


def _joined_region(
    title: str, found: Sequence[tuple[Area, int, int]], end: int
) -> Sequence[tuple[Area, int, int]] | None:
    """Return the areas of which a region takes its name, joined or with the part of them that is meant: 兰州—西宁,
    山东半岛, 辽宁沿海; ``None`` where it is called after one area, or otherwise.
    """
    if not found or found[-1][2] > end:
        return None
    between = [
        title[before:after]
        for before, after in zip([f[2] for f in found], [*(f[1] for f in found[1:]), end], strict=True)
    ]
    joined = any(between) and all(_JOINT.fullmatch(piece) for piece in between)
    return found if joined else None


def _abbreviated(letters: str, text: str) -> tuple[str, ...]:
    """Codes of the cities of which a name takes a character each (广清, 长株潭), all named in the text."""
    named = Counter(area for area, _, _ in named_areas(text[:20_000]) if area.level is Level.CITY)
    cities: list[str] = []
    for letter in letters:
        fitting = [area for area in named if letter in area.name and area.code not in cities and named[area] > 1]
        if not fitting:
            return ()
        cities.append(max(fitting, key=lambda area: named[area]).code)
    return tuple(sorted(cities))


def _extent(text: str) -> tuple[str, ...]:
    """Codes of the areas that the sentence on the extent of a region names, without those inside others of them."""
    for sentence in _EXTENT.finditer(text[:20_000]):
        codes = {area.code for area, _, _ in named_areas(sentence.group()) if len(area.code) >= 4}
        if len(codes) > 1:
            return tuple(sorted(code for code in codes if not any(code != o and code.startswith(o) for o in codes)))
    return ()
