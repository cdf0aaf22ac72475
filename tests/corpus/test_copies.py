"""The same text in two files: both are listed and marked, what it says is counted once."""

from __future__ import annotations

from pathlib import Path

import pytest

from compare import RunOptions, compare_plans
from compare.model import Comparison
from tests.builders import COUNTY, FILLER, write_plans

CITY = (
    f"清远市国民经济和社会发展第十四个五年规划纲要\n{FILLER}\n第一章 主要任务\n各县要加快推进产业园建设，到2025年建成20个。\n"
    "各县要新建养老院10所。\n"
)


def compared(folder: Path, **plans: str) -> Comparison:
    folder.mkdir()
    return compare_plans(write_plans(folder, **plans), options=RunOptions(jobs=1))


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    """Compare a city with a county."""
    return compared(tmp_path_factory.mktemp("once") / "in", 清远市=CITY, 连州市=COUNTY)


@pytest.mark.parametrize("blanks", ["", "\n\n", " "])
def test_a_copy_of_the_lower_plan_adds_no_gap_and_no_verdict(tmp_path: Path, once: Comparison, blanks: str) -> None:
    twice = compared(tmp_path / "in", 清远市=CITY, 连州市=COUNTY, 连州市纲要定稿=COUNTY + blanks)
    assert [plan.id for plan in twice.plans] == ["清远市", "连州市", "连州市纲要定稿"]
    assert len(once.alignments) > 0
    assert len(once.gaps) > 0
    assert list(twice.gaps) == list(once.gaps)
    assert list(twice.alignments) == list(once.alignments)
    assert list(twice.requirements) == list(once.requirements)
    assert {cell.plan for cell in twice.coverage} == {"清远市", "连州市", "连州市纲要定稿"}
    told = {source.plan: {each.code: each.values for each in source.warnings} for source in twice.sources}
    assert told["连州市纲要定稿"]["counted_once"] == ("连州市",)
    assert "duplicate" in told["连州市纲要定稿"]
    assert "no_upper" not in told["连州市纲要定稿"]
    assert not {"counted_once", "duplicate"} & set(told["连州市"])


def test_a_copy_of_the_upper_plan_binds_nobody_again(tmp_path: Path, once: Comparison) -> None:
    twice = compared(tmp_path / "in", 清远市=CITY, 清远市纲要定稿=CITY, 连州市=COUNTY)
    assert {plan.id: [link.id for link in plan.upper] for plan in twice.plans}["连州市"] == ["清远市"]
    assert list(twice.gaps) == list(once.gaps)


def test_what_somebody_links_is_compared(tmp_path: Path, once: Comparison) -> None:
    write_plans(tmp_path, 清远市=CITY, 连州市=COUNTY, 稿=COUNTY)
    (tmp_path / "plans.yaml").write_text(
        "plans:\n- {file: 清远市.txt}\n- {file: 连州市.txt}\n- {file: 稿.txt, upper: [清远市]}\n", encoding="utf-8"
    )
    found = compare_plans(tmp_path, options=RunOptions(jobs=1))
    assert {plan.id: [link.id for link in plan.upper] for plan in found.plans}["稿"] == ["清远市"]
    assert len(found.alignments) == 2 * len(once.alignments)


def test_the_same_text_for_two_areas_is_two_plans(tmp_path: Path) -> None:
    write_plans(tmp_path, 清远市=CITY, 甲=COUNTY, 乙=COUNTY)
    (tmp_path / "plans.yaml").write_text(
        "plans:\n- {file: 清远市.txt}\n- {file: 甲.txt, region: 连州市, level: county}\n"
        "- {file: 乙.txt, region: 阳山县, level: county}\n",
        encoding="utf-8",
    )
    found = compare_plans(tmp_path, options=RunOptions(jobs=1))
    codes = {each.code for source in found.sources for each in source.warnings}
    assert "duplicate" in codes
    assert "counted_once" not in codes
