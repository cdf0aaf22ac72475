"""The styles of the report: fonts and sizes of GB/T 9704-2012, real Word styles that an editor can change.

Sizes of the standard: 二号 22 pt, 三号 16 pt, 四号 14 pt; body 仿宋 三号 on a fixed line of 28 pt; first-level headings
黑体, second-level 楷体. An English report is no official document of China: 12 pt, bold headings, no indents.
"""

from __future__ import annotations

import io
from functools import cache
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from compare.model import Record
from reports.formats.docx.grid import element
from reports.formats.docx.parts import font_table, numbering
from reports.wording import Lang

WIDTH_MM, WIDE_MM = 156.0, 225.0
"""What the standard's margins leave of an A4 page, upright and turned."""
SIHAO = Pt(14)
"""Size of the page numbers."""
_SONG, _FANG, _KAI, _HEI, _TITLE = "宋体", "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体"
_LATIN = "Times New Roman"
_ERHAO, _SANHAO, _XIAOSI, _XIAOWU = Pt(22), Pt(16), Pt(12), Pt(9)
_LINE = Pt(28)


class _Look(Record, frozen=True):
    """What sets the text of one language apart: size, line, characters before the first line, space behind a paragraph,
    and whether headings, which have one font with the text, are bold.
    """

    size: Pt
    line: Pt
    indent: int
    after: Pt
    bold: bool


_LOOKS: dict[Lang, _Look] = {
    "zh": _Look(_SANHAO, _LINE, 2, Pt(0), bold=False),
    "en": _Look(_XIAOSI, Pt(18), 0, Pt(6), bold=True),
}


def new_document(lang: Lang) -> Any:
    """Return an empty document in which every style of the report is set up; no more may be added to them."""
    document = Document(io.BytesIO(_empty(lang)))
    # Else all styles are looked through for each paragraph, which takes half of the time of a document.
    document.part.get_style_id = cache(document.part.get_style_id)  # type: ignore[method-assign]
    return document


@cache
def _empty(lang: Lang) -> bytes:
    """Return the file of such a document: to set it up takes longer than to write most briefs."""
    document, out = Document(), io.BytesIO()
    _set_styles(document, lang)
    document.save(out)
    return out.getvalue()


def _set_styles(document: Any, lang: Lang) -> None:
    font_table(document)
    numbering(document, lang)
    look = _LOOKS[lang]
    size, line, indent, bold = look.size, look.line, look.indent, look.bold
    _style(document, "Normal", _FANG, size, line=line, indent=indent, after=look.after)
    title = _style(document, "Title", _TITLE, _ERHAO, line=Pt(34), after=Pt(6), centred=True, bold=bold)
    border = title.element.find(qn("w:pPr")).find(qn("w:pBdr"))
    if border is not None:
        border.getparent().remove(border)
    _style(document, "Subtitle", _KAI, _SANHAO, after=Pt(14), centred=True)
    signature = _style(document, "Signature", _FANG, size, line=line, left=Pt(0))
    signature.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _style(document, "Contents Title", _HEI, _SANHAO, centred=True, bold=bold)
    form = _style(document, "toc 1", _FANG, SIHAO, line=Pt(24)).paragraph_format
    form.tab_stops.add_tab_stop(Mm(WIDTH_MM), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    _style(document, "Heading 1", _HEI, _SANHAO, indent=indent, before=Pt(8), keep=True, bold=bold)
    _style(document, "Heading 2", _KAI, size, line=line, indent=indent, before=Pt(4), keep=True, bold=bold)
    _style(document, "Heading 3", _FANG, size, line=line, indent=indent, keep=True, bold=True)
    caption = Pt(10.5) if bold else _XIAOSI
    _style(document, "Caption", _HEI, caption, line=Pt(20), before=Pt(10), after=Pt(3), centred=True, bold=bold)
    _style(document, "Picture", _FANG, _XIAOSI, line=None, before=Pt(6), centred=True, keep=True)
    _style(document, "Note", _FANG, Pt(10.5), line=Pt(16), after=Pt(6))
    _style(document, "Section End", _SONG, Pt(1), line=Pt(1))
    _style(document, "Footer", _SONG, SIHAO, line=Pt(16))
    _style(document, "Cell", _SONG, _XIAOWU, line=Pt(12.5))
    table = document.styles.add_style("Plan Table", WD_STYLE_TYPE.TABLE)
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
    document: Any,
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
    styles = document.styles
    known = name in styles
    style = styles[name] if known else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name.startswith("toc"))
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
    form.keep_with_next, form.widow_control = keep, True
    form.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
    if line is None:
        form.line_spacing_rule = WD_LINE_SPACING.SINGLE
    else:
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, line
    return style
