"""Word files made from a few lines of WordprocessingML."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

from compare.readers import RawText, read_file
from compare.repair import repair
from compare.structure.clauses import split_clauses
from compare.structure.outline import find_outline

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
CONTENT_TYPES = (
    f'<Types xmlns="{_TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(content: str = "", *, style: str = "", num: str = "", level: int | None = None, mark: str = "") -> str:
    """A paragraph; ``content`` is text unless it is markup."""
    inner = content if content.startswith("<") or not content else run(content)
    numbered = f'<w:numId w:val="{num}"/>' if num else ""
    at = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    properties = (
        (f'<w:pStyle w:val="{style}"/>' if style else "")
        + (f"<w:numPr>{at}{numbered}</w:numPr>" if at or numbered else "")
        + (f"<w:rPr>{mark}</w:rPr>" if mark else "")
    )
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def level(at: int, text: str, form: str = "decimal", more: str = "", start: int = 1) -> str:
    """A level of a list, ``more`` in the order of the standard before lvlText."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*patterns: str, lists: dict[str, str] | None = None) -> str:
    """Patterns 0, 1 … of levels; ``lists`` gives each list's pattern with overrides, by default one list a pattern."""
    made = "".join(f'<w:abstractNum w:abstractNumId="{at}">{each}</w:abstractNum>' for at, each in enumerate(patterns))
    named = lists or {str(at + 1): f'<w:abstractNumId w:val="{at}"/>' for at in range(len(patterns))}
    nums = "".join(f'<w:num w:numId="{key}">{inner}</w:num>' for key, inner in named.items())
    return f"<w:numbering {NAMESPACES}>{made}{nums}</w:numbering>"


def styles(*each: str) -> str:
    return f"<w:styles {NAMESPACES}>{''.join(each)}</w:styles>"


def row(*cells: str, properties: str = "") -> str:
    made = "".join(each if each.startswith("<w:tc>") else cell(each) for each in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{made}</w:tr>"


def cell(content: str, properties: str = "") -> str:
    inner = content if content.startswith("<w:") else para(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def package(parts: dict[str, str | bytes]) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def docx(*body: str, head: str = "", **parts: str) -> bytes:
    """A Word file with a body and parts by name (``numbering``, ``styles``)."""
    links = "".join(
        f'<Relationship Id="r{at}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>' for at, name in enumerate(parts)
    )
    return package(
        {
            "[Content_Types].xml": CONTENT_TYPES,
            "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" Type="{_OFFICE}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{links}</Relationships>',
            "word/document.xml": f"{head}<w:document {NAMESPACES}><w:body>{''.join(body)}</w:body></w:document>",
            **{f"word/{name}.xml": part for name, part in parts.items()},
        }
    )


def read(folder: Path, content: bytes, name: str = "plan.docx", *, libreoffice: bool = False) -> RawText:
    path = folder / name
    path.write_bytes(content)
    return read_file(path, libreoffice=libreoffice)


def lines(folder: Path, *body: str, **parts: str) -> list[str]:
    return read(folder, docx(*body, **parts)).text.split("\n")


def clauses_of(raw: RawText) -> list[str]:
    whole = repair(raw)
    return [whole.text[c.start : c.end] for c in split_clauses(whole.text, find_outline(whole.text), whole.place)]


PLAN_LEVELS = (
    level(0, "第%1章", "chineseCountingThousand")
    + level(1, "第%2节", "chineseCounting")
    + level(2, "%3、", "chineseCounting")
    + level(3, "（%4）", "chineseCounting")
    + level(4, "%5.")
)
BOX = "<w:txbxContent>{}</w:txbxContent>"
