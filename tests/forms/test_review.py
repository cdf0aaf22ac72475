"""review.xlsx: written, opened again, filled in by a reviewer, and read back."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook

import reports
from compare.cli import main
from compare.forms import find_decisions
from reports import wording
from reports.formats import xlsx
from reports.output import alone, lock
from reports.view import builder as tables
from tests import sample


@pytest.fixture
def book(tmp_path: Path) -> Path:
    reports.write(sample.comparison(), tmp_path, ["xlsx"])
    return tmp_path / "review.xlsx"


def read(path: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["review", "read", str(path), *options], catch_exceptions=False)


def heads(page: Any) -> dict[str, int]:
    return {cell.value: cell.column for cell in page[1]}


def answer(path: Path, sheet: str, row: int, verdict: str, remark: str = "") -> None:
    opened = load_workbook(path)
    page = opened[sheet]
    column = heads(page)
    page.cell(row, column["审核结论"], verdict)
    page.cell(row, column["审核备注"], remark).data_type = "s"  # typed in, not counted
    opened.save(path)


def test_every_sheet_has_frozen_heads_filters_and_the_rows_of_the_report(book: Path) -> None:
    opened = load_workbook(book)
    comparison = sample.comparison()
    built = tables.Tables(comparison)
    counts = {
        "矩阵": len(comparison.themes),
        "矩阵明细": len(comparison.coverage),
        "缺项": len(comparison.gaps),
        "条款": len(comparison.alignments),
        "要求": len(comparison.requirements),
        "指标对照": len(comparison.target_pairs),
        "全部指标": len(comparison.targets),
        "矛盾": len(comparison.contradictions),
        "佐证": len(built.evidence),
        "落实链条": sum(len(chain.steps) for chain in comparison.chain),
        "特色内容": len(comparison.distinctive),
        "独有条款": len(comparison.unlinked),
        "词频": len(comparison.frequency),
        "来源": len(comparison.sources),
    }
    assert {page.title: page.max_row - 1 for page in opened if page.sheet_state == "visible"} == counts
    for page in opened:
        if page.sheet_state == "visible":
            assert page.freeze_panes and page.auto_filter.ref


def without_marks(shown: object) -> str:
    """What a cell of the matrix says, without the marks of the page behind it."""
    return re.sub(r"(?<!^)[≈!·? ]+$", "", str(shown))


def test_verdicts_are_counted_as_elsewhere(book: Path) -> None:
    comparison = sample.comparison()
    page = load_workbook(book)["条款"]
    said = Counter(page.cell(row, heads(page)["结论"]).value for row in range(2, page.max_row + 1))
    assert said == Counter(wording.label(each.label, "zh") for each in comparison.alignments)
    matrix = load_workbook(book)["矩阵"]
    depths = Counter(without_marks(cell.value) for row in matrix.iter_rows(min_row=2, min_col=3) for cell in row)
    assert depths == Counter(wording.depth(cell.depth, "zh") for cell in comparison.coverage)


def test_no_text_of_a_document_is_a_formula_or_a_link_out(book: Path) -> None:
    for page in load_workbook(book):
        for row in page.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert cell.hyperlink is None or not cell.hyperlink.target
    assert "=HYPERLINK(充电设施)" in [cell.value for row in load_workbook(book)["矩阵"].iter_rows() for cell in row]


def test_a_cell_of_the_matrix_leads_to_its_row(book: Path) -> None:
    opened = load_workbook(book)
    for cell in (cell for row in opened["矩阵"].iter_rows(min_row=2, min_col=3) for cell in row):
        sheet, _, place = cell.hyperlink.location.rpartition("!")
        row = opened[sheet.strip("'")][place].row
        details = [each.value for each in opened["矩阵明细"][row]]
        assert details[0] == opened["矩阵"].cell(cell.row, 1).value
        assert opened["矩阵"].cell(1, cell.column).value.startswith(f"{details[4]}（")  # its level follows
        assert details[5] == without_marks(cell.value)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_reviewer_chooses_from_a_list(tmp_path: Path, lang: wording.Lang) -> None:
    reports.write(sample.comparison(), tmp_path, ["xlsx"], lang)
    opened = load_workbook(tmp_path / "review.xlsx")
    for code in ("cells", "gaps", "clauses", "target_pairs"):
        page = opened[wording.text(f"sheet.{code}", lang)]
        (rule,) = page.data_validations.dataValidation
        assert rule.formula1.strip('"').split(",") == list(xlsx.choices(code, lang).values())
        assert page.column_dimensions[page.cell(1, page.max_column).column_letter].hidden


def test_an_accepted_gap_becomes_a_decision_beside_those_that_are_there(book: Path) -> None:
    (book.parent / "decisions.yaml").write_text(
        "decisions:\n  - {kind: gap, id: older, answer: waived, reason: 旧的理由, on: 2026-01-02}\n", encoding="utf-8"
    )
    answer(book, "缺项", 2, "豁免", "由水务局另行规划")
    answer(book, "缺项", 3, "同意")
    answer(book, "缺项", 4, "误判", "写在专项规划里")
    result = read(book)
    assert result.exit_code == 0
    decided = find_decisions(book.parent)
    assert [(each.key, each.answer, each.reason) for each in decided[:2]] == [
        ("older", "waived", "旧的理由"),
        ("g0000002", "waived", "由水务局另行规划"),
    ]
    assert (decided[0].on, decided[1].quote) == ("2026-01-02", "到2025年，建成充电桩2000个。")
    assert [(each.answer, each.reason) for each in decided[2:]] == [("wrong", "写在专项规划里")]
    assert "66.7%" in result.stdout


def test_corrected_verdicts_become_labels(book: Path) -> None:
    answer(book, "矩阵明细", 3, "4 量化", "年产值百亿")
    answer(book, "条款", 3, "未落实")
    assert read(book, "-o", str(book.parent / "marks")).exit_code == 0
    with (book.parent / "marks/labels.csv").open(encoding="utf-8-sig") as lines:
        assert list(csv.reader(lines))[1:] == [["T1", "city", "4", "年产值百亿"]]
    with (book.parent / "marks/clause_labels.csv").open(encoding="utf-8-sig") as lines:
        ((alignment, label, remark),) = list(csv.reader(lines))[1:]
    assert (label, remark) == ("absent", "") and alignment in {each.id for each in sample.ALIGNMENTS}
    assert not (book.parent / "decisions.yaml").exists()
    decided = {each.kind: each for each in find_decisions(book.parent / "marks")}
    assert decided["depth"].key == "T1/city" and decided["depth"].answer == "4"
    assert decided["verdict"].answer == "absent"


def test_labels_of_a_review_can_be_evaluated(book: Path) -> None:
    answer(book, "矩阵明细", 3, "4 量化", "年产值百亿")
    read(book)
    result = CliRunner().invoke(main, ["evaluate", str(book.parent), str(book.parent / "labels.csv")])
    assert result.exit_code == 0, result.output
    assert "1" in result.stdout


def test_remarks_are_no_formulas_and_turn_nothing(book: Path) -> None:
    answer(book, "矩阵明细", 3, "4 量化", "=HYPERLINK(1)\u202e倒\n第二行")
    answer(book, "条款", 3, "未落实", "@SUM(1)\u200b")
    assert read(book).exit_code == 0
    told = [(book.parent / name).read_text(encoding="utf-8-sig") for name in ("labels.csv", "clause_labels.csv")]
    assert "'=HYPERLINK(1)倒 第二行" in told[0] and "'@SUM(1)" in told[1]
    assert "\u202e" not in (book.parent / "decisions.yaml").read_text(encoding="utf-8")


def test_decisions_that_are_called_yml_stay(book: Path) -> None:
    (book.parent / "decisions.yml").write_text("decisions:\n  - {kind: gap, id: older, answer: waived}\n", "utf-8")
    answer(book, "矩阵明细", 3, "4 量化")
    assert "decisions.yml" in read(book).stdout
    assert [each.key for each in find_decisions(book.parent)] == ["older", "T1/city"]


def test_a_review_that_is_read_waits_for_the_workbench(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else what is decided there between the reading of decisions.yaml and its writing would be lost."""
    answer(book, "矩阵明细", 3, "4 量化")
    monkeypatch.setattr(lock, "PATIENCE", 0.2)
    with alone(book.parent):
        refused = read(book)
    assert refused.exit_code == 2 and "正在往里写" in refused.stderr
    assert read(book).exit_code == 0


