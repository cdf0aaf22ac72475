"""Word files: numbering, tables, boxes, what is left out, what is refused, and that the clauses are those of the text."""

from __future__ import annotations

import csv
import zipfile
from contextlib import suppress
from difflib import SequenceMatcher
from io import BytesIO
from pathlib import Path

import docx as python_docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare import RunOptions, compare_plans
from compare.errors import ReadError
from compare.model import Place, Reason
from compare.readers import RawText, raw_text, read_file
from compare.repair import repair
from compare.structure.clauses import split_clauses
from compare.structure.outline import find_outline
from compare.structure.tables import find_tables
from tests.builders import COUNTY, PLAN_IDS, SEEDS, write_plans
from tests.readers.docx_builders import cell, docx, level, numbering, package, para, read, row, run, styles, table


def lines(folder: Path, *body: str, **parts: str) -> list[str]:
    return read(folder, docx(*body, **parts)).text.split("\n")


def clauses_of(raw: RawText) -> list[str]:
    whole = repair(raw)
    return [whole.text[c.start : c.end] for c in split_clauses(whole.text, find_outline(whole.text), whole.place)]


# Automatic numbering

PLAN_LEVELS = (
    level(0, "第%1章", "chineseCountingThousand")
    + level(1, "第%2节", "chineseCounting")
    + level(2, "%3、", "chineseCounting")
    + level(3, "（%4）", "chineseCounting")
    + level(4, "%5.")
)


def test_chapters_and_sections_are_numbered_as_word_shows_them(tmp_path: Path) -> None:
    numbered = [
        ("总则", 0),
        ("指导思想", 1),
        ("基本原则", 1),
        ("产业", 0),
        ("工业", 1),
        ("强链", 2),
        ("补链", 3),
        ("项目", 4),
    ]
    body = [para(text, num="1", level=at) for text, at in numbered]
    assert lines(tmp_path, *body, numbering=numbering(PLAN_LEVELS)) == [
        "第一章 总则",
        "第一节 指导思想",
        "第二节 基本原则",
        "第二章 产业",
        "第一节 工业",
        "一、强链",
        "（一）补链",
        "1.项目",
    ]


def test_headings_numbered_by_word_give_the_same_outline_as_typed_ones(tmp_path: Path) -> None:
    sentence = "推动产业集聚发展，到2025年产值达到50亿元。"
    body = [para("产业", num="1", level=0), para("工业", num="1", level=1), para(sentence)]
    raw = read(tmp_path, docx(*body, numbering=numbering(PLAN_LEVELS)))
    found = find_outline(repair(raw).text).sections
    assert [(section.heading, section.depth) for section in found] == [("第一章 产业", 1), ("第一节 工业", 2)]


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("chineseCounting", "一 二 十 十一 二十一"),
        ("japaneseCounting", "一 二 十 十一 二十一"),
        ("chineseLegalSimplified", "壹 贰 壹拾 壹拾壹 贰拾壹"),
        ("ideographDigital", "一 二 一〇 一一 二一"),
        ("ideographTraditional", "甲 乙 癸 11 21"),
        ("ideographZodiac", "子 丑 酉 戌 21"),
        ("decimalEnclosedCircle", "① ② ⑩ ⑪ 21"),
        ("decimalFullWidth", "１ ２ １０ １１ ２１"),
        ("decimalZero", "01 02 10 11 21"),
        ("upperRoman", "I II X XI XXI"),
        ("lowerRoman", "i ii x xi xxi"),
        ("lowerLetter", "a b j k u"),
        ("upperLetter", "A B J K U"),
        ("aFormOfTomorrow", "1 2 10 11 21"),
    ],
)
def test_forms_of_numbers(tmp_path: Path, form: str, shown: str) -> None:
    starts = (1, 2, 10, 11, 21)
    patterns = [level(0, "%1、", form, start=start) for start in starts]
    body = [para("文", num=str(at)) for at in range(1, len(starts) + 1)]
    assert lines(tmp_path, *body, numbering=numbering(*patterns)) == [f"{sign}、文" for sign in shown.split()]


def test_letters_after_the_26th_are_doubled(tmp_path: Path) -> None:
    assert lines(tmp_path, para("文", num="1"), numbering=numbering(level(0, "%1)", "lowerLetter", start=28))) == [
        "bb)文"
    ]


