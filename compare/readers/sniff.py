"""What a file is, by its content: endings lie."""

from __future__ import annotations

import codecs
import re
from io import BytesIO

import olefile

from compare.errors import ReadError
from compare.readers.archive import Archive

_SAVE_AS_DOCX = "请用 Word 或 WPS 打开后另存为 .docx"

PICTURES = frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff", ".gif"})
"""Endings of pictures."""

PICTURE = "图片"
"""What a picture is called."""

WORD_XML = "Word 的 XML 文件"
"""What a Word document written as one XML file is called."""

ADVICE = {
    "压缩文件": "请解压，把里面的规划放进文件夹",
    "旧版 Excel 表格": "请把后缀改成 .xls",
    "PowerPoint 演示文稿": "请把其中的文字另存为 .docx 或 .txt",
    "OpenDocument 文档": _SAVE_AS_DOCX,
    WORD_XML: _SAVE_AS_DOCX,
    "加了密码的 Office 文件": "请用 Word 或 WPS 输入密码打开，去掉密码（文件—信息—保护文档）后另存为 .docx",
    "不完整的 Word 或压缩文件": "可能没有下载完，请重新下载或复制",
    "不完整的旧版 Office 文件": "可能没有下载完，请重新下载或复制",
    "旧版 Office 文件": _SAVE_AS_DOCX,
}
"""What is not read, by the name under which :func:`kind_of` knows it: what to do."""

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF8", PICTURE),
    (b"II*\0", PICTURE),
    (b"MM\0*", PICTURE),
    (b"Rar!", "压缩文件"),
    (b"7z\xbc\xaf", "压缩文件"),
    (b"\x1f\x8b", "压缩文件"),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_BEGINNING = 4096
"""Bytes in which a web page shows itself."""

_BLANK_OR_REMARK = r"(?:\s|<!--(?:[^-]|-(?!->)){0,2000}+-->|<\?xml[^>]{0,200}+>)*+"
_HTML = re.compile(rf"{_BLANK_OR_REMARK}<(?:!doctype\s+html|html|head|body|meta|title)[\s>]", re.IGNORECASE)
_WORD_XML = re.compile(r"<\?mso-application\s+progid=\"Word\.Document\"|<w:wordDocument\s|<pkg:package\s")
_MHTML = re.compile(
    r"(?:[\w-]{1,40}:[^\n]*\n|[ \t][^\n]*\n){0,30}?Content-Type:\s*multipart/(?:related|alternative|mixed)",
    re.IGNORECASE,
)


def kind_of(content: bytes) -> str:
    """Tell what the content is: ``text``, ``html`` (archives of a page too), ``docx``, ``xlsx``, ``pdf``, ``ofd``,
    ``doc``, ``rtf``, or the name of what is not read, a key of :data:`ADVICE`.

    ``doc`` is what Word wrote until 2003 and WPS still writes, whatever it is called.

    Raises:
        ReadError: There is no content.
    """
    if not content:
        raise ReadError("文件为空，请检查是否导出或下载完整。")
    if content.startswith(_ZIP):
        return _zipped(content)
    if content.startswith(olefile.MAGIC):
        return _compound(content)
    return _by_beginning(content)


def looks_plain(content: bytes) -> bool:
    """Whether :func:`kind_of` finds plain text or nothing, told without opening anything."""
    return not content.startswith((*_ZIP, olefile.MAGIC)) and _by_beginning(content) == "text"


def _by_beginning(content: bytes) -> str:
    beginning = content.lstrip(b"\xef\xbb\xbf \t\r\n")
    for magic, kind in _MAGIC:
        if beginning.startswith(magic) or content.startswith(magic):
            return kind
    return _marked_up(content[:_BEGINNING])


def _marked_up(beginning: bytes) -> str:
    wide = beginning.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = beginning.decode("utf-16" if wide else "latin-1", "ignore").removeprefix("ï»¿")
    if _HTML.match(text):
        return "html"
    if text.lstrip().startswith("<") and _WORD_XML.search(text):
        return WORD_XML
    return "html" if _MHTML.match(text) else "text"


def _zipped(content: bytes) -> str:
    try:
        archive = Archive(content)
        kind = archive.read("mimetype") if "mimetype" in archive else b""
        types = archive.read("[Content_Types].xml") if "[Content_Types].xml" in archive else b""
    except (ReadError, MemoryError):
        raise
    # zipfile and zlib raise whatever they meet first in a file that is cut or made to harm.
    except Exception:
        return "不完整的 Word 或压缩文件"
    if kind.startswith(b"application/vnd.oasis.opendocument"):
        return "OpenDocument 文档"
    if "ofd.xml" in archive or "encryptions.xml" in archive:
        return "ofd"
    if "word/document.xml" in archive or re.search(rb"wordprocessingml|ms-word\.\w+\.macroEnabled", types):
        return "docx"
    if "xl/workbook.xml" in archive or b"spreadsheetml" in types:
        return "xlsx"
    return "PowerPoint 演示文稿" if "ppt/presentation.xml" in archive else "压缩文件"


# Streams at the root of a compound file: the first that is there tells.
_STREAMS = (
    ("EncryptedPackage", "加了密码的 Office 文件"),
    ("WordDocument", "doc"),
    ("Workbook", "旧版 Excel 表格"),
    ("Book", "旧版 Excel 表格"),
    ("PowerPoint Document", "PowerPoint 演示文稿"),
)
_FLAGS = 10
_ENCRYPTED = 0x01
"""[MS-DOC] 2.5.1, FibBase: the flags begin at byte 10; bit 8 of them, the first of the second byte, is fEncrypted."""


def _compound(content: bytes) -> str:
    try:
        with olefile.OleFileIO(BytesIO(content)) as file:
            kind = next((kind for stream, kind in _STREAMS if file.exists(stream)), "旧版 Office 文件")
            if kind == "doc" and file.openstream("WordDocument").read(_FLAGS + 2)[_FLAGS + 1] & _ENCRYPTED:
                kind = "加了密码的 Office 文件"
            return kind
    except MemoryError:
        raise
    # olefile promises no particular exception for a file that is cut or made to harm.
    except Exception:
        return "不完整的旧版 Office 文件"
