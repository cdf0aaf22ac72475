"""Saved web pages: the plan comes out as from a text file, whatever the page puts around it and however it is coded."""

from __future__ import annotations

import base64
import html
import json
import quopri
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.errors import ReadError
from compare.model import Place
from compare.readers import RawText, raw_text, read_file
from compare.repair import repair
from compare.structure.clauses import split_clauses
from compare.structure.outline import find_outline
from tests.builders import PLAN_IDS, SEEDS
from tests.conftest import CORPORA

TITLE = "连州市国民经济和社会发展第十四个五年规划纲要"
BODY = """第一章 发展基础
“十三五”期间，全市新建标准厂房12万平方米，荣获省级卫生县城称号，城乡面貌明显改善。
第二章 主要任务
推进产业集群建设，培育绿色建材产业集群，到2025年产值达到50亿元，成为粤北重要的建材基地。
完善养老服务设施，新建敬老院3所，实现镇街全覆盖，让老年人安享幸福晚年生活。
实施乡村振兴战略，建设高标准农田5万亩，粮食总产量稳定在10万吨以上，农村居民人均可支配收入年均增长8%左右。
推进瑶族文化生态保护，办好“七月香”壮家戏水节，打造千年古城文化品牌，把连州建设成为粤北生态旅游名城。
加强生态文明建设，落实河长制、湖长制、林长制，空气质量优良天数比例保持在98%以上，筑牢粤北生态屏障。"""
BEFORE = """<div class="top"><a href="/">首页</a> | <a href="/a">无障碍阅读</a> | <a href="/b">长者专区</a></div>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk">政务公开</a> &gt; <a href="/gh">规划计划</a></div>
<div class="share-box">分享到：<a href="#w">微信</a><a href="#b">微博</a></div>"""
AFTER = """<div class="ewm">扫一扫在手机打开当前页</div><ul class="list"><li><a href="/1">清远市印发“十四五”规划纲要，提出八个方面的任务</a></li>
<li><a href="/2">连州市召开规划编制工作领导小组会议</a></li><li><a href="/3">一图读懂规划纲要，建设美丽幸福连州</a></li></ul>
<div class="footer">主办：连州市人民政府 承办：连州市政务服务数据管理局，未经书面授权不得转载。粤ICP备05000001号</div>"""


def page(main: str, *, title: str = TITLE, head: str = '<meta charset="utf-8">', before: str = BEFORE) -> str:
    return (
        f"<!DOCTYPE html>\n<html><head>{head}<title>{title}_连州市人民政府门户网站</title>"
        "<style>.a{color:red}</style><script>var text='脚本里的字。';</script></head>\n"
        f"<body>{before}\n{main}\n{AFTER}</body></html>"
    )


def paragraphs(text: str) -> str:
    lines = [html.escape(line) for line in text.split("\n") if line.strip()]
    return "".join(f"<p>{line}</p>\n" for line in lines)


def saved(folder: Path, content: str | bytes, name: str = "plan.html") -> RawText:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_file(path)


def text_of(raw: RawText) -> str:
    """The repaired text: single lines of the page beside the text are removed there, too."""
    return repair(raw).text


def cut(raw: RawText) -> list[str]:
    """Clauses of a file's repaired text."""
    whole = repair(raw)
    return [whole.text[c.start : c.end] for c in split_clauses(whole.text, find_outline(whole.text), whole.place)]


