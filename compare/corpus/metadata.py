"""Who a plan is: title, kind, level, region, year and period, as far as nobody said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from typing import Any

from msgspec.structs import replace

from compare.corpus.entries import Entry
from compare.corpus.folders import Folders
from compare.corpus.kinds import issued, kind_of_plan, names_kind, title_in
from compare.corpus.region import area_of_text, untold_namesakes
from compare.corpus.titles import area_of_title
from compare.model import Kind, Level, Record
from compare.text import (
    FIGURE_ALONE,
    UNIT,
    Area,
    areas_called,
    composed,
    cues,
    cues_of,
    even_years,
    holders_of,
    number_of,
    short_name,
    years_of,
)

_NAMED_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年?")
# The year that a title looks ahead to is not that of issue: 2035年远景目标, “健康中国2030”, 2030年前碳达峰.
_AHEAD_IN_TITLE = re.compile(
    r"(?:20\d\d年?(?:前|远景|愿景|展望))|(?<=中国)20\d\d(?=[”\"])|(?:[至到]|展望|[面迈]向)20\d\d年?"
)
# 2023年计划执行情况与2024年计划草案的报告 is of the year that it plans.
_BEFORE_IN_TITLE = re.compile(r"(?:19|20)\d\d年?[^\n，。]{0,30}?执行情况(?=.*(?:19|20)\d\d年)")
# A work report looks back on the year before, which it names first, and ahead to its own, which its headings name.
_BACK = cues("looks_back_in_report")
_AHEAD = re.compile(r"^.{0,6}(20\d\d)\s?年.{0,10}(?:工作|目标|任务).{0,10}$", re.MULTILINE)
_DATE = re.compile(
    r"((?:19|20)\d\d)\s*+(?:年\s*+(?:\d{1,2}|元|[一二三四五六七八九]|十[一二]?)\s*+月|[年\-/.]\s*+\d{1,2}\s*+[月\-/.])"
)
# 仙政办〔2015〕21号 in a line of its own is the number of the document itself; in a sentence it is another one's.
_NUMBERED = composed(
    r"[（(]?[\u4e00-\u9fff（）()]{1,20}\s?[〔［\[【(（﹝〈]\s?((?:19|20)\d\d)\s?(?:年)?[〕］\]】)）﹞〉]\s?第?\s?\d{1,5}\s?号[）)]?"
    r"(?:\s{1,9}[A-Z]{2,6}[—–-]\d{4}[—–-]\d{3,6})?"
)
# （2021年1月28日某市第七届人民代表大会第六次会议通过）
_ADOPTED = re.compile(r"(?<!》)[（(][^（）()。]{0,120}(?:通过|批准|审议)[^（）()。]{0,30}[）)]")
_YEAR_ALONE = re.compile(
    r"\W{0,3}((?:19|20)\d\d)\s?(?:年?(?:修[订编正])?[版本稿]?|[./-]\s?(?:0?[1-9]|1[0-2])月?)\W{0,3}"
)
# Cells of a table, a line each: 1979 among them is a figure.
_CELL = composed(rf"{FIGURE_ALONE}|[—–\-]{{1,2}}|(?:.*[（(])?\s*/?{UNIT}\s*[)）]?")
_PERIOD = re.compile(r"((?:19|20)\d\d)\s*+年?\s*+[—–\-~至到－～]{1,2}\s*+((?:19|20)\d\d)\s*+(?:年|(?=[)）]))")
_QUOTED_PLAN = re.compile(r"[“\"]?(十[一二三四五六])五[”\"]?|[“\"]([六七八九十])五[”\"](?:计划|期间|时期)")
_QUOTED = re.compile(r"《[^《》\n]{1,80}》")
# 根据《湖南省“十四五”综合交通运输体系发展规划》等，结合我县实际，制定本方案
_MADE_BY = re.compile(
    r"(?:根据|依据|按照|落实|贯彻)[^。；\n]{0,30}(《[^。；\n]{4,400}?)(?:制定|制订|编制|特?提出)(?:本|了?如下|以下)"
)
_NUMBERED_PLAN = re.compile(r"第(十?[一二三四五六七八九]|十)个五年")
# Years from the first to the last year of a plan.
_SPANS = (2, 20)
# A span of years that a text names so often is its own.
_OFTEN, _OWN_SPAN = 3, 6
# Years before its period in which a plan may be issued.
_ISSUED_BEFORE = 5
_DATED_BY_PERIOD = frozenset({Kind.OUTLINE, Kind.SPECIAL, Kind.OPINIONS})
# A title lies among the first lines; a date of issue there or at the end.
_HEAD, _TAIL, _OPENING, _DATE_LINE, _PERIOD_TEXT = 600, 200, 1500, 60, 20_000
_KIND_NAMES = {
    Kind.OUTLINE: "规划纲要", Kind.SPECIAL: "规划", Kind.REGIONAL: "区域规划", Kind.SPATIAL: "国土空间规划",
    Kind.REPORT: "政府工作报告", Kind.INTERPRETATION: "规划解读", Kind.OPINIONS: "意见", Kind.RESEARCH: "调研报告",
}  # fmt: skip
_EVERY_REPORT = re.compile(r"(?:20\d\d年)?政府工作报告")
# What speaks of itself without a sign of its level is most often a county's.
_UNKNOWN = Level.COUNTY


class Identity(Record, frozen=True):
    """Who a plan is: what was said of it, and the rest inferred.

    Attributes:
        inferred: Names of the fields that were inferred.
        area: The area of the plan, for the links; ``None`` if it is not known.
        elsewhere: The area that the text speaks of, where its name or plans.yaml names another one.
        goes_by: Titles of the documents by which the plan says that it was made.
        namesakes: Areas of one name, ``area`` among them, where nothing tells which is the plan's.
    """

    title: str
    kind: Kind
    level: Level
    region: str
    year: int | None
    period: str | None
    inferred: tuple[str, ...]
    area: Area | None = None
    elsewhere: tuple[Area, Area] | None = None
    goes_by: tuple[str, ...] = ()
    namesakes: tuple[Area, ...] = ()


class _Places(Record, frozen=True):
    """What is told of the area: by a person or the file name, and by the text; the best of it, and the level."""

    named: Area | None
    told: Area | None
    best: Area | None
    level: Level


def identify(entry: Entry, text: str, titles: Iterable[str], published: int | None = None) -> Identity:
    """Fill in what nobody said of a plan.

    Args:
        entry: What was said.
        text: Canonical text.
        titles: Lines above the text that may be its title.
        published: Year in which it was published, by which it is dated where its text tells no year.
    """
    lines, head, stem = list(titles), text[:_HEAD], PurePosixPath(entry.file).stem
    found = entry.title or title_in(lines, head, text)
    title = found or (stem if names_kind(stem) else "")
    kind = entry.kind or kind_of_plan(title, head, text)
    places = _places(entry, found if entry.title is None else None, text)
    area = places.best
    year = _year(even_years(title), even_years(text), even_years(stem), kind)
    period = _period(even_years(title), "" if kind is Kind.REPORT else even_years(text[:_PERIOD_TEXT]), year)
    if year is None and period and kind in _DATED_BY_PERIOD:
        year = int(period[:4])  # it is adopted early in the first year of its period
    year = year or published
    guessed: dict[str, Any] = {
        "title": _with_area(_full_title(issued(title), area, kind, year, period), area)
        or (lines[0] if lines else stem),
        "kind": kind,
        "level": places.level,
        "region": area.name if area else "",
        "year": year,
        "period": period,
    }
    said = {field: getattr(entry, field) for field in guessed} | {"region": _region_said(entry, area)}
    inferred = tuple(field for field in guessed if said[field] is None and guessed[field] not in (None, ""))
    values = {field: said[field] if said[field] is not None else guessed[field] for field in guessed}
    goes_by = tuple(title for made in _MADE_BY.findall(text[:_PERIOD_TEXT]) for title in _QUOTED.findall(made))
    elsewhere = _elsewhere(places, _words(entry))
    namesakes = untold_namesakes(area, f"{entry.region or ''} {title} {entry.file}", text)
    return Identity(**values, inferred=inferred, area=area, elsewhere=elsewhere, goes_by=goes_by, namesakes=namesakes)


def _region_said(entry: Entry, area: Area | None) -> str | None:
    """Return the region as a person says it; of one that names what holds it, too (四川省泸州市; a row with columns of
    city and county), the innermost alone.

    A name that several areas bear (鼓楼区) stays with those of the areas around it.
    """
    said = entry.region or ""
    own = area and (area.name, short_name(area.name), f"{short_name(area.name)}{area.name[-1]}")
    joined = area is not None and said.endswith(own or ()) and _names_holder(said, area)
    return area.name if joined and area and len(areas_called(area.name)) == 1 else entry.region


def _names_holder(region: str, area: Area) -> bool:
    return any(region.startswith((holder.name, short_name(holder.name))) for holder in holders_of(area))


def _places(entry: Entry, title: str | None, text: str) -> _Places:
    """Return the area of a plan: as a person says, else by its title, by a sure text, by the file name.

    A text that names other places nearly as often tells its level and no more; folders help where nothing else tells.
    """
    in_text, folders = area_of_text(text), Folders(entry.file)
    # The name of a table says nothing of what stands in one of its rows.
    stem = None if entry.row is not None else folders.area_of(PurePosixPath(entry.file).stem, text)
    said = area_of_title(entry.region or "", text) or area_of_title(entry.title or "", text)
    by_title = folders.area_of(title or "", text)
    if by_title and by_title.code == f"-{by_title.name}" and in_text:
        by_title = replace(by_title, code=in_text.area.code + by_title.name)
    told = by_title or (in_text.area if in_text and in_text.sure else None)
    best = said or told or stem or folders.area(in_text.area.level if in_text else None)
    level = best.level if best else folders.level or (in_text.area.level if in_text else _UNKNOWN)
    return _Places(said or stem, told, best, level)


def _words(entry: Entry) -> str:
    """Return the words by which a person calls a plan's area."""
    return f"{entry.region or ''} {entry.title or ''} {PurePosixPath(entry.file).stem}"


