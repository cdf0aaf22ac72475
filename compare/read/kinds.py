"""What a file is, by its first bytes: endings lie."""

from __future__ import annotations

import re

from compare.errors import ReadError

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "pdf"),
    (b"PK\x03\x04", "Word、Excel 或压缩文件"),
    (b"\xd0\xcf\x11\xe0", "旧版 Word 或 Excel 文件"),
    (b"{\\rtf", "RTF 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"Rar!", "压缩文件"),
    (b"7z\xbc\xaf", "压缩文件"),
    (b"\x1f\x8b", "压缩文件"),
)
_HTML = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,200}+<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE)


def kind_of(content: bytes) -> str:
    """``text``, or the name of what the content is instead.

    Raises:
        ReadError: There is no content.
    """
    if not content:
        raise ReadError("文件为空，请检查是否导出或下载完整。")
    for magic, name in _MAGIC:
        if content.startswith(magic):
            return name
    return "html" if _HTML.match(content) else "text"
