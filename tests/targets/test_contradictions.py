"""Targets that cannot all hold, and growth that a pair of values implies."""

from __future__ import annotations

import time
from typing import Any

import pytest
from msgspec.structs import replace

from compare.model import Comparison, Contradiction, Plan
from compare.structure.tables import find_tables
from compare.targets import find_contradictions, find_targets
from compare.targets.growth import yearly_growth
from reports import wording
from tests.builders import body_under_tasks, plan_of


def contradictions(*paragraphs: str, **fields: Any) -> tuple[Contradiction, ...]:
    plan = plan_of("\n".join(paragraphs), year=2021, period="2021-2025", region="连州市", **fields)
    return contradicting(plan)


def test_the_contradiction_of_lianzhou_is_found_and_nothing_else(seeds_comparison: Comparison) -> None:
    (found,) = seeds_comparison.contradictions
    assert (found.plans, found.indicator) == (("lianzhou",), "农村生活污水治理率")
    by_id = {target.id: target for target in seeds_comparison.targets}
    assert [(by_id[each].operator, by_id[each].value) for each in found.targets] == [(">=", "80"), ("=", "40")]
    assert (
        wording.sentence(found.reason, "zh")
        == "“农村生活污水治理率”前后不一：一处不低于80%（2025年），一处40%（2025年）"
    )


HEAD = "第一章 目标"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("到2025年，森林覆盖率达到70%以上。", "到2025年，森林覆盖率达到72%。"),  # both hold
        ("到2025年，森林覆盖率达到70%左右。", "到2025年，森林覆盖率达到71%。"),  # rounded
        ("到2025年，森林覆盖率达到70%。", "到2035年，森林覆盖率达到75%。"),  # another year
        ("到2025年，农村生活污水治理率达到60%。", "到2025年，星子镇农村生活污水治理率达到80%。"),  # a part of the place
        ("规上工业增加值增长9%。", "力争东陂、星子、西岸三地规上工业增加值增长12%。"),
        ("到2025年，城镇化率达到60%。", "到2025年，常住人口城镇化率提高5个百分点。"),  # a change
        ("到2025年，产值达到50亿元。", "到2025年，产值达到80亿元。"),  # of what is not told
        ("新增学位500个。", "新增学位300个。"),  # things to be made add up
        # one starts from the other
        ("城镇人均住房面积提高到38平方米。", "到2025年，城镇人均住房面积由38平方米增加到42平方米。"),
    ],
)
def test_no_false_alarms(one: str, other: str) -> None:
    assert contradictions(HEAD, one, "第二章 任务", other) == ()


def test_ranges_that_do_not_meet_contradict() -> None:
    found = contradictions(
        HEAD, "到2025年，人均预期寿命达到78—79岁。", "第二章 任务", "到2025年，居民人均期望寿命达到80岁以上。"
    )
    assert len(found) == 1


@pytest.mark.parametrize(
    ("row", "sentence", "number"),
    [
        ("永久基本农田\t万亩\t—\t≥35.60\t约束性", "全县划定永久基本农田35.20万亩，落实上级任务。", 1),
        ("永久基本农田保护面积\t万亩\t—\t≥35.60\t约束性", "到2025年，永久基本农田保护面积达到36万亩。", 0),
        ("高标准农田面积\t万亩\t0.8\t1.2\t预期性", "到2025年，节约集约用地，高标准农田面积达到1万亩。", 1),
        ("高标准农田面积\t万亩\t0.8\t1.2\t预期性", "到2025年，高标准农田面积达到约1.15万亩。", 0),
    ],
)
def test_table_and_text_contradict(row: str, sentence: str, number: int) -> None:
    """约束性 and 节约 say nothing of a figure; only 约 before one leaves room."""
    plan = plan_of(f"{HEAD}\n{sentence}\n指标\t单位\t2020年\t2025年\t属性\n{row}\n", year=2021, period="2021-2025")
    plan = replace(plan, tables=find_tables(plan.text))
    assert len(contradicting(plan)) == number


def contradicting(plan: Plan) -> tuple[Contradiction, ...]:
    return find_contradictions([plan], find_targets(plan))


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("新建学校10所，其中小学12所。", 1),
        ("新建学校10所，其中小学6所、初中4所。", 0),
        ("造林面积达到5万亩，其中油茶8万亩。", 1),
        ("造林面积达到5万亩（其中油茶8万亩）。", 1),
        ("新建学校10所。其中小学12所。", 1),
        ("新建学校10所。其中，小学6所、初中4所。", 0),
        # other units, at least so many, of which of two the next sentence speaks
        ("新建学校10所，其中投资12亿元。", 0),
        ("新建学校10所以上，其中小学12所。", 0),
        ("新建学校10所、幼儿园15所。其中民办12所。", 0),
    ],
)
def test_a_part_is_not_more_than_its_whole(sentence: str, number: int) -> None:
    plan = plan_of(body_under_tasks(sentence), year=2021, period="2021-2025")
    found = find_contradictions([plan], find_targets(plan))
    assert [each.reason.code for each in found] == ["part_exceeds"] * number


def test_growth_that_a_pair_of_values_does_not_bear_out() -> None:
    base = "地区生产总值由2020年的100亿元增加到2025年的150亿元。"
    (found,) = contradictions(HEAD, base, "到2025年，地区生产总值年均增长5%。")
    assert found.reason.code == "growth_disagrees"
    assert wording.sentence(found.reason, "zh") == "“地区生产总值”由100到150亿元，年均增长应为8.4%，文中写5%"
    assert contradictions(HEAD, base, "到2025年，地区生产总值年均增长8.5%。") == ()


def test_implied_growth() -> None:
    assert yearly_growth(100.0, 150.0, 5) == pytest.approx(8.447, abs=1e-3)
    assert yearly_growth(0.0, 150.0, 5) is None
    text = body_under_tasks("地区生产总值由2020年的100亿元增加到2025年的150亿元。")
    (target,) = find_targets(plan_of(text, year=2021, period="2021-2025"))
    assert target.yearly_growth == pytest.approx(8.447, abs=1e-3)


def test_thousands_of_figures_of_one_indicator_are_not_all_held_against_one_another() -> None:
    plan = plan_of("第一章 主要目标\n" + "".join(f"到2025年，森林覆盖率达到{n}.{n % 7}%。\n" for n in range(1, 3001)))
    targets = find_targets(plan)
    begun = time.process_time()
    assert find_contradictions([plan], targets)
    assert time.process_time() - begun < 3
