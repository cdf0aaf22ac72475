"""Blanks that a PDF left inside sentences: ``经济 实力显著增强 。``, ``2035 年``, ``二 〇 三五年``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from compare.repair.edits import Edit
from compare.repair.han import BLANK, HAN
from compare.repair.stray_spaces import NUMERALS, Blank, Sort, SpacedLine, blanks, lines_with_blanks

STRAY = 5
STRAY_SHARE = 1 / 5000
"""A text is damaged if so many blanks, and so large a share of its characters, stand between Han or before a stop
inside sentences. Of 204 clean work reports none has more than 2 (slogans and names not counted); 连州 has 1 in 1200."""

LOPSIDED = 10
LOPSIDED_SHARE = 0.5
"""It is damaged too if blanks stand after numbers and not before them (``到2025 年``), or the other way round: so
many more, and so much larger a share of the seams. Blanks on both sides are a style."""

STYLED_SHARE = 0.5
"""Share of the seams between numbers and Han that are spaced, on either side, where that is the style."""

_TIGHT_BEFORE = re.compile(f"(?<=[{HAN}])[0-9]")
_TIGHT_AFTER = re.compile(f"[0-9](?=[{HAN}])")
# In a heading or a row of a table only blanks inside a date are certain to be defects.
_DATE = re.compile(
    rf"(?<=\d)[{BLANK}]{{1,2}}(?=[年月日])|(?<=[年月])[{BLANK}]{{1,2}}(?=\d{{1,2}}[{BLANK}]{{0,2}}[月日])"
    rf"|(?<=[{NUMERALS}])[{BLANK}](?=[〇○])|(?<=[〇○])[{BLANK}](?=[{NUMERALS}])"
)


# As the cells of a table set them wide; nothing else is written so.
_WIDE = rf"[{BLANK}\u3000]{{1,2}}"
_KIND_SET_WIDE = re.compile(f"约{_WIDE}束{_WIDE}性|预{_WIDE}期{_WIDE}性")
_BLANKS = re.compile(_WIDE)


class Manner(NamedTuple):
    """How a text is written.

    Attributes:
        damaged: It holds stray blanks.
        lopsided: Numbers are parted from Han on one side only.
        spaced: Numbers are parted from Han on both sides, as a style.
    """

    damaged: bool
    lopsided: bool
    spaced: bool


def kinds_set_wide(text: str) -> list[Edit]:
    """Return the blanks inside 约 束 性 and 预 期 性."""
    words = _KIND_SET_WIDE.finditer(text)
    return [Edit(*gap.span(), "", "space") for word in words for gap in _BLANKS.finditer(text, *word.span())]


def stray_spaces(text: str) -> list[Edit]:
    """Blanks inside the sentences and dates of a damaged text; nothing in another."""
    lines = list(lines_with_blanks(text))
    found = [blank for line in lines for blank in blanks(line)]
    manner = _manner(text, found)
    if not manner.damaged:
        return []
    defects = {Sort.HAN, Sort.BEFORE_STOP, Sort.BESIDE_MARK}
    if not manner.spaced:
        defects |= {Sort.AFTER_NUMBER, Sort.BEFORE_NUMBER}
    if manner.lopsided:
        # Latin words are often parted from Han in clean texts; here the blanks beside them are like the others.
        defects.add(Sort.BESIDE_LATIN)
    spans = {(blank.start, blank.end) for blank in found if blank.sort in defects}
    if not manner.spaced:
        spans |= _in_dates(lines)
    return [Edit(*span, "", "space") for span in sorted(spans)]


def _in_dates(lines: Sequence[SpacedLine]) -> set[tuple[int, int]]:
    return {
        (line.start + blank.start(), line.start + blank.end()) for line in lines for blank in _DATE.finditer(line.text)
    }


def manner_of(text: str) -> Manner:
    """How a text is written."""
    return _manner(text, [blank for line in lines_with_blanks(text) for blank in blanks(line)])


def _manner(text: str, found: Sequence[Blank]) -> Manner:
    if not found:
        return Manner(False, False, False)
    count = Counter(blank.sort for blank in found)
    stray = count[Sort.HAN] + count[Sort.BEFORE_STOP]
    before, after = count[Sort.BEFORE_NUMBER], count[Sort.AFTER_NUMBER]
    share_before = before / max(1, before + len(_TIGHT_BEFORE.findall(text)))
    share_after = after / max(1, after + len(_TIGHT_AFTER.findall(text)))
    lopsided = abs(before - after) >= LOPSIDED and abs(share_before - share_after) >= LOPSIDED_SHARE
    damaged = lopsided or (stray >= STRAY and stray >= STRAY_SHARE * len(text))
    return Manner(damaged, lopsided, min(share_before, share_after) >= STYLED_SHARE)
