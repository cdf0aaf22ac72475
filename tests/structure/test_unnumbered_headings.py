"""Short lines without a number that stand between paragraphs and are headings."""

from __future__ import annotations

import pytest

from compare.structure import find_outline
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


@pytest.mark.parametrize(
    "title", ["望月湖街道2026年工作要点", "花垣县2026年重点工作安排", "关于做好2026年粮食生产工作的通知"]
)
def test_the_first_line_is_the_title_though_a_part_of_a_report_may_be_called_so(title: str) -> None:
    text = f"{title}\n一、提升治理效能\n新建社区食堂3个。\n二、优化营商环境\n帮办企业事项300件。"
    found = find_outline(text)
    assert [section.heading for section in found.sections] == ["一、提升治理效能", "二、优化营商环境"]
    assert (found.blocks[0].kind, text[found.blocks[0].start : found.blocks[0].end]) == ("title", title)
