"""A Word document laid out as GB/T 9704-2012 asks of official documents: page, fonts, numbering, tables, captions.

Sizes of the standard: 二号 22 pt, 三号 16 pt, 四号 14 pt; body 仿宋 三号 on a fixed line of 28 pt, 22 lines of 28
characters a page; first-level headings 黑体, second-level 楷体; page numbers between dashes, outside.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from reports.docx.grid import Cell, element, table_row, text_element
from reports.docx.parts import font_table, heading_number, numbering, repacked
from reports.safe import clean
from reports.wording import Lang

WIDTH_MM = 156.0
"""What the standard's margins leave of an A4 page."""
# Of the 225 mm that a page has, room for a heading and the caption.
_HEIGHT_MM = 195.0
_PAGE = (Mm(210), Mm(297))
_TOP, _BOTTOM, _LEFT, _RIGHT = Mm(37), Mm(35), Mm(28), Mm(26)
_SONG, _FANG, _KAI, _HEI, _TITLE = "宋体", "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体"
_LATIN = "Times New Roman"
_ERHAO, _SANHAO, _SIHAO, _XIAOSI, _XIAOWU = Pt(22), Pt(16), Pt(14), Pt(12), Pt(9)
_LINE = Pt(28)
# Twentieths of a point in a millimetre.
_DXA = 1440 / 25.4
_EPOCH = datetime(2000, 1, 1)