@pytest.mark.parametrize(
    ("sign", "shown"), [("\uf06c", "●文"), ("l", "●文"), ("——", "——文"), ("◆", "◆文"), ("●", "●文")]
)
def test_bullets(tmp_path: Path, sign: str, shown: str) -> None:
    assert lines(tmp_path, para("文", num="1"), numbering=numbering(level(0, sign, "bullet"))) == [shown]


def test_decimal_levels_show_those_above_and_legal_ones_in_digits(tmp_path: Path) -> None:
    pattern = (
        level(0, "第%1章", "chineseCounting")
        + level(1, "%1.%2", more="<w:isLgl/>")
        + level(2, "%1.%2.%3", more="<w:isLgl/>")
    )
    body = [para("甲", num="1", level=at) for at in (0, 1, 1, 2, 0, 1)]
    shown = ["第一章 甲", "1.1 甲", "1.2 甲", "1.2.1 甲", "第二章 甲", "2.1 甲"]
    assert lines(tmp_path, *body, numbering=numbering(pattern)) == shown


def test_a_level_may_count_on_over_the_chapters(tmp_path: Path) -> None:
    pattern = level(0, "第%1章", "chineseCounting") + level(1, "第%2节", "chineseCounting", '<w:lvlRestart w:val="0"/>')
    body = [para("甲", num="1", level=at) for at in (0, 1, 0, 1)]
    assert lines(tmp_path, *body, numbering=numbering(pattern))[-1] == "第二节 甲"


def test_a_level_may_restart_only_after_one_further_out(tmp_path: Path) -> None:
    pattern = level(0, "%1、") + level(1, "（%2）") + level(2, "%3)", more='<w:lvlRestart w:val="1"/>')
    body = [para("甲", num="1", level=at) for at in (0, 1, 2, 1, 2, 0, 1, 2)]
    assert [line[0] for line in lines(tmp_path, *body, numbering=numbering(pattern)) if ")" in line] == ["1", "2", "1"]


def test_lists_of_one_pattern_count_on_unless_they_say_where_to_start(tmp_path: Path) -> None:
    same = '<w:abstractNumId w:val="0"/>'
    again = same + '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    other = same + f'<w:lvlOverride w:ilvl="0">{level(0, "（%1）", start=7)}</w:lvlOverride>'
    made = numbering(level(0, "%1、", "chineseCounting"), lists={"1": same, "2": same, "3": again, "4": other})
    body = [para("甲", num=num) for num in "11233114"]
    shown = ["一、甲", "二、甲", "三、甲", "一、甲", "二、甲", "三、甲", "四、甲", "（5）甲"]
    assert lines(tmp_path, *body, numbering=made) == shown


def test_a_section_before_any_chapter_counts_a_chapter(tmp_path: Path) -> None:
    pattern = level(0, "%1.") + level(1, "%1.%2")
    body = [para("甲", num="1", level=at) for at in (1, 1, 0, 1)]
    assert lines(tmp_path, *body, numbering=numbering(pattern)) == ["1.1 甲", "1.2 甲", "2.甲", "2.1 甲"]


def test_text_boxes_count_for_themselves(tmp_path: Path) -> None:
    boxed = BOX.format(para("乙", num="1") + para("丙", num="1"))
    anchored = f"<w:p><w:r><w:pict><v:textbox>{boxed}</v:textbox></w:pict></w:r></w:p>"
    body = [para("甲", num="1"), anchored, para("丁", num="1")]
    assert lines(tmp_path, *body, numbering=numbering(level(0, "%1、"))) == ["1、甲", "1、乙", "2、丙", "2、丁"]


def test_numbering_by_styles_and_the_styles_they_are_based_on(tmp_path: Path) -> None:
    named = '<w:style w:type="paragraph" w:styleId="{}"><w:name w:val="{}"/>{}<w:pPr>{}</w:pPr></w:style>'
    made = styles(
        named.format("H1", "heading 1", "", '<w:numPr><w:numId w:val="1"/></w:numPr>'),
        named.format("H2", "heading 2", '<w:basedOn w:val="H1"/>', '<w:numPr><w:ilvl w:val="1"/></w:numPr>'),
        named.format("Mine", "我的标题", '<w:basedOn w:val="H2"/>', ""),
        named.format("Plain", "无编号", '<w:basedOn w:val="H1"/>', '<w:numPr><w:numId w:val="0"/></w:numPr>'),
        named.format("Round", "圈", '<w:basedOn w:val="Round"/>', ""),
    )
    pattern = level(0, "第%1章", "chineseCounting", '<w:pStyle w:val="H1"/>') + level(
        1, "第%2节", "chineseCounting", '<w:pStyle w:val="H2"/>'
    )
    body = [para("甲", style=style) for style in ("H1", "H2", "Mine", "Plain", "Round", "H1")]
    body.append(para("甲", style="H1", num="0"))
    assert lines(tmp_path, *body, numbering=numbering(pattern), styles=made) == [
        "第一章 甲",
        "第一节 甲",
        "第二节 甲",
        "甲",
        "甲",
        "第二章 甲",
        "甲",
    ]