def _elsewhere(places: _Places, words: str) -> tuple[Area, Area] | None:
    """Return the areas named and told, if they are not the same.

    吉林 is a province and a city of it; 黄山 without more is the city, not the district of that name in it; 连山 is a
    district in one province and an autonomous county in another, of which the text tells the one that is meant.
    """
    named, told = places.named, places.told
    if named is None or told is None or Level.REGION in (named.level, told.level) or not named.code:
        return None
    same = told.codes == named.codes or told.name.startswith(named.name)
    both = named.level is Level.PROVINCE and told.level is Level.CITY and told.name[:2] == named.name[:2]
    short = short_name(named.name)
    either = (
        named.name not in words
        and not told.lies_in(named)
        and any(area.code == told.code for area in areas_called(short))
    )
    return None if same or both or either else (named, told)


def _full_title(title: str, area: Area | None, kind: Kind, year: int | None, period: str | None) -> str:
    """Return the title; where there is none, or it is that of every report, one is made: 三亚市2024年政府工作报告."""
    if area is None or (title and not _EVERY_REPORT.fullmatch(title)):
        return title
    years = period if kind is not Kind.REPORT and period else year
    return f"{area.name}{f'{years}年' if years else ''}{_KIND_NAMES[kind]}"


def _with_area(title: str, area: Area | None) -> str:
    """Return the title of an opinion that leaves its area to the letterhead with the area before it."""
    if area is None or not title.startswith("关于") or short_name(area.name) in title:
        return title
    return f"{area.name}{title}"


