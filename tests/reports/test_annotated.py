"""annotated/PLAN.docx: the plan's own Word file with comments at the passages that answer."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import reports
from compare.cli import main
from compare.model import Label, Role
from reports import wording
from reports.formats import annotated
from reports.formats.annotated import container
from reports.view import Tables
from tests import cli_runs, sample

ANSWERS = "发展|表格|产业，布局*充电*设施。"
SET = "充电桩达到800个"


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def own_file(text: str = sample.COUNTY) -> bytes:
    document = Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    return saved(document)


def render(original: bytes | None = None, lang: wording.Lang = "zh") -> bytes:
    """The annotated county; its own Word file is ``original``."""
    made = annotated.render(Tables(sample.comparison()), {"county": original}.get, lang)
    return made["annotated/county.docx"]


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def texts(document: Any) -> str:
    """All text of the body, blanks aside."""
    return "".join("".join(each.text or "" for each in document.element.body.iter(qn("w:t"))).split())


def commented(content: bytes) -> list[tuple[str, str]]:
    """Text between the marks of each comment, blanks aside, with the comment's own text, as they stand."""
    document = Document(io.BytesIO(content))
    told = {str(each.comment_id): each.text for each in document.comments}
    begun: dict[str, list[str]] = {}
    found: dict[str, str] = {}
    for node in document.element.body.iter():
        if node.tag == qn("w:commentRangeStart"):
            begun[node.get(qn("w:id"))] = []
        elif node.tag == qn("w:commentRangeEnd"):
            found[node.get(qn("w:id"))] = "".join("".join(begun.pop(node.get(qn("w:id")))).split())
        elif node.tag == qn("w:t"):
            for passage in begun.values():
                passage.append(node.text or "")
    assert not begun
    references = [each.get(qn("w:id")) for each in document.element.body.iter(qn("w:commentReference"))]
    assert sorted(references) == sorted(found) and set(found) <= set(told)
    return [(found[id_], told[id_]) for id_ in sorted(found, key=int)]


@pytest.mark.parametrize("original", [None, own_file()], ids=["text", "word"])
def test_passages_that_answer_have_comments_with_clause_verdict_and_trust(original: bytes | None) -> None:
    by_text = {text: told for text, told in commented(render(original)) if "答复" in told}
    assert "培育<script>alert(1)</script>先进装备产业集群。" in by_text[ANSWERS]
    assert "已落实，须核对" in by_text[ANSWERS] and "第一章 产业" in by_text[ANSWERS]
    assert "低于上位" in by_text[SET] and "2000个" in by_text[SET]


def test_gaps_stand_at_the_nearest_passage_of_their_chapter_else_at_its_first_task_else_at_its_heading() -> None:
    gaps = [(text, told) for text, told in commented(render(own_file())) if told.startswith("本章节宜补写")]
    by_text = dict(gaps)
    assert "产业集群" in by_text["第一章发展基础"]  # it holds no task
    assert "饮用水源<b>保护</b>" in by_text["做好供水工作。"] and "第二章主要任务" not in by_text


def test_an_answer_is_told_at_a_task_of_the_body_and_not_at_a_heading_as_near() -> None:
    comparison = sample.comparison()
    plan = next(each for each in comparison.plans if each.id == "county")
    heading = next(n for n, each in enumerate(plan.clauses) if each.kind == "heading")
    row = next(each for each in comparison.alignments if each.lower == "county" and each.label is Label.COVERED)
    best = row.matches[0]
    top = plan.clauses[heading]
    title = replace(
        best, quote=plan.text[top.start : top.end], start=top.start, end=top.end, clause=heading, role=Role.GOAL
    )
    both = (replace(title, score=0.9), replace(best, score=0.8, role=Role.MEASURE))
    far = (replace(title, score=0.9), replace(best, score=0.4, role=Role.MEASURE))
    for matches, where in ((both, best.quote), (far, title.quote)):
        rows = tuple(replace(each, matches=matches) if each is row else each for each in comparison.alignments)
        tables = Tables(dataclasses.replace(comparison, alignments=rows))
        found = commented(annotated.render(tables, lambda _: own_file(), "zh")["annotated/county.docx"])
        told = {"".join(text.split()): said for text, said in found if "答复" in said}
        assert "已落实" in told["".join(where.split())]


def test_a_gap_that_fits_nowhere_stands_at_the_beginning() -> None:
    comparison = sample.comparison()
    nowhere = [replace(gap, section=()) for gap in comparison.gaps]
    tables = Tables(dataclasses.replace(comparison, gaps=tuple(nowhere)))
    found = commented(annotated.render(tables, lambda _: own_file(), "zh")["annotated/county.docx"])
    assert [text for text, told in found if told.startswith("没有相近的章节")] == ["第一章发展基础"]


def test_what_a_person_has_accepted_is_not_asked_for() -> None:
    waived = [gap for gap in sample.GAPS if gap.waived is not None]
    assert waived and not any("由水务局另行规划" in told for _, told in commented(render(own_file())))


