"""report.docx as Word's own library reads it."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from msgspec.structs import replace

import reports
from compare.model import Comparison, GapGroup
from reports import wording
from reports.formats import charts, docx
from reports.formats.docx.cells import GAP_ROWS, MAIN_GAPS, MAIN_PAIRS
from reports.formats.docx.parts import heading_number
from reports.formats.docx.styles import WIDE_MM, WIDTH_MM
from reports.view import builder as tables
from reports.view import executive
from tests.office import needs_libreoffice, printed
from tests.reports.made_reports import NOTHING_FOUND


@pytest.fixture(scope="module")
def paper(made: Path) -> Any:
    return Document(str(made / "report.docx"))


def headings(paper: Any, level: int) -> list[str]:
    return [each.text for each in paper.paragraphs if each.style.name == f"Heading {level}"]


def table(paper: Any, caption: str) -> Any:
    """The table below a caption."""
    captions = [each for each in paper.paragraphs if each.style.name == "Caption" and each.text.startswith("表")]
    place = next(each for each in captions if each.text.endswith(caption))
    return next(each for each in paper.tables if each._tbl is place._p.getnext())


def cells(found: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in found.rows]


BODY = "summary objects pairs gaps clauses targets distinctive chain frequency"
ANNEXED = "plans matrix gap_list target_list sources"


def parts(body: str = BODY) -> list[str]:
    """Headings of the report."""
    annexed = [wording.text(f"heading.{part}", "zh") for part in ANNEXED.split()]
    numbered = [wording.text("text.annexed", "zh", number=at, title=title) for at, title in enumerate(annexed, 1)]
    return [*(wording.text(f"heading.{part}", "zh") for part in body.split()), *numbered, "附：方法与局限"]


def test_the_body_comes_first_and_the_annexed_tables_are_numbered(paper: Any) -> None:
    assert headings(paper, 1) == parts()
    finding = [wording.text(f"executive.{head}", "zh") for head in ("judgement", "problems", "advice", "checks")]
    assert headings(paper, 2) == finding


def test_title_subtitle_and_signature_stand_as_the_standard_has_them(paper: Any) -> None:
    lines = {
        style: [each.text for each in paper.paragraphs if each.style.name == style]
        for style in ("Title", "Subtitle", "Signature")
    }
    assert lines["Title"] == ["规划衔接分析报告"] and lines["Subtitle"] == ["——某区、某县对照某市、两市一体化规划解读"]
    assert lines["Signature"] == ["（落款单位）", "　　年　月　日"]
    signed = next(at for at, each in enumerate(paper.paragraphs) if each.style.name == "Signature")
    annexed = next(
        at for at, each in enumerate(paper.paragraphs) if each.text.startswith("附表1") and "Heading" in each.style.name
    )
    assert signed < annexed and paper.paragraphs[signed].paragraph_format.alignment is None
    assert paper.styles["Subtitle"].element.rPr.rFonts.get(qn("w:eastAsia")) == "楷体_GB2312"
    assert paper.styles["Signature"].paragraph_format.alignment is WD_ALIGN_PARAGRAPH.RIGHT


def test_the_file_is_chinese_and_bears_no_date_that_is_not_true(paper: Any) -> None:
    core = paper.core_properties
    assert (core.author, core.language, core.created, core.modified) == ("planalign", "zh-CN", None, None)
    assert {each.get(qn("w:eastAsia")) for each in paper.styles.element.iter(qn("w:lang"))} == {"zh-CN"}


def test_quotation_marks_are_set_in_the_chinese_font(paper: Any) -> None:
    runs = [
        run for run in paper.element.body.iter(qn("w:r")) if "“" in "".join(t.text or "" for t in run.iter(qn("w:t")))
    ]
    assert runs and all(run.rPr.rFonts.get(qn("w:hint")) == "eastAsia" for run in runs)


def test_pictures_say_what_they_show_to_those_who_do_not_see_them(paper: Any) -> None:
    told = [each.get("descr") for each in paper.element.body.iter(qn("wp:docPr"))]
    captions = [each.text for each in paper.paragraphs if each.style.name == "Caption" and each.text.startswith("图")]
    assert told and [each.split(" ", 1)[1] for each in captions] == told


def test_tables_whose_last_row_a_note_follows_are_not_parted_from_it(paper: Any) -> None:
    notes = [each for each in paper.paragraphs if each.style.name == "Note" and each._p.getprevious() is not None]
    above = [each._p.getprevious() for each in notes if each._p.getprevious().tag == qn("w:tbl")]
    assert above and all(table.tr_lst[-1].xpath(".//w:keepNext") for table in above)


def test_each_lower_plan_has_a_report_of_its_own_when_asked_for(
    comparison: Comparison, made: Path, tmp_path: Path
) -> None:
    assert not (made / "reports").exists()
    reports.write(comparison, tmp_path / "out", ["docx"], per_plan=True)
    names = sorted(each.name for each in (tmp_path / "out" / "reports").iterdir())
    assert names == ["+district.docx", "county.docx"]
    own = Document(str(tmp_path / "out" / "reports" / "county.docx"))
    text = "\n".join("".join(t.text or "" for t in each.iter(qn("w:t"))) for each in own.element.body)
    assert "某县" in text and "某区" not in text and "——某县对照某市" in text
    listed = [cells(found) for found in own.tables if found.rows[0].cells[1].text == "主题或章节"]
    blocks = [block for block in tables.Tables(comparison).gaps if block.plan.plan.id == "county"]
    assert sum(len(rows) - 1 for rows in listed) == sum(len(block.topics) for block in blocks)


def test_the_contents_list_every_heading_with_its_number_and_lead_to_it(paper: Any) -> None:
    links = paper.element.body.findall(f".//{qn('w:hyperlink')}")
    marks = {mark.get(qn("w:name")) for mark in paper.element.body.findall(f".//{qn('w:bookmarkStart')}")}
    listed = ["".join(t.text for t in link.iter(qn("w:t"))) for link in links]
    assert [re.sub("^[一二三四五六七八九十]+、", "", entry) for entry in listed] == headings(paper, 1)
    assert listed[0].startswith("一、") and listed[8].startswith("九、") and listed[9].startswith("附表1")
    assert {link.get(qn("w:anchor")) for link in links} <= marks


def test_the_first_page_begins_with_the_finding_and_the_contents_follow_it(paper: Any) -> None:
    told = [each.text for each in paper.paragraphs]
    assert told[2:4] == ["结论摘要", "总体判断"]
    assert told.index("主要问题") < told.index("须核对") < told.index("目录") < told.index("分析对象")
    for opened in ("目录", "分析对象"):
        assert paper.paragraphs[told.index(opened)].paragraph_format.page_break_before


def test_the_annex_has_no_number_and_ends_the_report(paper: Any) -> None:
    annex = next(each for each in paper.paragraphs if each.text == "附：方法与局限" and each.style.name == "Heading 1")
    assert annex._p.pPr.numPr.numId.val == 0
    after = [each for each in annex._p.itersiblings() if each.tag == qn("w:p")]
    assert len(after) == len(wording.group("method", "zh")) and not annex._p.xpath("following-sibling::w:tbl")


@pytest.mark.parametrize(("count", "told"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (38, "三十八")])
def test_numbers_are_written_as_word_writes_them(count: int, told: str) -> None:
    assert heading_number([count], "zh") == f"{told}、" and heading_number([1, count], "zh") == f"（{told}）"
    assert heading_number([2, count], "en") == f"2.{count} "


def test_the_summary_is_a_finding_with_its_quotations(paper: Any, comparison: Comparison) -> None:
    texts = [each.text for each in paper.paragraphs]
    found = executive(tables.Tables(comparison))
    for head, told in wording.executive(found, "zh"):
        at = next(n for n, each in enumerate(paper.paragraphs) if each.text == head and each.style.name == "Heading 2")
        first, *_ = told
        assert texts[at + 1].endswith(first.text) and texts[at + 2 : at + 2 + len(first.quotes)] == list(first.quotes)
    assert [each.kind for each in found.problems] == ["below", "absent", "cited", "weaker"][: len(found.problems)]


def test_the_body_goes_on_where_the_summary_ends(comparison: Comparison) -> None:
    first = next(gap for gap in comparison.gaps if gap.group is GapGroup.ABSENT)
    gaps = tuple(
        replace(first, id=f"g{n}", topic=f"第{n}章", theme=None, subjects=(f"事项{n}",), severity=1 - n / 50)
        for n in range(20)
    )
    gaps = tuple(replace(gap, upper_quote=replace(gap.upper_quote, start=n)) for n, gap in enumerate(gaps))
    rows = tables.Tables(dataclasses.replace(comparison, gaps=gaps))
    found = Document(io.BytesIO(docx.render(rows, {}, "zh")["report.docx"]))
    shown = cells(table(found, f"结论摘要以外的主要缺项{MAIN_GAPS}组"))[1:]
    told = [problem.names[0] for problem in executive(rows).problems]
    assert told == [f"事项{n}" for n in range(5)]
    assert [row[1] for row in shown] == [f"事项{n}（缺失）" for n in range(5, 5 + MAIN_GAPS)]
    assert [row[0] for row in shown] == [str(n) for n in range(6, 6 + MAIN_GAPS)]
    notes = [each.text for each in found.paragraphs if each.style.name == "Note"]
    assert f"结论摘要和上表以外还有{20 - 5 - MAIN_GAPS}组，见附表和 review.xlsx。" in notes


def test_of_many_pairs_what_is_lacking_is_one_table_merged_over_the_lower_plans(comparison: Comparison) -> None:
    first = next(gap for gap in comparison.gaps if gap.group is GapGroup.ABSENT)
    lower = next(each for each in comparison.plans if each.id == first.plan)
    more = tuple(replace(lower, id=f"p{n}", region=f"第{n}县") for n in range(MAIN_PAIRS + 3))
    gaps = tuple(replace(first, id=f"g{n}", plan=each.id) for n, each in enumerate(more))
    cover = tuple(replace(cell, plan=each.id) for each in more for cell in comparison.coverage if cell.plan == lower.id)
    many = dataclasses.replace(
        comparison, plans=(*comparison.plans, *more), gaps=gaps, coverage=(*comparison.coverage, *cover)
    )
    found = Document(io.BytesIO(docx.render(tables.Tables(many), {}, "zh")["report.docx"]))
    (row,) = cells(table(found, "缺得最多、最重的上位要求"))[1:]
    assert row[2] == str(MAIN_PAIRS + 3) and f"等{MAIN_PAIRS + 3}份规划" in row[3]
    assert not [each for each in found.tables if each.rows[0].cells[1].text == "主题或章节"]


def test_distinctive_content_and_commitment_have_their_tables(paper: Any) -> None:
    own = cells(table(paper, "特色内容举例"))[1:]
    assert [row[:2] for row in own] == [["某县", "充电<i>设施</i>"]]
    assert cells(table(paper, "各规划主题落实深度构成"))[0][-3:] == ["通用表述", "本地部署", "一般表述"]


def test_charts_stand_where_they_belong_with_captions_and_fit_the_page(paper: Any) -> None:
    shown, part = {}, ""
    for each in paper.paragraphs:
        part = each.text if each.style.name == "Heading 1" else part
        if each.style.name == "Caption" and each.text.startswith("图"):
            shown[each.text.split(" ", 1)[1]] = part
    names = {"levels": "pairs", "chain": "chain", "frequency_levels": "frequency"}
    wanted = {wording.text(f"chart.{name}", "zh"): wording.text(f"heading.{at}", "zh") for name, at in names.items()}
    assert shown == wanted
    assert all(shape.height.mm <= 185.5 and shape.width.mm <= WIDTH_MM + 0.5 for shape in paper.inline_shapes)


def test_a_report_without_charts_bears_it(comparison: Comparison) -> None:
    made = Document(io.BytesIO(docx.render(tables.Tables(comparison), {}, "zh")["report.docx"]))
    assert headings(made, 1) == parts(BODY.removesuffix(" chain frequency"))


def test_no_blank_paragraphs_below_tables(paper: Any) -> None:
    blank = [each for each in paper.paragraphs if not each.text and each.style.name in ("Note", "Normal")]
    assert len([each for each in blank if not each._p.xpath(".//w:br")]) == 0
    ends = [each for each in paper.paragraphs if each.style.name == "Section End"]
    assert all(each._p.xpath("./w:pPr/w:sectPr") for each in ends)


def test_long_lists_are_cut_and_the_rest_is_told(comparison: Comparison) -> None:
    gaps = tuple(replace(comparison.gaps[0], id=f"g{n:07d}", theme=None, topic=f"第{n}章") for n in range(700))
    many = dataclasses.replace(comparison, gaps=gaps, decisions=())
    made = Document(io.BytesIO(docx.render(tables.Tables(many), {}, "zh")["report.docx"]))
    listed = [row for each in made.tables if each.rows[0].cells[1].text == "主题或章节" for row in each.rows[1:]]
    assert len(listed) == GAP_ROWS
    notes = [each.text for each in made.paragraphs if each.style.name == "Note"]
    told = f"表中列出{GAP_ROWS}组，每组列出最要紧的一项；其余{700 - GAP_ROWS}项和草拟语句见"
    assert [note for note in notes if note.startswith(told)]


def test_long_tables_stand_on_turned_pages_whose_margins_turn_too(paper: Any) -> None:
    turned = [each.orientation is WD_ORIENT.LANDSCAPE for each in paper.sections]
    assert turned == [False, True, False]
    for section in paper.sections:
        sides = section.page_width.mm - section.left_margin.mm - section.right_margin.mm
        assert round(sides) == (WIDE_MM if section.orientation is WD_ORIENT.LANDSCAPE else WIDTH_MM)
        for found in (section.footer, section.even_page_footer):
            assert found.is_linked_to_previous or "PAGE" in found._element.xml


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
    section = paper.sections[0]
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
    listed = [cells(found) for found in paper.tables if found.rows[0].cells[0].text == "序号"]
    gaps = [row for rows in listed if rows[0][1] == "主题或章节" for row in rows[1:]]
    blocks = tables.Tables(comparison).gaps
    topics = [topic for block in blocks for topic in block.topics]
    assert [row[0] for row in gaps] == [str(topic.number) for topic in topics]
    for topic, row in zip(topics, gaps, strict=True):
        assert any(each.gap.upper_quote.quote in row[2] for each in topic.rows)
        assert sum(map(int, re.findall(r"(?:主题|条款|指标) (\d+)", row[1]))) == len(topic.rows)
    counts = cells(table(paper, "各下位规划衔接缺项"))
    told = {(row[1], head): text for row in counts[1:] for head, text in zip(counts[0][2:], row[2:], strict=True)}
    assert {where: text for where, text in told.items() if text != "—"} == {
        (block.upper.label, wording.name("group_short", block.group or "waived", "zh")): wording.gap_count(block, "zh")
        for block in blocks
    }
    targets = cells(table(paper, "各级规划指标对照"))[1:]
    assert Counter(row[3] for row in targets) == {"低于上位": 1, "未设": 1}


def test_heads_are_repeated_and_rows_not_torn(paper: Any) -> None:
    for found in paper.tables:
        assert found.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in found.rows)


def test_the_same_comparison_gives_the_same_bytes(comparison: Comparison) -> None:
    rows = tables.Tables(comparison)
    first, second = (docx.render(rows, {}, "zh")["report.docx"] for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_english_has_no_chinese_of_its_own(comparison: Comparison) -> None:
    made = Document(io.BytesIO(docx.render(tables.Tables(comparison), {}, "en")["report.docx"]))
    own = [each.text for each in made.paragraphs if each.style.name in ("Heading 1", "Title", "Normal", "Caption")]
    names = "|".join(re.escape(wording.listed([theme.name], "en")) for theme in comparison.themes)
    own = [re.sub(f"{names}|医疗协作|两市一体化规划解读", "", text) for text in own]
    assert not [text for text in own if re.search("[一-龥]", text) and "某" not in text]


def test_more_plans_than_fit_are_shown_in_several_tables(comparison: Comparison) -> None:
    plan = comparison.plans[1]
    count = docx.PLANS_ABREAST + 2
    many = tuple(replace(plan, id=f"p{number}", region=f"第{number}市") for number in range(count))
    own = [cell for cell in comparison.coverage if cell.plan == plan.id]
    wide = dataclasses.replace(
        comparison,
        plans=many,
        frequency=tuple(
            replace(entry, plan=each.id) for entry in comparison.frequency if entry.plan == plan.id for each in many
        ),
        **NOTHING_FOUND | {"coverage": tuple(replace(cell, plan=each.id) for cell in own for each in many)},
    )
    made = Document(io.BytesIO(docx.render(tables.Tables(wide), {}, "zh")["report.docx"]))
    shown = [found for found in made.tables if found.rows[0].cells[0].text == "主题"]
    assert [len(found.columns) - 1 for found in shown] == [docx.PLANS_ABREAST, 2]


def test_each_plan_has_a_table_of_its_own_targets(comparison: Comparison, paper: Any) -> None:
    """Every indicator of the first table stands there with its year, kind and the plan's words."""
    owned = {target.plan for target in comparison.targets}
    captions = [each.text for each in paper.paragraphs if each.text.endswith("所定指标")]
    assert len(captions) == len(owned) > 0
    listed = [
        [cell.text for cell in row.cells]
        for table in paper.tables
        if {"指标", "数值", "年份", "原文"} <= {cell.text for cell in table.rows[0].cells}
        for row in table.rows[1:]
    ]
    assert len(listed) == len(comparison.targets)
    for target in comparison.targets:
        row = next(row for row in listed if row[0] == target.indicator and target.quote in row[-1])
        assert str(target.year or "") in row and (target.kind or "") in [*row, ""]


