"""Who a plan is: title, kind, level, region, year and period, as far as nobody said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from compare.corpus.entries import Entry
from compare.model import Kind, Level
from compare.periods import number_of, years_of
from compare.places import Area, find_areas

_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (Kind.INTERPRETATION, re.compile(r"解读|(?:起草|编制|的)说明|进行说明|图解|问答")),
    (Kind.RESEARCH, re.compile(r"调研|研究报告|课题")),
    (Kind.REPORT, re.compile(r"工作报告|报告工作|报告政府工作|执行情况")),
    (Kind.SPATIAL, re.compile(r"国土空间")),
    (Kind.OUTLINE, re.compile(r"国民经济和社会发展|规划纲要|五年计划|五年规划")),
    (Kind.OPINIONS, re.compile(r"意见|行动方案|实施方案|通知")),
    (Kind.REGIONAL, re.compile(r"一体化|都市圈|城市群|经济带|合作区")),
    (Kind.SPECIAL, re.compile(r"规划|计划")),
)
# Such a document tells of another one: 现就《规划》进行说明, 现将有关内容解读如下.
_EXPLAINS = re.compile(r"现[就将].{0,80}(?:说明|解读)")
_REPORTS = re.compile(r"向大会(?:作)?报告|报告工作|报告政府工作|各位代表")
_TOLD_BY_TEXT = frozenset({Kind.SPATIAL, Kind.OUTLINE, Kind.REGIONAL, Kind.SPECIAL})
_NAMED_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年?")
# The later year in the headings of a work report is its own: 一、2022年工作回顾, 二、2023年工作安排.
_REPORT_PART = re.compile(r"^(?:[一二三四]、)?(20\d\d)年.{0,10}(?:工作|目标任务).{0,10}$", re.MULTILINE)
_DATE = re.compile(r"((?:19|20)\d\d)\s*[年\-/.]\s*\d{1,2}\s*[月\-/.]")
_PERIOD = re.compile(r"((?:19|20)\d\d)\s*年?\s*[—–\-~至到]{1,2}\s*((?:19|20)\d\d)\s*(?:年|(?=[)）]))")
_QUOTED_PLAN = re.compile(r"[“\"]?(十[一二三四五六])五[”\"]?")
_NUMBERED_PLAN = re.compile(r"第(十?[一二三四五六七八九]|十)个五年")
# Years from the first to the last year of a plan.
_SPANS = (2, 20)
# A title lies among the first lines; a date of issue there or at the end; a plan names its area all through.
_HEAD, _TAIL, _OPENING, _SEVERAL = 600, 200, 5000, 3
_OWN_LEVEL = re.compile(r"我(省|市|县|区|州)|(?<![\u4e00-\u9fff])(省|市|县|区)(?:委|政府|政协)")
_LEVELS = {"省": Level.PROVINCE, "市": Level.CITY, "州": Level.CITY, "县": Level.COUNTY, "区": Level.DISTRICT}


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a plan is: what was said of it, and the rest inferred.

    Attributes:
        inferred: Names of the fields that were inferred.
    """

    title: str
    kind: Kind
    level: Level
    region: str
    year: int | None
    period: str | None
    inferred: tuple[str, ...]


def identify(entry: Entry, text: str, titles: Iterable[str]) -> Identity:
    """Fill in what nobody said of a plan.

    Args:
        entry: What was said.
        text: Canonical text.
        titles: Lines above the text that may be its title.
    """
    title = entry.title or _title(list(titles), entry.path.stem, text)
    head = text[:_HEAD]
    area = (
        _own_area(entry.region or "")
        or _own_area(title)
        or _own_area(entry.path.stem)
        or _own_area(head, full=True)
        or _foremost_area(text)
    )
    guessed: dict[str, Any] = {
        "title": title,
        "kind": _kind(title, head, text),
        "level": area.level if area else _level(text),
        "region": area.name if area else "",
        "year": _year(title, text, entry.path.stem),
        "period": _period(title, head),
    }
    said = {field: getattr(entry, field) for field in guessed}
    inferred = tuple(field for field in guessed if said[field] is None and guessed[field] not in (None, ""))
    return Identity(**{f: said[f] if said[f] is not None else guessed[f] for f in guessed}, inferred=inferred)


def _own_area(text: str, *, full: bool = False) -> Area | None:
    """The area that a title speaks of: the innermost where each lies in the one before, else the first."""
    areas = find_areas(text, full=full)
    if not areas:
        return None
    return areas[-1] if areas[-1].code.startswith(areas[0].code) else areas[0]


def _foremost_area(text: str) -> Area | None:
    """The area that the beginning of a text names most, by a name of three characters or more."""
    named = Counter(area for area in find_areas(text[:_OPENING]) if area.code and len(area.name) > 3)
    return max(named, key=lambda area: named[area]) if named and named.total() >= _SEVERAL else None


def _level(text: str) -> Level:
    """The level that a plan speaks of as its own: 我市, 市委."""
    own = Counter(match.group(1) or match.group(2) for match in _OWN_LEVEL.finditer(text))
    return _LEVELS[max(own, key=lambda word: own[word])] if own else Level.COUNTY


def _title(lines: Sequence[str], stem: str, text: str) -> str:
    telling = [line for line in lines if "。" not in line and any(pattern.search(line) for _, pattern in _KINDS)]
    if telling:
        return max(telling, key=len)
    if lines or not _EXPLAINS.search(text[:_HEAD]):
        return lines[0] if lines else stem
    named = Counter(re.findall(r"《([^《》\n]{4,60})》", text))
    return max(named, key=lambda title: named[title], default=stem)


def _kind(title: str, head: str, text: str) -> Kind:
    if _EXPLAINS.search(head):
        return Kind.INTERPRETATION
    for kind, pattern in _KINDS:
        if pattern.search(title):
            return kind
    # In running text 调研 and 意见 are words, not kinds.
    if _REPORTS.search(head):
        return Kind.REPORT
    for kind, pattern in _KINDS:
        if kind in _TOLD_BY_TEXT and pattern.search(head):
            return kind
    return Kind.REPORT if "各位代表" in text else Kind.SPECIAL


def _year(title: str, text: str, stem: str) -> int | None:
    title = _PERIOD.sub("", title)
    if (named := _NAMED_YEAR.search(title)) and "远景" not in title:
        return int(named.group(1))
    for piece in (text[:_HEAD], text[-_TAIL:]):
        if dates := _DATE.findall(piece):
            return int(dates[-1])
    if parts := _REPORT_PART.findall(text):
        return max(map(int, parts))
    named = _NAMED_YEAR.search(stem)
    return int(named.group(1)) if named else None


def _period(title: str, head: str) -> str | None:
    for source in (title, head):
        for match in _PERIOD.finditer(source):
            if _SPANS[0] <= int(match.group(2)) - int(match.group(1)) <= _SPANS[1]:
                return f"{match.group(1)}-{match.group(2)}"
        # A plan speaks of the period that is over before it speaks of its own.
        if numerals := [*_QUOTED_PLAN.findall(source), *_NUMBERED_PLAN.findall(source)]:
            first, last = years_of(max(map(number_of, numerals)))
            return f"{first}-{last}"
    return None
