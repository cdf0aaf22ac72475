"""What the level of a plan does by its own power alone: told by the clause, the same for every plan below."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from compare.model import Binds, Level, Plan
from compare.text import Cues, composed, cues, cues_of, names_of_area

# One word of what the nation alone does stands in many a task of a city (两岸交流基地, 北斗应用); two are its matter.
_SURELY = 2
_OF_THE_NATION = cues("abroad"), cues("sovereign"), cues("sovereign_act")
_PHRASE = re.compile(r"[^，,；;。]+")
_DEFENCE, _SHARED = cues("defence"), cues("shared_duty")


# The clauses of an upper plan are asked of once for each lower one.
@lru_cache(maxsize=4096)
def own_task(text: str, plan: Plan) -> Binds | None:
    """Whom a clause binds whose matter its plan's own level keeps; ``None`` where it may be everybody's.

    The nation keeps its dealings abroad, its army, territory, budget, money and law; a province its own systems and
    bodies; and every area a body, platform or fund called after itself.

    Args:
        text: Of the clause.
        plan: The plan in which it stands.
    """
    if _SHARED.search(text):
        return None
    if plan.level is Level.NATIONAL and (kept := _kept_by_the_nation(text)):
        return kept
    phrases = _PHRASE.findall(text)
    found = [at for at, phrase in enumerate(phrases) if _is_own(phrase, plan)]
    # What stands among many other things (省属企业 in a list of projects) tells nothing of the clause.
    return "upper_only" if found and (found[0] == 0 or 2 * len(found) > len(phrases)) else None


def _is_own(phrase: str, plan: Plan) -> bool:
    named = plan.level is not Level.NATIONAL and bool(plan.region) and _own_body(plan.region).search(phrase)
    return bool(named) or any(cue.search(phrase) for cue in _means(plan.level))


def is_called_national(name: str, plan: Plan) -> bool:
    """Whether a theme of a national plan is called after what the nation alone does: 祖国统一大业."""
    return plan.level is Level.NATIONAL and any(cue.search(name) for cue in (*_OF_THE_NATION, _DEFENCE))


def _kept_by_the_nation(text: str) -> Binds | None:
    army = set(_DEFENCE.findall(text))
    found = army.union(*(cue.findall(text) for cue in _OF_THE_NATION))
    if len(found) < _SURELY:
        return None
    return "other_body" if 2 * len(army) > len(found) else "upper_only"


@cache
def _means(level: Level) -> tuple[Cues, ...]:
    return tuple(cue for cue in cues_of("powers").values() if level.value in cue.tags)


@cache
def _own_body(region: str) -> Cues:
    """Return what finds a body called after an area: 江苏省产品碳足迹公共服务平台, 清远市图书馆."""
    names = "|".join(map(re.escape, names_of_area(region)))
    return composed(rf"(?:{names})[^，。；、]{{0,14}}{{body_of_area}}")
