"""What a target allows, as an interval, and whether two targets can both hold."""

from __future__ import annotations

import math
import re
from functools import lru_cache

from compare.model import Target
from compare.text import cues, parted

_ABOUT = cues("roughly")
_ROOM = 0.05
_SLIP = 1e-9


def interval(target: Target) -> tuple[float, float] | None:
    """Lowest and highest figure that a target allows, in base units; ``None`` if it names none that can be compared."""
    ends = _ends(target)
    if ends is None:
        return None
    low, high = ends
    if target.operator == ">=":
        return low, math.inf
    return (-math.inf, high) if target.operator == "<=" else (low, high)


def figure(target: Target, better: str) -> float | None:
    """Return the one figure to compare: of a range the end that is easier to reach."""
    ends = _ends(target)
    if ends is None:
        return None
    return ends[1] if better == "lower" else ends[0]


def compatible(one: Target, other: Target) -> bool:
    """Whether some figure satisfies both targets; true if they cannot be compared."""
    first, second = interval(one), interval(other)
    if first is None or second is None:
        return True
    room = max((_room(target) for target in (one, other)), default=0.0)
    return max(first[0], second[0]) <= min(first[1], second[1]) + room


@lru_cache(maxsize=1024)  # each target is held against all others of its indicator
def _is_rough(quote: str) -> bool:
    return _ABOUT.search(quote) is not None


def _room(target: Target) -> float:
    ends = _ends(target)
    share = _ROOM if _is_rough(target.quote) else _SLIP
    return abs(ends[1]) * share if ends else 0.0


def _ends(target: Target) -> tuple[float, float] | None:
    if target.norm_value is not None:
        return target.norm_value, target.norm_value
    found = re.fullmatch(r"(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)", target.value)
    if not found:
        return None
    factor, _, _ = parted(target.unit)
    return float(found.group(1)) * factor, float(found.group(2)) * factor
