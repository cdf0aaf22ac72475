"""Numbers that a plan sets itself to reach, told from dates, names, road numbers and figures of the past."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

_UNIT = (
    r"%|％|‰|个?百分点|亿元|万元|元|万亩|亩|公顷|平方公里|平方米|公里|千米|米|吨|万吨|亿吨|万千瓦时?|千瓦时?|兆瓦|"
    r"家|个|项|人次|人|户|所|座|张|条|件|辆|台|套|间|处|宗|期|场|次|支|名|位|批|例|只|头|株|片|种|门|幢|栋|"
    r"枚|层|级|天|小时|分钟|倍|毫克|微克|分贝|立方米|亿立方米|年一遇|万|亿"
)
_NUMBER = r"(?:\d{1,3}(?:,\d{3})++|\d{1,12}+)(?:\.\d{1,6}+)?"
# 5 亿元, 40-45%, 1:1.25, 3000 亩 … A number glued to letters (G323, IPv6, 5G) or to a plus sign (3+3+X) is a name.
_FIGURE = re.compile(
    rf"(?<![\dA-Za-z.,+＋:：年月第]){_NUMBER}(?:/\d{{1,9}}+)?(?:\s{{0,2}}[—–~～\-至到]\s{{0,2}}{_NUMBER})?\s{{0,2}}"
    rf"(?:多|余|左右)?[百千万亿十]{{0,4}}(?:{_UNIT})(?!线|道|号|届|[+＋])"
)
_MAGNITUDE = re.compile(
    r"(?<![十百千万])[一二三四五六七八九]?[十百千万]{1,4}亿(?:元)?[级元]|翻(?:一|两)番|百分之[一二三四五六七八九十百]+"
)
_DIGIT = re.compile(r"\d")
_OF_MAGNITUDE = ("亿", "番", "百分之")
# 新建两座, 打造四条: a number in words counts things only after a verb that makes them; 三个一体化 is a slogan.
_IN_WORDS = re.compile(
    r"(?:新建|改建|扩建|建成|建设|创建|新增|引进|培育|打造|改造|开工)[^，,；;。“”、]{0,12}?"
    r"([两二三四五六七八九十百]+(?:座|所|家|条|处|栋|幢|公里|万[亩人]|个以上))"
)
QUOTED = re.compile(r"[“\"《][^”\"》]{1,20}[”\"》]")
# 完成上级下达任务 hands the number on to somebody else.
_DELEGATED = re.compile(r"(?:上级|省|市|国家)下达")
# 等5座桥, 的11项任务: the count of what was listed or is there, not a number to be reached.
_LISTED = re.compile(r"(?:等|的|这|上述|其余)$")
# How far before a figure the words stand that make it no target.
_REACH = 60
_PART = re.compile(r"[，,；;。]")
_COUNTED = re.compile(r"[个项座条家所处名位类批支届]$")
# A rate that the law or a policy grants is no aim.
GRANTED = re.compile(r"(?:减免|减征|补贴|补助|奖励|返还|让利)[^，,]{0,4}$")


def set_figures(clause: str) -> Iterator[tuple[int, int]]:
    """Spans of the figures in a clause that can be targets: a number with a unit, or an order of size (千亿级).

    Years and dates, names in quotation marks (“3+3+X”, “415X”), numbers of roads, generations and documents, and
    targets that the upper level is still to hand down do not count. Whether the clause looks ahead is not asked here.
    """
    figures = sorted(_figures(clause))
    if not figures:
        return
    names = [match.span() for match in QUOTED.finditer(clause)]
    parts = [0, *(match.end() for match in _PART.finditer(clause))]
    for start, end in figures:
        before = clause[max(parts[bisect_right(parts, start) - 1], start - _REACH) : start]
        listed = _LISTED.search(before) and _COUNTED.search(clause[start:end])
        name = bisect_right(names, (start, len(clause))) - 1
        named = name >= 0 and start < names[name][1]
        if not (named or listed or GRANTED.search(before) or _DELEGATED.search(before)):
            yield start, end


def _figures(clause: str) -> Iterator[tuple[int, int]]:
    """Spans of all figures, in no order; the patterns are slow, so that what each must hold is looked for first."""
    if _DIGIT.search(clause):
        yield from (match.span() for match in _FIGURE.finditer(clause))
    if any(map(clause.__contains__, _OF_MAGNITUDE)):
        yield from (match.span() for match in _MAGNITUDE.finditer(clause))
    yield from (match.span(1) for match in _IN_WORDS.finditer(clause))
