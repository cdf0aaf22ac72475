"""Whether a sentence says of a figure in it that it binds (约束性) or is expected (预期性)."""

from __future__ import annotations

import re

from compare.model import TargetKind
from compare.text import composed, cues

_TOLD = composed(r"(?P<kind>{kind_of_target})(?:指标|目标)?")
_LEADING = composed(
    r"(?P<kind>{kind_of_target})(?:指标|目标)(?:[（(][^（()）]{0,12}[)）])?(?:共?\d+[项个])?\s*(?:[:：]|包括|包含|分别|有|为|是)"
)
_CLOSING = composed(r"等\s*(?:[\d一二三四五六七八九十]+\s?[个项])?(?:主要)?(?P<kind>{kind_of_target})(?:指标|目标)")
_OF_ITS_PART = cues("done_of_kind")
_BORDERS = "，,；;。"


def kind_at(clause: str, at: int) -> TargetKind | None:
    """Return what a clause says of the figure at an offset; ``None`` if it says nothing of it.

    It is said by words that lead a list (约束性指标包括…), by words that close one (……等8个约束性指标), or in the
    figure's own part between commas (森林覆盖率45%（约束性）). What another part says of its own indicators
    (全面完成约束性指标) is not of it.
    """
    told = list(_TOLD.finditer(clause))
    before = next((match for match in reversed(told) if match.start() < at), None)
    if before and any(match.start() == before.start() for match in _LEADING.finditer(clause)):
        return _kind(before)
    behind = next((match for match in told if match.start() > at), None)
    start = max(clause.rfind(border, 0, at) for border in _BORDERS) + 1
    end = min(found if (found := clause.find(border, at)) >= 0 else len(clause) for border in _BORDERS)
    if behind and any(match.end() == behind.end() for match in _CLOSING.finditer(clause)):
        # 节能减排等约束性指标完成省下达目标 is said of its own part alone
        return None if behind.start() > end and _OF_ITS_PART.match(clause, behind.end()) else _kind(behind)
    own = behind if behind and behind.start() < end else before if before and before.start() >= start else None
    return _kind(own) if own else None


def _kind(told: re.Match[str]) -> TargetKind:
    return "约束性" if told["kind"] == "约束性" else "预期性"
