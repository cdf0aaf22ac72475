"""What a lower plan says that it will not do, and what that makes of a clause that asks for it."""

from __future__ import annotations

import pytest

from compare.model import Label
from compare.text import cues
from tests.builders import alignments, below, body_under_tasks, plan_of


def test_what_is_refused_is_not_taken_up_and_told() -> None:
    above = plan_of(body_under_tasks("推进城际轨道交通向连州延伸，建设连州城际站。"), "upper", region="清远市")
    lower = body_under_tasks("规划期内不安排城际轨道交通延伸和连州城际站建设。", "加快发展特色农业，建设菜心产业园。")
    (row,) = alignments([above, below(plan_of(lower, "lower", region="连州市"), "upper")])
    assert row.label is Label.ABSENT
    assert row.reason.code == "refused"
    assert "不安排" in row.reason.values[0]


@pytest.mark.parametrize(
    ("set_above", "said_below"),
    [
        ("新建公办幼儿园和义务教育学校。", "原定新建公办幼儿园和义务教育学校的任务予以取消。"),
        ("建设区域性医疗中心。", "区域性医疗中心建设条件尚不具备，近期不予安排。"),
        ("推进农村公路改造提升。", "其他道路改造提升由各镇负责，农村公路改造除外。"),
        ("扩大高标准农田建设规模。", "高标准农田建设规模适当压减。"),
        ("推进城际轨道交通向连州延伸。", "城际轨道交通向连州延伸的计划推迟到2030年以后。"),
        ("发展预制菜产业园。", "预制菜产业园项目终止。"),
    ],
)
def test_what_is_put_off_cut_down_or_excepted_is_not_taken_up(set_above: str, said_below: str) -> None:
    above = plan_of(body_under_tasks(set_above), "upper", region="清远市")
    lower = body_under_tasks(said_below, "加快发展特色农业，建设菜心产业园。")
    (row,) = alignments([above, below(plan_of(lower, "lower", region="连州市"), "upper")])
    assert (row.label, row.reason.code) == (Label.ABSENT, "refused")


@pytest.mark.parametrize(
    ("set_above", "said_below"),
    [
        (
            "建设城东水厂二期工程。",
            ("市规划提出建设城东水厂二期工程。鉴于用水量增长不及预期，该项目本规划期内不再实施。",),
        ),
        ("建设会展中心。", ("下列项目本轮规划不予安排：（1）通用航空机场；（2）会展中心；（3）城市规划展览馆。",)),
        ("建设县游泳馆。", ("第二节 暂缓实施的项目", "滨河路东延工程。", "县游泳馆建设。")),
        ("推行城市公交免费乘坐政策。", ("城市公交免费乘坐政策自2022年起中止执行，恢复时间另行研究。",)),
    ],
)
def test_what_the_sentences_around_put_off_is_not_taken_up(set_above: str, said_below: tuple[str, ...]) -> None:
    above = plan_of(body_under_tasks(set_above), "upper", region="清远市")
    lower = body_under_tasks("加快发展特色农业，建设菜心产业园。", *said_below)
    (row,) = alignments([above, below(plan_of(lower, "lower", region="连州市"), "upper")])
    assert (row.label, row.reason.code) == (Label.ABSENT, "refused")


@pytest.mark.parametrize(
    ("set_above", "said_below"),
    [
        ("新建体育馆和健身中心。", ("规划建设体育馆和健身中心，其中健身中心暂缓实施。",)),
        ("推进公交化改造和充电站建设。", ("推进客运公交化改造，充电站建设待落实用地后再定。",)),
        ("建设青少年宫和科技馆。", ("开工建设青少年宫，2023年投入使用。", "科技馆受财力所限，不列入本期建设计划。")),
    ],
)
def test_of_two_things_one_that_is_put_off_leaves_the_clause_taken_up_in_part(
    set_above: str, said_below: tuple[str, ...]
) -> None:
    above = plan_of(body_under_tasks(set_above), "upper", region="清远市")
    lower = body_under_tasks(*said_below, "加快发展特色农业，建设菜心产业园。")
    (row,) = alignments([above, below(plan_of(lower, "lower", region="连州市"), "upper")])
    assert (row.label, row.reason.code) == (Label.PARTIAL, "partial_refused")


@pytest.mark.parametrize(
    "said_below",
    [
        "推行政府投资项目入库管理，对未列入项目库的项目不予安排资金。",
        "推行政府投资项目入库管理，取消纸质申报材料。",
    ],
)
def test_a_rule_or_a_burden_lifted_refuses_no_task(said_below: str) -> None:
    above = plan_of(body_under_tasks("推行政府投资项目入库管理。"), "upper", region="清远市")
    lower = body_under_tasks(said_below, "加快发展特色农业，建设菜心产业园。")
    (row,) = alignments([above, below(plan_of(lower, "lower", region="连州市"), "upper")])
    assert row.label is Label.COVERED


def test_an_upper_clause_that_holds_back_is_answered_by_one_that_does() -> None:
    assert cues("restricts").search("严禁新建燃煤锅炉。")
    assert not cues("restricts").search("新建燃气锅炉。")
