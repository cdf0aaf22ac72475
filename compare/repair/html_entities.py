"""Codes that a web page left in the text: ``&nbsp;``, ``&ldquo;``, ``&#8212;``, ``&amp;quot;``, ``<br/>``, ``<p>``."""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from html.entities import html5

from compare.readers import raw_text
from compare.repair.edits import Edit

# Tags that lay out, with the entities in their addresses. A raised or lowered figure (10<sup>4</sup>) would join the
# number before it, so those tags stay. Entities are escaped once, or again each time the text went through another
# page; the longest names that texts hold are shorter.
_CODE = re.compile(
    r"(?P<end><br\s{0,3}/?>|</(?:p|div|section|center|li|tr|h[1-6])\s{0,3}>(?=[^\S\n]{0,99}\S))"
    r"|</?(?:p|div|span|strong|b|font|section|center|img|a|li|[uo]l|tr|t[dh]|table|tbody|h[1-6])(?:\s[^<>\n]{0,300})?/?>"
    r"|&(?:amp;)*(?P<name>#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,24}\d{0,2});",
    re.IGNORECASE,
)


def page_codes(text: str) -> list[Edit]:
    """Entities as the characters that they stand for, ``<br>`` as a line end, other tags that lay out removed."""
    edits: list[Edit] = []
    if "<" not in text and "&" not in text:
        return edits
    for found in _CODE.finditer(text):
        name = found["name"]
        sign = _meant(name) if name else "\n" if found["end"] else ""
        if sign or not name:
            edits.append(Edit(*found.span(), sign, "code"))
    return edits


def _meant(name: str) -> str:
    """Return the characters of an entity; empty if there is none of that name, or it stands for what no text holds."""
    if not name.startswith("#") and f"{name};" not in html5:
        return ""
    signs = unescape(f"&{name};")
    unfit = any(unicodedata.category(sign) in {"Cc", "Cn", "Co", "Cs"} or sign == "\ufffd" for sign in signs)
    return "" if unfit else raw_text(signs).text
