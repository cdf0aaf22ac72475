"""Figures of a clause: numbers with their units, marks and words of comparison, whatever script they are written in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from compare.text.units import UNIT

_NUMBER = r"(?:\d{1,3}(?:,\d{3}){1,4}+|\d{1,12}+)(?:[.．]\d{1,6}+)?"
_TO = r"\s{0,2}(?:[—–~～\-－―]{1,2}|至|到)\s{0,2}"
# A number glued to letters (G323, IPv6, PM2.5), to a plus sign (3+3+X), after 第, 前 or 每 names or ranks something.
_FIGURE = re.compile(
    rf"(?<!·\s)(?<![\dA-Za-z.．·,+＋/第前每〔\[])(?P<mark>[≥≧≤≦<>＜＞]\s{{0,2}})?"
    rf"(?P<value>{_NUMBER})(?:(?:\s{{0,2}}{UNIT})?{_TO}(?P<upto>{_NUMBER}))?\s{{0,2}}(?:多|余|来)?\s{{0,2}}"
    rf"(?P<unit>{UNIT})(?![A-Za-z]|[+＋])"
)
_RATIO = re.compile(rf"(?<![\d:：])(?P<value>{_NUMBER}\s?[:：]\s?{_NUMBER})(?![\d:：])")
# A number without a unit counts after a word that says that something reaches it.
_BARE = re.compile(
    rf"(?:达到|提高到|提升到|提高至|提升至|下降到|降至|降到|降低到|缩小到|缩小至|控制在|稳定在|保持在|不低于|不高于|超过)\s{{0,2}}"
    rf"(?P<value>{_NUMBER})(?=(?:以上|以下|以内|之内|左右)|\s{{0,2}}(?:[，,；;。、)）]|$))"
)
_PERCENT_WORDS = re.compile(
    r"百分之(?P<value>[一二三四五六七八九]?[十百]?[一二三四五六七八九]?(?:点[〇零一二三四五六七八九]+)?)(?![·•．.〇○一二三四五六七八九十])"
)
_DOUBLED = re.compile(r"翻(?P<value>一|两|二)?番")
_SIZE = re.compile(
    r"(?P<value>[一二三四五六七八九两]?[十百千万]{1,2})亿元?级?(?=[^，,。；;、\d]{0,12}(?:产业|集群|园区|市场|板块|产业链))"
)
_MAKING = (
    "新建|改建|扩建|建成|建设|建立|创建|新增|引进|培育|打造|改造|开工|创成|设立|设|布局|组建|"
    "完成|推进|实施|举办|培养|壮大|形成"
)
# 两座, 四条: a number in words counts things only after a verb that makes them; 三大体系, 五个中心 are slogans.
_WORDED = re.compile(
    rf"(?:{_MAKING})[^，,；;。“”]{{0,80}}?(?<![一二三四五六七八九十百第])"
    r"(?P<value>[二两三四五六七八九十][十百]?[一二三四五六七八九]?)"
    r"(?P<unit>座|所|家|处|栋|幢|公里|万亩|万人|艘|间|"
    r"条(?![红底主防战一二三四五六七八九十腿建路]|生产)|个(?=[^，,；;。、和及与]{0,10}(?:点|站|园区|项目|基地|平台|村|镇|社区|车间|工厂|水厂)))"
)
_AFTER = re.compile(r"\s{0,2}(?P<word>(?:及其?|\(含\)|（含）)?以上|(?:及其?)?以下|(?:及其?)?以内|之内|之间|左右|上下)")
_JOINED = re.compile(r"\s*[和、及与]\s*")
_BLANK = re.compile(r"\s+")
# What plans write, by its words: 两, 三百, 一千.
_ROUND = {"十": "10"} | {
    digit + unit: str(value * size)
    for digit, value in zip("一二两三四五六七八九", (1, 2, *range(2, 10)), strict=True)
    for unit, size in {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10_000}.items()
}
QUOTED = re.compile(r"[“\"《][^”\"》]{1,20}[”\"》]")
"""A name in quotation marks; figures in it are none: “3+3+X”, “415X”."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a clause.

    Attributes:
        start, end: Span in the clause, from the mark of comparison to the word 以上, 以内 … after the unit.
        core_end: Where the unit ends.
        value: In digits: ``15``, ``40-45``, ``1:1.25``; empty for 全覆盖 and the like.
        unit: As written.
        mark: ``≥`` … before the number, or 以上 … after the unit; empty if none.
        in_words: It was written in Chinese numerals.
    """

    start: int
    end: int
    core_end: int
    value: str
    unit: str
    mark: str
    in_words: bool = False


def find_figures(clause: str) -> list[Figure]:
    """Figures of a clause in reading order; they do not overlap."""
    found = [_figure(clause, match) for match in _FIGURE.finditer(clause)]
    if ":" in clause or "：" in clause:
        found += [_plain(clause, match, value=_colon(match["value"])) for match in _RATIO.finditer(clause)]
    found += [_plain(clause, match, value=match["value"].replace(",", "")) for match in _BARE.finditer(clause)]
    found += _in_words(clause)
    kept: list[Figure] = []
    for figure in sorted(found, key=lambda figure: (figure.start, -figure.end)):
        if not kept or figure.start >= kept[-1].core_end:
            kept.append(figure)
    return [_with_shared_unit(clause, *pair) for pair in zip_longest(kept, kept[1:])]


def _with_shared_unit(clause: str, figure: Figure, following: Figure | None) -> Figure:
    """3 个和 4 个百分点: the unit stands with the last one."""
    if figure.unit != "个" or following is None or not following.unit.endswith("百分点"):
        return figure
    joined = _JOINED.fullmatch(clause, figure.core_end, following.start)
    return replace(figure, unit=following.unit) if joined else figure


def _figure(clause: str, match: re.Match[str]) -> Figure:
    value, upto = _digits(match["value"]), match["upto"]
    value = f"{value}-{_digits(upto)}" if upto else value
    mark = (match["mark"] or "").strip()
    return _closed(clause, match.start(), match.end(), value, _BLANK.sub("", match["unit"]), mark)


def _plain(clause: str, match: re.Match[str], *, value: str) -> Figure:
    return _closed(clause, match.start("value"), match.end("value"), value, "", "")


def _closed(clause: str, start: int, end: int, value: str, unit: str, mark: str, in_words: bool = False) -> Figure:
    after = _AFTER.match(clause, end)
    return Figure(
        start, after.end() if after else end, end, value, unit, mark or (after["word"] if after else ""), in_words
    )


def _in_words(clause: str) -> Iterator[Figure]:
    for match in _PERCENT_WORDS.finditer(clause):
        if value := _numeral(match["value"]):
            yield _closed(clause, match.start(), match.end(), value, "%", "", in_words=True)
    for match in _DOUBLED.finditer(clause):
        value = "4" if match["value"] in ("两", "二") else "2"
        yield _closed(clause, match.start(), match.end(), value, "倍", "", in_words=True)
    for match in _SIZE.finditer(clause):
        numeral = match["value"]
        if value := _numeral(numeral if numeral[0] not in "十百千万" else "一" + numeral):
            yield _closed(clause, match.start(), match.end(), value, "亿元", "", in_words=True)
    for match in _WORDED.finditer(clause):
        if value := _numeral(match["value"]):
            yield _closed(clause, match.start("value"), match.end(), value, match["unit"], "", in_words=True)


def _numeral(words: str) -> str:
    """A Chinese numeral in digits; empty if it is none."""
    return _ROUND.get(words) or _composed(words)


def _composed(words: str) -> str:
    from cn2an import cn2an  # builds patterns for a tenth of a second, which few plans need

    try:
        return f"{cn2an(words, 'smart'):g}"
    except ValueError:
        return ""


def _digits(number: str) -> str:
    # int() and float() read full-width digits, too; what is written keeps its decimals.
    return "".join(str(int(char)) if char.isdigit() else char for char in number.replace(",", "").replace("．", "."))


def _colon(ratio: str) -> str:
    return _BLANK.sub("", ratio).replace("：", ":")
