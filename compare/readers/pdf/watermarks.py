"""Watermarks: words across the page that are no part of its text, whatever their size, slant and colour."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from compare.readers.pdf.glyphs import Glyph, GlyphPage
from compare.readers.pdf.page_signs import PageSigns, height_of, middle_of

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


_LOOSE = 0.6
"""Share of a watermark's occurrences that stand in the way, or alone on their base line in the midst of a page."""

_TILES, _PAGES = 3, 3
"""Copies of a watermark on a page that are laid out as tiles, and pages on which one of the text's size stands."""

_EDGE = 2
"""Base lines at the top and at the bottom of a page between which a watermark stands."""

_CROSSED = 3
"""Signs that a dark watermark crosses at least where it stands but once."""


_NEXT_LINE = 1.8
"""Sizes of a sign below its base line in which the next line of a cell stands."""

_SENTENCE = re.compile("[，。；：！？]")


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
    signs = list(map(PageSigns, sheets))
    marks = [run for same in runs.values() if _are_marks(same, signs, size) for run in same]
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


def _are_marks(runs: list[_Run], signs: Sequence[PageSigns], size: float) -> bool:
    """Whether equal runs are watermarks: pale and large or repeated, or dark, often in one place, and in the way."""
    first = runs[0].glyphs[0]
    pages = len({run.page for run in runs})
    same = len({run.page for run in runs if _near(run.glyphs[0], first)})
    pale = all(run.glyphs[0].light for run in runs)
    if pale and (first.size >= _LARGE * size or len(runs) > pages or same >= 2):
        # A pale heading is one all the same, where it stands once and nothing stands in it.
        return len(runs) > 1 or _crossed(runs[0], signs) > 0 or first.size >= 2 * size
    if len(runs) == 1:
        return first.size >= 2 * size and _crossed(runs[0], signs) >= _CROSSED
    if _are_tiles(runs, signs, pages):
        return True
    if same < max(_OFTEN, _SHARE * len(signs)):
        return first.size >= 2 * size and any(_crossed(run, signs) for run in runs)
    crossing = sum(_crossed(run, signs) > 0 for run in runs)
    loose = sum(_in_midst(run, signs) or _crossed(run, signs) > 0 for run in runs) if same >= _PAGES else 0
    return crossing >= _OVERLAP * len(runs) or loose >= _LOOSE * len(runs)


def _are_tiles(runs: list[_Run], signs: Sequence[PageSigns], pages: int) -> bool:
    """Whether equal runs stand side by side all over their pages, where the cells of a table would have others beside
    them.
    """
    rows = Counter((run.page, round(run.glyphs[0].top)) for run in runs)
    beside = sum(count for count in rows.values() if count > 1)
    if len(runs) < _TILES * pages or beside < _LOOSE * len(runs):
        return False
    text = runs[0].text
    loose = sum(
        _crossed(run, signs) > 0 or not (_others_beside(run, signs, text) or _goes_on(run, signs)) for run in runs
    )
    return loose >= _LOOSE * len(runs)


def _goes_on(run: _Run, signs: Sequence[PageSigns]) -> bool:
    """Whether a line begins under the first sign of a run: it is a cell of several lines, and the other cells of its
    row stand between two of these.
    """
    first = run.glyphs[0]
    below = first.top + _NEXT_LINE * first.size
    return signs[run.page].within(first.x0 - _SAME_PLACE, first.x1, first.top, below) > 0


def _others_beside(run: _Run, signs: Sequence[PageSigns], text: str) -> bool:
    """Whether other words than a text stand on the base line of a run."""
    glyph = run.glyphs[0]
    row = signs[run.page].on_line(glyph.top, 0.15 * glyph.size)
    own = Counter(text)
    copies = max(row[char] // count for char, count in own.items())
    return (row - Counter({char: count * copies for char, count in own.items()})).total() > 0


def _in_midst(run: _Run, signs: Sequence[PageSigns]) -> bool:
    """Whether a run stands alone on its base line, with lines of text above and below it that begin elsewhere: no head,
    foot or cell, and no line of the text.
    """
    glyph, page = run.glyphs[0], signs[run.page]
    if _SENTENCE.search(run.text) or page.are_lines_from(glyph.x0, _SAME_PLACE, _EDGE + 1):
        return False
    if _others_beside(run, signs, run.text):
        return False
    return min(page.lines_above(glyph.top - 0.5 * glyph.size), page.lines_below(glyph.top + 0.5 * glyph.size)) > _EDGE


def _near(one: Glyph, other: Glyph) -> bool:
    return abs(one.x0 - other.x0) <= _SAME_PLACE and abs(one.top - other.top) <= _SAME_PLACE


def _crossed(run: _Run, signs: Sequence[PageSigns]) -> int:
    """Count the other signs of the page that stand in the place of a run."""
    x0, x1 = run.glyphs[0].x0, run.glyphs[-1].x1
    bottom, top = run.glyphs[0].top, run.glyphs[0].top - 0.8 * run.glyphs[0].size
    own = sum(
        x0 < middle_of(glyph) < x1 and top < height_of(glyph) < bottom
        for glyph in run.glyphs
        if not glyph.char.isspace()
    )
    return signs[run.page].within(x0, x1, top, bottom) - own
