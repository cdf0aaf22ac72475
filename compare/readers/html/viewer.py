"""The page of a PDF viewer as it was saved: pieces of text laid over the picture of each leaf, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compare.readers.account import Ledger
from compare.readers.html.page import Element
from compare.readers.seams import joined
from compare.text import numbered_rank

_LAYER = re.compile(r"(?:^|\s)textLayer(?:\s|$)")
_TOP = re.compile(r"(?:^|[;\s])top\s{0,3}:\s{0,3}([\d.]{1,12})")
_NUMBER = re.compile(r"[—–\-·•]?\s?\d{1,4}\s?[—–\-·•]?|第\s?\d{1,4}\s?页(?:\s?共\s?\d{1,4}\s?页)?")
_ENDS = frozenset("。；：！？”）…;:!?")
_SHORT = 0.75
"""A line this much shorter than the widest ends its paragraph."""


def is_layer(element: Element) -> bool:
    """Whether an element is the text of a leaf in a PDF viewer (PDF.js and what is made of it)."""
    return _LAYER.search(element.get("class", "")) is not None


def paragraphs(layer: Element, ledger: Ledger) -> list[str]:
    """Return the paragraphs of a leaf, without its number; a heading is one by itself."""
    lines = [line for line in _lines(layer) if line.strip()]
    for at in (-1, 0):
        if lines and _NUMBER.fullmatch(lines[at].strip()):
            ledger.leave_out("page", lines.pop(at))
    widest = max((len(line.strip()) for line in lines), default=0)
    found: list[str] = []
    goes_on = False
    for line in lines:
        text = line.strip()
        if goes_on and not (line[0].isspace() or numbered_rank(text)):
            found[-1] = joined(found[-1], text)
        else:
            found.append(text)
        goes_on = text[-1] not in _ENDS and len(text) >= _SHORT * widest
    return found


def _lines(layer: Element) -> Iterator[str]:
    """Lines of a leaf: parted by breaks, or else by where their pieces stand."""
    breaks = next(layer.iter("br"), None) is not None
    line: list[str] = [layer.text or ""]
    height: str | None = None
    for piece in layer.iter():
        if piece is layer:
            continue
        top = _TOP.search(piece.get("style", ""))
        if piece.tag == "br" or (not breaks and top and top[1] != height):
            yield "".join(line)
            line = []
        height = top[1] if top else height
        line += [piece.text or "", piece.tail or ""]
    yield "".join(line)
