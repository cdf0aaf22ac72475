"""``decisions.yaml`` as a planner writes it: what it changes, what it tells, and what is wrong in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import compare
from compare.cli import main
from compare.forms import decision_key, decisions_text, find_decisions
from compare.model import Comparison, Depth, Label
from compare.web.ledger import DecisionLedger

CITY = """某市国民经济和社会发展第十四个五年规划纲要
第一章 主要任务
推进滨河绿道建设，完善公园配套设施。
推进养老服务机构建设，新建养老院三所。
加强饮用水水源保护，划定保护区。"""
COUNTY = """某县国民经济和社会发展第十四个五年规划纲要
第一章 主要任务
整治河道，清理垃圾，修缮步道。
建设县城敬老中心，改善老人居住条件。"""
THEMES = "themes:\n  - {id: T1, name: 养老服务, definition: 养老机构和居家养老}\n"
PLANS = """plans:
  - {id: city, file: city.txt, level: city, year: 2021, kind: outline}
  - {id: county, file: county.txt, level: county, year: 2021, kind: outline, upper: [city]}
"""
SOURCES, CARE = "加强饮用水水源保护，划定保护区。", "推进养老服务机构建设，新建养老院三所"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = (("city.txt", CITY), ("county.txt", COUNTY), ("plans.yaml", PLANS), ("themes.yaml", THEMES))
    for name, text in files:
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def decide(folder: Path, *rows: str) -> None:
    text = "decisions:\n" + "".join(f"  - {{{row}}}\n" for row in rows)
    (folder / "decisions.yaml").write_text(text, encoding="utf-8")


def label_of(found: Comparison, wording: str) -> tuple[Label | None, bool]:
    (row,) = (row for row in found.alignments if wording[:8] in row.clause.quote)
    return row.label, row.decided


def gaps_about(found: Comparison, wording: str) -> int:
    return sum(gap.kind == "clause" and wording[:8] in gap.upper_quote.quote for gap in found.gaps)


def changed(before: Comparison, now: Comparison) -> list[str]:
    """What requirements bind that bound something else before."""
    pairs = zip(before.requirements, now.requirements, strict=True)
    return [new.binds for old, new in pairs if new.binds != old.binds]


def run(folder: Path) -> Result:
    command = ["report", str(folder), "-o", str(folder / "out"), "--format", "json"]
    return CliRunner().invoke(main, command, catch_exceptions=False)


def test_what_binds_only_the_upper_level_is_asked_of_no_lower_plan(folder: Path) -> None:
    before = compare.compare_plans(folder)
    assert gaps_about(before, SOURCES) == 1
    decide(folder, f'kind: requirement, plan: city, clause: "{SOURCES}", answer: upper_only, reason: 市级项目')
    found = compare.compare_plans(folder)
    assert gaps_about(found, SOURCES) == 0
    assert label_of(found, SOURCES) == (Label.NOT_APPLICABLE, True)
    assert changed(before, found) == ["upper_only"]
    assert [each.stale for each in found.decisions] == [False]


def test_a_verdict_and_a_depth_take_the_place_of_what_was_found(folder: Path) -> None:
    decide(
        folder,
        f'kind: verdict, upper: city, lower: county, clause: "{CARE}", answer: covered, '
        'evidence: "建设县城敬老中心，改善老人居住条件"',
        "kind: depth, theme: T1, plan: county, answer: 3",
    )
    found = compare.compare_plans(folder)
    assert label_of(found, CARE) == (Label.COVERED, True)
    assert found.alignments_of("county", "city")[1].matches[0].quote.startswith("建设县城敬老中心")
    assert found.cell("T1", "county").depth is Depth.ACTIONED
    assert not gaps_about(found, CARE)


def test_a_wrong_gap_is_not_raised_again(folder: Path) -> None:
    gap = next(gap for gap in compare.compare_plans(folder).gaps if gap.waived is None)
    decide(folder, f"kind: gap, id: {gap.id}, answer: wrong")
    again = next(each for each in compare.compare_plans(folder).gaps if each.id == gap.id)
    assert (again.answer, again.waived) == ("wrong", "误判")


def test_what_no_longer_fits_is_told_and_kept(folder: Path) -> None:
    decide(folder, 'kind: gap, id: "4.83688E+11", answer: waived', "kind: depth, theme: T9, plan: county, answer: 1")
    result = run(folder)
    assert result.exit_code == 0 and "2条核定（豁免）失效" in result.stderr and "4.83688E+11" in result.stderr


def test_all_faults_are_told_at_once(folder: Path) -> None:
    decide(
        folder,
        "kind: gap, id: g1, answer: maybe",
        "kind: depth, theme: T1, answer: 7",
        "kind: verdicts, answer: covered",
        "kind: gap, id: g2, answer: waived",
        "kind: gap, id: g2, answer: todo",
    )
    result = run(folder)
    assert result.exit_code == 2
    for line, told in ((2, "maybe"), (3, "plan"), (4, "verdicts"), (6, "不止一次")):
        assert any(f"decisions.yaml:{line}:" in row and told in row for row in result.stderr.splitlines()), told


def test_what_a_decision_about_a_clause_is_about_is_its_wording() -> None:
    wordings = "建 ５Ｇ基站。", "建5G基站", "建5G基站；"
    assert len({decision_key({"kind": "requirement", "plan": "p", "clause": words}) for words in wordings}) == 1
    assert decision_key({"kind": "requirement", "plan": "q", "clause": "建5G基站"}) != decision_key(
        {"kind": "requirement", "plan": "p", "clause": "建5G基站"}
    )
    assert decision_key({"kind": "file"}) is None


@pytest.mark.parametrize(
    "said",
    [
        "?待核",
        "? 待核",
        "待\x85核",
        "- 待核",
        "{待核",
        "'待核\"",
        "#待核",
        "待核: 是",
        "*待核",
        "&待核",
        "!待核",
        "null",
    ],
)
def test_what_a_person_says_is_read_back_as_it_was_said(said: str, tmp_path: Path) -> None:
    row = {"kind": "gap", "id": "g0f3c9a1b2d4e", "answer": "todo", "reason": said, "by": said}
    (tmp_path / "decisions.yaml").write_bytes(decisions_text([row]))
    (decision,) = find_decisions(tmp_path, None, None)
    assert (decision.reason, decision.by) == (said, said)
    other = tmp_path / "workbench"
    other.mkdir()
    DecisionLedger(other).decide(row)
    (decision,) = find_decisions(other, None, None)
    assert (decision.reason, decision.by) == (said, said)
