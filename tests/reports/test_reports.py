"""Reports on a comparison made by hand: what is written where, in all formats and both languages, the same bytes each time."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

import reports
from compare import RunOptions, compare_plans
from compare.errors import InputError
from compare.model import Comparison, Depth
from reports import wording
from reports.formats import csv as csvs
from reports.formats import html, markdown
from reports.view import builder as tables
from tests import sample
from tests.builders import COUNTY, write_plans
from tests.reports.made_reports import LANGS, NOTHING_FOUND, rows, seen

# all formats


EVIDENCE, NEAREST = 5, 6
"""Where a cell of the page has them."""


def island(page: str) -> dict[str, Any]:
    """What the script of the page shows on demand."""
    data: dict[str, Any] = json.loads(page.split('<script type="application/json" id="data">')[1].split("</script>")[0])
    return data


def quoted(page: dict[str, Any], number: int) -> str:
    """What the script of the page shows as a quotation."""
    plan, quote, _, _, clause = page["passages"][number]
    return str(quote or page["clauses"][plan][clause])


def test_same_bytes_twice(made: Path, tmp_path: Path) -> None:
    again = {
        path.relative_to(tmp_path): path.read_bytes() for path in reports.write(sample.comparison(), tmp_path).files
    }
    assert again == {path.relative_to(made): path.read_bytes() for path in seen(made)}


def test_same_bytes_twice_in_english(comparison: Comparison) -> None:
    for module in (html, markdown, csvs):
        first, second = (module.render(tables.Tables(each), "en") for each in (comparison, sample.comparison()))
        assert first == second


def test_tables_and_page_list_every_gap_once(made: Path, comparison: Comparison) -> None:
    ids = sorted(gap.id for gap in comparison.gaps)
    assert sorted(row["缺项编号"] for row in rows((made / "gaps.csv").read_bytes())) == ids
    page = (made / "report.html").read_text("utf-8")
    assert sorted(gap[0] for gap in island(page)["gaps"]) == ids
    topics = [(int(first), int(count)) for first, count in re.findall(r'data-gaps="(\d+) (\d+)"', page)]
    assert [at for first, count in topics for at in range(first, first + count)] == list(range(len(ids)))


def test_write_makes_only_what_was_asked_for(comparison: Comparison, tmp_path: Path) -> None:
    written = reports.write(comparison, tmp_path, ["md"]).files
    assert [path.name for path in written[:1] + written[-1:]] == ["report.json", "report.md"]
    assert seen(tmp_path) == set(written)


# a folder used before


def test_files_of_another_comparison_do_not_stay_beside_the_new_ones(
    comparison: Comparison, made: Path, tmp_path: Path
) -> None:
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    (tmp_path / "notes.md").write_text("mine", encoding="utf-8")
    edited = tmp_path / "gaps.csv"
    edited.write_bytes(edited.read_bytes() + "已核对".encode())
    other = dataclasses.replace(comparison, **NOTHING_FOUND, themes=(), frequency=())
    written = reports.write(other, tmp_path, ["md"]).files
    # What the user wrote or changed stays, whatever it is called.
    assert seen(tmp_path) == {*written, tmp_path / "notes.md", edited}
    assert not (tmp_path / "charts").exists()


def test_json_alone_writes_the_report_and_its_texts_and_nothing_else(comparison: Comparison, tmp_path: Path) -> None:
    reports.write(comparison, tmp_path, ["json"])
    assert {path.name for path in tmp_path.iterdir()} == {"report.json", "texts"}
    fewer = dataclasses.replace(
        comparison, **NOTHING_FOUND, plans=comparison.plans[:1], themes=(), frequency=(), sources=()
    )
    reports.write(fewer, tmp_path, ["json"])
    assert {path.name for path in (tmp_path / "texts").iterdir()} == {"county.txt"}


def test_the_same_comparison_in_another_format_keeps_the_first(comparison: Comparison, tmp_path: Path) -> None:
    reports.write(comparison, tmp_path, ["md"])
    reports.write(comparison, tmp_path, ["csv"])
    assert (tmp_path / "report.md").exists()
    reports.write(dataclasses.replace(comparison, **NOTHING_FOUND, themes=(), frequency=()), tmp_path, ["json"])
    assert not (tmp_path / "report.md").exists()
    assert not (tmp_path / "gaps.csv").exists()


@pytest.mark.parametrize("record", ["{}", "[]", "not json", '{"../outside.txt": "%s"}', '{"/etc/hostname": "%s"}'])
def test_a_record_that_was_tampered_with_removes_nothing(comparison: Comparison, tmp_path: Path, record: str) -> None:
    out, outside = tmp_path / "out", tmp_path / "outside.txt"
    out.mkdir()
    outside.write_bytes(b"x")
    hash_ = hashlib.sha256(b"x").hexdigest()
    (out / ".planalign.json").write_text(record % hash_ if "%" in record else record, encoding="utf-8")
    reports.write(comparison, out, ["json"])
    assert outside.exists()


@pytest.mark.parametrize(("formats", "lang"), [(["pdf"], "zh"), (None, "fr")])
def test_write_refuses_what_it_does_not_know(
    comparison: Comparison, tmp_path: Path, formats: list[str], lang: str
) -> None:
    with pytest.raises(InputError, match="没有这种"):
        reports.write(comparison, tmp_path / "none", formats, lang)  # type: ignore[arg-type]
    assert not (tmp_path / "none").exists()


def test_one_plan_without_upper_plan_makes_every_format(comparison: Comparison, tmp_path: Path) -> None:
    alone = dataclasses.replace(
        comparison,
        plans=comparison.plans[1:2],
        themes=comparison.themes[:1],
        **NOTHING_FOUND | {"coverage": comparison.coverage[1:2]},
        frequency=comparison.frequency[1:2],
        sources=(),
    )
    reports.write(alone, tmp_path)
    assert "没有缺项" in (tmp_path / "report.md").read_text("utf-8")


def test_two_plans_have_two_files_however_their_ids_are_changed(tmp_path: Path) -> None:
    lower = dict.fromkeys(("甲:县", "甲*县", "Ab", "aB"), COUNTY)
    plans = write_plans(tmp_path / "plans", 清远市=COUNTY.replace("连州市", "清远市"), **lower)
    listed = "".join(f'  - {{file: "{name}.txt", level: county, upper: [清远市]}}\n' for name in lower)
    (plans / "plans.yaml").write_text(f"plans:\n  - {{file: 清远市.txt, level: city}}\n{listed}", encoding="utf-8")
    (plans / "themes.csv").write_text("id,name,definition\nT1,产业集群,成链成群的产业\n", encoding="utf-8")
    found = compare_plans(plans, options=RunOptions(jobs=1))
    reports.write(found, tmp_path / "out", ["docx", "brief", "annotated"], per_plan=True)
    for folder in ("brief", "annotated", "reports"):
        names = {path.name.casefold() for path in (tmp_path / "out" / folder).glob("*.docx")}
        assert len(names) == len(lower), (folder, names)


# untrusted texts


@pytest.mark.parametrize("lang", LANGS)
def test_markup_in_documents_is_shown_not_run(comparison: Comparison, lang: wording.Lang) -> None:
    page = html.render(tables.Tables(comparison), lang)["report.html"].decode()
    assert "<script>alert" not in page and "<b>保护" not in page and "某县<规划>" not in page
    bodies = {tag: re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.S) for tag in ("script", "style")}
    # One more holds the data, and runs nothing.
    assert page.count("<script") == len(bodies["script"]) + 1 and page.count("<style") == len(bodies["style"]) == 1
    assert not re.search(r"https?:|\bsrc=|@import|url\(", page)
    assert "\u202e" not in page
    # What the policy lets run is what stands in the page, to the byte.
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy and "unsafe" not in policy[1]
    for tag, rule in (("script", "script-src"), ("style", "style-src")):
        assert bodies[tag]
        digests = [base64.b64encode(hashlib.sha256(body.encode()).digest()).decode() for body in bodies[tag]]
        assert f"{rule} " + " ".join(f"&#39;sha256-{digest}&#39;" for digest in digests) in policy[1]


def test_every_cell_has_its_evidence_in_the_page(comparison: Comparison) -> None:
    page = html.render(tables.Tables(comparison), "zh")["report.html"].decode()
    data = island(page)
    anchors = re.findall(r'<a id="([^"]+)" href="#\1"', page)
    assert len(data["cells"]) == len(set(anchors)) == len(anchors)
    cells = dict(zip(anchors, data["cells"], strict=True))
    quotes = {
        id_: [quoted(data, number) for number, *_ in cell[use]]
        for id_, cell in cells.items()
        for use in (EVIDENCE, NEAREST)
        if cell[use:] and cell[use]  # what is empty at the end is left out
    }
    assert quotes["cell-T3-county"][0] == "做好供水工作。"
    assert quotes["cell-T1-city"][0] == sample.CLUSTER.quote
    assert cells["cell-T1-%2Bdistrict"][0] == "none"


def test_the_passage_that_decides_the_depth_is_shown_first(comparison: Comparison) -> None:
    cell = next(cell for cell in comparison.coverage if (cell.theme, cell.plan) == ("T2", "county"))
    nearer = replace(sample.CITED, depth=Depth.CITED, score=0.99)
    both = replace(cell, evidence=(nearer, *cell.evidence))
    one = dataclasses.replace(
        comparison, coverage=tuple(both if each is cell else each for each in comparison.coverage)
    )
    rows_ = tables.Tables(one)
    data = island(html.render(rows_, "zh")["report.html"].decode())
    at = [(theme.theme.id, plan.plan.id) for theme in rows_.matrix for plan in rows_.plans].index(("T2", "county"))
    assert [quoted(data, each[0]) for each in data["cells"][at][EVIDENCE]] == [sample.PIPES.quote, nearer.quote]
    listed = [
        row
        for row in rows(csvs.render(rows_, "zh")["evidence.csv"])
        if row["原文"] in (sample.PIPES.quote, nearer.quote)
    ]
    told = [(row["用途"], row["位次"]) for row in listed if row["规划"] == "某县" and row["主题编号"] == "T2"]
    assert told == [("佐证，深度据此判定", "1"), ("佐证", "2")]


def test_the_page_holds_every_text_once(comparison: Comparison) -> None:
    data = island(html.render(tables.Tables(comparison), "zh")["report.html"].decode())
    assert len(set(data["texts"])) == len(data["texts"])
    spans = [tuple(passage) for passage in data["passages"]]
    assert len(set(spans)) == len(spans)


def test_markdown_shows_markup_as_it_is(comparison: Comparison) -> None:
    text = markdown.render(tables.Tables(comparison), "zh")["report.md"].decode()
    assert "<" not in text.replace("&lt;", "") and "\u202e" not in text
    assert r"发展\|表格\|产业，布局\*充电\*设施。" in text
    for line in text.splitlines():
        if line.startswith("| T"):
            assert len(re.findall(r"(?<!\\)\|", line)) in (6, 7)
