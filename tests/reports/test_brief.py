"""brief/PLAN.html and .docx: one page about a lower plan."""

from __future__ import annotations

import dataclasses
import io
from pathlib import Path

import pytest
from docx import Document
from lxml import html
from msgspec.structs import replace

import reports
from compare.model import Comparison, GapGroup, Verdict
from reports import wording
from reports.formats import brief
from reports.formats.brief.content import BriefContent, content_of, cut
from reports.formats.brief.page import page
from reports.formats.brief.paper import paper
from reports.rows import GROUPS
from reports.view import Tables, executive
from reports.view import brief as brief_of
from reports.wording import Lang
from tests import sample
from tests.office import needs_chromium, needs_libreoffice, printed, printed_page

LONG = "推进国家城乡融合发展试验区广清接合片区建设，WM建立农村集体经营性建设用地入市制度" * 20


def shown(content: bytes) -> str:
    return html.fromstring(content).text_content()


def county(lang: Lang = "zh", comparison: Comparison | None = None) -> tuple[str, list[list[str]]]:
    """Text of the page, and the rows of the Word tables."""
    made = brief.render(Tables(comparison or sample.comparison()), lang)
    document = Document(io.BytesIO(made["brief/county.docx"]))
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    return shown(made["brief/county.html"]), rows


def test_it_says_how_far_what_is_set_is_taken_up() -> None:
    text, rows = county()
    pair = next(pair for pair in Tables(sample.comparison()).pairs if pair.upper.plan.id == "city")
    row = next(row for row in rows if row[0] == "某市")
    assert row[1] == str(pair.upper_themes) == "3" and row[2] == "1（33%）"
    assert row[3:8] == ["3", "1", "1", "1", "0"] and row[8:] == ["1", "0", "1", "0", "0"]
    assert "总体判断" in text and "落实程度" in text


def test_clauses_and_targets_of_an_upper_plan_add_up() -> None:
    whole = sample.comparison()
    pairs = tuple(replace(pair, verdict=Verdict.NOT_COMPARABLE) for pair in whole.target_pairs)
    comparison = dataclasses.replace(whole, target_pairs=pairs)
    _, rows = county(comparison=comparison)
    tables = Tables(comparison)
    for pair in (each for each in tables.pairs if each.lower.plan.id == "county"):
        row = next(row for row in rows if row[0][:4] == pair.upper.label[:4])
        clauses, *labels = map(int, row[3:8])
        targets, *verdicts = map(int, row[8:])
        assert clauses == sum(labels) == sum(tables.labels(pair)) and targets == sum(verdicts) == verdicts[-1] == 1
    assert any(row[3:8] == ["1", "0", "0", "0", "1"] for row in rows)


def test_the_gravest_gaps_are_quoted_with_what_the_plan_has_instead() -> None:
    text, rows = county()
    gaps = [row for row in rows if row[0].isdecimal()]
    assert 1 <= len(gaps) <= 5 and [row[0] for row in gaps] == [str(at + 1) for at in range(len(gaps))]
    assert "低于上位" in gaps[0][1] and "到2025年，建成充电桩2000个。" in gaps[0][2] and "充电桩达到800个" in gaps[0][3]
    assert "<script>alert(1)</script>" in text and "由水务局另行规划" not in text


def test_a_gap_is_named_by_what_is_lacking_and_not_by_the_chapter_it_stands_in() -> None:
    whole = sample.comparison()
    chapter = "三、2026年重点工作"
    gaps = tuple(replace(gap, theme=None, topic=f"{chapter}{gap.id}") for gap in whole.gaps)
    text, rows = county(comparison=dataclasses.replace(whole, gaps=gaps))
    named = {row[1] for row in rows if row[0].isdecimal()}
    below = next(gap for gap in gaps if gap.kind == "target")
    clause = next(gap for gap in gaps if gap.kind == "clause" and gap.group != "possible" and not gap.waived)
    assert (
        any(name.startswith("=充电桩数量（低于上位）\n三、2026年重点") for name in named) and below.topic not in named
    )
    opening = clause.upper_quote.quote.rstrip("。")
    assert any(name.startswith(opening) and "\n三、" in name for name in named)
    assert "三、2026年重点" in text


