"""Tables, boxes and pictures in Word files."""

from __future__ import annotations

from pathlib import Path

from compare.model import Place, Reason
from compare.structure.tables import find_tables
from tests.readers.docx_builders import (
    BOX,
    cell,
    docx,
    level,
    lines,
    numbering,
    para,
    read,
    row,
    run,
    table,
)


def test_a_table_is_a_row_a_line_with_tabs(tmp_path: Path) -> None:
    made = table(row("指标", "2020年", "2025年"), row("粮食产量（万吨）", "10", "12"), row("森林覆盖率（%）", "", "71"))
    raw = read(tmp_path, docx(para("表1 主要指标"), made, para("表后文字。")))
    assert raw.text.split("\n") == [
        "表1 主要指标",
        "指标\t2020年\t2025年",
        "粮食产量（万吨）\t10\t12",
        "森林覆盖率（%）\t\t71",
        "表后文字。",
    ]
    assert find_tables(raw.text)[0].header == ("指标", "2020年", "2025年")


def test_merged_cells_keep_the_columns(tmp_path: Path) -> None:
    wide, down, on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    made = table(
        row(cell("类别", down), cell("指标值", wide), "属性"),
        row(cell("", on), "2020年", "2025年", ""),
        row(cell("经济发展", '<w:gridSpan w:val="4"/>')),
        row("产值", "1", properties='<w:gridBefore w:val="2"/>'),
        row(cell("甲", '<w:hMerge w:val="restart"/>'), cell("乙", '<w:hMerge w:val="continue"/>'), "丙", "丁"),
        row("", "", "", ""),
    )
    assert lines(tmp_path, made) == [
        "类别\t指标值\t\t属性",
        "\t2020年\t2025年\t",
        "经济发展\t\t\t",
        "\t\t产值\t1",
        "甲\t\t丙\t丁",
    ]


def test_a_unit_merged_downwards_stands_in_each_of_its_rows_and_a_head_does_not(tmp_path: Path) -> None:
    begin, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = [
        row(cell("指标", begin), cell("单位", begin), "2025年"),
        row(cell("", on), cell("", on), "目标"),
        row("城镇化率", cell("%", begin), "48"),
        row("森林覆盖率", cell("", on), "73"),
        row(cell("覆盖率", begin), cell("牵头单位：县林业局和县发展改革局", begin), "98"),
        row(cell("", on), cell("", on), "99"),
    ]
    assert read(tmp_path, docx(table(*rows))).text.split("\n") == [
        "指标\t单位\t2025年",
        "\t\t目标",
        "城镇化率\t%\t48",
        "森林覆盖率\t%\t73",
        "覆盖率\t牵头单位：县林业局和县发展改革局\t98",
        "\t\t99",
    ]


def test_lines_of_a_cell_run_on(tmp_path: Path) -> None:
    broken = f"<w:p>{run('地区生产')}<w:r><w:br/></w:r>{run('总值年均')}</w:p>{para('增长（%）')}"
    made = table(
        row(broken, f"{para('GDP')}{para('growth')}", f"<w:p>{run('a')}<w:r><w:tab/></w:r>{run('b')}</w:p>"),
        row("1", "2", "3"),
    )
    assert lines(tmp_path, made)[0] == "地区生产总值年均增长（%）\tGDP growth\ta b"


def test_numbers_that_word_makes_in_a_column_of_their_own(tmp_path: Path) -> None:
    made = table(row("序号", "项目"), *(row(para(num="1"), name) for name in ("机场", "港口")))
    assert lines(tmp_path, made, numbering=numbering(level(0, "%1"))) == ["序号\t项目", "1\t机场", "2\t港口"]


def test_a_box_of_one_cell_is_paragraphs(tmp_path: Path) -> None:
    made = table(row(f"{para('专栏1 重大工程')}{para('建设机场。')}"), row(para("新建港口。")))
    assert lines(tmp_path, para("前"), made, para("后")) == ["前", "专栏1 重大工程", "建设机场。", "新建港口。", "后"]


def test_a_row_of_several_paragraphs_in_one_cell_is_a_box(tmp_path: Path) -> None:
    wide = cell(f"{para('建设机场。')}{para('新建港口。')}", '<w:gridSpan w:val="2"/>')
    assert lines(tmp_path, table(row("名称", "内容"), row(wide))) == ["名称\t内容", "建设机场。", "新建港口。"]


def test_tables_within_tables(tmp_path: Path) -> None:
    inner = table(row("甲", "乙"), row("1", "2"))
    assert lines(tmp_path, table(row(para("专栏") + inner + para("注")))) == ["专栏", "甲\t乙", "1\t2", "注"]
    assert lines(tmp_path, table(row(inner + para(), "丙"), row("丁", "戊"))) == ["甲 乙1 2\t丙", "丁\t戊"]


def test_deleted_rows_are_not_read(tmp_path: Path) -> None:
    raw = read(tmp_path, docx(table(row("甲", "乙"), row("旧", "旧", properties="<w:del/>"), row("丙", "丁"))))
    assert raw.text == "甲\t乙\n丙\t丁"
    assert raw.notes == (Reason("deletions_left_out", ("1",)),)


NEW = "<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{}</wps:txbx></w:drawing></mc:Choice>"


OLD = "<mc:Fallback><w:pict><v:shape><v:textbox>{}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>"


def test_a_text_box_is_read_once_after_its_paragraph(tmp_path: Path) -> None:
    inside = BOX.format(para("专栏2") + table(row("甲", "乙"), row("1", "2")))
    anchored = f"<w:p>{run('句子在')}<w:r>{(NEW + OLD).format(inside, inside)}</w:r>{run('这里。')}</w:p>"
    raw = read(tmp_path, docx(para("前"), anchored, para("后")))
    assert raw.text.split("\n") == ["前", "句子在这里。", "专栏2", "甲\t乙", "1\t2", "后"]
    assert raw.place(raw.text.index("专栏2")) == Place("paragraph", 2)
    assert raw.place(raw.text.index("后")) == Place("paragraph", 3)
    assert raw.notes == (Reason("text_boxes", ("1",)),)


def test_pictures_are_told_of(tmp_path: Path) -> None:
    blip = '<a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/>'
    new = f"<mc:AlternateContent><mc:Choice><w:drawing>{blip}</w:drawing></mc:Choice>"
    old = "<mc:Fallback><w:pict><v:imagedata/></w:pict></mc:Fallback></mc:AlternateContent>"
    raw = read(
        tmp_path,
        docx(
            para("见图1。"),
            f"<w:p><w:r>{new}{old}</w:r></w:p>",
            "<w:p><w:r><w:pict><v:imagedata/></w:pict></w:r></w:p>",
        ),
    )
    assert raw.notes == (Reason("pictures", ("2",)),)


def test_a_text_box_of_old_word_alone_in_its_paragraph(tmp_path: Path) -> None:
    old = "<w:p><w:r><w:pict><v:textbox>{}</v:textbox></w:pict></w:r></w:p>".format(BOX.format(para("标语")))
    assert lines(tmp_path, para("前"), old, para("后")) == ["前", "标语", "后"]
