"""Rows of tables and the elements that they are made of, built by hand: the library's cells take quadratic time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from compare.model import Record
from reports import wording
from reports.output import clean

# Twentieths of a point in a millimetre.
_DXA = 1440 / 25.4
# A sign of 9 pt in twentieths of a point; lines of a table that is not parted.
_SIGN, _SHORT = 180, 14


class GridCell(Record, frozen=True):
    """A cell of a table.

    Attributes:
        fill: Background as six hexadecimal digits; empty for none.
        light: The text is white.
        aside: Lines below the first are small and grey.
    """

    text: str
    fill: str = ""
    light: bool = False
    centred: bool = False
    aside: bool = False


def element(tag: str, **attributes: str) -> Any:
    """Return an element with attributes of Word's own name space."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def text_element(tag: str, text: str) -> Any:
    """Return an element with a text whose blanks count."""
    made = OxmlElement(tag)
    made.set(qn("xml:space"), "preserve")
    made.text = text
    return made


def widths(shares: Sequence[float], millimetres: float) -> list[int]:
    """Return the widths of columns in twentieths of a point, given their shares of a width in any unit."""
    whole = sum(shares)
    return [round(share / whole * millimetres * _DXA) for share in shares]


def add_table(
    document: Any, sizes: Sequence[int], head: Sequence[str], rows: Iterable[Sequence[str | GridCell]]
) -> None:
    """Add a table whose head is repeated on every page; ``sizes`` are the widths that :func:`widths` gives."""
    table = document.add_table(rows=0, cols=len(sizes), style="Plan Table")
    table.autofit = False
    body = table._tbl
    for column, size in zip(body.tblGrid.findall(qn("w:gridCol")), sizes, strict=True):
        column.set(qn("w:w"), str(size))
    if head:
        named = [GridCell(wording.capital(name), "E9EEF3", centred=True) for name in head]
        body.append(table_row(named, sizes, head=True))
    for row in rows:
        body.append(table_row([cell if isinstance(cell, GridCell) else GridCell(cell) for cell in row], sizes))
    for row in body.tr_lst[: _kept(body.tr_lst, sizes)]:
        keep_with_next(row)


def keep_with_next(row: Any) -> None:
    """Let a row stand on the page of what follows it."""
    for form in row.iter(qn("w:pPr")):
        if form.find(qn("w:keepNext")) is None:
            form.find(qn("w:pStyle")).addnext(element("w:keepNext"))


def _kept(rows: Sequence[Any], sizes: Sequence[int]) -> int:
    """Return how many rows stand with the next one: all but the last of a short table, else the head and the first."""
    lines = sum(
        max(-(-len(cell.xpath("string()")) * _SIGN // size) for cell, size in zip(row.tc_lst, sizes, strict=True))
        for row in rows[: _SHORT + 1]
    )
    return len(rows) - 1 if lines <= _SHORT else 2


def table_row(cells: Sequence[GridCell], sizes: Sequence[int], *, head: bool = False) -> Any:
    """Return a row of cells of the given widths, in twentieths of a point."""
    row = element("w:tr")
    properties = element("w:trPr")
    properties.append(element("w:cantSplit"))
    if head:
        properties.append(element("w:tblHeader"))
    row.append(properties)
    for cell, size in zip(cells, sizes, strict=True):
        box = element("w:tc")
        form = element("w:tcPr")
        form.append(element("w:tcW", w=str(size), type="dxa"))
        if cell.fill:
            form.append(element("w:shd", val="clear", color="auto", fill=cell.fill))
        form.append(element("w:vAlign", val="center" if head else "top"))
        box.append(form)
        for at, line in enumerate(cell.text.split("\n")):
            box.append(_line(line, cell, head=head, small=cell.aside and at > 0))
        row.append(box)
    return row


def _line(text: str, cell: GridCell, *, head: bool, small: bool) -> Any:
    paragraph = element("w:p")
    properties = element("w:pPr")
    properties.append(element("w:pStyle", val="Cell"))
    if cell.centred:
        properties.append(element("w:jc", val="center"))
    paragraph.append(properties)
    run = element("w:r")
    form = element("w:rPr")
    if head:
        form.append(element("w:b"))
    if cell.light:
        form.append(element("w:color", val="FFFFFF"))
    if small:
        form.append(element("w:color", val="595959"))
        form.append(element("w:sz", val="16"))
    run.append(form)
    run.append(text_element("w:t", clean(text)))
    paragraph.append(run)
    return paragraph