def test_columns_of_targets_that_say_nothing_are_left_out(comparison: Comparison) -> None:
    def heads(**kept: Any) -> list[list[str]]:
        targets = tuple(replace(target, base_value="", kind=None) for target in comparison.targets)
        made = (replace(targets[0], **kept), *targets[1:])
        rows = tables.Tables(dataclasses.replace(comparison, targets=made))
        paper = Document(io.BytesIO(docx.render(rows, {}, "zh")["report.docx"]))
        found = [[cell.text for cell in table.rows[0].cells] for table in paper.tables]
        return [each for each in found if each[0] == "指标" and each[-1] == "原文" and "年份" in each]

    assert all(each == ["指标", "数值", "年份", "原文"] for each in heads())
    assert ["指标", "基期值", "数值", "年份", "原文"] in heads(base_value="60%")
    assert ["指标", "数值", "年份", "属性", "原文"] in heads(kind="约束性")


def test_a_report_without_its_chart_explains_none_and_says_no_line_twice(comparison: Comparison) -> None:
    made = docx.per_plan(tables.Tables(comparison), "zh")
    texts = [each.text for each in Document(io.BytesIO(made["reports/county.docx"])).paragraphs]
    assert wording.text("heading.chain", "zh") not in texts
    assert wording.text("text.chain_note", "zh") not in texts
    told = Counter(re.sub(r"^\d+\. ", "", each) for each in texts if "相互矛盾的指标" in each)
    assert told and set(told.values()) == {1}


