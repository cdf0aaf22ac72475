"""Tables that are called workbooks and are none: pages of a web program (.xls), XML of Excel 2003; and text of cells
with raised or struck signs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from compare.readers.formulas import raised
from compare.readers.seams import is_note_mark

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_XML_MARK = b"urn:schemas-microsoft-com:office:spreadsheet"
_BEGINNING = 4096
_CELLS = 100
"""Columns that are read of a row whose cells name their own."""

Values = Sequence[Any]


class Shown(str):
    """What a cell shows of its text.

    Attributes:
        notes, struck: What stands in the cell and is not shown as text: marks of notes, text that is struck out.
    """

    notes: str
    struck: str


def shown(parts: Sequence[Any]) -> Shown:
    """Return what a cell of several fonts shows: exponents raised, marks of notes and struck text gone.

    Args:
        parts: Texts, and blocks of text with a font, as openpyxl gives them.
    """
    kept, notes, struck = "", "", ""
    for part in parts:
        text, font = (part.text, part.font) if hasattr(part, "font") else (str(part), None)
        if font is not None and font.strike:
            struck += text
        elif font is not None and font.vertAlign == "superscript":
            mark = is_note_mark(text, kept[-4:])
            notes += text if mark else ""
            kept += "" if mark else raised(text)
        else:
            kept += text
    said = Shown(kept)
    said.notes, said.struck = notes, struck
    return said


def marked_up(content: bytes) -> Iterator[tuple[str, Iterator[Values]]] | None:
    """Return the sheets of a page or of an XML file that is called a workbook, each with its name and rows; ``None`` if
    the content is neither.
    """
    beginning = content[:_BEGINNING]
    if _XML_MARK in beginning and b"<Workbook" in beginning:
        return _sheets_of_xml(content)
    from compare.readers.sniff import kind_of

    has_table = b"<table" in content.lower()
    return _tables_of_page(content) if has_table and kind_of(content) == "html" else None


def _tables_of_page(content: bytes) -> Iterator[tuple[str, Iterator[Values]]]:
    from compare.readers.html.blocks import lines_of
    from compare.readers.html.page import pages

    for page in pages(content):
        for number, table in enumerate(page.root.iter("table"), 1):
            rows = (
                ["\n".join(lines_of(cell)) or None for cell in row if cell.tag in ("td", "th")]
                for row in table.iter("tr")
                if next(row.iterancestors("table")) is table
            )
            yield str(number), rows


def _sheets_of_xml(content: bytes) -> Iterator[tuple[str, Iterator[Values]]]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    for sheet in etree.fromstring(content, parser).iter(f"{_SS}Worksheet"):
        yield sheet.get(f"{_SS}Name", ""), (_cells(row) for row in sheet.iter(f"{_SS}Row"))


def _cells(row: Any) -> list[str | None]:
    found: list[str | None] = []
    for cell in row.iter(f"{_SS}Cell"):
        at = cell.get(f"{_SS}Index", "")
        found += [None] * (min(int(at), _CELLS) - 1 - len(found) if at.isdecimal() else 0)
        data = cell.find(f"{_SS}Data")
        found.append("".join(data.itertext()) if data is not None else None)
    return found[:_CELLS]
