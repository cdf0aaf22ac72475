"""Every number that is shown is the number of rows behind it, in every format, and every table adds up.

The rows are those of report.json; each format is read as a reader would read it, by its own tables, titles and links.
"""

from __future__ import annotations

import base64
import csv
import io
import json
import re
import zlib
from collections import Counter, defaultdict
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import html as markup
from openpyxl import load_workbook

import reports
from compare import RunOptions, compare_plans, given_plans
from compare.cli import show
from compare.gaps import MOST
from compare.model import Comparison, GapGroup
from reports import wording
from reports.view import Tables, plan_labels
from tests.builders import ROOT
from tests.result_tables import read_tables

GROUPS = [*map(str, GapGroup), "waived"]
FULL = {wording.name("group", group, "zh"): group for group in GROUPS}
SHORT = {wording.name("group_short", group, "zh"): group for group in GROUPS}
SHARES = ("kept", "thinner", "cited", "absent", "unjudged")
FORMATS = ("json", "md", "csv", "xlsx", "docx", "html", "brief")

Pair = tuple[str, str]
Topics = dict[Pair, dict[str, dict[tuple[Any, str], int]]]
"""Lower and upper plan -> group -> topic -> number of gaps."""


def _compared(case: str) -> Comparison:
    folder = ROOT.parent / "shared" / ("gold" if case == "zhejiang" else "corpora")
    options = RunOptions(jobs=1)
    if not folder.is_dir():
        pytest.skip(f"{folder} is not here")
    if case == "zhejiang":
        return compare_plans(folder / "zhejiang" / "plans.yaml", options=options)
    reports_ = folder / "work_reports"
    # As many as make the page of many plans.
    cities = sorted(reports_.glob("2024_*.txt"))[::18]
    listed = given_plans([reports_ / "2025_安徽省.txt"], cities)
    return compare_plans(listed, options=options)


