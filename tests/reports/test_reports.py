"""Reports on a comparison made by hand: contract, agreement of the formats, safety, both languages.

Golden files: ``UPDATE_GOLDEN=1 pytest tests/reports/test_reports.py`` writes them anew; read the difference before committing.
"""

from __future__ import annotations

import base64
import csv
import dataclasses
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import warnings
from collections import Counter
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from msgspec.structs import replace

import reports
from compare.errors import InputError
from compare.model import Alone, Comparison, Depth, GapGroup, Kind, Label, Level, Reason, Role, Verdict
from reports import wording
from reports.formats import charts, html, markdown
from reports.formats import csv as csvs
from reports.formats.json import report as data
from reports.view import builder as tables
from reports.view import executive
from reports.view import top as picks
from reports.view.labels import plan_labels
from tests import sample
from tests.result_tables import clause_of, quote_of, read_tables, tables_of

GOLDEN = Path(__file__).parents[1] / "golden"
LANGS = wording.LANGS
# A comparison of other plans than those of the fixture has other findings.
NOTHING_FOUND: dict[str, Any] = dict.fromkeys(
    (
        "coverage",
        "gaps",
        "alignments",
        "targets",
        "target_pairs",
        "contradictions",
        "decisions",
        "chain",
        "distinctive",
        "unlinked",
    ),
    (),
)
PASSAGE = {"commitment", "quote", "start", "end", "section", "place", "role", "depth", "score", "reason"}


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return sample.comparison()


