"""Mutations inside files that have an inner build: zip parts and their XML, html, mail, PDF objects, YAML values."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from copy import deepcopy
from email import message_from_bytes
from email.message import MIMEPart
from email.policy import SMTP
from io import BytesIO
from random import Random
from typing import Any

from lxml import etree

from tests.fuzzing.texts import (
    LONGEST,
    ODD,
    TEXT_CHANGES,
    WORDS,
    Spread,
    TextChange,
    changed_bytes,
    changed_text,
    encoded,
)

Other = Callable[[], bytes]
_VALUES = (
    *("", "0", "1", "-1", "2", "9", "63", "64", "255", "256", "65536", "2147483648", "99999999999999999999", "1e9", "1.5"),
    *("abc", "true", "off", "none", "continue", "restart", "第一", "%1", "%9.%1", "%", "rId1", "../../x", "/", "A1", "XFD1"),
    *("A1:XFD1048576", "s", "inlineStr", "str", "b", "e", "n", "d", "chineseCounting", "upperRoman", "bullet", "nil"),
)  # fmt: skip


# XML inside a zip


def packed(parts: dict[str, bytes]) -> bytes:
    """A zip file of these parts."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2021, 1, 1, 0, 0, 0)), part, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    """The parts of a zip file; none if it is broken."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return {info.filename: archive.read(info) for info in archive.infolist()}
    except Exception:
        return {}


def changed_zip(random: Random, content: bytes, other: Other) -> bytes:
    """A part changed inside, lost, swapped with another or taken from another file; or the file itself broken."""
    parts = unpacked(content)
    if not parts or random.random() < 0.06:
        return changed_bytes(random, content, other)
    # The parts that hold the text are changed most.
    weights = [
        1 + 6 * bool(re.search("document|content|sheet1|sharedStrings|numbering|styles", name, re.IGNORECASE))
        for name in parts
    ]
    for _ in range(random.choice((1, 1, 2, 3))):
        name = random.choices(list(parts), weights)[0]
        match random.randrange(16):
            case 0:
                parts[name] = b""
            case 1:
                parts[name] = parts[random.choice(list(parts))]
            case 2:
                parts[name] = unpacked(other()).get(name, parts[name])
            case 3:
                parts[name] = changed_bytes(random, parts[name], other)
            case 4:
                parts[name] = _changed_markup(random, parts[name].decode("utf-8", "replace")).encode()
            case _:
                parts[name] = _changed_tree(random, parts[name])
    if random.random() < 0.04:
        del parts[random.choice(list(parts))]
    return packed(parts)


