"""Tables as people keep them: titles above the head, texts over several columns and sheets, names of columns in full."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from compare.corpus import find_plans
from compare.errors import InputError, ReadError
from compare.model import Reason
from compare.readers import SheetRow, read_file, read_table, signs
from tests.builders import COUNTY

DATA = Path(__file__).parents[1] / "data"


def sheet(folder: Path, *tables: tuple[str, list[list[Any]]]) -> tuple[SheetRow, ...]:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in tables:
        made = book.create_sheet(name)
        for row in rows:
            made.append(row)
    path = folder / "汇编.xlsx"
    book.save(path)
    found = read_table(path)
    for row in found:
        assert row.raw.signs_in_file == signs(row.raw.text) + sum(each.signs for each in row.raw.left_out)
        assert "unexplained" not in {each.what for each in row.raw.left_out}
    return found


@pytest.mark.parametrize("name", ["报告全文", "规划正文", "政府工作报告全文", "正文内容", "工作报告文本", "内容"])
def test_columns_of_texts_by_their_full_names(tmp_path: Path, name: str) -> None:
    (row,) = sheet(
        tmp_path, ("甲", [["序号", "区县名称", "所属城市", "发布年份", name], [1, "连州市", "清远市", 2021, COUNTY]])
    )
    assert (row.raw.text, row.region, row.year) == (COUNTY, "清远市连州市", 2021)
    assert row.raw.notes == (Reason("columns_unread", ("序号",)),)


@pytest.mark.parametrize("names", [("正文", "正文（续）"), ("正文1", "正文2"), ("全文（上）", "全文（下）")])
def test_a_text_goes_on_in_further_columns(tmp_path: Path, names: tuple[str, str]) -> None:
    (row,) = sheet(tmp_path, ("甲", [["地区", *names], ["连州市", "前半句没有说完，", "后半句。"]]))
    assert row.raw.text == "前半句没有说完，后半句。"
    (row,) = sheet(tmp_path, ("甲", [["地区", *names], ["连州市", "第一章说完。", "第二章。"]]))
    assert row.raw.text == "第一章说完。\n第二章。"


def test_all_sheets_are_read_and_one_without_texts_is_named(tmp_path: Path) -> None:
    found = sheet(
        tmp_path,
        ("县", [["地区", "正文"], ["连州市", COUNTY]]),
        ("说明", [["更新日期", "备注"], ["2021年", "无"]]),
        ("市", [["清远市规划汇编"], ["地区", "正文"], ["清远市", COUNTY]]),
    )
    assert [(row.sheet, row.number, row.region) for row in found] == [("", 2, "连州市"), ("市", 3, "清远市")]
    assert found[0].raw.notes == (Reason("sheets_unread", ("说明",)),)
    assert [entry.id for entry in find_plans(tmp_path).entries] == ["汇编-2", "汇编-市-3"]


def test_hidden_sheets_are_told_and_read_only_where_nothing_else_holds_a_plan(tmp_path: Path) -> None:
    old = COUNTY.replace("公里", "里")
    sheet(tmp_path, ("现行", [["地区", "正文"], ["连州市", COUNTY]]), ("旧稿", [["地区", "正文"], ["连州市", old]]))
    (path,) = tmp_path.iterdir()
    book = openpyxl.load_workbook(path)
    book["旧稿"].sheet_state = "hidden"
    book.save(path)
    (row,) = read_table(path)
    assert row.raw.notes == (Reason("sheets_hidden", ("旧稿",)),)
    book["现行"].delete_rows(1, 2)
    book.save(path)
    assert [row.sheet for row in read_table(path)] == [""]


@pytest.mark.parametrize(
    ("said", "year"), [(44197, 2021), ("2021-03-01", 2021), ("2021年3月", 2021), (12, None), ("5-May-22", 2022)]
)
def test_dates_tell_the_year_numbers_of_days_too(tmp_path: Path, said: object, year: int | None) -> None:
    (row,) = sheet(tmp_path, ("甲", [["印发日期", "正文"], [said, COUNTY]]))
    assert row.year == year


@pytest.mark.parametrize(
    "head", ["sep=;\n地区;正文\n", "清远市规划汇编\n地区;正文\n", "清远市规划汇编;;\n\n地区;正文;\n", "地区|正文\n"]
)
def test_a_csv_with_something_above_its_head(tmp_path: Path, head: str) -> None:
    sign = "|" if "|" in head else ";"
    path = tmp_path / "汇编.csv"
    path.write_text(f'{head}连州市{sign}"第一章 总体要求\n完善养老服务设施。"\n', encoding="gb18030")
    (row,) = read_table(path)
    assert (row.region, row.raw.text) == ("连州市", "第一章 总体要求\n完善养老服务设施。")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_text_without_its_mark(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(COUNTY.encode(encoding))
    raw = read_file(path)
    assert (raw.text, raw.encoding) == (COUNTY, encoding)


@pytest.mark.parametrize("name", ["plans.xls", "plans.ods"])
def test_workbooks_of_older_and_other_programs(tmp_path: Path, name: str) -> None:
    """A title above the head, a date and a number for the year, an empty sheet, one that begins at B3."""
    path = tmp_path / name
    path.write_bytes((DATA / name).read_bytes())
    found = read_table(path)
    assert [(row.sheet, row.number, row.region, row.year) for row in found] == [
        ("", 3, "连州市", 2022),
        ("", 4, "英德市", 2021),
        ("市", 4, "清远市", None),
    ]
    assert found[0].raw.text == "第一章 总体要求\n完善养老服务设施。"
    assert found[0].raw.format == path.suffix[1:]
    assert all(row.raw.signs_in_file == signs(row.raw.text) + sum(x.signs for x in row.raw.left_out) for row in found)
    assert [entry.region for entry in find_plans(tmp_path).entries] == ["连州市", "英德市", "清远市"]


def test_endings_of_workbooks_may_lie(tmp_path: Path) -> None:
    path = tmp_path / "plans.xlsx"
    path.write_bytes((DATA / "plans.xls").read_bytes())
    assert len(read_table(path)) == 3


@pytest.mark.parametrize("said", ["２０２２年", "二〇二二年五月", "2022-05-01", 44682, 20220501, "20220501"])
def test_years_in_every_writing(tmp_path: Path, said: object) -> None:
    (row,) = sheet(tmp_path, ("甲", [["印发年份", "正文"], [said, COUNTY]]))
    assert row.year == 2022


def test_a_year_that_nobody_can_be_sure_of_is_told(tmp_path: Path) -> None:
    first, second = sheet(tmp_path, ("甲", [["印发年份", "正文"], ["22.7.14", COUNTY], [None, COUNTY]]))
    assert (first.year, second.year) == (None, None)
    assert [note.values for note in first.raw.notes if note.code == "year_ignored"] == [("22.7.14",)]
    assert not second.raw.notes


@pytest.mark.parametrize("packed", [False, True])
def test_a_table_without_texts_names_its_columns(tmp_path: Path, packed: bool) -> None:
    book = openpyxl.Workbook()
    book.active.append(["清远市汇编"])
    book.active.append(["序号", "报告摘要", "链接"])
    book.active.append([1, "养老", "x"])
    book.save(tmp_path / "甲.xlsx")
    if packed:
        with zipfile.ZipFile(tmp_path / "甲.zip", "w") as archive:
            archive.write(tmp_path / "甲.xlsx", "甲.xlsx")
    with pytest.raises(InputError, match="序号、报告摘要、链接"):
        find_plans(tmp_path / "甲.zip" if packed else tmp_path)
    with pytest.raises(ReadError, match="序号、报告摘要、链接"):
        read_file(tmp_path / "甲.xlsx")


PARAGRAPHS = [line for line in COUNTY.split("\n") if line] + ["第三章 保障措施", "加强组织领导，强化要素保障。"]


@pytest.mark.parametrize(
    "rows",
    [
        [["序号", "内容"], *([at, line] for at, line in enumerate(PARAGRAPHS, 1))],
        [["正文"], *([line] for line in PARAGRAPHS)],
        [[line] for line in PARAGRAPHS],
        [[None, line] for line in PARAGRAPHS],
    ],
    ids=["numbered", "with a head", "without a head", "in the second column"],
)
def test_a_plan_of_a_paragraph_a_row_is_one_plan_whose_places_are_the_rows(
    tmp_path: Path, rows: list[list[Any]]
) -> None:
    (row,) = sheet(tmp_path, ("甲", rows))
    assert row.raw.text.split("\n") == PARAGRAPHS
    headed = 1 + (len(rows) > len(PARAGRAPHS))
    assert row.raw.place(row.raw.text.index("第三章")).number == headed + PARAGRAPHS.index("第三章 保障措施")


def test_a_row_without_a_text_is_no_part_of_the_plan_below_it(tmp_path: Path) -> None:
    rows = sheet(tmp_path, ("报告", [["标题", "正文"], ["连州市规划纲要", None], ["连州市规划纲要", COUNTY]]))
    assert [row.raw.text for row in rows] == ["", COUNTY]


def test_short_rows_of_several_places_stay_plans_of_their_own(tmp_path: Path) -> None:
    rows = [[f"甲{at}县", f"一、总体要求。建设公路{at}公里。"] for at in range(10)]
    assert len(sheet(tmp_path, ("甲", [["地区", "正文"], *rows]))) == 10


def test_a_table_of_targets_alone_is_no_plan(tmp_path: Path) -> None:
    rows = [["指标", "单位", "2025年"], *([f"{at}、第{at}项指标", "%", at] for at in range(1, 12))]
    assert sheet(tmp_path, ("甲", rows)) == ()


def test_raised_and_struck_signs_of_a_cell(tmp_path: Path) -> None:
    path = tmp_path / "汇编.xlsx"
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet()
    up, down, out = (
        book.add_format({name: value})
        for name, value in [("font_script", 1), ("font_script", 2), ("font_strikeout", True)]
    )
    page.write_row(0, 0, ["地区", "正文"])
    page.write(1, 0, "连州市")
    parts = [
        "蓄积量500万m",
        up,
        "3",
        "，投入2.1%",
        up,
        "2",
        "，PM",
        down,
        "2.5",
        "下降，",
        out,
        "新建水库3座，",
        "建设公路。",
    ]
    page.write_rich_string(1, 1, *parts)
    book.close()
    (row,) = read_table(path)
    assert row.raw.text == "蓄积量500万m³，投入2.1%，PM2.5下降，建设公路。"
    left = {each.what: each.signs for each in row.raw.left_out}
    assert (left["footnote"], left["struck"]) == (1, 7)
    assert row.raw.signs_in_file == signs(row.raw.text) + sum(left.values())


XML = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook
xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="a"><Table>{}</Table></Worksheet></Workbook>"""


