"""Planted contradictions are told, and what only looks like one is not: each by itself, and all of a kind in a plan."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from compare.model import Plan
from compare.structure.tables import find_tables
from tests.accuracy.planted import Case, cases, planted, told_of
from tests.builders import SEEDS, plan_of

# What is told of an amount that is no target, or of parts that may overlap.
_NOT_YET = ("总投资300亿元，其中产业项目80个，投资350亿元", "各类项目共20个")


def _plan(text: str) -> Plan:
    plan = plan_of(text, year=2021, period="2021-2025", region="平顶山市")
    return replace(plan, tables=find_tables(plan.text))


@pytest.mark.parametrize("case", cases(2025), ids=lambda case: f"{case.kind}: {case.paragraphs[-1][:20]}")
def test_each_by_itself(case: Case) -> None:
    between = "\n第二章 重点工作\n加快推进各项工作。\n"
    ((_, told),) = told_of(_plan("第一章 主要目标\n" + between.join(case.paragraphs) + "\n"), [case])
    assert told == (case.real and not any(words in each for words in _NOT_YET for each in case.paragraphs))


def test_planted_into_a_real_plan() -> None:
    text = (SEEDS / "lianzhou.txt").read_text(encoding="utf-8")
    chosen = cases(2025)[::8]
    found = list(told_of(_plan(planted(text, chosen, 3)), chosen))
    assert [case.paragraphs for case, told in found if told and not case.real] == []
    assert sum(told for _, told in found) >= sum(case.real for case in chosen) - 2
