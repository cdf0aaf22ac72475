"""Theme file -> themes, checked; and the general dictionary for folders without one."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from pydantic import Field, field_validator

from compare.errors import Fault, InputError
from compare.forms import Form, fill, line_of, read_text, read_yaml
from compare.model import Theme, ThemeSource

SUFFIXES = frozenset({".yaml", ".yml", ".csv", ".tsv", ".xlsx"})
_COLUMNS = ("id", "name", "definition", "aliases", "exclude", "yes", "no")
# Columns of a table hold one value or several parted by these.
_PARTED = str.maketrans("；|\n", ";;;")
_ROW_LIMIT = 5000


class _Examples(Form):
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


class _ThemeForm(Form):
    id: str = Field(min_length=1)
    name: str
    definition: str = ""
    aliases: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    examples: _Examples = _Examples()

    @field_validator("name")
    @classmethod
    def _long_enough(cls, name: str) -> str:
        if len(name.strip()) < 2:
            raise ValueError(f"主题名称“{name}”太短，至少两个字")
        return name.strip()


class _ThemeFile(Form):
    themes: tuple[_ThemeForm, ...] = Field(min_length=1)


def load_themes(path: Path) -> tuple[Theme, ...]:
    """Read a theme file.

    Args:
        path: ``.yaml``, ``.csv``, ``.tsv`` or ``.xlsx`` with id, name, definition and, if wanted, aliases, exclude and
            examples (in tables the columns ``yes`` and ``no``; several values parted by ``;``).

    Returns:
        Themes in the order of the file.

    Raises:
        InputError: With all faults at once.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        known = "、".join(sorted(SUFFIXES))
        raise InputError(f"主题文件 {path.name} 的格式不认识", (Fault(path, None, f"可用的格式：{known}"),))
    if suffix in (".yaml", ".yml"):
        return _checked(read_yaml(path), path, "given")
    return _checked({"themes": list(_rows(path, suffix))}, path, "given")


def general_themes() -> tuple[Theme, ...]:
    """The general dictionary in the package: themes that plans of every province share."""
    with as_file(files("compare").joinpath("data/themes.yaml")) as path:
        return _checked(read_yaml(path), path, "dictionary")


def _checked(data: Any, path: Path, source: ThemeSource) -> tuple[Theme, ...]:
    form = fill(_ThemeFile, data, path)
    counts = Counter(theme.id for theme in form.themes)
    twice = [number for number, theme in enumerate(form.themes) if counts[theme.id] > 1]
    if twice:
        faults = (
            Fault(path, line_of(data, ["themes", number, "id"]), f"主题编号“{form.themes[number].id}”用了不止一次")
            for number in twice
        )
        raise InputError(f"{path.name} 有 {len(twice)} 处需要修改：", tuple(faults))
    return tuple(
        Theme(t.id, t.name, t.definition, t.aliases, t.exclude, t.examples.yes, t.examples.no, source)
        for t in form.themes
    )


def _rows(path: Path, suffix: str) -> Iterator[dict[str, Any]]:
    table = _sheet(path) if suffix == ".xlsx" else _table(path, "\t" if suffix == ".tsv" else ",")
    header = [str(cell or "").strip() for cell in next(table, [])]
    if not {"id", "name"} <= set(header):
        raise InputError(f"{path.name} 无法使用：", (Fault(path, 1, f"第一行应是列名，至少有 id 和 name：{header}"),))
    unknown = sorted(set(header) - {*_COLUMNS, ""})
    if unknown:
        message = f"不认识的列“{'”“'.join(unknown)}”，可用的有：{'、'.join(_COLUMNS)}"
        raise InputError(f"{path.name} 无法使用：", (Fault(path, 1, message),))
    for cells in table:
        values = {
            name: str(cell).strip() for name, cell in zip(header, cells, strict=False) if name and cell is not None
        }
        if any(values.values()):
            yield _theme_row(values)


def _theme_row(values: dict[str, str]) -> dict[str, Any]:
    def several(column: str) -> list[str]:
        return [part.strip() for part in values.get(column, "").translate(_PARTED).split(";") if part.strip()]

    row: dict[str, Any] = {name: values[name] for name in ("id", "name", "definition") if name in values}
    row |= {"aliases": several("aliases"), "exclude": several("exclude")}
    return row | {"examples": {"yes": several("yes"), "no": several("no")}}


def _table(path: Path, delimiter: str) -> Iterator[list[Any]]:
    yield from csv.reader(io.StringIO(read_text(path)), delimiter=delimiter)


def _sheet(path: Path) -> Iterator[list[Any]]:
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except Exception as error:  # openpyxl raises whatever the zip or the XML inside happens to raise
        raise InputError(f"{path.name} 无法使用：", (Fault(path, None, "不是能打开的 Excel 工作簿"),)) from error
    sheet = book.worksheets[0]
    for row in sheet.iter_rows(max_row=_ROW_LIMIT, max_col=len(_COLUMNS) + 20, values_only=True):
        yield list(row)
