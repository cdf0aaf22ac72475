"""The labelled pairs that the alignment is learnt from, as data."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from compare.model import Label
from tests.accuracy.labelled import LABELS, SIDES, Openings, plans_of
from tests.builders import body_under_tasks, plan_of

PAIRS = [path.stem for path in sorted(LABELS.glob("*.tsv")) if path.stem != "pairs"]


def table(name: str) -> list[dict[str, str]]:
    with (LABELS / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_each_pair_has_its_labels_and_its_plans() -> None:
    assert sorted(pair["pair"] for pair in table("pairs")) == PAIRS


@pytest.mark.parametrize("pair", PAIRS)
def test_labels_are_labels(pair: str) -> None:
    for row in table(pair):
        labels = row["labels"].split("|")
        assert 1 <= len(labels) <= 2
        assert set(labels) <= set(Label)
        assert row.get("binds") in {None, "", "all", "upper_only", "places", "other_body"}
        items = [item.rpartition("=") for item in (row.get("items") or "").split("|") if item]
        assert all(thing and label in set(Label) for thing, _, label in items)
        assert row["cited"] or set(labels) & {"absent", "not_applicable", "partial"}


@pytest.mark.parametrize("pair", PAIRS)
def test_every_opening_stands_in_one_clause_of_the_plan(corpora: Path, pair: str) -> None:
    """Where a plan is read otherwise now, the label that no longer finds its clause is told."""
    files = next(row for row in table("pairs") if row["pair"] == pair)
    paths = [corpora / files[side] for side in SIDES]
    if not all(path.is_file() for path in paths):
        pytest.skip("its texts are in no corpus")
    upper, lower = plans_of(files, paths)
    above, below = Openings(upper), Openings(lower)
    for row in table(pair):
        assert above.clause(row["clause"]) is not None
        assert all(below.clause(opening) is not None for opening in row["cited"].split("|") if opening)


def test_an_opening_that_no_clause_holds_is_told_and_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    openings = Openings(plan_of(body_under_tasks("推进产业园区建设。", "推进产业集群培育。")))
    assert openings.clause("推进产业集") == 2
    assert [openings.clause(opening) for opening in ("推进产业", "完善路网")] == [None, None]
    assert "0 clauses hold 完善路网" in capsys.readouterr().err
