"""File bytes -> raw text in which every offset leads back to its place in the file.

To take in another format, write a reader ``(content: bytes, path: Path) -> RawText`` in a module of its own, tell its
content in :mod:`compare.read.kinds`, and name it in ``_READERS``.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from compare.errors import ReadError
from compare.read.decode import everyday
from compare.read.docx import read_docx
from compare.read.kinds import ADVICE, kind_of
from compare.read.office import read_office
from compare.read.plain import read_plain
from compare.read.raw import RawText, raw_text
from compare.read.sheet import SHEETS, SheetRow, read_sheet

__all__ = [
    "SHEETS",
    "SIZE_LIMIT",
    "SUPPORTED",
    "RawText",
    "SheetRow",
    "everyday",
    "raw_text",
    "read_file",
    "read_table",
]

SIZE_LIMIT = 64 * 1024 * 1024
"""Bytes. The longest plans hold about 1 MB of text; what is larger than this is no plan, and would fill the memory."""

_READERS: dict[str, Callable[[bytes, Path], RawText]] = {"text": read_plain, "docx": read_docx}
_OFFICE = ("doc", "rtf")

SUPPORTED: frozenset[str] = frozenset({".txt", ".md", ".docx", ".doc", ".wps", ".rtf"}) | SHEETS
"""Endings of the files of a folder that are taken for plans, lower case, with the dot."""

_SHOWN_ROWS = 5
_NO_TEXT = "表格里没有“正文”（或“内容”“text”）这一列，不能当作规划来读。"


def read_file(path: Path, *, libreoffice: bool = False) -> RawText:
    """Read a plan, by what its content is.

    Args:
        path: The file.
        libreoffice: Old Word, WPS and RTF files may be converted with LibreOffice.

    Raises:
        ReadError: The file cannot be read as a plan; the message says why and what to do.
    """
    if path.suffix.lower() not in SUPPORTED:
        raise ReadError(f"不支持“{path.suffix or path.name}”这种文件，目前可以读取 {'、'.join(sorted(SUPPORTED))}。")
    if path.suffix.lower() in SHEETS:
        rows = "、".join(str(row.number) for row in read_table(path)[:_SHOWN_ROWS])
        raise ReadError(
            f"表格里没有这一行规划：有正文的行是 {rows}……，请在 plans.yaml 里用 row 写明。" if rows else _NO_TEXT
        )
    content = _content(path)
    kind = kind_of(content)
    if kind in _READERS:
        return _READERS[kind](content, path)
    if kind not in _OFFICE:
        raise ReadError(f"文件内容是{kind}，不能读：{ADVICE.get(kind, '请另存为 .docx 或 .txt')}。")
    if not libreoffice:
        raise ReadError("不能直接读旧格式的 .doc、.wps、.rtf：请在 Word 或 WPS 中另存为 .docx；或加 --libreoffice。")
    return read_office(content, path)


def read_table(path: Path) -> tuple[SheetRow, ...]:
    """Read a table with one plan a row; nothing if it has no column of texts.

    Raises:
        ReadError: The file cannot be opened or is too large.
    """
    return read_sheet(_content(path), path)


def _content(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise ReadError("这是文件夹，不是文件。")
        if path.stat().st_size > SIZE_LIMIT:
            raise ReadError(f"文件超过 {SIZE_LIMIT >> 20} MB，不像是规划文本，请拆分或只保留正文后再试。")
        return path.read_bytes()
    except FileNotFoundError:
        raise ReadError("文件不存在，请核对文件名和所在文件夹。") from None
    except PermissionError:
        raise ReadError("没有读取权限，请检查文件权限，或关闭正在占用它的程序后再试。") from None
    except OSError as error:
        raise ReadError(f"文件无法打开（{error.strerror}），请检查磁盘或重新复制一份。") from None
