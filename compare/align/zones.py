"""Named zones, corridors and sites in a clause: places that no gazetteer lists (良渚文化大走廊, 金丽温大通道)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from compare.align.embeddings import meanings
from compare.text import Area, cities_by_letter, cues, cut, initials, is_place

_KIND = cues("zone_kind")
_QUOTED = re.compile(r"[“”\"《》]")
# What precedes the kind in a name: 良渚(文化大)走廊, 之江(文化)产业带.
_REACH = 12
# These stand in the names of very many places and in words.
_COMMON = frozenset("州阳城江山海安东西南北中大水河湖口门林平新京")
_PAIR = 2
_BOUND_TOGETHER = re.compile(r"(?:同城|一体).*")
# Longer words that the data does not know (经济协作) are put together of others; a number (23个片区, 第三条通道) and
# a kind (PCB产业园) are no names.
_WORD = re.compile(r"(?!第[一二三四五六七八九十])[\u4e00-\u9fff]{2,3}")
# Single characters that lead a name and are none of its own.
_LEADING = frozenset("在以是为从把将与和及对向到于同跟按依的等各用让由一二三四五六七八九十")


def zones_of(part: str) -> tuple[str, ...]:
    """Proper names of the zones that a part of a clause names, without their kind, in reading order.

    A name is a word that plans of the whole country do not use and that no area bears, or a run of characters that the
    dictionary does not know together (金丽温); 海洋经济发展示范区 has none.
    """
    found = []
    for match in _KIND.finditer(part):
        head = _QUOTED.split(part[max(0, match.start() - _REACH) : match.start()])[-1]
        if name := _name_at_end(cut(head)):
            found.append(name)
    return tuple(dict.fromkeys(found))


def joint_names(words: Sequence[str]) -> tuple[str, ...]:
    """Return runs of characters that are no words, as names of several places put together are (芜马, 金丽温), in
    order.
    """
    found, run = [], ""
    for word in (*words, ""):
        if len(word) in (1, 3) and all("\u4e00" <= char <= "\u9fff" for char in word) and _unknown(word):
            run += word
        else:
            found += [run] if len(run) > 1 else []
            run = ""
    return tuple(found)


@lru_cache(maxsize=4096)
def joined(name: str, province: str) -> tuple[Area, ...]:
    """Return the cities of a province whose names a joint name puts together (成德眉资); none if a character of it
    is of none.

    Args:
        name: As :func:`joint_names` gives it.
        province: Code of the province.
    """
    said = _BOUND_TOGETHER.sub("", name)
    called = [cities_by_letter(province).get(char, ()) for char in said]
    if sum(char not in _COMMON for char in said) < _PAIR or not all(called):
        return ()
    cities = tuple(dict.fromkeys(area for areas in called for area in areas))
    return cities if len(cities) > 1 else ()


def holds_initial(name: str, place: str) -> bool:
    """Whether a name put together of several places' holds this one's: 金丽温 holds 丽水, 芜马 holds 马鞍山."""
    return any(
        char in place
        and char not in _COMMON
        and initials().intersection(name[max(0, at - 1) : at] + name[at + 1 : at + 2])
        for at, char in enumerate(name)
    )


def _unknown(word: str) -> bool:
    return word not in meanings().number and not is_place(word)


def _name_at_end(words: Sequence[str]) -> str:
    """Return the last proper name among words; empty if there is none, or an area's name stands there
    (上海自贸试验区).
    """
    run = ""
    for word in reversed(words):
        if len(word) == 1 and "\u4e00" <= word <= "\u9fff" and word not in _LEADING:
            run = word + run
        elif _is_name(run):
            return run
        elif is_place(word):
            return ""
        elif _WORD.fullmatch(word) and word not in meanings().number:
            return word
        else:
            run = ""
    return run if _is_name(run) else ""


def _is_name(run: str) -> bool:
    """Single characters may be words cut short (茶旅, 科创); in a name put together of places' most stand for one."""
    return len(run) > 1 and sum(char not in initials() for char in run) <= max(0, len(run) - _PAIR)