@pytest.fixture(scope="module")
def made(comparison: Comparison, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    reports.write(comparison, out)
    return out


def seen(folder: Path) -> set[Path]:
    """The files that a user sees, without the hidden record of what was written."""
    return {path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")}


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


# wording


def test_every_text_is_there_in_both_languages_with_the_same_places() -> None:
    def places(text: str) -> set[str | None]:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}

    for group, entries in wording.texts().items():
        for code, (chinese, english) in entries.items():
            assert chinese.strip() and english.strip(), f"{group}.{code}"
            assert places(chinese) == places(english), f"{group}.{code}"


@pytest.mark.parametrize(
    ("group", "codes"),
    [
        ("level", Level),
        ("kind", Kind),
        ("role", Role),
        ("group", GapGroup),
        ("group_short", GapGroup),
        ("label", Label),
        ("verdict", Verdict),
    ],
)
def test_every_code_of_the_model_has_a_name(group: str, codes: type[Level]) -> None:
    assert {str(code) for code in codes} <= set(wording.texts()[group])


@pytest.mark.parametrize(
    ("code", "values", "chinese"),
    [
        ("name", "产业集群", "写有主题名称“产业集群”"),
        ("alias", "集群", "写有同义表述“集群”"),
        ("variant", "广清一体|广清融合", "与“广清一体”写法相近：“广清融合”"),
        ("heading", "第一章", "位于标题“第一章”之下"),
        ("terms", "充电|桩", "用词与主题释义相合：“充电”“桩”"),
        ("document_title", "某规划", "仅见于文件名称《某规划》"),
        ("near", "产业", "仅有相近用词“产业”，不足以采信"),
        ("near", "", "得分最高，但不足以采信"),
        ("quantified", "2000个", "提出量化目标“2000个”"),
        ("actioned", "3", "有3处具体举措"),
        ("stated", "2", "2处目标、原则或方向性表述，未见具体举措"),
        ("cited", "basis|1", "仅在编制依据处提及（1处）"),
        ("absent", "4|0.31", "全文未见：检索了4个词语，最接近的段落得分0.31"),
        ("cannot_say", "41%", "没有读到完整的规划正文，或文本损坏较重（可读41%），不能判断"),
        ("readable_low", "41", "文本损坏较重，可读41%"),
        ("annex_missing", "附件:", "文末“附件:”后无内容，附件缺失"),
        ("no_headings", "", "未识别到标题，不能给出章节"),
        ("truncated", "", "文本在句中结束，可能不完整"),
        ("duplicate", "city", "内容与“city”相同"),
        ("skipped", ".xyz", "不支持的格式（.xyz），未读"),
        ("unreadable", "空文件", "未能读取：空文件"),
        ("no_upper", "", "未设上位规划"),
        ("brand_new", "x|y", "brand_new：x；y"),
        ("cited", "basis", "cited：basis"),
    ],
)
def test_sentence_of_a_reason(code: str, values: str, chinese: str) -> None:
    reason = Reason(code, tuple(values.split("|")) if values else ())
    assert wording.sentence(reason, "zh") == chinese
    assert "{" not in wording.sentence(reason, "en")


def test_braces_in_a_document_are_no_placeholders() -> None:
    assert wording.sentence(Reason("name", ("{0}{lang}",)), "zh") == "写有主题名称“{0}{lang}”"


# rows


def test_pairs_count_what_the_upper_plan_sets_and_the_lower_takes_up(comparison: Comparison) -> None:
    built = tables.Tables(comparison)
    pairs = {(row.lower.plan.id, row.upper.plan.id): row for row in built.pairs}
    county = pairs["county", "city"]
    assert county.themes == (0, 1, 1, 1, 0)
    assert (county.upper_themes, county.taken_up) == (3, 1)
    assert county.topics == (1, 1, 1, 0, 0, 1, 0, 0, 1)
    assert built.labels(county) == (1, 1, 1, 0, 0)
    assert county.verdicts == (0, 1, 0, 0)
    assert pairs["+district", "city"].themes == (0, 0, 0, 0, 3)
    assert pairs["county", "region"].topics == (0, 0, 0, 0, 1, 0, 0, 1, 0)


def test_plans_stand_by_level_and_have_unique_labels(comparison: Comparison) -> None:
    twins = tuple(replace(plan, id=f"{plan.id}2") for plan in comparison.plans)
    both = dataclasses.replace(
        comparison,
        plans=comparison.plans + twins,
        coverage=comparison.coverage + tuple(replace(cell, plan=f"{cell.plan}2") for cell in comparison.coverage),
    )
    plans = tables.plan_rows(both)
    assert [row.plan.level for row in plans] == sorted((row.plan.level for row in plans), key=lambda level: level.rank)
    assert len({row.label for row in plans}) == len(plans) == 8


def test_plans_of_one_place_and_year_are_told_apart_by_kind_then_title(comparison: Comparison) -> None:
    first = replace(comparison.plans[1], year=2021)
    report = replace(first, id="a", kind=Kind.REPORT)
    waters = replace(first, id="b", kind=Kind.SPECIAL, title="某市水利发展规划")
    roads = replace(first, id="c", kind=Kind.SPECIAL, title="某市交通发展规划")
    twin = replace(roads, id="d")
    later = replace(first, id="e", year=2026)
    labels = plan_labels((first, report, waters, roads, twin, later))
    assert labels == {
        "city": "某市 2021 规划纲要",
        "a": "某市 2021 工作报告",
        "b": "某市水利发展规划",
        "c": "c",
        "d": "d",
        "e": "某市 2026",
    }


def test_gaps_are_ranked_within_their_group_and_numbered_through(comparison: Comparison) -> None:
    first = comparison.gaps[0]
    lesser = replace(first, id="g8", severity=0.1)
    elsewhere = replace(first, id="g7", upper="region")
    worse = replace(first, id="g9", ref="x", theme=None, topic="第一章", severity=0.99)
    blocks = tables.Tables(dataclasses.replace(comparison, gaps=(*comparison.gaps, lesser, worse, elsewhere))).gaps
    # The topic that has a target below that of above stands with all its gaps in the first group.
    shown = [GapGroup.BELOW, GapGroup.ABSENT, GapGroup.CITED, GapGroup.UNMENTIONED, None]
    assert [(block.upper.plan.id, block.group) for block in blocks] == [
        *(("city", group) for group in shown),
        ("region", GapGroup.ABSENT),
        ("region", GapGroup.POSSIBLE),
        ("region", GapGroup.LATER),
    ]
    assert [[row.gap.id for row in topic.rows] for topic in blocks[1].topics] == [["g9"], ["g0000000", "g8"]]
    # Each pair of plans is looked at by itself, and numbered from 1.
    assert [topic.number for block in blocks for topic in block.topics] == [1, 2, 3, 4, 5, 6, 1, 2, 3]


def test_a_topic_stands_where_its_gravest_gap_does(comparison: Comparison) -> None:
    theme = next(gap for gap in comparison.gaps if gap.group is GapGroup.WEAKER and gap.kind == "theme")
    clause = replace(theme, id="g8", kind="clause", ref="a9", group=GapGroup.ABSENT, severity=0.01)
    blocks = tables.Tables(dataclasses.replace(comparison, gaps=(theme, clause))).gaps
    assert [(block.group, [row.gap.id for row in block.rows]) for block in blocks] == [
        (GapGroup.ABSENT, [theme.id, "g8"])
    ]


def test_an_accepted_gap_is_no_fault_and_stands_apart(comparison: Comparison) -> None:
    built = tables.Tables(comparison)
    assert built.totals.faults == (3, 0, 1) and built.totals.waived == 1 and built.totals.stale == 1
    assert [row.gap.id for block in built.gaps if block.group is None for row in block.rows] == ["g0000006"]


def test_shares_of_a_level_add_up(comparison: Comparison) -> None:
    for row in tables.Tables(comparison).levels:
        assert sum(row.shares) == pytest.approx(1)


def test_top_frequency_states_the_rest(comparison: Comparison) -> None:
    every = tables.Tables(comparison).frequency
    top = tables.top_frequency(every, 1)
    assert (top.rest_themes, top.rest_mentions) == (3, sum(row.mentions for row in every[1:]))


# report.json


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


def test_files_of_another_comparison_do_not_stay_beside_the_new_ones(comparison: Comparison, tmp_path: Path) -> None:
    reports.write(comparison, tmp_path)
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


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", " =1", "\u202e=1"])
def test_no_cell_is_a_formula(value: str) -> None:
    assert str(csvs.cell(value)).startswith("'")


def test_csv_files_are_made_for_excel(made: Path) -> None:
    for name in ("coverage", "gaps", "evidence", "frequency"):
        content = (made / f"{name}.csv").read_bytes()
        assert content.startswith(b"\xef\xbb\xbf") and content.endswith(b"\r\n")
        assert b"\n" not in content.replace(b"\r\n", b"") and "\u202e".encode() not in content
        table = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        assert len(table) > 1 and len({len(row) for row in table}) == 1
        assert not [value for row in table for value in row if value.startswith(("=", "+", "-", "@"))]
    assert "'=HYPERLINK(充电设施)" in (made / "coverage.csv").read_text("utf-8-sig")


# charts


def wide(comparison: Comparison) -> Comparison:
    """Twelve plans, so that their names stand upright, one with a character that no font has."""
    plans = tuple(replace(comparison.plans[1], id=f"p{n}", region=f"第{n}个很长很长的市 $x^2$ᚠ") for n in range(12))
    cells = [cell for cell in comparison.coverage if cell.plan == "city"]
    entries = [entry for entry in comparison.frequency if entry.plan == "city"]
    return dataclasses.replace(
        comparison,
        plans=plans,
        frequency=tuple(replace(entry, plan=plan.id) for entry in entries for plan in plans),
        **NOTHING_FOUND | {"coverage": tuple(replace(cell, plan=plan.id) for cell in cells for plan in plans)},
    )


DRAWN = {"coverage", "levels", "chain", "verdicts", "targets", "frequency", "frequency_levels"}


def drawn(comparison: Comparison, lang: wording.Lang = "zh") -> set[str]:
    return {Path(name).stem for name in charts.render(tables.Tables(comparison), lang)}


@pytest.mark.parametrize("lang", LANGS)
def test_charts_have_every_glyph_and_no_outside_reference(comparison: Comparison, lang: wording.Lang) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for one, names in (comparison, DRAWN), (wide(comparison), {"coverage", "levels", "frequency"}):
            files = charts.render(tables.Tables(one), lang)
            assert set(files) == {f"charts/{name}.{kind}" for name in names for kind in ("png", "svg")}
            for name, content in files.items():
                assert content.startswith(b"\x89PNG" if name.endswith("png") else b"<?xml")
                if name.endswith("svg"):
                    assert b"<text" not in content and b"<script" not in content and b"date>" not in content


def test_charts_of_nothing_are_not_drawn(comparison: Comparison) -> None:
    assert drawn(dataclasses.replace(comparison, chain=())) == DRAWN - {"chain"}
    assert drawn(dataclasses.replace(comparison, alignments=())) == DRAWN - {"verdicts"}
    missing = tuple(pair for pair in comparison.target_pairs if pair.lower_target is None)
    assert drawn(dataclasses.replace(comparison, target_pairs=missing)) == DRAWN - {"targets"}
    silent = tuple(replace(entry, mentions=0, per_10k_chars=0.0) for entry in comparison.frequency)
    assert drawn(dataclasses.replace(comparison, frequency=silent)) == DRAWN - {"frequency", "frequency_levels"}


def test_charts_of_many_rows_fill_a_page_and_say_what_is_left(comparison: Comparison) -> None:
    themes = tuple(replace(theme, id=f"{theme.id}{n}") for n in range(30) for theme in comparison.themes)
    many = dataclasses.replace(
        comparison,
        themes=themes,
        coverage=tuple(replace(c, theme=f"{c.theme}{n}") for n in range(30) for c in comparison.coverage),
        frequency=tuple(replace(f, theme=f"{f.theme}{n}") for n in range(30) for f in comparison.frequency),
        chain=tuple(replace(c, theme=f"{c.theme}{n}") for n in range(30) for c in comparison.chain),
        gaps=(),
    )
    rows = tables.Tables(many)
    matrix, chain, levels = picks.top_matrix(rows), picks.top_chain(rows), picks.level_frequency(rows)
    assert len(matrix.rows) + matrix.rest == len(themes) and len(matrix.rows) == picks.MATRIX_THEMES
    assert len(chain.rows) + chain.rest == len(many.chain) and len(chain.rows) == picks.CHAINS
    assert len(levels.rows) + levels.rest == len(themes)
    for name, content in charts.render(rows, "zh").items():
        if name.endswith("png"):  # A4 between its margins
            assert int.from_bytes(content[20:24]) <= 1.6 * charts.WIDTH * charts.DPI, name


def test_the_chain_chart_shows_the_most_often_lost_themes_first(comparison: Comparison) -> None:
    top = picks.top_chain(tables.Tables(comparison))
    lost = [len(row.marked("lost")) for row in top.rows]
    assert lost == sorted(lost, reverse=True)
    falls = Counter(step.plan.label for row in top.rows for step in row.marked("lost"))
    assert [counts[1] for counts in top.falls] == [falls[row.label] for row in top.plans]


def test_the_target_chart_sets_lower_figures_against_the_upper_line(comparison: Comparison) -> None:
    (band,) = picks.top_targets(tables.Tables(comparison)).bands
    (panel,) = band.panels
    assert (panel.low, panel.high, panel.least, panel.most) == (2000, 2000, 800, 2000)
    assert [(dot.row.lower.label, dot.low, dot.meets) for dot in panel.dots] == [("某县", 800, False)]
    assert [row.label for row in band.plans] == ["某县"]


@pytest.mark.parametrize(
    ("value", "unit", "norm", "norm_unit", "figure"),
    [
        ("800", "个", None, "", (800, 800)),
        ("800-900", "个", None, "", (800, 900)),
        ("0.08", "万个", 800.0, "个", (800, 800)),
        ("0.08", "万套", 800.0, "套", None),
        ("", "全覆盖", 100.0, "%", None),
    ],
)
def test_figures_are_drawn_in_the_unit_of_the_upper_target(
    comparison: Comparison, value: str, unit: str, norm: float | None, norm_unit: str, figure: tuple[int, int] | None
) -> None:
    upper = replace(sample.TARGETS[0], norm_value=2000.0, norm_unit="个")
    lower = replace(sample.TARGETS[1], value=value, unit=unit, norm_value=norm, norm_unit=norm_unit)
    one = dataclasses.replace(comparison, targets=(upper, lower, *sample.TARGETS[2:]))
    bands = picks.top_targets(tables.Tables(one)).bands
    assert [(dot.low, dot.high) for band in bands for panel in band.panels for dot in panel.dots] == (
        [figure] if figure else []
    )


def test_the_finding_counts_what_the_tables_count(comparison: Comparison) -> None:
    rows = tables.Tables(comparison)
    found = executive(rows)
    bound = [
        pair for pair in rows.pairs if pair.link.relation == "superior" and not pair.link.later and pair.themes[4] < 3
    ]
    assert list(found.pairs) == bound and not found.excuses and found.faults
    assert found.below == sum(gap.group is GapGroup.BELOW for gap in comparison.gaps)
    assert 1 <= len(found.problems) <= 5
    assert all(row.gap.waived is None for each in found.problems for row in each.rows)
    assert found.checks.verdicts == len(comparison.alignments)
    told = [each for _, part in wording.executive(found, "zh") for each in part]
    assert not any("{" in each.text or "0." in each.text for each in told)
    assert all(each.quotes for each in told if each.gap in {p.rows[0].gap.id for p in found.problems} and each.quotes)


def test_the_finding_merges_what_several_plans_lack_and_quotes_no_sentence_twice(comparison: Comparison) -> None:
    first = next(gap for gap in comparison.gaps if gap.group is GapGroup.ABSENT)
    again = replace(first, id="g77", plan="+district")
    other = replace(first, id="g78", theme=None, topic="第九章")
    found = executive(tables.Tables(dataclasses.replace(comparison, gaps=(first, again, other))))
    (problem,) = found.problems
    assert [row.plan.id for row in problem.plans] == ["+district", "county"]
    (told,) = dict(wording.executive(found, "zh"))["主要问题"]
    assert "某区、某县没有安排" in told.text
    (advised,) = dict(wording.executive(found, "zh"))["建议"]
    assert advised.text.startswith("某区") and "（问题1）" in advised.text and "某县同样处理" in advised.text


def test_a_year_in_a_reason_is_written_as_its_reader_writes_it() -> None:
    reason = Reason("partial_lower", ("80%（2025年）", "60%（2025年）"))
    assert "80%（2025年）" in wording.sentence(reason, "zh")
    assert "80% (2025)" in wording.sentence(reason, "en") and "（" not in wording.sentence(reason, "en")


def test_a_clause_whose_number_is_lower_is_named_with_both_numbers(comparison: Comparison) -> None:
    first = next(gap for gap in comparison.gaps if gap.kind == "clause")
    reason = Reason("partial_lower", ("58%", "55%"))
    gap = replace(first, group=GapGroup.BELOW, reason=reason, lacks=("项目占比达到58%",), subjects=())
    found = executive(tables.Tables(dataclasses.replace(comparison, gaps=(gap,))))
    (told,) = dict(wording.executive(found, "zh"))["主要问题"]
    assert found.below == 1 and "“项目占比达到58%”上位58%、本规划55%" in told.text
    (again,) = dict(wording.executive(found, "en"))["Main problems"]
    assert "58% above, 55% here" in again.text


def test_advice_of_one_chapter_is_one_sentence_and_repeats_no_problem(comparison: Comparison) -> None:
    first, *_ = (gap for gap in comparison.gaps if gap.group is GapGroup.ABSENT)
    other = replace(
        first,
        id="g79",
        theme=None,
        topic="第九章",
        subjects=("夜间经济",),
        upper_quote=replace(first.upper_quote, start=1),
    )
    found = executive(tables.Tables(dataclasses.replace(comparison, gaps=(first, other))))
    told = dict(wording.executive(found, "zh"))
    (advised,) = told["建议"]
    assert len(told["主要问题"]) == 2 and "（问题1、2）" in advised.text and "“夜间经济”" in advised.text
    assert not any(problem.text[:-1] in advised.text or "草拟" in advised.text for problem in told["主要问题"])


@pytest.mark.parametrize("lang", wording.LANGS)
def test_plans_that_were_not_compared_are_named(comparison: Comparison, lang: wording.Lang) -> None:
    def told(*alone: Alone) -> set[str]:
        found = executive(tables.Tables(dataclasses.replace(comparison, alone=alone)))
        return {each.text for each in dict(wording.executive(found, lang))[wording.text("executive.checks", lang)]}

    (early,) = told(Alone("city", later=True)) - told()
    (missed,) = told(Alone("city", later=False)) - told()
    assert all("某市" in each and "upper" in each for each in (early, missed)) and early != missed
    assert ("印发在后" in early and "印发在后" not in missed) or lang == "en"


def test_a_finding_without_faults_shows_what_is_to_be_checked(comparison: Comparison) -> None:
    kept = tuple(gap for gap in comparison.gaps if gap.group is GapGroup.LATER)
    found = executive(tables.Tables(dataclasses.replace(comparison, gaps=kept)))
    assert not found.faults and [each.kind for each in found.problems] == ["later"]
    assert "主要问题" not in dict(wording.executive(found, "zh"))


def test_charts_are_as_wide_as_a_page(comparison: Comparison) -> None:
    for name, content in charts.render(tables.Tables(wide(comparison)), "zh").items():
        if name.endswith("png"):
            assert int.from_bytes(content[16:20]) == charts.WIDTH * charts.DPI


def test_matplotlib_is_loaded_for_charts_alone() -> None:
    check = "import sys, reports; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], cwd=Path(__file__).parents[2]).returncode == 0


# golden files


@pytest.mark.parametrize(
    ("golden", "made_by", "lang"),
    [
        ("report_small.md", "report.md", "zh"),
        ("report_small.en.md", "report.md", "en"),
        ("coverage_small.csv", "coverage.csv", "zh"),
        ("gaps_small.csv", "gaps.csv", "zh"),
        ("clauses_small.csv", "clauses.csv", "zh"),
        ("target_pairs_small.csv", "target_pairs.csv", "zh"),
        ("contradictions_small.csv", "contradictions.csv", "zh"),
    ],
)
def test_golden(comparison: Comparison, golden: str, made_by: str, lang: wording.Lang) -> None:
    rows = tables.Tables(comparison)
    content = (markdown.render(rows, lang) | csvs.render(rows, lang))[made_by]
    path = GOLDEN / golden
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_bytes(content)
    assert content.decode() == path.read_bytes().decode()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("5-7", "'5-7"),
        ("2:1", "'2:1"),
        ("1/2", "'1/2"),
        ("3.1.2", "'3.1.2"),
        ("2025年6月", "'2025年6月"),
        ("12e5", "'12e5"),
        ("007", "'007"),
        ("123456789012", "'123456789012"),
        ("85", "85"),
        ("0.5", "0.5"),
        ("5-7天", "5-7天"),
        (12, 12),
    ],
)
def test_a_spreadsheet_takes_no_cell_for_a_date_a_time_or_another_number(text: str | int, shown: str | int) -> None:
    assert csvs.cell(text) == shown
