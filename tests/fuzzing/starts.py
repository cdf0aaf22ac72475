"""The files that are mutated: pieces of real plans in every format that is read, and files that people fill in.

Pieces of the corpora and originals beside the checkout are added where they are wanted and present.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree
from openpyxl import Workbook, load_workbook

from tests import sample
from tests.builders import COUNTY, SEEDS
from tests.conftest import CORPORA
from tests.fuzzing.parts import mailed, packed, unpacked
from tests.readers.docx_builders import cell, docx, level, numbering, para, row, run, styles, table
from tests.readers.test_sniff import compound

_PIECE = 800
"""Characters of a piece of a plan."""

_HEAD = ("标题", "地区", "年份", "级别", "类型", "正文")


def pieces(*, rich: bool) -> list[str]:
    """Stretches of real plans, from their beginnings, middles and ends."""
    paths = sorted(SEEDS.glob("*.txt"))
    found = [COUNTY, *(piece for path in paths for piece in _pieces_of(path, 6))]
    if rich and CORPORA.is_dir():
        found += [piece for path in sorted(CORPORA.glob("*/*.txt"))[::4] for piece in _pieces_of(path, 3)]
    return found


def _pieces_of(path: Path, count: int) -> Iterator[str]:
    text = path.read_text(encoding="utf-8", errors="replace")
    for at in range(count):
        start = text.find("\n", max(0, (len(text) - _PIECE) * at // max(1, count - 1) - 1)) + 1 if at else 0
        yield text[start : start + _PIECE]


def plain(*, rich: bool) -> list[bytes]:
    """Text files."""
    return [piece.encode() for piece in pieces(rich=rich)]


# Pages


def _page(text: str) -> str:
    lines = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    rows = (
        "<tr><td>指标</td><td>单位</td><td>2025年</td></tr><tr><td rowspan=2>森林覆盖率</td><td>%</td><td>71</td></tr>"
    )
    return (
        "<html><head><meta charset=utf-8><title>规划纲要_政府网</title></head><body><div class=nav><a href=x>首页</a>"
        f"</div><div id=zoom><h1>{text.strip()[:20]}</h1>{lines}<table>{rows}</table><ol><li>一<li>二</ol></div>"
        "<div class=footer>主办：市政府</div></body></html>"
    )


def html(*, rich: bool) -> list[bytes]:
    """Pages: plans in the markup of a government site, and stretches of saved ones."""
    found = [_page(text).encode() for text in pieces(rich=False)[::3]]
    for path in sorted(CORPORA.glob("originals/*.html")) if rich else ():
        page = path.read_text(encoding="utf-8", errors="replace")
        begins = (page.find("<body"), page.find("<p", len(page) // 3), page.find("<p", 2 * len(page) // 3))
        found += [f"<html><body>{page[at : at + 5000]}".encode() for at in begins]
    return found


def mail(*, rich: bool) -> list[bytes]:
    """Archives of a page, as browsers save them."""
    return [mailed(page, "base64" if at % 2 else "quoted-printable") for at, page in enumerate(html(rich=rich)[::4])]


# Word


def word(*, rich: bool) -> list[bytes]:
    """Word files: one with everything that the reader knows, pieces of plans, and the beginnings of real files."""
    found = [_everything(), *(docx(*map(para, map(_escaped, text.split("\n")))) for text in pieces(rich=False)[::5])]
    for path in sorted(CORPORA.glob("originals/*.docx")) if rich else ():
        found += [_shortened(path.read_bytes(), at) for at in (0, 20)]
    return found


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _everything() -> bytes:
    levels = level(0, "第%1章", "chineseCountingThousand") + level(1, "（%2）", "chineseCounting") + level(2, "%1.%3")
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    box = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:wsp><wps:txbx><w:txbxContent>"
        f"{para('框里的文字。')}</w:txbxContent></wps:txbx></wps:wsp></mc:Choice></mc:AlternateContent></w:r>"
    )
    body = (
        para("连州市国民经济和社会发展第十四个五年规划纲要", style="Title"),
        para("目录", style="TOC1"),
        para("发展基础", num="1", level=0),
        para("“十三五”期间，新建标准厂房12万平方米。"),
        para("主要任务", style="Heading1"),
        para("产业发展", num="1", level=1),
        para(field.format("begin") + run("PAGE") + field.format("separate") + run("3") + field.format("end")),
        para(
            run("到2025年产值达到") + f"<w:ins w:id='1'>{run('50')}</w:ins><w:del>{run('40')}</w:del>" + run("亿元。")
        ),
        para(
            run("隐藏", "<w:vanish/>") + run("2", "<w:vertAlign w:val='superscript'/>") + "<w:r><w:tab/><w:br/></w:r>"
        ),
        para(box),
        table(
            row("指标", "单位", "2020年", "2025年", properties="<w:tblHeader/>"),
            row(cell("森林覆盖率", "<w:vMerge w:val='restart'/>"), "%", "70", "71"),
            row(cell("", "<w:vMerge/>"), cell("亩", "<w:gridSpan w:val='2'/>"), "72"),
        ),
        table(row(cell(para("专栏1 重点工程") + para("新建敬老院3所。")))),
        f"<w:sdt><w:sdtContent>{para('完善养老服务设施。', num='2', level=2)}</w:sdtContent></w:sdt>",
    )
    heading = (
        '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr>'
        '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    toc = '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/><w:rPr><w:b/></w:rPr></w:style>'
    return docx(*body, numbering=numbering(levels, level(0, "%1.")), styles=styles(heading, toc))


def _shortened(content: bytes, first: int) -> bytes:
    """Twenty blocks of a Word file, with the parts that the text depends on."""
    parts = {name: part for name, part in unpacked(content).items() if name.endswith((".xml", ".rels"))}
    root = etree.fromstring(parts["word/document.xml"])
    body = root[0]
    for block in [*body[:first], *body[first + 20 :]]:
        body.remove(block)
    less = {name: part for name, part in parts.items() if len(part) < 40_000}
    return packed(less | {"word/document.xml": etree.tostring(root)})


# Tables


def _rows() -> list[Sequence[object]]:
    texts = pieces(rich=False)
    return [
        _HEAD,
        ("连州市规划纲要", "广东省清远市连州市", 2021, "县级", "规划纲要", COUNTY),
        ("", "清远市", 2021.0, "市级", "", texts[3][:600]),
    ]


def _workbook(rows: Sequence[Sequence[object]]) -> bytes:
    book, content = Workbook(), io.BytesIO()
    for cells in rows:
        book.active.append(list(cells))
    book.save(content)
    return content.getvalue()


def _csv(rows: Sequence[Sequence[object]], delimiter: str = ",") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode()


def workbooks(*, rich: bool) -> list[bytes]:  # noqa: ARG001  every maker takes the same
    """Workbooks with one plan a row."""
    return [_workbook(_rows()), _workbook([["汇编"], ["内容", "省"], [COUNTY, "广东"]])]


def records(*, rich: bool) -> list[bytes]:  # noqa: ARG001
    """csv files with one plan a row."""
    return [_csv(_rows()), _csv(_rows(), ";"), _csv(_rows(), "\t")]


# PDF


def pdf(*, rich: bool) -> list[bytes]:
    """PDF files, uncompressed: a page with a table and notes, several pages; and a typeset piece where it is wanted."""
    texts = pieces(rich=False)
    found = [
        _pdf([COUNTY], ruled=True),
        _pdf([texts[1][:500], texts[2][:300], texts[3][:300]]),
        _pdf([texts[-1][:400]]),
    ]
    if rich:
        from tests.readers.pdf_builders import Book  # loads a font

        book = Book(head="规划纲要")
        book.pdf.set_compression(False)
        book.heading("第一章 主要任务")
        book.paragraph("到2025年产值达到50亿元^1^，新建敬老院3所，完善养老服务设施和公共服务体系。")
        book.notes.append("1 按可比价")
        book.table((("指标", "2025年"), ("覆盖率", "71%")), (60, 40))
        found.append(book.done())
    return found


def _pdf(texts: Sequence[str], *, ruled: bool = False) -> bytes:
    """Pages set with a font that every reader of Chinese PDFs knows, so that the file holds none."""
    kids = " ".join(f"{6 + 2 * at} 0 R" for at in range(len(texts)))
    objects = [
        "<</Type /Catalog /Pages 2 0 R>>",
        f"<</Type /Pages /Kids [{kids}] /Count {len(texts)}>>",
        "<</Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R]>>",
        "<</Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /FontDescriptor 5 0 R "
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (GB1) /Supplement 2>>>>",
        "<</Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -200 1000 900] /Ascent 900 /Descent -200>>",
    ]
    for at, text in enumerate(texts):
        resources = "<</Font <</F1 3 0 R>>>>"
        content = _content(text, ruled=ruled)
        objects += [
            f"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources {resources} /Contents {7 + 2 * at} 0 R>>",
            f"<</Length {len(content)}>>\nstream\n{content}endstream",
        ]
    body = "%PDF-1.4\n"
    offsets = []
    for number, each in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{each}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    trailer = f"trailer\n<</Size {size} /Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF\n"
    return f"{body}xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode("latin-1")


def _content(text: str, *, ruled: bool) -> str:
    lines = [line[at : at + 28] for line in text.split("\n") for at in range(0, max(1, len(line)), 28)]
    shown = [
        f"BT /F1 16 Tf {80} {780 - 28 * at} Td <{line.encode('utf-16-be').hex()}> Tj ET"
        for at, line in enumerate(lines[:26])
    ]
    if ruled:
        shown += [f"80 {y} m 500 {y} l S" for y in (100, 130, 160)] + [f"{x} 100 m {x} 160 l S" for x in (80, 290, 500)]
        cells = (("指标", 90, 140), ("2025年", 300, 140), ("森林覆盖率", 90, 110), ("71", 300, 110))
        shown += [f"BT /F1 10 Tf {x} {y} Td <{word.encode('utf-16-be').hex()}> Tj ET" for word, x, y in cells]
    return "\n".join(shown) + "\n"


# What is told apart and not read


def containers(*, rich: bool) -> list[bytes]:  # noqa: ARG001
    """Old Office files, archives, pictures."""
    return [
        compound("WordDocument", "1Table", content=b"\xec\xa5\xc1\0"),
        compound("Workbook"),
        compound("EncryptedPackage"),
        rb"{\rtf1\ansi\ansicpg936 {\fonttbl\f0 SimSun;} \u-28596?\'b9\'e6\par plan}",
        packed(
            {"a.txt": COUNTY.encode(), "mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}
        ),
        packed({"OFD.xml": b"<a/>", "ppt/presentation.xml": b"<a/>"}),
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"Rar!\x1a\x07",
        b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="x"/>',
    ]


# Files that people fill in


_PLANS = """plans:
  - id: lianzhou
    file: lianzhou.txt
    title: 连州市国民经济和社会发展第十四个五年规划和2035年远景目标纲要
    kind: outline
    level: county
    region: 连州市
    year: 2021
    period: 2021-2025
    upper: [qingyuan, {id: guangqing, relation: reference}]
  - {file: qingyuan.txt, kind: 规划纲要, level: 市级, upper: [guangqing]}
  - id: guangqing
    file: 规划.xlsx
    row: 2
