"""Figures of a clause and the targets that they are of."""

from __future__ import annotations

import msgspec
import pytest

from compare.gaps.figures import SetFigures
from compare.model import Place, Reason, Target, TargetPair, Verdict

RATE = Target(
    "rate", "city", "失业率", "<=", "5", "%", None, "", 2025, None, "失业率5%以内", 0, 6, (), Place("line", 1), clause=3
)
SHARE = msgspec.structs.replace(RATE, id="share", indicator="覆盖率", value="55", quote="覆盖率55%")


def pair(target: Target, verdict: Verdict) -> TargetPair:
    name = target.indicator
    return TargetPair(f"p-{target.id}", "city", "county", name, target.id, None, verdict, Reason("target_lower"))


@pytest.mark.parametrize("order", [(RATE, SHARE), (SHARE, RATE)], ids=["short first", "long first"])
def test_a_figure_is_of_the_target_that_sets_it_and_not_of_one_that_ends_like_it(order: tuple[Target, ...]) -> None:
    verdicts = {"rate": Verdict.MEETS, "share": Verdict.BELOW}
    figures = SetFigures([pair(each, verdicts[each.id]) for each in order], {each.id: each for each in order})
    for figure, wanted in (("55%", "share"), ("55％", "share"), ("≥55%（2025年）", "share"), ("5%", "rate")):
        found = figures.pair_of(3, figure)
        assert found is not None and found.upper_target == wanted
    assert figures.pair_of(3, "15%") is None and figures.pair_of(4, "5%") is None
