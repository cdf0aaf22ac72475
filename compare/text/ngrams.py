"""Runs of two and three characters: what texts are compared by where no dictionary of words helps.

A name that no dictionary knows weighs as much as one that it knows. Runs are hashed into a fixed number of columns
(the hashing trick, Weinberger et al., 2009), and how rare each column is was counted once over plans of the whole
country: so the vectors of a plan depend on that plan alone, whatever other plans are read with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from compare.execution import bare
from compare.text.folding import fold_codes, text_of

# scipy looks at all that numpy has, which takes half of the time of loading it.
with bare(np, ("char", "core", "ctypeslib", "f2py", "ma", "polynomial", "rec", "strings", "testing")):
    from scipy.sparse import csr_array

Floats = NDArray[np.float32]
Hashes = NDArray[np.uint64]

COLUMNS = 1 << 18
"""About as many as the different runs of a hundred plans; two that share a column rarely stand in one clause."""
USUAL = 400
"""Clauses of a plan of usual length; in such a plan what it holds itself counts as much as what is common."""
STEPS = 20
"""Steps of a unit of rarity in the file: ``ln`` of the share of clauses, to a twentieth."""

# A multiplier of Knuth's (The Art of Computer Programming, 3, section 6.4): 2^32 divided by the golden ratio.
_KNUTH = np.uint64(2654435761)
# Runs of three in other columns than runs of two that end alike; above all code points.
_OF_THREE = np.uint64(1 << 21)
_BLANK, _END = ord(" "), ord("\n")
_NOT_WORD = re.compile(r"[^\w\n]+")


def counts(texts: Sequence[str]) -> csr_array:
    """How often each run of two and three characters stands in each text.

    Texts are folded; a run never reaches over punctuation, and where a text or punctuation begins and ends there is
    one blank more, so that what stands at an edge weighs by itself.

    Returns:
        Shape (texts, COLUMNS).
    """
    # All in one, a text a line; the end of a line inside a text parts words as a comma does.
    written, _ = fold_codes("\n".join([text.replace("\n", ",") for text in texts]))
    lines = _NOT_WORD.sub(" ", text_of(written)).split("\n") if texts else []
    plain = "".join([f"\n {line.strip()} " for line in lines])
    codes = _codes(plain)
    row = np.cumsum(codes == _END) - 1
    edge, blank = codes == _END, codes == _BLANK
    two = ~(edge[:-1] | edge[1:] | (blank[:-1] & blank[1:]))
    three = two[:-1] & two[1:] & ~blank[1:-1]
    second, third = _hashes(codes)
    keys = np.concatenate([_keys(row[:-1], second, two), _keys(row[:-2], third, three)])
    found, times = np.unique(keys, return_counts=True)
    starts = np.searchsorted(found, np.arange(len(texts) + 1, dtype=np.int64) * COLUMNS)
    return csr_array((times.astype(np.float32), found % COLUMNS, starts), shape=(len(texts), COLUMNS))


def _codes(text: str) -> Hashes:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)


def _hashes(codes: Hashes) -> tuple[Hashes, Hashes]:
    """Of the run of two, and of the run of three, that begins with each character."""
    second = codes[:-1] * _KNUTH ^ codes[1:]
    return second, second[:-1] * _KNUTH ^ codes[2:] ^ _OF_THREE


def _columns(hashes: Hashes) -> NDArray[np.int64]:
    """Return the upper bits of the product are the well mixed ones."""
    columns: NDArray[np.int64] = ((hashes * _KNUTH >> np.uint64(12)) & np.uint64(COLUMNS - 1)).astype(np.int64)
    return columns


def _keys(row: NDArray[np.int64], hashes: Hashes, kept: NDArray[np.bool_]) -> NDArray[np.int64]:
    keys: NDArray[np.int64] = row[kept] * COLUMNS + _columns(hashes[kept])
    return keys


@cache
def _common() -> Floats:
    """Return the share of clauses of plans of the whole country that hold each column."""
    with files("compare").joinpath("data/grams.npy").open("rb") as file:
        steps = np.load(file, allow_pickle=False)
    share: Floats = np.exp(-steps.astype(np.float32) / STEPS)
    return share


def shares(texts: Sequence[str]) -> csr_array:
    """How much of each text each of its runs is: by ``-ln`` of the share of clauses of the whole country that hold it.

    Returns:
        Shape (texts, COLUMNS); each row that holds anything adds up to 1.
    """
    runs = counts(texts)
    told = -np.log(_common()[runs.indices])
    rows = np.repeat(np.arange(len(texts)), np.diff(runs.indptr))
    total = np.bincount(rows, told, len(texts))
    data = (told / np.maximum(total, 1e-9)[rows]).astype(np.float32)
    return csr_array((data, runs.indices, runs.indptr), shape=runs.shape)


class Rarity:
    """How much each run tells in one plan: less the more clauses hold it, there and in plans of the whole country."""

    def __init__(self, own: csr_array) -> None:
        """Count the clauses of a plan that hold each run; shape of ``own`` (clauses, COLUMNS)."""
        held = np.bincount(own.indices, minlength=COLUMNS)
        share = mixed(held, own.shape[0], _common())
        # What the plan never writes is no run of its own, and no text should seem far from it for that.
        self._weights = np.where(held > 0, 1.0 - np.log(share), 0.0).astype(np.float32)

    def vectors(self, counts: csr_array) -> csr_array:
        """Return unit TF-IDF vectors of texts: a run weighs ``(1 + ln tf) (1 - ln share)``.

        Args:
            counts: Shape (texts, COLUMNS), of :func:`counts`.
        """
        weighed = (1.0 + np.log(counts.data)) * self._weights[counts.indices]
        rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
        length = np.sqrt(np.bincount(rows, weighed * weighed, counts.shape[0]))
        data = (weighed / np.maximum(length, 1e-9)[rows]).astype(np.float32)
        return csr_array((data, counts.indices, counts.indptr), shape=counts.shape)


def mixed(held: NDArray[np.intp], clauses: int, common: Floats) -> Floats:
    """Return the share of clauses that hold something: in a plan of few clauses mostly what is common in the country.

    ``(held + USUAL common) / (clauses + USUAL)``: Dirichlet smoothing (Zhai and Lafferty, 2004).
    """
    share: Floats = ((held + USUAL * common) / (clauses + USUAL)).astype(np.float32)
    return share


@lru_cache(maxsize=1 << 15)
def share_of(text: str) -> float:
    """About the share of clauses of plans of the whole country that hold a folded text: that of its rarest run."""
    codes = _codes(text)
    second, third = _hashes(codes)
    columns = np.concatenate([_columns(second), _columns(third)])
    return float(_common()[columns].min()) if len(columns) else 1.0
