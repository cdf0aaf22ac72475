"""A cell of an indicator table -> what it sets: operator, value, unit."""

from __future__ import annotations

import re
from typing import NamedTuple

from compare.model import Operator
from compare.targets.names import listed, with_shared_end
from compare.text import NUMBER, UNIT, composed, cues, find_figures

# A figure, a range or a ratio; what goes on with digits is none: 3.4.5, or more of them than any figure has.
_WHOLE = rf"{NUMBER}(?!\d|[.．,]\d)"
_NUMBER = rf"-?(?<![\d.．,]){_WHOLE}(?:\s*[-—–~～至]\s*{_WHOLE}|(?:\s*[:：∶]\s*{_WHOLE}){{1,2}})?"
_FIGURE = composed(
    rf"(?:(?P<mark>[><≥≤＞＜≧≦])\s*+)?(?P<value>{_NUMBER})\s*(?P<unit>{UNIT})?\s*(?P<word>以上|以下|以内|左右)?"
)
_NONE = re.compile(r"[\s—–\-－―…/*∗＊]*|无|暂无")
_MARKS = re.compile(r"[*∗＊①-⑳△▲☆★¹²³⁴⁵⁶⁷⁸⁹]+")
# 到2030年, “十五五”年均, （2024年）: times in a cell are none of its figures.
_TIMES = re.compile(
    r"[（(]\s*20\d\d\s*年[^（()）]{0,4}[)）]|(?:到|至)?(?:20\d\d\s*[-—–~～至]\s*)?20\d\d\s*年(?:底|末)?|[“\"]?十[一二三四五六七]五[”\"]?(?:时期|期间)?"
)
_ASIDE = re.compile(r"(?<=\S)[（(][^（()）]*[)）]")
_CUMULATED, _CHANGE, _IN_WORDS = cues("cumulated"), cues("change_name"), cues("cell_in_words")
_SEVERAL = composed(
    rf"(?P<first>{_NUMBER})\s*[/／]\s*(?P<others>{_NUMBER}(?:\s*[/／]\s*{_NUMBER})*)(?!\s*[十百千万亿])"
)
# Blanks before a sign, taken from the first of them alone: a run of them is not looked through from each.
_BLANKS = r"(?:(?<!\s)\s++)?+"
_STROKE = re.compile(rf"{_BLANKS}[/／]\s*")
_YEAR = re.compile(r"20\d\d年?(?:目标值?|现状值?|实际|预计)?")
_WORDS_OPEN, _WORDS_END = cues("token_in_words"), cues("words_of_value_end")
_AT_LEAST, _AT_MOST = cues("floor_word"), cues("cap_in_cell")
GROWTH = cues("cell_of_growth")
"""A cell that tells a growth, whatever its column holds."""

_COMMA = re.compile(r"[，,；;](?!\d{3}(?!\d))")


class Setting(NamedTuple):
    """What a cell sets; the value is empty where it hands the number on or keeps step with something."""

    indicator: str
    operator: Operator
    value: str
    unit: str


def is_empty(cell: str) -> bool:
    """Tell whether a cell sets nothing: it is empty, or a dash."""
    return _NONE.fullmatch(cell) is not None


def in_words(cell: str) -> bool:
    """Tell whether a cell is a whole value in words: 完成省下达任务."""
    return _WORDS_OPEN.match(cell) is not None and _WORDS_END.search(cell) is not None


def read_cell(cell: str, name: str, unit: str) -> list[Setting]:
    """Read a cell that sets something.

    Args:
        cell: Its text without blanks.
        name: The indicator of its row.
        unit: The unit of its row; a cell may have its own.

    Returns:
        One setting, or one for each of the names where the cell has several figures (医师/护士 of 2.6/3.8); none if it
        cannot be told what the cell sets.
    """
    told = _TIMES.sub("", _MARKS.sub("", cell))
    if found := _SEVERAL.search(told):
        several = [found["first"], *_STROKE.split(found["others"])]
        return _several(several, name, unit) if len(_FIGURE.findall(told)) == len(several) else []
    figures = list(_FIGURE.finditer(_ASIDE.sub("", told))) or list(_FIGURE.finditer(told))
    if not figures:
        doubled = next((figure for figure in find_figures(told) if figure.unit == "倍"), None)  # 翻一番
        if doubled is not None:
            return [Setting(name, "=", doubled.value, doubled.unit)]
        return [Setting(name, "=", "", unit)] if _IN_WORDS.search(told) else []
    figure = figures[0]
    if len(figures) > 1:
        return []
    value, of_value = digits(figure["value"]), figure["unit"] or unit
    operator = _operator(told, figure, name)
    if of_value in ("%", "％") and _CUMULATED.search(told) and not is_change(name):
        operator = "+"  # [>4.1], too
    if operator == "+" and of_value in ("%", "％"):
        of_value = "个百分点"  # 常住人口城镇化率（%） [3.9]: so much more than at the start
    return [Setting(name, operator, value, of_value)]


def parts_of(cell: str) -> list[str]:
    """Return what a cell sets, one by one: 年均增长6%左右，2030年达到680亿元 sets a growth and an amount."""
    parts = _COMMA.split(cell) if GROWTH.search(cell) else [cell]
    return parts if all(re.search(r"\d", part) for part in parts) else [cell]


def by_years(head: str, cell: str) -> list[tuple[str, str]]:
    """Return what a column says year by year where its head names several and its cell has as many figures: 61/70 below
    2025年/2030年.
    """
    years, told = _STROKE.split(head), _STROKE.split(cell)
    if len(years) > 1 and len(years) == len(told) and all(map(_YEAR.fullmatch, years)):
        return list(zip(years, told, strict=True))
    return [(head, cell)]


def is_change(name: str) -> bool:
    """Tell whether an indicator is itself a change: 单位GDP能耗降低, 主要污染物排放总量减少：氨氮."""
    return any(_CHANGE.search(part) for part in name.split("："))


def base_value(cell: str) -> str:
    """Return the first figure of a cell that tells where a target starts from; empty if there is none."""
    found = _FIGURE.search(_TIMES.sub("", _MARKS.sub("", cell)))
    if found is None or _SEVERAL.search(cell):
        return ""
    return digits(found["value"])


def digits(value: str) -> str:
    """Return a figure with its signs made even: 1，200 is 1200, 40—45 is 40-45."""
    value = re.sub(rf"{_BLANKS}[—–~～至]\s*", "-", value.replace(",", "").replace("，", "").replace("．", "."))
    return re.sub(rf"{_BLANKS}[:：∶]\s*", ":", value)


def _operator(told: str, figure: re.Match[str], name: str) -> Operator:
    mark, word = figure["mark"] or "", figure["word"] or ""
    if mark in (">", "≥", "＞", "≧") and mark or word == "以上" or _AT_LEAST.search(told):
        return ">="
    if mark in ("<", "≤", "＜", "≦") and mark or word in ("以下", "以内") or _AT_MOST.search(told):
        return "<="
    return "+" if _CUMULATED.search(told) and not is_change(name) else "="


def _several(figures: list[str], name: str, unit: str) -> list[Setting]:
    names = [part for part in _STROKE.split(name) if part]
    if len(names) != len(figures):
        names = listed(name, len(figures))
    elif len(set(names)) == len(names) and names[0].startswith("每"):
        names = listed("、".join(names), len(figures))
    names = with_shared_end(names)
    units = _STROKE.split(unit) if unit.count("/") == len(figures) - 1 else [unit] * len(figures)
    if len(names) != len(figures):
        return []
    return [Setting(each, "=", digits(value), of) for each, value, of in zip(names, figures, units, strict=True)]