def _year(title: str, text: str, stem: str, kind: Kind) -> int | None:
    if named := _NAMED_YEAR.search(_own_years(title)):
        return int(named.group(1))
    for piece in (text[:_HEAD], text[-_TAIL:]):
        short = [line for line in piece.split("\n") if len(line) <= _DATE_LINE and "。" not in line]
        if dates := _DATE.findall("\n".join((*short, *_ADOPTED.findall(piece)))):
            return int(dates[-1])
        numbers = (_NUMBERED.fullmatch(line.strip()) for line in short)
        if number := next(filter(None, numbers), None):
            return int(number.group(1))
        if (alone := _year_alone([line.strip() for line in short if line.strip()], title)) is not None:
            return alone
    told = _year_of_report(text) if kind is Kind.REPORT else None
    named = _NAMED_YEAR.search(_own_years(stem))
    return told or (int(named.group(1)) if named else None)


def _year_alone(lines: Sequence[str], title: str) -> int | None:
    """Return the year that stands in a line of its own; not one among the cells of a table, nor one long before the
    period that the title names.
    """
    first = min((years_of(number)[0] for number in _numbers(title)), default=0)
    for before, line, after in zip(["", *lines], lines, [*lines[1:], ""], strict=False):
        alone = _YEAR_ALONE.fullmatch(line)
        if alone and int(alone.group(1)) >= first - _ISSUED_BEFORE and not (_is_cell(before) or _is_cell(after)):
            return int(alone.group(1))
    return None


