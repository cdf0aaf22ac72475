"""What a researcher asks of a comparison in Python."""

from __future__ import annotations

from pathlib import Path

import pytest

import compare
from tests import sample
from tests.builders import COUNTY, write_plans


def test_rows_are_found_by_their_ids() -> None:
    found = sample.comparison()
    assert found.plan("county").title == "某县<规划>纲要"
    assert found.cell("T2", "county").depth == 2
    assert {gap.plan for gap in found.gaps_of("county")} == {"county"} and not found.gaps_of("city")
    assert [row.id for row in found.alignments_of("county", "city")] == ["a1", "a2", "a3"]
    for ask in (lambda: found.plan("nowhere"), lambda: found.cell("T9", "county")):
        with pytest.raises(KeyError):
            ask()


def test_a_comparison_is_told_in_a_line() -> None:
    assert repr(sample.comparison()) == "Comparison(4 plans, 4 themes, 7 gaps)"


def test_themes_may_be_given_as_such(tmp_path: Path) -> None:
    theme = compare.Theme("T", "养老服务", "敬老院和养老设施")
    found = compare.compare_plans(write_plans(tmp_path / "plans", 连州=COUNTY), [theme])
    assert isinstance(found, compare.Comparison) and found.themes == (theme,)
    assert found.cell("T", "连州").depth
    with pytest.raises(compare.InputError):
        compare.compare_plans(tmp_path / "nowhere", [theme])
