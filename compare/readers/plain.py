"""Plain text and Markdown."""

from __future__ import annotations

import re
from pathlib import Path

from compare.errors import ReadError
from compare.readers.account import Ledger
from compare.readers.decode import decode
from compare.readers.raw import RawText, raw_text


def read_plain(content: bytes, path: Path) -> RawText:
    """Read a text file; the ending tells Markdown from plain text.

    Raises:
        ReadError: No encoding fits, or there is nothing but blanks.
    """
    text, encoding = decode(content)
    if not re.search("[^\\s\\0\ufeff\u200b]", text):
        raise ReadError("文件里只有空白，没有文字，请检查是否导出了空文件。")
    if path.suffix.lower() in (".md", ".markdown"):
        from compare.readers.markdown import read_markdown  # with its library, when the first such file is read

        return read_markdown(text, encoding)
    return Ledger().settle(raw_text(text, "txt", encoding), (text,))
