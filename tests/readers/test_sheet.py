"""Tables with one plan a row: what is read, what is no plan, and what must not bring the tool down."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from compare import RunOptions, compare_plans, find_plans, read_plans
from compare.errors import InputError, ReadError
from compare.execution.limits import read_limits
from compare.model import Kind, Level, Place
from compare.readers import read_file, read_table
from compare.readers.sheet import CELL_LIMIT
from compare.readers.workbook import ROW_LIMIT
from tests.builders import COUNTY, write_plans

CITY = COUNTY.replace("连州市", "清远市")
HEAD = ("标题", "地区", "年份", "级别", "类型", "正文")
ROWS = (
    ("连州市规划纲要", "广东省清远市连州市", 2021, "县级", "规划纲要", COUNTY),
    ("清远市规划纲要", "清远市", 2021.0, "市级", "规划纲要", CITY),
)


def xlsx(path: Path, *sheets: Iterable[Sequence[Any]]) -> Path:
    book = Workbook()
    book.remove(book.active)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def table(path: Path, rows: Iterable[Sequence[Any]], encoding: str = "utf-8-sig", delimiter: str = ",") -> Path:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    path.write_bytes(out.getvalue().encode(encoding))
    return path


@pytest.mark.parametrize("kind", ["xlsx", "csv-utf8", "csv-gb18030", "csv-tab", "csv-semicolon"])
def test_each_row_is_a_plan(tmp_path: Path, kind: str) -> None:
    match kind:
        case "xlsx":
            xlsx(tmp_path / "规划汇编.xlsx", [HEAD, *ROWS])
        case "csv-utf8":
            table(tmp_path / "规划汇编.csv", [HEAD, *ROWS])
        case "csv-gb18030":
            table(tmp_path / "规划汇编.csv", [HEAD, *ROWS], "gb18030")
        case "csv-tab":
            table(tmp_path / "规划汇编.csv", [HEAD, *ROWS], delimiter="\t")
        case "csv-semicolon":
            table(tmp_path / "规划汇编.csv", [HEAD, *ROWS], delimiter=";")
    plans, sources = read_plans(find_plans(tmp_path), options=RunOptions(jobs=1))
    assert [plan.id for plan in plans] == ["规划汇编-2", "规划汇编-3"]
    county, city = plans
    assert (county.title, county.level, county.year, county.kind) == (
        "连州市规划纲要",
        Level.COUNTY,
        2021,
        Kind.OUTLINE,
    )
    assert city.year == 2021
    assert not {"title", "level", "region", "year", "kind"} & set(county.inferred)
    assert [link.id for link in county.upper] == [city.id]
    # What stands in the row is the plan, line breaks and all, and its place is the row.
    assert county.text.rstrip() == COUNTY.rstrip()
    assert {clause.place for clause in city.clauses} == {Place("cell", 3)}
    assert [source.file.rpartition("#")[2] for source in sources] == ["2", "3"]


def test_the_place_in_a_report_names_the_row(tmp_path: Path) -> None:
    county, city = ("改善档案馆条件。", "加强饮用水水源保护，划定保护区。")
    texts = [text.replace("完善养老服务设施，新建敬老院3所。", new) for text, new in ((COUNTY, county), (CITY, city))]
    rows = [HEAD, *((*row[:5], text) for row, text in zip(ROWS, texts, strict=True))]
    comparison = compare_plans(xlsx(tmp_path / "a.xlsx", rows).parent, options=RunOptions(jobs=1))
    from reports.formats import csv as csvs
    from reports.formats import html, markdown
    from reports.view.builder import Tables

    made = Tables(comparison)
    evidence = csvs.render(made, "zh")["evidence.csv"].decode("utf-8-sig")
    assert "表格第2行" in evidence and "表格第3行" in evidence
    assert "表格第3行" in markdown.render(made, "zh")["report.md"].decode()
    assert "表格第3行" in html.render(made, "zh")["report.html"].decode()


def test_only_a_text_is_required_and_the_rest_is_inferred(tmp_path: Path) -> None:
    plans, _ = read_plans(
        find_plans(xlsx(tmp_path / "a.xlsx", [["内容"], [COUNTY]]).parent), options=RunOptions(jobs=1)
    )
    assert [(plan.region, plan.kind, plan.title) for plan in plans] == [
        ("连州市", Kind.OUTLINE, COUNTY.split("\n")[0]),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [["各地规划一览"], [], HEAD, *ROWS],  # a line above the column names
        [["序号", " 正文 ", "标题"], [1, COUNTY, "连州"], [None, None, None], ["", CITY, ""]],
    ],
)
def test_tables_as_people_make_them(tmp_path: Path, rows: list[Sequence[Any]]) -> None:
    found = read_table(xlsx(tmp_path / "a.xlsx", rows))
    assert [row.raw.text.split("\n")[0] for row in found] == [COUNTY.split("\n")[0], CITY.split("\n")[0]]
    assert [row.number for row in found] == [len(rows) - 1, len(rows)] if rows[0][0] != "序号" else [2, 4]


def test_the_first_sheet_with_texts_counts(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [["说明"], ["请看第二张表"]], [HEAD, *ROWS])
    assert len(read_table(path)) == 2


def test_province_city_and_county_in_columns_of_their_own(tmp_path: Path) -> None:
    path = xlsx(
        tmp_path / "a.xlsx", [["省份", "城市", "区县", "正文"], ["江苏省", "南京市", "鼓楼区", "我区建设园区。"]]
    )
    plans, _ = read_plans(find_plans(path.parent), options=RunOptions(jobs=1))
    assert (plans[0].level, plans[0].region) == (Level.DISTRICT, "江苏省南京市鼓楼区")


def test_a_level_that_nobody_knows_is_told_and_inferred(tmp_path: Path) -> None:
    xlsx(tmp_path / "a.xlsx", [["正文", "级别"], [COUNTY, "县处级"]])
    plans, sources = read_plans(find_plans(tmp_path), options=RunOptions(jobs=1))
    assert "level" in plans[0].inferred
    assert [warning.values for warning in sources[0].warnings if warning.code == "cell_ignored"] == [("县处级",)]


def test_a_text_that_fills_its_cell_is_warned_of(tmp_path: Path) -> None:
    full = (COUNTY * 500)[: CELL_LIMIT - 1] + "。"
    xlsx(tmp_path / "a.xlsx", [["正文"], [full], [full[1:]]])
    _, sources = read_plans(find_plans(tmp_path), options=RunOptions(jobs=1))
    codes = [{warning.code for warning in source.warnings} for source in sources]
    assert "cell_full" in codes[0]
    assert "cell_full" not in codes[1]


def test_a_csv_holds_texts_longer_than_python_expects(tmp_path: Path) -> None:
    long = COUNTY * 2000
    assert len(long) > csv.field_size_limit() or len(long) > 131_072
    assert len(read_table(table(tmp_path / "a.csv", [["正文"], [long]]))[0].raw.text) == len(long)


def test_formulas_are_not_worked_out(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [["标题", "正文"], ['=HYPERLINK("http://x","y")', COUNTY]])
    assert read_table(path)[0].title is None


@pytest.mark.parametrize("name", ["指标.xlsx", "指标.csv"])
def test_a_table_without_texts_is_no_plan_and_no_fault(tmp_path: Path, name: str) -> None:
    folder = write_plans(tmp_path, county=COUNTY)
    rows = [["指标", "2025年"], ["地区生产总值", 100]]
    (xlsx if name.endswith("xlsx") else table)(folder / name, rows)
    corpus = find_plans(folder)
    assert [entry.file for entry in corpus.entries] == ["county.txt"]
    assert corpus.without_text == ((name, ("指标", "2025年")),)
    _, sources = read_plans(corpus, options=RunOptions(jobs=1))
    assert [warning.code for source in sources if source.plan is None for warning in source.warnings] == [
        "no_text_column"
    ]


def test_nothing_but_tables_without_texts(tmp_path: Path) -> None:
    xlsx(tmp_path / "指标.xlsx", [["指标"], ["x"]])
    with pytest.raises(InputError, match="正文.*指标.xlsx（找到的列：指标）"):
        find_plans(tmp_path)


def test_what_this_tool_writes_is_no_plan(tmp_path: Path) -> None:
    import reports

    folder = write_plans(tmp_path / "plans", county=COUNTY, city=CITY)
    reports.write(compare_plans(folder, options=RunOptions(jobs=1)), tmp_path / "out", ["csv", "md", "html"])
    for path in (tmp_path / "out").glob("*.*"):
        (folder / path.name).write_bytes(path.read_bytes())
    for name in ("themes.csv", "review.xlsx"):
        (folder / name).write_bytes(b"name,text\n")
    assert [entry.file for entry in find_plans(folder).entries] == ["city.txt", "county.txt"]


def test_an_old_workbook_that_is_cut_is_named_with_advice(tmp_path: Path) -> None:
    folder = write_plans(tmp_path, county=COUNTY)
    (folder / "旧表.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    _, sources = read_plans(find_plans(folder), options=RunOptions(jobs=1))
    (told,) = (warning for source in sources if source.file == "旧表.xls" for warning in source.warnings)
    assert told.code == "unreadable"
    assert "另存为 .xlsx" in told.values[0]


def test_ids_of_rows_do_not_collide_with_files(tmp_path: Path) -> None:
    folder = write_plans(tmp_path, **{"规划-2": COUNTY})
    xlsx(folder / "规划.xlsx", [HEAD, *ROWS])
    ids = [entry.id for entry in find_plans(folder).entries]
    assert len(set(ids)) == len(ids) == 3
    assert "规划-2" in ids


# plans.yaml


def test_plans_yaml_may_name_a_row(tmp_path: Path) -> None:
    xlsx(tmp_path / "a.xlsx", [HEAD, *ROWS])
    (tmp_path / "plans.yaml").write_text(
        "plans:\n  - {file: a.xlsx, row: 3}\n  - {id: low, file: a.xlsx, row: 2, level: county, upper: [a-3]}\n",
        encoding="utf-8",
    )
    plans, _ = read_plans(find_plans(tmp_path), options=RunOptions(jobs=1))
    assert [(plan.id, plan.text.split("\n")[0]) for plan in plans] == [
        ("a-3", CITY.split("\n")[0]),
        ("low", COUNTY.split("\n")[0]),
    ]
    assert plans[1].upper[0].id == "a-3"


@pytest.mark.parametrize("row", ["", ", row: 9"])
def test_a_table_named_without_a_row_that_is_there(tmp_path: Path, row: str) -> None:
    write_plans(tmp_path, county=COUNTY)
    xlsx(tmp_path / "a.xlsx", [HEAD, *ROWS])
    (tmp_path / "plans.yaml").write_text(
        f"plans:\n  - {{file: county.txt}}\n  - {{file: a.xlsx{row}}}\n", encoding="utf-8"
    )
    _, sources = read_plans(find_plans(tmp_path), options=RunOptions(jobs=1))
    told = sources[1].warnings[0]
    assert told.code == "unreadable"
    assert "row" in told.values[0] and "2、3" in told.values[0]


# What must not bring the tool down


def test_a_row_without_a_text_does_not_stop_the_others(tmp_path: Path) -> None:
    xlsx(tmp_path / "a.xlsx", [HEAD, ("只有标题", "", "", "", "", ""), *ROWS])
    plans, sources = read_plans(find_plans(tmp_path), options=RunOptions(jobs=1))
    assert [plan.id for plan in plans] == ["a-3", "a-4"]
    assert sources[0].warnings[0].code == "unreadable"


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 cut", b"\x00\x01\x02" * 100, b"<html></html>"], ids=["empty", "cut", "binary", "html"]
)
def test_what_is_no_workbook_is_told_so(tmp_path: Path, content: bytes) -> None:
    folder = write_plans(tmp_path, county=COUNTY)
    (folder / "a.xlsx").write_bytes(content)
    _, sources = read_plans(find_plans(folder), options=RunOptions(jobs=1))
    told = next(source for source in sources if source.file == "a.xlsx").warnings
    assert [warning.code for warning in told] == ["unreadable"]
    assert any("\u4e00" <= char <= "\u9fff" for char in told[0].values[0])


def test_a_workbook_that_bursts_is_not_unpacked(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [HEAD, *ROWS])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", b" " * (200 * 1024 * 1024))
    assert path.stat().st_size < read_limits().file_mb << 20
    with pytest.raises(ReadError, match="大得反常"):
        read_table(path)


def test_a_table_of_endless_rows_is_given_up(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=str(ROW_LIMIT)):
        read_table(table(tmp_path / "a.csv", [["正文"], *([["建设园区。"]] * (ROW_LIMIT + 1))]))


def test_a_csv_with_an_open_quote_is_read_or_told_of(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('标题,正文\n甲,"没有关上的引号\n乙,建设园区。\n', encoding="utf-8")
    assert [row.title for row in read_table(tmp_path / "a.csv")] == ["甲"]


def test_reading_a_table_as_one_plan_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="row"):
        read_file(xlsx(tmp_path / "a.xlsx", [HEAD, *ROWS]))
    with pytest.raises(ReadError, match="正文"):
        read_file(xlsx(tmp_path / "b.xlsx", [["指标"], ["x"]]))


def test_a_row_that_names_city_and_county_is_of_the_county(tmp_path: Path) -> None:
    text = COUNTY.replace("连州市", "顺平县").replace("连州", "顺平")
    rows = [["所属城市", "区县名称", "报告全文"], ["保定市", "顺平县", text]]
    plans, _ = read_plans(find_plans(xlsx(tmp_path / "各县.xlsx", rows).parent), options=RunOptions(jobs=1))
    assert [plan.region for plan in plans] == ["顺平县"]
