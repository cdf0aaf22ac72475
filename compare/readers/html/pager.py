"""Signs that a saved page is one of several: links to the next page, the calls by which a site's program makes them."""

from __future__ import annotations

import re
from urllib.parse import unquote

from compare.readers.html.page import Element

_EDGE = r"[\s\[\]【】<>＜＞»›·]*"
_NEXT = re.compile(rf"{_EDGE}(?:下一?页|后一?页|(?:余下|阅读|查看|展开)全文|next(?: page)?){_EDGE}", re.IGNORECASE)
_WORD = (
    r"(?:[上下前后]一?页|[首尾末]页|[第共]\s{0,9}\d{1,9}\s{0,9}页|(?:当前)?第?\s{0,9}\d{1,9}\s{0,9}/\s{0,9}共?\s{0,9}\d{1,9}\s{0,9}页?|当前"
    r"|(?:跳转|转|跳|前往)?[到至]?第?\s{0,9}\d{0,9}\s{0,9}页|跳转到?|转到|前往|确定|共\s{0,9}\d{1,9}\s{0,9}[条篇]|GO|余下全文)"
)
_PAGER = re.compile(rf"(?:{_WORD}|[\s\d\[\]【】<>＜＞«»‹›|｜·….,，、])++", re.IGNORECASE)
_TURNS = re.compile(r"[上下前后]一?页|余下全文|共\s*\d+\s*页")
# createPageHTML(pages, this page from 0, name, ending), of the program that many government sites are made with (TRS).
_NAME = r"\s*,\s*[\"']([^\"']{1,200})[\"']"
_CALL = re.compile(rf"createPageHTML\(\s*(\d{{1,4}})\s*,\s*(\d{{1,4}}){_NAME}{_NAME}")
_LONGEST = 120


def next_page(root: Element) -> str | None:
    """Return the address of the page that follows, as written in the page; empty if it has none; ``None`` if no page
    is said to follow.
    """
    for script in root.iter("script"):
        if call := _CALL.search(script.text or ""):
            pages, this, name, ending = int(call[1]), int(call[2]), call[3], call[4]
            if this + 1 < pages:
                return f"{name}_{this + 1}.{ending}"
    for link in root.iter("a"):
        if _NEXT.fullmatch("".join(link.itertext())):
            address = (link.get("href") or "").strip()
            return "" if address.lower().startswith(("#", "javascript:")) else unquote(address)[:_LONGEST]
    return None


def is_pager(element: Element) -> bool:
    """Whether an element only leads to other pages of the same text."""
    text = "".join(element.itertext())
    return len(text) <= 2 * _LONGEST and _TURNS.search(text) is not None and _PAGER.fullmatch(text) is not None