def test_a_signature_stands_on_the_page_of_what_it_signs(paper: Any) -> None:
    first = next(each for each in paper.paragraphs if each.style.name == "Signature")
    assert first._p.getprevious().xpath("./w:pPr/w:keepNext") and first.paragraph_format.keep_with_next


def test_what_opens_a_table_stands_on_its_page(paper: Any) -> None:
    """A heading goes with the words below it, and these with the table or picture that follows."""
    captions = [each for each in paper.paragraphs if each.style.name == "Caption" and each.text.startswith("表")]
    openings = [each._p.getprevious() for each in captions]
    bodies = [p for p in openings if p is not None and p.tag == qn("w:p") and not p.xpath("./w:pPr/w:pStyle")]
    assert bodies and all(each.xpath("./w:pPr/w:keepNext") for each in bodies)


def test_english_is_set_as_english_is(comparison: Comparison) -> None:
    made = Document(io.BytesIO(docx.render(tables.Tables(comparison), {}, "en")["report.docx"]))
    assert made.core_properties.language == "en-GB"
    styles = made.styles
    assert styles["Normal"].font.size.pt == 12 and not styles["Normal"].paragraph_format.first_line_indent
    assert styles["Heading 1"].font.bold and styles["Heading 2"].font.bold
    heads = [cell.text for table in made.tables for cell in table.rows[0].cells]
    assert all(head[:1] == head[:1].upper() for head in heads)


@needs_libreoffice
def test_the_body_of_the_seeds_is_at_most_twelve_pages_and_no_page_holds_one_line(
    seeds_comparison: Comparison, tmp_path: Path
) -> None:
    rows = tables.Tables(seeds_comparison)
    pictures = charts.pictures(rows, "zh", [[name] for name in charts.CHARTS])
    pages = printed(docx.render(rows, pictures, "zh")["report.docx"], tmp_path)
    annexed = next(at for at, text in enumerate(pages) if text.startswith("附表1"))
    assert annexed <= 12 and "（落款单位）" in pages[annexed - 1]
    assert all(len(re.sub(r"—\d+—", "", text)) > 28 for text in pages)


def test_alone_it_has_the_charts_that_it_has_beside_all_of_them(
    comparison: Comparison, made: Path, tmp_path: Path
) -> None:
    reports.write(comparison, tmp_path / "alone", ["docx"])
    assert (made / "charts").exists()
    assert (tmp_path / "alone/report.docx").read_bytes() == (made / "report.docx").read_bytes()
    assert not (tmp_path / "alone/charts").exists()
