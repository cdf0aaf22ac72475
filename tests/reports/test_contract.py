"""report.json of the seeds against the contract, field by field."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from compare.model import Comparison, Kind, Level, Role
from tests.builders import PLAN_IDS

Json = Any
ROLES = {role.value for role in Role}

# Field -> types; the contract lets fields be added, not left out.
FIELDS: dict[str, dict[str, tuple[type, ...]]] = {
    "plans": {
        "id": (str,), "title": (str,), "kind": (str,), "level": (str,), "region": (str,), "year": (int, type(None)),
        "period": (str, type(None)), "upper": (list,), "chars": (int,), "inferred": (list,),
        "commitments": (dict,),
    },
    "themes": {"id": (str,), "name": (str,), "definition": (str,), "source": (str,)},
    "coverage": {
        "theme": (str,), "plan": (str,), "status": (str,), "depth": (int, type(None)), "explicit": (bool, type(None)),
        "evidence": (list,), "tried": (dict,), "reason": (str,),
    },
    "gaps": {
        "id": (str,), "plan": (str,), "upper": (str,), "kind": (str,), "ref": (str,), "severity": (int, float),
        "group": (str,), "upper_quote": (dict,), "nearest": (list,), "suggestion": (str,), "waived": (str, type(None)),
        "relation": (str,), "theme": (str, type(None)), "topic": (str,), "reason": (str,), "section": (list,),
        "upper_depth": (int, type(None)), "lower_depth": (int, type(None)), "origins": (list,), "repeats": (list,),
    },
    "alignments": {
        "id": (str,), "upper": (str,), "lower": (str,), "status": (str,), "clause": (dict,),
        "label": (str, type(None)), "score": (int, float), "reason": (str,), "items": (list,), "matches": (list,),
    },
    "targets": {
        "id": (str,), "plan": (str,), "indicator": (str,), "operator": (str,), "value": (str,), "unit": (str,),
        "norm_value": (int, float, str, type(None)), "norm_unit": (str,), "year": (int, type(None)),
        "kind": (str, type(None)), "quote": (str,), "start": (int,), "end": (int,), "section": (list,),
        "place": (dict,), "base_value": (str, type(None)), "base_year": (int, type(None)),
        "yearly_growth": (int, float, type(None)),
    },
    "contradictions": {"plans": (list,), "indicator": (str,), "targets": (list,), "reason": (str,)},
    "chain": {"theme": (str,), "set_by": (str,), "steps": (list,), "thinned_in": (list,), "lost_in": (list,)},
    "distinctive": {
        "plan": (str,), "theme": (str, type(None)), "name": (str,), "quote": (str,), "start": (int,), "end": (int,),
        "section": (list,), "place": (dict,),
    },
    "unlinked": {
        "plan": (str,), "uppers": (list,), "quote": (str,), "start": (int,), "end": (int,), "section": (list,),
        "place": (dict,), "nearest": (dict, type(None)),
    },
    "frequency": {"theme": (str,), "plan": (str,), "mentions": (int,), "per_10k_chars": (int, float)},
    "sources": {
        "plan": (str, type(None)), "file": (str,), "format": (str,), "encoding": (str,), "readable": (int, float),
        "repairs": (dict,), "warnings": (list,),
    },
}  # fmt: skip
PASSAGE: dict[str, tuple[type, ...]] = {
    "quote": (str,), "start": (int,), "end": (int,), "section": (list,), "place": (dict,), "role": (str,),
    "commitment": (str, type(None)), "depth": (int,),
    "score": (int, float), "reason": (str,),
}  # fmt: skip


def assert_fields(row: Json, fields: dict[str, tuple[type, ...]]) -> None:
    assert set(fields) <= set(row)
    for name, types in fields.items():
        # A bool is an int to Python, not to a reader of JSON.
        assert isinstance(row[name], types), (name, row[name])
        assert not isinstance(row[name], bool) or bool in types, name


def passages(report: Json) -> list[tuple[str, Json]]:
    """(plan, passage) for every passage of the report."""
    found = []
    for cell in report["coverage"]:
        found += [(cell["plan"], passage) for passage in (*cell["evidence"], *cell["tried"]["nearest"])]
    for gap in report["gaps"]:
        found += [(gap["upper"], gap["upper_quote"]), *((gap["plan"], passage) for passage in gap["nearest"])]
    return found


def test_head(seeds_report: Json) -> None:
    assert seeds_report["schema"] == "planalign/1"
    assert set(seeds_report) >= {
        "schema", "plans", "themes", "coverage", "alignments", "targets", "target_pairs", "contradictions", "gaps",
        "frequency", "sources", "chain", "distinctive", "unlinked",
    }  # fmt: skip
    assert all(isinstance(value, list) for name, value in seeds_report.items() if name != "schema")


@pytest.mark.parametrize("part", list(FIELDS))
def test_rows_have_their_fields(seeds_report: Json, part: str) -> None:
    assert seeds_report[part]
    for row in seeds_report[part]:
        assert_fields(row, FIELDS[part])


def test_values_come_from_their_lists(seeds_report: Json) -> None:
    for plan in seeds_report["plans"]:
        assert plan["kind"] in {kind.value for kind in Kind}
        assert plan["level"] in {level.value for level in Level}
        assert plan["period"] is None or re.fullmatch(r"\d{4}-\d{4}", plan["period"])
        for link in plan["upper"]:
            assert_fields(link, {"id": (str,), "relation": (str,), "later": (bool,)})
            assert link["relation"] in ("superior", "reference")
            assert link["id"] in PLAN_IDS
    assert {theme["source"] for theme in seeds_report["themes"]} <= {"given", "dictionary", "discovered"}
    assert {gap["kind"] for gap in seeds_report["gaps"]} <= {"theme", "clause", "target"}


def test_the_plans_are_those_of_the_seeds(seeds_report: Json) -> None:
    assert [plan["id"] for plan in seeds_report["plans"]] == list(PLAN_IDS)
    assert [source["plan"] for source in seeds_report["sources"]] == list(PLAN_IDS)


def test_coverage_has_one_row_for_every_theme_and_plan(seeds_report: Json) -> None:
    rows = [(cell["theme"], cell["plan"]) for cell in seeds_report["coverage"]]
    wanted = {(theme["id"], plan["id"]) for theme in seeds_report["themes"] for plan in seeds_report["plans"]}
    assert len(rows) == len(set(rows)) == 48 * 5
    assert set(rows) == wanted
    frequency = [(row["theme"], row["plan"]) for row in seeds_report["frequency"]]
    assert sorted(frequency) == sorted(rows)


def test_coverage_rows_agree_with_themselves(seeds_report: Json) -> None:
    for cell in seeds_report["coverage"]:
        assert cell["status"] in ("judged", "cannot_say")
        assert (cell["depth"] is None) == (cell["status"] == "cannot_say")
        assert cell["depth"] in (None, 0, 1, 2, 3, 4)
        assert (cell["explicit"] is None) == (not cell["evidence"])
        assert bool(cell["depth"]) == bool(cell["evidence"])
        assert cell["reason"]
        assert cell["tried"]["phrases"]
        assert all(isinstance(phrase, str) for phrase in cell["tried"]["phrases"])
        if cell["depth"] == 0:
            assert cell["tried"]["nearest"]
        scores = [passage["score"] for passage in cell["tried"]["nearest"]]
        assert scores == sorted(scores, reverse=True)


def test_passages(seeds_report: Json) -> None:
    found = passages(seeds_report)
    assert len(found) > 1000
    for _, passage in found:
        assert_fields(passage, PASSAGE)
        assert 0 <= passage["score"] <= 1
        assert passage["role"] in ROLES
        assert all(isinstance(heading, str) and heading for heading in passage["section"])
        assert len(passage["place"]) == 1
        unit, number = next(iter(passage["place"].items()))
        assert unit in ("line", "page", "paragraph", "cell")
        assert number >= 1
        assert passage["reason"]
        assert "{" not in passage["reason"]


def test_anyone_can_check_an_offset(seeds_report: Json, seeds_out: Path) -> None:
    texts = {plan: (seeds_out / "texts" / f"{plan}.txt").read_bytes().decode("utf-8") for plan in PLAN_IDS}
    for plan in seeds_report["plans"]:
        assert plan["chars"] == len(texts[plan["id"]])
    for plan, passage in passages(seeds_report):
        assert texts[plan][passage["start"] : passage["end"]] == passage["quote"]


def test_texts_are_the_canonical_ones_and_nothing_else(seeds_out: Path, seeds_comparison: Comparison) -> None:
    written = {path.stem: path.read_bytes().decode("utf-8") for path in (seeds_out / "texts").iterdir()}
    assert written == {plan.id: plan.text for plan in seeds_comparison.plans}


def test_raw_text_stands_only_in_the_repair_list(seeds_report: Json) -> None:
    stripped = {**seeds_report, "sources": []}
    content = json.dumps(stripped, ensure_ascii=False)
    assert not re.search("[āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜ]", content)
    for mark in "產業發與時":
        assert mark not in content


def test_gaps(seeds_report: Json) -> None:
    themes = {theme["id"] for theme in seeds_report["themes"]}
    depths = {(cell["theme"], cell["plan"]): cell["depth"] for cell in seeds_report["coverage"]}
    links = {(plan["id"], link["id"]) for plan in seeds_report["plans"] for link in plan["upper"]}
    assert {(gap["plan"], gap["upper"]) for gap in seeds_report["gaps"]} == links
    ids = [gap["id"] for gap in seeds_report["gaps"]]
    assert len(ids) == len(set(ids))
    refs = {
        "theme": themes,
        "clause": {row["id"] for row in seeds_report["alignments"]},
        "target": {row["id"] for row in seeds_report["target_pairs"]},
    }
    for gap in seeds_report["gaps"]:
        assert gap["ref"] in refs[gap["kind"]]
        assert 0 <= gap["severity"] <= 1
        if gap["kind"] == "theme":
            assert depths[gap["ref"], gap["upper"]] > depths[gap["ref"], gap["plan"]]
        assert gap["waived"] is None
        assert_fields(gap["upper_quote"], PASSAGE)
        assert len(gap["suggestion"]) > 5
        assert "{" not in gap["suggestion"]


def test_sources_tell_what_was_repaired_and_what_is_missing(seeds_report: Json) -> None:
    sources = {source["plan"]: source for source in seeds_report["sources"]}
    assert all(0.9 < source["readable"] <= 1 for source in sources.values())
    assert {source["file"] for source in sources.values()} == {f"{plan}.txt" for plan in PLAN_IDS}
    for plan in ("qingyuan", "qingcheng"):
        assert sources[plan]["repairs"]["pinyin"] > 100
        assert sources[plan]["repairs"]["traditional"] > 100
    assert any("附件" in warning for warning in sources["lianzhou"]["warnings"])
    assert not any("附件" in warning for plan in ("guangqing", "qingcheng") for warning in sources[plan]["warnings"])


def test_keys_are_sorted_and_the_file_ends_with_a_line_end(seeds_out: Path) -> None:
    content = (seeds_out / "report.json").read_bytes()
    assert content.endswith(b"}\n")
    assert b"\r" not in content
    assert "连州市".encode() in content  # UTF-8, not \u escapes

    def check(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in pairs]
        assert keys == sorted(keys)
        assert len(keys) == len(set(keys))
        return dict(pairs)

    json.loads(content, object_pairs_hook=check)


def test_there_is_no_time_stamp_nor_path_of_this_machine(seeds_out: Path) -> None:
    report = json.loads((seeds_out / "report.json").read_bytes())
    # What was taken out of a file may hold a date: it is listed among the repairs of its source.
    content = json.dumps({**report, "sources": []}, ensure_ascii=False)
    assert not re.search(r"\b20\d\d-\d\d-\d\d\b|\b\d\d:\d\d:\d\d\b", content)
    assert str(seeds_out.parent) not in content
    assert str(Path.home()) not in content
    assert "generated" not in content


def test_numbers_are_rounded_and_finite(seeds_out: Path) -> None:
    content = (seeds_out / "report.json").read_text(encoding="utf-8")
    assert "NaN" not in content
    assert "Infinity" not in content
    assert not re.search(r": \d+\.\d{5,}", content)