class Paper:
    """A document that grows from top to bottom."""

    def __init__(self, title: str, lang: Lang) -> None:
        self._lang = lang
        self._document = Document()
        self._bookmarks = 0
        self._contents: list[tuple[int, str, str]] = []
        self._contents_at: Paragraph | None = None
        self._captions = {"table": 0, "figure": 0}
        self._numbers = [0, 0, 0]
        self._below_table = False
        self._set_page()
        self._set_styles()
        properties = self._document.core_properties
        properties.title, properties.author, properties.comments = clean(title), "planalign", ""
        properties.created = properties.modified = _EPOCH
        properties.last_modified_by, properties.revision = "planalign", 1
        self._document.add_paragraph(clean(title), style="Title")

    def contents(self, title: str) -> None:
        """The place of the table of contents."""
        self._document.add_paragraph(clean(title), style="Contents Title")
        self._contents_at = self._document.add_paragraph()
        self._document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def heading(self, text: str, level: int = 1, *, numbered: bool = True) -> None:
        """A heading, numbered by Word itself unless it is that of an annex; levels 1 and 2 stand in the contents."""
        paragraph = self._document.add_heading(clean(text), level)
        self._below_table = False
        number = ""
        if numbered:
            self._numbers[level - 1 :] = [self._numbers[level - 1] + 1, *[0] * (3 - level)]
            number = heading_number(self._numbers[:level], self._lang)
        else:
            unnumbered = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            unnumbered.get_or_add_numId().val = 0
        if level <= 2:
            self._bookmarks += 1
            name = f"_Toc{self._bookmarks:06d}"
            start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
            for mark in (start, end):
                mark.set(qn("w:id"), str(self._bookmarks))
            start.set(qn("w:name"), name)
            paragraph._p.insert(1, start)
            paragraph._p.append(end)
            self._contents.append((level, number + clean(text), name))

    def body(self, text: str) -> None:
        """A paragraph of the body."""
        self._below(self._document.add_paragraph(clean(text), style="Normal"))

    def note(self, text: str) -> None:
        """A remark below a table, in small type."""
        self._below(self._document.add_paragraph(clean(text), style="Note"))

    def _below(self, paragraph: Paragraph) -> None:
        """Keep what follows a table off its border."""
        if self._below_table:
            paragraph.paragraph_format.space_before = Pt(6)
        self._below_table = False

    def table(
        self, caption: str, heads: Sequence[str], rows: Iterable[Sequence[str | Cell]], widths: Sequence[float]
    ) -> None:
        """A table whose head is repeated on every page.

        Args:
            caption: What it shows; a number goes before it.
            heads: One a column.
            rows: Cells.
            widths: Shares of the width, in any unit.
        """
        self._caption(caption, "table")
        whole = sum(widths)
        sizes = [round(width / whole * WIDTH_MM * _DXA) for width in widths]
        table = self._document.add_table(rows=0, cols=len(heads), style="Plan Table")
        body = table._tbl
        table.autofit = False
        for column, size in zip(body.tblGrid.findall(qn("w:gridCol")), sizes, strict=True):
            column.set(qn("w:w"), str(size))
        body.append(table_row([Cell(head, "E9EEF3", centred=True) for head in heads], sizes, head=True))
        for row in rows:
            body.append(table_row([cell if isinstance(cell, Cell) else Cell(cell) for cell in row], sizes))
        self._below_table = True

    def picture(self, png: bytes, caption: str) -> None:
        """A picture as wide as the page allows, and no higher than it."""
        picture = self._document.add_picture(io.BytesIO(png), width=Mm(WIDTH_MM))
        if picture.height > Mm(_HEIGHT_MM):
            picture.width, picture.height = int(picture.width * Mm(_HEIGHT_MM) / picture.height), Mm(_HEIGHT_MM)
        self._document.paragraphs[-1].style = "Picture"
        self._caption(caption, "figure")

    def content(self) -> bytes:
        """The file; the same document gives the same bytes."""
        self._fill_contents()
        if self._below_table:
            self._document.add_paragraph(style="Note")  # Word wants a paragraph behind the last table
        out = io.BytesIO()
        self._document.save(out)
        return repacked(out.getvalue())

    def _caption(self, text: str, kind: str) -> None:
        self._captions[kind] += 1
        labels = {"table": ("表", "Table "), "figure": ("图", "Figure ")}[kind]
        paragraph = self._document.add_paragraph(style="Caption")
        self._below_table = False
        paragraph.add_run(labels[self._lang == "en"])
        _field(paragraph, f"SEQ {labels[0]} \\* ARABIC", str(self._captions[kind]))
        paragraph.add_run(f" {clean(text)}")
        paragraph.paragraph_format.keep_with_next = kind == "table"

    def _fill_contents(self) -> None:
        """The entries as they stand now; Word puts in the page numbers when the field is updated."""
        if self._contents_at is None:
            return
        place = self._contents_at
        place.style = "Contents 1"
        _mark(place, "begin", dirty=True)
        place.add_run()._r.append(text_element("w:instrText", ' TOC \\o "1-2" \\h \\z \\u '))
        _mark(place, "separate")
        after = place
        for number, (level, text, name) in enumerate(self._contents):
            entry = place if number == 0 else Paragraph(OxmlElement("w:p"), place._parent)
            if number:
                after._p.addnext(entry._p)
                entry.style = f"Contents {level}"
            link = element("w:hyperlink", anchor=name, history="1")
            run = OxmlElement("w:r")
            run.append(text_element("w:t", text))
            link.append(run)
            entry._p.append(link)
            after = entry
        _mark(after, "end")

    def _set_page(self) -> None:
        section = self._document.sections[0]
        section.orientation, (section.page_width, section.page_height) = WD_ORIENT.PORTRAIT, _PAGE
        section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = (
            _TOP,
            _BOTTOM,
            _LEFT,
            _RIGHT,
        )
        section.footer_distance = Mm(28)
        self._document.settings.odd_and_even_pages_header_footer = True
        for footer, side in (
            (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
            (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
        ):
            paragraph = footer.paragraphs[0]
            paragraph.style, paragraph.alignment = "Footer", side
            paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = _SIHAO
            paragraph.add_run("— ")
            _field(paragraph, "PAGE", "1")
            paragraph.add_run(" —")

    def _set_styles(self) -> None:
        font_table(self._document)
        numbering(self._document, self._lang)
        self._style("Normal", _FANG, _SANHAO, indent=2)
        title = self._style("Title", _TITLE, _ERHAO, line=Pt(34), after=Pt(18), centred=True)
        border = title.element.find(qn("w:pPr")).find(qn("w:pBdr"))
        if border is not None:
            border.getparent().remove(border)
        self._style("Contents Title", _HEI, _SANHAO, centred=True)
        self._style("Contents 1", _FANG, _SIHAO)
        self._style("Contents 2", _FANG, _SIHAO, left=Pt(28))
        self._style("Heading 1", _HEI, _SANHAO, indent=2, before=Pt(8), keep=True)
        self._style("Heading 2", _KAI, _SANHAO, indent=2, before=Pt(4), keep=True)
        self._style("Heading 3", _FANG, _SANHAO, indent=2, keep=True, bold=True)
        self._style("Caption", _HEI, _XIAOSI, line=Pt(20), before=Pt(10), after=Pt(3), centred=True)
        self._style("Picture", _FANG, _XIAOSI, line=None, before=Pt(6), centred=True, keep=True)
        self._style("Note", _FANG, Pt(10.5), line=Pt(16), after=Pt(6))
        self._style("Footer", _SONG, _SIHAO, line=Pt(16))
        self._style("Cell", _SONG, _XIAOWU, line=Pt(12.5))
        table = self._document.styles.add_style("Plan Table", WD_STYLE_TYPE.TABLE)
        borders = element("w:tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            borders.append(element(f"w:{side}", val="single", sz="4", space="0", color="8896A5"))
        properties = element("w:tblPr")
        properties.append(borders)
        margins = element("w:tblCellMar")
        for side in ("left", "right"):
            margins.append(element(f"w:{side}", w="70", type="dxa"))
        properties.append(margins)
        table.element.append(properties)

    def _style(
        self,
        name: str,
        font: str,
        size: Pt,
        *,
        line: Pt | None = _LINE,
        indent: int = 0,
        left: Pt | None = None,
        before: Pt | None = None,
        after: Pt | None = None,
        centred: bool = False,
        keep: bool = False,
        bold: bool = False,
    ) -> Any:
        """Set a style up; ``indent`` counts characters before the first line."""
        styles = self._document.styles
        known = name in [each.name for each in styles]
        style = styles[name] if known else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        if not known:
            style.base_style = styles["Normal"]
        style.font.name, style.font.size, style.font.bold, style.font.italic = _LATIN, size, bold, False
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in list(fonts.attrib):
            if attribute.endswith("Theme"):
                del fonts.attrib[attribute]
        for slot, value in (("ascii", _LATIN), ("hAnsi", _LATIN), ("cs", _LATIN), ("eastAsia", font)):
            fonts.set(qn(f"w:{slot}"), value)
        form = style.paragraph_format
        form.first_line_indent = int(size * indent)
        form.left_indent = left or Pt(0)
        form.space_before, form.space_after = before or Pt(0), after or Pt(0)
        form.keep_with_next = keep
        form.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
        if line is None:
            form.line_spacing_rule = WD_LINE_SPACING.SINGLE
        else:
            form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, line
        return style


def _mark(paragraph: Paragraph, kind: str, *, dirty: bool = False) -> None:
    """Begin, middle or end of a field."""
    mark = element("w:fldChar", fldCharType=kind)
    if dirty:
        mark.set(qn("w:dirty"), "true")
    paragraph.add_run()._r.append(mark)


def _field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    _mark(paragraph, "begin")
    paragraph.add_run()._r.append(text_element("w:instrText", f" {instruction} "))
    _mark(paragraph, "separate")
    paragraph.add_run(shown)
    _mark(paragraph, "end")
