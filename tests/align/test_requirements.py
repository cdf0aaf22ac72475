"""What sets something for others to take up: every rule with the sentences that it must and must not find."""

from __future__ import annotations

import pytest

from compare.align.requirements import setting_clauses
from compare.features.roles import roles_of
from compare.model import Kind
from compare.text.lexicon import cues_of, lexicon
from tests.builders import plan_of

RULES = [lexicon()[name] for topic in ("requirements", "rhetoric") for name in cues_of(topic)]


def is_requirement(sentence: str) -> bool:
    plan = plan_of(f"第一章 重点领域\n{sentence}\n支持企业发展。", kind=Kind.OUTLINE, year=2021)
    return any(
        sentence == plan.text[plan.clauses[n].start : plan.clauses[n].end]
        for n in setting_clauses(plan, roles_of(plan))
    )


@pytest.mark.parametrize("sentence", [sentence for rule in RULES for sentence in rule.yes])
def test_what_a_rule_finds_sets_nothing(sentence: str) -> None:
    assert not is_requirement(sentence)


@pytest.mark.parametrize(
    "sentence", [*(sentence for rule in RULES for sentence in rule.no), "坚持久久为功，建设高标准农田5万亩。"]
)
def test_a_task_that_looks_like_it_sets_something(sentence: str) -> None:
    assert is_requirement(sentence)
