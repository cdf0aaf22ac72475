"""Page numbers, on lines of their own or, where line ends were lost, between blanks inside a sentence."""

from __future__ import annotations

import re
from itertools import pairwise

from compare.repair.edits import Edit
from compare.repair.lines import drop

SEVERAL = 3
"""Fewer numbers than this are left alone."""

ASCENDING = 0.8
"""Share of steps that must ascend by 1 to 3; a table of contents may begin again at 1, and a leaf may be missing."""

_DASH = "[-–—－―]{1,2}"
_NUMBER = rf"{_DASH} ?(\d{{1,4}}) ?{_DASH}|第 ?(\d{{1,4}}) ?页(?: ?[,，/／]? ?共 ?\d{{1,4}} ?页)?"
_LINE = re.compile(rf"^[ \t\u3000\u00a0]*+(?:{_NUMBER})[ \t\u3000\u00a0]*+$", re.MULTILINE)
# One of the two blanks stays, and is judged with the other blanks.
_INLINE = re.compile(r"(?<=[^\s\d]) (?:— ?(\d{1,4}) ?—)(?= [^\s\d])")


def page_numbers(text: str) -> list[Edit]:
    """Marked page numbers of a text that numbers its pages."""
    lines, inline = list(_LINE.finditer(text)), list(_INLINE.finditer(text))
    edits: list[Edit] = []
    if _ascend([_value(found) for found in lines]):
        edits += drop(text, [found.span() for found in lines], "page")
    if _ascend([_value(found) for found in inline]):
        edits += [Edit(*found.span(), "", "page") for found in inline]
    return sorted(edits)


def _value(found: re.Match[str]) -> int:
    return int(found[found.lastindex or 0])


def _ascend(numbers: list[int]) -> bool:
    steps = [0 < after - before <= 3 for before, after in pairwise(numbers)]
    return len(numbers) >= SEVERAL and sum(steps) >= ASCENDING * len(steps)
