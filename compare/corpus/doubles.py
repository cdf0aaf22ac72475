"""Files that hold the same text twice, or nearly so, whatever they are called."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from heapq import nsmallest
from zlib import crc32

# A text is known by the smallest hashes of its pieces (bottom-k sketch, Broder 1997): the share that two texts have in
# common estimates the share of their pieces, with a standard error of 4 % at this size and share.
_SKETCH, _ALIKE = 128, 0.8
_PIECE = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]{4,}")
_LEAST = 8
# A piece that stands in more texts than this (boilerplate) tells nothing of two of them.
_COMMON = 50


def find_doubles(texts: Mapping[str, str]) -> dict[str, tuple[str, float]]:
    """Texts that stand in an earlier one, too.

    Takes time in proportion to the length of all texts, not to the number of pairs.

    Args:
        texts: Canonical text by plan id, in the order of the corpus.

    Returns:
        Plan id to the earlier plan that its text is most like and the share that they have in common: 1 if the texts
        are the same but for blanks, else an estimate in [0.8, 1).
    """
    first: dict[str, str] = {}
    holders: defaultdict[int, list[str]] = defaultdict(list)
    sizes: dict[str, int] = {}
    found: dict[str, tuple[str, float]] = {}
    for plan, text in texts.items():
        same = first.setdefault("".join(text.split()), plan)
        if same != plan:
            found[plan] = (same, 1.0)
            continue
        sketch = _sketch(text)
        shared = Counter(other for piece in sketch for other in holders[piece] if len(holders[piece]) <= _COMMON)
        alike = [(count / max(len(sketch), sizes[other]), other) for other, count in shared.most_common(1)]
        if alike and len(sketch) >= _LEAST and alike[0][0] >= _ALIKE:
            found[plan] = (alike[0][1], min(alike[0][0], 0.99))
        sizes[plan] = len(sketch)
        for piece in sketch:
            holders[piece].append(plan)
    return found


def _sketch(text: str) -> list[int]:
    return nsmallest(_SKETCH, {crc32(piece.encode()) for piece in set(_PIECE.findall(text))})