def test_a_pattern_that_lies_with_a_list_style(tmp_path: Path) -> None:
    made = styles(
        '<w:style w:type="numbering" w:styleId="L"><w:name w:val="章节"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr>'
        "</w:pPr></w:style>"
    )
    listed = numbering('<w:numStyleLink w:val="L"/>', level(0, "第%1章", "chineseCounting"))
    assert lines(tmp_path, para("甲", num="1"), numbering=listed, styles=made) == ["第一章 甲"]


def test_empty_numbered_paragraphs_count_but_show_nothing(tmp_path: Path) -> None:
    body = [para("甲", num="1"), para(num="1"), para("乙", num="1")]
    assert lines(tmp_path, *body, numbering=numbering(level(0, "%1."))) == ["1.甲", "", "3.乙"]


def test_a_number_does_not_run_into_a_year(tmp_path: Path) -> None:
    made = numbering(level(0, "%1."), level(0, "第%1条", more='<w:suff w:val="nothing"/>'))
    body = [para("2025年建成", num="1"), para("本办法", num="2")]
    assert lines(tmp_path, *body, numbering=made) == ["1. 2025年建成", "第1条本办法"]


def test_numbering_that_is_nonsense_is_left_alone(tmp_path: Path) -> None:
    made = numbering(level(0, "%1.%9、", start=10**30), lists={"1": '<w:abstractNumId w:val="0"/>', "2": "", "x": ""})
    body = [
        para("甲", num="1"),
        para("乙", num="2"),
        para("丙", num="77"),
        para("丁", num="x"),
        para("戊", num="1", level=40),
    ]
    found = lines(tmp_path, *body, numbering=made)
    assert found[0].endswith("甲")
    assert found[1:] == ["乙", "丙", "丁", "戊"]


# Tables and boxes


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


BOX = "<w:txbxContent>{}</w:txbxContent>"
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


# Runs, fields, changes


def test_what_is_shown_of_a_paragraph(tmp_path: Path) -> None:
    parts = (
        run("完善")
        + "<w:hyperlink>"
        + run("公园")
        + "</w:hyperlink>"
        + "<w:smartTag>"
        + run("绿地")
        + "</w:smartTag>"
        + "<w:sdt><w:sdtContent>"
        + run("系统")
        + "</w:sdtContent></w:sdt>"
        + "<w:r><w:noBreakHyphen/><w:softHyphen/><w:tab/><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>"
        + '<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:sym w:font="Wingdings" w:char="F06C"/></w:r>'
        + "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"
        + "<w:r><w:ruby><w:rt>"
        + run("pin")
        + "</w:rt><w:rubyBase>"
        + run("拼")
        + "</w:rubyBase></w:ruby></w:r>"
    )
    assert lines(tmp_path, f"<w:p>{parts}</w:p>") == ["完善公园绿地系统-\t甲", "乙≥●x=1拼"]


def test_spaces_and_line_ends_of_the_markup_are_no_line_ends(tmp_path: Path) -> None:
    assert lines(tmp_path, f"<w:p>{run('甲&#10;乙&#x2028;丙')}</w:p>", para("丁")) == ["甲 乙", "丙", "丁"]


def test_results_of_fields_are_read_and_their_codes_are_not(tmp_path: Path) -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText> IF 1 </w:instrText></w:r>"
    inner = mark("begin") + code + mark("separate") + run("内") + mark("end")
    nested = mark("begin") + code + inner + mark("separate") + run("外") + mark("end")
    assert lines(tmp_path, f"<w:p>{run('前')}{nested}{run('后')}</w:p>") == ["前外后"]
    assert lines(tmp_path, f"<w:p>{run('前')}{mark('begin')}{code}</w:p>", para("后")) == ["前", "后"]
    assert lines(tmp_path, f"<w:p>{mark('end')}{mark('separate')}{run('后')}</w:p>") == ["后"]


