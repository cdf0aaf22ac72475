"""Tables with one plan a row: Excel workbooks and csv.

A row becomes a plan of its own; the place of everything in it is its cell, counted by the row. Formulas are not worked
out: what the program that wrote the file has worked out is read.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO, StringIO
from itertools import islice
from pathlib import Path
from typing import Any

from compare.errors import ReadError
from compare.execution import quiet
from compare.model import Reason
from compare.readers.archive import refuse_bursting
from compare.readers.decode import decode
from compare.readers.raw import RawText, raw_text

SHEETS = frozenset({".xlsx", ".csv"})
"""Endings of the tables that are read."""

CELL_LIMIT = 32_767
"""Characters that a cell of Excel holds (its specification and limits); a longer text is cut there without a word."""

ROW_LIMIT = 20_000
_COLUMN_LIMIT, _HEADER_ROWS = 100, 5
_UNPACKED_LIMIT = 512 * 1024 * 1024

_COLUMNS: dict[str, tuple[str, ...]] = {
    "text": ("正文", "规划正文", "报告正文", "全文", "内容", "文本", "text", "content", "body"),
    "title": ("标题", "名称", "规划名称", "文件名称", "题名", "title", "name"),
    "region": ("地区", "区域", "行政区", "行政区划", "region", "area"),
    "province": ("省", "省份", "province"),
    "city": ("市", "城市", "地市", "city"),
    "county": ("县", "区县", "县区", "县市区", "county", "district"),
    "year": ("年份", "年度", "年", "印发年份", "year"),
    "level": ("级别", "层级", "level"),
    "kind": ("类型", "类别", "文种", "kind", "type"),
}
_FIELD_OF = {name: field for field, names in _COLUMNS.items() for name in names}
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One plan of a table; ``None`` where its row says nothing.

    Attributes:
        number: Row in the file, counted from 1 as Excel counts it; in a csv the number of the record.
        level, kind: As written in the table.
    """

    number: int
    raw: RawText
    title: str | None = None
    region: str | None = None
    year: int | None = None
    level: str | None = None
    kind: str | None = None


def read_sheet(content: bytes, path: Path) -> tuple[SheetRow, ...]:
    """The plans of a table, in its order.

    Args:
        content: The file.
        path: Its name, of which the ending tells csv from Excel.

    Returns:
        A plan for each row with a text; nothing if the table has no column of texts.

    Raises:
        ReadError: No table that can be opened, or one too large.
    """
    if path.suffix.lower() == ".csv":
        text, encoding = decode(content)
        return _plans(_records(text), "csv", encoding)
    with quiet():
        for rows in _worksheets(content):
            if found := _plans(rows, "xlsx", ""):
                return found
    return ()


def _plans(rows: Iterable[tuple[int, Sequence[Any]]], format: str, encoding: str) -> tuple[SheetRow, ...]:
    iterator = iter(rows)
    for _, cells in islice(iterator, _HEADER_ROWS):
        names = [_FIELD_OF.get(_word(cell).casefold()) for cell in cells]
        if "text" in names:
            return tuple(
                _plan(number, _by_field(names, cells), format, encoding) for number, cells in iterator if any(cells)
            )
    return ()


def _by_field(names: Sequence[str | None], cells: Sequence[Any]) -> dict[str, str]:
    """What the cells of a row say, by field; the first column of a field counts."""
    found: dict[str, str] = {}
    for name, cell in zip(names, cells, strict=False):
        if name and cell is not None and (word := _word(cell)):
            found.setdefault(name, str(cell) if name == "text" else word)
    return found


def _word(cell: Any) -> str:
    """A cell as text; a year that Excel keeps as 2024.0 is 2024."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell).strip("\ufeff \t\u3000\xa0\r\n")


def _plan(number: int, said: Mapping[str, str], format: str, encoding: str) -> SheetRow:
    text = said.get("text", "")
    raw = raw_text(text, format, encoding)
    notes = (Reason("cell_full", (str(CELL_LIMIT),)),) if len(text) == CELL_LIMIT else ()
    year = _YEAR.search(said.get("year", ""))
    region = said.get("region") or "".join(said.get(part, "") for part in ("province", "city", "county"))
    return SheetRow(
        number,
        RawText(raw.text, format, encoding, (0,), "cell", notes, first=number),
        said.get("title"),
        region or None,
        int(year.group()) if year else None,
        said.get("level"),
        said.get("kind"),
    )


def _records(text: str) -> Iterator[tuple[int, Sequence[str]]]:
    """The records of a csv, whatever parts its fields: comma, semicolon or tab."""
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    first = text[: text.find("\n")] if "\n" in text else text
    delimiter = max(",;\t", key=first.count)
    try:
        yield from _numbered(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise ReadError("这份 csv 读不下去，多半是引号没有成对，请用 Excel 或 WPS 打开后另存为 .xlsx。") from error


def _worksheets(content: bytes) -> Iterator[Iterator[tuple[int, Sequence[Any]]]]:
    from openpyxl import load_workbook  # a fifth of a second that other files need not pay

    with _told():
        refuse_bursting(content, _UNPACKED_LIMIT)
        sheets = load_workbook(BytesIO(content), read_only=True, data_only=True).worksheets
    yield from map(_rows, sheets)


def _rows(sheet: Any) -> Iterator[tuple[int, Sequence[Any]]]:
    # A sheet is unpacked and parsed only while its rows are taken.
    with _told():
        rows = sheet.iter_rows(max_row=ROW_LIMIT + 1, max_col=_COLUMN_LIMIT, values_only=True)
        yield from _numbered(map(_unescaped, rows))


@contextmanager
def _told() -> Iterator[None]:
    """What openpyxl raises, which is whatever the zip or the XML inside happens to raise, told as a ``ReadError``."""
    try:
        yield
    except (ReadError, MemoryError):
        raise
    except Exception as error:
        raise ReadError("不是能打开的 Excel 工作簿，请用 Excel 或 WPS 打开后另存为 .xlsx。") from error


def _unescaped(cells: Sequence[Any]) -> Sequence[Any]:
    """Excel writes control characters as _x000D_."""
    from openpyxl.utils.escape import unescape

    return [unescape(cell) if isinstance(cell, str) and "_x" in cell else cell for cell in cells]


def _numbered(rows: Iterable[Sequence[Any]]) -> Iterator[tuple[int, Sequence[Any]]]:
    for number, cells in enumerate(rows, 1):
        if number > ROW_LIMIT:
            raise ReadError(f"表格超过 {ROW_LIMIT} 行，请拆分后再试。")
        yield number, cells
