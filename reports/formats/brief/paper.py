"""The brief as a Word document of one A4 page."""

from __future__ import annotations

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from reports.formats.brief.content import BriefBlock, BriefContent
from reports.formats.docx import GridCell, add_table, described, finished, new_document, widths
from reports.output import clean
from reports.wording import Lang

_PAGE, _MARGIN, _SIDE = (Mm(210), Mm(297)), Mm(12), Mm(15)
_WIDTH_MM = 180.0


def paper(content: BriefContent, lang: Lang) -> bytes:
    """Return the file; the same content gives the same bytes."""
    document = new_document(lang)
    document.styles["Cell"].paragraph_format.line_spacing = Pt(11.5)
    described(document, content.title, lang)
    section = document.sections[0]
    section.page_width, section.page_height = _PAGE
    section.top_margin = section.bottom_margin = _MARGIN
    section.left_margin = section.right_margin = _SIDE
    section.header_distance = section.footer_distance = Mm(6)
    title = _line(document, content.title, "Title", 24, size=18)
    title.paragraph_format.space_after = Pt(0)
    _line(document, content.subtitle, "Note", 13).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for block in content.blocks:
        _block(document, block)
    return finished(document)


def _block(document: Any, block: BriefBlock) -> None:
    heading = _line(document, block.heading, "Caption", 14, size=10.5)
    heading.alignment = WD_ALIGN_PARAGRAPH.LEFT
    heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(4), Pt(1)
    heading.paragraph_format.keep_with_next = True
    if block.rows:
        rows = [[GridCell(cell, aside=True) for cell in row] for row in block.rows[1:]]
        add_table(document, widths(block.shares, _WIDTH_MM), block.rows[0], rows)
    else:
        _line(document, block.said, "Note", 13)
    if block.note:
        _line(document, block.note, "Note", 12, size=8)


def _line(document: Any, text: str, style: str, line: float, *, size: float = 9) -> Any:
    paragraph = document.add_paragraph(style=style)
    paragraph.paragraph_format.line_spacing, paragraph.paragraph_format.space_after = Pt(line), Pt(0)
    paragraph.add_run(clean(text)).font.size = Pt(size)
    return paragraph
