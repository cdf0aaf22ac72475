"""Kinds of clauses and answers on which verdicts failed on plans that nobody had seen, in short plans written by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from compare.model import Level
from tests.builders import ROOT, alignments, below, body_under_tasks, plan_of

# What else such a plan says; none of it answers any of the clauses.
BESIDE = (
    "深化农村集体产权制度改革。",
    "推进预算绩效管理。",
    "加强疾控体系建设。",
    "建设标准厂房20万平方米。",
    "新改建农村公路120公里。",
    "举办第五届龙舟节。",
    "开展市容环境整治。",
    "加快绿色建筑推广。",
    "完善城市路网。",
    "建设数字政府。",
    "推进普惠金融。",
    "加强农产品质量监管。",
)
TABLE = Path(ROOT, "tests", "data", "verdict_kinds.tsv")
CASES = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines()[2:]]
LEVELS = {"省": Level.PROVINCE, "区": Level.PROVINCE, "市": Level.CITY, "县": Level.COUNTY}


@pytest.mark.parametrize(
    ("upper", "lower", "accepted", "above", "here"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_a_clause_and_what_a_short_plan_says(upper: str, lower: str, accepted: str, above: str, here: str) -> None:
    national = above == "national"
    level, region = (Level.NATIONAL, "") if national else (LEVELS[above[-1]], above)
    said = [each.replace("\\n", "\n") for each in lower.split("|")]
    over = plan_of(body_under_tasks(upper), "upper", level=level, region=region)
    under = plan_of(body_under_tasks(*said, *BESIDE), "lower", level=LEVELS[here[-1]], region=here)
    (row,) = [each for each in alignments([over, below(under, "upper")]) if each.clause.quote == upper]
    assert row.label in accepted.split("|")
