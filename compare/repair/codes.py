"""Codes that a web page left in the text: ``&nbsp;``, ``&ldquo;``, ``&#8212;``, ``&amp;quot;``, ``<br/>``, ``<p>``."""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from html.entities import html5

from compare.read import raw_text
from compare.repair.edits import Edit

# Escaped once, or again each time the text went through another page. The longest names that texts hold are shorter.
_ENTITY = re.compile(r"&(?:amp;)*(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,24}\d{0,2});")
# Tags that lay out. A raised or lowered figure (10<sup>4</sup>) would join the number before it, so those tags stay.
_TAG = re.compile(
    r"(?P<end><br\s{0,3}/?>)|</?(?:p|div|span|strong|b|font|section|center|img|a)(?:\s[^<>\n]{0,300})?/?>",
    re.IGNORECASE,
)


def page_codes(text: str) -> list[Edit]:
    """Entities as the characters that they stand for, ``<br>`` as a line end, other tags that lay out removed."""
    edits = [Edit(*found.span(), sign, "code") for found in _ENTITY.finditer(text) if (sign := _meant(found[1]))]
    edits += [Edit(*found.span(), "\n" if found["end"] else "", "code") for found in _TAG.finditer(text)]
    return sorted(edits)


def _meant(name: str) -> str:
    """The characters of an entity; empty if there is none of that name, or it stands for what no text holds."""
    if not name.startswith("#") and f"{name};" not in html5:
        return ""
    signs = unescape(f"&{name};")
    unfit = any(unicodedata.category(sign) in {"Cc", "Cn", "Co", "Cs"} or sign == "\ufffd" for sign in signs)
    return "" if unfit else raw_text(signs).text
