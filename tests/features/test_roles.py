"""Roles of clauses: by wording, by period, by heading, in plans and reports."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from compare.features.roles import roles_of
from compare.model import Depth, Kind, Role, Theme
from tests.builders import FILLER, judge, plan_of, quotes


def role(sentence: str, heading: str = "第一章 改革开放", **fields: object) -> Role:
    plan = plan_of(f"{heading}\n{sentence}", **fields)
    return next(role for clause, role in zip(plan.clauses, roles_of(plan), strict=True) if clause.kind == "body")


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("根据《广东省国土空间规划》编制本规划。", Role.BASIS),
        ("贯彻落实《长江保护法》，推进禁渔。", Role.MEASURE),
        ("“十三五”期间，建成高速公路20公里。", Role.ACHIEVEMENT),
        ("五年来，荣获国家园林城市称号。", Role.ACHIEVEMENT),
        ("去年完成投资500亿元，增长8%。", Role.ACHIEVEMENT),
        ("各项工作取得显著成效。", Role.ACHIEVEMENT),
        ("成功创建国家卫生城市。", Role.ACHIEVEMENT),
        ("当前，县域发展面临不平衡不充分的问题。", Role.BACKGROUND),
        ("坚持生态优先、绿色发展。", Role.PRINCIPLE),
        ("坚持稳面积、增单产，确保粮食产量稳定在100万吨以上。", Role.TARGET),
        ("让节约成为一种习惯。", Role.GOAL),
        ("高举中国特色社会主义伟大旗帜。", Role.PRINCIPLE),
        ("推进产业园区建设。", Role.MEASURE),
        ("我们将大力推进医院项目。", Role.MEASURE),
        ("到2025年，建成产业园3个。", Role.TARGET),
        ("力争建成产业园3个。", Role.TARGET),
        ("已建成学校5所，将继续新建学校3所。", Role.TARGET),
        ("增强发展活力。", Role.GOAL),
        ("人民生活水平不断提升。", Role.GOAL),
    ],
)
def test_role_by_wording(sentence: str, wanted: Role) -> None:
    assert role(sentence) is wanted


@pytest.mark.parametrize(
    ("sentence", "year", "period", "wanted"),
    [
        ("“十三五”期间，新建产业园5个，带动就业。", 2021, "2021-2025", Role.ACHIEVEMENT),
        ("“十四五”期间，新建产业园5个，带动就业。", 2026, "2026-2030", Role.ACHIEVEMENT),
        ("“十四五”期间，加快建设产业园5个，带动就业。", 2021, "2021-2025", Role.TARGET),
        ("“十四五”期间，新建产业园5个，带动就业。", 2021, "2021-2025", Role.TARGET),
        ("“十四五”时期，建设区域医疗中心和养老机构。", 2021, "2021-2025", Role.MEASURE),
        ("“十四五”时期，是开启新征程的关键时期。", 2021, "2021-2025", Role.BACKGROUND),
    ],
)
def test_which_period_is_past_depends_on_the_plan(sentence: str, year: int, period: str, wanted: Role) -> None:
    assert role(sentence, year=year, period=period) is wanted


@pytest.mark.parametrize(
    ("heading", "wanted"),
    [
        ("一、2023年工作回顾", Role.ACHIEVEMENT),
        ("一、2023年工作回顾和“十四五”发展成就", Role.ACHIEVEMENT),
        ("一、2023年主要工作和“十四五”发展成就", Role.ACHIEVEMENT),
        ("一、2023年工作总结和“十四五”发展成就", Role.ACHIEVEMENT),
        ("一、2023年工作", Role.ACHIEVEMENT),
        ("二、2024年工作", Role.TARGET),
        ("二、2024年主要工作建议", Role.TARGET),
        ("一、2023年工作总结", Role.ACHIEVEMENT),
        ("第一节 发展基础", Role.ACHIEVEMENT),
        ("二、2024年工作安排", Role.TARGET),
        ("二、2024年主要任务", Role.TARGET),
        ("二、2024年主要目标和重点任务", Role.TARGET),
        ("三、2024年主要工作", Role.TARGET),
        ("第三节 发展目标", Role.TARGET),
        ("第二章 编制依据", Role.BASIS),
        ("第二节 面临形势", Role.BACKGROUND),
        ("第二章 机遇挑战", Role.BACKGROUND),
        ("优化营商环境", Role.TARGET),
        ("第三节 优化创新发展环境", Role.TARGET),
        ("一、过去五年政府工作", Role.ACHIEVEMENT),
        ("（二）突出项目建设，夯实发展基础", Role.TARGET),
        ("第三章 夯实产业发展基础", Role.TARGET),
        ("（二）抢抓政策机遇，全力稳投资促消费", Role.TARGET),
        ("（五）加快构建全过程创新链", Role.TARGET),
        ("第一节 深化全过程人民民主实践", Role.TARGET),
        ("第一节 促进就业形势稳定", Role.TARGET),
    ],
)
def test_role_by_heading(heading: str, wanted: Role) -> None:
    assert role("新建学校5所，服务全县群众。", heading, kind=Kind.REPORT, year=2024) is wanted


@pytest.mark.parametrize(
    ("heading", "wanted"),
    [
        ("以建设宜居宜业和美乡村为目标", Role.MEASURE),
        ("（八）坚持以共同富裕为目标，着力保障和改善民生", Role.MEASURE),
        ("（二）深入实施“百村千镇”工程，奋力实现“三年见成效”目标", Role.MEASURE),
        ("五是突出培育增长极目标，奋力打好数字经济攻坚战", Role.MEASURE),
        ("二、“十五五”时期主要目标和重大举措", Role.MEASURE),
        ("第三节 发展目标", Role.GOAL),
    ],
)
def test_an_aim_that_tasks_are_for_makes_no_goals_of_them(heading: str, wanted: Role) -> None:
    assert role("加快公共服务向农村延伸，全面完成供水工程建设。", heading) is wanted


def test_what_is_achieved_below_aims_alone_is_aimed_at() -> None:
    aims = "第二节 发展目标\n一、高质量发展成效显著\n地区生产总值年均增长5%左右。"
    past = "第三节 发展基础和目标\n一、创新发展成效显著\n研发投入强度达到3%。"
    plan = plan_of(f"{aims}\n{past}", year=2026, period="2026-2030")
    told = {
        plan.text[clause.start : clause.end]: each for clause, each in zip(plan.clauses, roles_of(plan), strict=True)
    }
    assert told["地区生产总值年均增长5%左右。"] is Role.TARGET
    assert told["研发投入强度达到3%。"] is Role.ACHIEVEMENT


REVIEW = """第一章 砥砺五载耕实景
“十四五”时期，全市经受住多重考验。
第一节 综合实力持续进位
新建学校5所，服务全市群众。
第二节 准确把握“十五五”阶段特征
外部环境深刻变化。
第二章 奋力一跳绘新篇
新建医院3所，服务全市群众。
第三章 办好人民满意的教育
“十四五”时期，教育事业稳步发展。
"""


def test_a_review_is_known_by_its_first_words_and_ends_where_the_coming_period_begins() -> None:
    plan = plan_of(REVIEW + FILLER * 5, year=2026, period="2026-2030")
    told = dict(zip(quotes(plan), roles_of(plan), strict=True))
    assert told["新建学校5所，服务全市群众。"] is Role.ACHIEVEMENT
    assert told["外部环境深刻变化。"] is Role.BACKGROUND
    assert told["新建医院3所，服务全市群众。"] is Role.TARGET


def test_a_review_is_known_without_a_year_of_issue() -> None:
    plan = plan_of(REVIEW + FILLER * 5, year=None, period="2026-2030")
    told = dict(zip(quotes(plan), roles_of(plan), strict=True))
    assert told["新建学校5所，服务全市群众。"] is Role.ACHIEVEMENT


def test_the_same_chapter_looks_ahead_in_the_plan_of_that_period() -> None:
    plan = plan_of(REVIEW + FILLER * 5, year=2021, period="2021-2025")
    told = dict(zip(quotes(plan), roles_of(plan), strict=True))
    assert told["新建学校5所，服务全市群众。"] is Role.TARGET


def test_far_into_a_plan_a_word_on_the_past_makes_no_review() -> None:
    text = FILLER * 5 + "第三章 教育\n“十三五”时期，教育稳步发展。\n新建学校5所，服务全市群众。"
    plan = plan_of(text, year=2021, period="2021-2025")
    assert roles_of(plan)[-1] is Role.TARGET


def test_the_innermost_heading_decides() -> None:
    text = "第一章 发展基础\n第一节 发展目标\n新建学校5所。\n第二节 发展现状\n新建医院3所。"
    plan = plan_of(text)
    assert [role for c, role in zip(plan.clauses, roles_of(plan), strict=True) if c.kind == "body"] == [
        Role.TARGET,
        Role.ACHIEVEMENT,
    ]


def test_title_lines_are_titles() -> None:
    plan = plan_of("甲县产业集群规划\n第一章 任务\n建设园区。")
    assert roles_of(plan)[0] is Role.TITLE


def test_a_report_looks_back_and_ahead() -> None:
    text = (
        "甲市政府工作报告\n一、2023年工作回顾\n新增产业集群2个，建成园区5个。\n"
        "二、2024年工作安排\n推进养老服务机构建设，新建敬老院3所。"
    )
    cells = judge(
        [plan_of(text, kind=Kind.REPORT), plan_of(FILLER, "filler")],
        [Theme("A", "产业集群", ""), Theme("B", "养老服务", "养老机构建设")],
    )
    assert cells["A", "plan"].depth is Depth.CITED
    assert cells["B", "plan"].depth is Depth.QUANTIFIED


def test_a_plan_that_breaks_off_after_its_preface_and_review_sets_nothing() -> None:
    """What it says of itself (编制, 阐明, 实施) sounded like tasks, and its gaps like faults."""
    text = """第一章 前言
“十四五”时期，是我区加快转变发展方式的关键期。
科学编制并有效实施《某区第十四个五年规划纲要》（以下简称《纲要》），对于加快推进经济社会发展具有重大现实意义。
本规划纲要根据《中共某区委关于制定第十四个五年规划的建议》编制，主要阐明全区战略意图，明确政府工作重点，是全区人民共同的行动纲领。
规划期限为2021年—2025年，并对2035年远景目标进行展望。
第二章 发展基础
“十三五”时期，区委、区政府团结带领全区人民，打赢脱贫攻坚战，顺利完成各项目标任务。"""
    plan = plan_of(text, year=2021, period="2021-2025")
    plan = replace(plan, roles=tuple(roles_of(plan)))
    assert plan.looks_back_only
    whole = plan_of(text + "\n第三章 主要任务\n建设公园3个。新建学校5所。", year=2021, period="2021-2025")
    assert not replace(whole, roles=tuple(roles_of(whole))).looks_back_only