def test_insertions_are_read_and_deletions_are_not(tmp_path: Path) -> None:
    gone = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{run('移走')}</w:moveFrom><w:moveTo>{run('移来')}</w:moveTo>"
    raw = read(tmp_path, docx(f"<w:p>{run('甲')}{gone}<w:ins>{run('新')}</w:ins>{moved}{run('乙。')}</w:p>"))
    assert raw.text == "甲新移来乙。"
    assert raw.notes == (Reason("deletions_left_out", ("2",)),)


def test_paragraphs_whose_end_is_deleted_run_on(tmp_path: Path) -> None:
    gone = "<w:del><w:r><w:delText>整段删去。</w:delText></w:r></w:del>"
    body = [
        para("推动产业", num="1", mark="<w:del/>"),
        para("集聚发展。"),
        para(gone, num="1", mark="<w:del/>"),
        para("下一段。", num="1"),
        para("末段", mark="<w:del/>"),
    ]
    raw = read(tmp_path, docx(*body, numbering=numbering(level(0, "%1、"))))
    assert raw.text.split("\n") == ["推动产业集聚发展。", "1、下一段。", "末段"]
    assert [raw.place(raw.text.index(words)).number for words in ("推动", "下一段", "末段")] == [2, 4, 5]


def test_a_paragraph_without_its_end_does_not_run_on_into_a_table(tmp_path: Path) -> None:
    body = [para("前段", mark="<w:del/>"), table(row("甲", "乙"), row(para("丙", mark="<w:del/>"), "丁"))]
    assert lines(tmp_path, *body) == ["前段", "甲\t乙", "丙\t丁"]


def test_a_heading_with_a_hidden_end_runs_in(tmp_path: Path) -> None:
    body = [para("产业。", num="1", mark="<w:vanish/><w:specVanish/>"), para("推动产业集聚发展。")]
    assert lines(tmp_path, *body, numbering=numbering(level(0, "%1、", "chineseCounting"))) == [
        "一、产业。推动产业集聚发展。"
    ]


def test_hidden_text_is_not_read(tmp_path: Path) -> None:
    made = styles('<w:style w:type="character" w:styleId="X"><w:name w:val="x"/><w:rPr><w:vanish/></w:rPr></w:style>')
    parts = run("甲") + run("隐", "<w:vanish/>") + run("藏", '<w:rStyle w:val="X"/>')
    shown = run("乙", '<w:vanish w:val="0"/>') + run("丙", '<w:rStyle w:val="X"/><w:vanish w:val="false"/>')
    raw = read(tmp_path, docx(f"<w:p>{parts}{shown}</w:p>", styles=made))
    assert raw.text == "甲乙丙"
    assert raw.notes == (Reason("hidden_left_out", ("2",)),)


def test_footnotes_and_comments_leave_no_mark_in_the_sentence(tmp_path: Path) -> None:
    marks = '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:endnoteReference w:id="3"/></w:r>'
    comment = '<w:commentRangeStart w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
    raw = read(tmp_path, docx(f"<w:p>{run('“三线一单”')}{marks}{comment}{run('管控要求。')}</w:p>"))
    assert raw.text == "“三线一单”管控要求。"
    assert raw.notes == (Reason("footnotes_left_out", ("2",)),)


# Contents lists


def toc(*entries: str) -> list[str]:
    """A contents list as Word makes it: one field over several paragraphs, a page number at the end of each."""
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    made = [f"<w:hyperlink>{run(entry)}<w:r><w:tab/></w:r>{run('7')}</w:hyperlink>" for entry in entries]
    made[0] = begin + made[0]
    return [para(entry, style="T1") for entry in made]


END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
TOC_STYLE = '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>'


@pytest.mark.parametrize("styled", [True, False], ids=["styled", "field alone"])
def test_a_contents_list_is_left_out(tmp_path: Path, styled: bool) -> None:
    body = [para("规划纲要"), para("目录"), *toc("第一章 总则", "第二章 产业"), para(END), para("第一章 总则")]
    parts = {"styles": styles(TOC_STYLE)} if styled else {}
    raw = read(tmp_path, docx(*body, **parts))
    assert raw.text.split("\n") == ["规划纲要", "目录", "第一章 总则"]
    assert raw.place(raw.text.index("第一章")) == Place("paragraph", 6)
    assert raw.notes == (Reason("contents_left_out", ("3",)),)


def test_a_heading_that_ends_the_field_of_the_contents_list_stays(tmp_path: Path) -> None:
    assert lines(tmp_path, *toc("第一章 总则"), f"<w:p>{END}{run('第一章 总则')}</w:p>") == ["第一章 总则"]


