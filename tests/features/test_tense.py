"""What was over when a plan was issued sets nothing, wherever it stands."""

from __future__ import annotations

import pytest

from compare.coverage import PAST_OR_SETTING
from compare.features import Reading
from compare.model import Kind, Role
from tests.builders import body_under_tasks, plan_of


@pytest.mark.parametrize(
    ("sentence", "past"),
    [
        ("2019年县体育馆建成投用。", True),
        ("截至2020年底，全县建成农村公路300公里。", True),
        ("以2020年为基数，森林覆盖率为51.2%。", True),
        ("现有公办幼儿园32所，学位9000个。", True),
        ("农村公路改造任务提前完成。", True),
        ("园区获批省级高新区。", True),
        ("2025年完成农村公路改造300公里。", False),
        ("到2020年以前立项的工程全部开工。", False),
        ("争取园区获批省级高新区。", False),
        ("依托现有公办幼儿园扩建学位。", False),
        ("确保农村公路改造任务如期完成。", False),
        ("去年，我们紧盯发展目标全力拼，新建学校3所。", True),
        ("抓住中央扩大有效投资的政策机遇，加强项目储备。", False),
        ("破解发展面临的各种难题，深化改革。", False),
        ("统筹多双边合作，巩固已有合作成果，拓展发展空间。", False),
        ("提高已建成区公共停车设施比例。", False),
    ],
)
def test_what_looks_back_among_tasks(sentence: str, past: bool) -> None:
    plan = plan_of(body_under_tasks(sentence), region="连州市", year=2021, period="2021-2025")
    reading = Reading(plan)
    (role,) = [role for role, clause in zip(reading.roles, plan.clauses, strict=True) if clause.kind == "body"]
    assert (role in PAST_OR_SETTING) is past


@pytest.mark.parametrize(
    ("heading", "sentence", "past"),
    [
        ("二、“十五五”时期主要任务", "美丽家园建设取得突出成效，生态屏障更加牢固。", False),
        ("二、“十四五”时期主要成就", "美丽家园建设取得突出成效，生态屏障更加牢固。", True),
        ("二、“十五五”时期主要任务", "过去五年，美丽家园建设取得突出成效。", True),
        ("二、“十五五”时期主要任务", "园区荣获国家级称号。", True),
        ("二、实干成就梦想，真抓创造未来", "新建产业园3个。", False),
    ],
)
def test_results_under_a_heading_of_what_is_to_come_are_wished_for(heading: str, sentence: str, past: bool) -> None:
    plan = plan_of(f"一、发展基础\n基础扎实。\n{heading}\n{sentence}\n", year=2026, period="2026-2030")
    role = Reading(plan).roles[-1]
    assert (role in PAST_OR_SETTING) is past


@pytest.mark.parametrize("opening", ["过去五年", "这五年", "“十四五”时期", "这些年"])
def test_a_paragraph_of_past_years_ends_where_what_is_to_come_begins(opening: str) -> None:
    text = (
        f"一、2025年工作\n{'扎实开展各项工作。' * 60}\n"
        "二、“十四五”时期发展成就和“十五五”时期主要目标任务\n"
        f"{opening}，我们奋力前行。有色金属产业年产值超4千亿元。\n"
        "坚持创新驱动，建设关键金属研究院。\n（一）加快产业升级。新建产业园3个。\n"
        f"三、2026年重点工作\n{'新建水库一座。' * 60}\n"
    )
    plan = plan_of(text, kind=Kind.REPORT, year=2026)
    roles = {plan.text[c.start : c.end]: role for c, role in zip(plan.clauses, Reading(plan).roles, strict=True)}
    assert roles["有色金属产业年产值超4千亿元。"] is Role.ACHIEVEMENT
    assert roles["坚持创新驱动，建设关键金属研究院。"] not in PAST_OR_SETTING
    assert roles["新建产业园3个。"] not in PAST_OR_SETTING


def test_a_review_ends_where_a_year_is_named_by_which_something_is_to_be_reached() -> None:
    text = (
        "第一章 发展环境与总体要求\n“十三五”时期，全县地区生产总值年均增长5.5%。到2020年，森林覆盖率达到21%。\n"
        f"到2025年，常住人口城镇化率达到62.9%。\n第二章 重点任务\n{'新建水库一座。' * 60}\n"
    )
    plan = plan_of(text, year=2021, period="2021-2025")
    roles = {plan.text[c.start : c.end]: role for c, role in zip(plan.clauses, Reading(plan).roles, strict=True)}
    assert roles["到2020年，森林覆盖率达到21%。"] is Role.ACHIEVEMENT
    assert roles["到2025年，常住人口城镇化率达到62.9%。"] is Role.TARGET


