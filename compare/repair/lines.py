"""Removal of whole lines, so that neither a blank hole is left nor two paragraphs are merged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from compare.repair.edits import Edit

Span = tuple[int, int]


def drop(text: str, lines: Sequence[Span], kind: str) -> list[Edit]:
    """Edits that remove lines, given in order as spans without their line ends.

    Of the empty lines around neighbouring removed lines one is kept if paragraphs were parted there, none at the
    beginning and the end of the text. There is one edit for each removed line.
    """
    edits: list[Edit] = []
    for region in _regions(text, lines):
        first, last = _bounds(text, region)
        cuts = [first, *(start for start, _ in region[1:]), last]
        edits += [Edit(start, end, "", kind) for start, end in pairwise(cuts) if start < end]
    return edits


def _regions(text: str, lines: Sequence[Span]) -> Iterator[list[Span]]:
    """Lines with nothing but empty lines between them."""
    region: list[Span] = []
    for line in lines:
        if region and text[region[-1][1] : line[0]].strip("\n"):
            yield region
            region = []
        region.append(line)
    if region:
        yield region


def _bounds(text: str, region: list[Span]) -> Span:
    """Where the cut begins and ends, empty lines included."""
    first, last = region[0][0], region[-1][1]
    above = _skip(text, first, -1)
    below = _skip(text, last, 1)
    if above == 0:
        return 0, below
    if below == len(text):
        return above + 1, below
    parted_above = first - above > 1
    within = any(start - end > 1 for (_, end), (start, _) in pairwise(region))
    parted_below = within or below - last > 1
    return first, below - 1 if parted_below and not parted_above else below


def _skip(text: str, offset: int, step: int) -> int:
    """Return the offset after (1) or before (-1) the line ends at ``offset``."""
    if step > 0:
        while offset < len(text) and text[offset] == "\n":
            offset += 1
    else:
        while offset > 0 and text[offset - 1] == "\n":
            offset -= 1
    return offset
