"""Short ids made of what a thing is, so that a re-run gives the same."""

from __future__ import annotations

import hashlib
import string

# The id of an alignment stands in report.json once for each passage and item: eight signs tell nearly 2 ** 48 things
# apart, as twelve hexadecimal figures do.
_LETTERS, _SIGNS, _REST = string.ascii_letters, string.digits + string.ascii_letters, 7


def short_id(content: str) -> str:
    """Return an id of eight letters and figures for a text that tells what it is an id of.

    A letter stands first: a spreadsheet takes 1234E567 for a number.
    """
    number = int.from_bytes(hashlib.sha256(content.encode("utf-8", "surrogatepass")).digest()[:8])
    rest, first = divmod(number, len(_LETTERS))
    return _LETTERS[first] + "".join(_SIGNS[rest // len(_SIGNS) ** at % len(_SIGNS)] for at in range(_REST))
