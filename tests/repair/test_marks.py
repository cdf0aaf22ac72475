"""Marks that are no words of the plan: footnote numbers, marks in brackets."""

from __future__ import annotations

import pytest

from compare.repair import Repaired
from tests.repair.mending import mended


def test_marks_in_brackets() -> None:
    marked = "深化“放管服”[1]改革。\n推进“三线一单”^[2]^管控。\n打造“都谷极”[3]。\n发展种业CRO[4]模式。"
    assert mended(marked) == "深化“放管服”改革。\n推进“三线一单”管控。\n打造“都谷极”。\n发展种业CRO模式。"
    for clean in ("国发〔2021〕5号文件", "增加[5]\n下降〔20〕\n提高[16]\n减少〔3〕", "见附件[1]。"):
        assert mended(clean) == clean


def test_footnote_marks_of_lianzhou(seeds: dict[str, Repaired]) -> None:
    text = seeds["lianzhou"].text
    assert "“一大引擎、三大支柱、七大融合”发展思路" in text
    assert "“个十百亿”企业培育工程" in text
    assert "“三线一单”管控要求" in text
    marks = [one for one in seeds["lianzhou"].repairs if one.kind == "footnote"]
    assert sorted(one.raw for one in marks) == ["2", "4", "5"]
    assert [one.places[0].number for one in sorted(marks, key=lambda one: one.raw)] == [118, 124, 204]


@pytest.mark.parametrize(
    "clean",
    [
        "实施“三大” 2 发展思路。",
        "落实“三线一单” 5 管控要求，推进“个十百亿” 4 企业培育工程。",
        "建成“四好农村路” 3 条、“口袋公园” 12 个。",
        "打造“两山” 2 翼、“三区” 3 基地，到 2025 年建成 6 处，覆盖 12 镇。",
        "森林覆盖率（%） 59 约束性\n人均预期寿命（岁） 81 预期性\n高技能人才总量（万人） 85 左右 预期性",
        "森林覆盖率（彩化率） 59 约束性\n城镇化率（常住人口） 81 预期性",
    ],
)
def test_numbers_that_are_no_footnotes_stay(clean: str) -> None:
    assert mended(clean) == clean