def test_rows_may_be_sorted_and_columns_moved(book: Path) -> None:
    answer(book, "缺项", 5, "豁免", "理由")
    opened = load_workbook(book)
    page = opened["缺项"]
    rows = [[cell.value for cell in row][::-1] for row in page.iter_rows()]
    for number, row in enumerate([rows[0], *rows[:0:-1]], 1):
        for column, value in enumerate(row, 1):
            page.cell(number, column).value = value
    key = rows[4][0]
    opened.save(book)
    read(book)
    assert [each.key for each in find_decisions(book.parent)] == [key]


def test_a_workbook_that_nobody_filled_in_writes_nothing(book: Path) -> None:
    before = set(book.parent.rglob("*"))
    result = read(book)
    assert result.exit_code == 0
    assert "还没有填审核结论" in result.stdout
    assert set(book.parent.rglob("*")) == before


def test_a_verdict_of_ones_own_is_told_with_its_row(book: Path) -> None:
    answer(book, "条款", 4, "差不多")
    result = read(book)
    assert result.exit_code == 2
    assert "“条款”页第 4 行" in result.stderr and "差不多" in result.stderr and "部分落实" in result.stderr


def test_other_files_are_refused_with_a_sentence(tmp_path: Path) -> None:
    Workbook().save(tmp_path / "other.xlsx")
    (tmp_path / "text.xlsx").write_text("x", encoding="utf-8")
    for name in ("other.xlsx", "text.xlsx", "none.xlsx"):
        result = read(tmp_path / name)
        assert result.exit_code == 2 and "planalign:" in result.stderr and "Traceback" not in result.stderr


def test_the_same_comparison_gives_the_same_bytes() -> None:
    rows = tables.Tables(sample.comparison())
    first, second = (xlsx.render(rows, "zh")["review.xlsx"] for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert len({entry.date_time for entry in archive.infolist()}) == 1
