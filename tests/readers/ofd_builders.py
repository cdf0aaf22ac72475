"""OFD files written after GB/T 33190: parts, pages, placed text and ruling lines."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
SIZE, LEFT, TOP, LEADING, COLUMNS, LINES = 5.6444, 28.0, 37.0, 9.9, 28, 22
"""Millimetres: signs of 16 points (GB/T 9704: 三号), margins, distance of lines; signs a line, lines a page."""


def text(
    line: str, x: float, y: float, size: float = SIZE, *, step: str | None = None, more: str = "", fill: str = ""
) -> str:
    """A text object, its base line at ``y``; ``step`` is its DeltaX, by default one as wide as the signs are."""
    deltas = " ".join(f"{size / 2 if sign.isascii() else size:.4f}" for sign in line[:-1])
    delta = step if step is not None else deltas
    colour = f'<ofd:FillColor Value="{fill}"/>' if fill else ""
    return (
        f'<ofd:TextObject ID="1" Boundary="{x} {y - size:.4f} {len(line) * size:.4f} {size}" Font="1" Size="{size}" {more}>'
        f'{colour}<ofd:TextCode X="0" Y="{size}"{f" DeltaX={chr(34)}{delta}{chr(34)}" if delta else ""}>{escape(line)}'
        "</ofd:TextCode></ofd:TextObject>"
    )


def rule(x: float, y: float, to_x: float, to_y: float) -> str:
    """A ruling line."""
    width, height = to_x - x, to_y - y
    return (
        f'<ofd:PathObject ID="2" Boundary="{x} {y} {width} {height}" LineWidth="0.3">'
        f"<ofd:AbbreviatedData>M 0 0 L {width} {height}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def frame(x: float, y: float, width: float, height: float) -> str:
    """A closed box in units of points, as printers write them."""
    wide, high = width / 0.3528, height / 0.3528
    return (
        f'<ofd:PathObject ID="2" CTM="0.3528 0 0 0.3528 0 0" Boundary="{x} {y} {width} {height}" LineWidth="0.3">'
        f"<ofd:AbbreviatedData>M 0 0 L {wide} 0 L {wide} {high} L 0 {high} C</ofd:AbbreviatedData></ofd:PathObject>"
    )


def picture(x: float, y: float, width: float, height: float) -> str:
    """A picture that the file does not hold."""
    return f'<ofd:ImageObject ID="3" Boundary="{x} {y} {width} {height}" ResourceID="9"/>'


def page(*objects: str, template: str = "") -> str:
    """A page of A4."""
    under = f'<ofd:Template TemplateID="{template}" ZOrder="Background"/>' if template else ""
    return (
        f"<ofd:Page {SPACE}>{under}<ofd:Area><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:Area>"
        f'<ofd:Content><ofd:Layer ID="4">{"".join(objects)}</ofd:Layer></ofd:Content></ofd:Page>'
    )


def ofd(pages: Sequence[str], templates: Mapping[str, str] = {}, parts: Mapping[str, str | bytes] = {}) -> bytes:
    """A file.

    Args:
        pages: Its pages.
        templates: Pages that lie under others, by their ids.
        parts: Further parts, or others in place of those that are written.
    """
    listed = "".join(
        f'<ofd:Page ID="{100 + number}" BaseLoc="Pages/Page_{number}/Content.xml"/>' for number in range(len(pages))
    )
    under = "".join(f'<ofd:TemplatePage ID="{key}" BaseLoc="Tpls/Tpl_{key}/Content.xml"/>' for key in templates)
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    box = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    whole: dict[str, str | bytes] = {
        "OFD.xml": f'{head}<ofd:OFD {SPACE} DocType="OFD" Version="1.1"><ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID>'
        "</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"{head}<ofd:Document {SPACE}><ofd:CommonData><ofd:MaxUnitID>200</ofd:MaxUnitID>{box}"
        f"{under}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        **{f"Doc_0/Pages/Page_{number}/Content.xml": head + each for number, each in enumerate(pages)},
        **{f"Doc_0/Tpls/Tpl_{key}/Content.xml": head + each for key, each in templates.items()},
        **parts,
    }
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in whole.items():
            archive.writestr(name, content)
    return file.getvalue()


def laid_out(written: str, *, number_pages: bool = True) -> list[str]:
    """The pages of a text, set as official documents are: every paragraph two signs in, all lines full to the margin."""
    rows: list[tuple[str, float]] = []
    for paragraph in filter(None, (line.strip() for line in written.split("\n"))):
        room, row, indent = COLUMNS - 2.0, "", 2.0
        # Words of letters are not parted at the margin.
        for word in re.findall(r"[a-zA-Z\u00c0-\u024f]+|.", paragraph):
            wide = sum(0.5 if sign.isascii() else 1.0 for sign in word)
            if room < wide:
                rows.append((row, indent))
                room, row, indent = COLUMNS, "", 0.0
            row, room = row + word, room - wide
        rows.append((row, indent))
    found = []
    for start in range(0, len(rows), LINES):
        lines = rows[start : start + LINES]
        objects = [text(row, LEFT + indent * SIZE, TOP + at * LEADING) for at, (row, indent) in enumerate(lines)]
        foot = [text(f"— {start // LINES + 1} —", 95, 275, 4.9)] if number_pages else []
        found.append(page(*objects, *foot))
    return found
