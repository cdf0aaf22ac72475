"""Five-year plans by their number: 十四五 is the fourteenth, of 2021 to 2025."""

from __future__ import annotations

import re

_NUMERALS = "一二三四五六七八九"
# The third five-year plan began in 1966, and every five years another one.
_THIRD, _EARLY = 1966, {1: 1953, 2: 1958}
# ２０２１, 二〇二一, 二○二一, 二零二一, 二O二一, 2０21: each sign to its digit; the O of three alphabets stands for 〇.
_DIGITS = str.maketrans("〇○零ＯOoΟО一二三四五六七八九０１２３４５６７８９", "00000000" + "123456789" + "0123456789")
_ZERO = "〇○零ＯOoΟО"
_WIDE = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
_WRITTEN_YEAR = re.compile(
    rf"[一1１二2２](?<![一二三四五六七八九{_ZERO}\d].)(?:(?<=[一1１])[九9９]|(?<=[二2２])[{_ZERO}0０])"
    rf"[一二三四五六七八九{_ZERO}\d]{{2}}(?![一二三四五六七八九{_ZERO}\d])"
)


def number_of(numeral: str) -> int:
    """Return the number that 一 to 九十九 write.

    Raises:
        ValueError: The numeral is none of these.
    """
    tens, ten, ones = numeral.rpartition("十")
    return 10 * (_digit(tens) if tens else 1) * bool(ten) + (_digit(ones) if ones else 0)


def _digit(numeral: str) -> int:
    return _NUMERALS.index(numeral) + 1


def years_of(plan: int) -> tuple[int, int]:
    """First and last year of a five-year plan."""
    first = _EARLY.get(plan, _THIRD + 5 * (plan - 3))
    return first, first + 4


def even_years(text: str) -> str:
    """Write the years of a text in digits: 二〇二五年, 二○二五年 and ２０２５年 become 2025年.

    The text keeps its length, so that its offsets hold.
    """
    return _WRITTEN_YEAR.sub(lambda year: year.group().translate(_DIGITS), text)


def even_digits(text: str) -> str:
    """Write wide digits, points and per cent signs of a text narrow: ３６．５％ becomes 36.5%; it keeps its length."""
    return text.translate(_WIDE)
