"""Footnote marks inside sentences: ``“三线一单” 5 管控要求`` (left by a PDF), ``“发展六仗”[1]``, ``建圈强链^[2]^``."""

from __future__ import annotations

import re
from itertools import pairwise

from compare.repair.edits import Edit
from compare.repair.han import BLANK, HAN
from compare.repair.spaces import manner_of
from compare.text import UNIT

SEVERAL = 2
"""A single isolated digit may be a number; two that ascend are marks."""

# What may follow a real number: units, measure words, and what a number is said to be of (三大, 二级, 五位).
UNITS = (
    "个家项条件所座处台套万亿千百十元年月日号人名户亩公里吨度次批类种大级层期轮届位支篇章节部倍成点米平方厘毫克升时分秒小天周"
    "岁岛县市区镇乡村街园校院站馆岗班组团队艘辆架列节口片块张份本册段线路环核轴带廊极圈港桥隧厂矿井库只头匹株棵把根对双副"
)
_MARK = re.compile(f"[{BLANK}](?<=[”’》」』）)].)([1-9][0-9]?)[{BLANK}](?=[{HAN}])(?![{UNITS}])")

# 森林覆盖率（%） 59 约束性: a row of a table, and the number is its value.
_OF_ROW = re.compile(rf"[（(](?:{UNIT})[）)]$|^(?:约束|预期)性")


_ROW_WIDTH = 24
"""Characters around a number that tell whether it stands in a row of a table."""

# In brackets a mark is known by its place after a word, and by the order of all of them; a year has four digits.
_BRACKETED = re.compile(
    f"(?<=[{HAN}A-Za-z”’》」』）)，。])(?:\\^?[\\[［〔](\\d{{1,3}})[\\]］〕]\\^?|([¹²³⁰⁴-⁹]{{1,3}}))(?!号)"
)
# To look for the sign alone is ten times as fast as for the word before it.
_SIGN = re.compile("[\\[［〔¹²³⁰⁴-⁹]")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

IN_ORDER = 0.8
"""Share of bracketed marks that must follow on the one before; texts are cut, and a mark may be repeated."""


def footnote_marks(text: str) -> list[Edit]:
    """Isolated numbers after closing marks, with their blanks, and numbers in brackets after words.

    They must ascend through the text. Isolated ones are left where the text parts numbers from Han as a style.
    """
    return sorted((*_isolated(text), *_in_brackets(text)))


def _in_brackets(text: str) -> list[Edit]:
    marks = list(_BRACKETED.finditer(text)) if _SIGN.search(text) else []
    values = [int(mark[1] or mark[2].translate(_RAISED)) for mark in marks]
    follow = sum(0 <= after - before <= 2 for before, after in pairwise(values))
    if len(marks) <= SEVERAL or values[0] > SEVERAL or follow < IN_ORDER * (len(marks) - 1):
        return []
    return [Edit(*mark.span(), "", "footnote") for mark in marks]


def _isolated(text: str) -> list[Edit]:
    marks = [mark for mark in _MARK.finditer(text) if not _is_value(text, mark)]
    if len(marks) < SEVERAL or any(int(before[1]) >= int(after[1]) for before, after in pairwise(marks)):
        return []
    if manner_of(text).spaced:
        return []
    return [Edit(*mark.span(), "", "footnote") for mark in marks]


def _is_value(text: str, mark: re.Match[str]) -> bool:
    """Tell whether a number stands between an indicator with its unit and what else its row says."""
    before, after = text[max(0, mark.start() - _ROW_WIDTH) : mark.start()], text[mark.end() : mark.end() + _ROW_WIDTH]
    return bool(_OF_ROW.search(before) or _OF_ROW.search(after))
