"""Indicators by their canonical names, from ``compare/data/indicators.yaml``: variants of one indicator meet."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Literal

from ruamel.yaml import YAML

from compare.model import Record
from compare.text import cues

Direction = Literal["higher", "lower", "none"]

# Ways of writing that change nothing, in this order.
_SAME: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), into)
    for pattern, into in (
        (r"[“”\"'‘’\s∗*]", ""),
        (r"（", "("),
        (r"）", ")"),
        (r"：", ":"),
        (r"\((?:改|扩|新)[^()]*\)", ""),
        (r"\([^()]*\)", ""),
        (r"％", "%"),
        (r"R\s?&\s?D|研究与(?:试验|实验)?(?:发展|开发)|科研", "研发"),
        (r"国内生产总值|(?<!地区)(?<!总)生产总值|GDP", "地区生产总值"),
        (r"PM\s?2\.5", "细颗粒物"),
        (r"CPI", "居民消费价格"),
        (r"细颗粒物细颗粒物", "细颗粒物"),
        (r"期望寿命", "预期寿命"),
        (r"规上", "规模以上"),
        (r"福利彩票", "福彩"),
        (r"(?:比重?例|占比|比例)$", "比重"),
        (r"的比重$", "比重"),
        (r"^(?:累计|五年|全年|年度|当年|实现|完成|力争)+", ""),
        (r"^(?:全市|全省|全县|全区|全国|全州|我市|我省|我县|我区|本市|当地)", ""),
        (r"^(?:新增)?供应(?=保障)", "新增"),
    )
)
_CHANGE = cues("change_of")
_OF_WHOLE = re.compile("(?P<part>.{2,})占(?:全部)?(?P<whole>.{2,}?)(?:总(?:数量?|量|面积|人数|人口|里程|额))的?比重")


class Indicator(Record, frozen=True):
    """An indicator that many plans set.

    Attributes:
        name: Canonical name.
        direction: Whether a higher or a lower figure is better.
        measure: ``rate``, ``amount``, ``count`` or ``index``.
        common: Every place has it to set, whatever its level and situation.
        pattern: What a name, its writing made even, must match as a whole.
        yes, no: Names that must and must not match.
        told_with: How names end under which an aim without a number of its own is handed down together with this
            indicator (节能减排); ``None`` if it is not.
        kindred: Other indicators of the dictionary that measure the same matter in another way.
    """

    name: str
    direction: Direction
    measure: str
    common: bool
    pattern: re.Pattern[str]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    told_with: re.Pattern[str] | None
    kindred: tuple[str, ...]


class Canonical(Record, frozen=True):
    """What the name of a target means.

    Attributes:
        name: Canonical name, or the name itself with its writing made even.
        change: ``up`` or ``down`` if the figure is that of a change; empty if it is a level.
        yearly: The change is a yearly average.
        known: The indicator of the dictionary; ``None`` if it is none of them.
    """

    name: str
    change: str
    yearly: bool
    known: Indicator | None

    @property
    def label(self) -> str:
        """The name with 增长 or 下降 if it is that of a change."""
        if self.known and self.known.name.endswith(("降低", "下降", "涨幅")):
            return self.known.name
        ending = {"up": "增长", "down": "下降", "": ""}[self.change]
        if self.known and self.known.measure == "rate" and self.change == "up":
            ending = "提高"
        label = self.name if self.name.endswith(ending) else self.name + ending
        return f"{self.name}年均{ending}" if self.yearly and ending else label

    @property
    def better(self) -> Direction:
        """Whether a higher or a lower figure is better; of a fall more is better where less of the thing is."""
        if self.known is None:
            return "none"
        if self.known.name.endswith(("降低", "下降")):
            return "higher" if self.change != "" else "lower"
        if self.change == "down":
            return {"lower": "higher", "higher": "lower", "none": "none"}[self.known.direction]  # type: ignore[return-value]
        return self.known.direction


@cache
def indicators() -> tuple[Indicator, ...]:
    """Return the indicators of the dictionary, in its order: the first that a name matches is meant."""
    with files("compare").joinpath("data/indicators.yaml").open(encoding="utf-8") as file:
        data = YAML(typ="safe").load(file)
    return tuple(
        Indicator(
            entry["name"],
            entry["direction"],
            entry["measure"],
            entry["common"],
            re.compile(entry["pattern"]),
            tuple(entry["yes"]),
            tuple(entry["no"]),
            re.compile(f"(?:{entry['told_with']})$") if "told_with" in entry else None,
            tuple(entry.get("kindred", ())),
        )
        for entry in data["indicators"]
    )


@cache
def even(name: str) -> str:
    """Return a name with its writing made even: 全市规上工业增加值 and 规模以上工业增加值 are the same."""
    for pattern, into in _SAME:
        name = pattern.sub(into, name)
    return name


@cache
def canonical(name: str) -> Canonical:
    """Return what the name of a target means."""
    plain = even(name)
    if whole := _named(plain):
        # 居民消费价格指数 set to 3 % is what prices rise by, as 居民消费价格涨幅 is.
        falls = whole.name.endswith(("降低", "下降")) and (found := _CHANGE.search(plain)) and found["down"]
        return Canonical(whole.name, "up" if whole.name.endswith("涨幅") else "down" if falls else "", False, whole)
    change, yearly = "", False
    if found := _CHANGE.search(plain):
        change, yearly = "down" if found["down"] else "up", bool(found["yearly"])
        plain = plain[: found.start()].removesuffix("年均")
    base = re.sub(r"(?:比重?例|占比|比例)$", "比重", plain)
    known = _named(base)
    if known is None and (share := _OF_WHOLE.fullmatch(base)) and share["part"][-2:] == share["whole"][-2:]:
        base = share["part"] + "比重"  # 护理型床位占养老床位总数比重
        known = _named(base)
    return Canonical(known.name if known else base, change, yearly, known)


@cache
def handed_down_with(name: str) -> bool:
    """Whether indicators of the dictionary are handed down under a name that is none itself: 节能减排."""
    plain = even(name)
    return any(known.told_with.search(plain) for known in indicators() if known.told_with)


@cache
def _named(name: str) -> Indicator | None:
    """Return the first indicator of the dictionary that a name matches."""
    found = _any_indicator().fullmatch(name)
    return next(known for known in indicators() if known.pattern.fullmatch(name)) if found else None


@cache
def _any_indicator() -> re.Pattern[str]:
    """Return what a name of any indicator matches: most names match none, and asking all at once is five times as
    quick.
    """
    return re.compile("|".join(f"(?:{known.pattern.pattern})" for known in indicators()))
