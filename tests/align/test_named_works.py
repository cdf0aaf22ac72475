"""Clauses about single things by name: no lower plan is asked for another's firm, project or place."""

from __future__ import annotations

import pytest

from compare.align import asking, find_requirements, side_of
from compare.features import Reading
from compare.model import Label, Level
from tests.builders import alignments, below, body_under_tasks, plan_of


def binds_of(sentence: str, level: Level, region: str) -> str:
    plan = plan_of(body_under_tasks(sentence), level=level, region=region)
    (found,) = [
        each for each in find_requirements(asking(side_of(Reading(plan)))) if plan.clauses[each.clause].kind == "body"
    ]
    return found.binds


@pytest.mark.parametrize(
    ("sentence", "binds"),
    [
        ("依托海纳重工集团、云帆电气集团、望岳仪表股份等龙头企业做强装备产业。", "upper_only"),
        ("聚焦新材料，推进海纳金刚线产业园、云帆特种石墨二期、望岳科技园等29个项目建设。", "upper_only"),
        ("确保总投资9.5亿元的甲岭至乙河输气管线年底建成运营。", "upper_only"),
        ("高水平办好第8届世界茶业博览会。", "upper_only"),
        ("加快市中心医院东院区建设。", "upper_only"),
        ("推进南平技师学院中外合作职业教育项目。", "upper_only"),
        ("抓好建阳、邵武、光泽3个规模化林场试点建设。", "places"),
        ("支持浦城县创建国家级开发区。", "places"),
        ("发展钢铁、建材、化工等产业项目。", "all"),
        ("支持中小企业、个体工商户等市场主体发展。", "all"),
        ("引进总投资超10亿元的项目。", "all"),
        ("学习推广邵武经验，深化集体林权改革。", "all"),
        ("各县要抓好邵武、光泽等园区建设。", "all"),
        ("开展第四次全国文物普查。", "all"),
        ("深入实施“千村示范、万村整治”工程。", "all"),
        ("加强农村公路、饮水、电网等基础设施建设。", "all"),
    ],
)
def test_whom_a_clause_of_a_city_about_named_things_binds(sentence: str, binds: str) -> None:
    assert binds_of(sentence, Level.CITY, "南平市") == binds


@pytest.mark.parametrize(
    ("sentence", "binds"),
    [
        ("深入实施“强省会”行动。", "upper_only"),
        ("调整最低工资标准。", "upper_only"),
        ("支持武夷学院筹建武夷大学。", "upper_only"),
        ("推进福建博物院扩建。", "upper_only"),
        ("支持南平学院更名升格。", "places"),
        ("提升南平论坛国际化水平。", "places"),
        ("推进乡镇商贸中心、集贸市场等30个以上新建改造。", "all"),
    ],
)
def test_whom_a_clause_of_a_province_about_named_things_binds(sentence: str, binds: str) -> None:
    assert binds_of(sentence, Level.PROVINCE, "福建省") == binds


def test_what_people_call_a_province_is_not_its_county_of_that_name() -> None:
    sentences = "打造“投资龙江”品牌。", "支持龙江县创建国家级开发区。"
    above = plan_of(body_under_tasks(*sentences), "upper", level=Level.PROVINCE, region="黑龙江省")
    lower = below(plan_of(body_under_tasks("建设港口。"), "lower", region="鹤岗市"), "upper")
    told = {row.clause.quote: row.label for row in alignments([above, lower])}
    assert [told[each] for each in sentences] == [Label.ABSENT, Label.NOT_APPLICABLE]


def test_the_place_that_is_named_is_asked_and_no_other() -> None:
    sentence = "支持浦城县创建国家级开发区。"
    above = plan_of(body_under_tasks(sentence), "upper", level=Level.CITY, region="南平市")
    lower = [
        below(plan_of(body_under_tasks("发展茶叶。"), name, region=region, level=Level.COUNTY), "upper")
        for name, region in (("named", "浦城县"), ("other", "光泽县"))
    ]
    rows = [row for row in alignments([above, *lower]) if row.clause.quote == sentence]
    assert {row.lower: row.label for row in rows} == {"named": Label.ABSENT, "other": Label.NOT_APPLICABLE}
