"""File bytes -> raw text in which every offset leads back to its place in the file.

To take in another format, write a function ``(content: bytes, path: Path) -> RawText`` and name it in ``_READERS``.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from charset_normalizer import from_bytes
from opencc import OpenCC

from compare.errors import ReadError
from compare.model import Place

SIZE_LIMIT = 64 * 1024 * 1024
"""Bytes. The longest plans hold about 1 MB of text; what is larger than this is no plan, and would fill the memory."""

CONTROL_LIMIT = 0.01
"""Share of control characters above which content is no text; text files hold none, program files some 10 %."""

COMMON_SHARE = 0.75
"""Least share of everyday characters among the Han of a decoded text. Real plans reach 0.98 or more;
decoded as GB18030, random bytes reach 0.55, Big5 0.57, UTF-8 0.2."""

LOST_LIMIT = 0.01
"""Largest share of undecodable characters that is borne (a file cut or patched in the middle of a character)."""

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "PDF 文件"),
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

# A page break beside a line end adds no empty line: it would part a paragraph that only runs over the page.
_PAGE_BREAK = re.compile("(?:^|(?<=\n))\x0c++|\x0c++(?=\n)")
# Marks that break a line, though no editor counts a line there.
_UNCOUNTED = dict.fromkeys(map(ord, "\x0b\x0c\x85\u2028\u2029"), "\n")
_BIG5_LOWS = (*range(0x40, 0x7F), *range(0xA1, 0xFF))


@dataclass(frozen=True, slots=True)
class RawText:
    """The text of a file as it stands there, line ends made line feeds.

    Attributes:
        text: The decoded text.
        format: Ending without the dot: ``txt``, ``md``.
        encoding: Encoding that was found, as Python names it.
        starts: Offset into ``text`` at which each place of the file begins, ascending from 0.
        unit: What the places are.
    """

    text: str
    format: str
    encoding: str
    starts: tuple[int, ...]
    unit: Literal["line", "page", "paragraph", "cell"] = "line"

    def place(self, offset: int) -> Place:
        """Place in the file of a character offset into ``text``, counted from 1; O(log n)."""
        if not 0 <= offset <= len(self.text):
            raise IndexError(f"offset {offset} outside of 0..{len(self.text)}")
        return Place(self.unit, bisect_right(self.starts, offset))


def raw_text(content: str, format: str = "txt", encoding: str = "utf-8") -> RawText:
    """Raw text of decoded content, with the lines that an editor would count."""
    content = _PAGE_BREAK.sub("", content.replace("\r\n", "\n").replace("\r", "\n"))
    starts = (0, *(mark.end() for mark in re.finditer("\n", content)))
    return RawText(content.translate(_UNCOUNTED), format, encoding, starts)


def read_file(path: Path) -> RawText:
    """Read a plan.

    Raises:
        ReadError: The file cannot be read as a plan; the message says why and what to do.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise ReadError(f"不支持“{path.suffix or path.name}”这种文件，目前可以读取 {'、'.join(sorted(SUPPORTED))}。")
    return reader(_content(path), path)


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


def _read_plain(content: bytes, path: Path) -> RawText:
    _refuse_other_formats(content)
    text, encoding = _decode(content)
    if not re.search("[^\\s\\0\ufeff\u200b]", text):
        raise ReadError("文件里只有空白，没有文字，请检查是否导出了空文件。")
    return raw_text(text, path.suffix.lower().lstrip("."), encoding)


_READERS: dict[str, Callable[[bytes, Path], RawText]] = {".txt": _read_plain, ".md": _read_plain}

SUPPORTED: frozenset[str] = frozenset(_READERS)
"""Endings of the files that can be read, lower case, with the dot."""


def _refuse_other_formats(content: bytes) -> None:
    if not content:
        raise ReadError("文件为空，请检查是否导出或下载完整。")
    for magic, name in _MAGIC:
        if content.startswith(magic):
            raise ReadError(f"不是文本文件，内容其实是{name}，请打开后另存为 UTF-8 文本（.txt）。")
    if _HTML.match(content):
        raise ReadError("不是纯文本，内容其实是网页，请在浏览器中打开，把正文复制另存为 UTF-8 文本（.txt）。")


def _decode(content: bytes) -> tuple[str, str]:
    """Text and encoding: UTF-8, UTF-16 with its mark, GB18030, either of these with a little lost, anything else."""
    for bom, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if content.startswith(bom):
            text = content[len(bom) :].decode(encoding, "replace")
            return _accept(text, "utf-16", text.count("\ufffd") <= LOST_LIMIT * len(text))
    try:
        return _accept(content.decode("utf-8-sig"), "utf-8", True)
    except UnicodeDecodeError:
        pass
    _refuse_controls(content.decode("latin-1"))
    for encoding, errors in (("gb18030", "strict"), ("utf-8", "replace"), ("gb18030", "replace")):
        try:
            text = content.decode(encoding, errors)
        except UnicodeDecodeError:
            continue
        if _plausible(text):
            return text, encoding
    return _guess(content)


def _guess(content: bytes) -> tuple[str, str]:
    best = from_bytes(content[: 1 << 16]).best()
    if best is not None:
        text = content.decode(best.encoding, "replace")
        if _plausible(text):
            return text, best.encoding
    raise ReadError("认不出文字编码，请用记事本或 WPS 打开后另存为 UTF-8 文本（.txt）。")


def _accept(text: str, encoding: str, sound: bool) -> tuple[str, str]:
    _refuse_controls(text)
    if not sound:
        raise ReadError("文字编码已损坏，请重新导出，另存为 UTF-8 文本（.txt）。")
    return text, encoding


def _refuse_controls(text: str) -> None:
    controls = len(re.findall(r"[\x00-\x08\x0e-\x1f\x7f]", text))
    if controls > CONTROL_LIMIT * len(text):
        raise ReadError("不是文本文件，内容是程序数据，请用原来的软件打开后另存为 UTF-8 文本（.txt）。")


def _plausible(text: str) -> bool:
    """Chinese that a reader would know: few characters lost, most of its Han everyday ones."""
    if text.count("\ufffd") > LOST_LIMIT * len(text):
        return False
    han = re.findall("[\u3400-\u9fff]", text)
    return bool(han) and sum(map(_everyday_anywhere().__contains__, han)) >= COMMON_SHARE * len(han)


@cache
def everyday() -> frozenset[str]:
    """The 3755 everyday characters of level 1 of GB 2312 (simplified)."""
    return frozenset(_decoded(range(0xB0, 0xD8), range(0xA1, 0xFF), "gb2312"))


@cache
def _everyday_anywhere() -> frozenset[str]:
    """Everyday characters and their traditional forms, as far as level 1 of Big5 holds them."""
    traditional = _decoded(range(0xA4, 0xC7), _BIG5_LOWS, "big5")
    forms = zip(traditional, OpenCC("t2s").convert("\n".join(traditional)).split("\n"), strict=True)
    return everyday() | frozenset(old for old, new in forms if new in everyday())


def _decoded(highs: Iterable[int], lows: Iterable[int], encoding: str) -> str:
    lows = tuple(lows)
    return bytes(byte for high in highs for low in lows for byte in (high, low)).decode(encoding, "ignore")
