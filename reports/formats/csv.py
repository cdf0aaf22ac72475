"""Every sheet as a file of its own: UTF-8 with BOM and CRLF, safe in Excel."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from reports.formats.grids import Value, sheets
from reports.output import clean
from reports.view import Tables
from reports.wording import Lang

# Excel and LibreOffice run a cell that begins so, the full-width signs too where the system is Chinese.
_FORMULA = tuple("=+-@\t\r＝＋－＠")

# What they turn into a date, a time or another number: 5-7, 1/2, 2:1, 3.1.2, 6月1日, 12e5, 007, ids of digits.
_TAKEN = re.compile(
    r"\d{1,4}\s*[-/:]\s*\d{1,4}(?:\s*[-/:]\s*\d{1,4})?|\d{1,4}\.\d{1,2}\.\d{1,4}|(?:\d{2,4}年)?\d{1,2}月(?:\d{1,2}日)?|"
    r"\d+(?:\.\d+)?[eE][+-]?\d+|0\d+|\d{12,}"
)


def render(tables: Tables, lang: Lang) -> dict[str, bytes]:
    """Relative path -> content."""
    return {f"{sheet.code}.csv": table(sheet.heads, sheet.rows) for sheet in sheets(tables, lang)}


def cell(value: Value) -> Value:
    """Return a text that no spreadsheet takes for a formula, a date, a time or another number; numbers stay numbers."""
    return _safe(value) if isinstance(value, str) else value


# Most cells say again what one above them says: names of themes and plans, depths, sentences of a quotation.
@lru_cache(1 << 14)
def _safe(text: str) -> str:
    shown = clean(text).strip()
    taken = text.startswith(_FORMULA) or shown.startswith(_FORMULA) or _TAKEN.fullmatch(shown)
    return f"'{shown}" if taken else shown


def table(heads: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """Return a file with these heads and rows, each cell made safe."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([cell(head) for head in heads])
    writer.writerows([cell(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")
