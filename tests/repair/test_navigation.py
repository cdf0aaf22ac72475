"""What a page or a print puts around a plan: navigation, page numbers, running heads, articles below."""

from __future__ import annotations

import pytest

from compare.repair import Repaired
from compare.repair.navigation_rules import RULES, Rule, matches
from tests.repair.mending import counts, mended


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.yes[0])
def test_navigation_rules_match_their_examples_only(rule: Rule) -> None:
    for yes in rule.yes:
        assert matches(rule, yes), yes
        assert mended(f"规划正文。\n{yes}\n规划正文。") == "规划正文。\n规划正文。"
    for no in rule.no:
        assert not any(matches(other, no) for other in RULES), no
        assert mended(f"规划正文。\n{no}\n规划正文。") == f"规划正文。\n{no}\n规划正文。"


def test_navigation_of_the_seeds_is_gone(seeds: dict[str, Repaired]) -> None:
    assert seeds["pingdingshan"].text.startswith("关于“高质量编制‘十四五’规划”的调研报告\n\n高质量编制")
    assert counts(seeds["pingdingshan"]) == {"navigation": 2}
    text = seeds["guangqing"].text
    assert "以更大力度推动广清一体化高质量发展\n\n  《广清一体化“十四五”发展规划》科学规划" in text
    assert text.endswith("更高质量迈进。\n")
    assert [one.raw for one in seeds["guangqing"].repairs if one.kind == "navigation"] == [
        "分享:",
        "扫一扫在手机打开当前页",
        "来源:本网访问量:-发布时间:2022-10-24",
    ]


def test_lines_that_are_navigation_only_beside_it() -> None:
    head = "首页\n下载\n打印\n【字号：\n大\n中\n小\n】\n\n规划纲要\n"
    assert mended(head + "规模\n大\n中\n小\n首页\n正文。") == "规划纲要\n规模\n大\n中\n小\n首页\n正文。"


def test_a_name_below_its_label() -> None:
    assert mended("正文。\n责任编辑：\n李莎莎\n") == "正文。\n"
    assert mended("正文。\n责任编辑：\n第一章 总则\n") == "正文。\n第一章 总则\n"


def test_the_date_that_signs_a_plan_stays() -> None:
    page = "推动高质量发展。\n连州市人民政府\n2022年11月30日\n扫一扫在手机打开当前页\n分享:"
    assert mended(page) == "推动高质量发展。\n连州市人民政府\n2022年11月30日\n"


@pytest.mark.parametrize(
    ("page", "plan"),
    [
        ("甲。\n打印本页\n乙。", "甲。\n乙。"),
        ("甲。\n\n打印本页\n\n乙。", "甲。\n\n乙。"),
        ("甲。\n打印本页\n\n乙。", "甲。\n\n乙。"),
        ("甲。\n\n打印本页\n乙。", "甲。\n\n乙。"),
        ("甲。\n打印本页\n\n关闭窗口\n乙。", "甲。\n\n乙。"),
        ("\n打印本页\n\n乙。", "乙。"),
        ("甲。\n\n打印本页\n \n", "甲。\n"),
        ("打印本页", ""),
    ],
)
def test_no_hole_is_left_and_no_paragraphs_are_merged(page: str, plan: str) -> None:
    assert mended(page) == plan


def test_page_numbers() -> None:
    pages = "".join(f"正文第{'甲乙丙丁'[n - 1]}页。\n{form}\n" for n in range(1, 5) for form in (f"- {n} -",))
    assert mended(pages) == "正文第甲页。\n正文第乙页。\n正文第丙页。\n正文第丁页。\n"
    assert mended("甲。\n第1页 共3页\n乙。\n第2页 共3页\n丙。\n第3页 共3页") == "甲。\n乙。\n丙。\n"
    assert mended("甲。\n===== Page 2 =====\n乙。\n第 3 页 共 9 页\n丙。\n") == "甲。\n乙。\n丙。\n"
    assert mended("甲。\n【第1页】\n乙。\n【第2页】\n丙。\n[第3页]\n丁。") == "甲。\n乙。\n丙。\n丁。"
    for clean in ("甲。\n— 1 —\n乙。", "甲。\n- 3 -\n乙。\n- 2 -\n丙。\n- 1 -\n丁。", "1\n甲\n2\n乙\n3\n丙\n4\n"):
        assert mended(clean) == clean
    assert mended("为建成现代化都市而奋斗！\n— 1 —\n") == "为建成现代化都市而奋斗！\n", (
        "what a web page kept of the last leaf"
    )


def test_bare_page_numbers_and_running_heads() -> None:
    page = "推动高质量发展，加快建设现代化产业体系。" * 20
    head = "某市国民经济和社会发展规划纲要"
    book = "".join(f"{head}\n{page}\n{number}\n" for number in range(1, 12))
    assert mended(book) == f"{head}\n" + f"{page}\n" * 11, "the first one is the title"
    few = "".join(f"{page}\n{number}\n" for number in range(1, 5))
    assert mended(few) == few


def test_a_title_on_every_other_page_is_a_running_head() -> None:
    head, halves = "某市国民经济和社会发展规划纲要", ("推动高质量发展，加快建设现代化产业", "体系，完善基础设施网络。")
    book = "".join(
        f"{halves[number % 2]}\n— {number + 1} —\n" + (f"\n{head}\n\n" if number % 2 else "") for number in range(6)
    )
    assert mended(f"{head}\n{book}").replace("\n", "") == head + "".join(halves) * 3
    annex = f"{head}\n{''.join(halves)}\n附件\n{head}\n任务分工。\n"
    assert mended(annex) == annex, "beside no page number it may be the title of an annex"


def test_what_is_stamped_across_every_page_is_no_text() -> None:
    halves = [
        f"实施第{n}项行动，推动农业提质增效和农民持续增收，\n{{}}\n建设高标准农田{n}万亩。\n" for n in range(3, 9)
    ]
    plan = "".join(halves)
    whole = plan.replace("\n{}\n", "")
    for stamp in ("内部资料 严禁外传", "征求意见稿", "王某某 20210608", "王某某 13800000000", "仅供规划科内部使用"):
        assert mended(plan.replace("{}", stamp)) == whole
    assert mended(f"规划纲要\n（征求意见稿）\n{whole}") == f"规划纲要\n（征求意见稿）\n{whole}"
    table = "竣工时间\n2021.06.08\n" * 6
    assert mended(table) == table
    assert mended("王某某 20210608\n" * 40 + whole) == whole, "a page with the name of its reader laid over it"


def test_articles_below_a_plan_are_cut_off_only_where_no_heading_follows() -> None:
    plan = "第一章 总则\n" + "推动高质量发展。\n" * 20
    tail = "推荐阅读\n某地开展研学活动\n 读特热榜 \n1\n南开论坛举行\n"
    assert mended(plan + tail) == plan
    assert "读特热榜" in mended(plan + tail + "第二章 产业\n建设园区。\n")
    assert mended(plan + "免责声明\n" + "完善制度。\n") == plan + "免责声明\n完善制度。\n"
