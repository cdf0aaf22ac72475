"""Which column of a table holds what: names in two languages, cells that tell what the name does not, parts of a text."""

from __future__ import annotations

from pathlib import Path

import pytest

from compare.corpus import find_plans
from compare.readers import SheetRow, read_table
from tests.builders import COUNTY as WHOLE

COUNTY = WHOLE.strip("\n")
TITLE = "连州市国民经济和社会发展第十四个五年规划纲要"


def table(folder: Path, rows: list[list[str]], name: str = "汇编.csv", separator: str = ",") -> tuple[SheetRow, ...]:
    quoted = (separator.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    (folder / name).write_text("\n".join(quoted), encoding="utf-8")
    return read_table(folder / name)


@pytest.mark.parametrize(
    "head",
    [
        ["行政区", "文件标题", "发文年度", "报告文本"],
        ["地方", "题目", "发布时间", "文章内容"],
        ["区划名称", "规划名称", "编制年份", "规划内容"],
        ["地区名", "报告名", "年", "报告内容"],
        ["县（市、区）", "题名", "印发时间", "规划全文"],
        ["县名", "报告题目", "年份(年)", "全文内容（字符串）"],
        ["area_name", "doc_title", "pub_year", "doc_text"],
        ["prefecture", "report name", "yr", "full_text"],
        ["对象", "材料", "年度", "正文"],
    ],
)
def test_columns_by_the_names_that_people_give_them(tmp_path: Path, head: list[str]) -> None:
    (row,) = table(tmp_path, [head, ["连州市", TITLE, "2021", COUNTY]])
    assert (row.region, row.title, row.year, row.raw.text) == ("连州市", TITLE, 2021, COUNTY)
    assert row.raw.notes == ()


def test_cells_that_are_neither_places_nor_titles_name_nothing(tmp_path: Path) -> None:
    (row, _) = table(
        tmp_path,
        [["牵头", "备注", "正文"], ["发改局", "已经审核的规划报告。请存档", COUNTY], ["连州市", TITLE, COUNTY + "又"]],
    )
    assert (row.region, row.title) == (None, None)


def test_the_parts_of_a_text_longer_than_a_cell_are_one_plan(tmp_path: Path) -> None:
    half = COUNTY.index("。") - 3
    rows = table(
        tmp_path,
        [
            ["地区", "标题", "序号", "正文"],
            ["连州市", TITLE, "1", COUNTY[:half]],
            ["连州市", TITLE, "2", COUNTY[half:]],
            ["阳山县", TITLE.replace("连州市", "阳山县"), "1", COUNTY],
        ],
    )
    assert [(row.region, row.raw.text) for row in rows] == [
        ("连州市", COUNTY),
        ("阳山县", COUNTY),
    ]
    assert rows[0].raw.place(half).number == 3


def test_the_same_text_twice_stays_two_plans(tmp_path: Path) -> None:
    rows = table(tmp_path, [["地区", "标题", "正文"], ["连州市", TITLE, COUNTY], ["连州市", TITLE, COUNTY]])
    assert len(rows) == 2


def test_paragraphs_beside_the_name_of_their_rank_are_one_plan(tmp_path: Path) -> None:
    lines = [
        *("第一章 发展基础", "经济平稳增长。", "第二章 总体要求", "第一节 指导思想", "坚持绿色发展。", "第二节 目标"),
        *("到2025年，森林覆盖率达到70%。", "第三章 保障措施", "加强组织领导。"),
    ]
    ranks = ["章" if "章" in line else "节" if "节" in line else "正文" for line in lines]
    (row,) = table(tmp_path, [["层级", "文本"], *map(list, zip(ranks, lines, strict=True))])
    assert row.raw.text == "\n".join(lines)


def test_quotation_marks_that_are_escaped(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        '地区,正文\n连州市,"建设\\"菜篮子\\"基地，\n到2025年建成20个。"\n', encoding="utf-8"
    )
    (row,) = read_table(tmp_path / "a.csv")
    assert row.raw.text == '建设"菜篮子"基地，\n到2025年建成20个。'


def test_a_text_that_is_called_a_workbook(tmp_path: Path) -> None:
    (tmp_path / "a.xls").write_bytes(f'地区\t正文\n连州市\t"{COUNTY}"\n'.encode("gb18030"))
    assert [entry.id for entry in find_plans(tmp_path).entries] == ["a-2"]
    (row,) = read_table(tmp_path / "a.xls")
    assert row.raw.text == COUNTY


@pytest.mark.parametrize("name", ["政府工作报告", "规划纲要", "实施方案"])
def test_excerpts_below_the_name_of_a_document_are_texts(tmp_path: Path, name: str) -> None:
    excerpt = "推进产业集群建设，培育壮大新材料产业，新建标准厂房20万平方米，引进亿元以上项目30个。" * 2
    rows = table(tmp_path, [["省份", "城市", "年份", name], ["广东省", "清远市", "2023", excerpt]])
    assert [(row.region, row.year, row.raw.text) for row in rows] == [("广东省清远市", 2023, excerpt)]
    titles = [["城市", name, "备注"], ["清远市", "清远市国民经济和社会发展规划。", excerpt]]
    assert table(tmp_path, titles) == ()
