"""Lines -> paragraphs: where a line runs over is told by where it ends and the next begins, seldom by their words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median_low
from typing import NamedTuple

from compare.readers.pdf.layout import right_edge
from compare.readers.pdf.lines import GlyphLine

_SLACK, _SLACK_AFTER_STOP = 3.2, 1.6
"""Sizes that a full line may leave empty, beside the room that the first word of the next line would have taken: stops
may not begin a line, and take a character with them. Behind a full stop it is rather the end of a paragraph."""

_LETTER = 0.55
"""Width of a Latin letter or digit, in sizes."""

_INDENT = 1.0
"""Sizes. What begins further in than this begins a paragraph; Chinese texts indent by two."""

_PARTED = 1.3
"""Line pitches. A larger distance parts paragraphs."""

_SAME_SIZE = 0.08
"""Share by which the sizes of lines of one paragraph may differ."""

_BIN = 6.0
"""Points; widths that differ by less are the same."""

_FULL = 0.85
"""Share of the widest lines that full lines reach at least."""

_COVER = 3.0
"""Sizes by which the left margin of a page may differ from that of the others."""

_TITLE_PITCH = 2.2
"""Sizes; the largest distance between the lines of one title."""

_LARGE = 1.12
"""Share of the text's size above which a centred line is a title, that may run over."""

_CENTRED = 1.2
"""Sizes by which the room on both sides of a centred line may differ, and that it leaves on each."""

_WIDE = 0.45
"""Share of the width that a title fills before it runs over."""

_STOP = re.compile(r"[。！？；：!?;:][”’』」）)】]*$")
# A word or number, with the quotation marks around it and what these may not be parted from.
_WORD = re.compile(r"(?:.?[“‘])?[!-~·]{0,40}(?:[”’].?)?")
_NUMBERED = re.compile(
    r"第\s?[〇零一二三四五六七八九十百\d]{1,4}\s?[编篇章节部条]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]"
    r"|专栏|附件|附表|图\s?\d|表\s?\d|[—-]{1,2}[^\d]|[●◆■▲★]"
)


class Margins(NamedTuple):
    """Where the text of a frame begins and ends, and the usual distance of its lines."""

    left: float
    right: float
    pitch: float


def paragraphs(found: Sequence[GlyphLine], size: float) -> Iterator[list[GlyphLine]]:
    """Lines in reading order, grouped by paragraph; pages follow each other without a seam.

    Args:
        found: The lines.
        size: The size in which most of the text is set.
    """
    page = _Setting(size, _margins(found, size), found)
    group: list[GlyphLine] = []
    for line in found:
        if group and page.runs_on(group, line):
            group.append(line)
        else:
            if group:
                yield group
            group = [line]
    if group:
        yield group


def _frame(line: GlyphLine) -> tuple[int, int, int]:
    return line.page, line.frame, line.column


def _margins(found: Sequence[GlyphLine], size: float) -> dict[tuple[int, int, int], Margins]:
    """Margins of every frame: a page's own left margin, since odd and even pages differ; the width that most have."""
    frames: dict[tuple[int, int, int], list[GlyphLine]] = defaultdict(list)
    for line in found:
        frames[_frame(line)].append(line)
    lefts = {key: _left(lines) for key, lines in frames.items()}
    usual = median_low([left for key, left in lefts.items() if not any(key[1:])] or [0.0])
    for key, left in lefts.items():
        # A page of centred lines, as covers are.
        if not any(key[1:]) and left > usual + _COVER * size:
            lefts[key] = usual
    width = _usual_width(
        line.x1 - lefts[_frame(line)]
        for line in found
        if not (line.frame or line.column or line.contents) and abs(line.size - size) <= _SAME_SIZE * size
    )
    pitch = _pitch(found)
    margins = {}
    for key, lines in frames.items():
        own = (max if lines[0].frame else right_edge)([line.x1 for line in lines]) - lefts[key]
        margins[key] = Margins(lefts[key], lefts[key] + (own if any(key[1:]) else width), pitch)
    return margins


def _left(lines: Sequence[GlyphLine]) -> float:
    """Return the leftmost edge at which at least a tenth of the lines begin."""
    edges = sorted(line.x0 for line in lines)
    if lines[0].frame:
        return edges[0]
    for at, edge in enumerate(edges):
        if bisect_right(edges, edge + _BIN / 2) - at >= max(2, 0.1 * len(edges)):
            return edge
    return edges[0]


