"""Footnote marks that a PDF left inside sentences: ``“三线一单” 5 管控要求``."""

from __future__ import annotations

import re
from itertools import pairwise

from compare.repair.edits import Edit
from compare.repair.han import BLANK, HAN
from compare.repair.spaces import manner_of

SEVERAL = 2
"""A single isolated digit may be a number; two that ascend are marks."""

# What may follow a real number: units, measure words, and what a number is said to be of (三大, 二级, 五位).
UNITS = (
    "个家项条件所座处台套万亿千百十元年月日号人名户亩公里吨度次批类种大级层期轮届位支篇章节部倍成点米平方厘毫克升时分秒小天周"
    "岁岛县市区镇乡村街园校院站馆岗班组团队艘辆架列节口片块张份本册段线路环核轴带廊极圈港桥隧厂矿井库只头匹株棵把根对双副"
)
_MARK = re.compile(f"(?<=[”’》」』）)])[{BLANK}]([1-9][0-9]?)[{BLANK}](?=[{HAN}])(?![{UNITS}])")


def footnote_marks(text: str) -> list[Edit]:
    """Isolated numbers after closing marks, with their blanks.

    They must ascend through the text, and it must not part numbers from Han as a style.
    """
    marks = list(_MARK.finditer(text))
    if len(marks) < SEVERAL or any(int(before[1]) >= int(after[1]) for before, after in pairwise(marks)):
        return []
    if manner_of(text).spaced:
        return []
    return [Edit(*mark.span(), "", "footnote") for mark in marks]
