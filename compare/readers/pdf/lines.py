"""Glyphs -> lines, raised note marks taken out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from compare.readers.formulas import raised as exponent
from compare.readers.pdf.glyphs import Glyph
from compare.readers.seams import is_note_mark

_SCRIPT = 0.84
"""Raised and lowered signs are no larger than this share of the others; browsers make them 5/6 of it."""

_RAISED = 0.12
"""Share of the size by which a note mark stands above the base line."""

_APART, _ALSO_APART = 3.0, 1.5
"""Sizes. A wider gap parts columns, and narrower ones do so in the same line."""

_WORD_GAP, _WIDE_GAP = 0.19, 0.9
"""Sizes. Gaps that a blank stands for: between Latin letters, and between Han of a line that is not stretched to the
margin; between others, where typesetters part numbers and stops by less."""

_STRETCHED = 0.02
"""Sizes by which the signs of a stretched line are parted."""

_NARROW, _HAN = re.compile(r"[!-~]{2}"), re.compile("[\u3400-\u9fff]{2}")
_PAGE = re.compile(r"(\d{1,4})[-—–\s]{0,4}$")
_DOTS, _LEAST_DOTS = ".．·•…‥⋯﹒", 4
_LED = "…………"
"""How dots that lead to a page number are written, whatever signs stand there: so that the outline knows them."""

_LONGEST = 2000
"""Glyphs of a line that is pieced together; real ones have 200."""

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\xad": "-"})


class GlyphLine(NamedTuple):
    """A line of a page.

    Attributes:
        text: Its text, without blanks at the ends.
        x0, x1: Where its first sign begins and its last one ends.
        top: That of its base line.
        size: Size of most of its signs.
        page: Number of the page, counted from 0.
        frame: Number of the box on the page in which it stands, 0 for none.
        marks: Note marks that were taken out of it.
        column: Number of the column on the page in which it stands, 0 where there are none.
        left: Signs that stand there and not in its text: the marks, the dots that lead to a number.
    """

    text: str
    x0: float
    x1: float
    top: float
    size: float
    page: int
    frame: int = 0
    marks: int = 0
    column: int = 0
    left: str = ""

    @property
    def parted(self) -> bool:
        """Whether it is parted by columns, as the rows of tables without ruling lines are."""
        return "\t" in self.text

    @property
    def contents(self) -> bool:
        """Whether dots lead to a page number."""
        return _LED in self.text and _PAGE.search(self.text) is not None


def lines(glyphs: Sequence[Glyph], page: int, frame: int = 0, column: int = 0) -> list[GlyphLine]:
    """Return the lines of a page, or of a box or a column on it, in reading order."""
    segments: list[list[Glyph]] = []
    for glyph in glyphs:
        if segments and _continues(segments[-1], glyph):
            segments[-1].append(glyph)
        elif not glyph.char.isspace():
            segments.append([glyph])
    made = [line for segment in _merged(segments) if (line := _line(segment, page, frame, column))]
    return _in_order(list(dict.fromkeys(made)))


def _continues(segment: list[Glyph], glyph: Glyph) -> bool:
    last = segment[-1]
    size = max(last.size, glyph.size)
    script = min(last.size, glyph.size) <= _SCRIPT * size
    return abs(glyph.top - last.top) <= (0.6 if script else 0.3) * size and (
        -size < glyph.x0 - last.x1 <= _APART * size
    )


def _merged(segments: list[list[Glyph]]) -> list[list[Glyph]]:
    """Segments that stand side by side on one base line and follow each other in the file, in one."""
    merged: list[list[Glyph]] = []
    on_line: defaultdict[int, list[int]] = defaultdict(list)
    for segment in segments:
        band = round(segment[0].top)
        near = [at for level in (band - 1, band, band + 1) for at in on_line[level]]
        holed = (at for at in reversed(near) if _fills(merged[at], segment))
        if merged and len(merged[-1]) < _LONGEST and _beside(merged[-1], segment):
            at = len(merged) - 1
        elif (found := next(holed, None)) is not None:
            at = found
        else:
            on_line[band].append(len(merged))
            merged.append(segment)
            continue
        merged[at] = sorted([*merged[at], *segment], key=lambda glyph: glyph.x0)
    return merged


def _beside(one: list[Glyph], other: list[Glyph]) -> bool:
    """Whether two pieces of one base line stand side by side, or each in the gaps of the other."""
    if abs(one[0].top - other[0].top) > 0.3 * max(one[0].size, other[0].size):
        return False
    whole = sorted((glyph.x0, glyph.x1, piece) for piece, glyphs in enumerate((one, other)) for glyph in glyphs)
    slack = 0.3 * one[0].size
    # A sign of full width may be half empty, as quotation marks are.
    return all(
        piece == next_piece or x1 <= x0 + max(slack, 0.55 * (x1 - left))
        for (left, x1, piece), (x0, _, next_piece) in pairwise(whole)
    )


def _fills(line: list[Glyph], piece: list[Glyph]) -> bool:
    """Whether a piece fills a gap of a line, or stands close to its end: producers may draw font by font."""
    room = max(line[0].size, piece[0].size)
    x0, x1 = min(glyph.x0 for glyph in piece), max(glyph.x1 for glyph in piece)
    left, right = min(glyph.x0 for glyph in line), max(glyph.x1 for glyph in line)
    return len(line) < _LONGEST and x0 < right + room and x1 > left - room and _beside(line, piece)


def _line(segment: list[Glyph], page: int, frame: int, column: int) -> GlyphLine | None:
    inked = [glyph for glyph in segment if not glyph.char.isspace()]
    size = Counter(round(glyph.size, 1) for glyph in inked).most_common(1)[0][0]
    top = Counter(round(glyph.top, 1) for glyph in inked if glyph.size > _SCRIPT * size).most_common(1)[0][0]
    kept, marks = _without_marks(segment, size, top)
    text = _spaced(kept).translate(_LIGATURES).strip() if kept else ""
    if not text:
        return None
    x0, x1 = min(glyph.x0 for glyph in inked), max(glyph.x1 for glyph in inked)
    led = _led(text)
    left = Counter("".join(glyph.char for glyph in inked).translate(_LIGATURES)) - Counter(led)
    return GlyphLine(led, x0, x1, top, size, page, frame, marks, column, "".join(left.elements()))


def _led(text: str) -> str:
    """Return the line of a contents list with its dots in one manner; another line as it is."""
    number = _PAGE.search(text[-8:])
    if not number:
        return text
    before = text[: len(text) - len(number[0])].rstrip(" -—–")
    entry = before.rstrip(_DOTS + " \t")
    dots = sum(2 if sign == "…" else sign in _DOTS for sign in before[len(entry) :])
    return f"{entry}{_LED}{number[1]}" if dots >= _LEAST_DOTS else text


def _without_marks(segment: list[Glyph], size: float, top: float) -> tuple[list[Glyph], int]:
    kept: list[Glyph] = []
    raised: list[Glyph] = []
    marks = 0
    for glyph in [*segment, None]:
        if glyph and glyph.size <= _SCRIPT * size and glyph.top < top - _RAISED * size:
            raised.append(glyph)
            continue
        if raised:
            before = "".join(other.char for other in kept[-4:])
            if is_note_mark("".join(other.char for other in raised), before):
                marks += 1
            else:
                small = exponent("".join(other.char for other in raised))
                kept += [other._replace(char=sign) for other, sign in zip(raised, small, strict=True)]
            raised = []
        if glyph:
            kept.append(glyph)
    return kept, marks


def _spaced(glyphs: list[Glyph]) -> str:
    """Return the text of glyphs, with a blank where a gap stands for one, and a tab between columns."""
    gaps = [(after.x0 - before.x1) / max(before.size, after.size) for before, after in pairwise(glyphs)]
    stretched = median(gaps) > _STRETCHED if gaps else False
    apart = _ALSO_APART if max(gaps, default=0.0) > _APART else _APART
    pieces = [glyphs[0].char]
    for gap, last, glyph in zip(gaps, glyphs, glyphs[1:], strict=False):
        if not (last.char.isspace() or glyph.char.isspace()):
            pair = last.char + glyph.char
            narrow = _NARROW.fullmatch(pair) or (not stretched and _HAN.fullmatch(pair))
            pieces.append("\t" if gap > apart else " " if gap > (_WORD_GAP if narrow else _WIDE_GAP) else "")
        pieces.append(glyph.char)
    return "".join(pieces)


def _in_order(found: list[GlyphLine]) -> list[GlyphLine]:
    """From top to bottom where the file's own order leaps about; else as in the file, column by column."""
    leaps = sum(after.top < before.top - before.size for before, after in zip(found, found[1:], strict=False))
    return sorted(found, key=lambda line: (line.top, line.x0)) if leaps > 0.2 * len(found) + 2 else found