def _changed_tree(random: Random, part: bytes) -> bytes:
    """XML that stays XML."""
    try:
        root = etree.fromstring(part, etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError:
        return part
    for _ in range(random.choice((1, 1, 2, 5, 12))):
        elements = list(root.iter("*"))
        _change_element(random, random.choice(elements), random.choice(elements))
    return etree.tostring(root)


def _change_element(random: Random, element: Any, another: Any) -> None:
    parent = element.getparent()
    match random.randrange(10):
        case 0 if parent is not None:
            parent.remove(element)
        case 1 if parent is not None:
            for _ in range(random.choice((1, 1, 3, 40))):
                parent.insert(parent.index(element), deepcopy(element))
        case 2 | 3:
            another.insert(random.randint(0, len(another)), deepcopy(element))
        case 4 | 5 if element.attrib:
            name = random.choice(sorted(element.attrib))
            if random.random() < 0.2:
                del element.attrib[name]
            else:
                element.attrib[name] = random.choice((*_VALUES, *another.attrib.values()))
        case 6:
            element.tag = another.tag
        case 7:
            deep = element
            for _ in range(random.choice((1, 3, 20, 100))):
                deep = etree.SubElement(deep, another.tag, dict(another.attrib))
            deep.text = element.text
        case _:
            element.text = _xml_text(random, element.text or another.text or "")


def _xml_text(random: Random, text: str) -> str:
    new = random.choice((random.choice(_VALUES), changed_text(random, text, lambda: text)))
    return re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", new)


_TAG = re.compile(r"<[^<>]*>?")


def _changed_markup(random: Random, markup: str) -> str:
    """Markup that need be no markup afterwards: tags lost, doubled, moved, broken."""
    for _ in range(random.choice((1, 2, 4, 10))):
        tags = [found.span() for found in _TAG.finditer(markup)] or [(0, len(markup))]
        start, end = random.choice(tags)
        to = random.choice(tags)[random.randrange(2)]
        match random.randrange(6):
            case 0:
                markup = markup[:start] + markup[end:]
            case 1:
                markup = markup[:to] + markup[start:end] * random.choice((1, 1, 3, 300)) + markup[to:]
            case 2:
                markup = markup[: random.randint(start, end)] + markup[end:]
            case 3:
                markup = markup[:to] + random.choice(_PIECES) + markup[to:]
            case 4:
                markup = markup[:end] + random.choice((*WORDS, *ODD)) + markup[end:]
            case _:
                attribute = f" {random.choice(_ATTRIBUTES)}={random.choice(_QUOTES)}{random.choice(_VALUES)}"
                markup = markup[: max(start, end - 1)] + attribute + markup[max(start, end - 1) :]
        markup = markup[: 4 * LONGEST]
    return markup


_QUOTES = ('"', "'", "")
_ATTRIBUTES = (
    "class", "id", "style", "colspan", "rowspan", "charset", "content", "hidden", "lang", "w:val", "w:w", "r", "t", "start",
    "type", "value", "name",
)  # fmt: skip
_PIECES = (
    *("<table>", "</table>", "<tr>", "<td colspan=999999>", "<td rowspan=1000000>", "<th>", "<p>", "</p>", "<div>", "</div>"),
    *("<br>", "<ol start=99999999999>", "<ol type=i>", "<li>", "<script>", "</script>", "<style>", "<!--", "-->", "<![CDATA["),
    *("]]>", "<?xml version='1.0'?>", "<!DOCTYPE a [<!ENTITY b 'c'>]>", "&b;", "&#0;", "&#x110000;", "&#xD800;", "&nbsp;"),
    *("<svg>", "<math>", "<template>", "<frameset>", "<iframe src=x>", "<noscript>", "<meta charset=utf-7>", "<meta charset=gbk>"),
    *("<meta charset=zlib>", "<meta charset=undefined>", "<meta charset=idna>", "<base href=x>", "<title>", "</title>", "<h1>"),
    *("</body>", "</html>", "<body>", "<html>", "<head>", "<select><option>", "<textarea>", "<plaintext>", "<a href='x'>"),
    *("<ruby>规<rt>guī</rt></ruby>", "<sup>[1]</sup>", "<sub>2</sub>", "<img alt=图>", "<font>", "<b", "<", ">", "</", "<p hidden>"),
    '<script type="application/ld+json">{"articleBody": "' + "发展规划" * 60 + '"}</script>',
    '<script>window.data = {"content": "<p>' + "发展规划，" * 60 + '</p>"}</script>',
    "<span>" * 300,
    "<table><tr><td>" * 60,
)  # fmt: skip


def changed_html(random: Random, content: bytes, other: Other) -> bytes:
    """A page with its tags or its text changed, perhaps in another encoding."""
    if random.random() < 0.15:
        return changed_bytes(random, content, other)
    text = content.decode("utf-8", "replace")
    if random.random() < 0.7:
        text = _changed_markup(random, text)
    if random.random() < 0.5:
        text = changed_text(random, text, lambda: other().decode("utf-8", "replace"))
    return encoded(random, text)


def mailed(page: bytes, transfer: str) -> bytes:
    """A page archived as browsers save it."""
    message = MIMEPart(SMTP)
    message["From"] = "<Saved by Blink>"
    message["MIME-Version"] = "1.0"
    message.set_content(page, "text", "html", cte=transfer, params={"charset": "utf-8"})
    message.make_related(boundary="----MultipartBoundary--a")
    message.add_related(b"\x89PNG", "image", "png", cid="<a@b>")
    return message.as_bytes()


def changed_mail(random: Random, content: bytes, other: Other) -> bytes:
    """An archive whose page was changed before it was made, or the archive itself changed as markup."""
    if random.random() < 0.5:
        return changed_html(random, content, other)
    pages = [part.get_payload(decode=True) for part in message_from_bytes(content).walk() if not part.is_multipart()]
    page = changed_html(random, next((page for page in pages if isinstance(page, bytes)), b""), other)
    return mailed(page, random.choice(("base64", "quoted-printable", "8bit")))


# PDF


_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
_NAME = re.compile(rb"/[A-Za-z0-9-]+")
_OBJECT = re.compile(rb"\d+ 0 obj.*?endobj\n?", re.DOTALL)
_PDF_NUMBERS = (
    b"0",
    b"-1",
    b"1",
    b"2",
    b"3",
    b"7",
    b"0.0001",
    b"1e5",
    b"65536",
    b"4294967295",
    b"-2147483648",
    b"99999999999",
    b"1 0 R",
)
_PDF_PIECES = (
    *(b"<<", b">>", b"[", b"]", b"(", b")", b"<", b">", b"BT", b"ET", b"q ", b"Q ", b"stream\n", b"\nendstream", b"endobj\n"),
    *(b"/Encrypt 1 0 R", b"/Parent 2 0 R", b"/Kids [2 0 R 3 0 R]", b"/Count 99999999", b"/Rotate 90", b"/Rotate 37", b"/UserUnit 1000"),
    *(b"/Filter /FlateDecode", b"/Filter [/LZWDecode /ASCIIHexDecode]", b"/MediaBox [0 0 0 0]", b"/MediaBox [0 0 1e9 1e9]", b"null"),
    *(b"1 0 0 1 0 0 cm ", b"0 0 0 0 0 0 cm ", b"1e9 0 0 1e9 0 0 cm ", b"0 Tf ", b"3 Tr ", b"100 Tz ", b"/Fm0 Do ", b"0 0 500 500 re S "),
    b"100 100 m 500 100 l S 100 120 m 500 120 l S 100 100 m 100 120 l S 500 100 m 500 120 l S ",
    b"10 10 m 20 20 l S " * 300,
)  # fmt: skip


def changed_pdf(random: Random, content: bytes, other: Other) -> bytes:
    """Numbers, names, operators and objects of a PDF changed; its reader finds the objects anew."""
    for _ in range(random.choice((1, 1, 2, 4, 8))):
        pattern = random.choice((_NUMBER, _NUMBER, _NAME, _OBJECT))
        places = [found.span() for found in pattern.finditer(content)] or [(0, 0)]
        start, end = random.choice(places)
        to_start, to_end = random.choice(places)
        match random.randrange(8):
            case 0:
                return changed_bytes(random, content, other)
            case 1:
                content = content[:start] + content[end:]
            case 2:
                content = content[:to_start] + content[start:end] * random.choice((1, 1, 2, 20)) + content[to_start:]
            case 3:
                content = content[:start] + content[to_start:to_end] + content[end:]
            case 4:
                at = random.choice((start, end))
                content = content[:at] + b" " + random.choice(_PDF_PIECES) + b" " + content[at:]
            case 5 if pattern is _NUMBER:
                value = str(round(float(content[start:end] or b"0") * random.uniform(-1, 3), 3)).encode()
                content = content[:start] + value + content[end:]
            case _:
                content = content[:start] + random.choice(_PDF_NUMBERS) + content[end:]
    return content[: 8 * LONGEST]


# YAML


_YAML_VALUES = (
    *("", "null", "~", "true", "[]", "{}", "[[]]", "{a: b}", "0", "-1", "2021", "2021.5", "1_000", "0x1F", "0o17", "1e400", ".inf"),
    *(".nan", "2021-01-01", "2021-13-45", "2021-01-01T99:99:99", "12:30:45", "'", '"', '"\\ud800"', '"\\x00"', '"\\U0010FFFF"', "&a a"),
    *("*a", "*b", "&a [*a]", "!!python/object:os.system x", "!!binary a", "!!binary aGk=", "!!set {a, b}", "!!omap [a: 1]", "!!pairs [a: 1]"),
    *("!!timestamp x", "!!int x", "!!float x", "!!bool x", "!!null x", "!!map [a]", "!!seq {a: b}", "!x y", "|", ">", "|9\n", "? a", "- -"),
    *("<<: *a", "{<<: {a: 1}}", "%YAML 9.9", "---", "...", "：", "a： b", "\t", "@", "`", "#", "[" * 30, "[" * 1500, "- " * 60, "99999999999999999999"),
)  # fmt: skip
_YAML_MILD = (
    *("[]", "[a, b]", "[T01, T02]", "{id: a}", "{yes: [a]}", "[{id: a, relation: reference}]", "0", "2021", "-5", "2021.0", "1_000"),
    *("true", "null", "2021-01-01", "12:30:45", "产业", "'产业 集群'", "a/b", "../x.txt", "x", "&a 集群", "|\n      多行\n      文字", "市级"),
)  # fmt: skip
_VALUE = re.compile(r"(?<=: )[^\n]+|(?<=- )[^\n:]+")
_KEY = re.compile(r"[A-Za-z_]+(?=:)")


def _yaml(random: Random, text: str, other: Spread) -> str:  # noqa: ARG001  every change takes the same
    """A value or key of YAML made another, or the indent of a line."""
    places = [found.span() for found in random.choice((_VALUE, _VALUE, _KEY)).finditer(text)] or [(0, 0)]
    start, end = random.choice(places)
    match random.randrange(8):
        case 0 | 1:
            to = random.choice(places)
            new = text[to[0] : to[1]]
        case 2 | 3:
            new = random.choice(_YAML_MILD)
        case 4:
            lines = text.split("\n")
            at = random.randrange(len(lines))
            lines[at] = random.choice(("  ", "\t", "", "- ", "? ", "    ")) + lines[at].lstrip()
            return "\n".join(lines)
        case _:
            new = random.choice(_YAML_VALUES)
    return text[:start] + new + text[end:]


_YAML_CHANGES: tuple[TextChange, ...] = (*TEXT_CHANGES, *(_yaml,) * 40)


def changed_yaml(random: Random, content: bytes, other: Other) -> bytes:
    """A YAML file with values, keys, indents and text changed."""
    if random.random() < 0.05:
        return changed_bytes(random, content, other)
    text = content.decode("utf-8", "replace")
    for _ in range(random.choice((1, 1, 1, 2, 2, 5))):
        text = random.choice(_YAML_CHANGES)(random, text, lambda: other().decode("utf-8", "replace"))[:LONGEST]
    return text.encode("utf-8", "replace") if random.random() < 0.95 else encoded(random, text)


def changed_table(random: Random, content: bytes, other: Other) -> bytes:
    """A csv whose first row, the names of the columns, mostly stays."""
    if random.random() < 0.2:
        return changed_plain(random, content, other)
    head, _, rest = content.decode("utf-8", "replace").partition("\n")
    more = changed_text(
        random, rest, lambda: other().decode("utf-8", "replace"), (*TEXT_CHANGES, _cells, _cells, _cells)
    )
    return f"{head}\n{more}".encode("utf-8", "replace")


def _cells(random: Random, text: str, other: Spread) -> str:  # noqa: ARG001  every change takes the same
    """Cells shuffled, quoted, emptied or put in."""
    cells = re.split("([,;\t\n])", text)
    at = random.randrange(len(cells))
    match random.randrange(4):
        case 0:
            to = random.randrange(len(cells))
            cells[at], cells[to] = cells[to], cells[at]
        case 1:
            cells[at] = f'"{cells[at]}' + random.choice(('"', '""', "", '"x'))
        case 2:
            cells[at] = ""
        case _:
            cells.insert(at, random.choice((*",;\t\n", '"', "；", "|", "''", "=1+1", "\r", "\0")))
    return "".join(cells)


def changed_plain(random: Random, content: bytes, other: Other) -> bytes:
    """A text file changed as text, now and then as bytes."""
    if random.random() < 0.05:
        return changed_bytes(random, content, other)
    text = content.decode("utf-8", "replace")
    return encoded(random, changed_text(random, text, lambda: other().decode("utf-8", "replace")))
