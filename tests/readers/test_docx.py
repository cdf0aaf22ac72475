"""Word files: runs, fields, changes, contents lists, places, what is refused, and that the clauses are those of the text."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Callable
from contextlib import suppress
from difflib import SequenceMatcher
from io import BytesIO
from pathlib import Path

import docx as python_docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare import RunOptions, compare_plans
from compare.errors import ReadError
from compare.model import Place, Reason
from compare.readers import raw_text, read_file
from compare.structure.tables import find_tables
from tests.builders import COUNTY, PLAN_IDS, SEEDS, write_plans
from tests.readers.docx_builders import (
    clauses_of,
    docx,
    level,
    lines,
    numbering,
    package,
    para,
    read,
    row,
    run,
    styles,
    table,
)

# Runs, fields, changes


def test_what_is_shown_of_a_paragraph(tmp_path: Path) -> None:
    parts = (
        run("完善")
        + "<w:hyperlink>"
        + run("公园")
        + "</w:hyperlink>"
        + "<w:smartTag>"
        + run("绿地")
        + "</w:smartTag>"
        + "<w:sdt><w:sdtContent>"
        + run("系统")
        + "</w:sdtContent></w:sdt>"
        + "<w:r><w:noBreakHyphen/><w:softHyphen/><w:tab/><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>"
        + '<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:sym w:font="Wingdings" w:char="F06C"/></w:r>'
        + "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"
        + "<w:r><w:ruby><w:rt>"
        + run("pin")
        + "</w:rt><w:rubyBase>"
        + run("拼")
        + "</w:rubyBase></w:ruby></w:r>"
    )
    assert lines(tmp_path, f"<w:p>{parts}</w:p>") == ["完善公园绿地系统-\t甲", "乙≥●x=1拼"]


def test_spaces_and_line_ends_of_the_markup_are_no_line_ends(tmp_path: Path) -> None:
    assert lines(tmp_path, f"<w:p>{run('甲&#10;乙&#x2028;丙')}</w:p>", para("丁")) == ["甲 乙", "丙", "丁"]


def test_results_of_fields_are_read_and_their_codes_are_not(tmp_path: Path) -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText> IF 1 </w:instrText></w:r>"
    inner = mark("begin") + code + mark("separate") + run("内") + mark("end")
    nested = mark("begin") + code + inner + mark("separate") + run("外") + mark("end")
    assert lines(tmp_path, f"<w:p>{run('前')}{nested}{run('后')}</w:p>") == ["前外后"]
    assert lines(tmp_path, f"<w:p>{run('前')}{mark('begin')}{code}</w:p>", para("后")) == ["前", "后"]
    assert lines(tmp_path, f"<w:p>{mark('end')}{mark('separate')}{run('后')}</w:p>") == ["后"]


def test_insertions_are_read_and_deletions_are_not(tmp_path: Path) -> None:
    gone = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{run('移走')}</w:moveFrom><w:moveTo>{run('移来')}</w:moveTo>"
    raw = read(tmp_path, docx(f"<w:p>{run('甲')}{gone}<w:ins>{run('新')}</w:ins>{moved}{run('乙。')}</w:p>"))
    assert raw.text == "甲新移来乙。"
    assert raw.notes == (Reason("deletions_left_out", ("2",)),)


def test_paragraphs_whose_end_is_deleted_run_on(tmp_path: Path) -> None:
    gone = "<w:del><w:r><w:delText>整段删去。</w:delText></w:r></w:del>"
    body = [
        para("推动产业", num="1", mark="<w:del/>"),
        para("集聚发展。"),
        para(gone, num="1", mark="<w:del/>"),
        para("下一段。", num="1"),
        para("末段", mark="<w:del/>"),
    ]
    raw = read(tmp_path, docx(*body, numbering=numbering(level(0, "%1、"))))
    assert raw.text.split("\n") == ["推动产业集聚发展。", "1、下一段。", "末段"]
    assert [raw.place(raw.text.index(words)).number for words in ("推动", "下一段", "末段")] == [2, 4, 5]


def test_a_paragraph_without_its_end_does_not_run_on_into_a_table(tmp_path: Path) -> None:
    body = [para("前段", mark="<w:del/>"), table(row("甲", "乙"), row(para("丙", mark="<w:del/>"), "丁"))]
    assert lines(tmp_path, *body) == ["前段", "甲\t乙", "丙\t丁"]


def test_a_heading_with_a_hidden_end_runs_in(tmp_path: Path) -> None:
    body = [para("产业。", num="1", mark="<w:vanish/><w:specVanish/>"), para("推动产业集聚发展。")]
    assert lines(tmp_path, *body, numbering=numbering(level(0, "%1、", "chineseCounting"))) == [
        "一、产业。推动产业集聚发展。"
    ]


def test_hidden_text_is_not_read(tmp_path: Path) -> None:
    made = styles('<w:style w:type="character" w:styleId="X"><w:name w:val="x"/><w:rPr><w:vanish/></w:rPr></w:style>')
    parts = run("甲") + run("隐", "<w:vanish/>") + run("藏", '<w:rStyle w:val="X"/>')
    shown = run("乙", '<w:vanish w:val="0"/>') + run("丙", '<w:rStyle w:val="X"/><w:vanish w:val="false"/>')
    raw = read(tmp_path, docx(f"<w:p>{parts}{shown}</w:p>", styles=made))
    assert raw.text == "甲乙丙"
    assert raw.notes == (Reason("hidden_left_out", ("2",)),)


def test_footnotes_and_comments_leave_no_mark_in_the_sentence(tmp_path: Path) -> None:
    marks = '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:endnoteReference w:id="3"/></w:r>'
    comment = '<w:commentRangeStart w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
    raw = read(tmp_path, docx(f"<w:p>{run('“三线一单”')}{marks}{comment}{run('管控要求。')}</w:p>"))
    assert raw.text == "“三线一单”管控要求。"
    assert raw.notes == (Reason("footnotes_left_out", ("2",)),)


# Contents lists


def toc(*entries: str) -> list[str]:
    """A contents list as Word makes it: one field over several paragraphs, a page number at the end of each."""
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    made = [f"<w:hyperlink>{run(entry)}<w:r><w:tab/></w:r>{run('7')}</w:hyperlink>" for entry in entries]
    made[0] = begin + made[0]
    return [para(entry, style="T1") for entry in made]


END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
TOC_STYLE = '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>'


@pytest.mark.parametrize("styled", [True, False], ids=["styled", "field alone"])
def test_a_contents_list_is_left_out(tmp_path: Path, styled: bool) -> None:
    body = [para("规划纲要"), para("目录"), *toc("第一章 总则", "第二章 产业"), para(END), para("第一章 总则")]
    parts = {"styles": styles(TOC_STYLE)} if styled else {}
    raw = read(tmp_path, docx(*body, **parts))
    assert raw.text.split("\n") == ["规划纲要", "目录", "第一章 总则"]
    assert raw.place(raw.text.index("第一章")) == Place("paragraph", 6)
    assert raw.notes == (Reason("contents_left_out", ("3",)),)


def test_a_heading_that_ends_the_field_of_the_contents_list_stays(tmp_path: Path) -> None:
    assert lines(tmp_path, *toc("第一章 总则"), f"<w:p>{END}{run('第一章 总则')}</w:p>") == ["第一章 总则"]


def test_a_contents_list_that_never_ends_does_not_swallow_the_plan(tmp_path: Path) -> None:
    body = [*toc("第一章 总则", "第二章 产业"), para("第一章 总则"), para("正文。")]
    assert lines(tmp_path, *body, styles=styles(TOC_STYLE)) == ["第一章 总则", "正文。"]


def test_a_contents_list_in_a_frame_of_its_own(tmp_path: Path) -> None:
    gallery = "<w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
    framed = f"<w:sdt>{gallery}<w:sdtContent>{para('目录')}{para('第一章 总则 1')}</w:sdtContent></w:sdt>"
    assert lines(tmp_path, para("规划纲要"), framed, para("第一章 总则")) == ["规划纲要", "第一章 总则"]


def test_a_paragraph_in_the_style_of_contents_that_is_none(tmp_path: Path) -> None:
    assert lines(tmp_path, para("推动产业发展。", style="T1"), styles=styles(TOC_STYLE)) == ["推动产业发展。"]


# Places


def test_places_are_paragraphs_and_rows(tmp_path: Path) -> None:
    body = [para("一"), para(), para("二"), table(row("甲", "乙"), row("丙", "丁")), para("三")]
    raw = read(tmp_path, docx(*body))
    assert raw.format == "docx"
    found = {sign: raw.place(raw.text.index(sign)) for sign in "一二甲丁三"}
    assert found == {
        sign: Place("paragraph", number) for sign, number in zip("一二甲丁三", (1, 3, 4, 5, 6), strict=True)
    }


def test_content_frames_and_older_branches_around_blocks_are_looked_through(tmp_path: Path) -> None:
    framed = f"<w:sdt><w:sdtContent>{para('甲')}</w:sdtContent></w:sdt>"
    either = f"<mc:AlternateContent><mc:Choice>{para('乙')}</mc:Choice><mc:Fallback>{para('旧')}</mc:Fallback></mc:AlternateContent>"
    assert lines(tmp_path, framed, either, f"<w:customXml>{para('丙')}</w:customXml>") == ["甲", "乙", "丙"]


def test_a_report_tells_what_was_left_out_and_where_a_quotation_stands(tmp_path: Path) -> None:
    folder = write_plans(tmp_path)
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = [para(line) for line in COUNTY.strip().split("\n")]
    (folder / "county.docx").write_bytes(docx(*body, f"<w:p>{run('新建公园2处。')}{mark}</w:p>"))
    comparison = compare_plans(folder, options=RunOptions(jobs=1))
    assert comparison.sources[0].format == "docx"
    assert Reason("footnotes_left_out", ("1",)) in comparison.sources[0].warnings
    plan = comparison.plans[0]
    last = plan.clauses[-1]
    assert plan.text[last.start : last.end] == "新建公园2处。"
    assert last.place == Place("paragraph", len(body) + 1)


# Files from anywhere


def test_word_files_of_other_kinds_and_makers(tmp_path: Path) -> None:
    plain = docx(para("正文。"))
    with zipfile.ZipFile(BytesIO(plain)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    strict = {
        name: part.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        for name, part in parts.items()
    }
    template = {
        name.replace("document.xml", "glossy.xml"): part.replace(b"document.xml", b"glossy.xml")
        for name, part in parts.items()
    }
    backward = {name.replace("/", "\\"): part for name, part in parts.items()}
    no_links = {name: part for name, part in parts.items() if not name.endswith(".rels")}
    for made in (strict, template, backward, no_links):
        assert read(tmp_path, package(made)).text == "正文。"


def test_a_link_that_leads_nowhere_does_no_harm(tmp_path: Path) -> None:
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="x/numbering" Target="../NULL"/>'
        '<Relationship Id="r2" Type="x/styles" Target="http://127.0.0.1:9/s.xml" TargetMode="External"/></Relationships>'
    )
    with zipfile.ZipFile(BytesIO(docx(para("正文。", num="1")))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert read(tmp_path, package({**parts, "word/_rels/document.xml.rels": links})).text == "正文。"


ENTITY = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
DEEP = "<w:sdt><w:sdtContent>" * 300 + para("深") + "</w:sdtContent></w:sdt>" * 300


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (lambda: docx(para("甲"))[:-30], "没有下载完"),
        (lambda: docx(para("甲"))[:200], "没有下载完"),
        (lambda: docx(para("&b;&a;"), head=ENTITY), "DOCTYPE"),
        (lambda: docx("<w:p/>" * 1_000_000), "大得反常"),
        (lambda: docx(DEEP), "已损坏"),
        (lambda: docx("<w:p><w:r>"), "已损坏"),
        (lambda: docx(), "没有文字"),
        (lambda: docx(para(), para("　")), "没有文字"),
        (lambda: package({"word/document.xml": "<a/>"}), "没有正文"),
        (lambda: package({"word/document.xml": "x" * 10, **{f"a{at}": "" for at in range(20_001)}}), "超过 20000 个"),
    ],
    ids=["cut", "cut-early", "entity", "bomb", "deep", "unclosed", "empty", "blank", "no-body", "entries"],
)
def test_what_cannot_or_must_not_be_read_is_refused_with_advice(
    tmp_path: Path, made: Callable[[], bytes], told: str
) -> None:
    with pytest.raises(ReadError, match=told) as refused:
        read(tmp_path, made())
    assert "请" in str(refused.value)


def test_a_part_larger_than_any_plan_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = docx(*(para(str(at)) for at in range(500)))
    monkeypatch.setattr("compare.readers.archive.PART_LIMIT", 20_000)
    with pytest.raises(ReadError, match="大得反常"):
        read(tmp_path, content)


def test_a_damaged_part_is_a_damaged_file(tmp_path: Path) -> None:
    whole = bytearray(docx(*(para(str(at)) for at in range(500))))
    begin = whole.index(b"word/document.xml") + 400
    whole[begin : begin + 200] = bytes(200)
    with pytest.raises(ReadError, match="请"):
        read(tmp_path, bytes(whole))


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**6), st.binary(min_size=1, max_size=4))
def test_any_damage_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, at: int, bytes_: bytes) -> None:
    content = bytearray(docx(para("正文。", num="1"), table(row("甲", "乙")), numbering=numbering(level(0, "%1、"))))
    at %= len(content)
    content[at : at + len(bytes_)] = bytes_
    with suppress(ReadError):  # any other exception fails the test
        read(tmp_path_factory.getbasetemp(), bytes(content))


# The same plan in both forms


def saved(paragraphs: list[str]) -> bytes:
    document = python_docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


@pytest.mark.parametrize("name", PLAN_IDS)
def test_a_seed_saved_as_word_file_gives_the_same_clauses(tmp_path: Path, name: str) -> None:
    plain = read_file(SEEDS / f"{name}.txt")
    # A Word file cannot hold control characters; text files lose them in repair.
    kept = "".join(sign for sign in plain.text if sign in "\t\n" or ord(sign) >= 0x20)
    assert clauses_of(read(tmp_path, saved(kept.split("\n")))) == clauses_of(raw_text(kept))


WORDS = st.text("甲乙丙丁戊己庚辛，。、（）0123456789abAB %", min_size=1, max_size=12).map(str.strip).filter(bool)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=4), min_size=1, max_size=6))
def test_text_is_the_same_however_it_is_cut_into_runs(
    tmp_path_factory: pytest.TempPathFactory, cut: list[list[str]]
) -> None:
    body = [f"<w:p>{''.join(map(run, runs))}</w:p>" for runs in cut]
    assert lines(tmp_path_factory.getbasetemp(), *body) == ["".join(runs) for runs in cut]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=3, max_size=3), min_size=2, max_size=6))
def test_a_table_comes_back_cell_by_cell(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    text = read(tmp_path_factory.getbasetemp(), docx(table(*(row(*each) for each in rows)))).text
    (found,) = find_tables(text)
    assert [list(found.header), *([text[a:b] for a, b in each] for each in found.rows)] == rows


def folded(text: str) -> str:
    return "".join(text.split())


def test_originals_give_the_clauses_of_their_texts(corpora: Path) -> None:
    """At least 98 % of the characters of either form stand in clauses that both have, in order."""
    originals = sorted((corpora / "originals").glob("*.docx"))
    with (corpora / "manifest.tsv").open(encoding="utf-8") as manifest:
        listed = list(csv.DictReader(manifest, delimiter="\t"))
    for original in originals:
        text = next(
            each["file"]
            for each in listed
            if each["source"].endswith(
                (
                    f"!{original.name}",
                    f"/data/txt_doc_level/{original.stem}.txt",
                    f":data/txt_doc_level/{original.stem}.txt",
                )
            )
        )
        word = [folded(each) for each in clauses_of(read_file(original))]
        plain = [folded(each) for each in clauses_of(read_file(corpora / text))]
        blocks = SequenceMatcher(None, word, plain, autojunk=False).get_matching_blocks()
        common = sum(len(each) for block in blocks for each in word[block.a : block.a + block.size])
        assert 2 * common >= 0.98 * sum(map(len, word + plain)), original.name
