"""The other way round: what a lower plan sets that answers nothing above it."""

from __future__ import annotations

from msgspec.structs import replace

from compare.align.unmatched import find_unlinked
from compare.model import BELIEVED, Comparison, Label, Unlinked
from tests.builders import alignments, below, body_under_tasks, plan_of

UPPER = plan_of(
    body_under_tasks("新建农村公路200公里，改造提升危旧桥梁。", "建设中医药强市，培育道地药材基地。"), "upper"
)
LOWER = below(
    plan_of(
        body_under_tasks("新建农村公路30公里，改造提升危旧桥梁5座。", "举办国际摄影节，擦亮摄影名城品牌。"), "lower"
    ),
    "upper",
)
PLANS = (UPPER, LOWER)


def quotes(found: tuple[Unlinked, ...]) -> list[str]:
    return [item.passage.quote for item in found]


def test_a_clause_that_answers_nothing_is_told_and_one_that_answers_is_not() -> None:
    found = find_unlinked(LOWER, alignments(PLANS))
    assert any("摄影节" in quote for quote in quotes(found))
    assert not any("农村公路" in quote for quote in quotes(found))
    for item in found:
        assert item.plan == "lower" and item.uppers == ("upper",)
        assert LOWER.text[item.passage.start : item.passage.end] == item.passage.quote
        assert item.nearest is None or item.nearest.score < BELIEVED


def test_what_is_nearest_to_a_clause_that_is_not_taken_up_stays_the_plans_own() -> None:
    absent = [replace(each, label=Label.ABSENT) for each in alignments(PLANS)]
    found = find_unlinked(LOWER, absent)
    road = next(item for item in found if "农村公路" in item.passage.quote)
    assert road.nearest_upper == "upper"
    assert road.nearest is not None and "农村公路" in road.nearest.quote


def test_damaged_plans_and_plans_without_upper_plans_tell_nothing() -> None:
    assert find_unlinked(LOWER, alignments(PLANS, {"lower": 0.2})) == ()
    assert find_unlinked(UPPER, ()) == ()


def test_no_clause_of_the_seeds_is_both(seeds_comparison: Comparison) -> None:
    own = {(item.plan, item.passage.start) for item in seeds_comparison.unlinked}
    answers = {
        (each.lower, match.start)
        for each in seeds_comparison.alignments
        if each.label in (Label.COVERED, Label.PARTIAL)
        for match in each.matches
        if match.score >= BELIEVED
    } | {
        (each.lower, match.start)
        for each in seeds_comparison.alignments
        for item in each.items
        if item.label in (Label.COVERED, Label.PARTIAL)
        for match in item.matches
    }
    assert own
    assert not own & answers
