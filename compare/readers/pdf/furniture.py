"""What a page holds beside the text: running heads and feet, page numbers, footnotes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from compare.readers.pdf.lines import Line

EDGE_LINES = 2
"""Lines at the top and at the bottom of a page that may be of its furniture."""

REPEATED = 3
"""Pages on which a running head stands at least, at the same height; both pages if there are but two."""

_SHIFT = 8.0
"""Points by which its height may differ between odd and even pages."""

_FOOTNOTE_SIZE = 0.9
"""Footnotes are set in a size no larger than this share of the text's."""

_PAGE_NUMBER = re.compile(
    r"[-—–－―─·•\s|/]*(?:第\s?)?(?:\d{1,4}|[ivxlcIVXLC]{1,7})(?:\s?页)?(?:\s?[,，/／|]?\s?共?\s?\d{1,4}\s?页?)?[-—–－―─·•\s|]*"
)
_MARKED_NUMBER = re.compile(r"[-—–－―─]{1,2}\s?\d{1,4}\s?[-—–－―─]{1,2}|第\s?\d{1,4}\s?页.{0,12}")
_FOOTNOTE = re.compile(r"(?:[\[［〔(（]\s?\d{1,3}\s?[\]］〕)）]|\d{1,3}|[①-⑳]|[*＊†])\s?[^\d.．、%]")
# A running head may hold the page's number at either end.
_OUTER_DIGITS = re.compile(r"^\W{0,3}\d{1,4}(?!\w)|(?<!\d)\d{1,4}(?:/\d{1,4})?\W{0,3}$")


def without_heads(pages: Sequence[list[Line]]) -> list[list[Line]]:
    """The pages without running heads and feet and page numbers."""
    seen: dict[tuple[bool, str], list[float]] = defaultdict(list)
    edges = [_edges(page) for page in pages]
    for page in edges:
        for line, above in page.items():
            seen[above, _key(line)].append(line.top)
    least = max(2, min(REPEATED, len(pages)))
    dropped = [
        {line for line, above in page.items() if _repeats(line, seen[above, _key(line)], least)} for page in edges
    ]
    return [[line for line in page if line not in drop] for page, drop in zip(pages, dropped, strict=True)]


def _edges(page: list[Line]) -> dict[Line, bool]:
    """The lines at the edges of a page; whether they stand above."""
    heights = sorted({round(line.top) for line in page})
    upper, lower = heights[:EDGE_LINES], heights[-EDGE_LINES:]
    found = {}
    for line in page:
        if round(line.top) in upper or round(line.top) in lower:
            found[line] = round(line.top) in upper and not (_is_number(line) and round(line.top) in lower)
    return found


def _is_number(line: Line) -> bool:
    return _PAGE_NUMBER.fullmatch(line.text) is not None


def _key(line: Line) -> str:
    return "#" if _is_number(line) else _OUTER_DIGITS.sub("#", line.text)


def _repeats(line: Line, heights: list[float], least: int) -> bool:
    near = sum(abs(height - line.top) <= _SHIFT for height in heights)
    return near >= (2 if _is_number(line) else least) or _MARKED_NUMBER.fullmatch(line.text) is not None


def body_size(pages: Sequence[list[Line]]) -> float:
    """The size in which most of the text is set."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def without_footnotes(pages: Sequence[list[Line]], size: float) -> tuple[list[list[Line]], int]:
    """The pages without their footnotes, and how many lines of them there were.

    Footnotes are the small lines at the foot of a page that begin with a mark, if the page has marks in its text.
    """
    kept, count = [], 0
    for page in pages:
        start = len(page)
        while start and page[start - 1].size <= _FOOTNOTE_SIZE * size and not page[start - 1].frame:
            start -= 1
        first = next((at for at in range(start, len(page)) if _FOOTNOTE.match(page[at].text)), len(page))
        if not any(line.marks for line in page[:first]):
            first = len(page)
        kept.append(page[:first])
        count += len(page) - first
    return kept, count
