"""A folder or plans.yaml -> the plans to read; what nobody wrote down is inferred from title, text and gazetteer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import Field, model_validator
from rapidfuzz import process

from compare.errors import Fault, InputError
from compare.forms import Form, faulty, fill, line_of, members, read_yaml
from compare.model import Kind, Level, Relation, UpperLink
from compare.places import Area, find_areas
from compare.read import SUPPORTED

MANIFEST = "plans.yaml"
_NOT_PLANS = re.compile(r"plans\.ya?ml|themes\..+|waivers\.ya?ml|readme.*|review\.xlsx", re.IGNORECASE)

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
_NAMED_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年?")
_DATE = re.compile(r"((?:19|20)\d\d)\s*[年\-/.]\s*\d{1,2}\s*[月\-/.]")
_PERIOD = re.compile(r"((?:19|20)\d\d)\s*年?\s*[—–\-~至到]{1,2}\s*((?:19|20)\d\d)\s*年")
_QUOTED_PLAN = re.compile(r"[“\"]?(十[一二三四五六])五[”\"]?")
_NUMBERED_PLAN = re.compile(r"第(十?[一二三四五六七八九]|十)个五年")
_NUMERALS = "一二三四五六七八九"
# The third five-year plan began in 1966, and every five years another one.
_THIRD, _EARLY = 1966, {1: 1953, 2: 1958}
# A title lies among the first lines; a date of issue there or at the end; a plan names its area all through.
_HEAD, _TAIL, _OPENING, _SEVERAL = 600, 200, 5000, 3
_OWN_LEVEL = re.compile(r"我(省|市|县|区|州)|(?<![\u4e00-\u9fff])(省|市|县|区)(?:委|政府|政协)")
_LEVELS = {"省": Level.PROVINCE, "市": Level.CITY, "州": Level.CITY, "县": Level.COUNTY, "区": Level.DISTRICT}


@dataclass(frozen=True, slots=True)
class Entry:
    """A plan to read, with what a person said of it; ``None`` where nothing was said."""

    id: str
    path: Path
    file: str
    title: str | None = None
    kind: Kind | None = None
    level: Level | None = None
    region: str | None = None
    year: int | None = None
    period: str | None = None
    upper: tuple[UpperLink, ...] | None = None


@dataclass(frozen=True, slots=True)
class Corpus:
    """What lies in a folder.

    Attributes:
        folder: The folder of plans, beside which a theme file is looked for.
        skipped: Files of kinds that are not read, relative to ``folder``.
    """

    folder: Path
    entries: tuple[Entry, ...]
    skipped: tuple[str, ...]


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


class _Upper(Form):
    id: str
    relation: Relation = "superior"

    @model_validator(mode="before")
    @classmethod
    def _from_id(cls, value: Any) -> Any:
        return value if isinstance(value, Mapping) else {"id": value}


class _PlanForm(Form):
    file: str = Field(min_length=1)
    id: str | None = Field(default=None, pattern=r"^[^/\\\x00-\x1f]{1,100}$")
    title: str | None = None
    kind: Kind | None = None
    level: Level | None = None
    region: str | None = None
    year: int | None = Field(default=None, ge=1949, le=2100)
    period: str | None = None
    upper: tuple[_Upper, ...] | None = None


def find_plans(plans: Path, out: Path | None = None) -> Corpus:
    """List the plans of a folder or of a plans.yaml.

    Args:
        plans: A folder, or a plans.yaml.
        out: A folder or file that is never read as a plan.

    Raises:
        InputError: No such folder, no plan in it, or a wrong plans.yaml (all faults at once).
    """
    if not plans.exists():
        raise InputError(f"没有这个文件夹或文件：{plans}。请核对路径。")
    if plans.is_file():
        return _from_manifest(plans)
    if (plans / MANIFEST).is_file():
        return _from_manifest(plans / MANIFEST)
    return _from_folder(plans, out)


def _from_folder(folder: Path, out: Path | None) -> Corpus:
    files = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith((".", "~$")))
    wanted = [path for path in files if not _NOT_PLANS.fullmatch(path.name) and path != out]
    plans = [path for path in wanted if path.suffix.lower() in SUPPORTED]
    if not plans:
        kinds = "、".join(sorted(SUPPORTED))
        raise InputError(f"文件夹 {folder} 里没有可读的规划。可读的格式：{kinds}。")
    stems = Counter(path.stem for path in plans)
    names = {path.name for path in plans}
    entries = tuple(
        Entry(path.stem if stems[path.stem] == 1 and path.stem not in names else path.name, path, path.name)
        for path in plans
    )
    return Corpus(folder, entries, tuple(path.name for path in wanted if path not in plans))


def _from_manifest(path: Path) -> Corpus:
    data = read_yaml(path)
    entries: dict[int, Entry] = {}
    faults: list[Fault] = []
    for number, item in enumerate(members(data, "plans", path)):
        form, wrong = fill(_PlanForm, item, path, partial(line_of, data), ["plans", number])
        faults.extend(wrong)
        if form is not None:
            entries[number] = _entry(form, path.parent)
    known = {
        str(item.get("id") or Path(str(item.get("file", ""))).stem)
        for item in data["plans"]
        if isinstance(item, Mapping)
    }
    faults += [*_twice(entries, path, data), *_dangling(entries, known, path, data), *_circles(entries, path, data)]
    if faults:
        raise faulty(path, faults)
    return Corpus(path.parent, tuple(entries.values()), ())


def _entry(form: _PlanForm, folder: Path) -> Entry:
    return Entry(
        id=form.id or Path(form.file).stem,
        path=folder / form.file,
        file=form.file,
        title=form.title,
        kind=form.kind,
        level=form.level,
        region=form.region,
        year=form.year,
        period=form.period,
        upper=None if form.upper is None else tuple(UpperLink(up.id, up.relation) for up in form.upper),
    )


def _twice(entries: Mapping[int, Entry], path: Path, data: Any) -> Iterator[Fault]:
    seen: set[str] = set()
    for number, entry in entries.items():
        if entry.id in seen:
            line = line_of(data, ["plans", number])
            yield Fault(path, line, f"规划编号“{entry.id}”用了不止一次，请各写一个不同的 id")
        seen.add(entry.id)


def _dangling(entries: Mapping[int, Entry], known: Set[str], path: Path, data: Any) -> Iterator[Fault]:
    for number, entry in entries.items():
        for at, link in enumerate(entry.upper or ()):
            others = sorted(known - {entry.id})
            line = line_of(data, ["plans", number, "upper", at])
            if link.id == entry.id:
                yield Fault(path, line, f"“{entry.id}”不能是自己的上位规划")
            elif link.id not in others:
                near = process.extractOne(link.id, others, score_cutoff=50)
                hint = f"，是不是想写“{near[0]}”？" if near else f"；现有的编号：{'、'.join(others)}"
                yield Fault(path, line, f"“{entry.id}”的上位规划“{link.id}”不在清单里{hint}")


def _circles(entries: Mapping[int, Entry], path: Path, data: Any) -> Iterator[Fault]:
    """Plans that are, over others, their own upper plans."""
    uppers = {entry.id: [link.id for link in entry.upper or () if link.id != entry.id] for entry in entries.values()}
    for number, entry in entries.items():
        seen: set[str] = set()
        stack = list(uppers[entry.id])
        while stack:
            if (current := stack.pop()) not in seen:
                seen.add(current)
                stack.extend(uppers.get(current, ()))
        if entry.id in seen:
            yield Fault(path, line_of(data, ["plans", number]), f"“{entry.id}”经上位规划绕回了它自己")


def identify(entry: Entry, text: str, titles: Iterable[str]) -> Identity:
    """Fill in what nobody said of a plan.

    Args:
        entry: What was said.
        text: Canonical text.
        titles: Lines above the text that may be its title.
    """
    title = entry.title or _title(list(titles), entry.path.stem, text)
    head = text[:_HEAD]
    area = _own_area(title) or _own_area(entry.path.stem) or _own_area(head, full=True) or _foremost_area(text)
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
    telling = [line for line in lines if any(pattern.search(line) for _, pattern in _KINDS)]
    if telling:
        return max(telling, key=len)
    named = Counter(re.findall(r"《([^《》\n]{4,60})》", text))
    return lines[0] if lines else (max(named, key=lambda title: named[title]) if named else stem)


def _kind(title: str, head: str, text: str) -> Kind:
    if _EXPLAINS.search(head):
        return Kind.INTERPRETATION
    for source in (title, head):
        for kind, pattern in _KINDS:
            if pattern.search(source):
                return kind
    return Kind.REPORT if "各位代表" in text else Kind.SPECIAL


def _year(title: str, text: str, stem: str) -> int | None:
    title = _PERIOD.sub("", title)
    if (named := _NAMED_YEAR.search(title)) and "远景" not in title:
        return int(named.group(1))
    for piece in (text[:_HEAD], text[-_TAIL:]):
        if dates := _DATE.findall(piece):
            return int(dates[-1])
    named = _NAMED_YEAR.search(stem)
    return int(named.group(1)) if named else None


def _period(title: str, head: str) -> str | None:
    for source in (title, head):
        if match := _PERIOD.search(source):
            return f"{match.group(1)}-{match.group(2)}"
        if match := _QUOTED_PLAN.search(source) or _NUMBERED_PLAN.search(source):
            first = _first_year(_number(match.group(1)))
            return f"{first}-{first + 4}"
    return None


def _number(numeral: str) -> int:
    """一 to 十九; there has been no twentieth plan."""
    ones = numeral.removeprefix("十")
    return 10 * numeral.startswith("十") + (_NUMERALS.index(ones) + 1 if ones else 0)


def _first_year(plan: int) -> int:
    return _EARLY.get(plan, _THIRD + 5 * (plan - 3))


def link_uppers(
    entries: Sequence[Entry], identities: Mapping[str, Identity]
) -> dict[str, tuple[tuple[UpperLink, ...], bool]]:
    """The upper plans of each plan that could be read.

    A link to a plan issued after the lower one is marked ``later``. Where nobody said which plans are upper, the
    plans of the nearest level above whose area holds the plan's own are.

    Returns:
        Plan id to its links and whether they were inferred.
    """
    areas = {plan: _area_of(identity) for plan, identity in identities.items()}
    linked = {}
    for entry in entries:
        if entry.id not in identities:
            continue
        links = entry.upper if entry.upper is not None else _nearest_above(entry.id, identities, areas)
        known = tuple(link for link in links if link.id in identities)
        linked[entry.id] = (
            tuple(replace(link, later=_is_later(identities[link.id], identities[entry.id])) for link in known),
            entry.upper is None and bool(known),
        )
    return linked


def _area_of(identity: Identity) -> Area | None:
    found = find_areas(identity.region)
    return found[-1] if found else None


def _nearest_above(
    plan: str, identities: Mapping[str, Identity], areas: Mapping[str, Area | None]
) -> tuple[UpperLink, ...]:
    own = areas[plan]
    if own is None:
        return ()
    above = [
        other
        for other, area in areas.items()
        if area and identities[other].level.rank < identities[plan].level.rank and own.code.startswith(area.code)
    ]
    nearest = max((identities[other].level.rank for other in above), default=None)
    return tuple(UpperLink(other) for other in above if identities[other].level.rank == nearest)


def _is_later(upper: Identity, lower: Identity) -> bool:
    return upper.year is not None and lower.year is not None and upper.year > lower.year
