"""What a page holds beside the text: running heads and feet, page numbers, footnotes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from compare.readers.pdf.lines import GlyphLine

EDGE_LINES = 2
"""Lines at the top and at the bottom of a page that may be of its furniture."""

REPEATED = 3
"""Pages on which a running head stands at least, at the same height; both pages if there are but two."""

_SHIFT = 8.0
"""Points by which its height may differ between odd and even pages."""

_BAND = 0.6
"""Share of the lines at one height above or below the text that stand elsewhere, too, from which they are running
heads: the first lines of pages that begin with a sentence are not."""

_AWAY = 1.3
"""Line pitches between a running head and the text at least."""

_FOOTNOTE_SIZE = 0.9
"""Footnotes are set in a size no larger than this share of the text's."""

_HAN_NUMBER = "[一二三四五六七八九十百零〇]{1,5}"
_PAGE_NUMBER = re.compile(
    rf"[-—–－―─·•\s|/]*(?:第\s?)?(?:\d{{1,4}}|[ivxlcIVXLC]{{1,7}}|(?<=第){_HAN_NUMBER}(?=页))(?:\s?页)?"
    rf"(?:\s?[,，/／|]?\s?共?\s?(?:\d{{1,4}}|{_HAN_NUMBER})\s?页?)?[-—–－―─·•\s|]*"
)
_SENTENCE = re.compile(r"[，。；！？、]")
_MARKED_NUMBER = re.compile(
    rf"[-—–－―─]{{1,2}}\s?\d{{1,4}}\s?[-—–－―─]{{1,2}}|第(?:\s?\d{{1,4}}\s?|{_HAN_NUMBER})页.{{0,12}}"
)
_FOOTNOTE = re.compile(r"(?:[\[［〔(（]\s?\d{1,3}\s?[\]］〕)）]|\d{1,3}|[①-⑳]|[*＊†])\s?[^\d.．、%]")
# A running head may hold the page's number at either end.
_OUTER_DIGITS = re.compile(r"^\W{0,3}\d{1,4}(?!\w)|(?<!\d)\d{1,4}(?:/\d{1,4})?\W{0,3}$")


def without_heads(pages: Sequence[list[GlyphLine]]) -> list[list[GlyphLine]]:
    """Return the pages without running heads and feet and page numbers."""
    seen: dict[tuple[bool, str], list[float]] = defaultdict(list)
    edges = [_edges(page) for page in pages]
    for page in edges:
        for line, above in page.items():
            seen[above, _key(line)].append(line.top)
    least = max(2, min(REPEATED, len(pages)))
    dropped = [
        {line for line, above in held.items() if _repeats(line, page, seen[above, _key(line)], least, above=above)}
        for page, held in zip(pages, edges, strict=True)
    ]
    for drop, heads in zip(dropped, _chapter_heads(pages), strict=True):
        drop |= heads
    # A browser sets the foot of the last page right below its text.
    feet = {_key(line) for drop, held in zip(dropped, edges, strict=True) for line in drop if held.get(line) is False}
    if pages and (last := _outermost(pages[-1], above=False)) and _key(last) in feet:
        dropped[-1].add(last)
    return [[line for line in page if line not in drop] for page, drop in zip(pages, dropped, strict=True)]


def _chapter_heads(pages: Sequence[list[GlyphLine]]) -> list[set[GlyphLine]]:
    """Return the outermost lines of pages where these repeat what stands elsewhere: the name of the chapter at each
    page.
    """
    outer = [{above: line for above in (True, False) if (line := _outermost(page, above))} for page in pages]
    everywhere = Counter(_key(line) for page in pages for line in page)
    found: list[set[GlyphLine]] = [set() for _ in pages]
    for above in (True, False):
        bands: defaultdict[int, list[tuple[int, GlyphLine]]] = defaultdict(list)
        for number, lines in enumerate(outer):
            if above in lines:
                bands[round(lines[above].top / _SHIFT)].append((number, lines[above]))
        for band in bands.values():
            heads = [
                (number, line)
                for number, line in band
                if everywhere[_key(line)] > 1
                and not _SENTENCE.search(line.text)
                and _stands_apart(line, pages[number], above=above)
            ]
            if len(heads) >= 2 and len(heads) >= _BAND * len(band):
                for number, line in heads:
                    found[number].add(line)
    return found


def _stands_apart(line: GlyphLine, page: list[GlyphLine], *, above: bool) -> bool:
    """Whether a line is no part of the text below or above it: of another size, or further away than lines are."""
    sign = 1 if above else -1
    others = [other for other in page if sign * (other.top - line.top) > 0.5 * line.size]
    if not others:
        return True
    beside = min(others, key=lambda other: abs(other.top - line.top))
    other_size = abs(beside.size - line.size) > (1 - _FOOTNOTE_SIZE) * line.size
    tops = sorted({round(other.top) for other in others})
    # Of a page of short paragraphs with room between them the lines inside of paragraphs tell the pitch.
    steps = sorted(after - before for before, after in pairwise(tops))
    pitch = steps[len(steps) // 4] if steps else beside.size
    return other_size or abs(beside.top - line.top) > _AWAY * max(pitch, beside.size)


def _outermost(page: list[GlyphLine], above: bool) -> GlyphLine | None:
    """Return the first or the last line of a page that is no page number."""
    held = [line for line in page if not _is_number(line) and not line.frame]
    return (min if above else max)(held, key=lambda line: line.top, default=None)


def _edges(page: list[GlyphLine]) -> dict[GlyphLine, bool]:
    """Return the lines at the edges of a page; whether they stand above."""
    heights = sorted({round(line.top) for line in page})
    upper, lower = heights[:EDGE_LINES], heights[-EDGE_LINES:]
    found = {}
    for line in page:
        if round(line.top) in upper or round(line.top) in lower:
            found[line] = round(line.top) in upper and not (_is_number(line) and round(line.top) in lower)
    return found


def _is_number(line: GlyphLine) -> bool:
    return _PAGE_NUMBER.fullmatch(line.text) is not None


def _key(line: GlyphLine) -> str:
    return "#" if _is_number(line) else _OUTER_DIGITS.sub("#", line.text)


def _repeats(line: GlyphLine, page: list[GlyphLine], heights: list[float], least: int, *, above: bool) -> bool:
    near = sum(abs(height - line.top) <= _SHIFT for height in heights)
    if _is_number(line):
        return near >= 2 or _MARKED_NUMBER.fullmatch(line.text) is not None
    return near >= least and _stands_apart(line, page, above=above)


def body_size(pages: Sequence[list[GlyphLine]]) -> float:
    """Return the size in which most of the text is set."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def without_footnotes(pages: Sequence[list[GlyphLine]], size: float) -> tuple[list[list[GlyphLine]], list[GlyphLine]]:
    """Return the pages without their footnotes, and the lines of these.

    Footnotes are the small lines at the foot of a page that begin with a mark, if the page has marks in its text.
    """
    kept: list[list[GlyphLine]] = []
    notes: list[GlyphLine] = []
    for page in pages:
        start = len(page)
        while start and page[start - 1].size <= _FOOTNOTE_SIZE * size and not page[start - 1].frame:
            start -= 1
        first = next((at for at in range(start, len(page)) if _FOOTNOTE.match(page[at].text)), len(page))
        if not any(line.marks for line in page[:first]):
            first = len(page)
        kept.append(page[:first])
        notes += page[first:]
    return kept, notes
