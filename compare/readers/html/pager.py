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
# A field in which the page to be shown is chosen.
_CHOICE = re.compile(r"第?\s{0,9}(\d{1,4})\s{0,9}页?|第\s{0,9}([一二三四五六七八九十]{1,3})\s{0,9}页")


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
    return "" if any(map(_chooses_first, root.iter("select"))) else None


def _chooses_first(field: Element) -> bool:
    """Whether pages are chosen in a field, and the last one is not shown."""
    options = list(field.iter("option"))
    pages = [_CHOICE.fullmatch("".join(option.itertext()).strip()) for option in options]
    named = all(pages) and any("页" in found[0] for found in pages if found)
    return len(pages) > 1 and named and "selected" not in options[-1].attrib


def is_pager(element: Element) -> bool:
    """Whether an element only leads to other pages of the same text."""
    text = "".join(element.itertext())
    return len(text) <= 2 * _LONGEST and _TURNS.search(text) is not None and _PAGER.fullmatch(text) is not None
