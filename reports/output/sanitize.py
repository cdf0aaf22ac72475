"""Names and quotations come from documents that nobody vouches for: what every writer does to them first."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")
# The same where JSON leaves them as they are, in UTF-8.
_IN_UTF8 = re.compile(
    rb"\x7f|\xc2[\x80-\x9f\xad]|\xd8\x9c|\xe1\xa0\x8e|\xe2\x80[\x8b-\x8f\xa8-\xae]|\xe2\x81[\xa0-\xaf]|"
    rb"\xef\xbb\xbf|\xef\xbf[\xb9-\xbb\xbe\xbf]|\xf3\xa0[\x80\x81][\x80-\xbf]"
)
# What Windows takes for a device, whatever ending follows.
_DEVICE = re.compile(r"(?i)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?=\.|$)")
# Most file systems allow 255 bytes; an ending and a sign against collisions must fit in.
_LONGEST, _CUT = 250, 240


def clean(text: str) -> str:
    """Return the text on one line, without control characters, lone surrogates and marks that turn the reading
    direction.
    """
    # Nearly every text is printable as Python has it, and then holds none of them: this is asked a million times.
    return text if text.isprintable() else _CONTROL.sub(" ", _INVISIBLE.sub("", text))


def escaped(document: bytes) -> bytes:
    r"""JSON that says the same and in which such characters stand as ``\uXXXX``: it may be looked at in a terminal."""
    # As in ``clean``: what is printable holds none of them, and asking is far quicker than searching.
    if document.decode("utf-8").isprintable():
        return document
    return _IN_UTF8.sub(lambda found: json.dumps(found[0].decode())[1:-1].encode(), document)


def sound(text: str) -> str:
    """Return the text with ``?`` for lone surrogates (a file name in an unknown encoding), which UTF-8 cannot hold."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def file_name(name: str) -> str:
    """Return a file name without ending, for every system, of an id that may hold anything; a harmless id stays as
    it is.
    """
    name = re.sub(r'[/\\:*?"<>|]', "_", clean(name)).strip()
    name = re.sub(r"^\.+|\.+$", "_", name)
    if _DEVICE.match(name):
        name = f"_{name}"
    if len(name.encode()) > _LONGEST:
        name = name.encode()[:_CUT].decode("utf-8", "ignore")
    return name or "_"


def file_names(ids: Iterable[str]) -> dict[str, str]:
    """Return a file name without ending for each id, no two of which are one on any system."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for id_ in ids:
        name = file_name(id_)
        while name.casefold() in taken:  # Windows and macOS take A.txt for a.txt
            name += "_"
        taken.add(name.casefold())
        names[id_] = name
    return names
