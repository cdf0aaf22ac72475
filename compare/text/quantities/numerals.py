"""Numbers in every script that plans use: 3,530, 3，530, 1 200, １２００, 一百二十, 六点五; and years."""

from __future__ import annotations

import re

# Thousands are marked by a comma, a wide comma or a blank; (?!\d) keeps 8,2000 apart. A workbook writes all decimals of
# what it has worked out.
_BLANK = r"[ \u00a0\u2009\u202f\u3000]"
NUMBER = (
    r"(?:\d{1,3}(?:,\d{3}){1,4}+(?!\d)|\d{1,3}(?:，\d{3}){1,4}+(?!\d)"
    rf"|(?<=[一-龥≥≧≤≦<>＜＞ ])\d{{1,3}}(?:{_BLANK}\d{{3}}){{1,4}}+(?!\d)|\d{{1,12}}+)(?:[.．]\d{{1,20}}+)?"
)
"""Pattern of a number in digits, narrow or wide."""

POINT = "[·•．・]"
_PLACE = "[〇○零Ο０一二三四五六七八九]"
_NO_PLACE_BEFORE = "(?<![〇○零Ο０一二三四五六七八九十百千万亿、·•．・])"
PLACES = rf"{_NO_PLACE_BEFORE}{_PLACE}{{1,4}}(?:、{_PLACE}{{3}}){{0,3}}{POINT}{_PLACE}{{1,3}}"
"""Pattern of a number with decimals whose characters stand for digits, as plans of the fifties write it: 二六·八."""

_DIGIT_CHARS = "〇零一二三四五六七八九"
NUMERALS = "〇零一二两三四五六七八九十百千万亿"
"""The characters of a number in words."""

YEAR = r"(?:(?:[1１][9９]|[2２][0０])\d\d|(?:一九|二[〇○零Ο０])[一二三四五六七八九〇○零Ο０]{2})"
"""Pattern of a year in digits or words, without 年."""

_SIZES = {"十": 10, "百": 100, "千": 1000}
_GREAT = {"万": 10_000, "亿": 100_000_000}
_YEAR_DIGITS = str.maketrans("〇○零Ο一二三四五六七八九", "0000123456789")
_MARKS = re.compile(r"[,，\s]")


def in_digits(number: str) -> str:
    """Return a number as :data:`NUMBER` matches it without its thousands marks, in narrow digits; decimals stay as
    written.
    """
    bare = _MARKS.sub("", number).replace("．", ".")
    return bare if bare.isascii() else "".join(str(int(char)) if char.isdigit() else char for char in bare)


def year_of(written: str) -> int:
    """Return the year that :data:`YEAR` matched."""
    return int(written.translate(_YEAR_DIGITS))


def place_value_of(written: str) -> str:
    """Return a number whose characters stand for digits, as :data:`PLACES` matches it: 六、七四九·三 is 6749.3."""
    whole, decimals = (part.translate(_YEAR_DIGITS) for part in re.split(POINT, written.replace("、", "")))
    return f"{int(whole)}.{decimals}"


def value_of(words: str) -> str:
    """Return a number in words as digits: 一百二十 is 120, 两千三 is 2300, 六点五 is 6.5; empty if it is none."""
    whole, point, decimals = words.partition("点")
    value = _whole(whole)
    if value is None or any(char not in _DIGIT_CHARS for char in decimals) or (point and not decimals):
        return ""
    return f"{value}.{''.join(str(_digit(char)) for char in decimals)}" if point else str(value)


def _digit(char: str) -> int:
    return 2 if char == "两" else max(_DIGIT_CHARS.index(char) - 1, 0)


def _whole(words: str) -> int | None:
    """Return the whole number that words write; ``None`` if they write none: 三十二百, 十百."""
    total = section = 0
    digit, last = None, 10
    for char in words:
        if char in _GREAT:
            section += digit or 0
            inner = total if char == "亿" else 0  # 两万亿
            total += (inner + section or 1) * _GREAT[char] - inner
            section, digit, last = 0, None, _GREAT[char]
        elif char in _SIZES:
            if digit is None and section and char != "十":
                return None
            section += (1 if digit is None else digit) * _SIZES[char]
            digit, last = None, _SIZES[char]
        elif digit in (None, 0):
            digit, last = _digit(char), 10 if char in "零〇" else last
        else:
            return None
    if not words:
        return None
    # 两千三 leaves its last size unsaid.
    unsaid = last // 10 if digit and last > 10 and words[-2:-1] not in "零〇" else 1
    return total + section + (digit or 0) * unsaid
