"""Every format shows the same numbers: each kind of verdict is counted in each format as a reader would count it."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, get_args

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import html as markup
from msgspec.structs import replace
from openpyxl import load_workbook

import reports
from compare.model import Commitment, Comparison, Depth, GapGroup, Label, Reason, Verdict
from reports import wording
from reports.rows import StepMark
from reports.view import builder as tables
from tests import sample
from tests.result_tables import read_tables

Counts = dict[str, Counter[str]]
Grid = list[list[str]]
DEPTHS = {wording.sign(depth) for depth in (*Depth, None)}
STEP = re.compile(rf"[0-4?] (?:{'|'.join(wording.name('depth', wording.code(each), 'zh') for each in (*Depth, None))})")


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    """The small comparison with a target pair of every verdict."""
    one = sample.comparison()
    below = one.target_pairs[0]
    others = (
        replace(below, id="p8", verdict=Verdict.MEETS, reason=Reason("target_meets", ("x", "1", "2"))),
        replace(below, id="p9", verdict=Verdict.NOT_COMPARABLE, reason=Reason("target_amount", ("x", "1", "2"))),
    )
    return dataclasses.replace(one, target_pairs=(*one.target_pairs, *others, replace(others[0], id="pa")))


@pytest.fixture(scope="module")
def made(comparison: Comparison, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("counts")
    reports.write(comparison, out)
    return out


@pytest.fixture(scope="module")
def expected(comparison: Comparison) -> Counts:
    """Counted from the comparison itself; the chain and the blocks of gaps from the rows."""
    rows = tables.Tables(comparison)
    marks = Counter(wording.name("chain_mark", step.mark, "zh") for row in rows.chain for step in row.steps)
    blocks = Counter({wording.group_of(block, "zh"): len(block.rows) for block in rows.gaps})
    kinds = Counter(
        {each: sum(row.commitments[at] for row in rows.plans) for at, each in enumerate(map(str, Commitment))}
    )
    return {
        "depth": Counter(wording.sign(cell.depth) for cell in comparison.coverage),
        "label": Counter(wording.label(each.label, "zh") for each in comparison.alignments),
        "verdict": Counter(wording.name("verdict", pair.verdict, "zh") for pair in comparison.target_pairs),
        "gap kind": Counter(wording.name("gap_kind", gap.kind, "zh") for gap in comparison.gaps),
        "group": Counter(wording.name("group", gap.group, "zh") for gap in comparison.gaps),
        "block": blocks,
        "mark": marks,
        "commitment": Counter({wording.name("commitment", code, "zh"): n for code, n in kinds.items()}),
        "contradiction": Counter(one=len(comparison.contradictions)),
        "mentions": Counter(all=sum(entry.mentions for entry in comparison.frequency)),
        "own": Counter(distinctive=len(comparison.distinctive), unlinked=len(comparison.unlinked)),
    }


def test_every_kind_of_verdict_occurs(expected: Counts) -> None:
    assert set(expected["depth"]) == DEPTHS
    assert len(expected["label"]) == len(Label) + 1 and len(expected["verdict"]) == len(Verdict)
    assert len(expected["group"]) == len(GapGroup) and len(expected["gap kind"]) == 3
    assert {"承接", "变浅", "中断", "不能判断"} >= set(expected["mark"]) >= {"变浅", "中断", "不能判断"}


def _named(group: str, codes: Iterable[object]) -> Counter[str]:
    return Counter(wording.name(group, str(code or "none"), "zh") for code in codes)


def in_json(made: Path) -> Counts:
    report = read_tables(made)
    falls = {(row["theme"], row["set_by"], row["plan"]): row["how"] for row in report["lost"]}
    marks = [
        "unjudged" if step["depth"] is None else falls.get((step["theme"], step["set_by"], step["plan"]), "kept")
        for step in report["chain"]
    ]
    # A clause that is evidence of several themes counts once.
    passages = {
        (row["plan"], row["clause"]): row["commitment"] for row in report["evidence"] if row["found"] == "evidence"
    }
    return {
        "depth": Counter("?" if cell["depth"] is None else str(cell["depth"]) for cell in report["coverage"]),
        "label": _named("label", (row["label"] for row in report["alignments"])),
        "verdict": _named("verdict", (row["verdict"] for row in report["target_pairs"])),
        "gap kind": _named("gap_kind", (row["kind"] for row in report["gaps"])),
        "group": _named("group", (row["group"] for row in report["gaps"])),
        "mark": _named("chain_mark", marks),
        "commitment": _named("commitment", passages.values()),
        "contradiction": Counter(one=len(report["contradictions"])),
        "mentions": Counter(all=sum(row["mentions"] for row in report["frequency"])),
        "own": Counter(distinctive=len(report["distinctive"]), unlinked=len(report["unlinked"])),
    }


def _in_sheets(sheet: Callable[[str], Grid]) -> Counts:
    def column(code: str, head: str) -> list[str]:
        heads, *rows = sheet(code)
        return [row[heads.index(head)] for row in rows]

    matrix = [value[0] for row in sheet("coverage")[1:] for value in row[2:]]
    assert Counter(matrix) == Counter(value[0] for value in column("cells", "落实深度"))
    return {
        "depth": Counter(matrix),
        "label": Counter(column("clauses", "结论")),
        "verdict": Counter(column("target_pairs", "结论")),
        "gap kind": Counter(column("gaps", "缺项类型")),
        "group": Counter(column("gaps", "类别")),
        "mark": Counter(column("chain", "承接情况")),
        "contradiction": Counter(one=len(sheet("contradictions")) - 1),
        "mentions": Counter(all=sum(map(int, column("frequency", "提及次数")))),
        "own": Counter({code: len(sheet(code)) - 1 for code in ("distinctive", "unlinked")}),
    }


def in_csv(made: Path) -> Counts:
    def sheet(code: str) -> Grid:
        return list(csv.reader(io.StringIO((made / f"{code}.csv").read_text("utf-8-sig"), newline="")))

    return _in_sheets(sheet)


def in_xlsx(made: Path) -> Counts:
    book = load_workbook(made / "review.xlsx")

    def sheet(code: str) -> Grid:
        page = book[wording.text(f"sheet.{code}", "zh")]
        return [["" if value is None else str(value) for value in row] for row in page.iter_rows(values_only=True)]

    return _in_sheets(sheet)


def _in_text(grid: Callable[[str], Grid], *, chain: bool = True) -> Counts:
    """What the tables of a text say; ``grid`` gives the table of a part, its head first."""

    def sums(part: str, first: int, last: int | None = None) -> Counter[str]:
        heads, *rows = grid(part)
        return Counter({head: sum(int(row[first + at]) for row in rows) for at, head in enumerate(heads[first:last])})

    marks = {}
    if chain:
        heads, *rows = grid("chain")
        found = {head: sum(len(STEP.findall(row[2 + at])) for row in rows) for at, head in enumerate(heads[2:])}
        marks = {"mark": +Counter(found)}
    heads, *rows = grid("target rows")
    listed = Counter(row[heads.index("结论")] for row in rows)
    assert +listed == +sums("verdicts", 3)
    return {
        "depth": Counter(value[0] for row in grid("matrix")[1:] for value in row[1:]),
        "label": sums("labels", 3),
        "verdict": listed,
        **marks,
        "commitment": sums("plans", -3),
        "own": Counter(distinctive=len(grid("distinctive")) - 1),
    }


def in_md(made: Path) -> Counts:
    text = (made / "report.md").read_text("utf-8")
    parts = dict(re.findall(r"^## .、(\S+)\n(.*?)(?=^## |\Z)", text, re.M | re.S))
    found = {
        name: [
            [[value.strip() for value in line.strip("|").split(" | ")] for line in table.splitlines()]
            for table in re.findall(r"(?:^\|.*\n)+", part, re.M)
        ]
        for name, part in parts.items()
    }
    places = {
        "plans": ("结论摘要", 2), "matrix": ("覆盖矩阵", 0), "labels": ("条款衔接", 0), "verdicts": ("指标衔接", 0),
        "target rows": ("指标衔接", 1), "chain": ("落实链条", 0), "distinctive": ("落实链条", 1),
        "unlinked": ("落实链条", 2), "frequency": ("主题词频", 0),
    }  # fmt: skip

    def grid(part: str) -> Grid:
        name, at = places[part]
        head, _, *rows = found[name][at]
        return [head, *rows]

    lines = re.findall(r"^   - (\S\S) · 对照", parts["衔接缺项"], re.M)
    titles = re.findall(r"^#### (.+)（\d+组，(\d+)项）$", parts["衔接缺项"], re.M)
    return _in_text(grid) | {
        "gap kind": Counter(lines),
        "block": Counter({title: int(count) for title, count in titles}),
        "contradiction": Counter(one=len(re.findall(r"^- \*\*", parts["指标衔接"], re.M))),
        "mentions": Counter(all=sum(int(row[-1]) for row in grid("frequency")[1:])),
        "own": Counter(distinctive=len(grid("distinctive")) - 1, unlinked=len(grid("unlinked")) - 1),
    }


def in_docx(made: Path) -> Counts:
    paper = Document(str(made / "report.docx"))
    captions = {
        "plans": "各规划主题落实深度构成", "matrix": "覆盖矩阵", "labels": "各下位规划条款衔接情况",
        "verdicts": "各下位规划指标衔接情况", "target rows": "各级规划指标对照",
        "distinctive": "特色内容举例", "blocks": "各下位规划衔接缺项", "contradictions": "相互矛盾的指标",
    }  # fmt: skip
    below: dict[str, Grid] = {}
    for each in paper.tables:
        title = "".join(text.text for text in each._tbl.getprevious().iter(qn("w:t"))).split(" ", 1)[-1]
        below[title] = [[cell.text for cell in row.cells] for row in each.rows]

    def grid(part: str) -> Grid:
        return below[captions[part]]

    heads, *rows = grid("blocks")
    groups = {
        wording.name("group_short", code, "zh"): wording.name("group", code, "zh") for code in (*GapGroup, "waived")
    }
    topics = [row[1] for title, table in below.items() if title.endswith("的衔接缺项") for row in table[1:]]
    own = _in_text(grid, chain=False)
    return own | {
        "gap kind": sum(
            (Counter({kind: int(n)}) for topic in topics for kind, n in re.findall(r"(主题|条款|指标) (\d+)", topic)),
            Counter(),
        ),
        "block": Counter(
            {
                groups[head]: sum(int(n) for row in rows for n in re.findall(r"，(\d+)项", row[at]))
                for at, head in enumerate(heads)
                if at > 1
            }
        ),
        "contradiction": Counter(one=len(grid("contradictions")) - 1),
    }


def in_html(made: Path) -> Counts:
    page = markup.fromstring((made / "report.html").read_text("utf-8"))
    data: dict[str, Any] = json.loads(page.get_element_by_id("data").text)
    places = {
        "plans": ("summary", 2), "matrix": ("matrix", 0), "labels": ("clauses", 0), "verdicts": ("targets", 0),
        "target rows": ("targets", 1), "distinctive": ("chain", 0), "unlinked": ("chain", 1),
        "frequency": ("frequency", 0),
    }  # fmt: skip

    def grid(part: str) -> Grid:
        if part == "chain":
            # What the bands of the flow are made of; that their figures are those of the rows behind them the browser shows.
            marks = [wording.name("chain_mark", mark, "zh") for mark in get_args(StepMark)]
            steps = [step for _, _, steps in data["chain"] for step in steps]
            return [
                ["", "", *marks],
                *[["", "", *["3 落实" * (step[2] == mark) for mark in get_args(StepMark)]] for step in steps],
            ]
        name, at = places[part]
        rows = page.get_element_by_id(name).findall(".//table")[at].findall(".//tr")
        return [[" ".join(cell.text_content().split()) for cell in row] for row in rows if row.get("class") != "levels"]

    shown = _in_text(grid)
    listed = Counter(data["labels"][row[1]][1] for _, _, rows in data["pairs"] for row in rows)
    assert listed == +shown["label"]
    assert shown["depth"] == Counter(cell[0].replace("none", "?") for cell in data["cells"])
    blocks = page.xpath("//section[@id='gaps']//details[contains(@class, 'block')]/summary")
    titles = [re.fullmatch(r"(.+)（\d+组，(\d+)项）", " ".join(node.text_content().split())) for node in blocks]
    return shown | {
        "gap kind": Counter(wording.name("gap_kind", gap[1], "zh") for gap in data["gaps"]),
        "block": Counter({title[1]: int(title[2]) for title in titles if title}),
        "contradiction": Counter(one=len(page.find_class("contradiction"))),
        "mentions": Counter(all=sum(int(row[-1]) for row in grid("frequency")[1:])),
        "own": Counter(distinctive=len(grid("distinctive")) - 1, unlinked=len(grid("unlinked")) - 1),
    }


FORMATS = {"json": in_json, "csv": in_csv, "xlsx": in_xlsx, "md": in_md, "docx": in_docx, "html": in_html}
LEFT_OUT = {
    # The groups of single gaps stand in tables; texts gather gaps in blocks by topic. In Word a chart shows the marks.
    "json": {"block"}, "csv": {"block", "commitment"}, "xlsx": {"block", "commitment"},
    "md": {"group"}, "html": {"group"}, "docx": {"group", "mentions", "mark"},
}  # fmt: skip


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_shows_the_same_numbers(made: Path, expected: Counts, format_: str) -> None:
    counted = FORMATS[format_](made)
    assert set(counted) == set(expected) - LEFT_OUT[format_]
    for kind, counts in counted.items():
        wanted = expected[kind]
        if (format_, kind) == ("docx", "own"):
            wanted = Counter(distinctive=wanted["distinctive"])  # own clauses are in the workbook and the page
        assert +counts == +wanted, kind
