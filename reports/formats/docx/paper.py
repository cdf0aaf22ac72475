"""A Word document laid out as GB/T 9704-2012 asks of official documents: page, fonts, numbering, tables, captions.

22 lines of 28 characters a page, page numbers between dashes, outside; long tables stand on turned pages.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from reports.formats.docx.grid import GridCell, add_table, element, keep_with_next, text_element, widths
from reports.formats.docx.parts import described, finished, heading_number
from reports.formats.docx.styles import SIHAO, WIDE_MM, WIDTH_MM, new_document
from reports.output import clean
from reports.wording import Lang

# Of the 225 mm that a page has; the rest is for a heading, three lines below it, and the caption.
_HEIGHT_MM = 165.0
_PAGE = (Mm(210), Mm(297))
_TOP, _BOTTOM, _LEFT, _RIGHT = Mm(37), Mm(35), Mm(28), Mm(26)
_FOOTER, _FOOTER_WIDE = Mm(28), Mm(19)
_SIGNED = Pt(64)


class Paper:
    """A document that grows from top to bottom."""

    def __init__(self, title: str, subtitle: str, lang: Lang) -> None:
        self._lang = lang
        self._document = new_document(lang)
        self._bookmarks = 0
        self._contents: list[tuple[int, str, str]] = []
        self._contents_at: Paragraph | None = None
        self._captions = {"table": 0, "figure": 0}
        self._numbers = [0, 0, 0]
        self._below_table = False
        self._wide = self._page_before = False
        set_page(self._document)
        described(self._document, title, lang)
        self._document.add_paragraph(clean(title), style="Title")
        self._document.add_paragraph(clean(subtitle), style="Subtitle")

    def contents(self, title: str) -> None:
        """Add the place of the table of contents, on a page of its own."""
        self._document.add_paragraph(clean(title), style="Contents Title").paragraph_format.page_break_before = True
        self._contents_at = self._document.add_paragraph()
        self._page_before = True

    def heading(self, text: str, level: int = 1, *, numbered: bool = True) -> None:
        """Add a heading, numbered by Word itself unless it is that of an annex; those of level 1 stand in the
        contents.
        """
        paragraph = self._document.add_heading(clean(text), level)
        if self._page_before:
            paragraph.paragraph_format.page_break_before, self._page_before = True, False
        self._below_table = False
        number = ""
        if numbered:
            self._numbers[level - 1 :] = [self._numbers[level - 1] + 1, *[0] * (3 - level)]
            number = heading_number(self._numbers[:level], self._lang)
        else:
            unnumbered = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            unnumbered.get_or_add_numId().val = 0
        if level == 1:
            self._bookmarks += 1
            name = f"_Toc{self._bookmarks:06d}"
            start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
            for mark in (start, end):
                mark.set(qn("w:id"), str(self._bookmarks))
            start.set(qn("w:name"), name)
            paragraph._p.insert(1, start)
            paragraph._p.append(end)
            self._contents.append((level, number + clean(text), name))

    def landscape(self) -> None:
        """Let what follows stand on turned pages, until :meth:`portrait`."""
        self._turn(wide=True)

    def portrait(self) -> None:
        """Let what follows stand on upright pages again, if anything follows."""
        self._turn(wide=False)

    def _turn(self, *, wide: bool) -> None:
        """Begin a section; the margins turn with the page, the page numbers go on."""
        section = self._document.add_section(WD_SECTION.NEW_PAGE)
        self._wide, self._below_table = wide, False
        # The library ends a section with a blank paragraph, which might need a page of its own.
        blank = self._document.paragraphs[-1]
        before = blank._p.getprevious()
        if before is not None and before.tag == qn("w:p"):
            before.get_or_add_pPr().append(blank._p.get_or_add_pPr().find(qn("w:sectPr")))
            blank._p.getparent().remove(blank._p)
        else:
            blank.style = "Section End"
        if wide:
            section.orientation, (section.page_height, section.page_width) = WD_ORIENT.LANDSCAPE, _PAGE
            sides = _LEFT, _RIGHT, _TOP, _BOTTOM
        else:
            section.orientation, (section.page_width, section.page_height) = WD_ORIENT.PORTRAIT, _PAGE
            sides = _TOP, _BOTTOM, _LEFT, _RIGHT
        section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = sides
        section.footer_distance = _FOOTER_WIDE if wide else _FOOTER

    def body(self, text: str) -> None:
        """Add a paragraph of the body."""
        self._below(self._document.add_paragraph(clean(text), style="Normal"))

    def note(self, text: str) -> None:
        """Add a remark below a table, in small type; it takes the last row along to its page."""
        if self._below_table:
            keep_with_next(self._document.element.body.tbl_lst[-1].tr_lst[-1])
        self._below(self._document.add_paragraph(clean(text), style="Note"))

    def signed(self, lines: Sequence[str]) -> None:
        """End the body with who signs it and when, at the right, four characters from the edge, on the page of the
        paragraph before: a signature never stands alone.
        """
        self._document.paragraphs[-1].paragraph_format.keep_with_next = True
        for at, line in enumerate(lines):
            paragraph = self._document.add_paragraph(clean(line), style="Signature")
            form = paragraph.paragraph_format
            form.right_indent, form.keep_with_next = _SIGNED, at + 1 < len(lines)
            form.space_before = Pt(28) if at == 0 else Pt(0)
        self._below_table = False

    def _below(self, paragraph: Paragraph) -> None:
        """Keep what follows a table off its border."""
        if self._below_table:
            paragraph.paragraph_format.space_before = Pt(6)
        self._below_table = False

    def table(
        self, caption: str, heads: Sequence[str], rows: Iterable[Sequence[str | GridCell]], shares: Sequence[float]
    ) -> None:
        """Add a table whose head is repeated on every page.

        Args:
            caption: What it shows; a number goes before it.
            heads: One a column.
            rows: Cells.
            shares: Shares of the width, in any unit.
        """
        self._caption(caption, "table")
        sizes = widths(shares, WIDE_MM if self._wide else WIDTH_MM)
        add_table(self._document, sizes, heads, rows)
        self._below_table = True

    def picture(self, png: bytes, caption: str, title: float) -> None:
        """Add a picture as wide as the page allows, and no higher than it, with a caption instead of its own title.

        Args:
            png: The picture.
            caption: What it shows; a number goes before it.
            title: Share of the height, at the top, in which the picture names itself: Word does not show it.
        """
        picture = self._document.add_picture(io.BytesIO(png), width=Mm(WIDTH_MM))
        fill = picture._inline.graphic.graphicData.pic.blipFill
        fill.blip.addnext(cut := OxmlElement("a:srcRect"))
        cut.set("t", str(round(title * 100_000)))
        picture.height = int(picture.height * (1 - title))
        if picture.height > Mm(_HEIGHT_MM):
            picture.width, picture.height = int(picture.width * Mm(_HEIGHT_MM) / picture.height), Mm(_HEIGHT_MM)
        picture._inline.docPr.set("descr", clean(caption))
        self._document.paragraphs[-1].style = "Picture"
        self._caption(caption, "figure")

    def content(self) -> bytes:
        """Return the file; the same document gives the same bytes."""
        self._fill_contents()
        if self._below_table:
            self._document.add_paragraph(style="Note")  # Word wants a paragraph behind the last table
        return finished(self._document)

    def _caption(self, text: str, kind: str) -> None:
        self._captions[kind] += 1
        labels = {"table": ("表", "Table "), "figure": ("图", "Figure ")}[kind]
        paragraph = self._document.add_paragraph(style="Caption")
        self._keep_opening(paragraph)
        self._below_table = False
        paragraph.add_run(labels[self._lang == "en"])
        _field(paragraph, f"SEQ {labels[0]} \\* ARABIC", str(self._captions[kind]))
        paragraph.add_run(f" {clean(text)}")
        paragraph.paragraph_format.keep_with_next = kind == "table"

    def _keep_opening(self, caption: Paragraph) -> None:
        """Let a heading and the words below it stand on the page of the table or picture that they open."""
        above = caption._p.getprevious()
        if above is not None and above.xpath("./w:pPr/w:pStyle[@w:val='Picture']"):
            above = above.getprevious()
        if above is not None and above.tag == qn("w:p") and not above.xpath("./w:pPr/w:pStyle | ./w:pPr/w:sectPr"):
            Paragraph(above, caption._parent).paragraph_format.keep_with_next = True

    def _fill_contents(self) -> None:
        """Add the entries as they stand now, without page numbers, which only a layout knows.

        The field is marked as out of date: Word asks on opening whether to fill it in, WPS and LibreOffice do it on
        demand (更新目录). Both give the entries the style ``toc 1``.
        """
        if self._contents_at is None:
            return
        place = self._contents_at
        place.style = "toc 1"
        _mark(place, "begin", dirty=True)
        place.add_run()._r.append(text_element("w:instrText", ' TOC \\o "1-1" \\h \\z \\u '))
        _mark(place, "separate")
        after = place
        for number, (level, text, name) in enumerate(self._contents):
            entry = place if number == 0 else Paragraph(OxmlElement("w:p"), place._parent)
            if number:
                after._p.addnext(entry._p)
                entry.style = f"toc {level}"
            link = element("w:hyperlink", anchor=name, history="1")
            run = OxmlElement("w:r")
            run.append(text_element("w:t", text))
            link.append(run)
            entry._p.append(link)
            after = entry
        _mark(after, "end")


def set_page(document: Any) -> None:
    """Give a document the page of the standard: margins, and page numbers between dashes on the outer side."""
    section = document.sections[0]
    section.orientation, (section.page_width, section.page_height) = WD_ORIENT.PORTRAIT, _PAGE
    sides = _TOP, _BOTTOM, _LEFT, _RIGHT
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = sides
    section.footer_distance = _FOOTER
    document.settings.odd_and_even_pages_header_footer = True
    for footer, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        paragraph = footer.paragraphs[0]
        paragraph.style, paragraph.alignment = "Footer", side
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = SIHAO
        paragraph.add_run("— ")
        _field(paragraph, "PAGE", "1")
        paragraph.add_run(" —")


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
