"""Spatial plans: 第四条 规划指标 heads what is below it, what lies inside a table heads nothing."""

from __future__ import annotations

from compare.features import roles_of
from compare.model import Kind, Plan, Role
from compare.targets import find_targets
from tests.builders import clause_with, paths, plan_of

SPATIAL = """第一章  总则
第一条  规划目的
为整体谋划全市国土空间开发保护格局，制定本规划。
第二条  规划期限
规划期限为2021—2035年，近期到2025年，远景展望到2050年。
第三条  规划范围和层次
市域为潜江市行政辖区，总面积2004平方公里；中心城区规划范围面积98.6平方公里。
第二章  战略目标
第四条  规划指标
到2035年，常住人口城镇化率达到70%。
表2-1  规划指标表
编号\t指标项\t指标属性\t2020年\t2035年
一、空间底线\t\t\t\t
1\t耕地保有量（万亩）\t约束性\t159.02\t≥158.20
二、空间品质\t\t\t\t
2\t农村自来水普及率（%）\t预期性\t99.8\t100
第三章  国土空间格局
第五条  构建“一主两副、一带三区”的总体格局
落实最严格的耕地保护制度，划定城镇开发边界92.31平方千米。"""


def _plan() -> Plan:
    return plan_of(SPATIAL, kind=Kind.SPATIAL, year=2021, period="2021-2035")


def test_articles_are_headings_below_chapters() -> None:
    assert paths(_plan()) == [
        ("第一章  总则",),
        ("第一章  总则", "第一条  规划目的"),
        ("第一章  总则", "第二条  规划期限"),
        ("第一章  总则", "第三条  规划范围和层次"),
        ("第二章  战略目标",),
        ("第二章  战略目标", "第四条  规划指标"),
        ("第三章  国土空间格局",),
        ("第三章  国土空间格局", "第五条  构建“一主两副、一带三区”的总体格局"),
    ]


def test_how_large_the_area_of_a_plan_is_is_no_target_of_it() -> None:
    plan = _plan()
    assert roles_of(plan)[plan.clauses.index(clause_with(plan, "总面积2004平方公里"))] is Role.BACKGROUND
    assert [target.value for target in find_targets(plan) if "\t" not in target.quote] == ["70", "92.31"]


def test_an_article_or_two_in_a_text_are_words_of_it() -> None:
    text = "第一章 任务\n修建高速公路。\n第三条 高速公路开工\n加快前期工作。\n第二章 保障\n落实责任。"
    assert all("第三条" not in path[-1] for path in paths(plan_of(text)))