"""
_THEMES = """themes:
  - id: T01
    name: 产业集群
    definition: 以集群形式组织产业，强链补链
    aliases: [集群, 产业链]
    exclude: [产业集群规划]
    examples:
      yes: [培育绿色建材产业集群。]
      no: ["集群用户"]
  - name: 养老服务
    definition: >
      敬老院、居家养老
    aliases:
      - 养老
"""
_WAIVERS = """waivers:
  - gap: g0123456
    reason: 由水务局另行规划
    quote: 保护饮用水源，划定保护区。
  - {gap: g7654321, reason: 不适用}
"""
_THEME_ROWS = (
    ("id", "name", "definition", "aliases", "exclude", "yes", "no"),
    ("T1", "产业集群", "以集群形式组织产业", "集群；产业链", "", "培育集群。|强链。", ""),
    (2, "养老服务", "敬老院、居家养老", "养老", "养老金", "", "养老金上调。"),
)


def manifests(*, rich: bool) -> list[bytes]:  # noqa: ARG001
    """plans.yaml."""
    return [_PLANS.encode(), (SEEDS / "plans.yaml").read_bytes()]


def themes_yaml(*, rich: bool) -> list[bytes]:  # noqa: ARG001
    """themes.yaml."""
    return [_THEMES.encode(), (SEEDS / "themes.yaml").read_bytes()[:1500]]


def themes_csv(*, rich: bool) -> list[bytes]:  # noqa: ARG001
    """themes.csv."""
    return [_csv(_THEME_ROWS)]


def themes_tsv(*, rich: bool) -> list[bytes]:  # noqa: ARG001
    """themes.tsv."""
    return [_csv(_THEME_ROWS, "\t")]


def themes_xlsx(*, rich: bool) -> list[bytes]:  # noqa: ARG001
    """themes.xlsx."""
    return [_workbook(_THEME_ROWS)]


def waivers(*, rich: bool) -> list[bytes]:  # noqa: ARG001
    """waivers.yaml."""
    return [_WAIVERS.encode()]


_FIRST, _SECOND = "0a" * 32, "0b" * 32


def replies(*, rich: bool) -> list[bytes]:  # noqa: ARG001
    """Answers of a second reader, in both forms."""
    said = '{"label": "partial", "passage": 1, "quote": "推进产业集群建设", "items": ["covered", "absent"], "passages": [1, 0]}'
    plain = f'{{"custom_id": "{_FIRST}", "model": "m", "answer": {said}}}\n'
    body = '{"choices": [{"message": {"content": "```json\\n{}\\n```"}}], "model": "m"}'
    batch = f'{{"custom_id": "{_SECOND}", "response": {{"status_code": 200, "body": {body}}}}}\n'
    return [(plain + batch).encode()]


def reviews(*, rich: bool) -> list[bytes]:  # noqa: ARG001
    """review.xlsx as the tool writes it, filled in; with the sheets alone that are answered."""
    from reports.formats import xlsx
    from reports.view import builder as tables

    book = load_workbook(io.BytesIO(xlsx.render(tables.Tables(sample.comparison()), "zh")["review.xlsx"]))
    for page in list(book):
        if page.title not in ("缺项", "条款", "planalign"):
            del book[page.title]
    gaps = book["缺项"]
    heads = {each.value: each.column for each in gaps[1]}
    gaps.cell(2, heads["审核结论"], "豁免")
    gaps.cell(2, heads["审核备注"], "由水务局另行规划")
    content = io.BytesIO()
    book.save(content)
    return [content.getvalue()]
