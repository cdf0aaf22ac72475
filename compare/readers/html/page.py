"""Bytes -> the tree of a page: archive, encoding, markup."""

from __future__ import annotations

import codecs
import re
from email import message_from_bytes
from typing import Any, NamedTuple, TypeAlias

from lxml import etree

from compare.errors import ReadError
from compare.readers.decode import decode

Element: TypeAlias = Any
"""An lxml element; lxml brings no types."""

TAG_LIMIT = 500_000
"""Tags of a page. They take 8 seconds; the largest plan seen has 15,000."""

_PARTS_LIMIT = 200
_HEAD = 4096
_HEADER = re.compile(rb"[A-Za-z-]{2,40}:")
_CHARSET = re.compile(rb"(?:charset|encoding)\s{0,5}=\s{0,5}[\"']?([\w-]{2,30})", re.IGNORECASE)
# Pictures written into the page. libxml2 compares each attribute of a tag with all before it, so that a tag full of
# attributes would take minutes.
_LONG_TAG = re.compile(r"<([A-Za-z][\w:-]{0,50})[^>]{4000,}+")
# libxml2 ends the text at a NUL, and no page shows the others.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
# libxml2 drops what stands behind the end of a page; browsers show it as part of the page.
_PAGE_END = re.compile(r"</(?:body|html)\s{0,9}>", re.IGNORECASE)


class Page(NamedTuple):
    """A page, and its markup, from which its signs are counted without the tree."""

    root: Element
    encoding: str
    markup: str


def pages(content: bytes) -> list[Page]:
    """Return the page, or every page of an archive (one a frame).

    Raises:
        ReadError: No encoding fits, or the markup is not that of a page.
    """
    if _HEADER.match(content):
        return [_page(part, charset) for part, charset in _parts(content)]
    return [_page(content, "")]


def _parts(content: bytes) -> list[tuple[bytes, str]]:
    """Pages of a ``multipart/related`` archive with the charset that each part declares."""
    try:
        walked = list(message_from_bytes(content).walk())
    except RecursionError:
        raise ReadError("网页存档（.mht）嵌套过深，请在浏览器里打开后重新另存为网页。") from None
    found = []
    for part in walked[:_PARTS_LIMIT]:
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload.strip():
                found.append((payload, part.get_content_charset() or ""))
    if not found:
        raise ReadError("网页存档（.mht）里没有网页，请在浏览器里打开后重新另存为网页。")
    return found


def _page(content: bytes, charset: str) -> Page:
    text, encoding = decode(content, charset or _declared(content))
    return Page(parsed(text), encoding, _CONTROLS.sub("", text))


def parsed(text: str) -> Element:
    """Return the root element of a page.

    Raises:
        ReadError: The markup is not that of a page, or has no end.
    """
    if text.count("<") > TAG_LIMIT:
        raise ReadError(f"网页的标签超过 {TAG_LIMIT} 个，不像是规划文本，请只复制正文，另存为 .txt。")
    # A file is no larger than the reader allows, and HTML defines no entities of its own: the parser's limits on size
    # would only cut pages with pictures in them. Its limit on depth (2048) stays.
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        markup = _PAGE_END.sub("", _LONG_TAG.sub(r"<\1 ", _CONTROLS.sub("", text)))
        root = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except etree.ParserError:
        root = None
    if root is None:
        raise ReadError("网页里没有内容，请在浏览器里打开后重新另存为网页，或复制正文另存为 .txt。")
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise ReadError("网页的标签嵌套过深，正文读不全，请在浏览器里打开，复制正文另存为 .txt。")
    return root


def _declared(content: bytes) -> str:
    """Return the charset that the page says it has, if Python knows it."""
    found = _CHARSET.search(content[:_HEAD])
    name = found[1].decode("ascii", "ignore") if found else ""
    try:
        return codecs.lookup(name).name if name else ""
    except LookupError:
        return ""
