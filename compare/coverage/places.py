"""Themes that their names bind to some places, and plans of other places, of which nobody asks them."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from compare.model import Plan, Theme
from compare.text import Landscape, find_areas, landscapes_in, regions, table_rows

# 渔业 is everybody's in 渔业与海洋牧场.
_AND = re.compile("[与和、]")
# Plans of which the areas are kept.
_PLANS = 1 << 14


def is_elsewhere(theme: Theme, plan: Plan) -> bool:
    """Whether a theme is bound to places in none of which the area of a plan lies or reaches: 长三角一体化 or 海洋经济
    for 四川.

    What a person asks for by a theme file is asked of every plan; so is what a plan of the whole country sets.
    """
    if theme.source == "given":
        return False
    bound, lands = _bound(theme.name)
    home = _home(plan.region or plan.title) if bound or any(lands) else ()
    if home and all(any(land.is_lacking(home, plan.year) for land in part) for part in lands):
        return True
    return bool(home and bound) and not any(a.startswith(b) or b.startswith(a) for a in home for b in bound)


@lru_cache(maxsize=_PLANS)
def _home(place: str) -> tuple[str, ...]:
    """Return the codes of the areas that a text names; none of the whole country."""
    return tuple(code for area in find_areas(place) for code in area.codes if code)


@cache
def _strategies() -> dict[str, tuple[str, ...]]:
    """Return the codes of the places that a word binds a theme to: names of regions and of national strategies."""
    known = {region: area.codes for region, area in regions().items()}
    told = {held: known.get(places) or tuple(places.split(";")) for held, places in table_rows("strategies.tsv")}
    return known | told


@cache
def _bound(name: str) -> tuple[tuple[str, ...], tuple[tuple[Landscape, ...], ...]]:
    """Return the codes of all places that a name binds a theme to, and the landscapes that each of its parts needs."""
    codes = tuple(code for held, codes in _strategies().items() if held in name for code in codes)
    return codes, tuple(map(landscapes_in, _AND.split(name)))
