"""Files that hold the same text twice, or nearly so, whatever they are called."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from heapq import nsmallest
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from compare.corpus.entries import Entry
from compare.corpus.metadata import Identity

# A text is known by the smallest hashes of its pieces (bottom-k sketch, Broder 1997): the share that two texts have in
# common estimates the share of their pieces, with a standard error of 4 % at this size and share.
_SKETCH, _ALIKE = 128, 0.8
_PIECE = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]{4,}")
_LEAST = 8
# A piece that stands in more texts than this (boilerplate) tells nothing of two of them.
_COMMON = 50


class Doubles:
    """Finds texts that stand in an earlier one, too; of each half a kilobyte is kept.

    Takes time in proportion to the length of all texts, not to the number of pairs.
    """

    def __init__(self) -> None:
        self._first: dict[bytes, str] = {}
        self._same: dict[str, tuple[str, float]] = {}
        self._sketches: dict[str, NDArray[np.uint64]] = {}

    def add(self, plan: str, text: str) -> None:
        """Take in the canonical text of the next plan, in the order of the corpus."""
        digest = hashlib.sha256("".join(text.split()).encode("utf-8", "surrogatepass")).digest()
        same = self._first.setdefault(digest, plan)
        if same != plan:
            self._same[plan] = (same, 1.0)
        else:
            self._sketches[plan] = np.array(_sketch(text), dtype=np.uint64)

    def found(self) -> dict[str, tuple[str, float]]:
        """Return the plans whose texts are doubles.

        Returns:
            Plan id to the earlier plan that its text is most like and the share that they have in common: 1 if the
            texts are the same but for blanks, else an estimate in [0.8, 1).
        """
        plans, sketches = list(self._sketches), list(self._sketches.values())
        sizes = np.array([len(sketch) for sketch in sketches], dtype=np.int64)
        if not sizes.sum():
            return dict(self._same)
        pieces = np.concatenate(sketches)
        owners = np.repeat(np.arange(len(plans), dtype=np.uint64), sizes)
        # Pieces are 32 bits long: with the number of the plan below them they sort by piece, then by plan.
        held = np.sort(pieces << np.uint64(32) | owners)
        found = dict(self._same)
        for number, sketch in enumerate(sketches):
            if (near := _nearest(held, sketch, number)) is not None:
                other, count = near
                share = count / max(len(sketch), int(sizes[other]))
                if len(sketch) >= _LEAST and share >= _ALIKE:
                    found[plans[number]] = (plans[other], min(share, 0.99))
        return found


def copies_of(
    doubles: Mapping[str, tuple[str, float]], entries: Iterable[Entry], known: Mapping[str, Identity]
) -> frozenset[str]:
    """Return the plans that are copies of others: the same text for the same area, and nobody says what it answers to.

    Args:
        doubles: What :meth:`Doubles.found` found.
        entries: What was said of the plans.
        known: Who they are.
    """
    said = {entry.id for entry in entries if entry.upper is not None}
    same = ((plan, other) for plan, (other, share) in doubles.items() if share == 1 and plan not in said)
    return frozenset(plan for plan, other in same if _who(known[plan]) == _who(known[other]))


def _who(identity: Identity) -> tuple[str, str]:
    return identity.level.value, identity.region


def _nearest(held: NDArray[np.uint64], sketch: NDArray[np.uint64], number: int) -> tuple[int, int] | None:
    """Return the earlier text that has most pieces of a sketch, the one met first of equals, and how many it has."""
    keys = sketch << np.uint64(32)
    first = np.searchsorted(held, keys)
    earlier = np.searchsorted(held, keys | np.uint64(number)) - first
    telling = (earlier > 0) & (earlier <= _COMMON)
    if not telling.any():
        return None
    spans = zip(first[telling].tolist(), earlier[telling].tolist(), strict=True)
    others = np.concatenate([held[at : at + count] for at, count in spans]) & np.uint64(0xFFFFFFFF)
    each, met, counts = np.unique(others, return_index=True, return_counts=True)
    best = np.lexsort((met, -counts))[0]
    return int(each[best]), int(counts[best])


def _sketch(text: str) -> list[int]:
    return nsmallest(_SKETCH, {crc32(piece.encode()) for piece in set(_PIECE.findall(text))})
