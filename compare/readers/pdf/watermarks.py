"""Watermarks: words across the page that are no part of its text, whatever their size, slant and colour."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from compare.readers.pdf.glyphs import Glyph, GlyphPage

_LARGE = 1.3
"""Sizes of the text from which what stands in one place of many pages is no text."""

_SAME_PLACE = 3.0
"""Points by which a watermark may stand elsewhere on the next page."""

_OFTEN, _SHARE = 2, 0.5
"""Pages on which a dark watermark stands at least, and share of all pages; a pale one stands twice in one place."""

_LEAST, _LONGEST = 2, 60
"""Signs of a watermark."""

_OVERLAP = 0.5
"""Share of a dark watermark's occurrences that other signs stand in."""


class _Run(NamedTuple):
    """Signs that follow each other in the file, of one size and colour on one base line."""

    page: int
    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        return "".join(glyph.char for glyph in self.glyphs if not glyph.char.isspace())


def without_watermarks(sheets: Sequence[GlyphPage]) -> tuple[list[GlyphPage], list[str]]:
    """Take the watermarks out of the pages.

    Returns:
        The pages, and the texts that were taken out.
    """
    runs: defaultdict[str, list[_Run]] = defaultdict(list)
    for number, page in enumerate(sheets):
        for run in _runs(number, page.glyphs):
            if _LEAST <= len(run.text) <= _LONGEST:
                runs[run.text].append(run)
    size = median(glyph.size for page in sheets for glyph in page.glyphs) if any(p.glyphs for p in sheets) else 0.0
    marks = [run for same in runs.values() if _are_marks(same, sheets, size) for run in same]
    if not marks:
        return list(sheets), []
    dropped: defaultdict[int, set[int]] = defaultdict(set)
    for run in marks:
        dropped[run.page].update(map(id, run.glyphs))
    cleaned = [
        page._replace(glyphs=tuple(glyph for glyph in page.glyphs if id(glyph) not in dropped[number]))
        if number in dropped
        else page
        for number, page in enumerate(sheets)
    ]
    return cleaned, [run.text for run in marks]


def _runs(page: int, glyphs: Sequence[Glyph]) -> list[_Run]:
    found: list[list[Glyph]] = []
    for glyph in glyphs:
        last = found[-1][-1] if found else None
        if (
            last
            and abs(last.top - glyph.top) < 0.1 * glyph.size
            and abs(last.size - glyph.size) < 0.1 * glyph.size
            and last.light == glyph.light
            and -glyph.size < glyph.x0 - last.x1 < 2 * glyph.size
        ):
            found[-1].append(glyph)
        else:
            found.append([glyph])
    return [_Run(page, tuple(run)) for run in found]


def _are_marks(runs: list[_Run], sheets: Sequence[GlyphPage], size: float) -> bool:
    """Whether equal runs are watermarks: pale and large or repeated, or dark, often in one place, and in the way."""
    first = runs[0].glyphs[0]
    pages = len({run.page for run in runs})
    same = len({run.page for run in runs if _near(run.glyphs[0], first)})
    pale = all(run.glyphs[0].light for run in runs)
    if pale and (first.size >= _LARGE * size or len(runs) > pages or same >= 2):
        # A pale heading is one all the same, where it stands once and nothing stands in it.
        return len(runs) > 1 or _in_the_way(runs[0], sheets) or first.size >= 2 * size
    if same < max(_OFTEN, _SHARE * len(sheets)):
        return len(runs) > 1 and first.size >= 2 * size and any(_in_the_way(run, sheets) for run in runs)
    return sum(_in_the_way(run, sheets) for run in runs) >= _OVERLAP * len(runs)


def _near(one: Glyph, other: Glyph) -> bool:
    return abs(one.x0 - other.x0) <= _SAME_PLACE and abs(one.top - other.top) <= _SAME_PLACE


def _in_the_way(run: _Run, sheets: Sequence[GlyphPage]) -> bool:
    """Whether other signs of the page stand in the place of a run."""
    own = set(map(id, run.glyphs))
    x0, x1 = run.glyphs[0].x0, run.glyphs[-1].x1
    bottom, top = run.glyphs[0].top, run.glyphs[0].top - 0.8 * run.glyphs[0].size
    return any(
        x0 < (other.x0 + other.x1) / 2 < x1 and top < other.top - 0.35 * other.size < bottom
        for other in sheets[run.page].glyphs
        if id(other) not in own and not other.char.isspace()
    )
