"""What an enumerating clause sets: the members of its lists and its parts, each with its span."""

from __future__ import annotations

import re

from compare.align.amounts import for_each, has_amount
from compare.text import composed, cues

_PART = re.compile(r"[^，,；;：:。！!？?]+")
# What stands in brackets, quotation marks or a title is one thing, whatever it lists.
_CLOSED = re.compile(
    r"[（(][^（）()\n]{0,60}[）)]|“[^“”\n]{0,60}”|\"[^\"\n]{0,60}\"|《[^《》\n]{0,60}》|〔[^〔〕\n]{0,60}〕|【[^【】\n]{0,60}】"
)
_MASK = "■"
# 参与, 普及, 和谐 are words.
_AND = composed(
    r"、|以及|(?<=[\u4e00-\u9fff■]{2})(?:(?<![共饱总缓温])和(?!谐|平[^台均原]|美乡|睦|解)|(?<![参给赋授])与(?!会)|(?<![可以普涉波惠危触])及(?![时早格其]))"
    r"(?=[\u4e00-\u9fff■]{2})"
)
_JOINED, _SO_ON, _THROUGH = cues("belong_together"), cues("so_on"), cues("no_item")
_TAIL, _MAXIM = cues("rhetorical_tail"), cues("maxim")
# 一是, （一）, 到2025年: what stands before a task and is none of it.
_OPENING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,2}是|[（(][一二三四五六七八九十\d]{1,3}[）)]|[—–-]{1,4}|到20\d\d年|\s{1,4})"
)
# 主要预期目标是：what a colon leads in is told after it.
_LEADS_IN = re.compile(r"(?:是|为|如下|包括)$")
# What a list's first member is led by: the last verb in it, for 支持有条件地区发展风能、太阳能 lists energies.
_LED = composed(r".*{list_verb}(?:一批|一系列|[、和与在对以])?(?=..)")
_FOR = re.compile(r"^(?:[在对使]|从(?!源头|根本|严|实|快|重))(?=..)")
# Those for whom something is done are no things that are done: 为企业、个人提供渠道.
_TO_WHOM = re.compile(r"[为向给][^，,；;]*?(?:提供|创造|营造|搭建|给予)(?!了)(?=..)")
_VERBS_ALONE = composed(r"(?:{manner_of_verb}?(?:{list_verb}|{verb_alone}))++")
# A list has at least three members, each short; a part that names a task by itself is longer.
# A shorter part is a thing where it is a deed with what it is done to.
_DEED, _SHORTEST_OBJECT = cues("verbs_task"), 2
_FEWEST, _LONGEST_MEMBER, _SHORTEST_PART = 3, 14, 6
# Each member of a list of amounts (一级公路60公里、二级公路220公里) is a thing of its own: two are a list.
_FEWEST_COUNTED, _LONGEST_COUNTED = 2, 30
# Words that tell what a thing is like, and figures of speech, have so many at most.
_FIGURE = 4
_MOST = 20


def items_of(text: str) -> list[tuple[int, int]]:
    """Spans of the things that a clause sets, in reading order; none if it sets one thing.

    A part between commas that lists three or more short members (教育、医疗、社保、养老服务等) gives its members, first
    verbs and last general words left aside; any other part that is long enough gives itself, but for what tells how or
    what for (以园区为载体, 让群众更有获得感).
    """
    found: list[tuple[int, int]] = []
    masked = _CLOSED.sub(lambda match: _MASK * len(match.group()), text)
    for match in _PART.finditer(masked):
        start, end = _trimmed(text, *match.span())
        if _sets_nothing(text, start, end):
            continue
        counted = _counted(text, masked, start, end)
        members = counted or _members(masked, start, end)
        if len(members) >= _FEWEST or counted:
            found.extend(members)
        elif (end - start >= _SHORTEST_PART or _is_short_task(text[start:end])) and not _THROUGH.match(text[start:end]):
            found.append((start, end))
    return found[:_MOST] if len(found) > 1 else []


def joined_by_and(thing: str) -> list[str]:
    """Return what a thing names together, parted by 、 or 和: two of 体育馆和健身中心."""
    masked = _CLOSED.sub(lambda match: _MASK * len(match.group()), thing)
    return [thing[start:end] for start, end in _bounds(masked, 0, len(thing))]


def _is_short_task(part: str) -> bool:
    """Whether a short part is a deed with what it is done to: 加装电梯."""
    deed = _DEED.match(part)
    return deed is not None and len(part) - deed.end() >= _SHORTEST_OBJECT


def _sets_nothing(text: str, start: int, end: int) -> bool:
    """Whether a part is a figure of speech, a maxim, or leads in what a colon opens."""
    part = text[start:end]
    led_in = text[end : end + 1] in {"：", ":"} and _LEADS_IN.search(part)
    return bool(led_in or _TAIL.match(part) or _MAXIM.fullmatch(part))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while (opening := _OPENING.match(text[start:end])) and opening.end():
        start += opening.end()
    return start, end


def _members(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Members of the list in a part, if it holds one."""
    if whom := _TO_WHOM.match(text, start, end):
        start = whom.end()
    if "、" not in text[start:end]:
        return []
    stop = _SO_ON.search(text, start, end)
    bounds = _bounds(text, start, stop.start() if stop else end)
    bounds[0] = (_after_verbs(text, *bounds[0]), bounds[0][1])
    members = [(left, right) for left, right in bounds if 2 <= right - left <= _LONGEST_MEMBER]
    return [] if _says_what_like([text[left:right] for left, right in bounds]) else members


def _counted(text: str, masked: str, start: int, end: int) -> list[tuple[int, int]]:
    """Members of the list in a part of which each has an amount of its own, or all have the same (各30家), if it holds
    one.
    """
    bounds = _bounds(masked, start, end)
    if len(bounds) < _FEWEST_COUNTED or any(right - left > _LONGEST_COUNTED for left, right in bounds):
        return []
    each = for_each(text[slice(*bounds[-1])]) and has_amount(text[slice(*bounds[-1])])
    return bounds if each or all(has_amount(text[left:right]) for left, right in bounds) else []


def _bounds(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans between the marks of a list; a verb that stands alone (建立、完善) leads the member after it."""
    found: list[tuple[int, int]] = []
    at = start
    joined = max((match.start() for match in _JOINED.finditer(text, start, end)), default=0)
    for mark in _AND.finditer(text, start, end):
        joins = mark.group() != "、" and mark.end() <= joined
        leads = not found and _VERBS_ALONE.fullmatch(text, at, mark.start())
        if not joins and not leads:
            found.append((at, mark.start()))
            at = mark.end()
    return [*found, (at, end)]


def _says_what_like(members: list[str]) -> bool:
    """Whether a list tells what one thing is like: 为民、务实、清廉的政治本色; 宜工则工、宜农则农."""
    *others, last = members
    if all(len(each) <= _FIGURE for each in others) and 0 < last.find("的") <= _FIGURE:
        return True
    first = members[0]
    return len(first) == _FIGURE and all(
        len(each) >= _FIGURE and each[0] == first[0] and (each[2] == first[2] or each[0] == each[1]) for each in members
    )


def _after_verbs(text: str, start: int, end: int) -> int:
    """Where the first member begins, after the verb that leads the list."""
    if led := _LED.match(text, start, end):
        after = led.end()
    elif led := _FOR.match(text[start:end]):
        after = start + led.end()
    else:
        return start
    return after - 1 if text[after - 1] == "好" and text.startswith("、好", end) else after  # 建设好房子、好小区
