"""Files of what the page shows: just that, in every format, and the decisions."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from compare.model import Comparison
from compare.web import Loopback
from compare.web.export import EXPORTED
from compare.web.selection import Selection, selected
from reports.formats import csv as csvs
from reports.view import Tables
from tests.web import test_serve
from tests.web.serving import desk_at, serving
from tests.web.test_serve import asked

plans = test_serve.plans


@pytest.fixture
def server(plans: Path, tmp_path: Path) -> Iterator[Loopback]:
    with serving(desk_at(tmp_path / "home", plans)) as made:
        yield made


def everything(comparison: Comparison) -> dict[str, Any]:
    return {
        "plans": [plan.id for plan in comparison.plans],
        "themes": [theme.id for theme in comparison.themes],
        "pairs": [[plan.id, link.id] for plan in comparison.plans for link in plan.upper],
        "gaps": [gap.id for gap in comparison.gaps],
        "alignments": [row.id for row in comparison.alignments],
        "target_pairs": [pair.id for pair in comparison.target_pairs],
    }


def result(server: Loopback) -> Comparison:
    assert server.desk.session is not None
    return server.desk.session.result.comparison


def handed_out(server: Loopback, status: int = 200, **values: object) -> tuple[str, bytes]:
    found, headers, content = asked(server, "export", json.dumps(values).encode())
    assert found == status, content
    return headers.get("Content-Disposition", ""), content


def test_all_that_is_chosen_is_the_whole_report(seeds_comparison: Comparison) -> None:
    part = selected(seeds_comparison, Selection.read(everything(seeds_comparison)))
    # Files that were skipped are no plans.
    whole, own = csvs.render(Tables(seeds_comparison), "zh"), csvs.render(Tables(part), "zh")
    assert {name for name in whole if whole[name] != own[name]} <= {"sources.csv"}


@pytest.mark.parametrize("lower", ["qingyuan", "qingcheng", "lianzhou"])
def test_what_is_chosen_of_one_county_holds_its_rows_and_no_other(seeds_comparison: Comparison, lower: str) -> None:
    all_of_it = everything(seeds_comparison)
    gaps = [gap.id for gap in seeds_comparison.gaps if gap.plan == lower][::2]
    pairs = [pair for pair in all_of_it["pairs"] if pair[0] == lower]
    part = selected(
        seeds_comparison, Selection.read(all_of_it | {"plans": [lower], "pairs": pairs, "gaps": gaps, "alignments": []})
    )
    assert {gap.id for gap in part.gaps} == set(gaps) and part.alignments == ()
    assert {plan.id for plan in part.plans} == {id_ for pair in pairs for id_ in pair}
    for name, content in csvs.render(Tables(part), "zh").items():
        assert content, name


@pytest.mark.parametrize("format_", EXPORTED)
def test_every_format_is_made(server: Loopback, format_: str) -> None:
    head, content = handed_out(server, format=format_, **everything(result(server)))
    assert head.startswith("attachment; filename*=UTF-8''") and len(content) > 500


def test_the_gaps_of_one_plan_come_as_a_workbook(server: Loopback) -> None:
    comparison = result(server)
    chosen = everything(comparison) | {"gaps": [comparison.gaps[0].id]}
    _, content = handed_out(server, format="xlsx", **chosen)
    assert load_workbook(io.BytesIO(content))["缺项"].max_row == 2
    _, content = handed_out(server, format="csv", **chosen)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert comparison.gaps[0].id in archive.read("gaps.csv").decode("utf-8-sig")
    _, content = handed_out(server, format="docx", **chosen)
    assert any("某县" in paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs)


def test_decisions_are_handed_out_as_they_stand(server: Loopback, plans: Path) -> None:
    assert "还没有核定" in handed_out(server, 400, format="decisions")[1].decode()
    row = {"kind": "gap", "id": result(server).gaps[0].id, "answer": "todo"}
    assert asked(server, "decide", json.dumps(row).encode())[0] == 200
    _, content = handed_out(server, format="decisions")
    assert content == (plans / "decisions.yaml").read_bytes()


@pytest.mark.parametrize(
    "wrong", [{"format": "../x"}, {"format": "json"}, {"gaps": "all"}, {"pairs": [3]}, {"plans": [], "pairs": []}]
)
def test_what_the_page_never_asks_is_refused(server: Loopback, wrong: dict[str, object]) -> None:
    assert json.loads(handed_out(server, 400, **{"format": "csv", **everything(result(server)), **wrong})[1])["fault"]


def test_answers_are_pending_until_they_are_counted(server: Loopback) -> None:
    row = {"kind": "gap", "id": result(server).gaps[0].id, "answer": "todo"}
    answer = json.loads(asked(server, "decide", json.dumps(row).encode())[2])
    assert answer["pending"] == 1
    asked(server, "recount", b"{}")
    assert json.loads(asked(server, "decisions")[2])["pending"] == 0
    assert json.loads(asked(server, "undo", json.dumps({"undo": answer["undo"]}).encode())[2])["pending"] == 1
