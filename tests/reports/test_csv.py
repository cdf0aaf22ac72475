"""Tables for Excel: no cell is a formula, a date or another number than was written."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from reports.formats import csv as csvs


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", " =1", "\u202e=1"])
def test_no_cell_is_a_formula(value: str) -> None:
    assert str(csvs.cell(value)).startswith("'")


def test_csv_files_are_made_for_excel(made: Path) -> None:
    for name in ("coverage", "gaps", "evidence", "frequency"):
        content = (made / f"{name}.csv").read_bytes()
        assert content.startswith(b"\xef\xbb\xbf") and content.endswith(b"\r\n")
        assert b"\n" not in content.replace(b"\r\n", b"") and "\u202e".encode() not in content
        table = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        assert len(table) > 1 and len({len(row) for row in table}) == 1
        assert not [value for row in table for value in row if value.startswith(("=", "+", "-", "@"))]
    assert "'=HYPERLINK(充电设施)" in (made / "coverage.csv").read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("5-7", "'5-7"),
        ("2:1", "'2:1"),
        ("1/2", "'1/2"),
        ("3.1.2", "'3.1.2"),
        ("2025年6月", "'2025年6月"),
        ("12e5", "'12e5"),
        ("007", "'007"),
        ("123456789012", "'123456789012"),
        ("85", "85"),
        ("0.5", "0.5"),
        ("5-7天", "5-7天"),
        (12, 12),
    ],
)
def test_a_spreadsheet_takes_no_cell_for_a_date_a_time_or_another_number(text: str | int, shown: str | int) -> None:
    assert csvs.cell(text) == shown
