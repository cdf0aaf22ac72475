"""``review.xlsx``: every sheet of the report for a team to check, with columns for a reviewer's verdict and remark.

A hidden sheet says which column holds what, so that ``planalign review read`` finds it again whatever the language and
however the columns were moved. Texts are written as texts: nothing of a document becomes a formula or a link.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any, get_args

import xlsxwriter

from compare.model import Binds, Depth, Label, Verdict
from reports import wording
from reports.formats.grids import GAPS, Sheet, Value, sheets
from reports.output import clean
from reports.view import Tables
from reports.wording import Lang

LEGEND = "planalign"
"""Name of the hidden sheet."""

_EPOCH = datetime(2000, 1, 1)
# Excel's own limits.
_CELL_LIMIT, _ROW_LIMIT = 32_767, 1_048_576
_NARROW, _PLAN, _WIDE = 11, 14, 46
# Points of a line, lines of the highest row that Excel allows, and widths of a digit that a Chinese character has.
_LINE, _MOST_LINES, _WIDE_CHAR = 15, 27, 2
_WIDTHS = {
    **dict.fromkeys(
        ("quote", "upper_quote", "nearest", "upper_clause", "best", "suggestion", "reason", "nearest_clause"), _WIDE
    ),
    **dict.fromkeys(("name", "topic", "section", "fit", "indicator", "items", "missing_items", "file"), 20),
    **dict.fromkeys(("upper_place", "nearest_place", "place", "repairs", "warnings", "waived"), 26),
    **dict.fromkeys(("number", "rank", "score", "severity", "start", "end", "year"), 8),
}
# The column that holds what the report says, which a reviewer confirms or corrects.
_SAID = {"cells": "depth", "clauses": "label", "target_pairs": "verdict", "gaps": "group", "requirements": "binds"}
# Where a sheet tells what the upper plan says.
_QUOTES = {"gaps": "upper_quote", "clauses": "upper_clause", "requirements": "quote"}
_REVIEW, _REMARK = 1, 2
"""Columns of the reviewer: beside the first one, where they stay in sight."""
_FONT = "宋体"
# Columns of hashes that nobody reads; a csv file has them.
_HIDDEN = frozenset({"gap_id"})
# All light: LibreOffice and WPS write what leads elsewhere in dark blue, whatever its cell says.
_FILLS = ("#FBD9C4", "#F1F6FB", "#D3E5F3", "#A6CCE8", "#6FB0DC")
# Columns, in characters, above which a sheet is printed on A3.
_WIDE_PAGE = 220
_A4, _A3 = 9, 8


def render(tables: Tables, lang: Lang) -> dict[str, bytes]:
    """Relative path -> content."""
    out = io.BytesIO()
    # Without "constant_memory" rows may be written in any order; plans of a county make some thousand rows.
    options: dict[str, object] = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    options["default_format_properties"] = {"font_name": _FONT, "font_size": 10}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": wording.text("heading.paper", lang), "author": "planalign", "created": _EPOCH})
    writer = _Writer(book, lang)
    for sheet in sheets(tables, lang):
        writer.add(sheet)
    writer.link(tables)
    writer.legend()
    book.close()
    return {"review.xlsx": out.getvalue()}


def choices(code: str, lang: Lang) -> dict[str, str]:
    """Return what a reviewer may say of a row of a sheet: code -> name; empty where there is nothing to say."""
    match code:
        case "cells":
            return {str(int(depth)): wording.depth(depth, lang) for depth in Depth}
        case "clauses":
            return {str(label): wording.label(label, lang) for label in Label}
        case "target_pairs":
            return {str(verdict): wording.name("verdict", verdict, lang) for verdict in Verdict}
        case "requirements":
            binds = (each for each in get_args(Binds) if each != "unknown")
            return {each: wording.name("binds", each, lang) for each in binds}
        case "gaps":
            return {each: wording.text(f"review.{each}", lang) for each in ("agree", "waive", "wrong")}
        case _:
            return {}


def _height(row: Sequence[Value], widths: Sequence[int]) -> int:
    """Points that a row needs: only Excel itself makes a row as high as its wrapped texts."""
    texts = ((value, width) for value, width in zip(row, widths, strict=True) if isinstance(value, str))
    lines = max((-(-_WIDE_CHAR * len(text) // width) for text, width in texts), default=1)
    return _LINE * max(1, min(lines, _MOST_LINES))


class _Writer:
    def __init__(self, book: Any, lang: Lang) -> None:
        self._book = book
        self._lang = lang
        self._head = book.add_format(
            {"bold": True, "bg_color": "#E9EEF3", "border": 1, "text_wrap": True, "valign": "vcenter"}
        )
        self._text = book.add_format({"text_wrap": True, "valign": "top"})
        self._ask = book.add_format({"text_wrap": True, "valign": "top", "bg_color": "#FFF8DC"})
        self._fills = [
            book.add_format(
                {"bg_color": fill, "font_color": "#1C2733", "align": "center", "border": 1, "border_color": "#D5DCE4"}
            )
            for fill in _FILLS
        ]
        self._link = book.add_format({"font_color": "#0B4F8A", "underline": 1, "valign": "top"})
        self._legend: list[tuple[str, ...]] = []
        self._sheets: dict[str, Any] = {}

    def add(self, sheet: Sheet) -> None:
        """Add a worksheet; where rows have keys, a hidden column with them and two for the reviewer."""
        title = wording.text(f"sheet.{sheet.code}", self._lang)
        page = self._sheets[sheet.code] = self._book.add_worksheet(title)
        options = choices(sheet.code, self._lang) if sheet.keys else {}
        heads, rows = list(sheet.heads), sheet.rows[: _ROW_LIMIT - 1]
        places = list(range(len(heads)))
        if options:
            heads[_REVIEW:_REVIEW] = [wording.text(f"column.{each}", self._lang) for each in ("review", "remark")]
            heads.append(wording.text("column.key", self._lang))
            places = [place if place < _REVIEW else place + 2 for place in places]
        for column, head in enumerate(heads):
            page.write_string(0, column, clean(wording.capital(head)), self._head)
        page.set_row(0, 2 * _LINE)
        widths = [_WIDTHS.get(code, _NARROW if code else _PLAN) for code in sheet.columns]
        for number, row in enumerate(rows, 1):
            page.set_row(number, _height(row, widths))
            for column, value in zip(places, row, strict=True):
                self._write(page, number, column, value)
        for column, width, code in zip(places, widths, sheet.columns, strict=True):
            page.set_column(column, column, width, None, {"hidden": code in _HIDDEN})
        page.set_landscape()
        page.set_paper(_A4 if sum(widths) <= _WIDE_PAGE else _A3)
        page.set_margins(0.4, 0.4, 0.5, 0.6)
        page.hide_gridlines(0)  # they are printed, too
        page.set_footer("&C&P / &N")
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
        page.freeze_panes(1, _REMARK + 1 if options else 2 if sheet.code == "coverage" else 1)
        page.autofilter(0, 0, max(1, len(rows)), len(heads) - 1)
        if options:
            self._ask_for(page, title, sheet, rows, options)

    def _write(self, page: Any, row: int, column: int, value: Value) -> None:
        if isinstance(value, str):
            page.write_string(row, column, clean(value)[:_CELL_LIMIT], self._text)
        else:
            page.write_number(row, column, value, self._text)

    def _ask_for(
        self, page: Any, title: str, sheet: Sheet, rows: Sequence[Sequence[Value]], options: dict[str, str]
    ) -> None:
        verdict, remark, key = _REVIEW, _REMARK, len(sheet.columns) + 2
        for number, own in enumerate(sheet.keys[: len(rows)], 1):
            for column in (verdict, remark):
                page.write_blank(number, column, None, self._ask)
            page.write_string(number, key, own)
        page.set_column(verdict, verdict, 14)
        page.set_column(remark, remark, 30)
        page.set_column(key, key, None, None, {"hidden": True})
        page.data_validation(
            1, verdict, max(1, len(rows)), verdict, {"validate": "list", "source": list(options.values())}
        )
        names = {each: wording.text(f"column.{each}", self._lang) for each in ("review", "remark", "key")}
        self._legend.append(("sheet", sheet.code, title, names["review"], names["remark"], names["key"]))
        said = sheet.heads[sheet.columns.index(_SAID[sheet.code])]
        quote = sheet.heads[sheet.columns.index(_QUOTES[sheet.code])] if sheet.code in _QUOTES else ""
        self._legend.append(("said", sheet.code, said, quote))
        self._legend += [("choice", sheet.code, code, name) for code, name in options.items()]

    def link(self, tables: Tables) -> None:
        """Lead from a cell of the matrix to its row, and from the gap of a clause to the clause; the matrix shows the
        marks of the page, and the levels of the plans.
        """
        title = wording.text("sheet.cells", self._lang)
        count = len(tables.plans)
        for column, plan in enumerate(tables.plans, 2):
            level = wording.name("level", plan.plan.level, self._lang)
            head = wording.bracketed(clean(plan.label), level, self._lang)
            self._sheets["coverage"].write_string(0, column, head, self._head)
        for number, row in enumerate(tables.matrix):
            for column, item in enumerate(row.cells):
                place = f"internal:'{title}'!A{number * count + column + 2}"
                shown = wording.matrix_cell(item, self._lang)
                depth = item.cell.depth
                fill = self._text if depth is None else self._fills[depth]
                self._sheets["coverage"].write_url(number + 1, column + 2, place, fill, shown)
        clause_rows = {row.alignment.id: number for number, row in enumerate(tables.clauses, 2)}
        title = wording.text("sheet.clauses", self._lang)
        gaps = [row.gap for block in tables.gaps for topic in block.topics for row in topic.rows]
        for number, gap in enumerate(gaps, 1):
            if gap.kind == "clause":
                shown = wording.name("gap_kind", gap.kind, self._lang)
                place = f"internal:'{title}'!A{clause_rows[gap.ref]}"
                self._sheets["gaps"].write_url(number, GAPS.split().index("kind") + 2, place, self._link, shown)

    def legend(self) -> None:
        """Add the hidden sheet that tells a reader which column is which."""
        page = self._book.add_worksheet(LEGEND)
        page.very_hidden()
        for number, row in enumerate(self._legend):
            for column, value in enumerate(row):
                page.write_string(number, column, value)
