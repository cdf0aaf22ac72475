"""Phrases of an upper plan that are of no use below: what only its own area is, has, or reaches."""

from __future__ import annotations

from functools import cache
from re import escape

from compare.align import home_of
from compare.model import Level, Plan
from compare.text import (
    Area,
    Cues,
    Measure,
    composed,
    cues,
    landscapes_in,
    measure_of,
    named_areas,
    names_of_area,
    rarity,
    set_figures,
    short_name,
)

RANK = "国省市区县州旗"
"""What names of areas in full end with."""
_DEEDS = cues("verbs_build")
_CHOSEN, _GRANTED, _STRONG = cues("chosen_ones"), cues("granted_to_one"), cues("strong_province")
_RARE = 4.5
"""``rarity`` from which a word that names an area is taken for its name."""
_CITY = 4
"""Digits of the code of a city (GB/T 2260)."""
_SEVERAL = 2
"""Words in one phrase, each of which names an area, from which none of them is a word of the language."""


def is_of_others(phrase: str, upper: Plan, lower: Plan) -> bool:
    """Whether a lower plan cannot write a phrase: it tells of the upper plan's own standing or brand, of what was
    granted to it or chosen by it, sums up the whole country, names places of it that are not the lower plan's, or a
    river or the like on which the lower plan's area does not lie.
    """
    if upper.region and _standing(upper.region).search(phrase):
        return True
    homes, above = tuple(area.code for area in home_of(lower)), tuple(area.code for area in home_of(upper))
    if homes and any(land.is_lacking(homes, lower.year) for land in landscapes_in(phrase)):
        return True
    if upper.level is Level.NATIONAL:
        return lower.level is not Level.NATIONAL and _sums_up(phrase)
    if _CHOSEN.search(phrase) or (upper.level is not lower.level and _GRANTED.search(phrase)):
        return True
    if lower.level is not Level.PROVINCE and _STRONG.search(phrase):
        return True
    named = [(phrase[start:stop], area) for area, start, stop in named_areas(phrase) if above]
    theirs = [(name, area) for name, area in named if _is_inside(area, above, homes) and not is_in_full(name, area)]
    return len(theirs) >= _SEVERAL or any(is_a_name(name, area) for name, area in theirs)


def _is_inside(area: Area, above: tuple[str, ...], homes: tuple[str, ...]) -> bool:
    return area.code.startswith(above) and area.code not in above and area.code not in homes


def is_in_full(name: str, area: Area) -> bool:
    """Whether an area is named with its rank: 贵州省, and not 贵州."""
    return name.endswith(tuple(RANK)) and name != short_name(area.name)


def is_a_name(name: str, area: Area) -> bool:
    """Whether the name of an area is no word of the language beside (新建, 和平, 合作: counties); a word that is
    frequent because a city is called so (武汉) is a name.
    """
    rare = rarity(name) >= _RARE or len(area.code) == _CITY
    return is_in_full(name, area) or (rare and name not in _DEEDS)


def _sums_up(phrase: str) -> bool:
    """Whether a phrase sets amounts, and no rate: what a country reaches as a whole (粮食产量1.4万亿斤)."""
    measures = {measure_of(figure.unit) for figure in set_figures(phrase)}
    return Measure.AMOUNT in measures and Measure.RATE not in measures


@cache
def _standing(region: str) -> Cues:
    """Return what finds an area's own standing or brand in a phrase: 湖北作为…交汇点的综合优势, “最美浙江人”."""
    own = "|".join(map(escape, names_of_area(region)))
    return composed(
        rf"(?:{own})[^，。；、]{{0,16}}{{standing}}|{{leads_to_area}}(?:{own})"
        rf"|“(?!{{each_has_its_own}})[^”]{{0,8}}(?:{own})[^”]{{0,8}}”"
    )
