"""What a figure is the figure of: the indicator's name out of the words around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from msgspec.structs import replace

from compare.text import Figure, Left, Measure, composed, cues, cut, measure_of, without_lead

STOCK, RATE_NAME = cues("stock_name"), cues("rate_name")
"""Names of what is there, against things to be done: 播种面积 385 万亩, not 造林 385 万亩."""
_SHARED, _PER_HEAD = cues("said_of_each"), cues("per_head")
_RELATIVE, _ATTRIBUTE = cues("relative_name"), cues("attribute_at_end")
_PER_VALUE, _PLACE, _AT_PLACE = cues("per_unit_of_value"), cues("whole_place"), cues("opening_place")
_ACT_MEASURED, _OF_VALUE = cues("act_measured"), cues("reckoned_by_value")
_ACT = cues("only_done")
_ACT_AT_END, _ACT_BEFORE = composed(r"{only_done}$"), composed(r"^{only_done}(?=.{2})")
_LIKE, _SPENT, _RATE_AT_END = cues("indicator_like"), cues("spent_name"), re.compile("[\u4e00-\u9fff]{2}率$")
_ALIGNED = 2
"""Characters up to which the names of a list are taken to be of one length."""

_BEYOND = {False: 3, True: 2}
"""Characters by which the last name of a list is longer than a short one that lacks its end, or the end of a rate."""

# 三次产业分别增长5%、9%、6%: one each.
_SECTORS_TOGETHER, _EACH_SECTOR = re.compile(r"三次产业(?P<rest>[^、，,]*)"), "一二三"
_SECTORS = re.compile(r"一、?二、?三次?产业?(?P<rest>.*)")
# 国、省控断面 and 县级及以上 are one name.
_CONNECTORS = tuple(
    re.compile(f"、(?![省市][控考])|，|,{others}") for others in ("|以及|和|及(?!以[上下])|与|或", "|以及|和", "")
)
# 市、县两级财政支出占比分别达到: of each level.
_LEVELS = re.compile(r"(?P<one>[省市州区县])[、和](?P<other>[市州区县乡镇村])(?:两级)(?P<rest>.+)")
_BOTH = {"城乡": ("城镇", "农村"), "存贷款": ("存款", "贷款"), "进出口": ("进口", "出口")}
_BRACKETED = re.compile(r"[（(][^（()）]*[)）]")
_HELD = {ord(sign): 0xE000 + number for number, sign in enumerate("、，,和及与或")}
_LET_GO = {held: sign for sign, held in _HELD.items()}
_SHARE_AT_END = re.compile(r"占[^，,占]{1,14}(?:比重|比例|比)$")


def per_head(name: str) -> str:
    """Return what the things are counted by: 每万名老年人口; empty if by nothing."""
    found = _PER_HEAD.match(name)
    return found.group() if found else ""


def is_relative(name: str) -> bool:
    """Whether a name says nothing without that of which it is: 总产量, 覆盖率."""
    return bool(_RELATIVE.match(name))


def object_of(name: str) -> str:
    """Return what an indicator is measured on: 粮食 of 粮食种植面积."""
    return _ATTRIBUTE.sub("", name)


def on_the_same(names: Sequence[str]) -> list[str]:
    """Return the names of a list; what says nothing by itself is of what the first is measured on: 粮食面积、产量."""
    thing = object_of(names[0]) if names else ""
    return [thing + name if name != names[0] and (is_relative(name) or not object_of(name)) else name for name in names]


def shares(words: str) -> bool:
    """Whether one figure is said of every name of a list: 均增长6%."""
    return bool(_SHARED.search(words))


def listed(names: str, count: int = 0) -> list[str]:
    """Return the names of a list: 每千人口执业医师数和注册护士数 gives both, each with what they are counted by.

    Args:
        names: The list.
        count: How many names there should be, where that is known: 集成电路与ICT、医药健康 are two or three.
    """
    names = without_lead(names)
    if sectors := _SECTORS.match(names):
        return [f"{number}产{sectors['rest']}" for number in _EACH_SECTOR]
    whole = _BRACKETED.sub(lambda found: found.group().translate(_HELD), names)  # 县（市、区） is one name
    splits = [
        [name.strip().translate(_LET_GO) for name in connector.split(whole) if name.strip()]
        for connector in _CONNECTORS
    ]
    found = next((split for split in splits if count and len(split) == count), splits[0])
    if len(found) < 2:
        return found
    if head := _PER_HEAD.match(found[0]):
        found = [found[0], *(name if name.startswith("每") else head.group() + name for name in found[1:])]
    if value := _PER_VALUE.match(found[0]):
        found = [name if not _OF_VALUE.match(name) else value.group() + name for name in found]
    first, last = found[0], found[-1]
    if all(map(_PLACE.fullmatch, found[:-1])) and of_no_place(last) != last:
        return found  # each place has what is measured in the last: with_shared_end
    if share := _SHARE_AT_END.search(last):
        return [name if RATE_NAME.search(name) else name + share.group() for name in found]
    stops_short = len(last) > len(first) + _BEYOND[RATE_NAME.search(last) is not None and STOCK.search(first) is None]
    if len(first) <= 4 and stops_short and not RATE_NAME.search(first):
        found = [name + _tail(name, last) if len(name) <= 4 else name for name in found]
    return found


def said_of(words: str, count: int) -> list[str]:
    """Return the names that so many figures are said of, 分别; 城乡居民收入 with two figures are two."""
    if levels := _LEVELS.match(without_lead(words)):
        return [f"{levels[level]}级{levels['rest']}" for level in ("one", "other")]
    if (sectors := _SECTORS_TOGETHER.fullmatch(without_lead(words))) and count == len(_EACH_SECTOR):
        return [f"{each}产{sectors['rest']}" for each in _EACH_SECTOR]
    names = _of_acts(listed(words, count))
    both = next((both for both in _BOTH if both in names[0]), "") if len(names) == 1 and count == 2 else ""
    return [names[0].replace(both, half, 1) for half in _BOTH[both]] if both else names


def without_act(name: str) -> str:
    """Return the name of things without what is done with them at its end: 项目 of 项目新开工."""
    found = _ACT_AT_END.search(name)
    return name[: found.start()] if found and found.start() >= _ALIGNED else name


def _of_acts(names: list[str]) -> list[str]:
    """Return the names of a list of what is done with one thing, each with the thing: 项目签约、开工、投产 and
    签约、开工、投产项目 are 项目签约, 项目开工, 项目投产.
    """
    if len(names) < 2 or not all(map(_ACT.fullmatch, names[1:-1])):
        return names
    *others, last = names
    act = _ACT_AT_END.search(names[0])
    if act and act.start() and _ACT.fullmatch(last):
        return [names[0], *(names[0][: act.start()] + name for name in names[1:])]
    first = _ACT_BEFORE.match(last)
    if first and _ACT.fullmatch(names[0]):
        acts, thing = [*others, first.group()], last[first.end() :]
        return [act + thing if is_relative(thing) else thing + act for act in acts]
    return names


def _tail(name: str, last: str) -> str:
    """Return what a short name shares with the last of its list: 收入 of 城镇、农村居民收入 stands as far from the
    beginning; of names of unlike length, 新能源 and 汽车零部件产业产值, it is what can be said of any thing, or
    the last word, 管理率 of 高血压、严重精神障碍患者管理率.
    """
    attribute = _ATTRIBUTE.search(last)
    if len(name) <= _ALIGNED:
        return last[len(name) :]
    if not attribute:
        words = cut(last)
        if len(name) in accumulate(map(len, words)):
            return last[len(name) :]
        return words[-1] if len(words[-1]) > 1 else "".join(words[-2:])
    head = last[: attribute.start()]
    return ("产业" if head.endswith("产业") else "") + attribute.group()


def _is_measured(name: str) -> bool:
    """Whether a name ends as what is measured does, and needs no end of another."""
    return any(cue.search(name) for cue in (STOCK, RATE_NAME, _LIKE, _SPENT))


def of_no_place(name: str) -> str:
    """Return a name without where it is measured at its front: 长三角地区煤炭消费量."""
    return _AT_PLACE.sub("", name, count=1)


def is_place(name: str) -> bool:
    """Tell whether a name is only where a figure is reached: 县城."""
    return _PLACE.fullmatch(name) is not None


def with_shared_end(names: Sequence[str]) -> list[str]:
    """Return names each with what is told of all at the end of the last: 甲公司、乙公司产值 with a figure each,
    养老、医保参保率 and 新开工、新投产项目 with one of both.
    """
    names = _of_acts(list(names))
    if len(names) > 1 and all(map(_PLACE.fullmatch, names[:-1])) and (rest := of_no_place(names[-1])) != names[-1]:
        return [*(name + rest for name in names[:-1]), names[-1]]
    act = _ACT_MEASURED.search(names[-1]) if len(names) > 1 else None
    if act and act.start() >= _ALIGNED:
        return [*(name if _ACT_MEASURED.search(name) else name + act.group() for name in names[:-1]), names[-1]]
    end = _ATTRIBUTE.search(names[-1]) or _RATE_AT_END.search(names[-1]) if len(names) > 1 else None
    if not end or end.start() < 2 or any(map(_is_measured, names[:-1])):
        return list(names)
    return [*(name + end.group() for name in names[:-1]), names[-1]]


def of_list(told: Left, figure: Figure) -> Left:
    """With a verb that opens a list of what a rate is of, and makes nothing, in its name: 改建、扩建项目不低于60%."""
    if not told.name.startswith("、") or measure_of(figure.unit) is not Measure.RATE:
        return told
    return replace(told, name=told.verb + told.name if told.verb else told.name[1:], verb="")
