"""What programs put before every line and between lines, signs written as codes, and short texts cut at the edge."""

from __future__ import annotations

import json

import pytest

from compare.readers import raw_text
from compare.repair import Repaired, repair

LINES = [
    "阳山县国民经济和社会发展第十四个五年规划纲要",
    "第一章 发展基础",
    "“十三五”期间，全县地区生产总值年均增长5.2%，规模以上工业增加值突破30亿元，城镇化率由38.5%提高到43.1%。",
    "第二章 总体要求",
    "第一节 指导思想",
    "坚持以人民为中心的发展思想，立足“生态优先、绿色发展”定位，主动融入粤港澳大湾区建设。",
    "第二节 主要目标",
    "到2025年，地区生产总值达到180亿元，年均增长6%左右；全社会研发经费投入强度达到1.2%以上。",
    "第三章 构建现代产业体系",
    "实施“菜篮子”工程，建设粤港澳大湾区“菜篮子”生产基地20个，推进现代农业产业园扩容提质。",
    "严格执行《中华人民共和国环境保护法》，单位地区生产总值能耗累计降低14%，森林覆盖率稳定在72%以上。",
    "第四章 保障措施",
    "加强组织领导，强化要素保障，将规划实施情况纳入年度考核，新增公办幼儿园学位1800个。",
]
PLAN = "\n".join(LINES)


def repaired(text: str) -> Repaired:
    """Repair a text and hold its account."""
    found = repair(raw_text(text))
    assert repair(raw_text(found.text)).text == found.text
    return found


@pytest.mark.parametrize("form", ["{0}  {1}", "{0:>4}\t{1}", "{0}: {1}", "{0}|{1}", "[{0}] {1}", "【{0}】{1}"])
@pytest.mark.parametrize("parted", ["\n", "\n\n"])
def test_line_numbers_go(form: str, parted: str) -> None:
    found = repaired(parted.join(form.format(at, line) for at, line in enumerate(LINES, 1)))
    assert found.text.replace("\n\n", "\n") == PLAN
    assert {each.kind for each in found.repairs} == {"line_mark"}


def test_line_numbers_of_a_report_go_though_figures_stand_behind_some() -> None:
    report = [f"（{at}）{line}" for at, line in zip("一二三四五六七八九十", LINES[2:12], strict=True)]
    report[1] = "2024年，新建学校3所，改造医院2所。"
    assert repaired("\n".join(f"{at}\t{line}" for at, line in enumerate(report, 1))).text == "\n".join(report)


def test_quotation_marks_of_an_exported_column_go_and_those_of_a_text_stay() -> None:
    assert repaired("\n".join(f'"{line}"' for line in LINES)).text == PLAN
    assert repaired("\n".join(f'"{line}",' for line in LINES)).text == PLAN
    assert repaired(PLAN + '\n"双碳"').text.endswith('双碳"')


def test_numbers_of_one_list_stay() -> None:
    listed = "\n".join(f"{at} 推进第{at}号项目建设，完成投资{at}亿元。" for at in range(1, 30))
    assert repaired(listed).text == listed


def test_marks_of_a_quoted_letter_go() -> None:
    assert repaired("\n".join(f"> {line}" for line in LINES)).text == PLAN
    one = PLAN + "\n> 注：本表为预期数。"
    assert repaired(one).text == one


@pytest.mark.parametrize(
    "rule", ["=" * 40, "-" * 30, "————————", "*****", "（全文完）", "（完）", "---END---", "——完——"]
)
def test_lines_that_are_nothing_but_a_rule_go(rule: str) -> None:
    assert repaired(f"{LINES[0]}\n{rule}\n" + "\n".join(LINES[1:]) + f"\n{rule}").text.strip() == PLAN


@pytest.mark.parametrize("kept", ["——坚持绿色发展。", "项目完成情况（完）善", "A-----B", "--", "（完成）"])
def test_dashes_of_a_text_stay(kept: str) -> None:
    assert repaired(f"{PLAN}\n{kept}").text == f"{PLAN}\n{kept}"


@pytest.mark.parametrize("end", ["\\n", "\\r\\n"])
def test_line_ends_written_as_codes(end: str) -> None:
    assert repaired(PLAN.replace("\n", end)).text == PLAN


def test_signs_written_as_codes() -> None:
    assert repaired(json.dumps(PLAN)[1:-1]).text == PLAN
    assert repaired("C:\\new\\rho 与 \\nabla 三处：\\nu。").text == "C:\\new\\rho 与 \\nabla 三处：\\nu。"


def test_tags_of_paragraphs_end_lines() -> None:
    assert repaired("".join(f"<p>{line}</p>" for line in LINES)).text == PLAN
    assert repaired("\n".join(f"<p>{line}</p>" for line in LINES)).text == PLAN


@pytest.mark.parametrize("signs", [20, 26, 35, 44])
@pytest.mark.parametrize("indentation", ["", "　　"])
def test_short_texts_cut_after_so_many_signs_are_joined(signs: int, indentation: str) -> None:
    wrapped = []
    for line in LINES:
        row = (indentation if line[0] != "第" else "") + line
        wrapped += [row[at : at + signs] for at in range(0, len(row), signs)]
    found = repaired("\n".join(wrapped)).text
    assert found.replace("　　", "").replace("规划\n纲要", "规划纲要") == PLAN


def test_a_list_of_equally_long_lines_is_not_joined() -> None:
    listed = "\n".join(
        f"{name}区城镇老旧小区改造及配套基础设施建设项目" for name in ["东城", "西城", "南城", "北城"] * 3
    )
    assert repaired(f"{LINES[0]}\n重点项目\n{listed}\n第二章 保障措施\n加强领导。").text.count("项目\n") == 13


def test_a_title_longer_than_the_lines_is_no_line() -> None:
    wrapped = [line[at : at + 26] for line in LINES[1:] for at in range(0, len(line), 26)]
    title = "中共阳山县委关于制定阳山县国民经济和社会发展第十四个五年规划纲要的建议"
    assert repaired("\n".join([title, *wrapped])).text == "\n".join([title, *LINES[1:]])
