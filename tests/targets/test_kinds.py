"""Whether a sentence says that a target binds."""

from __future__ import annotations

import pytest

from compare.targets import find_targets
from tests.builders import plan_of


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("地区生产总值增长5.5%左右，城镇新增就业3万人，全面完成节能减排降碳和环境质量改善约束性指标。", ["", ""]),
        ("零售总额增长6.5%，城镇新增就业13万人，节能减排等约束性指标完成省下达目标。", ["", ""]),
        ("森林覆盖率达到45%（约束性指标），常住人口城镇化率达到60%。", ["约束性", ""]),
        ("约束性指标包括森林覆盖率达到45%，耕地保有量不低于50万亩。", ["约束性", "约束性"]),
        ("预期性指标：地区生产总值增长5%，约束性指标：森林覆盖率达到45%。", ["预期性", "约束性"]),
        (
            "提出地区生产总值年均增长5%，城镇化率达到60%等16个预期性指标，森林覆盖率达到45%等8个约束性指标。",
            ["预期性", "预期性", "约束性"],
        ),
        ("森林覆盖率达到45%（约束性）、地区生产总值年均增长5%（预期性）。", ["约束性", "预期性"]),
    ],
)
def test_a_kind_is_said_of_the_figures_that_it_speaks_of(sentence: str, kinds: list[str]) -> None:
    found = find_targets(plan_of(f"东江县第十五个五年规划纲要\n第一章 主要目标\n到2030年，{sentence}"))
    assert [target.kind or "" for target in found if target.value] == kinds
