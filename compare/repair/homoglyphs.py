"""Characters that look like a Han character and are another: radicals and compatibility forms, left by a PDF's font."""

from __future__ import annotations

import re
import unicodedata

from compare.repair.edits import Edit
from compare.repair.traditional import simplified

_LOOKALIKE = re.compile("[\u2e80-\u2ef3\u2f00-\u2fd5\uf900-\ufaff\U0002f800-\U0002fa1f]")

# Radicals of the supplement that are whole characters of running text (Unicode Character Database,
# EquivalentUnifiedIdeograph.txt; UAX #44), simplified forms where the list has both.
_PAIRS = (
    "⺁厂⺄乙⺈刀⺊卜⺌小⺍小⺎兀⺒巳⺓幺⺜日⺝月⺟母⺠民⺧牛⺩王⺬示⺮竹⺶羊⺷羊⺼月⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨"
    "⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙⻳龟⻲龟⻱龟⻯龙⻭齿⻫齐⻑长⻒长"
)
_SUPPLEMENT = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))


def lookalikes(text: str) -> list[Edit]:
    """Radicals and compatibility ideographs as the characters meant; what is only a radical (氵 as ⺡) stays."""
    return [
        Edit(*found.span(), meant, "lookalike")
        for found in _LOOKALIKE.finditer(text)
        if (meant := _meant(found[0])) != found[0]
    ]


def _meant(sign: str) -> str:
    if sign in _SUPPLEMENT:
        return _SUPPLEMENT[sign]
    normal = unicodedata.normalize("NFKC", sign)
    # The old radicals have no simplified forms of their own: a font shows ⼾ for 户, ⾧ for 长.
    return simplified(normal) if "\u2f00" <= sign <= "\u2fd5" else normal
