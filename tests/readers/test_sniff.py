"""What a file is told to be by its content, whatever it is called, and what is said of kinds that are not read."""

from __future__ import annotations

import codecs
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.errors import ReadError
from compare.readers import read_file
from compare.readers.sniff import ADVICE, kind_of
from tests.readers.docx_builders import CONTENT_TYPES, docx, package, para

PAGE = "<html><head><meta charset='gbk'></head><body>规划</body></html>"
# A compound file (OLE2) of 512-byte sectors: header, one sector of table, directory, and small streams in sectors.
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(*streams: str, content: bytes = b"") -> bytes:
    """A compound file with streams at its root, each of 4096 bytes that begin with ``content``."""

    def number(value: int, size: int = 4) -> bytes:
        return value.to_bytes(size, "little")

    size, sectors = 4096, 4096 // 512
    entries = ["Root Entry", *streams]
    directory = (len(entries) + 3) // 4
    used = 1 + directory + sectors * len(streams)
    header = codecs.BOM_UTF8[:0] + b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + number(0x3E, 2) + number(3, 2)
    header += b"\xfe\xff" + number(9, 2) + number(6, 2) + bytes(6) + number(0) + number(1) + number(1) + number(0)
    header += number(4096) + number(_END) + number(0) + number(_END) + number(0) + number(0) + number(_FREE) * 108
    table = [_TABLE, *range(2, directory + 1), _END]
    for at in range(len(streams)):
        first = 1 + directory + at * sectors
        table += [*range(first + 1, first + sectors), _END]
    table += [_FREE] * (128 - used)
    listed = b""
    for at, name in enumerate(entries):
        first = 1 + directory + (at - 1) * sectors if at else _END
        right = at + 1 if 0 < at < len(streams) else _FREE
        listed += name.encode("utf-16-le").ljust(64, b"\0") + number(2 * len(name) + 2, 2) + bytes([2 if at else 5, 1])
        listed += number(_FREE) + number(right) + number(_FREE if at or not streams else 1) + bytes(36)
        listed += number(first) + number(size if at else 0, 8)
    listed = listed.ljust(512 * directory, b"\0")
    return header + b"".join(map(number, table)) + listed + content.ljust(size, b"\0") * len(streams)


def sheet() -> bytes:
    content = BytesIO()
    openpyxl.Workbook().save(content)
    return content.getvalue()


MACROS = CONTENT_TYPES.replace(
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "application/vnd.ms-word.document.macroEnabled.main+xml",
)
SAVED = (
    b"From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=x\r\n\r\n"
)


