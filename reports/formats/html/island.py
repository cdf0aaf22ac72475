"""The rows of a page's script as they stand in the page."""

from __future__ import annotations

import base64
import json
import zlib
from typing import Any

from reports.output import clean

PLAIN = "application/json"
"""Media type of rows that stand in the page as they are."""
PACKED = "application/zlib"
"""Media type of rows that were made small: zlib (RFC 1950) in base64."""
PACKED_FROM = 4_000_000
"""Bytes from which on rows are packed. A page of 40 plans has 13 MB of them, which become 5.5 MB; below, the page stays
one that any tool can search."""


def inline(value: Any) -> str:
    """JSON that cannot end the script element that holds it."""
    text = clean(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def island(value: Any) -> tuple[str, str]:
    """Return the media type and the content of the script element that holds rows."""
    text = inline(value)
    data = text.encode("utf-8", "replace")
    return (PLAIN, text) if len(data) < PACKED_FROM else (PACKED, base64.b64encode(zlib.compress(data)).decode())
