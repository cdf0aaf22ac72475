"""Headings of a Word file that nothing but bold type tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from compare.readers import read_file
from compare.repair import repair
from compare.structure import find_outline
from tests.readers.docx_builders import docx, para, read, row, run, styles, table

BOLD = "<w:b/>"
HEADS = ("现代产业体系", "乡村振兴", "健康养老")
TASK = "推进各项工作落到实处，健全工作机制，完善政策措施，到2025年取得明显成效。"


def headings(folder: Path, *body: str, **parts: str) -> list[str]:
    whole = repair(read(folder, docx(para("连山县“十四五”规划纲要"), *body, **parts)))
    return [section.heading for section in find_outline(whole.text, whole.headings).sections]


def below(*heads: str) -> list[str]:
    return [each for head in heads for each in (head, para(TASK))]


def test_bold_lines_above_sentences_are_headings(tmp_path: Path) -> None:
    assert headings(tmp_path, *below(*(para(run(head, BOLD)) for head in HEADS))) == list(HEADS)


def test_a_style_may_be_bold_and_a_run_may_say_that_it_is_not(tmp_path: Path) -> None:
    bold = styles('<w:style w:type="paragraph" w:styleId="t"><w:name w:val="小题"/><w:rPr><w:b/></w:rPr></w:style>')
    heads = [para(run(head), style="t") for head in HEADS]
    assert headings(tmp_path, *below(*heads), styles=bold) == list(HEADS)
    assert headings(
        tmp_path, *below(*heads, para(run("责任单位", '<w:b w:val="0"/>'), style="t")), styles=bold
    ) == list(HEADS)


def test_bold_lines_stand_below_numbered_headings(tmp_path: Path) -> None:
    heads = [para(run(head, BOLD)) for head in HEADS]
    whole = repair(
        read(tmp_path, docx(para("规划纲要"), para("第一章 任务"), *below(*heads), para("第二章 保障"), para(TASK)))
    )
    sections = find_outline(whole.text, whole.headings).sections
    assert [(section.heading, section.depth) for section in sections] == [
        ("第一章 任务", 1),
        *((head, 2) for head in HEADS),
        ("第二章 保障", 1),
    ]


def test_where_all_or_little_is_bold_nothing_is_told_by_it(tmp_path: Path) -> None:
    every = [each for head in HEADS for each in (para(run(head, BOLD)), para(run(TASK, BOLD)))]
    assert headings(tmp_path, *every) == headings(tmp_path, *(para(text) for head in HEADS for text in (head, TASK)))
    assert headings(tmp_path, *below(para(run("责任单位：发展改革局", BOLD))), para(TASK)) == []


def test_bold_lines_above_the_first_heading_are_the_title_and_numbers_tell_more_than_type(tmp_path: Path) -> None:
    front = [para(run(text, BOLD)) for text in ("在中国式现代化进程中当好尖兵", "某年某月某日")]
    assert headings(tmp_path, *front, *below(*(para(run(head, BOLD)) for head in HEADS))) == list(HEADS)
    numbered = below(*(para(run(f"{number}、{head}", BOLD)) for number, head in zip("一二三", HEADS, strict=True)))
    plain = [para("结语"), para(TASK)]
    assert headings(tmp_path, *numbered, para(run("结语", BOLD)), para(TASK)) == headings(tmp_path, *numbered, *plain)


def page(folder: Path, head: str) -> list[str]:
    body = "".join(f"{head.format(each)}<p>{TASK}</p>" for each in HEADS)
    path = folder / "plan.html"
    path.write_text(f"<html><body><h1>连山县“十四五”规划纲要</h1>{body}</body></html>", encoding="utf-8")
    whole = repair(read_file(path))
    return [section.heading for section in find_outline(whole.text, whole.headings).sections]


@pytest.mark.parametrize(
    "head",
    [
        "<p><strong>{}</strong></p>",
        '<p align="center"><b><font size="4">{}</font></b></p>',
        '<p><span style="font-weight: 700">{}</span></p>',
    ],
)
def test_bold_lines_of_a_page(tmp_path: Path, head: str) -> None:
    assert page(tmp_path, head) == list(HEADS)


@pytest.mark.parametrize("head", ["<p>{}</p>", "<p><b>{}</b>等</p>", "<b>{}</b>"])
def test_what_is_not_bold_from_end_to_end_is_no_heading_by_it(tmp_path: Path, head: str) -> None:
    assert (page(tmp_path, head) == list(HEADS)) == (head == "<b>{}</b>")


def test_bold_cells_and_bold_words_inside_a_sentence_are_no_headings(tmp_path: Path) -> None:
    cells = table(*(row(run(head, BOLD), TASK) for head in HEADS))
    words = [para(run("总体目标", BOLD) + run(TASK)) for _ in HEADS]
    assert headings(tmp_path, para(TASK), cells, *words) == []
