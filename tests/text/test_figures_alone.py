"""Figures, units and sizes of groups that are a cell by themselves."""

from __future__ import annotations

import re
import time

import pytest

from compare.text import FIGURE_ALONE, GROUP_SIZE, is_figure, is_unit


@pytest.mark.parametrize(
    "cell",
    [
        "85",
        "12,000",
        "≥85%",
        "＞98",
        "27.8",
        "（27.8）",
        "[5.5]",
        "40-45",
        "6%～7%",
        "1:1.25",
        "2/3",
        "38.5％左右",
        "1.2万",
        "95以上*",
        "8①",
    ],
)
def test_a_figure_is_a_cell(cell: str) -> None:
    assert is_figure(cell)


@pytest.mark.parametrize(
    "cell", ["", "—", "2025年", "三级", "85岁", "5G网络", "GDP", "达到85", "第3位", "（共8项）", "A级"]
)
def test_words_and_figures_with_units_are_no_figure(cell: str) -> None:
    assert not is_figure(cell)


@pytest.mark.parametrize(
    "cell", ["%", "亿元", "（万吨）", "元/人", "微克/立方米", "个百分点", "万人次", "平方米（人均）", "次"]
)
def test_a_unit_is_a_cell(cell: str) -> None:
    assert is_unit(cell)


@pytest.mark.parametrize("cell", ["", "85%", "人均", "人口", "公里数", "十", "绿色低碳"])
def test_words_are_no_unit(cell: str) -> None:
    assert not is_unit(cell)


def test_a_group_tells_its_size() -> None:
    assert re.search(GROUP_SIZE, "经济发展（共 8 项）") and re.search(GROUP_SIZE, "创新驱动(4个)")
    assert not re.search(GROUP_SIZE, "城镇化率（%）")


@pytest.mark.parametrize("run", ["1" * 200_000, "1," * 100_000, "1-" * 100_000, "（" + "8" * 200_000])
def test_a_long_run_of_digits_is_told_at_once(run: str) -> None:
    started = time.process_time()
    assert not is_figure(run) and re.search(FIGURE_ALONE, run)
    assert time.process_time() - started < 1