def test_the_first_comment_tells_against_what_the_plan_was_held_and_whether_it_is_the_original() -> None:
    first, set_anew = commented(render(own_file()))[0], commented(render())[0]
    assert first[0] == "第一章发展基础" and "某市纲要；两市一体化规划解读" in first[1]
    assert "已落实1条" in first[1] and "不是原件" not in first[1] and "不是原件" in set_anew[1]


def test_only_what_announces_comments_is_changed() -> None:
    before, after = parts(own_file()), parts(render(own_file()))
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}
    assert after.keys() - before.keys() == {"word/comments.xml"} and not before.keys() - after.keys()


def test_comments_that_are_there_stay() -> None:
    document = Document(io.BytesIO(own_file()))
    document.add_comment(document.paragraphs[0].runs, text="请处长审阅", author="张三", initials="Z")
    made = render(saved(document))
    read = Document(io.BytesIO(made))
    assert [(each.author, each.text) for each in read.comments][0] == ("张三", "请处长审阅")
    ids = [each.comment_id for each in read.comments]
    assert len(set(ids)) == len(ids) > 3 and len(commented(made)) == len(ids)


def test_the_same_plans_give_the_same_file_without_a_date() -> None:
    original = own_file()
    assert render(original) == render(original) and render() == render()
    assert all(each.timestamp is None for each in Document(io.BytesIO(render())).comments)


def test_english() -> None:
    told = "\n".join(text for _, text in commented(render(own_file(), "en")))
    assert "Responds to 1 upper requirement" in told and "covered, to be checked" in told


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_however_runs_are_cut_every_comment_stands_at_its_passage(data: st.DataObject) -> None:
    document = Document()
    for line in sample.COUNTY.split("\n"):
        kind = data.draw(st.sampled_from(["plain", "cell", "link", "break"]))
        holder = document.add_table(1, 2).cell(0, 1) if kind == "cell" else document
        paragraph = holder.add_paragraph()
        cuts = sorted(data.draw(st.sets(st.integers(1, max(1, len(line) - 1)), max_size=5)))
        for begin, end in zip([0, *cuts], [*cuts, len(line)], strict=True):
            run = paragraph.add_run(line[begin:end])
            run.bold = data.draw(st.booleans()) or None
            if kind == "break" and data.draw(st.booleans()):
                run.add_break()
                run.add_text(data.draw(st.sampled_from([" ", "\u3000", ""])))
        if kind == "link":
            link = OxmlElement("w:hyperlink")
            link.extend(list(paragraph._p.iterchildren(qn("w:r"))))
            paragraph._p.append(link)
    original = saved(document)
    made = render(original)
    found = commented(made)
    near = ("做好供水工作。", "两地医院开展协作。", "充电桩达到800个，供水普及率达到90%。")
    wanted = {"".join(text.split()) for text in (ANSWERS, SET, *near, "第一章 发展基础")}
    assert {text for text, _ in found} == wanted
    assert texts(Document(io.BytesIO(made))) == texts(Document(io.BytesIO(original)))
    bold = [run.bold for each in Document(io.BytesIO(made)).paragraphs for run in each.runs if run.text.strip()]
    assert (True in bold) == any(run.bold for each in document.paragraphs for run in each.runs if run.text.strip())


def test_automatic_numbers_notes_and_mended_signs_do_not_part_a_comment_from_its_passage() -> None:
    written = sample.COUNTY.replace("第一章 ", "").replace("充电桩达到800个", "充電桩[3]达到 800 个")
    found = [text for text, _ in commented(render(own_file(written)))]
    assert "发展基础" in found and any(text.startswith("充電桩[3]达到800") for text in found)


def test_text_that_stands_in_a_text_box_is_marked_around_it() -> None:
    document = Document(io.BytesIO(own_file(sample.COUNTY.replace(ANSWERS, "图："))))
    run = document.paragraphs[3].runs[0]._r
    box = OxmlElement("w:txbxContent")
    inner = OxmlElement("w:p")
    inner_run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = ANSWERS
    inner_run.append(text)
    inner.append(inner_run)
    box.append(inner)
    picture = OxmlElement("w:pict")
    picture.append(box)
    run.append(picture)
    made = render(saved(document))
    assert any(ANSWERS in text for text, told in commented(made) if "答复" in told)
    inside = list(Document(io.BytesIO(made)).element.body.iter(qn("w:txbxContent")))
    assert not any(each.tag == qn("w:commentReference") for box in inside for each in box.iter())


def test_passages_that_are_not_in_the_file_are_told_at_its_head() -> None:
    told = commented(render(own_file(sample.COUNTY.replace(ANSWERS, "另有其文"))))[0][1]
    assert wording.text("annotated.unplaced", "zh") in told and "产业集群" in told


def strict(content: bytes) -> bytes:
    return remade(
        content,
        lambda part: part.replace(
            b"schemas.openxmlformats.org/wordprocessingml/2006", b"purl.oclc.org/ooxml/wordprocessingml"
        ),
    )


