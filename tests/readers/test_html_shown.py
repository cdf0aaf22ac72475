"""What a browser shows of a page beyond its plain text: numbers of lists, folds, data of scripts, leaves of a viewer."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest

from compare.errors import ReadError
from compare.model import Reason
from compare.readers import RawText, read_file, signs
from compare.readers.html.markup import texts_between_tags

CHAPTERS = [
    (
        "第一章 总体要求",
        "坚持以人民为中心的发展思想，统筹推进经济建设、政治建设、文化建设，推动全县经济社会高质量发展。" * 2,
    ),
    (
        "第二章 产业发展",
        "加快发展先进制造业，培育壮大新材料、新能源产业集群，新建标准厂房20万平方米，打造产业园区。" * 2,
    ),
    (
        "第三章 民生保障",
        "完善养老服务体系，新增养老床位500张，实施农村人居环境整治提升行动，建设美丽宜居乡村50个。" * 2,
    ),
]


def saved(folder: Path, body: str, head: str = "") -> RawText:
    path = folder / "plan.html"
    path.write_text(f'<html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>', encoding="utf-8")
    raw = read_file(path)
    assert raw.signs_in_file == signs(raw.text) + sum(row.signs for row in raw.left_out)
    assert "unexplained" not in {row.what for row in raw.left_out}
    return raw


def lines(folder: Path, body: str) -> list[str]:
    return saved(folder, f"<p>{CHAPTERS[0][1]}</p>{body}<p>{CHAPTERS[1][1]}</p>").text.split("\n")[1:-1]


@pytest.mark.parametrize(
    ("markup", "read_as"),
    [
        ("<p>达到65<sup>2</sup>%</p>", "达到65%"),
        ("<p>达到65<span style='vertical-align: super'>2</span>%</p>", "达到65%"),
        ("<p>达到58%<a href='#_ftn1'><span class=MsoFootnoteReference>1</span></a>。</p>", "达到58%。"),
        ("<p>约10<sup>8</sup>元</p>", "约10⁸元"),
        ("<p>占<math><mfrac><mn>1</mn><mn>3</mn></mfrac></math>以上</p>", "占1/3以上"),
        ("<p>约<math><msup><mn>10</mn><mn>8</mn></msup></math>元</p>", "约10⁸元"),
        ("<p>增长<s>8%</s><del>7%</del><span style='text-decoration:line-through'>5%</span>6%</p>", "增长6%"),
    ],
)
def test_raised_struck_and_reckoned(tmp_path: Path, markup: str, read_as: str) -> None:
    assert lines(tmp_path, markup) == [read_as]


def test_items_of_lists_have_the_numbers_that_a_browser_shows(tmp_path: Path) -> None:
    inner = "<ol type='a' start='3'><li>甲</li><li value='7'><p>乙</p></li></ol>"
    outer = f"<ol style='list-style-type:cjk-ideographic'><li>总体要求</li><li>重点任务{inner}</li></ol>"
    bare = "<ol style='list-style:none'><li>一、已有编号</li></ol><ul><li>圆点</li></ul>"
    assert lines(tmp_path, outer + bare) == ["一、总体要求", "二、重点任务", "c.甲", "g.乙", "一、已有编号", "圆点"]


@pytest.mark.parametrize(
    ("picture", "told"),
    [
        ("<img src='https://example.gov.cn/a/eee9072b.png'>", ["1"]),
        (f"<img src='data:image/png;base64,{'iVBO' * 9000}'>", ["1"]),
        ("<img src='/images/share.png' class='wechat'>", []),
        (f"<img src='data:image/png;base64,{'iVBO' * 90}'>", []),
        ("<svg><text>旅游综合收入目标（亿元）</text><text>2025年</text><text>60</text></svg>", ["1"]),
        ("<svg><text>扫码分享</text></svg>", []),
    ],
    ids=["table", "table in the page", "sign", "button in the page", "chart drawn by a script", "drawn button"],
)
def test_pictures_in_the_text_are_told(tmp_path: Path, picture: str, told: list[str]) -> None:
    text = "".join(f"<h3>{name}</h3><p>{text}</p>" for name, text in CHAPTERS)
    notes = saved(tmp_path, f"{text}<p>{picture}</p>{text}").notes
    assert [value for note in notes if note.code == "pictures" for value in note.values] == told


@pytest.mark.parametrize("how", ["style='display:none'", "hidden", "style='visibility: hidden'"])
def test_chapters_that_are_folded_away_are_read(tmp_path: Path, how: str) -> None:
    panels = "".join(
        f"<div class='panel'><h3>{name}</h3><div {how if at else ''}><p>{text}</p></div></div>"
        for at, (name, text) in enumerate(CHAPTERS)
    )
    raw = saved(tmp_path, panels)
    assert all(name in raw.text and text in raw.text for name, text in CHAPTERS)
    assert Reason("folded", ("2",)) in raw.notes


@pytest.mark.parametrize(
    "between", ["</body></html>", "</div></body></html><p>", "</HTML >\n<html><head></head><body>"]
)
def test_what_stands_behind_the_end_of_the_page_is_read(tmp_path: Path, between: str) -> None:
    raw = saved(tmp_path, f"<p>{CHAPTERS[0][1]}</p>{between}<p>{CHAPTERS[1][1]}</p>")
    assert raw.text.split("\n") == [CHAPTERS[0][1], CHAPTERS[1][1]]


def test_what_the_tree_of_the_page_loses_is_missed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from compare.readers.html import page

    monkeypatch.setattr(page, "_PAGE_END", re.compile("never"))
    path = tmp_path / "plan.html"
    path.write_text(f"<html><body><p>{CHAPTERS[0][1]}</p></body></html><p>{CHAPTERS[1][1]}</p>", encoding="utf-8")
    raw = read_file(path)
    assert {row.what: row.signs for row in raw.left_out}["unexplained"] == signs(CHAPTERS[1][1])


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("甲<!-- <p>乙</p> -->丙", "甲丙"),
        ("<a title='a>b' href=\"c>d\">甲</a>", "甲"),
        ("<script>if (a<b) '</p>乙'</script>甲<STYLE>p{}</style >丙", "甲丙"),
        ("1<2，3 < 4&amp;&#20108;", "1<2，3<4&二"),
        ("甲<br/>乙<![if !x]>丙<![endif]>丁<?php 戊 ?>", "甲乙丙丁"),
        ("甲<!-- 没有结束", "甲"),
    ],
)
def test_texts_between_tags(markup: str, shown: str) -> None:
    assert "".join("".join(texts_between_tags(markup)).split()) == shown


def test_a_hidden_copy_of_what_is_shown_is_not_read_again(tmp_path: Path) -> None:
    shown = "".join(f"<p>{text}</p>" for _, text in CHAPTERS)
    raw = saved(tmp_path, f"<div>{shown}</div><div style='display:none'><p>{CHAPTERS[1][1]}</p></div>")
    assert raw.text.count(CHAPTERS[1][1]) == 1
    assert {row.what: row.signs for row in raw.left_out}["hidden"] == len(CHAPTERS[1][1])


DATA = {"title": "连山县规划", "chapters": [{"name": name, "content": f"<p>{text}</p>"} for name, text in CHAPTERS]}


@pytest.mark.parametrize(
    "held",
    [
        f"<script>window.STATE={json.dumps(DATA, ensure_ascii=False)};</script>",
        f"<script type='application/json'>{json.dumps(DATA)}</script>",
        "<script>var a=1;" + "".join(f"show('<h3>{name}</h3><p>{text}</p>');" for name, text in CHAPTERS) + "</script>",
        "<textarea style='display:none'>"
        + html.escape("".join(f"<p>{name}</p><p>{text}</p>" for name, text in CHAPTERS))
        + "</textarea>",
        "<textarea>" + "\n".join(f"{name}\n{text}" for name, text in CHAPTERS) + "</textarea>",
        f"<input type='hidden' value='{html.escape(''.join(f'<p>{name}</p><p>{text}</p>' for name, text in CHAPTERS))}'>",
        "<noscript>" + "".join(f"<p>{name}</p><p>{text}</p>" for name, text in CHAPTERS) + "</noscript>",
    ],
)
def test_a_text_in_the_data_of_a_page_is_read_chapter_by_chapter(tmp_path: Path, held: str) -> None:
    raw = saved(tmp_path, f"<div id='app'></div>{held}")
    assert raw.text.split("\n") == [piece for chapter in CHAPTERS for piece in chapter]


def test_lines_of_a_saved_viewer_are_joined_and_its_own_title_is_none(tmp_path: Path) -> None:
    def leaf(number: int, *each: str) -> str:
        spans = "<br>".join(f"<span style='top:{at}%'>{line}</span>" for at, line in enumerate(each))
        return f"<div class='page'><div class='textLayer'>{spans}<br><span>— {number} —</span></div></div>"

    body = leaf(
        1, "　　第一章 总体要求", "　　到2025年，地区生产总值年均增长6%左右，常住人口", "城镇化率达到65%。"
    ) + leaf(2, "　　完善养老服务体系，新增养老床位500张，实施农村人居", "环境整治提升行动。")
    raw = saved(tmp_path, f"<div class='pdfViewer'>{body}</div>", "<title>PDF.js viewer</title>")
    assert raw.text.split("\n") == [
        "第一章 总体要求",
        "到2025年，地区生产总值年均增长6%左右，常住人口城镇化率达到65%。",
        "完善养老服务体系，新增养老床位500张，实施农村人居环境整治提升行动。",
    ]
    assert ("page", 6) in [(row.what, row.signs) for row in raw.left_out]


@pytest.mark.parametrize(
    ("pager", "following"),
    [
        (
            "<div><a href='t1.html'>1</a> <a href='t1_1.html'>2</a> <a href='t1_1.html'>下一页</a> 共3页</div>",
            "t1_1.html",
        ),
        ("<script>createPageHTML(3, 0, 't2021', 'html');</script>", "t2021_1.html"),
        ("<p><a href='javascript:;'>余下全文</a></p>", ""),
        ("<p>共3页 <select><option>第1页</option><option>第2页</option><option>第3页</option></select></p>", ""),
        ("<p>首页 上一页 1 <a href='?p=2'>2</a> <a href='?p=2'>下一页</a> <a href='?p=4'>尾页</a> 第1/4页</p>", "?p=2"),
    ],
)
def test_the_first_page_of_several_says_where_the_next_one_is(tmp_path: Path, pager: str, following: str) -> None:
    raw = saved(tmp_path, "".join(f"<p>{name}</p><p>{text}</p>" for name, text in CHAPTERS) + pager)
    assert Reason("paged", (following,)) in raw.notes
    assert "下一页" not in raw.text and "尾页" not in raw.text


def test_a_link_to_the_next_article_is_no_next_page(tmp_path: Path) -> None:
    body = "".join(f"<p>{name}</p><p>{text}</p>" for name, text in CHAPTERS)
    assert saved(tmp_path, body + "<p>下一篇：<a href='b.html'>清远市规划</a></p>").notes == ()


@pytest.mark.parametrize("shown", ["src='blank.gif'", "src='data:image/gif;base64,R0lGODlhAQABAAAAACw='", ""])
def test_pictures_that_are_loaded_later_with_captions_are_no_plan(tmp_path: Path, shown: str) -> None:
    leaves = "".join(
        f"<p><img data-original='P{at}.jpg' {shown}></p><p>图{at} 连山县“十四五”规划纲要图解第{at}页</p>"
        for at in range(9)
    )
    with pytest.raises(ReadError, match="9 幅图片"):
        saved(tmp_path, f"<h1>一图读懂连山县“十四五”规划纲要</h1>{leaves}")


def test_a_page_that_holds_its_pictures_says_so_however_small_they_are(tmp_path: Path) -> None:
    pictures = "<p><img src='data:image/png;base64,iVBORw0KGgo='></p>" * 3
    with pytest.raises(ReadError, match="3 幅图片.*识别"):
        saved(tmp_path, f"<h1>一图读懂连山县“十四五”规划纲要</h1>{pictures}")


@pytest.mark.parametrize("script", ["", "<script src='a.js'></script>"])
def test_a_page_of_pictures_says_that_its_text_is_in_pictures(tmp_path: Path, script: str) -> None:
    pictures = "".join(f"<p><img src='P{at}.jpg'></p>" for at in range(3))
    with pytest.raises(ReadError, match="3 幅图片.*识别"):
        saved(tmp_path, f"<h1>一图读懂连山县“十四五”规划纲要</h1>{pictures}<p>来源：连山县发展和改革局</p>{script}")


def test_headings_of_a_page_are_marked(tmp_path: Path) -> None:
    raw = saved(tmp_path, "".join(f"<h2>{name[4:]}</h2><p>{text}</p>" for name, text in CHAPTERS))
    assert [(raw.text[offset:].split("\n")[0], level) for offset, level in raw.headings] == [
        ("总体要求", 2),
        ("产业发展", 2),
        ("民生保障", 2),
    ]


def test_headings_for_those_who_listen_are_headings(tmp_path: Path) -> None:
    named = "".join(f"<div role='heading' aria-level='3'>{name[4:]}</div><p>{text}</p>" for name, text in CHAPTERS)
    assert [level for _, level in saved(tmp_path, named).headings] == [3, 3, 3]


def test_a_page_that_only_shows_a_pdf_says_which(tmp_path: Path) -> None:
    for place in (
        "<embed src='./P0206.pdf'>",
        "<iframe src='/js/web/viewer.html?file=%2Ffiles%2FP0206.pdf#1'></iframe>",
    ):
        with pytest.raises(ReadError, match=r"PDF（P0206\.pdf）.*另存"):
            saved(tmp_path, f"<h1>连山县“十四五”规划纲要</h1>{place}<p>来源：连山县发展和改革局</p>")
        text = "".join(f"<p>{text}</p>" for _, text in CHAPTERS)
        assert "养老床位500张" in saved(tmp_path, text + place).text


def test_a_unit_over_several_rows_stands_in_each_and_a_head_does_not(tmp_path: Path) -> None:
    table = (
        "<table><tr><td rowspan=2>指标<td rowspan=2>单位<td>2025年<tr><td>目标"
        "<tr><td>城镇化率<td rowspan=2>%<td>48<tr><td>森林覆盖率<td>73"
        "<tr><td rowspan=2>覆盖率<td rowspan=2>牵头单位：县林业局和县发展改革局<td>98<tr><td>99</table>"
    )
    assert lines(tmp_path, table) == [
        "指标\t单位\t2025年",
        "\t\t目标",
        "城镇化率\t%\t48",
        "森林覆盖率\t%\t73",
        "覆盖率\t牵头单位：县林业局和县发展改革局\t98",
        "\t\t99",
    ]
