"""plans.yaml -> the plans to read, checked: all faults at once, each with its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationInfo, field_validator, model_validator
from rapidfuzz import process

from compare.corpus.entries import Corpus, Entry
from compare.corpus.table_entries import IN_CHINESE, rows_of
from compare.corpus.tree import named
from compare.errors import Fault, ReadError
from compare.forms import Form, faulty, fill, line_of, members, read_yaml
from compare.model import Kind, Level, Relation, UpperLink
from compare.readers import RawText

ID = r"^[^/\\\x00-\x1f]{1,80}$"
"""What a person may give as the id of a plan."""


class _Upper(Form):
    id: str
    relation: Relation = "superior"

    @model_validator(mode="before")
    @classmethod
    def _from_id(cls, value: Any) -> Any:
        return value if isinstance(value, Mapping) else {"id": value}


class _PlanForm(Form):
    file: str = Field(min_length=1)
    id: str | None = Field(default=None, pattern=ID)
    title: str | None = None
    kind: Kind | None = None
    level: Level | None = None
    region: str | None = None
    year: int | None = Field(default=None, ge=1949, le=2100)
    period: str | None = None
    row: int | None = Field(default=None, ge=1)
    upper: tuple[_Upper, ...] | None = None

    @field_validator("kind", "level", mode="before")
    @classmethod
    def _from_chinese(cls, value: Any, info: ValidationInfo) -> Any:
        known: type[Kind] | type[Level] = Kind if info.field_name == "kind" else Level
        code = IN_CHINESE.get(value, value) if isinstance(value, str) else value
        if isinstance(code, str) and code not in set(known):
            names = {each: name for name, each in reversed(tuple(IN_CHINESE.items()))}
            told = "、".join(f"{names[each]}（{each.value}）" if each in names else each.value for each in known)
            raise ValueError(f"“{info.field_name}”的值“{value}”不在可用的值之内：{told}")
        return code


def read_manifest(path: Path) -> Corpus:
    """Return the plans that a plans.yaml lists.

    Raises:
        InputError: With all faults at once.
    """
    data = read_yaml(path)
    entries: dict[int, Entry] = {}
    faults: list[Fault] = []
    tables: dict[Path, dict[int, RawText] | str] = {}
    misread: dict[Path, dict[str, Path]] = {}
    for number, item in enumerate(members(data, "plans", path)):
        form, wrong = fill(_PlanForm, item, path, partial(line_of, data), ["plans", number])
        faults.extend(wrong)
        if form is not None:
            entries[number] = _entry(form, named(path.parent, form.file, misread), tables)
    items = {number: item for number, item in enumerate(data["plans"]) if isinstance(item, Mapping)}
    faults += [*_twice(entries, path, data), *_dangling(items, path, data), *_circles(entries, path, data)]
    if faults:
        raise faulty(path, faults)
    return Corpus(path.parent, tuple(entries.values()), ())


def _id_of(item: Mapping[str, Any]) -> str:
    """Return the id of a plan, as far as it can be told from a form that may be filled in wrongly."""
    if item.get("id") is not None:
        return str(item["id"])
    row = "" if item.get("row") is None else f"-{item['row']}"
    return Path(str(item.get("file", ""))).stem + row


def _uppers_of(item: Mapping[str, Any]) -> list[str]:
    """Return the ids of the upper plans of a plan, in order, as far as they can be told from such a form."""
    written = item.get("upper")
    links = written if isinstance(written, list) else []
    return [str(link.get("id") if isinstance(link, Mapping) else link) for link in links]


def _entry(form: _PlanForm, path: Path, tables: dict[Path, dict[int, RawText] | str]) -> Entry:
    rows = {} if form.row is None else _rows(path, tables)
    return Entry(
        id=form.id or _id_of({"file": form.file, "row": form.row}),
        path=path,
        file=form.file if form.row is None else f"{form.file}#{form.row}",
        title=form.title,
        kind=form.kind,
        level=form.level,
        region=form.region,
        year=form.year,
        period=form.period,
        upper=None if form.upper is None else tuple(UpperLink(up.id, up.relation) for up in form.upper),
        row=form.row,
        raw=None if isinstance(rows, str) or form.row is None else rows.get(form.row),
        fault=rows if isinstance(rows, str) else None,
    )


def _rows(path: Path, tables: dict[Path, dict[int, RawText] | str]) -> dict[int, RawText] | str:
    """Return the rows of a table, which is read once, or why it cannot be read."""
    if path not in tables:
        try:
            tables[path] = {found.number: found.raw for found in rows_of(path)}
        except ReadError as error:
            tables[path] = str(error)
    return tables[path]


def _twice(entries: Mapping[int, Entry], path: Path, data: Any) -> Iterator[Fault]:
    seen: set[str] = set()
    for number, entry in entries.items():
        if entry.id in seen:
            line = line_of(data, ["plans", number])
            yield Fault(path, line, f"规划编号“{entry.id}”用了不止一次，请各写一个不同的 id")
        seen.add(entry.id)


def _dangling(items: Mapping[int, Mapping[str, Any]], path: Path, data: Any) -> Iterator[Fault]:
    known = {_id_of(item) for item in items.values()}
    for number, item in items.items():
        own = _id_of(item)
        for at, upper in enumerate(_uppers_of(item)):
            line = line_of(data, ["plans", number, "upper", at])
            if upper == own:
                yield Fault(path, line, f"“{own}”不能是自己的上位规划")
            elif upper not in known:
                others = sorted(known - {own})
                near = process.extractOne(upper, others, score_cutoff=50)
                hint = f"，是不是想写“{near[0]}”？" if near else f"；现有的编号：{'、'.join(others)}"
                yield Fault(path, line, f"“{own}”的上位规划“{upper}”不在清单里{hint}")


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