def _is_cell(line: str) -> bool:
    return _CELL.fullmatch(line) is not None or any(cue.fullmatch(line) for cue in cues_of("table_columns").values())


def _own_years(title: str) -> str:
    """Return a title without its period, the years that it looks ahead to and the one that it looks back on."""
    return _BEFORE_IN_TITLE.sub("", _AHEAD_IN_TITLE.sub("", _PERIOD.sub("", title)))


def _year_of_report(text: str) -> int | None:
    ahead = [int(year) for year in _AHEAD.findall(text)]
    opening = text[:_OPENING]
    if _BACK.search(opening) and (first := _NAMED_YEAR.search(opening)):
        ahead.append(int(first.group(1)) + 1)
    return max(ahead, default=None)


def _period(title: str, text: str, year: int | None) -> str | None:
    """Years in the title; else in the first lines; else those that the text names often; else of the last five-year
    plan that it names often, if the plan may have been issued for it.
    """
    if found := _span(title):
        return found
    # A plan speaks of the period that is over before it speaks of its own.
    if numbers := _numbers(title):
        return _five_years(max(numbers))
    text = _QUOTED.sub("", text[:_PERIOD_TEXT])
    if found := _span(text[:_HEAD]):
        return found
    spans = Counter(found for line in text.split("\n") if (found := _span(line, _OWN_SPAN)))
    if spans and max(spans.values()) >= _OFTEN:
        return max(spans, key=lambda span: (spans[span], span))
    named = Counter(number for number in _numbers(text) if year is None or years_of(number)[0] <= year + 1)
    often = [number for number, count in named.items() if 2 * count >= max(named.values())]
    return _five_years(max(often)) if often else None


def _span(text: str, longest: int = _SPANS[1]) -> str | None:
    for match in _PERIOD.finditer(text):
        if _SPANS[0] <= int(match.group(2)) - int(match.group(1)) <= longest:
            return f"{match.group(1)}-{match.group(2)}"
    return None


def _numbers(text: str) -> list[int]:
    quoted = (new or old for new, old in _QUOTED_PLAN.findall(text))
    return [number_of(numeral) for numeral in (*quoted, *_NUMBERED_PLAN.findall(text))]


def _five_years(number: int) -> str:
    first, last = years_of(number)
    return f"{first}-{last}"
