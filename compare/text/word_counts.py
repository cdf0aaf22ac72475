"""How often words were counted for jieba's dictionary, the package's own words among them, without loading it."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache, lru_cache
from hashlib import blake2b
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

LAYOUT = np.dtype([("key", "<u8"), ("count", "<u4")])
"""A row of ``data/word_counts.npy``: a word by its :func:`key_of`, ascending; the first, of key 0, is that of all."""

# Different words of many plans.
_REMEMBERED = 1 << 15


@lru_cache(maxsize=_REMEMBERED)
def count_of(word: str) -> int:
    """Return how often a word was counted; 0 for one that the dictionary does not have."""
    keys, counts = _table()
    key = key_of(word)
    at = bisect_left(keys, key)
    return counts[at] if at < len(keys) and keys[at] == key else 0


def total_count() -> int:
    """Return how many running words were counted."""
    total: int = _table()[1][0]
    return total


def key_of(word: str) -> int:
    """Return 64 bits that tell a word from all others."""
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


@cache
def _table() -> tuple[memoryview, memoryview]:
    """Return keys and counts; a view gives one number faster than an array does."""
    with files("compare").joinpath("data/word_counts.npy").open("rb") as file:
        rows: NDArray[np.void] = np.load(file, allow_pickle=False)
    return np.ascontiguousarray(rows["key"]).data, np.ascontiguousarray(rows["count"]).data
