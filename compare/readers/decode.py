"""Bytes -> text: which encoding it is, and whether it is text at all."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Sequence
from functools import cache

from opencc import OpenCC

from compare.errors import ReadError

CONTROL_LIMIT = 0.01
"""Share of control characters above which content is no text; text files hold none, program files some 10 %."""

COMMON_SHARE = 0.75
"""Least share of everyday characters among the Han of a decoded text. Real plans reach 0.98 or more;
decoded as GB18030, random bytes reach 0.55, Big5 0.57, UTF-8 0.2."""

_TELLING, _SURE = 12, 60
"""Han from which their share of everyday ones tells something, and tells it surely: names may be of rare ones."""

_LOST_SHARE = 0.2
"""Share of signs without a meaning from which a text is garbled."""

LOST_LIMIT = 0.01
"""Largest share of undecodable characters that is borne (a file cut or patched in the middle of a character)."""

_PADDING = b"\0" * 8
"""Zeros that end no text, of whatever width its units are."""

_WIDE_SAMPLE = 65_536
_HAN, _LOST = re.compile("[\u3400-\u9fff]"), re.compile("[\ufffd\0-\x1f\x7f-\x9f\ue000-\uf8ff]")
# The mark of UTF-32 begins as that of UTF-16 does.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = {"utf-16-le": 2, "utf-16-be": 2, "utf-32-le": 4, "utf-32-be": 4}
"""Encodings that may have lost their mark, and the bytes of their units."""
_BIG5_LOWS = (*range(0x40, 0x7F), *range(0xA1, 0xFF))


def decode(content: bytes, declared: str = "") -> tuple[str, str]:
    """Text and encoding: UTF-8, UTF-16 and UTF-32, GB18030, either of these with a little lost, anything else.

    Args:
        content: The bytes.
        declared: Encoding that the content says it has; tried where UTF-8 and GB18030 do not fit, since it may lie.
    """
    content = _without_padding(content)
    for bom, encoding in _MARKS:
        if content.startswith(bom):
            text = content[len(bom) :].decode(encoding, "replace")
            return _accept(text, encoding[:6], text.count("\ufffd") <= LOST_LIMIT * len(text))
    if (wide := _wide_without_mark(content)) is not None:
        return wide
    try:
        return _accept(content.decode("utf-8-sig"), "utf-8", True)
    except UnicodeDecodeError:
        pass
    _refuse_controls(content.decode("latin-1"))
    if (mixed := _line_by_line(content)) is not None:
        return mixed
    told = ((declared, "strict"),) if declared else ()
    for encoding, errors in (("gb18030", "strict"), *told, ("utf-8", "replace"), ("gb18030", "replace")):
        try:
            text = content.decode(encoding, errors)
        except (UnicodeError, LookupError):
            continue
        if _plausible(text):
            return text, encoding
    return _guess(content)


def _without_padding(content: bytes) -> bytes:
    """Content without the zeros with which a program has filled its last block; where units are wide, but for those
    that may belong to the last one.
    """
    if not content.endswith(_PADDING) or not (inked := content.rstrip(b"\0\x1a")):
        return content
    unit = next((_WIDE[name] for mark, name in _MARKS if inked.startswith(mark)), 4 if b"\0" in inked else 1)
    return content[: len(inked) + -len(inked) % unit]


def _line_by_line(content: bytes) -> tuple[str, str] | None:
    """Text of which some lines are UTF-8 and others GB18030, as where a page takes in its foot from another program;
    ``None`` where it is all the one or the other, or neither.
    """
    decoded: list[str] = []
    wide = False
    for line in content.split(b"\n"):
        # Short lines may be both: 目录 in GB18030 is Ŀ¼ in UTF-8.
        fits = [(text, name) for name in ("utf-8-sig", "gb18030") if (text := _strictly(line, name)) is not None]
        if not fits:
            return None
        text, name = max(fits, key=lambda fit: _everyday_share(fit[0]))
        if name == "gb18030" and not _plausible(text):
            return None
        wide = wide or (name != "gb18030" and _everyday_share(text) > 0)
        decoded.append(text)
    whole = "\n".join(decoded)
    return (whole, "utf-8") if wide and _plausible(whole) else None


def _everyday_share(text: str) -> float:
    """Share of everyday Han among the signs that are not ASCII."""
    signs = [sign for sign in text if not sign.isascii()]
    return _common(signs) if signs else 0.0


def _strictly(line: bytes, encoding: str) -> str | None:
    try:
        return line.decode(encoding)
    except UnicodeDecodeError:
        return None


def _wide_without_mark(content: bytes) -> tuple[str, str] | None:
    """Text and encoding of UTF-16 or UTF-32 that has lost its mark: line ends and figures in it hold zeros, as in no
    other text.
    """
    if b"\0" not in content[:_WIDE_SAMPLE]:
        return None
    for encoding, unit in _WIDE.items():
        text = content[: len(content) // unit * unit].decode(encoding, "replace")
        controls = len(re.findall(r"[\x00-\x08\x0e-\x1f\x7f]", text))
        if controls <= CONTROL_LIMIT * len(text) and _plausible(text):
            return text, encoding
    return None


def _guess(content: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes  # for what is in no usual encoding

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
    han = _HAN.findall(text)
    return bool(han) and _common(han) >= COMMON_SHARE


def is_garbled(text: str) -> bool:
    """Return whether the signs of a text are not those that were written: lost ones, or Han that nobody writes.

    Too few signs to tell are not garbled.
    """
    inked = "".join(text.split())
    if len(_LOST.findall(inked)) > _LOST_SHARE * len(inked):
        return True
    han = _HAN.findall(inked)
    least = COMMON_SHARE if len(han) >= _SURE else COMMON_SHARE / 2
    return len(han) >= _TELLING and _common(han) < least


def _common(han: Sequence[str]) -> float:
    """Return the share of everyday characters among some Han."""
    return sum(map(_everyday_anywhere().__contains__, han)) / len(han)


@cache
def everyday() -> frozenset[str]:
    """Return the 3755 everyday characters of level 1 of GB 2312 (simplified)."""
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
