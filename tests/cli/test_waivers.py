"""Accepted gaps and checks before submission, as a user meets them on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from compare.cli import main
from tests.result_tables import Tables, read_tables

UPPER = """某市国民经济和社会发展第十四个五年规划纲要
第一章 主要任务
到2025年建设先进装备产业集群5个。
推进养老服务机构建设，新建养老院。"""
LOWER = """某县国民经济和社会发展第十四个五年规划纲要
第一章 主要任务
整治河道，清理垃圾，修缮步道。"""
THEMES = """themes:
  - {id: T1, name: 产业集群, definition: 以集群形式组织产业}
  - {id: T2, name: 养老服务, definition: 养老机构和居家养老}
"""
PLANS = """plans:
  - {id: upper, file: upper.txt, level: city, year: 2021, kind: outline}
  - {id: lower, file: lower.txt, level: county, year: 2021, kind: outline, upper: [upper]}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("upper.txt", UPPER), ("lower.txt", LOWER), ("plans.yaml", PLANS), ("themes.yaml", THEMES)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def run(folder: Path, *options: str) -> Result:
    command = ["report", str(folder), "-o", str(folder / "out"), "--format", "json", *options]
    return CliRunner().invoke(main, command, catch_exceptions=False)


def report(folder: Path) -> Tables:
    return read_tables(folder / "out")


def theme_gap(folder: Path) -> dict[str, object]:
    return next(gap for gap in report(folder)["gaps"] if gap["ref"] == "T2")


def waive(folder: Path, gap: object, name: str = "waivers.yaml") -> Path:
    path = folder / name
    path.write_text(
        f"waivers:\n  - gap: {gap}\n    reason: 由民政部门另行规划\n    quote: 推进养老服务\n", encoding="utf-8"
    )
    return path


def test_a_waived_gap_keeps_its_reason_and_leaves_the_others(folder: Path) -> None:
    run(folder)
    before = report(folder)["gaps"]
    waive(folder, theme_gap(folder)["id"])
    assert run(folder).exit_code == 0
    assert theme_gap(folder)["waived"] == "由民政部门另行规划"
    assert [gap["id"] for gap in report(folder)["gaps"]] == [gap["id"] for gap in before]
    assert sum(gap["waived"] is None for gap in report(folder)["gaps"]) == len(before) - 1
    assert [row["stale"] for row in report(folder)["decisions"]] == [False]


def test_a_waiver_is_stale_once_the_text_above_changes(folder: Path) -> None:
    run(folder)
    waive(folder, theme_gap(folder)["id"])
    text = UPPER.replace("推进养老服务机构建设，新建养老院。", "推进养老服务机构改革，改建敬老院。")
    (folder / "upper.txt").write_text(text, encoding="utf-8")
    run(folder)
    assert theme_gap(folder)["waived"] is None
    assert [row["stale"] for row in report(folder)["decisions"]] == [True]


def test_a_waiver_outlives_new_clauses_below_and_above(folder: Path) -> None:
    run(folder)
    waive(folder, theme_gap(folder)["id"])
    (folder / "upper.txt").write_text(UPPER + "\n完善公园绿地。", encoding="utf-8")
    (folder / "lower.txt").write_text(LOWER + "\n加强古树保护。", encoding="utf-8")
    run(folder)
    assert theme_gap(folder)["waived"]


def test_waivers_may_lie_elsewhere(folder: Path) -> None:
    run(folder)
    path = waive(folder, theme_gap(folder)["id"], "accepted.yaml")
    assert run(folder).exit_code == 0
    assert theme_gap(folder)["waived"] is None
    run(folder, "--waivers", str(path))
    assert theme_gap(folder)["waived"]


def test_all_faults_of_a_waiver_file_are_told_at_once(folder: Path) -> None:
    (folder / "waivers.yaml").write_text(
        "waivers:\n  - {gap: a, reason: x}\n  - {gap: a, reason: y}\n  - {gap: b}\n  - {gap: c, reason: z, why: w}\n",
        encoding="utf-8",
    )
    result = run(folder)
    assert result.exit_code == 2
    for line, told in ((3, "不止一次"), (4, "reason"), (5, "why")):
        assert any(f"waivers.yaml:{line}:" in row and told in row for row in result.stderr.splitlines()), told


@pytest.mark.parametrize(
    ("condition", "status", "told"),
    [
        ("absent:0", 1, "涉及产业集群、养老服务"),
        ("absent:999", 0, ""),
        ("theme:T1", 1, "lower（对照 upper）"),
        ("theme:T9", 2, "没有主题"),
        ("absent:many", 2, "absent:数目"),
        ("thin:3", 2, "absent:数目"),
    ],
)
def test_a_check_before_submission(folder: Path, condition: str, status: int, told: str) -> None:
    result = run(folder, "--fail-on", condition)
    assert result.exit_code == status
    assert told in result.stderr
    assert (folder / "out/report.json").exists() == (status < 2)


def test_a_waived_gap_fails_no_check(folder: Path) -> None:
    run(folder)
    waive(folder, theme_gap(folder)["id"])
    assert run(folder, "--fail-on", "theme:T2").exit_code == 0
    assert run(folder, "--fail-on", "theme:T2", "--fail-on", "theme:T1").exit_code == 1


def test_what_is_for_the_next_revision_fails_no_check(folder: Path) -> None:
    (folder / "plans.yaml").write_text(
        PLANS.replace("level: city, year: 2021", "level: city, year: 2022"), encoding="utf-8"
    )
    assert run(folder, "--fail-on", "absent:0", "--fail-on", "theme:T1").exit_code == 0
