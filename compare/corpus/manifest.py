"""plans.yaml -> the plans to read, checked: all faults at once, each with its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import Field, field_validator, model_validator
from rapidfuzz import process

from compare.corpus.entries import Corpus, Entry
from compare.errors import Fault
from compare.forms import Form, faulty, fill, line_of, members, read_yaml
from compare.model import Kind, Level, Relation, UpperLink

# What a planner writes who does not look the codes up.
_IN_CHINESE = {
    "国家级": "national",
    "省级": "province",
    "区域": "region",
    "市级": "city",
    "区级": "district",
    "县级": "county",
    "乡镇级": "township",
    "规划纲要": "outline",
    "专项规划": "special",
    "区域规划": "regional",
    "空间规划": "spatial",
    "工作报告": "report",
    "解读": "interpretation",
    "解读说明": "interpretation",
    "说明": "interpretation",
    "意见": "opinions",
    "调研报告": "research",
}


class _Upper(Form):
    id: str
    relation: Relation = "superior"

    @model_validator(mode="before")
    @classmethod
    def _from_id(cls, value: Any) -> Any:
        return value if isinstance(value, Mapping) else {"id": value}


class _PlanForm(Form):
    file: str = Field(min_length=1)
    id: str | None = Field(default=None, pattern=r"^[^/\\\x00-\x1f]{1,60}$")
    title: str | None = None
    kind: Kind | None = None
    level: Level | None = None
    region: str | None = None
    year: int | None = Field(default=None, ge=1949, le=2100)
    period: str | None = None
    upper: tuple[_Upper, ...] | None = None

    @field_validator("kind", "level", mode="before")
    @classmethod
    def _from_chinese(cls, value: Any) -> Any:
        return _IN_CHINESE.get(value, value) if isinstance(value, str) else value


def read_manifest(path: Path) -> Corpus:
    """The plans that a plans.yaml lists.

    Raises:
        InputError: With all faults at once.
    """
    data = read_yaml(path)
    entries: dict[int, Entry] = {}
    faults: list[Fault] = []
    for number, item in enumerate(members(data, "plans", path)):
        form, wrong = fill(_PlanForm, item, path, partial(line_of, data), ["plans", number])
        faults.extend(wrong)
        if form is not None:
            entries[number] = _entry(form, path.parent)
    known = {
        str(item["id"] if item.get("id") is not None else Path(str(item.get("file", ""))).stem)
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