@pytest.mark.parametrize(
    "main",
    [
        f'<div class="content"><h1>{TITLE}</h1><div class="TRS_Editor">{paragraphs(BODY)}</div></div>',
        f"<div><h1>{TITLE}</h1><div id='zoom'>{BODY.replace(chr(10), '<br/>' + chr(10))}</div></div>",
        f"<h1>{TITLE}</h1><table width='960'><tr><td>{paragraphs(BODY)}</td></tr></table>",
        f"<h1>{TITLE}</h1><table><tr><td width=1>&nbsp;</td><td><table><tr><td>{paragraphs(BODY)}</td></tr></table></td></tr></table>",
        f"<form action='x.aspx'><input type=hidden value='规划'><article><h2>{TITLE}</h2>{paragraphs(BODY)}</article></form>",
        f"<h1>{TITLE}</h1><pre>{BODY}</pre>",
        f"<h1>{TITLE}</h1><div class='nr'>" + "".join(f"<div>{line}</div>" for line in BODY.split("\n")) + "</div>",
        f"<center><font size=5><b>{TITLE}</b></font></center><font>{paragraphs(BODY)}</font>",
        f"<h1>{TITLE}</h1><main>"
        + "".join(f"<p><span>{line[:9]}</span><span>{line[9:]}</span></p>" for line in BODY.split("\n"))
        + "</main>",
        f"<div class='tab' style='display: none'><h1>{TITLE}</h1>{paragraphs(BODY)}</div><iframe src='a.pdf'></iframe>",
    ],
    ids=["editor", "breaks", "table", "tables", "form", "pre", "divs", "font", "spans", "tab"],
)
def test_the_plan_and_nothing_else(tmp_path: Path, main: str) -> None:
    raw = saved(tmp_path, page(main))
    assert text_of(raw).rstrip() == f"{TITLE}\n{BODY}"
    assert (raw.format, raw.encoding, raw.unit) == ("html", "utf-8", "paragraph")


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-8", "gb2312"), ("gb18030", "utf-8"), ("gb18030", "gb2312"), ("utf-8-sig", "gbk"), ("utf-16", "unicode")],
)
def test_pages_lie_about_their_charset(tmp_path: Path, encoding: str, declared: str) -> None:
    content = page(paragraphs(BODY), head=f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">')
    assert text_of(saved(tmp_path, content.encode(encoding))).rstrip() == f"{TITLE}\n{BODY}"


def test_a_charset_that_only_the_page_knows(tmp_path: Path) -> None:
    text = "\n".join(["清遠市產業發展規劃", "推動產業高質量發展，加快建設現代化產業體系，實現環境優美、人民富裕。"] * 5)
    content = f'<?xml version="1.0" encoding="big5"?>\n<!DOCTYPE html>\n<html><body>{paragraphs(text)}</body></html>'
    raw = saved(tmp_path, content.encode("big5"))
    assert raw.text == text
    assert raw.encoding == "big5"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<p>建设<b>万亩</b><a href='/x'>茶园</a>，\n    打造 <em>5G</em> 基地&amp;园区。</p>", "建设万亩茶园，打造 5G 基地&园区。"),
        ("<p>稳定粮食<sup>[1]</sup>生产。</p>", "稳定粮食生产。"),
        ("<p>“三线一单”<sup><a href='#_ftn2'>2</a></sup>管控。</p>", "“三线一单”管控。"),
        ("<p>浓度25微克/米<sup>3</sup>，面积9km<sup>2</sup>，10<sup>4</sup>吨。</p>", "浓度25微克/米³，面积9km²，10⁴吨。"),
        ("<p><ruby>连<rp>(</rp><rt>lián</rt><rp>)</rp></ruby>州市</p>", "连州市"),
        ("<p>第一行<br>第二行<br/></p><p> </p><p>&nbsp;</p>", "第一行\n第二行"),
        ("<p>可见<span style='display:none'>隐藏</span><span hidden>藏</span>文字</p>", "可见文字"),
        ("<p>前<!-- 注释 --><script>x</script><noscript>请启用</noscript><template>模板</template>后</p>", "前后"),
        ("<h2>第三章 保障</h2>文字在标题后。<h3>第一节 组织</h3>", "第三章 保障\n文字在标题后。\n第一节 组织"),
        ("<p><strong>（一）做强工业。</strong>新建园区。</p>", "（一）做强工业。新建园区。"),
        ("<h3>乡村<span class='mw-editsection'>[<a href='/e'>编辑</a>]</span></h3>文字在后。", "乡村\n文字在后。"),
        ("<span style='display: block'>第一行</span><span style='display:block;'>第二行</span>", "第一行\n第二行"),
        ("<p>一<span style='display:inline-block'>行</span></p>", "一行"),
        ("<p>第一章<a class='anchor' href='#s1'>¶</a></p>", "第一章"),
        ("<ul><li>第一项</li><li>第二项</li></ul>", "第一项\n第二项"),
        ("<p>&nbsp;&nbsp;缩进&#12288;不变</p>", "\u00a0\u00a0缩进\u3000不变"),
        ("<div><a href='#_Toc1'>第一章 基础</a></div><div><a href='#_Toc2'>第二章 任务</a></div>", "第一章 基础\n第二章 任务"),
        ("<div style='mso-element:footnote-list'><div>[1] 注释的内容在页脚。</div></div>", ""),
        ("<p>好<o:p></o:p></p><![if !supportLists]>1.<![endif]>列表", "好\n1.列表"),
    ],
)  # fmt: skip
def test_what_the_markup_means(tmp_path: Path, written: str, read: str) -> None:
    raw = saved(tmp_path, page(f"<h1>{TITLE}</h1><div class=text>{paragraphs(BODY)}{written}</div>"))
    assert raw.text == f"{TITLE}\n{BODY}" + (f"\n{read}" if read else "")