def test_the_gravest_gaps_stand_in_the_order_of_the_summary() -> None:
    whole = sample.comparison()
    # A clause that weighs most but names nothing comes after what has a name, in the summary as here.
    gaps = tuple(
        replace(gap, group=GROUPS[1], severity=1.0 if gap.kind == "clause" and not gap.waived else gap.severity)
        for gap in whole.gaps
        if gap.group in GROUPS[:4] or gap.kind == "clause"
    )
    tables = Tables(dataclasses.replace(whole, gaps=gaps))
    county_row = next(row for row in tables.plans if row.plan.id == "county")
    told = [problem.rows[0].gap.id for problem in executive(tables.of("county")).problems]
    shown = [row.gap.id for row in brief_of(tables, county_row).gaps]
    places = {gap.id: gap.upper_quote.start for gap in gaps}
    once = [each for at, each in enumerate(told) if places[each] not in [places[other] for other in told[:at]]]
    assert len(once) > 2 and shown[: len(once)] == once
    assert told != sorted(told, key=lambda each: -next(gap.severity for gap in gaps if gap.id == each))


def test_what_is_for_checking_alone_is_no_gap_of_the_five_but_is_counted() -> None:
    whole = sample.comparison()
    gaps = tuple(replace(gap, group=GapGroup.POSSIBLE) for gap in whole.gaps if not gap.waived)
    tables = Tables(dataclasses.replace(whole, gaps=gaps))
    found = brief_of(tables, next(row for row in tables.plans if row.plan.id == "county"))
    assert not found.gaps and found.gaps_rest
    text = shown(brief.render(tables, "zh")["brief/county.html"])
    assert wording.text("text.no_gaps", "zh") in text
    assert wording.text("brief.gaps_rest", "zh", count=found.gaps_rest) in text


def test_quotations_are_longer_where_the_page_has_room() -> None:
    whole = sample.comparison()
    quote = "推进充电设施建设，" * 12
    gaps = tuple(replace(gap, upper_quote=replace(gap.upper_quote, quote=quote)) for gap in whole.gaps)
    _, rows = county(comparison=dataclasses.replace(whole, gaps=gaps))
    quoted = next(row[2] for row in rows if row[0] == "1")
    assert len(quoted) > 90
    assert max(len(row[2]) for block in fullest("zh").blocks for row in block.rows[1:] if row[0] == "1") < 75


def test_no_columns_of_targets_stand_where_none_compare() -> None:
    comparison = dataclasses.replace(sample.comparison(), target_pairs=())
    _, rows = county(comparison=comparison)
    assert wording.text("column.upper_targets", "zh") not in rows[0]
    assert len(rows[0]) == len(next(row for row in rows if row[0] == "某市")) == 8


def test_own_targets_stand_against_the_upper_ones_those_below_first() -> None:
    _, rows = county()
    first = next(at for at, row in enumerate(rows) if row[0] == "指标")
    assert rows[first + 1][0] == "充电桩数量" and rows[first + 1][2:] == ["2000个（2025）", "800个（2025）", "低于上位"]


def test_a_plan_without_targets_to_compare_tells_its_own() -> None:
    comparison = dataclasses.replace(sample.comparison(), target_pairs=())
    text, rows = county(comparison=comparison)
    assert "上位规划没有可比的指标" in text and ["供水普及率", "90%（2025）", "“供水普及率达到90%”"] in rows


def test_what_is_its_own_is_told() -> None:
    text, _ = county()
    assert "充电<i>设施</i>" in text


def test_its_place_is_among_the_plans_of_its_level_below_the_same_upper_plan() -> None:
    plans = tuple(replace(plan, level=sample.Level.COUNTY) if plan.id == "+district" else plan for plan in sample.PLANS)
    judged = {("T1", 0), ("T2", 4), ("T3", 3), ("T4", 0)}
    depth = {theme: sample.Depth(value) for theme, value in judged}
    coverage = tuple(
        replace(cell, status="judged", depth=depth[cell.theme]) if cell.plan == "+district" else cell
        for cell in sample.COVERAGE
    )
    text, _ = county(comparison=dataclasses.replace(sample.comparison(), plans=plans, coverage=coverage))
    assert "对照某市的2份同级规划" in text and "本规划列第2（33%）；最高某区 67%，最低某县 33%" in text
    assert wording.text("brief.alone", "zh") in county()[0]