def test_a_contents_list_that_never_ends_does_not_swallow_the_plan(tmp_path: Path) -> None:
    body = [*toc("第一章 总则", "第二章 产业"), para("第一章 总则"), para("正文。")]
    assert lines(tmp_path, *body, styles=styles(TOC_STYLE)) == ["第一章 总则", "正文。"]


def test_a_contents_list_in_a_frame_of_its_own(tmp_path: Path) -> None:
    gallery = "<w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
    framed = f"<w:sdt>{gallery}<w:sdtContent>{para('目录')}{para('第一章 总则 1')}</w:sdtContent></w:sdt>"
    assert lines(tmp_path, para("规划纲要"), framed, para("第一章 总则")) == ["规划纲要", "第一章 总则"]


def test_a_paragraph_in_the_style_of_contents_that_is_none(tmp_path: Path) -> None:
    assert lines(tmp_path, para("推动产业发展。", style="T1"), styles=styles(TOC_STYLE)) == ["推动产业发展。"]


# Places


def test_places_are_paragraphs_and_rows(tmp_path: Path) -> None:
    body = [para("一"), para(), para("二"), table(row("甲", "乙"), row("丙", "丁")), para("三")]
    raw = read(tmp_path, docx(*body))
    assert raw.format == "docx"
    found = {sign: raw.place(raw.text.index(sign)) for sign in "一二甲丁三"}
    assert found == {
        sign: Place("paragraph", number) for sign, number in zip("一二甲丁三", (1, 3, 4, 5, 6), strict=True)
    }


def test_content_frames_and_older_branches_around_blocks_are_looked_through(tmp_path: Path) -> None:
    framed = f"<w:sdt><w:sdtContent>{para('甲')}</w:sdtContent></w:sdt>"
    either = f"<mc:AlternateContent><mc:Choice>{para('乙')}</mc:Choice><mc:Fallback>{para('旧')}</mc:Fallback></mc:AlternateContent>"
    assert lines(tmp_path, framed, either, f"<w:customXml>{para('丙')}</w:customXml>") == ["甲", "乙", "丙"]


def test_a_report_tells_what_was_left_out_and_where_a_quotation_stands(tmp_path: Path) -> None:
    folder = write_plans(tmp_path)
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = [para(line) for line in COUNTY.strip().split("\n")]
    (folder / "county.docx").write_bytes(docx(*body, f"<w:p>{run('新建公园2处。')}{mark}</w:p>"))
    comparison = compare_plans(folder, options=RunOptions(jobs=1))
    assert comparison.sources[0].format == "docx"
    assert Reason("footnotes_left_out", ("1",)) in comparison.sources[0].warnings
    plan = comparison.plans[0]
    last = plan.clauses[-1]
    assert plan.text[last.start : last.end] == "新建公园2处。"
    assert last.place == Place("paragraph", len(body) + 1)


# Files from anywhere


def test_word_files_of_other_kinds_and_makers(tmp_path: Path) -> None:
    plain = docx(para("正文。"))
    with zipfile.ZipFile(BytesIO(plain)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    strict = {
        name: part.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        for name, part in parts.items()
    }
    template = {
        name.replace("document.xml", "glossy.xml"): part.replace(b"document.xml", b"glossy.xml")
        for name, part in parts.items()
    }
    backward = {name.replace("/", "\\"): part for name, part in parts.items()}
    no_links = {name: part for name, part in parts.items() if not name.endswith(".rels")}
    for made in (strict, template, backward, no_links):
        assert read(tmp_path, package(made)).text == "正文。"


def test_a_link_that_leads_nowhere_does_no_harm(tmp_path: Path) -> None:
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="x/numbering" Target="../NULL"/>'
        '<Relationship Id="r2" Type="x/styles" Target="http://127.0.0.1:9/s.xml" TargetMode="External"/></Relationships>'
    )
    with zipfile.ZipFile(BytesIO(docx(para("正文。", num="1")))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert read(tmp_path, package({**parts, "word/_rels/document.xml.rels": links})).text == "正文。"


ENTITY = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
DEEP = "<w:sdt><w:sdtContent>" * 300 + para("深") + "</w:sdtContent></w:sdt>" * 300


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (docx(para("甲"))[:-30], "没有下载完"),
        (docx(para("甲"))[:200], "没有下载完"),
        (docx(para("&b;&a;"), head=ENTITY), "DOCTYPE"),
        (docx("<w:p/>" * 1_000_000), "大得反常"),
        (docx(DEEP), "已损坏"),
        (docx("<w:p><w:r>"), "已损坏"),
        (docx(), "没有文字"),
        (docx(para(), para("　")), "没有文字"),
        (package({"word/document.xml": "<a/>"}), "没有正文"),
        (package({"word/document.xml": "x" * 10, **{f"a{at}": "" for at in range(20_001)}}), "超过 20000 个"),
    ],
    ids=["cut", "cut-early", "entity", "bomb", "deep", "unclosed", "empty", "blank", "no-body", "entries"],
)
def test_what_cannot_or_must_not_be_read_is_refused_with_advice(tmp_path: Path, content: bytes, told: str) -> None:
    with pytest.raises(ReadError, match=told) as refused:
        read(tmp_path, content)
    assert "请" in str(refused.value)


