"""The codes of an RTF file (Rich Text Format 1.9.1): groups, control words, and text in the encodings of its fonts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_CODE = re.compile(
    rb"\\(?:([a-zA-Z]{1,32})(-?\d{1,10})?\x20?|'([0-9a-fA-F]{2})|([^a-zA-Z]))|([{}])|([^\\{}\r\n]+)|[\r\n]+"
)
_FONT = re.compile(rb"\\f(\d{1,6})(?:[^\\{}]|\\(?!f\d))*?\\fcharset(\d{1,3})")
_STYLE = re.compile(rb"\{\\s(\d{1,5})([^{}]*)")
_HEADING = re.compile(rb"(?:heading |\\outlinelevel)(\d)", re.IGNORECASE)
_PAGE = re.compile(rb"\\ansicpg(\d{3,5})")
# Character sets of fonts (fcharset) that are more than one byte wide, as Python names their encodings.
_WIDE_SETS = {128: "cp932", 129: "cp949", 134: "gb18030", 136: "cp950"}
_WIDE_PAGES = {"932": "cp932", "949": "cp949", "936": "gb18030", "950": "cp950", "54936": "gb18030"}
_SKIPPED_LIMIT, _FIRST_SIGN = 8, 0x20
_TABLES = 400_000
"""Bytes at the beginning in which the tables of fonts and styles stand."""


class Code(NamedTuple):
    r"""A piece of the file.

    Attributes:
        kind: ``open`` and ``close`` of a group, ``text``, ``word``.
        text: The text, or the control word.
        number: The number behind a control word.
        optional: A program that does not know the word may pass over its group (``\*``).
    """

    kind: str
    text: str = ""
    number: int | None = None
    optional: bool = False


class Fonts:
    """Encodings of the fonts of a file, and the levels of its heading styles."""

    def __init__(self, content: bytes) -> None:
        """Look through the tables at the beginning of a file."""
        head = content[:_TABLES]
        sets = ((int(found[1]), int(found[2])) for found in _FONT.finditer(head))
        self._wide = {number: _WIDE_SETS[kind] for number, kind in sets if kind in _WIDE_SETS}
        page = _PAGE.search(head)
        named = page[1].decode() if page else "936"
        self._otherwise = _WIDE_PAGES.get(named) or next(iter(self._wide.values()), "") or _known(f"cp{named}")
        self.headings: dict[int, int] = {}
        for style in _STYLE.finditer(head[head.find(b"\\stylesheet") :] if b"\\stylesheet" in head else b""):
            if level := _HEADING.search(style[2]):
                outline = level[0].startswith(b"\\")
                self.headings[int(style[1])] = int(level[1]) - (0 if outline else 1)

    def decode(self, content: bytes, font: int | None) -> str:
        """Return the text of some bytes: in the encoding of their font if that is a wide one, else of the file."""
        return content.decode(self._wide.get(font if font is not None else -1, self._otherwise), "replace")


def _known(name: str) -> str:
    try:
        "".encode(name)
    except LookupError:
        return "gb18030"
    return name


def codes(content: bytes, fonts: Fonts) -> Iterator[Code]:
    """Yield the codes of a file; the bytes of a text may stand in several."""
    scanner = _Scanner(fonts)
    at = 0
    while found := _CODE.match(content, at):
        at = found.end()
        if found[2] and found[1] == b"bin":
            at += max(0, int(found[2]))
        elif not scanner.takes_bytes(found):
            yield from scanner.text()
            yield from scanner.code(found)
    yield from scanner.text()


class _Scanner:
    """What holds at a place of the file: font, signs to be skipped, bytes of a text that is not done."""

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts
        self._held = bytearray()
        self._font: int | None = None
        self._stack: list[tuple[int | None, int]] = []
        self._skipped, self._left = 1, 0
        self._optional = False
        self._high = 0

    def takes_bytes(self, found: re.Match[bytes]) -> bool:
        """Take bytes of a text, those left out that stand in for a Unicode sign before them; whether they were some."""
        _, _, pair, sign, _, text = found.groups()
        if pair is None and text is None and sign != b"\\":
            return False
        piece = bytes.fromhex(pair.decode()) if pair is not None else text if text is not None else sign
        dropped = min(self._left, len(piece))
        self._left -= dropped
        self._held += piece[dropped:]
        return True

    def text(self) -> Iterator[Code]:
        """Yield the text whose bytes were taken."""
        if self._held:
            yield Code("text", self._fonts.decode(bytes(self._held), self._font))
            self._held.clear()

    def code(self, found: re.Match[bytes]) -> Iterator[Code]:
        """Yield what a code says that is no text."""
        word, number, _, sign, brace, _ = found.groups()
        if sign == b"*":
            self._optional = True
            return
        optional, self._optional, self._left = self._optional, False, 0
        if brace == b"{":
            self._stack.append((self._font, self._skipped))
            yield Code("open")
        elif brace == b"}":
            self._font, self._skipped = self._stack.pop() if self._stack else (self._font, self._skipped)
            yield Code("close")
        elif sign is not None:
            yield Code("word", "par" if sign in b"\r\n" else sign.decode("latin-1"))
        elif word is not None:
            yield from self._word(word.decode(), int(number) if number else None, optional)

    def _word(self, word: str, number: int | None, optional: bool) -> Iterator[Code]:
        if word == "u" and number is not None:
            self._left = self._skipped
            if sign := self._sign(number & 0xFFFF):
                yield Code("text", sign)
        elif word == "uc" and number is not None:
            self._skipped = min(max(number, 0), _SKIPPED_LIMIT)
        elif word == "f":
            self._font = number
        else:
            yield Code("word", word, number, optional)

    def _sign(self, unit: int) -> str:
        """Return the sign of a UTF-16 unit, of a pair with its second one; empty for what no text holds."""
        if 0xD800 <= unit < 0xDC00:
            self._high = unit
            return ""
        if 0xDC00 <= unit < 0xE000:
            high, self._high = self._high, 0
            return chr(0x10000 + ((high - 0xD800) << 10) + unit - 0xDC00) if high else ""
        return chr(unit) if unit >= _FIRST_SIGN else ""
