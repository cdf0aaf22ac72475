"""A text that was pasted twice into one file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from compare.repair.edits import Edit

SENTENCES, CHARACTERS = 20, 1500
"""A copy has so many sentences and characters at least. Plans repeat a paragraph, never pages of them."""

SAME = 0.9
"""Share of the copy's sentences that stand in the first one word for word."""

NEAR = 80
"""A sentence of the copy that differs from its original by no more than this (rapidfuzz ratio) goes with it."""

_STEP = 4
_UNIT = re.compile(r"[^\n。！？；]{12,}")


class Unit(NamedTuple):
    """A sentence, and the number of the same sentence before; itself if there is none."""

    start: int
    end: int
    key: str
    first: int


def doubled(text: str) -> list[Edit]:
    """Return the second copies, but for sentences in them that the first one does not have."""
    units = list(_units(text))
    edits: list[Edit] = []
    at = 0
    while at < len(units):
        copy = _copy(units, at)
        if copy:
            edits += _removed(text, units, copy, edits[-1].end if edits else 0)
            at = copy[-1][0]
        at += 1
    return edits


def _units(text: str) -> Iterator[Unit]:
    first: dict[str, int] = {}
    for number, found in enumerate(_UNIT.finditer(text)):
        key = "".join(found[0].split())
        yield Unit(*found.span(), key, first.setdefault(key, number))


def _copy(units: Sequence[Unit], at: int) -> list[tuple[int, int]]:
    """Pairs of a sentence from ``at`` on and its original, in step; empty if that is no copy."""
    pairs: list[tuple[int, int]] = []
    number = at
    while number < len(units) and (not pairs or number - pairs[-1][0] <= _STEP):
        # Far from the same: no further, or a hostile text takes quadratic time.
        if number - at >= 2 * SENTENCES and len(pairs) < SAME * (number - at):
            return []
        original = units[number].first
        if original < number and (not pairs or 0 < original - pairs[-1][1] <= _STEP):
            pairs.append((number, original))
        elif not pairs:
            return []
        number += 1
    span = pairs[-1][0] - at + 1
    length = sum(len(units[number].key) for number, _ in pairs)
    whole = len(pairs) >= max(SENTENCES, SAME * span) and length >= CHARACTERS and pairs[-1][1] < at
    return pairs if whole else []


def _removed(text: str, units: Sequence[Unit], copy: Sequence[tuple[int, int]], done: int) -> Iterator[Edit]:
    """One edit for each line or part of a line, so that a reader sees what stood there; none begins before ``done``."""
    originals = dict(copy)
    first, last = copy[0][0], copy[-1][0]
    begin = _line_start(text, units[first].start, units[copy[0][1]].start, done)
    for number in range(first, last + 1):
        unit = units[number]
        end = units[number + 1].start if number < last else _sentence_end(text, unit.end)
        if number in originals or _is_near(unit, units, number - first + copy[0][1]):
            yield Edit(begin, end, "", "double")
        begin = end


def _is_near(unit: Unit, units: Sequence[Unit], expected: int) -> bool:
    around = units[max(0, expected - _STEP) : expected + _STEP + 1]
    return any(fuzz.ratio(unit.key, other.key) >= NEAR for other in around)


def _line_start(text: str, copy: int, original: int, done: int) -> int:
    """Where the copy begins: short lines above (各位代表：) that stand above the original, too, go with it."""
    while copy > done and original > 0 and text[copy - 1] == text[original - 1]:
        copy, original = copy - 1, original - 1
    return copy


def _sentence_end(text: str, offset: int) -> int:
    found = re.compile(r"[。！？；”]*[ \u3000]*\n?").match(text, offset)
    return found.end() if found else offset
