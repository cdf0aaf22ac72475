"""Targets that a plan sets without a number of its own: 全覆盖, 完成上级下达任务, 与经济增长同步, 保持稳定."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compare.model import Operator
from compare.targets.candidate import Draft
from compare.targets.indicators import canonical, handed_down_with
from compare.targets.names import is_relative, listed, on_the_same
from compare.text import Cues, cues, read_left

_ALL, _NO_COVER = cues("covers_all"), cues("no_cover")
_HANDED, _HANDED_BEFORE = cues("aim_handed_on"), cues("aim_of_others")
_BESIDE, _KEPT, _GOING = cues("aim_beside_others"), cues("aim_kept"), cues("aim_going_on")
_AIMS, _LIKE, _ASSURED = cues("aims_said"), cues("indicator_like"), cues("made_sure")
_SHORTEST_COVER, _SHORTEST = 4, 3
_PART = re.compile(r"[^，,；;。：:！]+")
_REST = re.compile(
    r"(?:等|各)?(?:项|类)?(?:约束性|主要|控制|年度)*(?:指标|任务|目标)*(?:等|都|均|分别|要|总体|力争|确保)*$"
)
_PLACES = re.compile(r"(?:[省市县区乡镇村校户]|街道|社区|企业|园区)[）)]?$")
_AND = re.compile(r"以及|[和及与]")
_BRACKETS = re.compile(r"[（(][^（()）]*[)）]")


def unnumbered(clause: str, *, of_aims: bool = False) -> Iterator[Draft]:
    """Targets of a clause without a number: the value is empty, the unit 全覆盖 or empty.

    Args:
        clause: The text.
        of_aims: It goes on with a sentence that lists the aims of the plan.
    """
    for found in _ALL.finditer(clause) if "覆盖" in clause else ():
        name = read_left(found["name"]).name
        if "“" in name and "”" not in name:
            continue  # “重点产业全覆盖、服务生命全周期”的体系: a motto
        if len(name) >= _SHORTEST_COVER and not _NO_COVER.search(name):
            covering, _, covered = name.partition("实现")  # 科技特派员实现乡镇全覆盖
            if covering and len(covered) > 1:
                name = covered + covering if _PLACES.search(covered) else covering + covered
            yield Draft(f"{name}覆盖率", "=", "", "全覆盖", found.start(), found.end(), found.start("all"))
    begins = _AIMS.search(clause)
    for part in _PART.finditer(clause):
        in_aims = of_aims or begins is not None and part.start() >= begins.start()
        yield from _in_words(part, in_aims=in_aims)


def tells_aims(clause: str) -> bool:
    """Whether a clause begins the list of a plan's aims."""
    return _AIMS.search(clause) is not None


def _in_words(part: re.Match[str], *, in_aims: bool) -> Iterator[Draft]:
    """Aims of a part between commas that are told in words: one for each indicator of its list."""
    text = part.group()
    if found := _HANDED_BEFORE.search(text):
        drafts = list(_each(part, found["name"], found.start(), "=", known=not in_aims))
        yield from drafts
        if drafts:
            return  # else it is 完成省下达控制目标, and the names stand before
    if found := _GOING.search(text):
        for draft in _each(part, text[: found.start()], found.start(), "=", known=not in_aims):
            if _certain(draft.indicator):
                yield draft
        return
    for cue in (_HANDED, _BESIDE, _KEPT):
        if found := cue.search(text):
            told = _each(part, text[: found.start()], found.start(), _operator(found), known=not in_aims)
            yield from (draft for draft in told if in_aims or _is_aim_anywhere(cue, text, draft.indicator))
            return


def _is_aim_anywhere(cue: Cues, text: str, indicator: str) -> bool:
    """Whether a cue tells an aim outside of the list of a plan's aims, too: 价格保持稳定 is a task there, but not
    确保粮食产量稳定.
    """
    assured = cue is _BESIDE or _ASSURED.match(text) is not None
    return cue is _HANDED or (assured and _certain(indicator))


def _operator(found: re.Match[str]) -> Operator:
    groups = found.groupdict()
    return ">=" if groups.get("least") else "<=" if groups.get("most") else "="


def _each(part: re.Match[str], words: str, at: int, operator: Operator, *, known: bool) -> Iterator[Draft]:
    """One target for each name of a list.

    Args:
        part: Where they stand.
        words: The list.
        at: Where the aim is told, in the part.
        operator: How it binds.
        known: Only indicators of the dictionary, or names that can be nothing else, are believed.
    """
    name = read_left(_BRACKETS.sub("", _REST.sub("", words))).name
    for each in _names(name) if name else ():
        bare = _REST.sub("", each)
        if len(bare) < _SHORTEST and not handed_down_with(bare):
            continue
        if _certain(bare) or (_LIKE.search(bare) and not (known and len(bare) > _LONGEST)):
            yield Draft(bare, operator, "", "", part.start(), part.end(), part.start() + at)


_LONGEST = 16
"""Characters of a name outside of the list of aims that is no longer a clause."""


def _names(name: str) -> list[str]:
    """Return the names of a list: 和 parts two of them where each can be an indicator by itself."""
    pieces: list[str] = []
    for piece in name.split("、"):
        halves = [_REST.sub("", half) for half in _AND.split(_REST.sub("", piece))]
        pieces += halves if all(map(_by_itself, halves)) or any(map(_certain, halves)) else [piece]
    whole = all(_by_itself(_REST.sub("", piece)) for piece in pieces)
    return on_the_same([_REST.sub("", each) for each in (pieces if whole else listed(name))])


def _certain(name: str) -> bool:
    return canonical(name).known is not None or handed_down_with(name)


def _by_itself(name: str) -> bool:
    return _certain(name) or is_relative(name) or _LIKE.search(name) is not None
