"""``summary.xlsx``: the tables of the summary, a sheet each; texts are written as texts."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import xlsxwriter

from reports import wording
from reports.formats.summary.grids import Share, SummaryGrid, grids, scope
from reports.formats.summary.rows import Overview
from reports.output import clean
from reports.wording import Lang

_EPOCH = datetime(2000, 1, 1)
_NARROW, _WIDE, _LONG = 12, 52, 20
# Points of a line, and lines of a row that still leave room for others.
_LINE, _MOST_LINES = 15, 8


def workbook(overview: Overview, lang: Lang) -> bytes:
    """Return the workbook."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": wording.text("survey.title", lang), "author": "planalign", "created": _EPOCH})
    formats = {
        "head": book.add_format({"bold": True, "bg_color": "#E9EEF3", "border": 1, "text_wrap": True, "valign": "top"}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "share": book.add_format({"num_format": "0%", "valign": "top"}),
        "number": book.add_format({"num_format": "#,##0.##", "valign": "top"}),
        "whole": book.add_format({"num_format": "#,##0", "valign": "top"}),
        "note": book.add_format({"font_color": "#5A6878"}),
    }
    for grid in grids(overview, lang):
        _add(book, grid, formats, scope(overview, lang) if grid.code == "levels" else "", lang)
    book.close()
    return out.getvalue()


def _add(book: Any, grid: SummaryGrid, formats: dict[str, Any], opening: str, lang: Lang) -> None:
    """Add a sheet: what it is and where it comes from, then the table."""
    page = book.add_worksheet(grid.title)
    source = wording.text("survey.trace", lang, told=grid.source) if grid.source else ""
    notes = [line for line in (opening, source) if line]
    for number, line in enumerate(notes):
        page.write_string(number, 0, clean(line), formats["note"])
    top = len(notes)
    widths = [max((len(str(row[at])) for row in grid.rows if isinstance(row[at], str)), default=0) for at in _at(grid)]
    for column, head in enumerate(grid.heads):
        page.write_string(top, column, clean(head), formats["head"])
        page.set_column(column, column, _WIDE if widths[column] > _LONG else max(_NARROW, widths[column] * 2))
    for number, row in enumerate(grid.rows, top + 1):
        longest = max(len(value) for value in (*row, "") if isinstance(value, str))
        page.set_row(number, _LINE * max(1, min(_MOST_LINES, -(-2 * longest // _WIDE))))
        for column, value in enumerate(row):
            if isinstance(value, Share):
                page.write_number(number, column, value.value, formats["share"])
            elif isinstance(value, str):
                page.write_string(number, column, clean(value), formats["text"])
            else:
                page.write_number(number, column, value, formats["whole" if isinstance(value, int) else "number"])
    page.freeze_panes(top + 1, 1)
    page.autofilter(top, 0, top + max(1, len(grid.rows)), len(grid.heads) - 1)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)


def _at(grid: SummaryGrid) -> range:
    return range(len(grid.heads))
