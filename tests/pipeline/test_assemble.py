"""What one Comparison says of plans whose files were read in part."""

from __future__ import annotations

from pathlib import Path

import pytest

from compare import compare_plans
from compare.model import Verdict

_UPPER = """某省国民经济和社会发展第十五个五年规划纲要
第一章 主要目标
到2030年，森林覆盖率达到70%，常住人口城镇化率达到75%。
第二章 重点任务
加强生态保护，推进新型城镇化，完善基本公共服务，提高城乡治理水平。
"""
_PARAGRAPH = "<p>坚持生态优先，推进植树造林和流域治理，完善城乡公共服务，提高基层治理水平，促进产业转型升级。</p>"


def _page(pictures: int) -> str:
    shown = '<p><img src="table.png" width="600" height="400"></p>' * pictures
    return (
        "<html><head><title>某市国民经济和社会发展第十五个五年规划纲要</title></head><body><article>"
        f"<h1>某市国民经济和社会发展第十五个五年规划纲要</h1><h2>第一章 主要目标</h2>{_PARAGRAPH}{shown}"
        f"<h2>第二章 重点任务</h2>{_PARAGRAPH * 6}</article></body></html>"
    )


@pytest.mark.parametrize(
    ("pictures", "verdict", "code"),
    [
        (0, Verdict.MISSING, "target_missing"),
        (1, Verdict.MISSING, "target_missing"),
        (4, Verdict.NOT_COMPARABLE, "target_in_pictures"),
    ],
)
def test_a_plan_with_pictures_lacks_no_indicator_for_certain(
    pictures: int, verdict: Verdict, code: str, tmp_path: Path
) -> None:
    (tmp_path / "upper.txt").write_text(_UPPER, encoding="utf-8")
    (tmp_path / "lower.html").write_text(_page(pictures), encoding="utf-8")
    (tmp_path / "plans.yaml").write_text(
        "plans:\n"
        "  - {id: upper, file: upper.txt, level: province, region: 广东省}\n"
        "  - {id: lower, file: lower.html, level: city, region: 清远市, upper: [upper]}\n",
        encoding="utf-8",
    )
    comparison = compare_plans(tmp_path / "plans.yaml")
    told = {(pair.verdict, pair.reason.code) for pair in comparison.target_pairs}
    assert told == {(verdict, code)}
    assert any(gap.kind == "target" for gap in comparison.gaps) == (verdict is Verdict.MISSING)
