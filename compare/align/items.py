"""What an enumerating clause sets: the members of its lists and its parts, each with its span."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PART = re.compile(r"[^，,；;：:。！!？?]+")
_BRACKETED = re.compile(r"[（(][^（）()\n]{0,60}[）)]")
_AND = re.compile(r"、|以及|(?<=[\u4e00-\u9fff]{2})(?:和|与|及)(?=[\u4e00-\u9fff]{2})")
# 一是, （一）, 到2025年: what stands before a task and is none of it.
_OPENING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,2}是|[（(][一二三四五六七八九十\d]{1,3}[）)]|[—–-]{1,4}|到20\d\d年|\s{1,4})"
)
_SO_ON = re.compile(r"等(?![级待候距])")
# What a list's first member is led by: the last verb in it, for 支持有条件地区发展风能、太阳能 lists energies.
_LED = re.compile(
    r".*(?:推进|推动|加强|加快|建设|打造|培育|支持|实施|完善|建立|健全|构建|优化|提升|提高|开展|强化|深化|促进|引导|鼓励|扩大|"
    r"增强|做优|做强|做大|壮大|发展|布局|谋划|挖掘|整合|落实|聚焦|围绕|依托|突出|重点|共同|确保|做好|办好|营造|拓展)(?=..)"
)
# What a clause goes by, works through or turns on is no task of its own.
_THROUGH = re.compile(r"^(?:以.*为|按照|根据|借助|依托|立足|围绕|聚焦|面向|针对|紧扣|通过|坚持以)")
# A list has at least three members, each short; a part that names a task by itself is longer.
_FEWEST, _LONGEST_MEMBER, _SHORTEST_PART = 3, 14, 6
_MOST = 20


def items_of(text: str) -> list[tuple[int, int]]:
    """Spans of the things that a clause sets, in reading order; none if it sets one thing.

    A part between commas that lists three or more short members (教育、医疗、社保、养老服务等) gives its members, first
    verbs and last general words left aside; any other part that is long enough gives itself.
    """
    found: list[tuple[int, int]] = []
    masked = _BRACKETED.sub(lambda match: "　" * len(match.group()), text)
    for match in _PART.finditer(masked):
        start, end = _trimmed(masked, *match.span())
        members = list(_members(masked, start, end))
        if len(members) >= _FEWEST:
            found.extend(members)
        elif end - start >= _SHORTEST_PART and not _THROUGH.match(masked[start:end]):
            found.append((start, end))
    return found[:_MOST] if len(found) > 1 else []


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while (opening := _OPENING.match(text[start:end])) and opening.end():
        start += opening.end()
    return start, end


def _members(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Members of the list in a part, if it holds one."""
    if "、" not in text[start:end]:
        return
    stop = _SO_ON.search(text, start, end)
    last = stop.start() if stop else end
    at = start
    bounds = []
    for mark in _AND.finditer(text, start, last):
        bounds.append((at, mark.start()))
        at = mark.end()
    bounds.append((at, last))
    for number, (left, right) in enumerate(bounds):
        if number == 0:
            left = _after_verbs(text, left, right)
        if 2 <= right - left <= _LONGEST_MEMBER:
            yield left, right


def _after_verbs(text: str, start: int, end: int) -> int:
    """Where the first member begins, after the verb that leads the list."""
    led = _LED.match(text[start:end])
    return start + led.end() if led else start