@pytest.fixture(scope="module", params=["seeds", "zhejiang", "corpora"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Comparison, Path]:
    seeds = request.param == "seeds"
    comparison = request.getfixturevalue("seeds_comparison") if seeds else _compared(request.param)
    out = tmp_path_factory.mktemp(request.param)
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "corpora":  # packed as the page of twice as many plans
            patch.setattr("reports.formats.html.island.PACKED_FROM", 1_000_000)
        reports.write(comparison, out, formats=FORMATS)
    return comparison, out


@pytest.fixture(scope="module")
def wanted(made: tuple[Comparison, Path]) -> Topics:
    """Topics of each pair by the group of their gravest gap, counted from report.json alone."""
    comparison, out = made
    labels = plan_labels(comparison.plans)
    rows: defaultdict[Pair, defaultdict[tuple[Any, str, bool], list[dict[str, Any]]]]
    rows = defaultdict(lambda: defaultdict(list))
    for gap in read_tables(out)["gaps"]:
        rows[labels[gap["plan"]], labels[gap["upper"]]][gap["theme"], gap["topic"], gap["waived"] is not None].append(
            gap
        )
    found: Topics = {}
    for pair, topics in rows.items():
        own: defaultdict[str, dict[tuple[Any, str], int]] = defaultdict(dict)
        for (theme, topic, waived), gaps in topics.items():
            group = "waived" if waived else min((gap["group"] for gap in gaps), key=GROUPS.index)
            own[group][theme, topic] = len(gaps)
        found[pair] = dict(own)
    return found


def _numbers(wanted: Topics) -> dict[Pair, dict[str, tuple[int, int]]]:
    return {
        pair: {group: (len(topics), sum(topics.values())) for group, topics in groups.items()}
        for pair, groups in wanted.items()
    }


def test_a_reader_takes_in_the_topics_of_a_pair(wanted: Topics) -> None:
    for groups in wanted.values():
        assert sum(len(topics) for group, topics in groups.items() if group != "waived") <= MOST <= 25


def test_one_upper_sentence_is_told_once(made: tuple[Comparison, Path]) -> None:
    gaps = read_tables(made[1])["gaps"]
    sentences = Counter((gap["plan"], gap["upper"], gap["upper_clause"]) for gap in gaps if gap["kind"] != "target")
    assert set(sentences.values()) <= {1}


def _check_tables(themes: list[list[str]], topics: list[list[str]], first: int, wanted: Topics) -> None:
    """Both tables of the pairs; ``first`` is the column of the total."""
    for row in themes[1:]:
        total, *shares = map(int, row[first:])
        assert total == sum(shares), row
    numbers = _numbers(wanted)
    heads, *rows = topics
    groups = [SHORT[head] for head in heads[first + 1 :]]
    for row in rows:
        total, *counts = map(int, row[first:])
        told = dict(zip(groups, counts, strict=True))
        assert total == sum(counts)
        own = numbers.get((row[0], row[1]), {})
        assert {group: count for group, count in told.items() if count} == {group: n for group, (n, _) in own.items()}


def test_markdown(made: tuple[Comparison, Path], wanted: Topics) -> None:
    text = (made[1] / "report.md").read_text("utf-8")
    tables = [
        [[cell.strip() for cell in line.strip("|").split(" | ")] for line in table.splitlines() if "---" not in line]
        for table in re.findall(r"(?:^\|.*\n)+", text, re.M)
    ]
    pairs = [table for table in tables if table[0][:2] == ["下位规划", "上位规划"]]
    _check_tables(pairs[0], pairs[1], 3, wanted)
    part = re.search(r"^## .、衔接缺项\n(.*?)(?=^## )", text, re.M | re.S)
    assert part
    found: dict[Pair, dict[str, tuple[int, int]]] = {}
    for head, body in re.findall(r"^### ([^\n]+)\n(.*?)(?=^### |\Z)", part[1], re.M | re.S):
        if "←" not in head:
            continue
        lower, upper = head.split("：")[0].split(" ← ")
        last = 0
        for group, topics, gaps, listed in re.findall(
            r"^#### ([^\n]+)（(\d+)组，(\d+)项）\n(.*?)(?=^#### |\Z)", body, re.M | re.S
        ):
            numbered = [int(number) for number in re.findall(r"^(\d+)\. \*\*", listed, re.M)]
            assert numbered == list(range(last + 1, last + int(topics) + 1))
            last = numbered[-1]
            assert len(re.findall(r"^   - (?:主题|条款|指标) · ", listed, re.M)) == int(gaps)
            found.setdefault((lower, upper), {})[FULL[group]] = int(topics), int(gaps)
    assert found == _numbers(wanted)


def _check_sheet(rows: list[list[str]], wanted: Topics) -> None:
    heads, *body = rows
    at = {head: number for number, head in enumerate(heads)}
    found: dict[Pair, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for _, own in groupby(body, lambda row: (row[at["规划"]], row[at["上位规划"]])):
        listed = list(own)
        numbers = list(dict.fromkeys(int(row[at["序号"]]) for row in listed))
        assert numbers == list(range(1, len(numbers) + 1))
    gaps = Counter((row[at["规划"]], row[at["上位规划"]]) for row in body)
    assert gaps == {pair: sum(sum(topics.values()) for topics in groups.values()) for pair, groups in wanted.items()}
    for row in body:
        found[row[at["规划"]], row[at["上位规划"]]][row[at["序号"]]].add(row[at["主题或章节"]])
    for pair, topics in found.items():
        assert len(topics) == sum(map(len, wanted[pair].values()))
        assert all(len(names) == 1 for names in topics.values())


def test_csv_and_workbook(made: tuple[Comparison, Path], wanted: Topics) -> None:
    out = made[1]
    rows = list(csv.reader(io.StringIO((out / "gaps.csv").read_text("utf-8-sig"), newline="")))
    _check_sheet(rows, wanted)
    # Of a workbook that is only read no sheet is loaded but this.
    page = load_workbook(out / "review.xlsx", read_only=True)[wording.text("sheet.gaps", "zh")]
    _check_sheet([[str(value or "") for value in row] for row in page.iter_rows(values_only=True)], wanted)
    report = read_tables(out)
    for name, table in (("clauses", "alignments"), ("target_pairs", "target_pairs"), ("targets", "targets")):
        listed = list(csv.reader(io.StringIO((out / f"{name}.csv").read_text("utf-8-sig"), newline="")))
        assert len(listed) - 1 == len(report[table])


def test_word(made: tuple[Comparison, Path], wanted: Topics) -> None:
    paper = Document(str(made[1] / "report.docx"))
    below = {}
    for each in paper.tables:
        title = "".join(text.text or "" for text in each._tbl.getprevious().iter(qn("w:t"))).split(" ", 1)[-1]
        below[title] = [[cell.text for cell in row.cells] for row in each.rows]
    heads, *rows = below["各下位规划衔接缺项"]
    numbers = _numbers(wanted)
    for row in rows:
        told = {
            SHORT[head]: (int(found[1]), int(found[2]))
            for head, text in zip(heads, row, strict=True)
            if (found := re.fullmatch(r"(\d+)组，(\d+)项", text))
        }
        assert told == numbers[row[0], row[1]]
    for row in below["各下位规划主题衔接情况"][1:]:
        total, *shares = map(int, row[2:])
        assert total == sum(shares)


def test_page(made: tuple[Comparison, Path], wanted: Topics) -> None:
    text = (made[1] / "report.html").read_text("utf-8")
    page = markup.fromstring(text)
    # More than lxml keeps in a node; many rows are packed.
    script = re.search(r'<script[^>]* type="([^"]*)"[^>]* id="data"[^>]*>(.*?)</script>', text, re.S)
    assert script
    packed = script[1] == "application/zlib"
    assert packed or len(made[0].plans) < 8
    data: dict[str, Any] = json.loads(zlib.decompress(base64.b64decode(script[2])) if packed else script[2])
    names = [plan[0] for plan in data["plans"]]
    found: dict[Pair, dict[str, list[int]]] = defaultdict(dict)
    for block in page.xpath("//section[@id='gaps']//details[contains(@class, 'block')]"):
        topics = block.xpath("./details[contains(@class, 'topic')]")
        spans = [tuple(map(int, topic.get("data-gaps").split())) for topic in topics]
        gaps = [data["gaps"][at] for first, count in spans for at in range(first, first + count)]
        ((plan, upper),) = {(gap[3], gap[4]) for gap in gaps}
        found[names[plan], names[upper]][block.get("data-group")] = [count for _, count in spans]
        title = " ".join(block.find("summary").text_content().split())
        assert title.endswith(f"（{len(spans)}组，{len(gaps)}项）")
    assert {pair: {group: (len(n), sum(n)) for group, n in own.items()} for pair, own in found.items()} == _numbers(
        wanted
    )
    links = page.xpath("//section[@id='summary']//a[@data-group]")
    assert len(links) == sum(len(groups) for groups in wanted.values())
    for link in links:
        pair = names[int(link.get("data-lower"))], names[int(link.get("data-upper"))]
        assert int(link.text) == len(found[pair][link.get("data-group")])


def test_terminal(made: tuple[Comparison, Path], wanted: Topics, capsys: pytest.CaptureFixture[str]) -> None:
    show.summary(Tables(made[0]), "zh")
    parts = capsys.readouterr().out.split("下位规划")
    tables = []
    for part in parts[1:]:
        lines = [line for line in part.splitlines() if line.strip() and "─" not in line and "：" not in line]
        tables.append(
            [["下位规划", *re.split(r"\s{2,}", lines[0].strip())], *(re.split(r"\s{2,}", x.strip()) for x in lines[1:])]
        )
    if tables:
        _check_tables(tables[0], tables[1], 2, wanted)


def test_summary(made: tuple[Comparison, Path], wanted: Topics) -> None:
    """The figures of the judgement, of the problems and of what is to be checked, as the Markdown report has them."""
    report, text = read_tables(made[1]), (made[1] / "report.md").read_text("utf-8")
    parts = dict(re.findall(r"^### ([^\n]+)\n(.*?)(?=^##)", text, re.M | re.S))
    gaps = [gap for gap in report["gaps"] if gap["waived"] is None]
    judged = re.search(r"共(\d+)项，写到(\d+)项|提出的(\d+)个主题写到(\d+)个", parts["总体判断"])
    if judged:
        told = [int(each) for each in judged.groups() if each]
        depths = {(cell["theme"], cell["plan"]): cell["depth"] or 0 for cell in report["coverage"]}
        named = {link["plan"] for link in report["links"] if plan_labels(made[0].plans)[link["plan"]] in text}
        links = [link for link in report["links"] if link["plan"] in named]
        sets = [
            (theme["id"], link)
            for link in links
            for theme in report["themes"]
            if depths[theme["id"], link["upper"]] > 1
        ]
        taken = sum(depths[theme, link["plan"]] > 1 for theme, link in sets)
        assert told[0] <= len(sets) and told[1] <= taken
        if len({link["later"] for link in links}) == 1 and {p["kind"] for p in report["plans"]} == {"report"}:
            assert told == [len(sets), taken]
    below = re.search(r"另有(\d+)项指标弱于上位要求", parts["总体判断"])
    assert int(below[1] if below else 0) == sum(gap["group"] == "below" for gap in gaps)
    problems = parts.get("主要问题", "") + parts.get("须核对或修编时衔接的主要内容", "")
    if first := re.search(r"有(\d+)项指标弱于上位规划", problems):
        assert int(first[1]) == sum(gap["group"] == "below" for gap in gaps)
    for count in re.findall(r"“等(\d+)个，\S+没有设", problems):
        assert int(count) <= sum(len(gap["subjects"]) for gap in gaps if gap["kind"] == "target")
    checks = parts.get("须核对", "")
    if noted := re.search(r"不算缺陷的内容：(.*?)，请逐项确认", checks):
        counts = {SHORT[name]: int(count) for name, count in re.findall(r"(\D+?)(\d+)组；?", noted[1])}
        topics = Counter(group for groups in wanted.values() for group, found in groups.items() for _ in found)
        assert counts == {group: topics[group] for group in counts} and counts
    if unsure := re.search(r"逐条对照的(\d+)条结论里，(\d+)条", checks):
        rows = report["alignments"]
        assert int(unsure[1]) == len(rows)
        assert int(unsure[2]) == sum(not row["sure"] and not row["decided"] for row in rows)


def test_every_quotation_of_the_summary_stands_in_its_plan(made: tuple[Comparison, Path]) -> None:
    text = (made[1] / "report.md").read_text("utf-8").split("\n## ")[1]
    texts = "".join(plan.text for plan in made[0].plans)
    quotes = re.findall(r"^   - [^“]+：“(.+?)”（", text, re.M)
    marks = re.compile(r"[\s\\“”‘’]")
    squeezed = marks.sub("", texts)
    for quote in quotes:
        assert all(marks.sub("", part) in squeezed for part in re.split("…+", quote)), quote


def test_brief(made: tuple[Comparison, Path], wanted: Topics) -> None:
    """What one page shows of the gaps and what it leaves out are all topics of the plan, none twice."""
    comparison, out = made
    labels, report = plan_labels(comparison.plans), read_tables(out)
    lowers = {link["plan"] for link in report["links"]}
    assert lowers
    for plan in lowers:
        page = markup.fromstring((out / "brief" / f"{plan}.html").read_text("utf-8"))
        text = " ".join(page.text_content().split())
        rest = re.search(r"另有(\d+)组，见 review.xlsx", text)
        table = page.xpath("//h2[contains(., '最要紧的缺项')]/following-sibling::*[1][self::table]//tr")
        shown = max(0, len(table) - 1)
        topics = sum(
            len(found)
            for (lower, _), groups in wanted.items()
            if lower == labels[plan]
            for group, found in groups.items()
            if group != "waived"
        )
        if not topics:
            continue
        assert shown <= 5
        left = int(rest[1]) if rest else 0
        assert topics - shown <= left <= topics - (shown > 0)  # two of those that are shown may be of one topic
