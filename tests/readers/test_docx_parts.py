"""What a Word file holds beside plain paragraphs: formulas, raised signs, charts, diagrams, pages, headings by style."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.model import Reason
from compare.readers import RawText, signs
from compare.repair import repair
from compare.structure import find_outline
from tests.readers.docx_builders import NAMESPACES, cell, docx, package, para, read, row, run, styles, table

RAISED = '<w:vertAlign w:val="superscript"/>'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PKG = "http://schemas.openxmlformats.org/package/2006/relationships"
_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


def balanced(raw: RawText) -> RawText:
    assert raw.signs_in_file == signs(raw.text) + sum(each.signs for each in raw.left_out)
    assert "unexplained" not in {each.what for each in raw.left_out}
    return raw


def paragraph(folder: Path, *content: str, **parts: str) -> str:
    return balanced(read(folder, docx(para("".join(content)), **parts))).text


def with_parts(body: str, **parts: tuple[str, str, str | bytes]) -> bytes:
    """A Word file whose parts are linked by id: name of the relation, name of the part, content."""
    links = "".join(
        f'<Relationship Id="{key}" Type="{_REL}/{kind}" Target="{name}"/>' for key, (kind, name, _) in parts.items()
    )
    return package(
        {
            "_rels/.rels": f'<Relationships xmlns="{_PKG}"><Relationship Id="r1" Type="{_REL}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
            "[Content_Types].xml": "<Types/>",
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PKG}">{links}</Relationships>',
            "word/document.xml": f'<w:document {NAMESPACES} xmlns:r="{_REL}"><w:body>{body}</w:body></w:document>',
            **{f"word/{name}": content for _, name, content in parts.values()},
        }
    )


def drawn(inner: str) -> str:
    return f"<w:p><w:r><w:drawing><g>{inner}</g></w:drawing></w:r></w:p>"


@pytest.mark.parametrize(
    ("before", "raised", "after", "read_as"),
    [
        ("城镇化率达到65", "2", "%", "城镇化率达到65%"),
        ("森林覆盖率82%", "3", "。", "森林覆盖率82%。"),
        ("总值GDP", "1", "增长6%", "总值GDP增长6%"),
        ("“四好农村路”", "[2]", "建设", "“四好农村路”建设"),
        ("新建500", "1,2", "公里", "新建500公里"),
        ("用水1.2×10", "8", "立方米", "用水1.2×10⁸立方米"),
        ("面积15m", "2", "以上", "面积15m²以上"),
        ("排放10", "-3", "克", "排放10⁻³克"),
        ("绿地3000平方米", "2", "。", "绿地3000平方米²。"),
    ],
)
def test_raised_signs_never_run_into_the_figure_before(
    tmp_path: Path, before: str, raised: str, after: str, read_as: str
) -> None:
    assert paragraph(tmp_path, run(before), run(raised, RAISED), run(after)) == read_as


def test_a_mark_in_several_runs_and_by_a_style_is_one_mark(tmp_path: Path) -> None:
    assert paragraph(tmp_path, run("建设“三张清单”"), run("[", RAISED), run("1", RAISED), run("]", RAISED)) == (
        "建设“三张清单”"
    )
    style = '<w:style w:type="character" w:styleId="n"><w:name w:val="note"/><w:rPr>' + RAISED + "</w:rPr></w:style>"
    mark = run("4", '<w:rStyle w:val="n"/>')
    assert paragraph(tmp_path, run("达到65"), mark, run("%"), styles=styles(style)) == "达到65%"


def test_exponents_that_are_moved_up_by_hand_are_raised(tmp_path: Path) -> None:
    moved, set_right = '<w:position w:val="10"/>', '<w:position w:val="2"/>'
    assert paragraph(tmp_path, run("25μg/m"), run("3", moved), run("，"), run("达到", set_right)) == "25μg/m³，达到"


def test_a_prompt_that_is_a_cell_is_no_text_and_keeps_its_column(tmp_path: Path) -> None:
    control = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    cells = cell("项目名称") + control.format(cell("选择一项。")) + cell("2025年")
    raw = balanced(read(tmp_path, docx(table(row("项目", "内容", "年份"), f"<w:tr>{cells}</w:tr>"))))
    assert raw.text.split("\n") == ["项目\t内容\t年份", "项目名称\t\t2025年"]


def test_formulas_stand_on_one_line(tmp_path: Path) -> None:
    def maths(inner: str) -> str:
        return f"<m:oMath>{inner}</m:oMath>"

    def sign(text: str) -> str:
        return f"<m:r><m:t>{text}</m:t></m:r>"

    third = f"<m:f><m:num>{sign('1')}</m:num><m:den>{sign('3')}</m:den></m:f>"
    power = f"<m:sSup><m:e>{sign('10')}</m:e><m:sup>{sign('8')}</m:sup></m:sSup>"
    sum_ = f"<m:f><m:num>{sign('a+b')}</m:num><m:den>{sign('2')}</m:den></m:f>"
    assert paragraph(tmp_path, run("占"), maths(third), run("以上")) == "占1/3以上"
    assert paragraph(tmp_path, run("约"), maths(power), run("元")) == "约10⁸元"
    assert paragraph(tmp_path, run("即"), maths(sum_)) == "即(a+b)/2"


@pytest.mark.parametrize("strike", ["<w:strike/>", "<w:dstrike/>"])
def test_text_that_is_struck_out_is_left_out_and_told(tmp_path: Path, strike: str) -> None:
    raw = balanced(read(tmp_path, docx(para(run("增长") + run("8%", strike) + run("6%")))))
    assert raw.text == "增长6%"
    assert Reason("struck_left_out", ("1",)) in raw.notes
    assert [(each.what, each.signs) for each in raw.left_out] == [("struck", 2)]


def test_struck_is_no_more_where_a_run_says_so(tmp_path: Path) -> None:
    style = '<w:style w:type="character" w:styleId="s"><w:name w:val="old"/><w:rPr><w:strike/></w:rPr></w:style>'
    on, off = run("旧", '<w:rStyle w:val="s"/>'), run("新", '<w:rStyle w:val="s"/><w:strike w:val="0"/>')
    assert paragraph(tmp_path, on, off, styles=styles(style)) == "新"


def test_prompts_of_controls_are_no_text(tmp_path: Path) -> None:
    prompt = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    inline = para(run("规划由") + prompt.format(run("请选择部门")) + run("印发。"))
    cells = table(row(cell("指标"), cell(prompt.format(para("单击输入文字")))))
    raw = balanced(read(tmp_path, docx(inline, prompt.format(para("单击输入日期")), cells)))
    assert raw.text.split() == ["规划由印发。", "指标"]
    assert [(each.what, each.signs) for each in raw.left_out] == [("placeholder", 5 + 6 + 6)]


def test_fields_that_number_paragraphs_show_their_numbers(tmp_path: Path) -> None:
    def field(code: str) -> str:
        return (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    chinese = r" AUTONUM \* CHINESENUM3 \s 、 "
    body = [para(field(chinese) + run(text)) for text in ("总体要求", "重点任务")]
    simple = para(f'<w:fldSimple w:instr="{chinese}"/>' + run("保障措施"))
    listed = [para(field(" LISTNUM ") + run(text)) for text in ("甲", "乙")]
    raw = balanced(read(tmp_path, docx(*body, simple, *listed)))
    assert raw.text.split("\n") == ["一、总体要求", "二、重点任务", "三、保障措施", "1)甲", "2)乙"]


CHART = (
    '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" ' + _A + "><c:chart><c:title>"
    "<c:tx><c:rich><a:p><a:r><a:t>预期目标</a:t></a:r></a:p></c:rich></c:tx></c:title><c:plotArea><c:barChart>{}</c:barChart>"
    "</c:plotArea></c:chart></c:chartSpace>"
)


def series(name: str, categories: list[str], values: list[str], form: str = "General") -> str:
    def cache(each: list[str]) -> str:
        return "".join(f'<c:pt idx="{at}"><c:v>{text}</c:v></c:pt>' for at, text in enumerate(each))

    return (
        f"<c:ser><c:tx><c:strRef><c:strCache>{cache([name])}</c:strCache></c:strRef></c:tx>"
        f"<c:cat><c:strRef><c:strCache>{cache(categories)}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:numCache><c:formatCode>{form}</c:formatCode>{cache(values)}</c:numCache></c:numRef></c:val></c:ser>"
    )


def test_a_chart_is_a_title_and_a_table(tmp_path: Path) -> None:
    years = ["2020年", "2025年"]
    chart = CHART.format(series("地区生产总值", years, ["41", "60"]) + series("城镇化率", years, ["0.6", "0.65"], "0%"))
    reference = '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="rC"/>'
    content = with_parts(para("见图。") + drawn(reference), rC=("chart", "charts/chart1.xml", chart))
    raw = balanced(read(tmp_path, content))
    assert raw.text.split("\n") == [
        "见图。",
        "预期目标",
        "\t地区生产总值\t城镇化率",
        "2020年\t41\t60%",
        "2025年\t60\t65%",
    ]
    assert Reason("figures", ("1",)) in raw.notes


def test_a_chart_of_the_kinds_since_2016_is_a_title_and_a_table(tmp_path: Path) -> None:
    space = 'xmlns:cx="http://schemas.microsoft.com/office/drawing/2014/chartex"'
    names = "<cx:pt idx='0'>2020年</cx:pt><cx:pt idx='1'>2025年</cx:pt>"
    chart = (
        f"<cx:chartSpace {space}><cx:chartData><cx:data id='0'><cx:strDim type='cat'><cx:lvl>{names}</cx:lvl></cx:strDim>"
        "<cx:numDim type='val'><cx:lvl><cx:pt idx='0'>35</cx:pt><cx:pt idx='1'>60</cx:pt></cx:lvl></cx:numDim></cx:data>"
        f"</cx:chartData><cx:chart><cx:title><cx:tx><cx:rich><a:p {_A}><a:r><a:t>旅游综合收入（亿元）</a:t></a:r></a:p></cx:rich>"
        "</cx:tx></cx:title></cx:chart></cx:chartSpace>"
    )
    body = para("见图。") + drawn(f'<cx:chart {space} r:id="rC"/>')
    raw = balanced(read(tmp_path, with_parts(body, rC=("chartEx", "charts/chartEx1.xml", chart))))
    assert raw.text.split("\n") == ["见图。", "旅游综合收入（亿元）", "2020年\t35", "2025年\t60"]
    assert Reason("figures", ("1",)) in raw.notes


def test_a_master_document_tells_that_its_parts_are_other_files(tmp_path: Path) -> None:
    raw = balanced(read(tmp_path, with_parts(para("前言。") + '<w:p><w:subDoc r:id="rS"/></w:p>' * 2)))
    assert raw.notes == (Reason("subdocuments", ("2",)),)


def test_the_nodes_of_a_diagram_are_read_each_before_those_below_it(tmp_path: Path) -> None:
    dgm = "http://schemas.openxmlformats.org/drawingml/2006/diagram"

    def point(key: str, text: str, kind: str = "node") -> str:
        return f'<d:pt modelId="{key}" type="{kind}"><d:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></d:t></d:pt>'

    links = "".join(
        f'<d:cxn srcId="{above}" destId="{below}" srcOrd="{order}"/>'
        for above, below, order in [("0", "1", 0), ("0", "2", 1), ("1", "3", 0)]
    )
    model = (
        f'<d:dataModel xmlns:d="{dgm}" {_A}><d:ptLst>{point("2", "乙")}{point("3", "甲一")}{point("1", "甲")}'
        f'<d:pt modelId="0" type="doc"/></d:ptLst><d:cxnLst>{links}</d:cxnLst></d:dataModel>'
    )
    reference = f'<d:relIds xmlns:d="{dgm}" r:dm="rD"/>'
    content = with_parts(para("见图。") + drawn(reference), rD=("diagramData", "diagrams/data1.xml", model))
    assert balanced(read(tmp_path, content)).text.split("\n") == ["见图。", "甲", "甲一", "乙"]


def flat(body: str) -> bytes:
    """A Word document as one XML file, as Word embeds it."""
    main = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    part = f'<pkg:part pkg:name="/word/document.xml"><pkg:xmlData>{main}</pkg:xmlData></pkg:part>'
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><?mso-application progid="Word.Document"?>'
        f'<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">{part}</pkg:package>'
    ).encode()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("part.htm", "<html><body><p>嵌入的一段话，新改建农村公路120公里。</p></body></html>".encode()),
        ("part.txt", "嵌入的一段话，新改建农村公路120公里。".encode()),
        ("part.docx", docx(para("嵌入的一段话，新改建农村公路120公里。"))),
        ("part.xml", flat(para("嵌入的一段话，新改建农村公路120公里。"))),
    ],
)
def test_pages_and_documents_put_into_a_file_are_read_where_they_stand(
    tmp_path: Path, name: str, content: bytes
) -> None:
    body = para("前。") + '<w:altChunk r:id="rA"/>' + para("后。")
    raw = balanced(read(tmp_path, with_parts(body, rA=("aFChunk", name, content))))
    assert raw.text.split("\n") == ["前。", "嵌入的一段话，新改建农村公路120公里。", "后。"]
    assert Reason("embedded", ("1",)) in raw.notes


@pytest.mark.parametrize("escaped", [r"\'d0\'c2\'bd\'a8", r"\u26032?\u24314?"])
def test_an_embedded_rtf_file_is_read(tmp_path: Path, escaped: str) -> None:
    rtf = (r"{\rtf1\ansi\ansicpg936 " + escaped * 20 + r"\par " + escaped + r"\par}").encode()
    body = para("前一段话。") + '<w:altChunk r:id="rA"/>' + para("后。")
    raw = balanced(read(tmp_path, with_parts(body, rA=("aFChunk", "part.rtf", rtf))))
    assert [line for line in raw.text.split("\n") if line] == ["前一段话。", "新建" * 20, "新建", "后。"]
    assert Reason("embedded", ("1",)) in raw.notes


def test_an_embedded_file_without_a_text_stops_nothing(tmp_path: Path) -> None:
    body = para("前一段话。") + '<w:altChunk r:id="rA"/>'
    raw = read(tmp_path, with_parts(body, rA=("aFChunk", "part.rtf", rb"{\rtf1\ansi }")))
    assert raw.text.strip() == "前一段话。"
    assert Reason("embedded_left_out", ("1",)) in raw.notes


def test_a_page_that_nothing_leads_to_is_missed_in_the_account(tmp_path: Path) -> None:
    page = "<html><body><p>没有读到的一段话，新改建农村公路120公里。</p></body></html>".encode()
    body = para("前。") + '<w:strange><w:altChunk r:id="rA"/></w:strange>'
    raw = read(tmp_path, with_parts(body, rA=("aFChunk", "part.htm", page)))
    assert {each.what for each in raw.left_out} == {"unexplained"}
    assert raw.unexplained > 0.5


def heading_style(id_: str, name: str, outline: str = "") -> str:
    level = f'<w:pPr><w:outlineLvl w:val="{outline}"/></w:pPr>' if outline else ""
    return f'<w:style w:type="paragraph" w:styleId="{id_}"><w:name w:val="{name}"/>{level}</w:style>'


@pytest.mark.parametrize(
    "made",
    [
        (heading_style("a", "heading 1"), heading_style("b", "heading 2")),
        (heading_style("a", "章题", "0"), heading_style("b", "节题", "1")),
        (heading_style("a", "标题 1"), heading_style("b", "标题 2")),
    ],
)
def test_headings_without_numbers_are_known_by_their_styles(tmp_path: Path, made: tuple[str, ...]) -> None:
    body = [
        para("连山县国民经济和社会发展第十四个五年规划纲要"),
        para("发展基础", style="a"),
        para("基础设施日益完善，农村公路建设取得积极成效。"),
        para("重点任务", style="a"),
        para("现代产业体系", style="b"),
        para("培育壮大新材料产业集群，新建标准厂房20万平方米。"),
        para("乡村振兴", style="b"),
        para("建设美丽宜居乡村50个，农村生活污水治理率达到60%。"),
    ]
    whole = repair(read(tmp_path, docx(*body, styles=styles(*made))))
    tree = find_outline(whole.text, whole.headings)
    assert [(each.depth, each.heading) for each in tree.sections] == [
        (1, "发展基础"),
        (1, "重点任务"),
        (2, "现代产业体系"),
        (2, "乡村振兴"),
    ]


def test_a_heading_without_a_number_finds_its_place_among_those_with_one(tmp_path: Path) -> None:
    made = styles(heading_style("a", "heading 1"), heading_style("b", "heading 2"))
    body = [
        para("第一章 总体要求", style="a"),
        para("坚持绿色发展，推进生态文明建设，打好污染防治攻坚战。"),
        para("第二章 重点任务", style="a"),
        para("产业体系", style="b"),
        para("培育壮大新材料产业集群，新建标准厂房20万平方米。"),
    ]
    whole = repair(read(tmp_path, docx(*body, styles=made)))
    found = [(each.depth, each.heading) for each in find_outline(whole.text, whole.headings).sections]
    assert found == [(1, "第一章 总体要求"), (1, "第二章 重点任务"), (2, "产业体系")]


@given(
    st.lists(
        st.tuples(
            st.text("甲乙丙5%。[]1", min_size=1, max_size=8),
            st.sampled_from(["", RAISED, "<w:vanish/>", "<w:strike/>", '<w:vertAlign w:val="subscript"/>']),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_the_account_balances_however_runs_are_set(
    tmp_path_factory: pytest.TempPathFactory, runs: list[tuple[str, str]]
) -> None:
    content = docx(para("一段正文。"), para("".join(run(text, how) for text, how in runs)))
    balanced(read(tmp_path_factory.getbasetemp(), content, "runs.docx"))


def test_a_large_first_sign_begins_the_paragraph_below(tmp_path: Path) -> None:
    cap = '<w:p><w:pPr><w:framePr w:dropCap="{}" w:lines="2"/></w:pPr>' + run("到") + "</w:p>"
    for kind, read_as in (("drop", ["到2025年建成学校3所。"]), ("none", ["到", "2025年建成学校3所。"])):
        raw = balanced(read(tmp_path, docx(cap.format(kind), para("2025年建成学校3所。"))))
        assert raw.text.split("\n") == read_as


@pytest.mark.parametrize("kind", ["column", "page"])
def test_a_sentence_runs_on_over_the_end_of_a_column(tmp_path: Path, kind: str) -> None:
    leaf = f'<w:r><w:br w:type="{kind}"/></w:r>'
    assert (
        paragraph(tmp_path, run("到2025年，地区生"), leaf, run("产总值达到80亿元。"))
        == "到2025年，地区生产总值达到80亿元。"
    )
    assert paragraph(tmp_path, run("连州市规划"), leaf, run("第一章 总则")) == "连州市规划\n第一章 总则"
    assert paragraph(tmp_path, run("建成，达到80亿元。"), leaf, run("第一章 总则")) == "建成，达到80亿元。\n第一章 总则"


def test_sentences_are_no_headings_where_all_of_a_text_is_marked_so(tmp_path: Path) -> None:
    lines = [
        "第一章 基础",
        "健全养老服务体系，覆盖率达到100%；完善保护机制。",
        "第二章 保障",
        "加强组织领导，强化要素保障。",
    ]
    marked = [f'<w:p><w:pPr><w:outlineLvl w:val="{at % 2}"/></w:pPr>{run(line)}</w:p>' for at, line in enumerate(lines)]
    whole = repair(read(tmp_path, docx(*marked)))
    outline = find_outline(whole.text, whole.headings)
    assert [section.heading for section in outline.sections] == ["第一章 基础", "第二章 保障"]
