"""The signs of a page by their place: what stands in a rectangle, on a base line, where lines begin."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cached_property
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from compare.readers.pdf.glyphs import Glyph, GlyphPage

Places = NDArray[np.float64]
# What is looked through is a little wider than what is counted, whatever adding rounds.
_WIDER = 1.01


class PageSigns:
    """The signs of a page that are no blanks, put in order when they are first asked for.

    One question takes the square of the logarithm of their number, so that a page may be asked about each of its signs.
    """

    def __init__(self, page: GlyphPage) -> None:
        self._page = page
        self._rows: dict[tuple[float, float], Counter[str]] = {}

    @cached_property
    def _signs(self) -> list[Glyph]:
        return [glyph for glyph in self._page.glyphs if not glyph.char.isspace()]

    @cached_property
    def _placed(self) -> tuple[Places, list[Places]]:
        """Heights of the middles of the signs, ascending; and where these middles are from left to right, in the order
        of their heights: each by itself, then 2, 4, 8 … of them put in order.
        """
        heights = np.array([height_of(glyph) for glyph in self._signs])
        order = np.argsort(heights, kind="stable")
        level = np.full((1 << max(0, len(order) - 1).bit_length(), 1), np.inf)
        level[: len(order), 0] = np.array([middle_of(glyph) for glyph in self._signs])[order]
        levels = [level]
        while len(level) > 1:
            level = np.sort(level.reshape(len(level) // 2, -1), axis=1)
            levels.append(level)
        return heights[order], levels

    def within(self, x0: float, x1: float, top: float, bottom: float) -> int:
        """Count the signs whose middle stands in a rectangle, its edges left out."""
        heights, levels = self._placed
        first, last = int(heights.searchsorted(top, "right")), int(heights.searchsorted(bottom, "left"))
        found = 0
        for level in levels:
            if first >= last:
                break
            if first % 2:
                found += _between(level[first], x0, x1)
                first += 1
            if last % 2:
                last -= 1
                found += _between(level[last], x0, x1)
            first, last = first // 2, last // 2
        return found

    @cached_property
    def _by_top(self) -> tuple[list[Glyph], list[float]]:
        signs = sorted(self._signs, key=lambda glyph: glyph.top)
        return signs, [glyph.top for glyph in signs]

    def on_line(self, top: float, reach: float) -> Counter[str]:
        """Count the signs whose base line is nearer to one than a reach."""
        if (top, reach) not in self._rows:
            signs, tops = self._by_top
            some = signs[bisect_left(tops, top - _WIDER * reach) : bisect_right(tops, top + _WIDER * reach)]
            self._rows[top, reach] = Counter(glyph.char for glyph in some if abs(glyph.top - top) < reach)
        return self._rows[top, reach]

    @cached_property
    def _lines(self) -> tuple[list[int], list[float]]:
        """Base lines in whole points, and where each begins, each ascending."""
        starts: dict[int, float] = {}
        for glyph in self._signs:
            top = round(glyph.top)
            starts[top] = min(starts.get(top, glyph.x0), glyph.x0)
        return sorted(starts), sorted(starts.values())

    def lines_above(self, top: float) -> int:
        """Count the base lines above a place."""
        return bisect_left(self._lines[0], top)

    def lines_below(self, top: float) -> int:
        """Count the base lines below a place."""
        return len(self._lines[0]) - bisect_right(self._lines[0], top)

    def are_lines_from(self, x0: float, reach: float, many: int) -> bool:
        """Whether so many base lines begin nearer to a place than a reach."""
        starts = self._lines[1]
        some = range(bisect_left(starts, x0 - _WIDER * reach), bisect_right(starts, x0 + _WIDER * reach))
        near = (at for at in some if abs(starts[at] - x0) < reach)
        return next(islice(near, many - 1, None), None) is not None


def _between(places: Places, x0: float, x1: float) -> int:
    return max(0, int(places.searchsorted(x1, "left")) - int(places.searchsorted(x0, "right")))


def middle_of(glyph: Glyph) -> float:
    """Return the middle of a sign from left to right."""
    return (glyph.x0 + glyph.x1) / 2


def height_of(glyph: Glyph) -> float:
    """Return the height of the middle of a sign."""
    return glyph.top - 0.35 * glyph.size
