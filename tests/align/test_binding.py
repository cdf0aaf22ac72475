"""Whom a clause binds, told before any lower plan is looked at."""

from __future__ import annotations

import pytest

from compare.align import asking, find_requirements, side_of
from compare.features import Reading
from compare.model import Level
from tests.builders import body_under_tasks, plan_of


@pytest.mark.parametrize(
    ("sentence", "binds"),
    [
        ("加快农村人居环境整治，建设和美乡村。", {"all"}),
        ("推动商签更多区域和双边贸易投资协定，积极参与全球治理。", {"upper_only"}),
        ("支持京津冀、长三角、粤港澳大湾区打造世界级城市群。", {"places"}),
    ],
)
def test_whom_a_clause_of_a_national_plan_binds(sentence: str, binds: set[str]) -> None:
    plan = plan_of(body_under_tasks(sentence), level=Level.NATIONAL, region="全国")
    required = find_requirements(asking(side_of(Reading(plan))))
    (found,) = [each for each in required if plan.clauses[each.clause].kind == "body"]
    assert found.binds in binds
