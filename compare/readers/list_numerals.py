"""Numbers as Word's automatic numbering writes them."""

from __future__ import annotations

from collections.abc import Callable

_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_DIGITS = "〇一二三四五六七八九"
_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    )
)
_ROMAN_LIMIT = 5000
_LETTERS_LIMIT = 780
"""Word writes 27 as AA, 53 as AAA and so on up to 30 letters."""


def numeral(number: int, form: str) -> str:
    """Return a number in one of Word's forms; in digits where the form has no sign for it, or is not known.

    Args:
        number: The number, 0 or more.
        form: A value of ``ST_NumberFormat`` of ECMA-376 (17.18.59), e.g. ``chineseCounting``.
    """
    return _FORMS.get(form, str)(number)


def _chinese(number: int, mode: str = "low") -> str:
    from cn2an import an2cn  # builds patterns for a tenth of a second, which few files need

    return str(an2cn(number, mode))


def _legal(number: int) -> str:
    return _chinese(number, "up")


def _digits(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _roman(number: int) -> str:
    if not 0 < number < _ROMAN_LIMIT:
        return str(number)
    written = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        written += sign * count
    return written


def _letters(number: int) -> str:
    if not 0 < number <= _LETTERS_LIMIT:
        return str(number)
    times, letter = divmod(number - 1, 26)
    return chr(ord("A") + letter) * (times + 1)


def _signs(signs: str) -> Callable[[int], str]:
    """Return a form that has a sign of its own for the first few numbers."""
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else str(number)


def _run(first: str, last: str) -> str:
    return "".join(map(chr, range(ord(first), ord(last) + 1)))


_CHINESE = (
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "koreanCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
)
_FORMS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(_CHINESE, _chinese),
    **dict.fromkeys(("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"), _legal),
    **dict.fromkeys(("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"), _digits),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _signs(_run("①", "⑳"))),
    "ideographEnclosedCircle": _signs(_run("㊀", "㊉")),
    "decimalEnclosedParen": _signs(_run("⑴", "⒇")),
    "decimalEnclosedFullstop": _signs(_run("⒈", "⒛")),
    "ideographTraditional": _signs(_STEMS),
    "ideographZodiac": _signs(_BRANCHES),
    "decimalFullWidth": lambda number: str(number).translate({ord(d): ord(d) + 0xFEE0 for d in "0123456789"}),
    "decimalZero": lambda number: f"{number:02d}",
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "none": lambda _: "",
}
