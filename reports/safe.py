"""Names and quotations come from documents that nobody vouches for: what every writer does to them first."""

from __future__ import annotations

import re

_INVISIBLE = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")


def clean(text: str) -> str:
    """The text on one line, without control characters, lone surrogates and marks that turn the reading direction."""
    # Nearly every text is printable as Python has it, and then holds none of them: this is asked a million times.
    return text if text.isprintable() else _CONTROL.sub(" ", _INVISIBLE.sub("", text))


def file_name(name: str) -> str:
    """A file name, on every system, for an id that may hold anything; a harmless id stays as it is."""
    name = re.sub(r'[/\\:*?"<>|]', "_", clean(name)).strip()
    return re.sub(r"^\.+|\.+$", "_", name) or "_"