def macros(content: bytes) -> bytes:
    plain, own = b"wordprocessingml.document.main+xml", b"ms-word.document.macroEnabled.main+xml"
    return remade(content, lambda part: part.replace(b"openxmlformats-officedocument." + plain, own))


def with_doctype(content: bytes) -> bytes:
    return remade(content, lambda part: part.replace(b"<w:document ", b"<!DOCTYPE a [<!ENTITY b 'c'>]><w:document ", 1))


def remade(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name, part in parts(content).items():
            new.writestr(name, change(part))
    return out.getvalue()


@pytest.mark.parametrize(
    "spoilt", [strict, macros, with_doctype, lambda _: b"PK\3\4", lambda content: content[: len(content) // 2]]
)
def test_a_file_that_cannot_be_written_back_gives_its_text(spoilt: Callable[[bytes], bytes]) -> None:
    assert container.word_file(own_file()) is not None
    found = commented(render(spoilt(own_file())))
    assert "不是原件" in found[0][1] and any(text == ANSWERS for text, _ in found)


def test_a_file_that_unpacks_to_more_than_the_limit_gives_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "LARGEST", 1000)
    assert container.word_file(own_file()) is None


def test_only_lower_plans_have_one_and_only_when_asked_for(made: Path, tmp_path: Path) -> None:
    assert not (made / "annotated").exists()
    reports.write(sample.comparison(), tmp_path / "out", ["annotated"])
    assert sorted(each.name for each in (tmp_path / "out" / "annotated").iterdir()) == ["+district.docx", "county.docx"]


def test_the_text_set_anew_has_the_headings_and_tables_of_the_plan() -> None:
    comparison = sample.comparison()
    text = sample.COUNTY + "\n指标\t2025年\n充电桩\t800个"
    plans = tuple(replace(plan, text=text) if plan.id == "county" else plan for plan in comparison.plans)
    made = annotated.render(Tables(dataclasses.replace(comparison, plans=plans)), lambda _: None, "zh")
    document = Document(io.BytesIO(made["annotated/county.docx"]))
    assert [each.text for each in document.paragraphs if each.style.name == "Heading 1"] == [
        "第一章 发展基础",
        "第二章 主要任务",
    ]
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        ["指标", "2025年"],
        ["充电桩", "800个"],
    ]


def test_the_command_writes_into_the_word_file_that_was_given(tmp_path: Path) -> None:
    names = ["清远市规划纲要.html", "连州市规划纲要.docx", "佛冈县规划纲要.txt", "themes.xlsx"]
    plans, out = cli_runs.write(tmp_path / "plans", names), tmp_path / "out"
    done = CliRunner().invoke(main, ["report", str(plans), "-o", str(out), "--format", "annotated"])
    assert done.exit_code == 0, done.output
    written = {each.name: each.read_bytes() for each in (out / "annotated").iterdir()}
    assert sorted(written) == ["佛冈县规划纲要.docx", "连州市规划纲要.docx"]
    own = Document(io.BytesIO(cli_runs.contents()["连州市规划纲要.docx"]))
    assert texts(Document(io.BytesIO(written["连州市规划纲要.docx"]))) == texts(own)
    assert "不是原件" in commented(written["佛冈县规划纲要.docx"])[0][1]
    assert any("答复" in told for _, told in commented(written["连州市规划纲要.docx"]))


def test_a_gap_what_to_do_and_its_draft_are_paragraphs_of_their_own() -> None:
    told = next(text for _, text in commented(render(own_file())) if "本章节宜补写" in text)
    lines = told.split("\n")
    drafts = [at for at, line in enumerate(lines) if line.startswith("草拟")]
    assert drafts and all("【" in lines[at - 2] and "草拟" not in lines[at - 1] for at in drafts)


def test_one_comment_lists_six_gaps_and_counts_the_rest() -> None:
    whole = sample.comparison()
    one = next(gap for gap in whole.gaps if gap.plan == "county" and gap.kind == "theme" and not gap.waived)
    many = tuple(replace(one, id=f"g{at}", theme=None, topic=f"主题{at}", section=()) for at in range(9))
    made = annotated.render(Tables(dataclasses.replace(whole, gaps=many)), {"county": own_file()}.get, "zh")
    told = next(text for _, text in commented(made["annotated/county.docx"]) if "由编制单位确定" in text)
    assert "6. 【" in told and "7. 【" not in told and told.endswith(wording.text("annotated.rest", "zh", count=3))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_text_set_anew_is_an_official_page_with_its_title(lang: wording.Lang) -> None:
    whole = sample.comparison()
    plans = tuple(
        replace(plan, roles=(Role.TITLE, *plan.roles[1:])) if plan.id == "county" else plan for plan in whole.plans
    )
    made = annotated.render(Tables(dataclasses.replace(whole, plans=plans)), {}.get, lang)["annotated/county.docx"]
    document = Document(io.BytesIO(made))
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert document.paragraphs[0].style.name == "Title" and document.core_properties.language == "zh-CN"
    assert document.styles["Normal"].font.size.pt == 16
