"""What a researcher asks of a comparison in Python."""

from __future__ import annotations

import pytest

from tests import sample


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
