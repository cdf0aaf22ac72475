"""Every sheet as a file of its own: UTF-8 with BOM and CRLF, safe in Excel."""

from __future__ import annotations

import csv
import io

from reports.formats.grids import Sheet, Value, sheets
from reports.output import clean
from reports.view import Tables
from reports.wording import Lang

# Excel and LibreOffice run a cell that begins so, the full-width signs too where the system is Chinese.
_FORMULA = tuple("=+-@\t\r＝＋－＠")


def render(tables: Tables, lang: Lang) -> dict[str, bytes]:
    """Relative path -> content."""
    return {f"{sheet.code}.csv": _file(sheet) for sheet in sheets(tables, lang)}


def cell(value: Value) -> Value:
    """A text that no spreadsheet takes for a formula; numbers stay numbers."""
    if not isinstance(value, str):
        return value
    shown = clean(value).strip()
    return f"'{shown}" if value.startswith(_FORMULA) or shown.startswith(_FORMULA) else shown


def _file(sheet: Sheet) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([cell(head) for head in sheet.heads])
    writer.writerows([cell(value) for value in row] for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig")
