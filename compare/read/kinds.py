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
# After a byte order mark, an XML declaration, remarks such as the "saved from url" of browsers.
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s{0,200}+(?:<\?xml[^>]{0,200}>\s{0,50}+)?"
    rb"(?:<!--[\s\S]{0,500}?-->\s{0,50}+){0,3}"
    rb"<(?:!doctype\s+html|html|head|meta|body|title)[\s>]",
    re.IGNORECASE,
)
_ARCHIVED_PAGE = re.compile(
    rb"(?:[\w-]{2,40}:[^\n]{0,500}\n(?:[ \t][^\n]{0,500}\n){0,9}){0,15}?content-type:\s{0,5}multipart/related",
    re.IGNORECASE,
)
_HEAD = 4096


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
    head = content[:_HEAD]
    # UTF-16 without its NULs is as good as ASCII.
    page = _HTML.match(head.replace(b"\0", b"")) or _ARCHIVED_PAGE.match(head)
    return "html" if page else "text"
