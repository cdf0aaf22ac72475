"""Upper sentences that no lower plan has to answer, whatever the verdict on them."""

from __future__ import annotations

import re
from functools import cache

from compare.features import is_concrete
from compare.model import Level, Passage, Plan, Role
from compare.text import cues, set_figures, short_name

_CREDO = 160
"""Characters from which a principle or goal is a creed (指导思想) and sets no one thing."""
_WISHES = frozenset({Role.PRINCIPLE, Role.GOAL})
_MANNER, _SUMS, _PROVINCIAL, _RULES = cues("manner"), cues("national_sums"), cues("provincial"), cues("national_rule")
_OF_THE_NATION = cues("abroad"), cues("defence"), cues("sovereign"), cues("sovereign_act")
# One word of what the nation alone does stands in many a task of a city (两岸交流基地, 北斗应用); two are its matter.
_SURELY = 2


def is_slogan(passage: Passage) -> bool:
    """Whether a passage is a slogan: it tells how to work, or is a principle or goal that names nothing to be done,
    or names everything.
    """
    manners = len(set(_MANNER.findall(passage.quote)))
    wished = passage.role in _WISHES
    if manners >= (1 if wished else _SURELY) and not set_figures(passage.quote):
        return True
    return wished and (len(passage.quote) > _CREDO or not is_concrete(passage.quote))


def is_others(passage: Passage, upper: Plan) -> bool:
    """Whether a passage is about what those above arrange themselves: the nation abroad, its army, territory, budget
    and rules; the systems and bodies of a province; a body, platform or fund called after the upper plan's own area.
    """
    quote = passage.quote
    if _RULES.search(quote) or (upper.level is Level.PROVINCE and _PROVINCIAL.search(quote)):
        return True
    if upper.level is Level.NATIONAL:
        found = {word for cue in _OF_THE_NATION for word in cue.findall(quote)}
        return len(found) >= _SURELY or bool(_SUMS.search(quote))
    return bool(upper.region) and bool(_own_body(upper.region).search(quote))


def is_called_national(name: str, upper: Plan) -> bool:
    """Whether a theme of a national plan is called after what the nation alone does: 祖国统一大业."""
    return upper.level is Level.NATIONAL and any(cue.search(name) for cue in _OF_THE_NATION)


@cache
def _own_body(region: str) -> re.Pattern[str]:
    """Return what finds a body called after an area: 江苏省产品碳足迹公共服务平台, 清远市图书馆."""
    names = "|".join(map(re.escape, dict.fromkeys((region, short_name(region) or region))))
    return re.compile(
        rf"(?:{names})[^，。；、]{{0,14}}(?:平台|集团|公司|中心|基金|银行|大学|研究院|图书馆|博物馆|医院)"
    )
