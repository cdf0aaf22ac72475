"""Themes that their names bind to some places, and plans of other places, of which nobody asks them."""

from __future__ import annotations

from functools import cache, lru_cache

from compare.model import Plan, Theme
from compare.text import find_areas, regions

# National strategies by what their names hold, and the provinces (codes of GB/T 2260) that their outlines name; those
# of whole regions stand in the table of regions.
_STRATEGIES = {
    "雄安": ("11", "12", "13"),
    "首都功能": ("11", "12", "13"),
    "两岸": ("35",),
    "港澳": ("44", "81", "82"),
    "海南自由贸易港": ("46",),
}
# Provinces that have a coast, and those that have a land border, by what the names of themes hold that need one.
_COAST = ("12", "13", "21", "31", "32", "33", "35", "37", "44", "45", "46")
_BORDER = ("15", "21", "22", "23", "45", "53", "54", "62", "65")
_LANDSCAPES = {
    "海洋": _COAST,
    "沿海": _COAST,
    "海湾": _COAST,
    "向海": _COAST,
    "边境": _BORDER,
    "边疆": _BORDER,
    "沿边": _BORDER,
}
# Plans of which the areas are kept.
_PLANS = 1 << 14
_WHOLE = {
    "西部大开发": "西部地区",
    "西部陆海": "西部地区",
    "中部": "中部地区",
    "东北": "东北地区",
    "双城经济圈": "成渝",
}


def is_elsewhere(theme: Theme, plan: Plan) -> bool:
    """Whether a theme is bound to places in none of which the area of a plan lies or reaches: 长三角一体化 or 海洋经济
    for 四川.

    What a person asks for by a theme file is asked of every plan; so is what a plan of the whole country sets.
    """
    bound = () if theme.source == "given" else _bound(theme.name)
    home = _home(plan.region or plan.title) if bound else ()
    return bool(home) and not any(one.startswith(part) or part.startswith(one) for one in home for part in bound)


@lru_cache(maxsize=_PLANS)
def _home(place: str) -> tuple[str, ...]:
    """Return the codes of the areas that a text names; none of the whole country."""
    return tuple(code for area in find_areas(place) for code in area.codes if code)


@cache
def _bound(name: str) -> tuple[str, ...]:
    """Return the codes of all places that a name binds a theme to; none if it is bound to none."""
    known = {region: area.codes for region, area in regions().items()}
    known |= {held: known[region] for held, region in _WHOLE.items()} | _STRATEGIES | _LANDSCAPES
    return tuple(code for held, codes in known.items() if held in name for code in codes)