TABLE = """<table border=1><caption>专栏1 主要指标</caption>
<tr><th rowspan=2>指标</th><th rowspan=2>单位</th><th colspan=2>规划目标</th></tr>
<tr><td>2020年</td><td>2025年</td></tr>
<tr><td colspan=4>一、经济发展</td></tr>
<tr><td><p>地区生产<br>总值</p></td><td><p>亿元</p></td><td>184.5</td><td>260</td></tr>
<tr><td rowspan=2>森林覆盖率</td><td>%</td><td></td><td>72.3</td></tr>
<tr><td>‰</td><td>7</td><td>8</td></tr></table>"""


def test_a_table_comes_out_as_rows(tmp_path: Path) -> None:
    raw = saved(tmp_path, page(f"<h1>{TITLE}</h1><div>{paragraphs(BODY)}{TABLE}<p>第三章 保障</p></div>"))
    assert raw.text.split("\n")[-8:] == [
        "专栏1 主要指标",
        "指标\t单位\t规划目标\t",
        "\t\t2020年\t2025年",
        "一、经济发展\t\t\t",
        "地区生产总值\t亿元\t184.5\t260",
        "森林覆盖率\t%\t\t72.3",
        "\t‰\t7\t8",
        "第三章 保障",
    ]


def test_a_box_in_a_table_stays_a_text(tmp_path: Path) -> None:
    box = (
        "<table><tr><td><p>专栏2 重点工程</p></td></tr><tr><td><p>1.新建水厂。</p><p>2.改造管网。</p></td></tr></table>"
    )
    raw = saved(tmp_path, page(f"<h1>{TITLE}</h1><div>{paragraphs(BODY)}{box}</div>"))
    assert raw.text.endswith("专栏2 重点工程\n1.新建水厂。\n2.改造管网。")


def test_a_text_set_in_lines_by_a_style_sheet_that_is_not_there(tmp_path: Path) -> None:
    lines = "\n".join(f"第{n}节 任务\n推进第{n}项任务，{'建设现代化产业体系，' * 5}完善政策措施。" for n in range(1, 9))
    raw = saved(tmp_path, page(f"<h1>{TITLE}</h1><div class=html_content>\n{lines}\n</div>"))
    assert raw.text == f"{TITLE}\n{lines}"


def test_source_code_that_an_editor_wrapped_is_joined(tmp_path: Path) -> None:
    wrapped = "\n".join(BODY.replace("\n", "")[at : at + 20] for at in range(0, 200, 20))
    raw = saved(tmp_path, page(f"<h1>{TITLE}</h1><div><p>{wrapped}</p></div>"))
    assert text_of(raw).rstrip() == f"{TITLE}\n{BODY.replace(chr(10), '')[:200]}"


@pytest.mark.parametrize(
    ("head", "main", "first"),
    [
        ("", f"<h1>{TITLE}</h1><div>{paragraphs(BODY)}</div>", TITLE),
        ("", paragraphs(BODY), TITLE),
        ("<meta name=ArticleTitle content='关于印发规划的通知'>", paragraphs(BODY), "关于印发规划的通知"),
        ("", "<h1>连州市<br>国民经济和社会发展<br>第十四个五年规划纲要</h1>" + paragraphs(BODY), TITLE),
        ("", "<h1>连州市人民政府</h1>" + paragraphs(BODY), TITLE),
        ("", f"<p>连州市</p><p>{TITLE[3:]}</p>" + paragraphs(BODY), "连州市"),
    ],
)
def test_the_title_stands_first_and_once(tmp_path: Path, head: str, main: str, first: str) -> None:
    text = saved(tmp_path, page(main, head=head + '<meta charset="utf-8">')).text
    assert text.startswith(f"{first}\n")
    assert text.replace("\n", "").count(TITLE[3:]) <= 1


