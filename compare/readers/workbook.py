"""Spreadsheets -> their sheets and rows of values: .xlsx by way of openpyxl, older and other kinds of calamine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import olefile

from compare.errors import ReadError
from compare.readers.archive import Archive, refuse_bursting
from compare.readers.sheet_markup import marked_up, shown

ROW_LIMIT = 20_000
"""Rows of a sheet; a longer one is refused."""

COLUMN_LIMIT = 100
"""Columns of a sheet that are read."""

_UNPACKED_LIMIT = 512 * 1024 * 1024
_SAVE_AS = "请用 Excel 或 WPS 打开后另存为 .xlsx"

Row = tuple[int, Sequence[Any]]
"""The number of a row, counted from 1, and the values of its cells."""


def worksheets(content: bytes) -> Iterator[tuple[str, Iterator[Row], bool]]:
    """Yield the sheets of a workbook, each with its name, its rows, which are read while they are taken, and whether it
    is hidden.

    Args:
        content: The file: .xlsx, .xls, .et, .xlsb or .ods, which its content tells.

    Raises:
        ReadError: It is encrypted, broken, too large, or no workbook.
    """
    with _told():
        zipped = not content.startswith(olefile.MAGIC)
        if zipped and (others := marked_up(content)) is not None:
            yield from ((name, _numbered_markup(rows), False) for name, rows in others)
            return
        if zipped:
            refuse_bursting(content, _UNPACKED_LIMIT)
        sheets = _openpyxl(content) if zipped and "xl/workbook.xml" in Archive(content) else _calamine(content)
    yield from sheets


def numbered(rows: Iterator[Sequence[Any]]) -> Iterator[Row]:
    """Yield number rows from 1.

    Raises:
        ReadError: There are too many.
    """
    for number, cells in enumerate(rows, 1):
        if number > ROW_LIMIT:
            raise ReadError(f"表格超过 {ROW_LIMIT} 行，请拆分后再试。")
        yield number, cells


def _openpyxl(content: bytes) -> Iterator[tuple[str, Iterator[Row], bool]]:
    from openpyxl import load_workbook  # a fifth of a second that other files need not pay

    # Values and styles of all sheets are read here, the rows of one while they are taken.
    sheets = load_workbook(BytesIO(content), read_only=True, data_only=True, rich_text=True).worksheets
    return ((sheet.title, _unpacked(sheet), sheet.sheet_state != "visible") for sheet in sheets)


def _unpacked(sheet: Any) -> Iterator[Row]:
    with _told():
        rows = sheet.iter_rows(max_row=ROW_LIMIT + 1, max_col=COLUMN_LIMIT, values_only=True)
        yield from numbered(map(_unescaped, rows))


def _numbered_markup(rows: Iterator[Sequence[Any]]) -> Iterator[Row]:
    with _told():
        yield from numbered(rows)


def _calamine(content: bytes) -> Iterator[tuple[str, Iterator[Row], bool]]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(BytesIO(content))
    sheets = [about for about in book.sheets_metadata if about.typ == SheetTypeEnum.WorkSheet]
    return ((each.name, _parsed(book, each.name), each.visible != SheetVisibleEnum.Visible) for each in sheets)


def _parsed(book: Any, name: str) -> Iterator[Row]:
    with _told():
        sheet = book.get_sheet_by_name(name)
        rows = (row[:COLUMN_LIMIT] for row in sheet.iter_rows())
        yield from numbered([None if cell == "" else cell for cell in row] for row in rows)


@contextmanager
def _told() -> Iterator[None]:
    """Tell what a library raises, which is whatever the zip or the XML inside happens to raise, as a ``ReadError``."""
    from python_calamine import PasswordError

    try:
        yield
    except (ReadError, MemoryError):
        raise
    except PasswordError as error:
        raise ReadError("表格设有打开密码，请用 Excel 或 WPS 输入密码打开，去掉密码后另存为 .xlsx。") from error
    except Exception as error:
        raise ReadError(f"不是能打开的 Excel 工作簿，{_SAVE_AS}。") from error


def _unescaped(cells: Sequence[Any]) -> Sequence[Any]:
    """Excel writes control characters as _x000D_."""
    from openpyxl.utils.escape import unescape

    plain = [shown(cell) if isinstance(cell, list) else cell for cell in cells]
    return [unescape(cell) if type(cell) is str and "_x" in cell else cell for cell in plain]
