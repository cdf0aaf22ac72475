"""Plans without upper plans beside one that may stand above."""

from __future__ import annotations

import re
from pathlib import Path

from compare.corpus import find_alone
from compare.model import Alone, Level, Plan
from tests.builders import below, plan_of
from tests.cli.invoke import run


def a_plan(id_: str, region: str, level: Level, year: int) -> Plan:
    return plan_of("第一章 任务\n建设公园。", id_, region=region, level=level, year=year)


def test_plans_below_another_of_their_province_are_named() -> None:
    province = a_plan("province", "浙江省", Level.PROVINCE, 2026)
    linked = below(a_plan("linked", "杭州市", Level.CITY, 2026), "province")
    early, same = a_plan("early", "丽水市", Level.CITY, 2024), a_plan("same", "绍兴市", Level.CITY, 2026)
    elsewhere, nowhere = a_plan("elsewhere", "平顶山市", Level.CITY, 2026), a_plan("nowhere", "", Level.CITY, 2026)
    found = find_alone([province, linked, early, same, elsewhere, nowhere])
    assert found == (Alone("early", True, ("province",)), Alone("same", False, ("province",)))


def test_a_plan_that_might_be_compared_now_is_not_called_early() -> None:
    uppers = [a_plan("new", "浙江省", Level.PROVINCE, 2026), a_plan("old", "浙江省", Level.PROVINCE, 2021)]
    assert find_alone([*uppers, a_plan("city", "丽水市", Level.CITY, 2024)]) == (Alone("city", False, ("new", "old")),)
    assert find_alone([a_plan("nation", "全国", Level.NATIONAL, 2021), a_plan("one", "丽水市", Level.CITY, 2024)]) == ()


def test_the_list_to_begin_with_offers_the_line_that_sets_the_upper_plan(tmp_path: Path) -> None:
    """A province reports a year after its cities: whoever wants them compared is told how in the file itself."""
    folder = tmp_path / "规划"
    folder.mkdir()
    task = "\n各位代表：\n一、主要任务\n建设公园。\n"
    (folder / "省.txt").write_text("2025年四川省政府工作报告" + task, encoding="utf-8")
    (folder / "市.txt").write_text("2024年宜宾市政府工作报告" + task, encoding="utf-8")
    shown = run("report", folder, "-o", tmp_path / "out", "--format", "json")
    assert "宜宾市没有设上位规划" in shown.output and "（四川省）印发在后" in shown.output
    run("plans", "init", folder)
    text = (folder / "plans.yaml").read_text(encoding="utf-8")
    offered = re.search(r"所以没有比对；要比，把下面的 upper 改成 (upper: .+)", text)
    assert offered is not None
    city = text.index("id: 市")
    (folder / "plans.yaml").write_text(text[:city] + text[city:].replace("upper: []", offered[1], 1), encoding="utf-8")
    again = run("report", folder, "-o", tmp_path / "out", "--format", "json")
    assert "没有设上位规划" not in again.output and "上位主题数" in again.output
