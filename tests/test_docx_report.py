"""report.docx as Word's own library reads it."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

import reports
from compare.model import Comparison
from reports import docx, tables, wording
from reports.docx.paper import WIDTH_MM
from tests import small


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return small.comparison()


@pytest.fixture(scope="module")
def paper(comparison: Comparison, tmp_path_factory: pytest.TempPathFactory) -> Any:
    out = tmp_path_factory.mktemp("docx")
    reports.write(comparison, out, ["docx"])
    return Document(str(out / "report.docx"))


def headings(paper: Any, level: int) -> list[str]:
    return [each.text for each in paper.paragraphs if each.style.name == f"Heading {level}"]


def table(paper: Any, caption: str) -> Any:
    """The table below a caption."""
    place = next(each for each in paper.paragraphs if each.style.name == "Caption" and each.text.endswith(caption))
    return next(each for each in paper.tables if each._tbl is place._p.getnext())


def cells(found: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in found.rows]


def test_parts_and_lower_plans_have_headings_of_their_own(paper: Any) -> None:
    wanted = "objects summary matrix gaps clauses targets charts sources"
    assert headings(paper, 1) == [wording.text(f"heading.{part}", "zh") for part in wanted.split()]
    assert headings(paper, 2) == ["某县：某县<规划>纲要"]


def test_the_contents_list_every_heading_and_lead_to_it(paper: Any) -> None:
    links = paper.element.body.findall(f".//{qn('w:hyperlink')}")
    marks = {mark.get(qn("w:name")) for mark in paper.element.body.findall(f".//{qn('w:bookmarkStart')}")}
    assert ["".join(t.text for t in link.iter(qn("w:t"))) for link in links] == [
        each.text for each in paper.paragraphs if each.style.name in ("Heading 1", "Heading 2")
    ]
    assert {link.get(qn("w:anchor")) for link in links} <= marks


def test_headings_are_numbered_by_word_itself(paper: Any) -> None:
    numbering = paper.part.numbering_part.element
    (formats,) = [
        [level.find(qn("w:lvlText")).get(qn("w:val")) for level in each.findall(qn("w:lvl"))]
        for each in numbering.findall(qn("w:abstractNum"))
        if each.get(qn("w:abstractNumId")) == "900"
    ]
    assert formats == ["%1、", "（%2）", "%3."]
    for rank in range(3):
        link = paper.styles[f"Heading {rank + 1}"].element.pPr.numPr
        assert (link.ilvl.val, link.numId.val) == (rank, 900)


def test_the_page_is_that_of_the_standard(paper: Any) -> None:
    (section,) = paper.sections
    assert [round(side.mm) for side in (section.page_width, section.page_height)] == [210, 297]
    assert [round(side.mm) for side in (section.top_margin, section.bottom_margin)] == [37, 35]
    sides = section.left_margin.mm + section.right_margin.mm
    assert round(section.page_width.mm - sides) == WIDTH_MM
    fonts = {
        name: paper.styles[name].element.rPr.rFonts.get(qn("w:eastAsia")) for name in ("Normal", "Heading 1", "Title")
    }
    assert fonts == {"Normal": "仿宋_GB2312", "Heading 1": "黑体", "Title": "方正小标宋简体"}
    assert paper.styles["Normal"].font.size.pt == 16
    for footer in (section.footer, section.even_page_footer):
        assert "PAGE" in footer._element.xml


def test_every_cell_of_the_matrix_is_there_with_its_colour(paper: Any, comparison: Comparison) -> None:
    found = table(paper, "覆盖矩阵")
    depths = Counter(re.match(r"\S+ \w+", text)[0] for row in cells(found)[1:] for text in row[1:])  # type: ignore[index]
    assert depths == Counter(wording.depth(cell.depth, "zh") for cell in comparison.coverage)
    fills = {shade.get(qn("w:fill")) for shade in found._tbl.iter(qn("w:shd"))}
    assert len(fills) == len({cell.depth for cell in comparison.coverage}) + 1


def test_gaps_clauses_and_targets_are_counted_as_elsewhere(paper: Any, comparison: Comparison) -> None:
    gaps = [row for found in paper.tables if found.rows[0].cells[0].text == "序号" for row in cells(found)[1:]]
    assert len(gaps) == len(comparison.gaps)
    quoted = " ".join(row[2] for row in gaps)
    assert all(gap.upper_quote.quote in quoted for gap in comparison.gaps)
    clauses = [row for found in paper.tables if found.rows[0].cells[0].text == "上位条款" for row in cells(found)[1:]]
    assert Counter(row[1] for row in clauses) == Counter(wording.label(a.label, "zh") for a in comparison.alignments)
    targets = cells(table(paper, "各级规划指标对照"))[1:]
    assert Counter(row[3] for row in targets) == {"低于上位": 1, "未设": 1}


def test_heads_are_repeated_and_rows_not_torn(paper: Any) -> None:
    for found in paper.tables:
        assert found.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in found.rows)


def test_the_same_comparison_gives_the_same_bytes(comparison: Comparison) -> None:
    rows = tables.build(comparison)
    first, second = (docx.render(rows, {}, "zh")["report.docx"] for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_english_has_no_chinese_of_its_own(comparison: Comparison) -> None:
    made = Document(io.BytesIO(docx.render(tables.build(comparison), {}, "en")["report.docx"]))
    own = [each.text for each in made.paragraphs if each.style.name in ("Heading 1", "Title", "Normal", "Caption")]
    assert not [text for text in own if re.search("[一-龥]", text) and "某" not in text]


def test_more_plans_than_fit_are_shown_in_several_tables(comparison: Comparison) -> None:
    plan = comparison.plans[1]
    count = docx.PLANS_ABREAST + 2
    many = tuple(replace(plan, id=f"p{number}", region=f"第{number}市") for number in range(count))
    own = [cell for cell in comparison.coverage if cell.plan == plan.id]
    nothing: dict[str, Any] = dict.fromkeys(
        (
            "gaps",
            "alignments",
            "targets",
            "target_pairs",
            "contradictions",
            "waivers",
            "chain",
            "distinctive",
            "unlinked",
        ),
        (),
    )
    wide = replace(
        comparison,
        plans=many,
        coverage=tuple(replace(cell, plan=each.id) for cell in own for each in many),
        frequency=tuple(
            replace(entry, plan=each.id) for entry in comparison.frequency if entry.plan == plan.id for each in many
        ),
        **nothing,
    )
    made = Document(io.BytesIO(docx.render(tables.build(wide), {}, "zh")["report.docx"]))
    shown = [found for found in made.tables if found.rows[0].cells[0].text == "主题"]
    assert [len(found.columns) - 1 for found in shown] == [docx.PLANS_ABREAST, 2]