@pytest.mark.parametrize("kind", ["page", "xml", "tsv"])
def test_tables_of_web_programs_that_are_called_workbooks(tmp_path: Path, kind: str) -> None:
    cells = [["地区", "正文"], ["连州市", COUNTY.rstrip("\n")]]
    made = {
        "page": "<html><meta charset=utf-8><table>{}</table></html>".format(
            "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in cells).replace(
                "\n", "<br>"
            )
        ),
        "xml": XML.format(
            "".join(
                "<Row>"
                + "".join(
                    f'<Cell ss:Index="{at}"><Data ss:Type="String">{cell}</Data></Cell>'
                    for at, cell in enumerate(row, 2)
                )
                + "</Row>"
                for row in cells
            )
        ),
        "tsv": "地区\t正文\n连州市\t" + COUNTY.replace("\n", " "),
    }[kind]
    path = tmp_path / ("汇编.tsv" if kind == "tsv" else "汇编.xls")
    path.write_text(made, encoding="utf-8")
    (row,) = read_table(path)
    assert row.region == "连州市"
    assert row.raw.text.split() == COUNTY.split()


@pytest.mark.parametrize("ending", [".xlsm", ".xltx"])
def test_workbooks_with_macros_and_templates_are_read(tmp_path: Path, ending: str) -> None:
    sheet(tmp_path, ("甲", [["地区", "正文"], ["连州市", COUNTY]]))
    (tmp_path / "汇编.xlsx").rename(tmp_path / f"汇编{ending}")
    (entry,) = find_plans(tmp_path).entries
    assert entry.region == "连州市"


@pytest.mark.parametrize("name", ["政府工作报告", "2024年", "报告（OCR）"])
def test_a_column_that_holds_whole_plans_is_their_text_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    text = "\n".join(
        f"（{number}）推动产业集聚发展，新建标准厂房{number}万平方米，完善公共服务。" * 2 for number in range(1, 21)
    )
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["县市区", name, "备注"], ["连州市", text, "已核"], ["阳山县", text.replace("厂房", "粮仓"), ""]):
        sheet.append(row)
    book.save(tmp_path / "汇编.xlsx")
    rows = read_table(tmp_path / "汇编.xlsx")
    assert [(row.number, row.region, row.raw.text) for row in rows] == [
        (2, "连州市", text),
        (3, "阳山县", text.replace("厂房", "粮仓")),
    ]
