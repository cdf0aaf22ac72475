"""Gaps of targets that are missing below or set lower."""

from __future__ import annotations

import pytest

from compare.model import (
    GapGroup,
    Reason,
    TargetKind,
    TargetPair,
    Verdict,
)
from tests.builders import below, plan_of
from tests.gaps.gap_builders import (
    LOWER,
    UPPER,
    clause_gaps,
    target_of,
)


@pytest.mark.parametrize(
    ("verdict", "group"),
    [
        (Verdict.MISSING, GapGroup.ABSENT),
        (Verdict.BELOW, GapGroup.BELOW),
        (Verdict.MEETS, None),
        (Verdict.NOT_COMPARABLE, None),
    ],
)
def test_a_target_that_is_missing_or_lower_is_a_gap(verdict: Verdict, group: GapGroup | None) -> None:
    upper, lower = plan_of(UPPER, "upper"), below(plan_of(LOWER, "lower"), "upper")
    above, under = target_of(upper, "产业集群"), target_of(lower, "步道")
    other = None if verdict is Verdict.MISSING else under.id
    pair = TargetPair("p", "upper", "lower", "产业集群", above.id, other, verdict, Reason("near"))
    found = clause_gaps(upper, lower, targets=(above, under), target_pairs=(pair,))
    assert [(gap.group, gap.ref, gap.topic) for gap in found] == ([(group, "p", "产业集群")] if group else [])


def test_a_place_below_a_mean_of_the_country_lacks_nothing() -> None:
    upper, lower = plan_of(UPPER, "upper"), below(plan_of(LOWER, "lower"), "upper")
    above, under = target_of(upper, "产业集群"), target_of(lower, "步道")

    def told(code: str) -> list[str]:
        pair = TargetPair("p", "upper", "lower", "产业集群", above.id, under.id, Verdict.BELOW, Reason(code))
        return [gap.ref for gap in clause_gaps(upper, lower, targets=(above, under), target_pairs=(pair,))]

    assert (told("target_below_mean"), told("target_below")) == ([], ["p"])


def test_a_binding_target_weighs_more() -> None:
    upper, lower = plan_of(UPPER, "upper"), below(plan_of(LOWER, "lower"), "upper")

    def severity(kind: TargetKind | None) -> float:
        above = target_of(upper, "公园绿地", kind)
        pair = TargetPair("p", "upper", "lower", "绿地", above.id, None, Verdict.MISSING, Reason("near"))
        return clause_gaps(upper, lower, targets=(above,), target_pairs=(pair,))[0].severity

    assert severity("约束性") > severity("预期性") == severity(None)
