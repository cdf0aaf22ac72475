"""File bytes -> raw text in which every offset leads back to its place in the file.

To take in another format, write a reader ``(content: bytes, path: Path) -> RawText`` in a module of its own, tell its
content in :mod:`compare.read.kinds`, and name it in ``_READERS``.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from compare.errors import ReadError
from compare.read.decode import everyday
from compare.read.html import read_html
from compare.read.kinds import kind_of
from compare.read.pdf import read_pdf
from compare.read.plain import read_plain
from compare.read.raw import RawText, raw_text

__all__ = ["SIZE_LIMIT", "SUPPORTED", "RawText", "everyday", "raw_text", "read_file"]

SIZE_LIMIT = 64 * 1024 * 1024
"""Bytes. The longest plans hold about 1 MB of text; what is larger than this is no plan, and would fill the memory."""

_READERS: dict[str, Callable[[bytes, Path], RawText]] = {"text": read_plain, "html": read_html, "pdf": read_pdf}

SUPPORTED: frozenset[str] = frozenset({".txt", ".md", ".html", ".htm", ".mht", ".mhtml", ".pdf"})
"""Endings of the files of a folder that are taken for plans, lower case, with the dot."""


def read_file(path: Path) -> RawText:
    """Read a plan, by what its content is.

    Raises:
        ReadError: The file cannot be read as a plan; the message says why and what to do.
    """
    if path.suffix.lower() not in SUPPORTED:
        raise ReadError(f"不支持“{path.suffix or path.name}”这种文件，目前可以读取 {'、'.join(sorted(SUPPORTED))}。")
    content = _content(path)
    kind = kind_of(content)
    if kind not in _READERS:
        raise ReadError(f"不是文本文件，内容其实是{kind}，请打开后另存为 UTF-8 文本（.txt）。")
    return _READERS[kind](content, path)


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
