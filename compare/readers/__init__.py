"""File bytes -> raw text in which every offset leads back to its place in the file.

To take in another format, write a reader ``(content: bytes, path: Path) -> RawText`` in a module of its own, tell its
content in :mod:`compare.readers.sniff`, and name it in ``_READERS``.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

from compare.errors import ReadError
from compare.execution import read_limits, to_widen
from compare.readers.account import UNEXPLAINED, signs
from compare.readers.archive import refuse_bursting, refuse_crowd
from compare.readers.decode import everyday
from compare.readers.doc import read_doc
from compare.readers.html import read_html
from compare.readers.ocr import RecognitionNeeded, is_installed
from compare.readers.ofd import read_ofd
from compare.readers.office import read_office
from compare.readers.pdf import read_pdf
from compare.readers.plain import read_plain
from compare.readers.published import HEAD, TAIL, year_published
from compare.readers.raw import RawText, raw_text
from compare.readers.rtf import read_rtf
from compare.readers.sheet import SHEETS, SheetRow, read_columns, read_sheet
from compare.readers.sniff import ADVICE, PICTURE, PICTURES, kind_of, looks_plain

__all__ = [
    "RawText",
    "RecognitionNeeded",
    "SHEETS",
    "SUPPORTED",
    "SheetRow",
    "UNEXPLAINED",
    "columns_in",
    "content_of",
    "everyday",
    "is_harmless",
    "raw_text",
    "read_file",
    "read_table",
    "refuse_bursting",
    "refuse_crowd",
    "signs",
    "year_of_record",
]

_HARMLESS = 1024 * 1024
"""Bytes of plain text up to which a file need not be read apart: every stage takes time in proportion to the text
(tests/readers/test_hostile.py holds it to that), so that such a file takes seconds whatever stands in it."""

_MB = 1024 * 1024


def _read_docx(content: bytes, path: Path) -> RawText:
    from compare.readers.docx import (
        read_docx,  # loaded, like the libraries of other readers, when the first one is read
    )

    return read_docx(content, path)


_READERS: dict[str, Callable[[bytes, Path], RawText]] = {
    "text": read_plain,
    "docx": _read_docx,
    "html": read_html,
    "doc": read_doc,
    "ofd": read_ofd,
    "rtf": read_rtf,
}

SUPPORTED: frozenset[str] = SHEETS | {
    *(".txt", ".text", ".md", ".markdown", ".pdf", ".ofd"),
    # A saved page keeps the ending of the program that made it.
    *(".html", ".htm", ".shtml", ".xhtml", ".jhtml", ".mht", ".mhtml", ".asp", ".aspx", ".jsp", ".php", ".do"),
    *(".docx", ".docm", ".dotx", ".dotm", ".doc", ".dot", ".wps", ".rtf"),
    *(PICTURES if is_installed() else ()),
}
"""Endings of the files of a folder that are taken for plans, lower case, with the dot."""

_SHOWN_ROWS = 5
_SPECIAL = "这是管道或设备，不是文件，没有读。"
_NO_TEXT = "表格里没有“正文”（或“内容”“text”）这一列，不能当作规划来读；找到的列：{}。"


def year_of_record(raw: RawText) -> int | None:
    """Return the year of issue as the record above a text tells it, or what the file says of itself; ``None`` if
    neither does.
    """
    return raw.published or year_published(raw.text[:HEAD]) or year_published(raw.text[HEAD:][-TAIL:])


def read_file(path: Path, *, libreoffice: bool = False, recognition: bool = False) -> RawText:
    """Read a plan, by what its content is.

    Args:
        path: The file.
        libreoffice: Old Word, WPS and RTF files may be converted with LibreOffice.
        recognition: There is time to recognise pictures of pages.

    Raises:
        RecognitionNeeded: The file holds pictures of pages that can be recognised, and there is no time for it.
        ReadError: The file cannot be read as a plan; the message says why and what to do.
    """
    if path.suffix.lower() not in SUPPORTED:
        raise ReadError(f"不支持“{path.suffix or path.name}”这种文件，目前可以读取 {'、'.join(sorted(SUPPORTED))}。")
    if path.suffix.lower() in SHEETS:
        rows = "、".join(str(row.number) for row in read_table(path)[:_SHOWN_ROWS])
        raise ReadError(
            f"表格里没有这一行规划：有正文的行是 {rows}……，请在 plans.yaml 里用 row 写明。"
            if rows
            else _NO_TEXT.format("、".join(columns_in(path)) or "无")
        )
    content = content_of(path)
    kind = kind_of(content)
    if kind == "pdf":
        return read_pdf(content, recognition=recognition)
    if kind == PICTURE:
        from compare.readers.picture import read_picture  # Pillow and numpy, which other files do not need

        return read_picture(content, path, recognition=recognition)
    if libreoffice and kind in ("doc", "rtf"):
        return read_office(content, path)
    if kind in _READERS:
        return _READERS[kind](content, path)
    raise ReadError(f"文件内容是{kind}，不能读：{ADVICE.get(kind, '请另存为 .docx 或 .txt')}。")


def is_harmless(file: Path | RawText) -> bool:
    """Whether a file, or what was read of one, is plain text of a modest size, or cannot be opened."""
    if isinstance(file, RawText):
        return len(file.text) <= _HARMLESS
    try:
        content = content_of(file, _HARMLESS)
    except _TooLarge:
        return False
    except ReadError:
        return True
    return looks_plain(content)


def read_table(path: Path) -> tuple[SheetRow, ...]:
    """Read a table with one plan a row; nothing if it has no column of texts.

    Raises:
        ReadError: The file cannot be opened or is too large.
    """
    return read_sheet(content_of(path), path)


def columns_in(path: Path) -> tuple[str, ...]:
    """Return the names of a table's columns, as far as its upper rows hold any.

    Raises:
        ReadError: The file cannot be opened or is too large.
    """
    return read_columns(content_of(path), path)


class _TooLarge(ReadError):
    """The file is larger than it may be."""


def content_of(path: Path, limit: int | None = None) -> bytes:
    """All bytes of a file, read once: what is added to it meanwhile is not read.

    Raises:
        ReadError: It is no file, cannot be opened, or has more bytes than ``limit``, by default that of the limits.
    """
    bound = read_limits().file_mb * _MB if limit is None else limit
    try:
        # A named pipe would be waited for, without end.
        number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(number, "rb") as file:
            status = os.fstat(number)
            _refuse_special(status.st_mode)
            content = b"" if status.st_size > bound else file.read(bound + 1)
    except OSError as error:
        raise ReadError(_why_not_opened(error, path)) from None
    except ValueError:
        raise ReadError("文件名里有空字符（\\0），没有这样的文件；请改正清单里的文件名。") from None
    if max(status.st_size, len(content)) > bound:
        raise _TooLarge(f"文件超过 {bound // _MB} MB，不像是规划文本，请拆分或只保留正文后再试；{to_widen('file_mb')}")
    return content


def _refuse_special(mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise ReadError("这是文件夹，不是文件。")
    if not stat.S_ISREG(mode):
        raise ReadError(_SPECIAL)


def _why_not_opened(error: OSError, path: Path) -> str:
    if isinstance(error, FileNotFoundError):
        return "文件不存在，请核对文件名和所在文件夹；如果刚才还在，可能被移走或改名了。"
    if error.errno == errno.ENAMETOOLONG:
        return "文件名太长，没有这样的文件：请核对路径，或把文件名改短。"
    # On Windows a folder cannot be opened.
    if isinstance(error, IsADirectoryError) or path.is_dir():
        return "这是文件夹，不是文件。"
    if error.errno == errno.ENXIO:
        return _SPECIAL
    if isinstance(error, PermissionError):
        return "没有读取权限，请检查文件权限，或关闭正在占用它的程序后再试。"
    return f"文件无法打开（{error.strerror}），请检查磁盘或重新复制一份。"
