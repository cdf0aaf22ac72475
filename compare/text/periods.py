"""Five-year plans by their number: 十四五 is the fourteenth, of 2021 to 2025."""

from __future__ import annotations

_NUMERALS = "一二三四五六七八九"
# The third five-year plan began in 1966, and every five years another one.
_THIRD, _EARLY = 1966, {1: 1953, 2: 1958}


def number_of(numeral: str) -> int:
    """The number that 一 to 十九 write; there has been no twentieth plan."""
    ones = numeral.removeprefix("十")
    return 10 * numeral.startswith("十") + (_NUMERALS.index(ones) + 1 if ones else 0)


def years_of(plan: int) -> tuple[int, int]:
    """First and last year of a five-year plan."""
    first = _EARLY.get(plan, _THIRD + 5 * (plan - 3))
    return first, first + 4
