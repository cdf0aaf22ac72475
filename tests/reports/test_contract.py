"""report.json of the seeds against the contract, table by table."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from compare.model import Comparison, Kind, Level, Role
from reports.schema import TABLES, as_markdown, columns_of
from tests.builders import PLAN_IDS, ROOT
from tests.result_tables import Tables

TYPES: dict[str, tuple[type, ...]] = {
    "text": (str,),
    "texts": (list,),
    "whole": (int,),
    "number": (int, float),
    "truth": (bool,),
}
LABELS = {"covered", "partial", "absent", "not_applicable"}
# What others rely on, table by table: the first columns of each.
PROMISED = {
    "plans": "id title kind level region year period chars inferred",
    "links": "plan upper relation later",
    "themes": "id name definition source",
    "sections": "plan n parent depth title",
    "clauses": "plan n section kind role start end place quote",
    "coverage": "theme plan status depth explicit reason values",
    "evidence": "theme plan rank found clause start end score depth commitment reason values",
    "searched": "theme plan phrase",
    "requirements": "plan clause binds",
    "alignments": "id upper clause lower status label score sure decided reason values",
    "matches": "alignment rank clause score values",
    "items": "alignment n start end label clause score",
    "targets": "id plan clause indicator operator value unit norm_value norm_unit year kind start end quote base_value "
    "base_year growth",
    "target_pairs": "id upper lower indicator upper_target lower_target verdict reason values",
    "contradictions": "plans indicator targets reason values",
    "gaps": "id plan upper kind ref theme topic group severity section suggestion reason values waived",
    "frequency": "theme plan mentions per_10k",
    "sources": "plan file format encoding readable signs_in_file signs_read signs_left_out warnings",
    "left_out": "file what signs",
    "decisions": "kind key answer reason by on stale",
    "second_readings": "model kind plan ref own answer outcome clause quote",
    "repairs": "plan file kind raw text count places",
    "chain": "theme set_by plan upper depth",
    "lost": "theme set_by plan how",
    "distinctive": "plan theme name clause start end",
    "unlinked": "plan clause upper upper_clause score",
    "gap_matches": "gap rank plan clause score",
}


@pytest.fixture(scope="module")
def clauses(seeds_report: Tables) -> dict[tuple[str, int], dict[str, Any]]:
    return {(row["plan"], row["n"]): row for row in seeds_report["clauses"]}


def test_the_tables_are_those_that_were_promised(seeds_out: Path) -> None:
    report = json.loads((seeds_out / "report.json").read_bytes())
    assert report.pop("schema") == "planalign/2"
    assert list(report) == list(TABLES) and set(report) == set(PROMISED)
    for name, columns in PROMISED.items():
        assert set(report[name]) == {"columns", "rows"}
        assert report[name]["columns"][: len(columns.split())] == columns.split(), name
        assert tuple(report[name]["columns"]) == columns_of(name)


@pytest.mark.parametrize("name", list(TABLES))
def test_values_are_of_the_type_of_their_column(seeds_report: Tables, name: str) -> None:
    for row in seeds_report[name]:
        for column in TABLES[name].columns:
            value = row[column.name]
            if value is None:
                assert column.nullable, (name, column.name)
                continue
            # A bool is an int to Python, not to a reader of JSON.
            assert isinstance(value, TYPES[column.type]), (name, column.name, value)
            assert isinstance(value, bool) == (column.type == "truth"), (name, column.name)
            if column.type == "texts":
                assert all(isinstance(each, str) for each in value)


def test_the_contract_tells_every_table_and_column() -> None:
    """The tables of docs/contracts.md are made from the schema."""
    contract = (ROOT / "docs" / "contracts.md").read_text(encoding="utf-8")
    assert as_markdown() in contract


def test_values_come_from_their_lists(seeds_report: Tables) -> None:
    for plan in seeds_report["plans"]:
        assert plan["kind"] in {kind.value for kind in Kind}
        assert plan["level"] in {level.value for level in Level}
        assert plan["period"] is None or re.fullmatch(r"\d{4}-\d{4}", plan["period"])
    for link in seeds_report["links"]:
        assert link["relation"] in ("superior", "reference")
        assert {link["plan"], link["upper"]} <= set(PLAN_IDS)
    assert {theme["source"] for theme in seeds_report["themes"]} <= {"given", "dictionary", "discovered"}
    assert {gap["kind"] for gap in seeds_report["gaps"]} <= {"theme", "clause", "target"}
    assert {row["role"] for row in seeds_report["clauses"]} <= {role.value for role in Role}
    assert {row["kind"] for row in seeds_report["clauses"]} == {"title", "heading", "body"}
    assert all(re.fullmatch(r"(line|page|paragraph|cell):[1-9]\d*", row["place"]) for row in seeds_report["clauses"])
    assert {row["binds"] for row in seeds_report["requirements"]} <= {
        "all", "upper_only", "places", "other_body", "unknown",
    }  # fmt: skip


def test_the_plans_are_those_of_the_seeds(seeds_report: Tables) -> None:
    assert [plan["id"] for plan in seeds_report["plans"]] == list(PLAN_IDS)
    assert [source["plan"] for source in seeds_report["sources"]] == list(PLAN_IDS)


def test_frequency_says_what_it_counted(seeds_report: Tables) -> None:
    for row in seeds_report["frequency"]:
        assert bool(row["wordings"]) is bool(row["mentions"])


def test_coverage_has_one_row_for_every_theme_and_plan(seeds_report: Tables) -> None:
    rows = [(cell["theme"], cell["plan"]) for cell in seeds_report["coverage"]]
    wanted = {(theme["id"], plan["id"]) for theme in seeds_report["themes"] for plan in seeds_report["plans"]}
    assert len(rows) == len(set(rows)) == 48 * 5
    assert set(rows) == wanted
    assert sorted((row["theme"], row["plan"]) for row in seeds_report["frequency"]) == sorted(rows)


def test_coverage_rows_agree_with_their_evidence(seeds_report: Tables) -> None:
    found: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for row in seeds_report["evidence"]:
        assert row["found"] in ("evidence", "nearest")
        found.setdefault((row["theme"], row["plan"], row["found"]), []).append(row)
    searched = {(row["theme"], row["plan"]) for row in seeds_report["searched"]}
    for cell in seeds_report["coverage"]:
        own = cell["theme"], cell["plan"]
        evidence, nearest = (found.get((*own, kind), []) for kind in ("evidence", "nearest"))
        assert cell["status"] in ("judged", "cannot_say")
        assert (cell["depth"] is None) == (cell["status"] == "cannot_say")
        assert cell["depth"] in (None, 0, 1, 2, 3, 4)
        assert (cell["explicit"] is None) == (not evidence)
        assert bool(cell["depth"]) == bool(evidence)
        assert max((row["depth"] for row in evidence), default=0) == cell["depth"]
        assert (own in searched) == (cell["depth"] in (None, 0, 1))
        assert len(nearest) == 5 if cell["depth"] in (0, 1) else len(nearest) <= 2
        assert all(row["depth"] == 0 for row in nearest)
        for rows in (evidence, nearest):
            assert [row["rank"] for row in rows] == list(range(1, len(rows) + 1))
        scores = [row["score"] for row in nearest]
        assert scores == sorted(scores, reverse=True)


def test_clauses_are_numbered_and_hold_their_text(seeds_report: Tables, seeds_out: Path) -> None:
    texts = {plan: (seeds_out / "texts" / f"{plan}.txt").read_bytes().decode("utf-8") for plan in PLAN_IDS}
    sections = {(row["plan"], row["n"]) for row in seeds_report["sections"]}
    for plan in seeds_report["plans"]:
        assert plan["chars"] == len(texts[plan["id"]])
        own = [row for row in seeds_report["clauses"] if row["plan"] == plan["id"]]
        assert [row["n"] for row in own] == list(range(len(own)))
        end = 0
        for row in own:
            assert end <= row["start"] < row["end"]
            end = row["end"]
            assert texts[plan["id"]][row["start"] : row["end"]] == row["quote"]
            assert row["section"] is None or (plan["id"], row["section"]) in sections
    for row in seeds_report["sections"]:
        assert row["parent"] is None or row["parent"] < row["n"]


def test_whatever_points_at_a_clause_finds_it(seeds_report: Tables, clauses: dict[tuple[str, int], Any]) -> None:
    """Evidence, matches, items, requirements and the rest point into their clause; no number is missing."""
    alignments = {row["id"]: row for row in seeds_report["alignments"]}
    pointed = [(row["plan"], row["clause"], row["start"], row["end"]) for row in seeds_report["evidence"]]
    pointed += [(row["plan"], row["clause"], row["start"], row["end"]) for row in seeds_report["distinctive"]]
    for row in seeds_report["targets"]:
        if row["clause"] is not None:
            pointed.append((row["plan"], row["clause"], row["start"], row["end"]))
    for row in seeds_report["items"]:
        asked = alignments[row["alignment"]]
        pointed.append((asked["upper"], asked["clause"], row["start"], row["end"]))
        assert (asked["lower"], row["clause"]) in clauses
        assert row["label"] in LABELS
    assert len(pointed) > 1500
    for plan, number, start, end in pointed:
        assert clauses[plan, number]["start"] <= start < end <= clauses[plan, number]["end"]
    for row in seeds_report["matches"]:
        assert (alignments[row["alignment"]]["lower"], row["clause"]) in clauses
    for name, plan, clause in (
        ("requirements", "plan", "clause"), ("unlinked", "plan", "clause"), ("gap_matches", "plan", "clause"),
        ("alignments", "upper", "clause"), ("gaps", "upper", "upper_clause"),
    ):  # fmt: skip
        assert seeds_report[name] and all((row[plan], row[clause]) in clauses for row in seeds_report[name]), name


def test_every_requirement_is_held_against_every_lower_plan(seeds_report: Tables) -> None:
    lowers = [(link["upper"], link["plan"]) for link in seeds_report["links"]]
    wanted = {
        (row["plan"], row["clause"], lower)
        for row in seeds_report["requirements"]
        for upper, lower in lowers
        if upper == row["plan"]
    }
    rows = [(row["upper"], row["clause"], row["lower"]) for row in seeds_report["alignments"]]
    assert len(rows) == len(set(rows)) and set(rows) == wanted
    matches: dict[str, list[dict[str, Any]]] = {}
    for row in seeds_report["matches"]:
        matches.setdefault(row["alignment"], []).append(row)
    for row in seeds_report["alignments"]:
        assert row["label"] in LABELS and row["status"] == "judged"
        assert isinstance(row["sure"], bool) and row["decided"] is False
        assert 0 <= row["score"] <= 1
        own = matches[row["id"]]
        assert [each["rank"] for each in own] == [1, 2, 3, 4, 5]
        assert [each["score"] for each in own] == sorted((each["score"] for each in own), reverse=True)


def test_numbers_of_targets_are_short_texts(seeds_report: Tables) -> None:
    for row in seeds_report["targets"]:
        for name in ("value", "norm_value", "base_value"):
            assert row[name] != ""
            assert row[name] is None or not re.fullmatch(r"\d+\.\d*0|\d+\.", row[name]), row
    assert any(row["norm_value"] for row in seeds_report["targets"])


def test_texts_are_the_canonical_ones_and_nothing_else(seeds_out: Path, seeds_comparison: Comparison) -> None:
    written = {path.stem: path.read_bytes().decode("utf-8") for path in (seeds_out / "texts").iterdir()}
    assert written == {plan.id: plan.text for plan in seeds_comparison.plans}


def test_raw_text_stands_only_in_the_repair_list(seeds_report: Tables) -> None:
    content = json.dumps({**seeds_report, "repairs": []}, ensure_ascii=False)
    assert not re.search("[āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜ]", content)
    for mark in "產業發與時":
        assert mark not in content


def test_no_sentence_stands_twice(seeds_report: Tables) -> None:
    """Clauses stand in ``clauses`` alone; a target quotes its clause, and what was lost is named by code."""
    content = json.dumps({**seeds_report, "targets": [], "repairs": [], "sections": []}, ensure_ascii=False)
    long = [row["quote"] for row in seeds_report["clauses"] if row["kind"] == "body" and len(row["quote"]) > 30]
    twice = {quote for quote in long if long.count(quote) > 1}
    for quote in long:
        assert quote in twice or content.count(json.dumps(quote, ensure_ascii=False)) == 1


def test_gaps(seeds_report: Tables) -> None:
    depths = {(cell["theme"], cell["plan"]): cell["depth"] for cell in seeds_report["coverage"]}
    links = {(link["plan"], link["upper"]) for link in seeds_report["links"]}
    assert {(gap["plan"], gap["upper"]) for gap in seeds_report["gaps"]} == links
    ids = [gap["id"] for gap in seeds_report["gaps"]]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"g[0-9a-f]{12}", id_) for id_ in ids)
    refs = {
        "theme": {theme["id"] for theme in seeds_report["themes"]},
        "clause": {row["id"] for row in seeds_report["alignments"]},
        "target": {row["id"] for row in seeds_report["target_pairs"]},
    }
    sections = {(row["plan"], row["n"]) for row in seeds_report["sections"]}
    for gap in seeds_report["gaps"]:
        assert gap["ref"] in refs[gap["kind"]]
        assert 0 <= gap["severity"] <= 1
        if gap["kind"] == "theme":
            assert depths[gap["ref"], gap["upper"]] > depths[gap["ref"], gap["plan"]]
        assert gap["waived"] is None
        assert gap["section"] is None or (gap["plan"], gap["section"]) in sections
        assert len(gap["suggestion"]) > 5
        assert "{" not in gap["suggestion"]
    assert {row["gap"] for row in seeds_report["gap_matches"]} <= set(ids)
    assert any(gap["section"] is not None for gap in seeds_report["gaps"])


def test_what_thins_and_is_lost_is_a_step_of_the_chain(seeds_report: Tables) -> None:
    steps = {(row["theme"], row["set_by"], row["plan"]): row for row in seeds_report["chain"]}
    assert seeds_report["lost"]
    for row in seeds_report["lost"]:
        step = steps[row["theme"], row["set_by"], row["plan"]]
        assert (row["how"] == "lost") == (step["depth"] == 0)


def test_sources_tell_what_was_repaired_and_what_is_missing(seeds_report: Tables) -> None:
    sources = {source["plan"]: source for source in seeds_report["sources"]}
    assert all(0.9 < source["readable"] <= 1 for source in sources.values())
    assert {source["file"] for source in sources.values()} == {f"{plan}.txt" for plan in PLAN_IDS}
    for plan in ("qingyuan", "qingcheng"):
        for kind in ("pinyin", "traditional"):
            counts = [row["count"] for row in seeds_report["repairs"] if (row["plan"], row["kind"]) == (plan, kind)]
            assert sum(counts) > 100
    assert any("附件" in warning for warning in sources["lianzhou"]["warnings"])
    assert not any("附件" in warning for plan in ("guangqing", "qingcheng") for warning in sources[plan]["warnings"])


def test_every_sign_of_a_file_is_accounted_for(seeds_report: Tables) -> None:
    for source in seeds_report["sources"]:
        assert source["signs_in_file"] == source["signs_read"] + source["signs_left_out"]
        own = [row["signs"] for row in seeds_report["left_out"] if row["file"] == source["file"]]
        assert source["signs_left_out"] == sum(own)


def test_a_row_is_a_line_and_the_file_ends_with_a_line_end(seeds_out: Path) -> None:
    content = (seeds_out / "report.json").read_bytes()
    assert content.endswith(b"}\n")
    assert b"\r" not in content
    assert "连州市".encode() in content  # UTF-8, not \u escapes
    report = json.loads(content)
    rows = [line.removesuffix(b",") for line in content.splitlines() if line.startswith(b"[")]
    assert len(rows) == sum(len(table["rows"]) for name, table in report.items() if name != "schema")
    assert all(isinstance(json.loads(row), list) for row in rows)


def test_there_is_no_time_stamp_nor_path_of_this_machine(seeds_out: Path) -> None:
    report = json.loads((seeds_out / "report.json").read_bytes())
    # What was taken out of a file may hold a date: it is listed among the repairs.
    content = json.dumps({**report, "repairs": []}, ensure_ascii=False)
    assert not re.search(r"\b20\d\d-\d\d-\d\d\b|\b\d\d:\d\d:\d\d\b", content)
    assert str(seeds_out.parent) not in content
    assert str(Path.home()) not in content
    assert "generated" not in content


def test_numbers_are_rounded_and_finite(seeds_out: Path) -> None:
    content = (seeds_out / "report.json").read_text(encoding="utf-8")
    assert "NaN" not in content
    assert "Infinity" not in content
    assert not re.search(r",\d+\.\d{5,}[,\]]", content)
