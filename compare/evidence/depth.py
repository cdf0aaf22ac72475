"""How deeply one clause takes a theme up: the role of the clause, and what the theme's own words govern in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from compare.evidence.quantities import set_figures
from compare.evidence.roles import is_concrete
from compare.model import Depth, Role

PAST_OR_SETTING = frozenset({Role.TITLE, Role.BASIS, Role.BACKGROUND, Role.ACHIEVEMENT})
"""Roles that cite a theme without committing to it."""

_PART_END = re.compile(r"[，,；;：:。]")
# What a clause takes as given, or as the light in which it acts: 把握…机遇, 借助…等建设, 以…为引领.
_SETTING = re.compile(r"^(?:以(?=.*为)|把握|抢抓|借助|按照|根据|围绕(?=.*要求)|结合|发挥(?=.*作用))")


@dataclass(frozen=True, slots=True)
class Taken:
    """How a clause takes a theme up.

    Attributes:
        figure: Span inside the clause of the number that makes it quantified.
    """

    depth: Depth
    figure: tuple[int, int] | None = None


def taken_up(text: str, spans: Sequence[tuple[int, int]], *, role: Role, is_body: bool, headed: bool) -> Taken:
    """The depth to which one clause takes a theme up.

    Args:
        text: The clause.
        spans: Where the theme's phrases stand in it, offsets into ``text``.
        role: The role of the clause.
        is_body: The clause is no title or heading.
        headed: A heading right above names the theme, so that the whole clause is about it.

    Returns:
        1 where the clause only looks back or sets the scene; 4 where a figure stands with the theme's words or right
        after them; 3 where something concrete is to be done with them; else 2.
    """
    if role in PAST_OR_SETTING:
        return Taken(Depth.CITED)
    if not is_body:
        return Taken(Depth.STATED)
    parts = _parts(text)
    own = sorted({bisect_right(parts, start) - 1 for start, _ in spans})
    for start, end in set_figures(text):
        at = bisect_right(parts, start) - 1
        if headed or any(at - 1 <= part <= at for part in own):
            return Taken(Depth.QUANTIFIED, (start, end))
    masked = _masked(text, spans)
    if headed and is_concrete(masked):
        return Taken(Depth.ACTIONED)
    if any(_acts(masked, parts, part) for part in own) or (not own and is_concrete(text)):
        return Taken(Depth.ACTIONED)
    return Taken(Depth.STATED)


def _parts(text: str) -> list[int]:
    """Offsets at which the parts of a clause between commas begin."""
    return [0, *(match.end() for match in _PART_END.finditer(text))]


def _masked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The clause without the theme's own words: 共享 in 教育资源共享 is the theme, not what is done about it."""
    chars = list(text)
    for start, end in spans:
        chars[start:end] = "　" * (end - start)
    return "".join(chars)


def _acts(masked: str, parts: Sequence[int], part: int) -> bool:
    start = parts[part]
    end = parts[part + 1] if part + 1 < len(parts) else len(masked)
    piece = masked[start:end]
    return not _SETTING.match(piece) and is_concrete(piece)
