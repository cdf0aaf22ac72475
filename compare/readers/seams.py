"""What belongs between two pieces of a text that a layout has parted, and which raised signs refer to notes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from compare.text import is_figure

REPEATED = 8
"""Characters of a cell over several rows (%, 约束性) that is written in each of them; a longer one is a text."""

_YEAR = re.compile(r"(?:19|20)\d\d")
_BLANK = re.compile(r"\s+")
_WORD_END, _WORD_START = re.compile(r"[A-Za-z0-9%,.;:!?)]$"), re.compile(r"[A-Za-z(]")
_HYPHENATED = re.compile(r"[a-z]-$")

# [1], ①, or a bare number: behind Han or a closing mark, but 米 and 里 take an exponent; behind a sign of per cent;
# behind a word of letters (GDP, not m or km); behind a figure, unless that is the 10 of a power.
_MARK = re.compile(r"\s*(?:[\[［〔【(（]\s*(?:\d{1,3}|注\s?\d{0,3})\s*[\]］〕】)）]|[①-⑳]|[*＊†])\s*")
_BARE_MARK = re.compile(r"\s*\d{1,3}(?:\s*[,，、\-–—~]\s*\d{1,3}){0,4}\s*")
_AFTER_WORD = re.compile(
    "(?:[\u3400-\u9fff”’》）】。，；、：%％‰℃](?<![米里])|[A-Z]{2}|[a-z]{4}|[0-9０-９](?<!(?<![0-9.０-９])10))$"
)


def holds_data(cells: Iterable[str]) -> bool:
    """Whether a row of a table holds a value or a sentence, as the rows of its head do not: years are none."""
    return any(_is_value(_BLANK.sub("", cell)) or cell.endswith(("。", "；")) for cell in cells)


def _is_value(cell: str) -> bool:
    return is_figure(cell) and not _YEAR.fullmatch(cell)


def joined(left: str, right: str) -> str:
    """Two pieces of a sentence in one: a blank only between Latin words, a hyphen at the seam taken out."""
    left, right = left.rstrip(), right.lstrip()
    if _HYPHENATED.search(left) and right[:1].islower():
        return left[:-1] + right
    if _WORD_END.search(left) and _WORD_START.match(right):
        return f"{left} {right}"
    return left + right


def is_note_mark(raised: str, before: str) -> bool:
    """Whether a raised sign refers to a note, as no exponent does.

    Args:
        raised: The sign.
        before: The text before it, or its end.
    """
    return bool(_MARK.fullmatch(raised) or (_BARE_MARK.fullmatch(raised) and _AFTER_WORD.search(before.rstrip())))
