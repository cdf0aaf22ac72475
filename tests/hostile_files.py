"""Files made to harm: each stands beside good plans in a folder."""

from __future__ import annotations

import os
import socket
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from tests.builders import COUNTY
from tests.readers.docx_builders import docx, package, para
from tests.readers.pdf_builders import Book

Make = Callable[[Path], None]


def content(data: bytes | str) -> Make:
    """A file of these bytes."""
    return lambda path: path.write_bytes(data.encode() if isinstance(data, str) else data) and None


def zipped(parts: dict[str, str | bytes]) -> Make:
    return content(package(parts))


LAUGHS = "<!DOCTYPE x [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
"""A hundred million characters in one entity, and what remains to be closed with "]>"."""


def laughing_workbook(path: Path) -> None:
    import xlsxwriter

    plain = BytesIO()
    book = xlsxwriter.Workbook(plain)
    sheet = book.add_worksheet()
    sheet.write_column(0, 0, ["正文", "推进产业集群建设。"])
    book.close()
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name).decode()
            if name == "xl/sharedStrings.xml":
                head, rest = part.split("?>", 1)
                part = f"{head}?>{LAUGHS}]>{rest.replace('推进产业集群建设。', '&a9;')}"
            target.writestr(name, part)


def bursting_workbook(path: Path) -> None:
    zipped({"[Content_Types].xml": "spreadsheetml", "xl/workbook.xml": b" " * (3 << 20)})(path)


def names_that_lead_outside(path: Path) -> None:
    """A sound Word file in which other parts, and what they refer to, lie above the archive."""
    sound = docx(*(para(line) for line in COUNTY.split("\n")))
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" '
        'Target="../../../../../../etc/passwd"/></Relationships>'
    )
    with zipfile.ZipFile(BytesIO(sound)) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            target.writestr(name, relations if name == "word/_rels/document.xml.rels" else source.read(name))
        target.writestr("../../escaped.txt", "x")
        target.writestr("/tmp/planalign-escaped.txt", "x")


def pdf_of_objects(*objects: bytes) -> bytes:
    """A PDF of numbered objects, the first of which is its catalogue."""
    data = b"%PDF-1.4\n"
    starts = []
    for number, each in enumerate(objects, 1):
        starts.append(len(data))
        data += b"%d 0 obj %b endobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer <</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(data))
    return data + head + table + end


CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"


def pages(number: int) -> bytes:
    """A PDF of so many times the same page."""
    kids = b"3 0 R " * number
    return pdf_of_objects(
        CATALOGUE,
        b"<</Type/Pages/Count %d/Kids[%b]>>" % (number, kids),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
    )


LOOP = pdf_of_objects(
    CATALOGUE,
    b"<</Type/Pages/Count 3/Kids[3 0 R 2 0 R]/Parent 3 0 R>>",
    b"<</Type/Pages/Count 2/Kids[2 0 R 3 0 R]/Parent 2 0 R>>",
)
# A form that draws itself.
SELF_DRAWN = pdf_of_objects(
    CATALOGUE,
    b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>",
    b"<</Length 4>>stream\n/F Do\nendstream",
    b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 5/Resources<</XObject<</F 5 0 R>>>>>>stream\n/F Do\nendstream",
)


def locked(path: Path) -> None:
    book = Book()
    book.paragraph("推进产业集群建设。")
    book.pdf.set_encryption(owner_password="o", user_password="u")
    path.write_bytes(bytes(book.pdf.output()))


def named_pipe(path: Path) -> None:
    os.mkfifo(path)


def server_socket(path: Path) -> None:
    # The name of a socket may have a hundred characters.
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def link_to(target: str) -> Make:
    return lambda path: path.symlink_to(target)


def sparse(size: int) -> Make:
    def make(path: Path) -> None:
        with path.open("wb") as file:
            file.truncate(size)

    return make


def page(body: str) -> str:
    return f"<!DOCTYPE html><html><head><title>某县规划</title></head><body>{body}</body></html>"


BODY = "".join(f"<p>{line}</p>" for line in COUNTY.split("\n")) * 2
DEEP_WORD = "<w:smartTag>" * 3000 + "</w:smartTag>" * 3000

