"""The columns of csv files and workbooks against the schema and the tables of report.json."""

from __future__ import annotations

import csv
import io
from collections import Counter

import pytest
from openpyxl import load_workbook

from compare.model import Comparison
from reports import wording
from reports.formats import csv as csvs
from reports.formats import xlsx
from reports.formats.grids import TABLE_OF, sheets
from reports.schema import TABLES, head_of
from reports.view import Tables as View
from tests.result_tables import Tables

# What a reader wants beside the columns of the table: names, places and quotations in the place of numbers of clauses.
BESIDE = {
    "name", "number", "relation", "topic", "upper_depth", "lower_depth", "upper_place", "nearest", "nearest_place", "items",
    "missing_items", "best", "role", "quote", "section", "place", "upper_quote", "target_kind", "first_target", "second_target",
    "plan", "set_depth", "chain_mark", "depth", "start", "end", "repairs", "inferred",
}  # fmt: skip
# Columns that stand in a csv file as they stand in report.json.
SAME = {
    "gaps": "id severity",
    "clauses": "score",
    "evidence": "rank score start end",
    "targets": "indicator unit start end",
    "frequency": "theme mentions per_10k",
    "distinctive": "name",
    "chain": "theme",
    "cells": "theme",
    "sources": "file",
}


@pytest.fixture(scope="module")
def view(seeds_comparison: Comparison) -> View:
    return View(seeds_comparison)


@pytest.mark.parametrize("lang", wording.LANGS)
def test_heads_are_those_that_the_schema_names(view: View, lang: wording.Lang) -> None:
    for sheet in sheets(view, lang):
        heads = {column.head for column in TABLES[TABLE_OF.get(sheet.code, sheet.code)].columns}
        shown = [column for column in sheet.columns if column]
        assert set(shown) - heads <= BESIDE, sheet.code
        assert set(shown) & heads, sheet.code
        assert list(sheet.heads[: len(shown)]) == [wording.text(f"column.{column}", lang) for column in shown]


def test_an_operator_is_told_in_words(view: View, seeds_report: Tables) -> None:
    content = csvs.render(view, "zh")["targets.csv"].decode("utf-8-sig")
    told = Counter(row["要求"] for row in csv.DictReader(io.StringIO(content, newline="")))
    words = {">=": "不低于", "<=": "不高于", "=": "达到", "+": "新增"}
    assert told == Counter(words[row["operator"]] for row in seeds_report["targets"])


@pytest.mark.parametrize("code", list(SAME))
def test_values_stand_below_the_head_of_their_column(view: View, seeds_report: Tables, code: str) -> None:
    table = TABLE_OF.get(code, code)
    content = csvs.render(view, "zh")[f"{code}.csv"].decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content, newline="")))
    for column in SAME[code].split():
        head = wording.text(f"column.{head_of(table, column)}", "zh")
        plain = Counter(csvs.cell(row[column]) for row in seeds_report[table])
        if isinstance(next(iter(plain)), str):
            assert Counter(row[head] for row in rows) == plain, (code, column)
        else:
            assert Counter(float(row[head]) for row in rows) == plain, (code, column)


def test_a_gap_keeps_its_head_and_the_workbook_has_those_of_the_csv_files(view: View) -> None:
    made = csvs.render(view, "zh")
    assert made["gaps.csv"].decode("utf-8-sig").splitlines()[0].endswith(",缺项编号")
    book = load_workbook(io.BytesIO(xlsx.render(view, "zh")["review.xlsx"]), read_only=True)
    for sheet in sheets(view, "zh"):
        page = book[wording.text(f"sheet.{sheet.code}", "zh")]
        heads = [str(value) for value in next(page.iter_rows(values_only=True)) if value]
        if sheet.code == "coverage":  # there a plan bears its level
            labels = [f"{row.label}（{wording.name('level', row.plan.level, 'zh')}）" for row in view.plans]
            assert heads[-len(labels) :] == labels
            heads[-len(labels) :] = [row.label for row in view.plans]
        assert [head for head in heads if head in sheet.heads] == list(sheet.heads)


def test_csv_and_workbook_hold_each_target_with_base_value_year_kind_and_words(
    view: View, seeds_comparison: Comparison
) -> None:
    wanted = ["指标", "基期值", "数值", "年份", "属性", "原文"]
    listed = csv.DictReader(io.StringIO(csvs.render(view, "zh")["targets.csv"].decode("utf-8-sig"), newline=""))
    book = load_workbook(io.BytesIO(xlsx.render(view, "zh")["review.xlsx"]), read_only=True)
    heads, *rows = book[wording.text("sheet.targets", "zh")].iter_rows(values_only=True)
    shown = [dict(zip(heads, row, strict=True)) for row in rows]
    own = seeds_comparison.targets
    told = Counter((each.indicator, each.value, str(each.year or ""), each.kind or "", each.quote) for each in own)
    names = ["指标", "数值", "年份", "属性", "原文"]
    assert len(own) > 80 and set(wanted) <= set(map(str, heads))
    for made in (list(listed), shown):
        assert Counter(tuple(str(row[name] or "").removeprefix("'") for name in names) for row in made) == told


def test_sheets_show_long_texts_whole_and_are_printed_to_be_read(comparison: Comparison) -> None:
    book = load_workbook(io.BytesIO(xlsx.render(View(comparison), "zh")["review.xlsx"]))
    for sheet in (each for each in book if each.sheet_state == "visible"):
        assert sheet.print_options.gridLines and sheet.oddFooter.center.text
        wide = sum(each.width for each in sheet.column_dimensions.values() if not each.hidden)
        assert sheet.page_setup.paperSize in (8, 9) and (sheet.page_setup.paperSize == 9 or wide > 150)
    fills = {cell.fill.fgColor.rgb for row in book["矩阵"].iter_rows(min_row=2, min_col=3) for cell in row}
    dark = [
        fill for fill in fills if fill.startswith("FF") and sum(int(fill[at : at + 2], 16) for at in (2, 4, 6)) < 450
    ]
    assert fills and not dark
