"""Texts that a page holds where only its program would show them, and what stands around a text without being it."""

from __future__ import annotations

import base64
import html
import json
from pathlib import Path
from urllib.parse import quote

import pytest

from compare.readers import read_file
from tests.readers.test_html_shown import CHAPTERS, saved

TITLE = "阳山县国民经济和社会发展第十四个五年规划纲要"
LAST = ("第四章 保障措施", "加强组织领导，将规划实施情况纳入年度考核。")
TEXT = [line for chapter in (*CHAPTERS, LAST) for line in chapter]
MARKUP = "".join(f"<p>{line}</p>" for line in TEXT)
LISTED = json.dumps([{"title": name, "html": f"<p>{text}</p>"} for name, text in (*CHAPTERS, LAST)], ensure_ascii=False)
ARTICLE = json.dumps({"@type": "NewsArticle", "headline": TITLE, "articleBody": "\n".join(TEXT)}, ensure_ascii=False)
COMPONENT = html.escape(json.dumps({"title": TITLE, "body": MARKUP}, ensure_ascii=False))


@pytest.mark.parametrize(
    "held",
    [
        f'<iframe srcdoc="{html.escape(MARKUP)}"></iframe>',
        f'<iframe src="data:text/html;charset=utf-8;base64,{base64.b64encode(MARKUP.encode()).decode()}"></iframe>',
        f"<template shadowrootmode=open><div>{MARKUP}</div></template>",
        f'<script type="text/x-template"><div>{MARKUP}</div></script><div id="app"></div>',
        f'<div id="text" data-content="{html.escape(MARKUP)}"></div>',
        f'<article-page :article="{COMPONENT}"></article-page>',
        f"<script>var chapters={LISTED};</script>",
        f'<script type="application/ld+json">{ARTICLE}</script><div>加载中…</div>',
    ],
    ids=["srcdoc", "address", "shadow", "template", "attribute", "component", "chapters", "search-engines"],
)
def test_a_text_that_only_a_program_would_show(tmp_path: Path, held: str) -> None:
    raw = saved(tmp_path, f'<ul><li><a href="/">首页</a></li></ul><h1>{TITLE}</h1>{held}')
    assert raw.text.split("\n") == [TITLE, *TEXT]


@pytest.mark.parametrize(
    "held", ["data:text/html;base64,@@@", "data:text/html,%ff%fe%fd", "data:image/png;base64,AAAA"]
)
def test_an_address_that_holds_nothing_to_read(tmp_path: Path, held: str) -> None:
    assert saved(tmp_path, f'<h1>{TITLE}</h1>{MARKUP}<iframe src="{held}"></iframe>').text.split("\n")[1:] == TEXT


@pytest.mark.parametrize("button", ["<button aria-expanded=false>{}</button>", "<button>{}</button>"])
def test_chapters_below_buttons(tmp_path: Path, button: str) -> None:
    parts = (f'{button.format(name)}<div class="panel" hidden><p>{text}</p></div>' for name, text in (*CHAPTERS, LAST))
    raw = saved(tmp_path, f"<h1>{TITLE}</h1>{''.join(parts)}<button>提交</button><button>打印本页</button>")
    assert raw.text.split("\n") == [TITLE, *TEXT]


def test_pages_that_turn_inside_one_page_are_whole(tmp_path: Path) -> None:
    leaves = "".join(
        f"<div {'style=display:none' if at else ''}><p>{name}</p><p>{text}</p></div>"
        for at, (name, text) in enumerate(CHAPTERS)
    )
    pager = "<div><a>上一页</a> <b>1</b> <a>2</a> <a>3</a> <a>下一页</a> <a>尾页</a> 共3页 到第<input>页</div>"
    raw = saved(tmp_path, f"<h1>{TITLE}</h1>{leaves}{pager}")
    assert raw.text.split("\n") == [TITLE, *TEXT[:-2]]
    assert [note.code for note in raw.notes] == ["folded"]


def test_a_contents_list_of_links_within_the_page(tmp_path: Path) -> None:
    entries = "".join(f'<li><a href="#s{at}">{name}</a></li>' for at, (name, _) in enumerate((*CHAPTERS, LAST)))
    raw = saved(tmp_path, f"<div><b>目录</b><ul>{entries}</ul></div><h1>{TITLE}</h1>{MARKUP}")
    assert raw.text.split("\n")[-len(TEXT) - 1 :] == [TITLE, *TEXT]
    assert "contents" in {row.what for row in raw.left_out}


@pytest.mark.parametrize("style", ["font-size:0", "font-size: 0px;color:#fff", "color:#fff; font-size:0pt !important"])
def test_signs_of_no_size_are_hidden(tmp_path: Path, style: str) -> None:
    body = "".join(f'<p>{line[:6]}<span style="{style}">转载自阳山</span>{line[6:]}</p>' for line in TEXT)
    assert saved(tmp_path, f"<h1>{TITLE}</h1>{body}").text.split("\n") == [TITLE, *TEXT]


def test_a_small_size_hides_nothing(tmp_path: Path) -> None:
    body = "".join(f'<p>{line[:6]}<span style="font-size:0.9em">转载自阳山</span>{line[6:]}</p>' for line in TEXT)
    assert saved(tmp_path, f"<h1>{TITLE}</h1>{body}").text.count("转载自阳山") == len(TEXT)


@pytest.mark.parametrize("kind", ["related", "alternative", "mixed"])
def test_archives_of_a_page_of_every_kind(tmp_path: Path, kind: str) -> None:
    page = f"<html><body><h1>{TITLE}</h1>{MARKUP}</body></html>"
    head = f'MIME-Version: 1.0\r\nContent-Type: multipart/{kind}; boundary="b"\r\n\r\n'
    part = "--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    path = tmp_path / "a.mht"
    path.write_bytes((head + part + base64.encodebytes(page.encode()).decode() + "\r\n--b--\r\n").encode())
    assert read_file(path).text.split("\n") == [TITLE, *TEXT]


@pytest.mark.parametrize("hidden", ["display:none", "visibility: hidden"])
@pytest.mark.parametrize("first", [True, False])
def test_a_hidden_edition_of_what_is_shown_is_not_read_again(tmp_path: Path, hidden: str, first: bool) -> None:
    whole = f"<h1>{TITLE}</h1>{MARKUP}"
    editions = [f'<div style="{hidden}">{whole}</div>', f"<div>{whole}</div>"]
    raw = saved(tmp_path, "".join(editions if first else editions[::-1]))
    assert raw.text.split("\n") == [TITLE, *TEXT]
    assert "hidden" in {row.what for row in raw.left_out}


def test_a_text_of_which_both_editions_are_hidden_is_read(tmp_path: Path) -> None:
    edition = f'<div style="display:none"><p>{TITLE}</p>{MARKUP}</div>'
    assert set(TEXT) <= set(saved(tmp_path, edition + edition).text.split("\n"))


@pytest.mark.parametrize(
    "script",
    [
        f"var lines={json.dumps(TEXT, ensure_ascii=False)};",
        f"const text=`{MARKUP}`;",
        f'show(decodeURIComponent("{quote(MARKUP)}"));',
        f"var d={json.dumps({'ops': [{'insert': line} for line in TEXT]}, ensure_ascii=False)};",
    ],
    ids=["list", "template", "percent", "blocks"],
)
def test_texts_of_scripts_in_further_writings(tmp_path: Path, script: str) -> None:
    raw = saved(tmp_path, f"<h1>{TITLE}</h1><div id=c></div><script>{script}</script>")
    assert raw.text.split("\n") == [TITLE, *TEXT]