def name_of(value: str | bytes) -> str:
    """Names of tests may not hold content: the time stamps of archives differ between the processes of one run."""
    return value if isinstance(value, str) else "content"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("连州市规划\n<html> 是网页的标记。".encode(), "text"),
        ("# 规划\n<div align=center>连州</div>".encode(), "text"),
        ("Content-Type: 规划".encode(), "text"),
        (b"PK", "text"),
        (b"%PDF-1.7\n", "pdf"),
        (b"\xef\xbb\xbf\r\n%PDF-1.4\n", "pdf"),
        (b"{\\rtf1\\ansi", "rtf"),
        (PAGE.encode("gbk"), "html"),
        (b"\xef\xbb\xbf\n <!DOCTYPE html>\n<html>", "html"),
        (b"<?xml version='1.0'?>\n<!-- saved -- -->\n<HTML xmlns:o='urn:x'>", "html"),
        (codecs.BOM_UTF16_LE + PAGE.encode("utf-16-le"), "html"),
        (codecs.BOM_UTF16_BE + PAGE.encode("utf-16-be"), "html"),
        (b"<meta charset=utf-8><p>", "html"),
        (SAVED, "html"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n", "html"),
        (docx(para("文")), "docx"),
        (package({"[Content_Types].xml": CONTENT_TYPES, "word/glossy.xml": ""}), "docx"),
        (package({"[Content_Types].xml": MACROS, "word/other.xml": ""}), "docx"),
        (sheet(), "xlsx"),
        (compound("WordDocument", "1Table", content=b"\xec\xa5"), "doc"),
        (compound("Data", "Workbook", "WordDocument", content=b"\xec\xa5"), "doc"),
        (compound("Workbook"), "旧版 Excel 表格"),
        (compound("Book"), "旧版 Excel 表格"),
        (compound("PowerPoint Document"), "PowerPoint 演示文稿"),
        (compound("MatOST"), "旧版 Office 文件"),
        (compound("EncryptionInfo", "EncryptedPackage"), "加了密码的 Office 文件"),
        (compound("WordDocument", content=bytes(11) + b"\x01"), "加了密码的 Office 文件"),
        (compound("WordDocument")[:700], "不完整的旧版 Office 文件"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "不完整的旧版 Office 文件"),
        (docx(para("文"))[:-40], "不完整的 Word 或压缩文件"),
        (package({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ""}), "OpenDocument 文档"),
        (package({"OFD.xml": "", "Doc_0/Document.xml": ""}), "ofd"),
        (package({"ppt/presentation.xml": ""}), "PowerPoint 演示文稿"),
        (package({"规划.txt": "文"}), "压缩文件"),
        (package({}), "压缩文件"),
        (b"Rar!\x1a\x07", "压缩文件"),
        (b"\x89PNG\r\n", "图片"),
        (b"\xff\xd8\xff\xe0", "图片"),
        (
            b"<?xml version='1.0'?><?mso-application progid=\"Word.Document\"?><w:wordDocument xmlns:w='x'>",
            "Word 的 XML 文件",
        ),
    ],
    ids=name_of,
)
def test_kinds_by_content(content: bytes, kind: str) -> None:
    assert kind_of(content) == kind


@pytest.mark.parametrize("name", ["plan.txt", "plan.doc", "plan.wps", "plan.rtf", "plan.MD"])
def test_a_word_file_under_another_name_is_read_as_what_it_is(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(docx(para("推动产业集聚发展。")))
    raw = read_file(tmp_path / name)
    assert (raw.text, raw.format) == ("推动产业集聚发展。", "docx")


def test_a_text_under_the_name_of_a_word_file_is_read_as_a_text(tmp_path: Path) -> None:
    (tmp_path / "plan.doc").write_bytes("推动产业集聚发展。".encode("gbk"))
    raw = read_file(tmp_path / "plan.doc")
    assert (raw.text, raw.format) == ("推动产业集聚发展。", "txt")


@pytest.mark.parametrize(
    "content",
    [compound("EncryptedPackage"), package({"ppt/presentation.xml": ""}), compound("Workbook")],
    ids=name_of,
)
def test_what_is_not_read_is_named_with_a_way_out(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "plan.docx").write_bytes(content)
    with pytest.raises(ReadError) as refused:
        read_file(tmp_path / "plan.docx")
    kind = kind_of(content)
    assert kind in str(refused.value)
    assert ADVICE[kind] in str(refused.value)
    assert "请" in str(refused.value)


def test_a_file_with_a_password_is_told_how_to_lose_it(tmp_path: Path) -> None:
    (tmp_path / "plan.docx").write_bytes(compound("EncryptionInfo", "EncryptedPackage"))
    with pytest.raises(ReadError, match=r"加了密码.*输入密码打开，去掉密码.*另存为 \.docx"):
        read_file(tmp_path / "plan.docx")


@settings(deadline=None)
@given(
    st.sampled_from([b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<", b"<!--", b"A: b\n", b""]),
    st.binary(max_size=600),
)
def test_any_content_has_a_kind(beginning: bytes, rest: bytes) -> None:
    if beginning + rest:
        assert kind_of(beginning + rest)


def test_no_content_takes_long_to_tell() -> None:
    for content in (b"<!--" * 10**6, b"<!-- -->" * 10**6, b"a:\n" * 10**6, b"<?xml " * 10**6, b" " * 10**7):
        assert kind_of(content)
