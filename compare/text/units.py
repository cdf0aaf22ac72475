"""Units of targets: what they count, and how much of the base unit each of them is."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache


class Measure(StrEnum):
    """What a unit measures: a share of something, a count of things, or an amount."""

    RATE = "rate"
    COUNT = "count"
    AMOUNT = "amount"


# Unit as written -> base unit and how many base units it is. Factors after the State Council's order on legal units
# of measurement (1984): 1 亩 is 1/15 公顷, 1 斤 is 0.5 公斤.
_AMOUNTS: dict[str, tuple[str, float]] = {
    "元": ("元", 1),
    "美元": ("美元", 1),
    "欧元": ("欧元", 1),
    "港元": ("港元", 1),
    "亩": ("亩", 1),
    "亩次": ("亩次", 1),
    "公顷": ("亩", 15),
    "平方公里": ("亩", 1500),
    "平方千米": ("亩", 1500),
    "km²": ("亩", 1500),
    "km2": ("亩", 1500),
    "hm²": ("亩", 15),
    "hm2": ("亩", 15),
    "平方米": ("平方米", 1),
    "平方": ("平方米", 1),
    "㎡": ("平方米", 1),
    "m²": ("平方米", 1),
    "m2": ("平方米", 1),
    "平米": ("平方米", 1),
    "立方米": ("立方米", 1),
    "立方": ("立方米", 1),
    "m³": ("立方米", 1),
    "m3": ("立方米", 1),
    "㎥": ("立方米", 1),
    "升": ("立方米", 0.001),
    "L": ("立方米", 0.001),
    "方": ("立方米", 1),
    "公里": ("公里", 1),
    "千米": ("公里", 1),
    "km": ("公里", 1),
    "海里": ("海里", 1),
    "米": ("公里", 0.001),
    "吨标准煤": ("吨标准煤", 1),
    "吨标煤": ("吨标准煤", 1),
    "tce": ("吨标准煤", 1),
    "千克标准煤": ("吨标准煤", 0.001),
    "公斤标准煤": ("吨标准煤", 0.001),
    "克标准煤": ("吨标准煤", 1e-6),
    "克标煤": ("吨标准煤", 1e-6),
    "吨": ("吨", 1),
    "t": ("吨", 1),
    "公斤": ("吨", 0.001),
    "千克": ("吨", 0.001),
    "kg": ("吨", 0.001),
    "克": ("吨", 1e-6),
    "斤": ("吨", 0.0005),
    "担": ("吨", 0.05),
    "箱": ("箱", 1),
    "标准箱": ("标准箱", 1),
    "标箱": ("标准箱", 1),
    "千瓦时": ("千瓦时", 1),
    "千瓦·时": ("千瓦时", 1),
    "千瓦小时": ("千瓦时", 1),
    "kWh": ("千瓦时", 1),
    "kW·h": ("千瓦时", 1),
    "度": ("千瓦时", 1),
    "千瓦": ("千瓦", 1),
    "kW": ("千瓦", 1),
    "兆瓦时": ("千瓦时", 1000),
    "兆瓦": ("千瓦", 1000),
    "吉瓦": ("千瓦", 1_000_000),
    "千伏安": ("千伏安", 1),
    "微克": ("微克", 1),
    "μg": ("微克", 1),
    "µg": ("微克", 1),
    "ug": ("微克", 1),
    "毫克": ("微克", 1000),
    "mg": ("微克", 1000),
    "分贝": ("分贝", 1),
    "dB": ("分贝", 1),
    "年一遇": ("年一遇", 1),
    "岁": ("岁", 1),
    "年": ("年", 1),
    "天": ("天", 1),
    "小时": ("小时", 1),
    "分钟": ("分钟", 1),
    "个工作日": ("个工作日", 1),
    "学时": ("学时", 1),
    "毫秒": ("毫秒", 1),
    "秒": ("秒", 1),
    "MWh": ("千瓦时", 1000),
    "MW": ("千瓦", 1000),
    "GW": ("千瓦", 1_000_000),
    "GWh": ("千瓦时", 1_000_000),
    "吉瓦时": ("千瓦时", 1_000_000),
    "TWh": ("千瓦时", 1_000_000_000),
    "℃": ("℃", 1),
    "摄氏度": ("℃", 1),
    "EFLOPS": ("EFLOPS", 1),
    "EFlops": ("EFLOPS", 1),
    "Eflops": ("EFLOPS", 1),
    "PFLOPS": ("PFLOPS", 1),
    "PFlops": ("PFLOPS", 1),
    "Pflops": ("PFLOPS", 1),
    "P": ("PFLOPS", 1),
    "TB": ("PB", 0.001),
    "PB": ("PB", 1),
    "EB": ("PB", 1000),
    "ZB": ("PB", 1_000_000),
    "Mbps": ("Mbps", 1),
    "Gbps": ("Mbps", 1000),
    "Tbps": ("Mbps", 1_000_000),
    "TEU": ("标准箱", 1),
    "人民币": ("元", 1),
    "标准车": ("标准车", 1),
    "标台": ("标台", 1),
}
_RATES: dict[str, tuple[str, float]] = {
    "%": ("%", 1),
    "％": ("%", 1),
    "﹪": ("%", 1),
    "‰": ("%", 0.1),
    "个百分点": ("百分点", 1),
    "百分点": ("百分点", 1),
    "倍": ("倍", 1),
    "个等级": ("等级", 1),
}
_PEOPLE = ("人", "名", "位")
_THINGS = (
    *("人次", "架次", "班次", "列次", "件次", "场次", "个次", "户次", "家次", "批次", "床位", "车位", "泊位", "学位"),
    *"个家项户所座张条件辆台套间处宗场次支例只头株片种门幢栋枚艘架组队口眼篇部本把盆",
    *"册锭羽尾盏根对筐款起笔批站村镇班期列单份孔棵块面岸路",
)

# Parts of a 元, units only where they are reckoned of something: 3分/千瓦时, and no 3分.
_COINS = {"角": ("元", 0.1), "分钱": ("元", 0.01), "分": ("元", 0.01)}
_BASES = _AMOUNTS | _RATES | dict.fromkeys(_PEOPLE, ("人", 1.0)) | {thing: (thing, 1.0) for thing in _THINGS}
ALL = tuple(sorted(_BASES, key=lambda unit: (-len(unit), unit)))
"""All units without order of magnitude, the longest first."""


def written(unit: str) -> str:
    """Return the pattern of a unit without order of magnitude; 项 before 目 is the beginning of 项目: 过50亿项目8个."""
    return "项(?!目(?!标))" if unit == "项" else re.escape(unit)


_MAGNITUDES = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}

_PER = (
    r"(?:[/／]\s?(?:千瓦·?时|千克|[（(][^（()）\d]{1,8}[)）])|[/／]\s?(?:\d{1,4})?[百千万亿]{0,2}"
    r"(?:人[·.]?[日天]|人|日|天|年|月|小时|秒|元(?:GDP)?|平方公里|平方千米|平方米|立方米|升|亩|公顷|公里|吨公里|吨|户|kWh|kW·h|辆|台|班|床|生|公斤|km²|km2|㎡|m²|m2"
    r"|m³|m3|㎥|L|d|a|(?<=[百千万亿]))|每(?:平方公里|平方米|立方米|升|亩|公顷))"
)
UNIT = (
    r"(?:[十百千万亿]{0,3}(?:"
    + "|".join(map(written, ALL))
    + rf")(?:{_PER})?|[万亿]{{1,2}}(?![\d美元])|(?:角|分钱?){_PER}"
    r"|[/／]\s?\d{0,3}[百千万亿]{1,2}人?)"
)
"""Pattern of a unit as written, with its order of magnitude: 亿元, 万千瓦, 微克/立方米, /10万."""


_ASIDE, _PER_BOTH = re.compile(r"[（(][^（()）]*[)）]"), re.compile(r"/[（(]([^（()）]*)[)）]")
# What things are measured by, under one name each: μg/m³ and 微克每立方米 are one unit.
_SAME_PER = (
    (re.compile(r"m³|m3|㎥"), "立方米"),
    (re.compile(r"km²|km2|平方千米"), "平方公里"),
    (re.compile(r"㎡|m²|m2"), "平方米"),
    (re.compile(r"L"), "升"),
    (re.compile(r"d$|天$"), "日"),
    (re.compile(r"a$"), "年"),
    (re.compile(r"GDP$"), ""),
)


@cache
def parted(unit: str) -> tuple[float, str, str]:
    """Return a unit as factor, base unit and what follows a stroke: 亿元/年 is (1e8, 元, /年)."""
    even = unit.replace(" ", "").replace("每", "/").replace("／", "/")
    head, stroke, per = _ASIDE.sub("", _PER_BOTH.sub(r"/\1", even)).partition("/")
    for pattern, name in _SAME_PER if per else ():
        per = pattern.sub(name, per)
    for cut in range(len(head) + 1):
        magnitude, rest = head[:cut], head[cut:]
        if any(char not in _MAGNITUDES for char in magnitude):
            break
        if rest in _BASES or not rest or (per and rest in _COINS):
            factor = 1.0
            for char in magnitude:
                factor *= _MAGNITUDES[char]
            base, of_base = _BASES.get(rest) or _COINS.get(rest, ("", 1.0))
            return factor * of_base, base, stroke + per
    return 1.0, head, stroke + per


@cache
def measure_of(unit: str) -> Measure:
    """Return what a unit measures; a number without one is a rate (an index, a ratio)."""
    _, base, per = parted(unit)
    if base in ("%", "百分点", "倍") or per or not unit:
        return Measure.RATE
    return Measure.COUNT if base in _THINGS or base in ("人", "") else Measure.AMOUNT


def normalised(value: str, unit: str) -> tuple[float | None, str]:
    """Value and unit in base units: ("1.5", "亿元") is (150000000.0, "元").

    Returns:
        ``None`` and an empty unit where there is no single number (a range, a ratio, 全覆盖 aside).
    """
    try:
        number = float(value)
    except ValueError:
        return None, ""
    factor, base, per = parted(unit)
    return float(f"{number * factor:.12g}"), base + per