def test_every_lower_plan_has_both_files_and_only_when_asked_for(tmp_path: Path) -> None:
    reports.write(sample.comparison(), tmp_path / "all")
    assert not (tmp_path / "all" / "brief").exists()
    reports.write(sample.comparison(), tmp_path / "out", ["brief"])
    names = sorted(each.name for each in (tmp_path / "out" / "brief").iterdir())
    assert names == ["+district.docx", "+district.html", "county.docx", "county.html"]


def test_a_plan_that_could_not_be_judged_says_so() -> None:
    made = brief.render(Tables(sample.comparison()), "zh")
    assert wording.text("executive.nothing", "zh")[:5] in shown(made["brief/+district.html"])


def test_english_has_no_full_width_marks_of_its_own() -> None:
    text, _ = county("en")
    assert "How far upper plans are covered" in text and not set("（）：；") & set(text)


@pytest.mark.parametrize(
    ("text", "width", "made"), [("推进产业", 4, "推进产业"), ("推进产业集群", 4, "推进产…"), ("ab", 1, "…")]
)
def test_a_text_is_cut_to_a_width(text: str, width: float, made: str) -> None:
    assert cut(text, width) == made


def fullest(lang: Lang) -> BriefContent:
    """A brief with as many rows as it may have, each longer than there is room for."""
    tables = Tables(sample.comparison())
    row = next(row for row in tables.plans if row.plan.id == "county")
    row = replace(row, label=LONG, plan=replace(row.plan, title=LONG))
    found = brief_of(tables, next(each for each in tables.plans if each.plan.id == "county"))
    pair, labels = found.pairs[0]
    upper = replace(pair.upper, label=LONG)
    big = replace(pair, upper=upper, lower=row, themes=(1000,) * 5)
    gap = found.gaps[0]
    quote = replace(gap.gap.upper_quote, quote=LONG)
    gap = replace(
        gap,
        upper=upper,
        gap=replace(
            gap.gap,
            upper_quote=quote,
            nearest=(replace(quote, score=1.0),),
            group=GROUPS[4],
            topic=LONG[::-1],
            subjects=(LONG,),
        ),
    )
    target = found.targets[0]
    long_target = replace(target.upper_target, value="1" * 60, unit=LONG)
    target = replace(
        target,
        pair=replace(target.pair, indicator=LONG, verdict=Verdict.NOT_COMPARABLE),
        upper=upper,
        upper_target=long_target,
        lower_target=long_target,
    )
    own = replace(found.own[0], item=replace(found.own[0].item, name=LONG, quote=LONG))
    crowded = replace(
        found,
        plan=row,
        pairs=((big, (1000,) * len(labels)),) * 3,
        pairs_rest=9,
        gaps=(gap,) * 5,
        gaps_rest=99,
        targets=(target,) * 4,
        targets_rest=99,
        own=(own,) * 3,
        own_rest=99,
    )
    content = content_of(crowded, tables, lang)
    blocks = [*content.blocks[:-1], content.blocks[-1]._replace(said=cut(LONG, 110))]
    return replace(content, blocks=(blocks[0]._replace(said=cut(LONG, 170)), *blocks[1:]))


@needs_libreoffice
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_fullest_brief_is_one_page_in_libreoffice(lang: Lang, tmp_path: Path) -> None:
    assert len(printed(paper(fullest(lang), lang), tmp_path)) == 1


@needs_chromium
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_fullest_brief_is_one_page_in_a_browser(lang: Lang, tmp_path: Path) -> None:
    (text,) = printed_page(page(fullest(lang), lang), tmp_path)
    assert "".join(wording.text("brief.standing", lang).split()) in text