def archive(main: str, frame: str = "") -> bytes:
    parts = [
        b"Content-Type: text/html; charset=gb2312\nContent-Transfer-Encoding: quoted-printable\n"
        b"Content-Location: http://www.lianzhou.gov.cn/a.html\n\n" + quopri.encodestring(main.encode("gb18030")),
        b"Content-Type: image/png\nContent-Transfer-Encoding: base64\n\n" + base64.encodebytes(b"\x89PNG" * 500),
    ]
    if frame:
        parts.append(
            b"Content-Type: text/html\nContent-Transfer-Encoding: base64\n\n" + base64.encodebytes(frame.encode())
        )
    head = b'From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\ttype="text/html";\n\tboundary="----X"\n\n'
    return head + b"".join(b"------X\n" + part + b"\n" for part in parts) + b"------X--\n"


def test_archives_of_browsers(tmp_path: Path) -> None:
    whole = page(f"<h1>{TITLE}</h1><div>{paragraphs(BODY)}</div>")
    assert text_of(saved(tmp_path, archive(whole), "plan.mht")) == f"{TITLE}\n{BODY}"
    framed = archive("<html><body><iframe src='cid:frame'></iframe></body></html>", whole)
    assert text_of(saved(tmp_path, framed, "plan.mhtml")) == f"{TITLE}\n{BODY}"


def test_places_are_the_paragraphs_of_the_main_text(tmp_path: Path) -> None:
    raw = saved(tmp_path, page(f"<h1>{TITLE}</h1><div>{paragraphs(BODY)}</div>"))
    assert raw.place(raw.text.index("第二章")) == Place("paragraph", 4)
    assert raw.place(len(raw.text)) == Place("paragraph", 9)


@pytest.mark.parametrize("escaped", [True, False])
def test_a_text_that_a_script_holds_in_its_data(tmp_path: Path, escaped: bool) -> None:
    held = json.dumps({"id": 1, "title": TITLE, "content": paragraphs(BODY)}, ensure_ascii=escaped)
    script = "<script>window._CONFIG = {isMobile: true, DETAIL: " + held.replace("/", "\\/") + ", ENV: 'x'};</script>"
    head = f'<meta charset="utf-8"><meta name="ArticleTitle" content="{TITLE}">{script}'
    assert saved(tmp_path, page("<div id='app'></div>", head=head)).text == f"{TITLE}\n{BODY}"


def test_a_text_that_only_search_engines_are_told(tmp_path: Path) -> None:
    told = json.dumps({"@type": "NewsArticle", "headline": TITLE, "articleBody": BODY.replace("\n", " ")})
    script = f'<script type="application/ld+json">{told}</script>'
    content = page("<div id='app'></div>", head=f'<meta charset="utf-8">{script}', before="").replace(AFTER, "")
    assert "推进产业集群建设" in saved(tmp_path, content).text


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("<html><body><div id='app'></div><script src='app.js'></script></body></html>", "脚本或框架页"),
        ("<html><head><title>规划</title></head><frameset><frame src='a.html'></frameset></html>", "脚本或框架页"),
        ("<html><body>" + BEFORE + "<iframe src='text.html'></iframe></body></html>", "脚本或框架页"),
        ("<html><body>  <p>&nbsp;</p></body></html>", "没有正文"),
        ("<html></html>", "没有"),
        ("<html><head><title>404</title></head><body><h1>页面不存在</h1><p><a href='/'>返回首页</a></p></body></html>", "没有正文"),
        ("<html><body>" + "<div>规" * 100_000, "嵌套过深"),
        ("<html><body>" + "<p>规" * 500_001, "标签超过"),
        ("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=X\n\n--X\nContent-Type: text/css\n\nx\n--X--", "没有网页"),
    ],
)  # fmt: skip
def test_pages_without_a_text_are_refused_with_a_way_out(tmp_path: Path, content: str, word: str) -> None:
    with pytest.raises(ReadError, match=word) as refused:
        saved(tmp_path, content)
    assert "请" in str(refused.value)


