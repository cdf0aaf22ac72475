"""Which headings the general dictionary knows."""

from __future__ import annotations

from compare.coverage import search_for
from compare.features import Reading
from compare.themes.load import general_themes
from tests.accuracy.dictionary_headings import headings, row
from tests.builders import plan_of

OUTLINE = """某省国民经济和社会发展第十五个五年规划纲要
第一章 推进乡村振兴
推进乡村振兴，建设和美乡村。
第二章 振兴皮影与木偶
组织皮影演出，培养木偶艺人。
第三章 加快推进重点工作
加快推进各项重点工作，落实重点任务。
"""


def test_headings_are_named_or_strange_and_empty_ones_are_left_out() -> None:
    reading = Reading(plan_of(OUTLINE))
    found = headings(reading, search_for(general_themes()))
    told = {kind: [reading.texts[number] for number in sorted(getattr(found, kind))] for kind in found._fields}
    assert told["telling"] == ["第一章 推进乡村振兴", "第二章 振兴皮影与木偶"]
    assert told["named"] == told["known"] == ["第一章 推进乡村振兴"]
    assert row("x", found) == "| x | 2 | 0.50 | 0.50 |"
