"""Short lines without a number that stand between paragraphs and are headings."""

from __future__ import annotations

import pytest

from tests.builders import plan_of

LONG = "持续推进各领域改革，健全工作机制，完善政策措施，强化要素保障，压实各方责任，确保各项工作落到实处、见到成效，让群众得到实惠。"
SHORT = "我们要牢记“三个务必”，勇于自我革命。努力建设人民满意政府，提高行政效能。"


@pytest.mark.parametrize("below", [LONG, SHORT, f"各位代表！\n{SHORT}", f"各位代表：\n{LONG}"])
def test_a_line_above_a_paragraph_is_a_heading(below: str) -> None:
    plan = plan_of(f"一、主要任务\n（一）发展产业\n{LONG}\n加强政府自身建设\n{below}\n")
    assert plan.path(plan.clauses[-1].section)[-1] == "加强政府自身建设"


@pytest.mark.parametrize("below", ["我们要努力工作。", "各位代表！", "改造老旧小区\n新建学校"])
def test_a_line_above_no_paragraph_is_none(below: str) -> None:
    plan = plan_of(f"一、主要任务\n（一）发展产业\n{LONG}\n加强政府自身建设\n{below}\n")
    assert "加强政府自身建设" not in [section.heading for section in plan.sections]