def _usual_width(widths: Iterable[float]) -> float:
    """Return the width that full lines have: the most common one among the wide ones; stops may hang over the
    margin.
    """
    bins = Counter(round(width / _BIN) for width in widths)
    widest = max((at for at, count in bins.items() if count + bins[at - 1] >= bins.total() / 30), default=0)
    wide = [at for at in bins if at >= _FULL * widest]
    return _BIN * max(wide, key=lambda at: (bins[at] + bins[at - 1], at), default=0)


def _pitch(found: Sequence[GlyphLine]) -> float:
    steps = Counter(
        round(after.top - before.top, 0)
        for before, after in pairwise(found)
        if _frame(before) == _frame(after) and 0 < after.top - before.top < 5 * before.size
    )
    return steps.most_common(1)[0][0] if steps else 0.0


class _Setting:
    """How a text is set: the size of most of it, the margins of its frames, whether paragraphs are indented."""

    def __init__(self, size: float, margins: dict[tuple[int, int, int], Margins], found: Sequence[GlyphLine]) -> None:
        self._size = size
        self._margins = margins
        ends = [(last, line) for last, line in pairwise(found) if not line.frame and self._missing(last) > _SLACK]
        starts = [self._indent(line) for _, line in ends if abs(line.size - size) <= _SAME_SIZE * size]
        self._indented = 2 * sum(start > _INDENT for start in starts) >= len(starts)

    def runs_on(self, group: list[GlyphLine], line: GlyphLine) -> bool:
        """Whether a line continues the paragraph."""
        last = group[-1]
        if (
            last.contents
            or last.parted
            or line.parted
            or bool(last.frame) != bool(line.frame)
            or abs(line.size - last.size) > _SAME_SIZE * last.size
        ):
            return False
        if last.page == line.page and last.column == line.column:
            if last.frame != line.frame or line.top <= last.top:
                return False
            if (self._centred(last) and self._centred(line)) or self._is_title_over(last, line):
                return self._title_runs_on(last, line)
            if line.top - last.top > _PARTED * max(self._of(last).pitch, 1.15 * line.size):
                return self._indent(line) <= _INDENT and self._missing(last) <= 1 and self._title_runs_on(last, line)
        stops = _STOP.search(last.text) is not None
        if self._missing(last) > _unbroken(line.text) + (_SLACK_AFTER_STOP if stops else _SLACK):
            return False
        if self._indent(line) <= _INDENT:
            return not (stops and _NUMBERED.match(line.text))
        return self._block_runs_on(group, line, stops)

    def _is_title_over(self, last: GlyphLine, line: GlyphLine) -> bool:
        """Whether two large lines stand one in the middle below the other, be they wider than the text."""
        apart = abs((last.x0 + last.x1) - (line.x0 + line.x1)) / 2
        narrower = min(line.x0 - last.x0, last.x1 - line.x1) > 0
        return last.size >= _LARGE * self._size and apart < _CENTRED / 2 * line.size and narrower

    def _title_runs_on(self, last: GlyphLine, line: GlyphLine) -> bool:
        margins = self._of(last)
        wide = last.x1 - last.x0 >= _WIDE * (margins.right - margins.left)
        near = line.top - last.top <= _TITLE_PITCH * line.size
        return wide and near and last.size >= _LARGE * self._size and not _NUMBERED.match(line.text)

    def _block_runs_on(self, group: list[GlyphLine], line: GlyphLine, stops: bool) -> bool:
        """Whether an indented line continues a block that is set in as a whole."""
        indent, last = self._indent(line), self._indent(group[-1])
        if indent < self._indent(group[0]) - 1.5 * _INDENT:
            return True
        if abs(indent - last) > 0.5 or _NUMBERED.match(line.text) or self._centred(line):
            return False
        return len(group) > 1 or not (self._indented or stops)

    def _of(self, line: GlyphLine) -> Margins:
        return self._margins[_frame(line)]

    def _missing(self, line: GlyphLine) -> float:
        """Room behind a line, in sizes."""
        return (self._of(line).right - line.x1) / line.size

    def _indent(self, line: GlyphLine) -> float:
        return (line.x0 - self._of(line).left) / line.size

    def _centred(self, line: GlyphLine) -> bool:
        left, right = self._indent(line), self._missing(line)
        return min(left, right) > _CENTRED and abs(left - right) < _CENTRED


def _unbroken(text: str) -> float:
    """Width, in sizes, of what cannot be parted at the beginning of a line."""
    word = _WORD.match(text)
    return sum(_LETTER if char.isascii() else 1.0 for char in word[0]) if word else 0.0
