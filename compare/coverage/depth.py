"""How deeply one clause takes a theme up: the role of the clause, and what the theme's own words govern in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from compare.features import is_concrete
from compare.model import Depth, Record, Role
from compare.text import set_figures

PAST_OR_SETTING = frozenset({Role.TITLE, Role.BASIS, Role.BACKGROUND, Role.ACHIEVEMENT})
"""Roles that cite a theme without committing to it."""

_WISHED = frozenset({Role.GOAL, Role.PRINCIPLE})

_PART_END = re.compile(r"[，,；;：:。]")
_ITEM_END = re.compile(r"、|以及|和(?=[\u4e00-\u9fff]{2})")
# What a clause takes as given: the chance it seizes, the order it follows.
_GIVEN = re.compile(
    r"^(?:《[^》]{1,40}》|[^，]{0,6}[省市县区]将?)?"
    r"(?:把握|抢抓|抓住|借助|按照|根据|全面落实(?=.*(?:要求|部署))|牢牢把握|立足|基于|发挥(?=.*作用))"
)
# What a clause acts through or for; whether it acts is for its other parts to say.
_THROUGH = re.compile(r"^(?:以(?=.*为)|结合|依托|围绕|聚焦|针对|通过)|力争在|方面(?:取得|实现)")
# One of so many items is not what a number in the next part counts.
_MANY = 2
_LED = re.compile(
    r"^(?:大力|积极|加快|深入|着力|稳步|持续|全面|扎实|进一步|谋划|前瞻)?(?:布局|发展|促进|推动|推进|提升|加强|强化|深化|优化|注重)"
)


class Taken(Record, frozen=True):
    """How a clause takes a theme up.

    Attributes:
        figure: Span inside the clause of the number that makes it quantified.
    """

    depth: Depth
    figure: tuple[int, int] | None = None


def taken_up(text: str, spans: Sequence[tuple[int, int]], *, role: Role, is_body: bool, about: bool) -> Taken:
    """The depth to which one clause takes a theme up.

    Args:
        text: The clause.
        spans: Where the theme's phrases stand in it, offsets into ``text``.
        role: The role of the clause.
        is_body: The clause is no title or heading.
        about: The whole clause is about the theme: its heading names it.

    Returns:
        1 where the clause only looks back or sets the scene; 4 where a figure stands with the theme's words or right
        after them; 3 where something concrete is to be done with them; else 2.
    """
    if role in PAST_OR_SETTING:
        return Taken(Depth.CITED)
    if not is_body:
        return Taken(Depth.STATED)
    figures = set_figures(text)
    if role in _WISHED and not figures:
        return Taken(Depth.STATED)
    parts = _Parts(text, spans)
    for figure in figures:
        if about or parts.govern(figure.start):
            return Taken(Depth.QUANTIFIED, (figure.start, figure.core_end))
    if role in _WISHED:
        return Taken(Depth.STATED)
    return Taken(Depth.ACTIONED if parts.act(about) else Depth.STATED)


class _Parts:
    """The parts of a clause between commas, and those in which the theme's words stand."""

    def __init__(self, text: str, spans: Sequence[tuple[int, int]]) -> None:
        self._starts = [0, *(match.end() for match in _PART_END.finditer(text))]
        self._masked = _masked(text, spans)
        self._spans = spans
        self._own = sorted({self._at(start) for start, _ in spans})

    def govern(self, figure: int) -> bool:
        """Whether the theme's words stand in the part of a figure, or in the part before as what is done."""
        at = self._at(figure)
        if at in self._own:
            return True
        before = self._part(at - 1) if at else ""
        return at - 1 in self._own and not _GIVEN.match(before) and before.count("、") < _MANY

    def act(self, about: bool) -> bool:
        """Whether something concrete is to be done with the theme."""
        if about or not self._own:
            return is_concrete(self._masked)
        return any(self._acts(start) for start, _ in self._spans)

    def _acts(self, offset: int) -> bool:
        """Whether something concrete is to be done with the theme's words at an offset."""
        part, item = self._part(self._at(offset)), self._item(offset)
        if _GIVEN.match(part):
            return False
        if _LED.match(item):
            return is_concrete(item)
        return is_concrete(self._masked if _THROUGH.search(part) else part)

    def _item(self, offset: int) -> str:
        """The item of an enumeration that an offset stands in, unless it is the first; empty without one."""
        number = self._at(offset)
        start, part = self._starts[number], self._part(number)
        ends = [match.end() for match in _ITEM_END.finditer(part)]
        at = bisect_right(ends, offset - start)
        return part[ends[at - 1] : (ends + [len(part)])[at]] if at else ""

    def _part(self, number: int) -> str:
        end = self._starts[number + 1] if number + 1 < len(self._starts) else len(self._masked)
        return self._masked[self._starts[number] : end]

    def _at(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1


def _masked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The clause without the theme's own words: 共享 in 教育资源共享 is the theme, not what is done about it."""
    for start, end in spans:
        text = text[:start] + "　" * (end - start) + text[end:]
    return text
