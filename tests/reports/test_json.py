"""report.json and the texts beside it: every fact, spans that hold, no language, no way out of the folder."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

from msgspec.structs import replace

import reports
from compare.model import Comparison
from reports.formats.json import report as data
from tests import sample
from tests.reports.made_reports import NOTHING_FOUND
from tests.result_tables import clause_of, quote_of, read_tables, tables_of

PASSAGE = {"commitment", "quote", "start", "end", "section", "place", "role", "depth", "score", "reason"}


def test_json_holds_every_fact_of_the_comparison(made: Path, comparison: Comparison) -> None:
    report = read_tables(made)
    assert [row["label"] for row in report["alignments"]] == [
        *("covered", "partial", "absent", "not_applicable"), None,
    ]  # fmt: skip
    assert all((row["label"] is None) == (row["status"] == "cannot_say") for row in report["alignments"])
    assert [(row["alignment"], row["n"], row["label"]) for row in report["items"]] == [
        ("a2", 1, "partial"), ("a2", 2, "absent"),
    ]  # fmt: skip
    assert report["links"][1] == {"plan": "county", "upper": "region", "relation": "reference", "later": True}
    assert report["plans"][0]["chars"] == len(sample.COUNTY) and report["plans"][0]["inferred"] == ["level", "year"]
    assert len(report["coverage"]) == len(comparison.plans) * len(comparison.themes)
    assert [row["id"] for row in report["gaps"] if row["waived"]] == ["g0000006"]
    gap = next(row for row in report["gaps"] if row["id"] == "g0000004")
    assert (gap["origins"], gap["repeats"]) == (["region"], ["a9"])
    assert clause_of(report, "city", gap["upper_clause"])["quote"] == sample.PATENTS.quote
    assert [(row["key"], row["answer"], row["stale"]) for row in report["decisions"]] == [
        ("g0000006", "waived", False), ("g9999999", "waived", True),
    ]  # fmt: skip
    assert report["decisions"][1]["quote"] == "保护|湿地|"
    assert [(row["kind"], row["count"], row["places"]) for row in report["repairs"]] == [
        ("pinyin", 3, ["line:1", "line:2"]), ("traditional", 1, ["line:2"]),
    ]  # fmt: skip
    assert report["sources"][4]["plan"] is None and report["sources"][4]["signs_in_file"] is None
    assert report["unlinked"] == [
        {
            "plan": "county",
            "clause": sample.PIPES.clause,
            "upper": "city",
            "upper_clause": sample.PIPES.clause,
            "score": 0.05,
        }
    ]


def test_json_spans_hold_in_the_written_texts(made: Path) -> None:
    report = read_tables(made)
    texts = {plan["id"]: (made / "texts" / f"{plan['id']}.txt").read_bytes().decode() for plan in report["plans"]}
    assert len(report["evidence"]) >= 8
    for row in (*report["evidence"], *report["distinctive"]):
        assert texts[row["plan"]][row["start"] : row["end"]] == quote_of(report, row)
    for row in report["targets"]:
        assert texts[row["plan"]][row["start"] : row["end"]] == row["quote"]
    for row in report["evidence"]:
        assert 0 <= row["score"] <= 1 and round(row["score"], 4) == row["score"]


def test_json_does_not_depend_on_the_language(comparison: Comparison, tmp_path: Path, made: Path) -> None:
    reports.write(comparison, tmp_path, ["json"], "en")
    text = (tmp_path / "report.json").read_text("utf-8")
    assert text == (made / "report.json").read_text("utf-8")
    assert text.endswith("}\n") and "\u202e" not in text and r"\u202e" in text


def test_texts_stay_inside_their_folder_whatever_the_ids(comparison: Comparison) -> None:
    plan = comparison.plans[0]
    hostile = dataclasses.replace(
        comparison, plans=(replace(plan, id="../x"), replace(plan, id="_._x")), themes=(), **NOTHING_FOUND
    )
    names = [name for name in data.render(hostile) if name != "report.json"]
    assert len(names) == 2 and all(re.fullmatch(r"texts/[^/\\]+\.txt", name) for name in names)


def test_a_file_name_in_an_unknown_encoding_still_makes_json(comparison: Comparison) -> None:
    strange = dataclasses.replace(
        comparison, sources=(replace(comparison.sources[4], file="x\udce9.doc", encoding="\udce9"),)
    )
    written = b"".join(data.render(strange)["report.json"])  # type: ignore[arg-type]
    assert tables_of(written)["sources"][0]["file"] == "x .doc"
