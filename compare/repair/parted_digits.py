"""Numbers whose digits stand apart, as recognition and old conversions leave them: ``提高到4 8 %``, ``2 0 0 5年``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compare.repair.edits import Edit
from compare.repair.han import BLANK

PARTED = 5
"""Numbers of single digits that stand before a unit, from which on a text is written so. Of 227 clean texts none holds
one; a list of figures stands before no unit."""

PARTED_WITH_YEAR = 2
"""As many are enough where a year is among them: nobody lists the digits of a year."""

_GAP = rf"[{BLANK}]{{1,2}}"
# What most numbers of a plan count: before any Han a garbled table would be a text written so.
_UNITS = "年月日万亿千百元美人户名个家项条处所座部辆公平立亩吨度级倍米%％‰℃"
# A number begins behind no digit, nor behind the blank after one: each run of them is looked at once.
_FIRST = rf"(?<![\d.．])(?<!\d[{BLANK}])(?<!\d[{BLANK}]{{2}})"
_BEFORE_UNIT = re.compile(rf"{_FIRST}\d(?:{_GAP}\d)++(?!\d)[{BLANK}]{{0,2}}(?=[{_UNITS}])")
_YEAR = re.compile(rf"(?<!\d)(?:1{_GAP}9|2{_GAP}0){_GAP}\d{_GAP}\d(?=[{BLANK}]{{0,2}}年)")
_MARK = "[.．∶:：～~—–%％‰-]"
_FIGURES = re.compile(rf"(?<![\d.．])\d(?:(?:{_GAP})?(?:{_MARK}(?:{_GAP})?)?\d)*(?:(?:{_GAP})[%％‰℃])?")
_TOGETHER = re.compile(r"\d{2,}")
_LINE, _SENTENCE = re.compile(r"[^\n]+"), re.compile("[，。；：！？,;]")
_BLANKS = re.compile(f"[{BLANK}]+")
_ANY = re.compile(rf"\d{_GAP}\d")


def parted_digits(text: str) -> list[Edit]:
    """Return the blanks inside the numbers of a text whose digits stand apart; in another those of years."""
    if not _ANY.search(text):
        return []
    sentences = [line for line in _LINE.finditer(text) if _SENTENCE.search(line.group())]
    found = {number.span() for number in _YEAR.finditer(text)}
    count = sum(len(_BEFORE_UNIT.findall(line.group())) for line in sentences)
    parted = count >= (PARTED_WITH_YEAR if found else PARTED)
    for line in sentences if parted else ():
        numbers = _FIGURES.finditer(text, line.start(), line.end())
        # Digits that stand together are a number of their own: 表1 2005年.
        found |= {number.span() for number in numbers if not _TOGETHER.search(number.group())}
    return [
        Edit(gap.start(), gap.end(), "", "space")
        for start, end in _apart(found)
        for gap in _BLANKS.finditer(text, start, end)
    ]


def _apart(spans: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield spans in order, those inside others left out."""
    done = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= done:
            yield start, end
            done = end
