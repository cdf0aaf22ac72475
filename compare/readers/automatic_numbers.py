"""Numbers that Word works out where a field asks for one (AUTONUM, LISTNUM), which stand nowhere in the file.

ECMA-376 part 1, 17.16.5.4 to .6 and .33: such a field has no result; it counts the paragraphs of its level.
"""

from __future__ import annotations

import re
from collections import Counter

from compare.readers.list_numerals import numeral

_KIND = re.compile(r"\s*(AUTONUMLGL|AUTONUMOUT|AUTONUM|LISTNUM)\b", re.IGNORECASE)
_FORM = re.compile(r"\\\*\s*(\w+)")
_SEPARATOR = re.compile(r"\\s\s+[\"“]?(\S)")
_LEVEL = re.compile(r"\\l\s+(\d)")
_FORMS = {
    "CHINESENUM1": "chineseCounting",
    "CHINESENUM2": "chineseLegalSimplified",
    "CHINESENUM3": "chineseCountingThousand",
    "ROMAN": "upperRoman",
    "ALPHABETIC": "upperLetter",
    "CIRCLENUM": "decimalEnclosedCircle",
}
"""Switches of the general format (17.16.4.3) to the forms of lists."""

_LIST_FORMS = ("decimal", "lowerLetter", "lowerRoman")
"""Forms of the outer levels of LISTNUM; deeper ones begin again."""


class AutomaticNumbers:
    """Count the fields of a document as they come by in reading order."""

    def __init__(self) -> None:
        self._counts: dict[str, Counter[int]] = {}

    def next(self, code: str, level: int) -> str:
        """Return the number that a field shows, with the sign behind it; empty if the field shows none.

        Args:
            code: The field's code.
            level: Level of the paragraph among the headings, 0 if it is none.
        """
        found = _KIND.match(code)
        if not found:
            return ""
        kind = found[1].upper()
        if kind == "LISTNUM":
            level = max(0, int(given[1]) - 1) if (given := _LEVEL.search(code)) else 0
            return numeral(self._count(kind, level)[level], _LIST_FORMS[level % len(_LIST_FORMS)]) + ")"
        counts = self._count(kind, level)
        form = _FORM.search(code)
        separator = sign[1] if (sign := _SEPARATOR.search(code)) else "."
        if kind == "AUTONUMLGL":
            return ".".join(str(counts[at]) for at in range(level + 1) if counts[at]) + separator
        return numeral(counts[level], _FORMS.get(form[1].upper(), "decimal") if form else "decimal") + separator

    def _count(self, kind: str, level: int) -> Counter[int]:
        counts = self._counts.setdefault(kind, Counter())
        counts[level] += 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        return counts
