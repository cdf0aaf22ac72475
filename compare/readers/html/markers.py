"""Numbers that a browser writes before the items of a list and that stand nowhere in the page."""

from __future__ import annotations

import re

from compare.readers.html.page import Element
from compare.readers.list_numerals import numeral

_STYLE = re.compile(r"list-style(?:-type)?\s{0,3}:\s{0,3}([a-z-]{1,40})", re.IGNORECASE)
_TYPES = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman", "1": "decimal"}
_FORMS = {
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "cjk-ideographic": "chineseCountingThousand",
    "cjk-decimal": "chineseCounting",
    "simp-chinese-informal": "chineseCountingThousand",
    "trad-chinese-informal": "chineseCountingThousand",
    "simp-chinese-formal": "chineseLegalSimplified",
}
"""Counter styles of CSS (CSS Counter Styles 3, 6 and 7) to the forms of :mod:`compare.readers.list_numerals`."""

_IDEOGRAPHIC = re.compile(r"cjk|chinese")
_NONE = frozenset({"none", "disc", "circle", "square"})


class Markers:
    """Count the items of the lists of a page as they come by in reading order."""

    def __init__(self) -> None:
        self._counts: dict[Element, int] = {}

    def next(self, item: Element) -> str:
        """Return the number of an item of an ordered list with the sign behind it; empty for any other element."""
        parent = item.getparent()
        if item.tag != "li" or parent is None or parent.tag != "ol":
            return ""
        following = self._counts.get(parent, _whole(parent.get("start"), 1) - 1) + 1
        number = self._counts[parent] = _whole(item.get("value"), following)
        style = _style(item) or _style(parent) or "decimal"
        if style in _NONE:
            return ""
        return numeral(max(0, number), _FORMS.get(style, "decimal")) + ("、" if _IDEOGRAPHIC.match(style) else ".")


def _style(element: Element) -> str:
    if found := _STYLE.search(element.get("style", "")):
        return found[1].lower()
    return _TYPES.get(element.get("type", ""), "")


def _whole(text: str | None, otherwise: int) -> int:
    text = (text or "").strip()
    return int(text) if text.isdecimal() and len(text) <= 6 else otherwise