def test_a_paragraph_of_the_past_year_looks_back_among_tasks_and_the_next_one_does_not() -> None:
    text = (
        f"一、2024年工作安排\n{'新建水库一座。' * 60}\n加强政府自身建设\n"
        "过去一年，我们持续转变职能。扎实推进普法，创建全国民主法治示范村4个。\n新的一年，扎实推进依法行政，培训执法人员300名。\n"
    )
    plan = plan_of(text, kind=Kind.REPORT, year=2024)
    roles = {plan.text[c.start : c.end]: role for c, role in zip(plan.clauses, Reading(plan).roles, strict=True)}
    assert roles["扎实推进普法，创建全国民主法治示范村4个。"] is Role.ACHIEVEMENT
    assert roles["新的一年，扎实推进依法行政，培训执法人员300名。"] not in PAST_OR_SETTING


def test_a_paragraph_of_the_past_year_may_turn_to_the_new_one() -> None:
    text = (
        f"一、2024年工作安排\n{'新建水库一座。' * 60}\n"
        "过去一年，双拥工作取得新成绩。新的一年，要做好退役军人安置，建设服务站30个。\n"
    )
    plan = plan_of(text, kind=Kind.REPORT, year=2024)
    past, ahead = Reading(plan).roles[-2:]
    assert past is Role.ACHIEVEMENT
    assert ahead not in PAST_OR_SETTING


def test_this_year_is_the_year_that_ends_where_the_review_begins_so() -> None:
    text = (
        "一、2023年工作回顾\n今年是全面贯彻党的二十大精神的开局之年。面对困难，我们坚持稳中求进。\n"
        f"——经济回升向好。预计全年地区生产总值增长4.5%左右。{'建成水库一座。' * 40}\n"
        f"二、2024年工作安排\n{'新建水库一座。' * 60}\n"
    )
    plan = plan_of(text, kind=Kind.REPORT, year=2024)
    roles = {plan.text[c.start : c.end]: role for c, role in zip(plan.clauses, Reading(plan).roles, strict=True)}
    assert roles["预计全年地区生产总值增长4.5%左右。"] is roles["建成水库一座。"] is Role.ACHIEVEMENT
    assert roles["新建水库一座。"] not in PAST_OR_SETTING


def test_a_chapter_that_opens_with_the_coming_period_is_no_review() -> None:
    text = (
        f"一、一年接着一年干，新面貌持续展现\n2025年是很不平凡的一年。全省上下砥砺前行。{'建成水库一座。' * 60}\n"
        "二、一张蓝图绘到底，奋力谱写新篇章\n“十五五”时期是夯实基础、全面发力的关键时期。\n"
        f"（一）始终锚定机制活。深化重点领域改革。扩大高水平开放。{'培育产业集群。' * 20}\n"
        f"三、一鼓作气勇争先，推动开好局起好步\n今年，我们将抓好以下工作。{'新建园区一个。' * 60}\n"
    )
    plan = plan_of(text, kind=Kind.REPORT, year=2026)
    roles = {plan.text[c.start : c.end]: role for c, role in zip(plan.clauses, Reading(plan).roles, strict=True)}
    assert roles["建成水库一座。"] is Role.ACHIEVEMENT
    assert roles["扩大高水平开放。"] not in PAST_OR_SETTING and roles["新建园区一个。"] not in PAST_OR_SETTING


@pytest.mark.parametrize(
    ("looks_back", "looks_ahead"),
    [
        ("奋楫扬帆，过去五年硕果累累", "勇毅前行，今后五年蓝图已绘"),
        ("2023年：在攻坚克难中奋进", "2024年：在高质量发展中争先"),
        ("过去五年的回眸", "今后五年的奋斗目标"),
    ],
)
def test_lines_without_number_part_a_report_into_what_is_past_and_what_is_ahead(
    looks_back: str, looks_ahead: str
) -> None:
    lines = ["嘉鱼县2024年政府工作报告", looks_back, "新增托位600个。", looks_ahead, "建设食品产业园1个。"]
    plan = plan_of("\n".join(lines), region="嘉鱼县", year=2024, kind=Kind.REPORT)
    told = dict(zip(Reading(plan).texts, Reading(plan).roles, strict=True))
    assert told["新增托位600个。"] is Role.ACHIEVEMENT
    assert told["建设食品产业园1个。"] is Role.TARGET


def test_the_first_half_of_a_year_is_over_in_a_report_on_it() -> None:
    lines = [
        "嘉鱼县2024年政府工作报告",
        "一、上半年工作情况",
        "营商环境持续优化，办件量增长12%。",
        "二、下半年工作打算",
    ]
    plan = plan_of("\n".join([*lines, "修复水毁工程26处。"]), region="嘉鱼县", year=2024, kind=Kind.REPORT)
    told = dict(zip(Reading(plan).texts, Reading(plan).roles, strict=True))
    assert told["营商环境持续优化，办件量增长12%。"] is Role.ACHIEVEMENT
    assert told["修复水毁工程26处。"] is Role.TARGET
