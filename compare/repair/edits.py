"""Edits, and the way back from an edited text to the text in the file.

A repair is a pure function from a text to edits; edits are applied all at once, and each application is
composed onto the way back. Offsets are code points.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from compare.model import Record


class Edit(NamedTuple):
    """Replace ``[start, end)`` by ``text``; the edits of one repair are sorted and do not overlap."""

    start: int
    end: int
    text: str
    kind: str


class Patch(NamedTuple):
    """Where the length changed: ``[start, end)`` of the edited text stands for a raw ``[raw_start, raw_end)``."""

    start: int
    end: int
    raw_start: int
    raw_end: int


def apply(text: str, edits: Sequence[Edit]) -> str:
    """Return the text after the edits."""
    pieces: list[str] = []
    done = 0
    for edit in edits:
        pieces += (text[done : edit.start], edit.text)
        done = edit.end
    pieces.append(text[done:])
    return "".join(pieces)


class Trace(Record, frozen=True):
    """The way back from an edited text to the raw one; between the patches both run in step."""

    patches: tuple[Patch, ...] = ()

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Raw span of ``[start, end)``, with what was removed inside it, without what was removed beside it."""
        first = self._begin(bisect_right(self.patches, start, key=itemgetter(0)) - 1, start)
        if start == end:
            return first, first
        return first, self._finish(bisect_right(self.patches, end - 1, key=itemgetter(0)) - 1, end)

    def raw_spans(self, edits: Sequence[Edit]) -> Iterator[tuple[int, int]]:
        """Raw spans of edits, all in one pass."""
        first = last = -1
        final = len(self.patches) - 1
        for start, end, _, _ in edits:
            while first < final and self.patches[first + 1].start <= start:
                first += 1
            while last < final and self.patches[last + 1].start < end:
                last += 1
            yield self._begin(first, start), self._finish(last, end)

    def _begin(self, index: int, offset: int) -> int:
        """Where the character at ``offset`` begins; ``index``: the last patch that does not start after it, or -1."""
        if index < 0:
            return offset
        patch = self.patches[index]
        return patch.raw_start if offset < patch.end else patch.raw_end + offset - patch.end

    def _finish(self, index: int, offset: int) -> int:
        """Where the character before ``offset`` ends; ``index``: the last patch that starts before it, or -1."""
        if index < 0:
            return offset
        patch = self.patches[index]
        return patch.raw_end if offset <= patch.end else patch.raw_end + offset - patch.end

    def then(self, edits: Sequence[Edit]) -> Trace:
        """Return the way back after further edits of the edited text; linear in patches and edits."""
        # An edit that keeps the length leaves the offsets in step.
        edits = [edit for edit in edits if len(edit.text) != edit.end - edit.start]
        if not edits:
            return self
        shift = raw_shift = 0
        patches: list[Patch] = []
        for cluster in _clusters(self.patches, edits):
            grown = cluster.grown
            raw_first = cluster.start + raw_shift if cluster.raw_first is None else cluster.raw_first
            raw_shift = raw_shift if cluster.raw_shift is None else cluster.raw_shift
            start = cluster.start + shift
            end = cluster.end + shift + grown
            patch = Patch(start, end, raw_first, cluster.end + raw_shift)
            if patch.end - patch.start != patch.raw_end - patch.raw_start:
                patches.append(patch)
            shift += grown
        return Trace(tuple(patches))


class _Cluster(NamedTuple):
    """Overlapping patches and edits, which become one patch; offsets into the text between the two."""

    start: int
    end: int
    grown: int
    raw_first: int | None
    raw_shift: int | None


def _clusters(patches: Sequence[Patch], edits: Sequence[Edit]) -> Iterator[_Cluster]:
    current: _Cluster | None = None
    for item in _merged(patches, edits):
        if current is None:
            current = item
        elif item.start < current.end:
            shift = current.raw_shift if item.raw_shift is None else item.raw_shift
            current = _Cluster(
                current.start, max(current.end, item.end), current.grown + item.grown, current.raw_first, shift
            )
        else:
            yield current
            current = item
    if current is not None:
        yield current


def _merged(patches: Sequence[Patch], edits: Sequence[Edit]) -> Iterator[_Cluster]:
    """Patches and edits by start; patches first, since an edit begins after what was removed at its start."""
    index = 0
    for edit in edits:
        while index < len(patches) and patches[index].start <= edit.start:
            yield _of_patch(patches[index])
            index += 1
        yield _Cluster(edit.start, edit.end, len(edit.text) - (edit.end - edit.start), None, None)
    for patch in patches[index:]:
        yield _of_patch(patch)


def _of_patch(patch: Patch) -> _Cluster:
    return _Cluster(patch.start, patch.end, 0, patch.raw_start, patch.raw_end - patch.end)