def test_a_part_larger_than_any_plan_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = docx(*(para(str(at)) for at in range(500)))
    monkeypatch.setattr("compare.readers.archive.PART_LIMIT", 20_000)
    with pytest.raises(ReadError, match="大得反常"):
        read(tmp_path, content)


def test_a_damaged_part_is_a_damaged_file(tmp_path: Path) -> None:
    whole = bytearray(docx(*(para(str(at)) for at in range(500))))
    begin = whole.index(b"word/document.xml") + 400
    whole[begin : begin + 200] = bytes(200)
    with pytest.raises(ReadError, match="请"):
        read(tmp_path, bytes(whole))


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**6), st.binary(min_size=1, max_size=4))
def test_any_damage_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, at: int, bytes_: bytes) -> None:
    content = bytearray(docx(para("正文。", num="1"), table(row("甲", "乙")), numbering=numbering(level(0, "%1、"))))
    at %= len(content)
    content[at : at + len(bytes_)] = bytes_
    with suppress(ReadError):  # any other exception fails the test
        read(tmp_path_factory.getbasetemp(), bytes(content))


# The same plan in both forms


def saved(paragraphs: list[str]) -> bytes:
    document = python_docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


@pytest.mark.parametrize("name", PLAN_IDS)
def test_a_seed_saved_as_word_file_gives_the_same_clauses(tmp_path: Path, name: str) -> None:
    plain = read_file(SEEDS / f"{name}.txt")
    # A Word file cannot hold control characters; text files lose them in repair.
    kept = "".join(sign for sign in plain.text if sign in "\t\n" or ord(sign) >= 0x20)
    assert clauses_of(read(tmp_path, saved(kept.split("\n")))) == clauses_of(raw_text(kept))


WORDS = st.text("甲乙丙丁戊己庚辛，。、（）0123456789abAB %", min_size=1, max_size=12).map(str.strip).filter(bool)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=4), min_size=1, max_size=6))
def test_text_is_the_same_however_it_is_cut_into_runs(
    tmp_path_factory: pytest.TempPathFactory, cut: list[list[str]]
) -> None:
    body = [f"<w:p>{''.join(map(run, runs))}</w:p>" for runs in cut]
    assert lines(tmp_path_factory.getbasetemp(), *body) == ["".join(runs) for runs in cut]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=3, max_size=3), min_size=2, max_size=6))
def test_a_table_comes_back_cell_by_cell(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    text = read(tmp_path_factory.getbasetemp(), docx(table(*(row(*each) for each in rows)))).text
    (found,) = find_tables(text)
    assert [list(found.header), *([text[a:b] for a, b in each] for each in found.rows)] == rows


def folded(text: str) -> str:
    return "".join(text.split())


def test_originals_give_the_clauses_of_their_texts(corpora: Path) -> None:
    """At least 98 % of the characters of either form stand in clauses that both have, in order."""
    originals = sorted((corpora / "originals").glob("*.docx"))
    with (corpora / "manifest.tsv").open(encoding="utf-8") as manifest:
        listed = list(csv.DictReader(manifest, delimiter="\t"))
    for original in originals:
        text = next(
            each["file"]
            for each in listed
            if each["source"].endswith(
                (
                    f"!{original.name}",
                    f"/data/txt_doc_level/{original.stem}.txt",
                    f":data/txt_doc_level/{original.stem}.txt",
                )
            )
        )
        word = [folded(each) for each in clauses_of(read_file(original))]
        plain = [folded(each) for each in clauses_of(read_file(corpora / text))]
        blocks = SequenceMatcher(None, word, plain, autojunk=False).get_matching_blocks()
        common = sum(len(each) for block in blocks for each in word[block.a : block.a + block.size])
        assert 2 * common >= 0.98 * sum(map(len, word + plain)), original.name
