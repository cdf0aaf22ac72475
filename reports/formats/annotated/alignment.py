"""Where a span of a plan's repaired text stands in the text that its document shows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

_KNOWN = 0.5
"""Share of the signs of a span that must be found again."""
_GRAM = 16
"""Signs of a stretch that, once in either text, is taken for the same place; running Chinese seldom repeats so many."""
_WORK = 1_000_000_000
"""Pairs of signs that are laid beside each other for one document, half a second's work; a real one needs a thousandth.
What lies beyond them is not found again."""


class TextAlignment:
    """A plan's text laid beside the text of its document, sign by sign, blanks aside.

    Repair has taken out and mended signs, and the automatic numbers of Word stand in no run: so the two differ, and a
    span is found again by what stays the same.
    """

    def __init__(self, text: str, shown: str) -> None:
        """Lay them beside each other.

        Args:
            text: The plan's text.
            shown: The text of the document, without blanks.
        """
        self._places = [at for at, char in enumerate(text) if not char.isspace()]
        self._folded = "".join(text.split())
        self._shown = shown
        self._blocks = list(_equal(self._folded, shown))
        self._ends = [end for _, end, _ in self._blocks]

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Span of the document's text, half-open, for one of the plan's; ``None`` where it is not there."""
        low, high = bisect_left(self._places, start), bisect_left(self._places, end)
        if low >= high:
            return None
        known, found = 0, []
        for first, last, there in self._blocks[bisect_left(self._ends, low + 1) :]:
            if first >= high:
                break
            begin, stop = max(first, low), min(last, high)
            known += stop - begin
            found += [there + begin - first, there + stop - first]
        if known >= _KNOWN * (high - low):
            return found[0], found[-1]
        at = self._shown.find(self._folded[low:high])  # it was moved: a text box, a note
        return (at, at + high - low) if at >= 0 else None


def _equal(one: str, other: str) -> Iterator[tuple[int, int, int]]:
    """Yield what is the same, in order: begin and end in one text, begin in the other."""
    work = _WORK
    anchors = [(0, 0), *_anchors(one, other), (len(one), len(other))]
    for (begin, there), (end, stop) in pairwise(anchors):
        size = (end - begin) * (stop - there)
        if size > work:
            continue
        work -= size
        for step in Levenshtein.opcodes(one[begin:end], other[there:stop]):
            if step.tag == "equal":
                yield begin + step.src_start, begin + step.src_end, there + step.dest_start


def _anchors(one: str, other: str) -> list[tuple[int, int]]:
    """Places of stretches that stand once in either text, as many of them as follow one another in both."""
    places: dict[str, int] = {}
    for at in range(0, len(one) - _GRAM + 1, _GRAM):
        gram = one[at : at + _GRAM]
        places[gram] = -1 if gram in places else at
    found: dict[int, int] = {}
    for at in range(len(other) - _GRAM + 1):
        place = places.get(other[at : at + _GRAM], -1)
        if place >= 0:
            found[place] = -1 if place in found else at
    return _rising([(place, at) for place, at in sorted(found.items()) if at >= 0])


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest series of pairs that rises in the second place, given pairs that rise in the first."""
    tails: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, at) in enumerate(pairs):
        rank = bisect_left(tails, at)
        before.append(last[rank - 1] if rank else -1)
        tails[rank : rank + 1] = [at]
        last[rank : rank + 1] = [number]
    chosen, number = [], last[-1] if last else -1
    while number >= 0:
        chosen.append(pairs[number])
        number = before[number]
    return chosen[::-1]
