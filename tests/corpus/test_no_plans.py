"""Notices and news of plans are no upper plans; short names that several places bear are those that the text tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from compare import RunOptions, compare_plans
from tests.builders import COUNTY, FILLER, write_plans

CITY = f"清远市国民经济和社会发展第十四个五年规划纲要\n{FILLER}"
NOTICE = """清远市人民政府关于印发清远市国民经济和社会发展第十四个五年规划纲要的通知
各县（市、区）人民政府：
《清远市国民经济和社会发展第十四个五年规划纲要》已经市人大审议通过，现印发给你们，请认真组织实施。各县要加快推进产业园建设，到2025年建成20个。
清远市人民政府
2021年4月25日
附件：清远市纲要.pdf
"""
NEWS = """清远市国民经济和社会发展第十四个五年规划纲要发布
近日，清远市人民政府印发《清远市国民经济和社会发展第十四个五年规划纲要》。规划提出，各县要加快推进产业园建设，到2025年建成20个。
"""


@pytest.mark.parametrize("text", [NOTICE, NEWS], ids=["notice", "news"])
@pytest.mark.parametrize("named", [True, False])
def test_no_plan_answers_to_what_is_no_plan(tmp_path: Path, text: str, named: bool) -> None:
    write_plans(tmp_path, qingyuan=text, lianzhou=COUNTY)
    if named:
        (tmp_path / "plans.yaml").write_text(
            "plans:\n  - {file: qingyuan.txt}\n  - {file: lianzhou.txt, upper: [qingyuan]}\n", encoding="utf-8"
        )
    found = compare_plans(tmp_path, options=RunOptions(jobs=1))
    assert all(plan.upper == () for plan in found.plans)
    assert (list(found.alignments), list(found.gaps), list(found.requirements)) == ([], [], [])
    told = {source.plan: {(each.code, each.values) for each in source.warnings} for source in found.sources}
    assert ("upper_no_plan", ("qingyuan",)) in told["lianzhou"]


def test_the_plan_itself_is_the_upper_plan_where_its_notice_lies_beside_it(tmp_path: Path) -> None:
    write_plans(tmp_path, notice=NOTICE, qingyuan=CITY, lianzhou=COUNTY)
    found = compare_plans(tmp_path, options=RunOptions(jobs=1))
    assert {plan.id: [link.id for link in plan.upper] for plan in found.plans}["lianzhou"] == ["qingyuan"]


@pytest.mark.parametrize(("file", "told"), [("连山", False), ("连山区", True)])
def test_a_short_name_of_a_district_and_of_an_autonomous_county(tmp_path: Path, file: str, told: bool) -> None:
    county = COUNTY.replace("连州市", "连山壮族瑶族自治县")
    found = compare_plans(write_plans(tmp_path, **{file: county, "清远": CITY}), options=RunOptions(jobs=1))
    plan = next(plan for plan in found.plans if plan.id == file)
    assert plan.region == "连山壮族瑶族自治县"
    codes = {each.code for source in found.sources if source.plan == file for each in source.warnings}
    assert ("other_place" in codes) == told
    assert [link.id for link in plan.upper] == ([] if told else ["清远"])
