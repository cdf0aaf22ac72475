"""The text that a page holds not in its markup but in its data, from which a script would show it.

The information platforms of the governments of Guangdong do so (``window._CONFIG = {DETAIL: {"content": "<p>…"}}``), as
others do: a page saved as it was sent has no other text.
"""

from __future__ import annotations

import json
import re

from compare.errors import ReadError
from compare.readers.html.page import Element, parsed

_LITERAL = re.compile(r'"((?:[^"\\\n]|\\.){300,}+)"')
_FOR_SEARCH_ENGINES = "application/ld+json"


def held_text(root: Element) -> Element | None:
    """The longest text among the strings of a page's own scripts, as a page of its own; ``None`` if there is none."""
    found = (
        literal[1]
        for script in root.iter("script")
        if script.get("type", "") != _FOR_SEARCH_ENGINES
        for literal in _LITERAL.finditer(script.text or "")
    )
    longest = max(found, key=len, default="")
    try:
        text = json.loads(f'"{longest}"')
        return parsed(text if "<" in text else f"<pre>{text}</pre>") if text.strip() else None
    except (json.JSONDecodeError, ReadError):
        return None
