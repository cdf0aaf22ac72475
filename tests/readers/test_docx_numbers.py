"""Automatic numbering in Word files: the numbers are those that Word shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from compare.repair import repair
from compare.structure.outline import find_outline
from tests.readers.docx_builders import (
    BOX,
    PLAN_LEVELS,
    docx,
    level,
    lines,
    numbering,
    para,
    read,
    styles,
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