GIVEN_UP: dict[str, tuple[Make, str]] = {
    "bomb.docx": (zipped({"word/document.xml": b" " * (3 << 20)}), "解压后大得反常"),
    "laughs.docx": (content(docx(para("&a9;"), head=LAUGHS + "]>")), "损坏"),
    "nested.docx": (content(docx(f"<w:p>{DEEP_WORD}</w:p>")), "损坏"),
    "bomb.xlsx": (bursting_workbook, "解压后大得反常"),
    "laughs.xlsx": (laughing_workbook, "Excel"),
    "loop.pdf": (content(LOOP), "PDF"),
    "self-drawn.pdf": (content(SELF_DRAWN), "没有可读的文字"),
    "pages.pdf": (content(pages(3000)), "PDF 有 3000 页，超过上限 2000.*PLANALIGN_LIMIT_PAGES"),
    "no-page.pdf": (content(pages(0)), "PDF"),
    "locked.pdf": (locked, "密码"),
    "deep.html": (content(page("<div>" * 100_000 + BODY)), "嵌套过深"),
    "tags.html": (content(page("<b>" * 500_001 + BODY)), "标签超过"),
    "large.txt": (sparse(200 << 20), "超过 64 MB.*PLANALIGN_LIMIT_FILE_MB"),
    "nul.txt": (content("\0".join(COUNTY)), "不是文本文件"),
    "blank.txt": (content(" " * (2 << 20)), "只有空白"),
    "blanks.txt": (content(COUNTY + " " * (2 << 20) + "。"), "超过上限 1500000.*PLANALIGN_LIMIT_CHARS"),
    "headings.txt": (content("".join(f"{n}、产业发展\n" for n in range(1, 4_000)) + COUNTY), "PLANALIGN_LIMIT_CLAUSES"),
    "pipe.txt": (named_pipe, "管道或设备"),
    "pipe.csv": (named_pipe, "管道或设备"),
    "socket.md": (server_socket, "管道或设备"),
    "device.txt": (link_to("/dev/zero"), "文件夹之外"),
    "outside.txt": (link_to("../outside/secret.txt"), "文件夹之外"),
    "circle.txt": (link_to("circle.txt"), "无法打开"),
    "nowhere.txt": (link_to("nothing.txt"), "文件不存在"),
}
"""Name to how it is made, and what is said of it."""

READ: dict[str, Make] = {
    "leads-outside.docx": names_that_lead_outside,
    "few-nul.txt": content(COUNTY.replace("产业", "产\0业", 1)),
    "surrogates.txt": content((COUNTY * 20).encode() + b"\xed\xa0\x80\xed\xb0\x80" + "建设园区。".encode()),
    "surrogates-16.txt": content(b"\xff\xfe" + (COUNTY * 3).encode("utf-16-le") + b"\x00\xd8"),
    "surrogates.html": content(page(f"{BODY}<p>建设&#xD800;园区&#xDFFF;，完善设施。</p>")),
    "bidi.txt": content(COUNTY.replace("推进", "\u202e推进\u202c\u2066")),
    "gpj.\u202eexe.txt": content(COUNTY),
    "inside.txt": link_to("good.txt"),
    "self.html": content(page(f'<iframe src="self.html"></iframe><object data="file:///etc/passwd"></object>{BODY}')),
    "entities.html": content(
        "<!DOCTYPE html [<!ENTITY a 'ha'><!ENTITY b SYSTEM 'file:///etc/passwd'>]>" + page(f"{BODY}&a;&b;")[15:]
    ),
    "blanks-inside.txt": content(COUNTY.replace("产值", "产值" + " " * 50_000)),
    "no-stop.txt": content(COUNTY + "推进产业集群建设" * 4_000),
    # Two ways to read each 比上年 once made a thousand million million of forty.
    "growth.txt": content(f"{COUNTY}到2025年产值{'比上年' * 60}的，达到10亿元，产值{'比上年' * 60}的10亿元。\n"),
    "tabs.txt": content(COUNTY + "\t规" * 30_000 + "\n"),
    "open-brackets.txt": content(COUNTY + "（《“【" * 4_000 + "。\n"),
    "marks.txt": content(COUNTY + "、，；：—…" * 1_000 + "\n"),
    "digits.txt": content(COUNTY + "到2025年产值达到" + "1234567890" * 3_000 + "亿元。\n"),
}
"""Name to how it is made; harmless in the end."""
