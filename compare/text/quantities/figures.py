"""Figures of a clause: numbers with their units, marks and words of comparison, whatever script they are written in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from msgspec.structs import replace

from compare.text.lexicon import composed
from compare.text.quantities.figure import Figure, made
from compare.text.quantities.numerals import NUMBER, in_digits
from compare.text.quantities.words import figures_in_words
from compare.text.units import ALL, UNIT, parted

_TO = r"\s{0,2}(?:[—–~～\-－―]{1,4}|至|到|一(?=\d))\s{0,2}"
_FIRST = sorted({unit[0] for unit in ALL if "\u4e00" <= unit[0] <= "\u9fff"} - set("多余百千万亿"))
"""First characters of units in words, before which 万余 is an order of magnitude: 13万余户."""
# A number glued to letters (G323, IPv6, PM2.5), to a plus sign (3+3+X), after 第, 前 or 每 names or ranks something.
_FIGURE = composed(
    rf"(?<!·\s)(?<![\dA-Za-z.．·,+＋/第前每〔\[])(?P<mark>[≥≧≤≦<>＜＞]\s{{0,2}})?"
    rf"(?:每(?P<per>立方米|升|千克|公斤)\s?(?={NUMBER}\s?(?:[微毫]?克|[μm]g)))?(?P<value>{NUMBER})(?:(?:\s{{0,2}}(?:{UNIT}|[万亿]))?{_TO}(?P<upto>{NUMBER}))?\s{{0,2}}(?:多|余|来)?\s{{0,2}}"
    rf"(?P<unit>(?!方面)(?:[百千万亿]{{1,2}}[多余](?=[{''.join(_FIRST)}]))?{UNIT})(?![A-Za-z]|[+＋])"
)
_RATIO = composed(rf"(?<![\d:：∶.])(?P<value>{NUMBER}(?:\s?[:：∶]\s?{NUMBER}){{1,2}})(?!\s?[\d:：∶])")
# A number without a unit counts after a word that says that something reaches it.
_BARE = composed(
    rf"{{reached_without_unit}}\s{{0,2}}(?P<value>{NUMBER})(?=等?(?:(?:以上|以下|以内|之内|左右)|\s{{0,2}}(?:[，,；;。、)）]|$)))"
)
# 增速“保8争9”: the first is to be reached at least. Ranks and numbers of things are told so, too.
_KEPT = re.compile(rf"(?<=增速|增长|增幅)[“\"]?保(?P<value>{NUMBER})[%％]?争{NUMBER}[%％]?[”\"]?")
_BARE_LIST = re.compile(rf"分别[^，,；;。、\d]{{0,12}}(?P<numbers>(?:{NUMBER}、){{1,6}})$")
_LISTED, _LONGEST_LIST = re.compile(NUMBER), 80
_DIGIT = re.compile(r"\d")
_JOINED = re.compile(r"\s*[和、及与]\s*")
_BLANK, _ABOUT = re.compile(r"\s+"), re.compile(r"(?<=[百千万亿])[多余]")
QUOTED = re.compile(r"[“\"《][^”\"》]{1,20}[”\"》]")
"""A name in quotation marks; figures in it are none: “3+3+X”, “415X”."""


def find_figures(clause: str) -> list[Figure]:
    """Figures of a clause in reading order; they do not overlap."""
    found = list(figures_in_words(clause))
    # Most clauses hold no digit, which is told in a twentieth of the time.
    if _DIGIT.search(clause):
        found = [*_in_digits(clause), *found]
    if not found:
        return []
    kept: list[Figure] = []
    for figure in sorted(found, key=lambda figure: (figure.start, -figure.end)):
        if not kept or figure.start >= kept[-1].core_end:
            kept.append(figure)
    return [_with_shared_unit(clause, *pair) for pair in zip_longest(kept, kept[1:])]


def writes_figure(text: str, figure: str) -> bool:
    """Whether a text writes a figure, which is given with its unit (5%: 55% is another) or as a number alone (5).

    Of a range it may be the least: 5-6% writes 5%.
    """
    wanted = next(iter(find_figures(figure)), None)
    value, unit = (wanted.value, parted(wanted.unit)) if wanted else (figure, None)
    return any(
        value in (each.value, each.value.partition("-")[0]) and unit in (None, parted(each.unit))
        for each in find_figures(text)
    )


def _in_digits(clause: str) -> Iterator[Figure]:
    """Yield the figures of a clause that are written in digits, in no order; they may overlap."""
    for match in _FIGURE.finditer(clause):
        figure = _figure(clause, match)
        yield figure
        yield from _with_unit_of(clause, figure)
    if ":" in clause or "：" in clause or "∶" in clause:
        yield from (_plain(clause, match, value=_colon(match["value"])) for match in _RATIO.finditer(clause))
    if "争" in clause:
        for match in _KEPT.finditer(clause):
            yield made(clause, match.start(), match.end(), in_digits(match["value"]), "%", "以上")
    bare = (match for match in _BARE.finditer(clause) if clause[match.end() :][:1] != "等" or "等级" in clause)
    yield from (_plain(clause, match, value=in_digits(match["value"])) for match in bare)  # 质量等级达到4.2等


def _with_unit_of(clause: str, figure: Figure) -> Iterator[Figure]:
    """Yield the numbers of a list that have their unit with its last: 分别突破5000、5300亿元."""
    if not clause.endswith("、", 0, figure.start):
        return
    listed = _BARE_LIST.search(clause, max(0, figure.start - _LONGEST_LIST), figure.start)
    for match in _LISTED.finditer(clause, listed.start("numbers"), figure.start) if listed else ():
        start = match.start()
        yield made(clause, start, start + len(match.group()), in_digits(match.group()), figure.unit, "")


def _with_shared_unit(clause: str, figure: Figure, following: Figure | None) -> Figure:
    """3 个和 4 个百分点: the unit stands with the last one."""
    if figure.unit != "个" or following is None or not following.unit.endswith("百分点"):
        return figure
    joined = _JOINED.fullmatch(clause, figure.core_end, following.start)
    return replace(figure, unit=following.unit) if joined else figure


def _figure(clause: str, match: re.Match[str]) -> Figure:
    value, upto = in_digits(match["value"]), match["upto"]
    value = f"{value}-{in_digits(upto)}" if upto else value
    mark = (match["mark"] or "").strip()
    unit = _ABOUT.sub("", _BLANK.sub("", match["unit"])).replace("／", "/")
    unit = f"{unit}/{match['per']}" if match["per"] else unit  # 每立方米23微克
    return made(clause, match.start(), match.end(), value, unit, mark)


def _plain(clause: str, match: re.Match[str], *, value: str) -> Figure:
    return made(clause, match.start("value"), match.end("value"), value, "", "")


def _colon(ratio: str) -> str:
    return _BLANK.sub("", ratio).replace("：", ":").replace("∶", ":")
