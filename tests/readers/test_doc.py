"""Old Word files, read at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from compare import RunOptions, find_plans, read_plans
from compare.errors import ReadError
from compare.readers import read_file, signs
from tests.builders import COUNTY
from tests.readers.docx_builders import docx, para

DATA = Path(__file__).parents[1] / "data"


def test_an_old_word_file_gives_the_clauses_of_the_new_one(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx(*(para(line) for line in COUNTY.strip().split("\n"))))
    (tmp_path / "b.doc").write_bytes((DATA / "county.doc").read_bytes())
    plans, sources = read_plans(find_plans(tmp_path), options=RunOptions(jobs=1))
    new, old = ([plan.text[clause.start : clause.end] for clause in plan.clauses] for plan in plans)
    assert old == new
    assert [source.format for source in sources] == ["docx", "doc"]


def test_its_signs_are_accounted_for() -> None:
    raw = read_file(DATA / "county.doc")
    assert raw.signs_in_file == signs(raw.text) + sum(each.signs for each in raw.left_out)
    assert raw.unexplained == 0


def test_one_that_is_cut_is_told_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_bytes((DATA / "county.doc").read_bytes()[:3000])
    with pytest.raises(ReadError, match="请"):
        read_file(tmp_path / "a.doc")