HOSTILE: dict[str, Callable[[], str]] = {
    "unclosed": lambda: "<html><body>" + "<font><b><i>" * 500 + BODY * 5,
    "attributes": lambda: "<html><body><p " + " ".join(f"a{n}='x'" for n in range(100_000)) + ">" + BODY,
    "columns": lambda: "<html><body><table>" + "<tr><td rowspan=99999 colspan=99999>规划<td>x" * 2000 + "</table>" + BODY,
    "nested tables": lambda: "<html><body>" + "<table><tr><td>规划" * 600 + BODY,
    "entities": lambda: "<!DOCTYPE html [<!ENTITY a 'xxxxxxxxxx'><!ENTITY b '&a;&a;&a;&a;'>]><html><body>&b;" + BODY,
    "controls": lambda: "<html><body>\x00\x01&#0;&#xD800;&#x110000;" + BODY * 5,
    "blanks": lambda: "<html><body><p>" + " \n" * 500_000 + BODY,
    "one line": lambda: "<html><body><p>" + "规划，" * 1_000_000,
    "comment": lambda: "<html><body>" + BODY + "<!--" + "-" * 1_000_000,
    "classes": lambda: "<html><body><div class='" + "nav-" * 200_000 + "'>" + BODY,
}  # fmt: skip


@pytest.mark.parametrize("name", list(HOSTILE))
def test_hostile_pages_take_bounded_time(tmp_path: Path, name: str) -> None:
    text = saved(tmp_path, HOSTILE[name]()).text
    assert "规划" in text or "乡村振兴" in text


@pytest.mark.parametrize("seed", PLAN_IDS)
def test_round_trip_of_the_seeds(tmp_path: Path, seed: str) -> None:
    whole = repair(read_file(SEEDS / f"{seed}.txt")).text
    title, body = whole.strip().split("\n", 1)
    raw = saved(tmp_path, page(f"<h1>{html.escape(title)}</h1><div>{paragraphs(body)}</div>", title=html.escape(title)))
    assert cut(raw) == cut(raw_text("\n".join(line for line in whole.split("\n") if line.strip())))


def test_what_was_read_before_makes_no_difference(tmp_path: Path) -> None:
    content = page(f"<h1>{TITLE}</h1><div>{paragraphs(BODY)}</div>")
    first = saved(tmp_path, content)
    for _ in range(5):
        saved(tmp_path, page(f"<div>{paragraphs(BODY * 3)}</div>"), "other.html")
    assert saved(tmp_path, content) == first


ORIGINALS = {
    "sh-15th": "five_year_plans/上海市_十五五_html",
    "sz-15th": "five_year_plans/深圳市_十五五_html",
    "hz-15th": "five_year_plans/杭州市_十五五_html",
    "2026-beijing": "work_reports/2026_北京市",
    "2026-shanghai": "work_reports/2026_上海市",
}


@pytest.mark.skipif(not (CORPORA / "originals").exists(), reason="the corpora are not beside this checkout")
@pytest.mark.parametrize("name", list(ORIGINALS))
def test_originals_agree_with_their_texts(name: str) -> None:
    """98 % of the characters of the page's sentences stand in the text, too, and hardly any of the plan's are lost.

    The texts hold the page's menus and teasers as well, so what they have more of is measured between the plan's ends.
    """
    page_text = read_file(CORPORA / "originals" / f"{name}.html")
    text = "".join(repair(read_file(CORPORA / f"{ORIGINALS[name]}.txt")).text.split())
    found = ["".join(clause.split()) for clause in cut(page_text)]
    assert sum(len(clause) for clause in found if clause in text) >= 0.98 * sum(map(len, found))
    begin, end = text.index(found[10]), text.rindex(found[-5])
    held = sum(len(clause) for clause in found[10:-5])
    assert held >= 0.98 * (end - begin)


@settings(deadline=None)
@given(st.text(st.sampled_from("<>/=\"'&;! pdivtablescrtrhidden规划，。\n"), max_size=400))
def test_any_markup_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, markup: str) -> None:
    # Any other exception fails the test.
    with suppress(ReadError):
        raw = saved(tmp_path_factory.getbasetemp(), f"<html><body>{paragraphs(BODY)}<div>{markup}")
        assert raw.starts[0] == 0
        assert all(raw.text[start - 1] == "\n" for start in raw.starts[1:])
