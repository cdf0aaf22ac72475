"""Every sign of a file is in the plan's text or left out for a reason that is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare import RunOptions, compare_plans
from compare.model import Reason
from compare.readers import RawText, raw_text, read_file, signs
from compare.readers.account import Ledger
from compare.repair import Repaired, repair
from tests.builders import COUNTY, PLAN_IDS, SEEDS
from tests.conftest import CORPORA
from tests.readers.docx_builders import docx, para, read, run

FILES = [
    *(SEEDS / f"{name}.txt" for name in PLAN_IDS),
    *sorted(path for path in CORPORA.glob("originals/*") if path.suffix in (".docx", ".html")),
    *sorted(CORPORA.glob("five_year_plans/*.txt")),
    *sorted(CORPORA.glob("work_reports/*.txt"))[::10],
]


def left_out(whole: Repaired) -> dict[str, int]:
    return {row.what: row.signs for row in whole.left_out}


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_nothing_of_a_real_file_is_unexplained(file: Path) -> None:
    raw = read_file(file)
    whole = repair(raw)
    assert raw.signs_in_file == signs(raw.text) + sum(row.signs for row in raw.left_out)
    assert "unexplained" not in left_out(whole)
    assert raw.unexplained == 0.0
    assert whole.signs_read is not None
    assert 0 < whole.signs_read <= signs(whole.text)


def test_the_report_tells_the_account_of_each_file(tmp_path: Path) -> None:
    (tmp_path / "连州市.txt").write_text(COUNTY + "\n【打印】【关闭】", encoding="utf-8")
    (source,) = compare_plans(tmp_path, options=RunOptions(jobs=1)).sources
    assert source.signs_in_file == signs(COUNTY) + 8
    assert source.signs_in_file == source.signs_read + sum(row.signs for row in source.left_out)
    assert [(row.what, row.signs) for row in source.left_out] == [("navigation", 8)]


def test_what_a_word_file_leaves_out_is_told_by_reason(tmp_path: Path) -> None:
    hidden = run("藏着", "<w:vanish/>")
    gone = '<w:del w:id="1" w:author="甲"><w:r><w:delText>删去的</w:delText></w:r></w:del>'
    notes = read(tmp_path, docx(para("正文。"), para(run("又") + hidden + gone), footnotes=docx_notes("注文一")))
    assert {row.what: row.signs for row in notes.left_out} == {"deletion": 3, "notes": 3, "hidden": 2}
    assert notes.signs_in_file == 4 + 8


def docx_notes(text: str) -> str:
    return f'<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{para(text)}</w:footnotes>'


def test_a_part_that_the_reader_never_met_is_missed_and_makes_the_text_less_readable(tmp_path: Path) -> None:
    unknown = "<w:unknown>" + para("没有人认识的容器里的一句话。") + "</w:unknown>"
    raw = read(tmp_path, docx(para("读到的话。"), unknown))
    assert {row.what: row.signs for row in raw.left_out} == {"unexplained": 14}
    assert raw.unexplained == pytest.approx(13 / 17)
    whole = repair(raw)
    assert whole.readable == 0.0
    assert Reason("unexplained", ("14",)) in whole.warnings


def test_what_is_lost_in_one_place_is_not_made_good_by_what_is_read_twice_in_another() -> None:
    raw = Ledger().settle(raw_text("甲乙甲乙"), ["甲乙丙丁"])
    assert [(row.what, row.signs) for row in raw.left_out] == [("unexplained", 2)]


@given(st.text("中文字1, \n\u3000。", max_size=60), st.text("网页导航\n ", max_size=30))
def test_the_account_balances_whatever_is_read_and_left_out(read_: str, left: str) -> None:
    ledger = Ledger()
    ledger.leave_out("navigation", left)
    raw: RawText = ledger.settle(raw_text(read_), [read_, left])
    assert raw.signs_in_file == signs(read_) + signs(left)
    assert sum(row.signs for row in raw.left_out) == signs(left)


@given(
    st.lists(
        st.sampled_from(
            [
                "推进(tui jin)产业建设。",
                "國務院關於發展規劃的意見，產業轉型。",
                "【打印】【关闭】",
                "中 国 经 济",
                "— 3 —",
                "锟斤拷",
            ]
        ),
        max_size=30,
    )
)
def test_what_repairs_take_away_is_counted_once(lines: list[str]) -> None:
    text = "\n".join(lines)
    whole = repair(Ledger().settle(raw_text(text), [text]))
    assert whole.signs_read is not None
    assert whole.signs_read + sum(row.signs for row in whole.left_out) == signs(text)
    assert 0 <= whole.signs_read <= signs(whole.text)
