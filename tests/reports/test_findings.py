"""What the summary calls a sentence, and what it tells of where nothing is a fault."""

from __future__ import annotations

import dataclasses

import pytest
from msgspec.structs import replace

from compare.model import GapGroup, Reason
from reports.view import Tables
from reports.view.finding import problems
from reports.wording.findings import lack, opening
from tests import sample


@pytest.mark.parametrize(
    ("quote", "called"),
    [
        ("五是通过推进政务服务一体化，打造营商环境。", "推进政务服务一体化"),
        ("三要健全社会救助服务体系，兜牢底线。", "健全社会救助服务体系"),
        ("一体推进教育科技人才改革，完善机制。", "一体推进教育科技人才改革"),
    ],
)
def test_a_sentence_is_called_by_its_matter_and_not_by_its_number(quote: str, called: str) -> None:
    assert opening(quote) == called


def test_what_is_not_sure_is_no_finding_beside_what_is_for_the_next_revision() -> None:
    comparison = sample.comparison()

    def groups(*told: GapGroup) -> set[GapGroup]:
        gaps = [gap for gap in comparison.gaps if gap.waived is None][: len(told)]
        made = tuple(replace(gap, group=group) for gap, group in zip(gaps, told, strict=True))
        found = problems(Tables(dataclasses.replace(comparison, gaps=made)), 5)
        return {row.gap.group for problem in found for row in problem.rows}

    assert groups(GapGroup.POSSIBLE, GapGroup.LATER, GapGroup.POSSIBLE) == {GapGroup.LATER}
    assert groups(GapGroup.POSSIBLE, GapGroup.POSSIBLE) == {GapGroup.POSSIBLE}


def test_a_lower_figure_that_is_to_be_checked_is_told_with_both_figures() -> None:
    """Such a gap of 陕西 below 浙江 ended the whole run."""
    first = next(gap for gap in sample.comparison().gaps if gap.kind == "clause")
    gap = replace(first, group=GapGroup.POSSIBLE, reason=Reason("partial_lower", ("80%（2025年）", "60%（2025年）")))
    assert lack(gap, "zh") == "上位规划定为80%（2025年），本规划只定到60%（2025年）。"
    assert lack(gap, "en") == "The upper plan sets 80% (2025), this one only 60% (2025)."
