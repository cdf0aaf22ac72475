"""Reports beside those that were read before they were kept.

``UPDATE_GOLDEN=1 pytest tests/reports/test_golden.py`` writes them anew; read the difference before committing.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from compare.model import Comparison
from reports import wording
from reports.formats import csv as csvs
from reports.formats import markdown
from reports.view import builder as tables

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.mark.parametrize(
    ("golden", "made_by", "lang"),
    [
        ("report_small.md", "report.md", "zh"),
        ("report_small.en.md", "report.md", "en"),
        ("coverage_small.csv", "coverage.csv", "zh"),
        ("gaps_small.csv", "gaps.csv", "zh"),
        ("clauses_small.csv", "clauses.csv", "zh"),
        ("target_pairs_small.csv", "target_pairs.csv", "zh"),
        ("contradictions_small.csv", "contradictions.csv", "zh"),
    ],
)
def test_golden(comparison: Comparison, golden: str, made_by: str, lang: wording.Lang) -> None:
    rows = tables.Tables(comparison)
    content = (markdown.render(rows, lang) | csvs.render(rows, lang))[made_by]
    path = GOLDEN / golden
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_bytes(content)
    assert content.decode() == path.read_bytes().decode()
