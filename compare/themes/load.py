"""Theme file -> themes, checked; and the general dictionary for folders without one."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files
from itertools import count
from pathlib import Path
from typing import Any

from pydantic import Field, field_validator, model_validator
from ruamel.yaml import YAML

from compare.errors import Fault
from compare.forms import Form, Line, faulty, fill, line_of, members, read_yaml, table_rows, unusable
from compare.model import Theme, ThemeSource
from compare.text import folded

SUFFIXES = (".yaml", ".yml", ".csv", ".tsv", ".xlsx")
"""Kinds of theme files; beside the plans the first of these is taken."""
_COLUMNS = ("id", "name", "definition", "aliases", "exclude", "yes", "no")
# Columns of a table hold one value or several parted by these.
_PARTED = str.maketrans("；|\n", ";;;")


class _Examples(Form):
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


class _ThemeForm(Form):
    id: str | None = Field(default=None, min_length=1)
    name: str
    definition: str = ""
    aliases: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    examples: _Examples = _Examples()

    @field_validator("aliases", "exclude")
    @classmethod
    def _say_something(cls, phrases: tuple[str, ...]) -> tuple[str, ...]:
        if empty := [phrase for phrase in phrases if not folded(phrase)]:
            raise ValueError(f"词语“{empty[0]}”是空的")
        return phrases

    @model_validator(mode="after")
    def _findable(self) -> _ThemeForm:
        if folded(self.name) in map(folded, self.exclude):
            raise ValueError(f"“{self.name}”的名称不能同时是排除词")
        return self

    @field_validator("name")
    @classmethod
    def _long_enough(cls, name: str) -> str:
        if len(name.strip()) < 2:
            raise ValueError(f"主题名称“{name}”太短，至少两个字")
        return name.strip()


def load_themes(path: str | os.PathLike[str]) -> tuple[Theme, ...]:
    """Read a theme file.

    Args:
        path: ``.yaml``, ``.csv``, ``.tsv`` or ``.xlsx`` with name, definition and, if wanted, id, aliases, exclude and
            examples (in tables the columns ``yes`` and ``no``; several values parted by ``;``).

    Returns:
        Themes in the order of the file.

    Raises:
        InputError: With all faults at once.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if path.exists() and suffix not in SUFFIXES:
        raise unusable(path, None, f"格式不认识，可用的有：{'、'.join(SUFFIXES)}")
    if suffix in (".yaml", ".yml"):
        return _from_yaml(path, "given")
    rows = list(table_rows(path, _COLUMNS, required=("name",)))
    if not rows:
        raise unusable(path, None, "只有列名，没有主题")
    items = [_theme_row(row) for _, row in rows]
    return _checked(items, path, "given", lambda where: rows[int(where[0])][0])


def given_themes(folder: Path | None, given: str | os.PathLike[str] | None = None) -> tuple[Theme, ...] | None:
    """Return the themes that a person gives: of the file named, else of the theme file beside the plans, else ``None``.

    Raises:
        InputError: With all faults of the theme file at once.
    """
    if given is not None:
        return load_themes(given)
    beside = () if folder is None else (folder / f"themes{suffix}" for suffix in SUFFIXES)
    found = next((path for path in beside if path.is_file()), None)
    return load_themes(found) if found else None


@cache
def general_themes() -> tuple[Theme, ...]:
    """Return the general dictionary in the package: themes that plans of every province share."""
    with as_file(files("compare").joinpath("data/themes.yaml")) as path:
        # Its lines, which only help whoever writes a file, take the slower reader six times as long.
        themes = YAML(typ="safe").load(path)["themes"]
        return _checked(themes, path, "dictionary", lambda _: None)


def _from_yaml(path: Path, source: ThemeSource) -> tuple[Theme, ...]:
    data = read_yaml(path)
    return _checked(members(data, "themes", path), path, source, lambda where: line_of(data, ["themes", *where]))


def _checked(items: Sequence[Any], path: Path, source: ThemeSource, line: Line) -> tuple[Theme, ...]:
    forms: list[_ThemeForm] = []
    faults: list[Fault] = []
    seen: set[str | None] = set()
    for number, item in enumerate(items):
        form, wrong = fill(_ThemeForm, item, path, line, [number])
        faults.extend(wrong)
        if form is None:
            continue
        if form.id is not None and form.id in seen:
            faults.append(Fault(path, line([number, "id"]), f"主题编号“{form.id}”用了不止一次"))
        seen.add(form.id)
        forms.append(form)
    if faults:
        raise faulty(path, faults)
    free = (name for number in count(1) if (name := f"T{number:02}") not in seen)
    return tuple(
        Theme(t.id or next(free), t.name, t.definition, t.aliases, t.exclude, t.examples.yes, t.examples.no, source)
        for t in forms
    )


def _theme_row(values: dict[str, str]) -> dict[str, Any]:
    def several(column: str) -> list[str]:
        return [part.strip() for part in values.get(column, "").translate(_PARTED).split(";") if part.strip()]

    row: dict[str, Any] = {name: values[name] for name in ("id", "name", "definition") if values.get(name)}
    row |= {"aliases": several("aliases"), "exclude": several("exclude")}
    return row | {"examples": {"yes": several("yes"), "no": several("no")}}
