"""Tables that a person fills in: csv, tsv and xlsx with the names of the columns in the first row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from compare.errors import ReadError
from compare.execution import quiet
from compare.forms.field_names import did_you_mean
from compare.forms.yaml_form import read_content, read_text, unusable
from compare.readers import refuse_bursting

ROW_LIMIT = 5000
_UNPACKED_LIMIT = 32 * 1024 * 1024
_MORE_COLUMNS = 20


def table_rows(path: Path, columns: Sequence[str], *, required: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Line and contents of each row that holds anything.

    Args:
        path: ``.csv``, ``.tsv`` or ``.xlsx``; of a workbook the first sheet.
        columns: The columns that there may be.
        required: Those that there must be.

    Raises:
        InputError: The file cannot be read, or a column is missing or not known.
    """
    suffix = path.suffix.lower()
    table = _sheet(path, len(columns)) if suffix == ".xlsx" else _table(path, "\t" if suffix == ".tsv" else ",")
    _, cells = next(table, (1, []))
    header = [str(cell or "").strip() for cell in cells]
    if not set(required) <= set(header):
        told = f"第一行应是列名（{'、'.join(columns)}），至少有 {'、'.join(required)}；现在是：{'、'.join(header)}"
        raise unusable(path, 1, told)
    if unknown := sorted(set(header) - {*columns, ""}):
        raise unusable(path, 1, f"不认识的列“{'”“'.join(unknown)}”{did_you_mean(unknown[0], columns)}")
    for line, cells in table:
        pairs = zip(header, cells, strict=False)
        values = {name: str(cell).strip() for name, cell in pairs if name and cell is not None}
        if any(values.values()):
            yield line, values


def _table(path: Path, delimiter: str) -> Iterator[tuple[int, list[Any]]]:
    reader = csv.reader(io.StringIO(read_text(path)), delimiter=delimiter)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise unusable(path, line, "这一行起读不下去，多半是引号没有成对") from error


def _sheet(path: Path, columns: int) -> Iterator[tuple[int, list[Any]]]:
    from openpyxl import load_workbook  # a fifth of a second that other files need not pay

    content = read_content(path)
    try:
        refuse_bursting(content, _UNPACKED_LIMIT)
        with quiet():  # of unknown styles and the like
            sheet = load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
            rows = list(sheet.iter_rows(max_row=ROW_LIMIT + 1, max_col=columns + _MORE_COLUMNS, values_only=True))
    except ReadError as error:
        raise unusable(path, None, str(error)) from error
    except Exception as error:  # openpyxl raises whatever the zip or the XML inside happens to raise
        raise unusable(path, None, "不是能打开的 Excel 工作簿") from error
    if len(rows) > ROW_LIMIT:
        raise unusable(path, ROW_LIMIT, f"超过 {ROW_LIMIT} 行")
    yield from enumerate(map(list, rows), 1)
