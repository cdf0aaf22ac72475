"""One table in every layout and format gives the same rows, cell for cell, or says what it could not read."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from tests.targets.table_files import FORMATS, write_all
from tests.targets.table_layouts import laid_out
from tests.targets.table_scores import Score, scores

TABLES = 12
# Least share of the rows that are read of a page without rules; of the other formats all are.
COPIES = {"pdf-open": 0.85}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Score]]:
    """Scores by format and seed."""
    folder: Path = tmp_path_factory.mktemp("tables")
    laid = {str(seed): laid_out(seed) for seed in range(TABLES)}
    for seed, table in laid.items():
        write_all(table, folder, seed)
    by_format: defaultdict[str, dict[str, Score]] = defaultdict(dict)
    for name, score in scores(folder, laid):
        seed, form = name.removesuffix("-2").split("-", 1)  # a plan of a workbook is named by its row
        by_format[form][seed] = score
    return by_format


@pytest.mark.parametrize("form", [form for form in FORMATS if form not in COPIES])
def test_every_row_is_read_or_told(found: dict[str, dict[str, Score]], form: str) -> None:
    assert len(found[form]) == TABLES
    faults = {seed: (score.silent, score.wrong) for seed, score in found[form].items() if score.silent or score.wrong}
    assert faults == {}
    # What is told is no more than what nobody could read: 另行确认.
    assert all(each.value is None for score in found[form].values() for each in score.told)


@pytest.mark.parametrize("form", COPIES)
def test_where_cells_run_into_one_another_most_rows_are_read(found: dict[str, dict[str, Score]], form: str) -> None:
    assert len(found[form]) == TABLES
    right = sum(score.right for score in found[form].values())
    rows = right + sum(len(score.told) + len(score.silent) for score in found[form].values())
    assert right >= COPIES[form] * rows


# A figure like a year on a line of its own; rows taken for cut lines; a value in words and the name below it; a name
# behind a cell without a figure; a head of two columns without a title; 降低（%） in a line of its own above words.
TOLD_APART = (70125, 70837, 70885, 70987, 70429, 70522, 650116)


@pytest.mark.parametrize("form", ["txt-cells", "txt-rows", "txt-broken"])
def test_cells_of_copied_text_are_told_apart(form: str, tmp_path: Path) -> None:
    laid = {str(seed): laid_out(seed) for seed in TOLD_APART}
    for seed, table in laid.items():
        write_all(table, tmp_path, seed, formats=[form])
    found = dict(scores(tmp_path, laid))
    assert len(found) == len(TOLD_APART)
    assert {name: (score.silent, score.wrong) for name, score in found.items() if score.silent or score.wrong} == {}


# Second parts of names of one length in the middle of the page, beside rows of two years; values in words below each
# other with names behind their units; a value in words over two lines below the years of the head.
WITHOUT_RULES = (90058, 90107, 650337)


def test_rows_of_a_page_without_rules_are_told_apart(tmp_path: Path) -> None:
    laid = {str(seed): laid_out(seed) for seed in WITHOUT_RULES}
    for seed, table in laid.items():
        write_all(table, tmp_path, seed, formats=["pdf-open"])
    found = dict(scores(tmp_path, laid))
    assert {name: score[1:] for name, score in found.items()} == {f"{seed}-pdf-open": ((), (), ()) for seed in laid}
