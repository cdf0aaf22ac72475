"""A passage that answers another upper clause better proves less."""

from __future__ import annotations

import numpy as np
import pytest

from compare.align import side_of
from compare.align.features import NAMES, Nearness
from compare.align.rivals import rivals_in
from compare.features import Reading
from compare.model import Level, Plan
from tests.builders import alignments, below, body_under_tasks, plan_of


def plans(upper: tuple[str, ...], lower: tuple[str, ...]) -> tuple[Plan, Plan]:
    above = plan_of(body_under_tasks(*upper), "upper", level=Level.CITY, region="清远市")
    return above, below(plan_of(body_under_tasks(*lower), "lower", level=Level.COUNTY, region="连州市"), "upper")


@pytest.mark.parametrize(
    ("clause", "neighbour", "passage"),
    [
        ("加快建立现代冷链物流体系。", "加强现代物流骨干网络建设。", "推进现代物流骨干网络建设，建成物流园。"),
        ("完善重度残疾人托养照护政策。", "推进残疾人家庭无障碍改造。", "完成困难残疾人家庭无障碍改造120户。"),
        ("深化中医药国际交流合作。", "促进中医药传承创新发展。", "支持中医药传承创新发展，建设中医馆。"),
        ("强化应急演练，提高群众避灾避险意识。", "加强应急救援队伍建设。", "加强应急物资储备和应急救援队伍建设。"),
    ],
)
def test_a_passage_that_answers_the_neighbouring_clause_proves_less(clause: str, neighbour: str, passage: str) -> None:
    rest = ("修缮革命旧址。", "推广测土配方施肥。")
    alone, beside = (alignments(plans(upper, (passage, *rest)))[0] for upper in ((clause,), (clause, neighbour)))
    assert alone.clause.quote == beside.clause.quote == clause
    assert beside.score < alone.score


def test_rivals_are_those_of_a_slow_count() -> None:
    upper = tuple(
        f"推进{what}建设{number}。" for number, what in enumerate(["学校", "医院", "公路", "水库", "公园"] * 30)
    )
    above, under = plans(upper, ("新建学校2所。", "扩建县医院。", "修建农村公路。", "种植油茶。"))
    nearness = Nearness(side_of(Reading(above)), side_of(Reading(under)))
    numbers = np.arange(1, len(above.clauses))
    near = nearness.features(numbers)[NAMES.index("meaning_in_context")]
    rivals = rivals_in(nearness, numbers)
    margins = rivals.margins(numbers, near, np.tile(np.arange(near.shape[1]), (len(numbers), 1)))
    claims = rivals.claims(near)
    for row in (0, 63, 64, 149):
        others = np.maximum(np.delete(near, row, axis=0).max(axis=0), 0.6)
        assert margins[row].tolist() == pytest.approx((near[row] - others).tolist())
        shares = np.exp(40.0 * (near[row] - 1.0)) / (
            np.exp(40.0 * (near - 1.0)).sum(axis=0) + np.exp(40.0 * (0.6 - 1.0))
        )
        even = len(numbers) / near.shape[1]
        claim = np.log((shares.sum() + 0.01) * even) * len(numbers) / (len(numbers) + 100)
        assert claims[row] == pytest.approx(claim, abs=0.002)
