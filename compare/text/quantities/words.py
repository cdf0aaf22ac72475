"""Figures that are written in words: 五千亿元, 百分之六点五, 八成以上, 翻一番, 新建两座."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from compare.text.lexicon import composed, cues
from compare.text.quantities.figure import Figure, made
from compare.text.quantities.numerals import (
    NUMBER,
    NUMERALS,
    PLACES,
    POINT,
    in_digits,
    place_value_of,
    value_of,
)
from compare.text.units import ALL, Measure, measure_of, written

_NUMERAL = re.compile(f"[{NUMERALS}]")
_IN_WORDS = f"[{NUMERALS}]{{1,10}}"
_PARTS_OF = {"百": "%", "千": "‰", "万": "/万", "十万": "/10万", "百万": "/百万"}
_PERCENT_WORDS = re.compile(
    rf"(?P<of>百|千|十万|百万|万)分之\s?(?P<value>{_IN_WORDS}(?:点[〇零一二三四五六七八九]{{1,4}})?|{NUMBER})(?![·•．.○{NUMERALS}\d])"
)
_DOUBLED = re.compile(r"翻(?P<value>一|两|二|三)?番")
_DOUBLINGS = {"一": "2", "两": "4", "二": "4", "三": "8"}
_SIZE = re.compile(
    r"(?P<value>[一二三四五六七八九两]?[十百千万]{1,2})亿元?级?(?=[^，,。；;、\d]{0,12}(?:产业|集群|园区|市场|板块|产业链))"
)
_MADE = cues("made_in_words")
# 两座, 四条: a number in words counts things only after a verb that makes them; 三大体系, 五个中心 are slogans.
_WORDED = composed(
    r"(?:{verbs_make}|推进|形成)[^，,；;。“”]{0,80}?(?<![一二三四五六七八九十百第])"
    r"(?P<value>[二两三四五六七八九十][十百]?[一二三四五六七八九]?)"
    r"(?P<unit>座|所|家|处|栋|幢|公里|万亩|万人|艘|间|"
    r"条(?![红底主防战一二三四五六七八九十腿建路]|生产)|个(?=[^，,；;。、和及与]{0,10}(?:点|站|园区|项目|基地|平台|村|镇|社区|车间|工厂|水厂)))"
)
# Units that in words are mostly parts of words: 三方, 多元, 一度, 一面.
_PARTS_OF_WORDS = frozenset("把盆方度担箱斤克P升对路起面期批班单块片次根级口眼本笔份孔队组列站村镇号位名辆% ％﹪‰") | {
    "部",
    "立方",
    "平方",
}
_UNIT = "|".join(written(unit) for unit in ALL if unit not in _PARTS_OF_WORDS)
# 五千亿元, 二十万吨, 三百家, 两个百分点: orders of magnitude that the numeral ends with belong to the unit.
_WRITTEN = re.compile(
    rf"(?<![{NUMERALS}\d第每几数多余来“\"之百千万])(?<!(?<![迈跨跃站冲])上)(?<!(?<![底年之])前)(?P<value>{_IN_WORDS}(?:点[〇零一二三四五六七八九]{{1,4}}[万亿]{{0,2}})?)"
    rf"(?:多|余|来)?(?P<unit>{_UNIT}|(?<=[{NUMERALS}][十百千万])[名辆]|(?<=[万亿])(?:公斤|斤)|(?<=[百千万]亿)(?![级元斤吨]|台(?!阶)))"
    r"(?![级型化家户阶](?!庭)|[+＋])"
)
_UP_TO = re.compile(rf"(?<![{NUMERALS}第每])(?P<low>[{NUMERALS}]{{1,8}})(?:至|到|[～~—–-]{{1,2}})$")
_LONGEST_LOW = 10
# Characters of what must stand right before a number in words that could be a word: 至少改造提升.
_REACH = 8
_POINT = re.compile(POINT)
_PLACES = re.compile(rf"(?P<percent>百分之)?(?P<value>{PLACES})(?P<unit>[万亿]{{0,2}}(?:{_UNIT}))?")
_GREAT, _GREAT_FIRST, _GREAT_INSIDE = re.compile(r"[万亿]{1,2}$"), re.compile(r"[万亿]{1,2}"), frozenset("万亿")
_REACHED, _PASSED, _OF_TENTHS = cues("reached_in_words"), cues("passed_in_words"), cues("share_in_words")
_TENTHS = re.compile(
    rf"(?<![{NUMERALS}\d])(?P<value>[一二两三四五六七八九1-9])成(?P<more>[半一二三四五六七八九])?(?=以上|左右|以内|的|[，,；;。、]|$)"
)
_TIMES = frozenset(["年", "天", "小时", "分钟", "个工作日", "岁", "学时", "秒", "毫秒"])


def figures_in_words(clause: str) -> Iterator[Figure]:
    """Find the figures of a clause that are written in words, in no order; they may overlap."""
    if "分之" in clause:
        yield from _parts_of(clause)
    if _POINT.search(clause):
        yield from _in_places(clause)
    if "番" in clause:
        for match in _DOUBLED.finditer(clause):
            yield made(clause, match.start(), match.end(), _DOUBLINGS[match["value"] or "一"], "倍", "", in_words=True)
    if _NUMERAL.search(clause):
        yield from _with_numerals(clause)
    if "成" in clause:
        yield from _tenths(clause)


def _with_numerals(clause: str) -> Iterator[Figure]:
    """千亿级, 两座, 五千亿元."""
    if "亿" in clause:
        for match in _SIZE.finditer(clause):
            if value := value_of(match["value"]):
                yield made(clause, match.start(), match.end(), value, "亿元", "", in_words=True, size=True)
    for match in _WORDED.finditer(clause):
        if value := value_of(match["value"]):
            figure = made(clause, match.start("value"), match.end(), value, match["unit"], "", in_words=True)
            yield _ranged(clause, figure)
    found = filter(None, (_written(clause, match) for match in _WRITTEN.finditer(clause)))
    yield from (_ranged(clause, figure) for figure in found)


def _ranged(clause: str, figure: Figure) -> Figure:
    """Return a figure with the lower end of its range where one stands right before it: 三至五家."""
    low = _UP_TO.search(clause, max(0, figure.start - _LONGEST_LOW), figure.start)
    value = value_of(low["low"]) if low else ""
    if low is None or not (value.isdigit() and figure.value.isdigit()):
        return figure
    great = _GREAT_FIRST.match(figure.unit)
    one = int(value_of("一" + great.group())) if great and not _GREAT_INSIDE.isdisjoint(low["low"]) else 1
    least = int(value) / one  # 四亿九千万～五亿吨: the lower end has its own order of magnitude
    rises = 0 < least < int(figure.value)
    return replace(figure, start=low.start(), value=f"{least:g}-{figure.value}") if rises else figure


def _parts_of(clause: str) -> Iterator[Figure]:
    """百分之六点五, 千分之5, 十万分之六."""
    for match in _PERCENT_WORDS.finditer(clause):
        number = match["value"]
        if value := in_digits(number) if number[0].isdigit() else value_of(number):
            yield made(clause, match.start(), match.end(), value, _PARTS_OF[match["of"]], "", in_words=True)


def _in_places(clause: str) -> Iterator[Figure]:
    """二六·八亿元, 百分之一七·八: numbers with decimals whose characters stand for digits."""
    for match in _PLACES.finditer(clause):
        unit = "%" if match["percent"] else match["unit"] or ""
        if unit:
            end = match.end("value") if match["percent"] else match.end()
            yield made(clause, match.start(), end, place_value_of(match["value"]), unit, "", in_words=True)


def _tenths(clause: str) -> Iterator[Figure]:
    """八成以上; 建成 and 一成不变 are none."""
    for match in _TENTHS.finditer(clause):
        if _OF_TENTHS.search(clause, 0, match.start()) or clause.startswith(("以上", "左右"), match.end()):
            value = match["value"] if match["value"].isdigit() else value_of(match["value"])
            more = {"": "0", "半": "5"}.get(match["more"] or "") or value_of(match["more"])
            yield made(clause, match.start(), match.end(), value + more, "%", "")


def _counted(numeral: str, great: str) -> str:
    """Return a numeral in digits, as many as it is of an order of magnitude behind it: 四亿六千五百 of 万 are 46500."""
    if _GREAT_INSIDE.isdisjoint(numeral):
        return value_of(numeral or "一")
    whole, one = value_of(numeral + great), value_of("一" + great)
    return str(int(whole) // int(one)) if whole and one else ""


def _written(clause: str, match: re.Match[str]) -> Figure | None:
    """Return a number in words with a unit; ``None`` where it is rather a word, as 千家 in 千家万户 and 三个 in
    三个一体化.
    """
    great = _GREAT.search(match["value"])
    numeral = match["value"][: great.start()] if great else match["value"]
    unit = (great.group() if great else "") + match["unit"]
    value = _counted(numeral, great.group()) if great else value_of(numeral)
    if not value:
        return None
    figure = made(clause, match.start(), match.end(), value, unit, "")
    if figure.mark or (_REACHED if numeral else _PASSED).search(clause, max(0, match.start() - _REACH), match.start()):
        return figure
    if measure_of(match["unit"]) is Measure.COUNT and len(numeral) > (not great) and numeral[:1] not in ("", *"百千"):
        return figure if _MADE.search(clause, 0, match.start()) else None
    amount = measure_of(match["unit"]) is Measure.AMOUNT and match["unit"] not in _TIMES
    rounded = numeral in ("", "十") or numeral[:1] in ("百", "千")  # 十亿元, 千亿斤: sizes and names
    sure = unit.endswith("百分点") or (amount and not rounded and (great or match["unit"] != "元"))
    return figure if sure else None
