"""The least that an alignment must do: read, cut with rjieba, weigh, one sparse product a plan, the five nearest.

python -m tests.benchmarks.floor UPPER LOWER...
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import rjieba
from sklearn.feature_extraction.text import TfidfVectorizer

_END = re.compile(r"[。；\n]")
_NEAREST = 5


def _words(clause: str) -> list[str]:
    return list(rjieba.cut(clause, hmm=False))


def main(upper: str, *lowers: str) -> None:
    """Find for every clause of one plan the nearest of each of the others."""
    plans = [[part for part in _END.split(Path(file).read_text("utf-8")) if part.strip()] for file in (upper, *lowers)]
    vectorizer = TfidfVectorizer(analyzer=_words, dtype=np.float32)
    every = vectorizer.fit_transform(clause for plan in plans for clause in plan)
    ends = np.cumsum([len(plan) for plan in plans])
    above = every[: ends[0]]
    for start, end in zip(ends, ends[1:], strict=False):
        near = above @ every[start:end].T
        for row in _rows(near.indptr):
            data = near.data[row]
            near.indices[row][np.argsort(-data)[:_NEAREST]]


def _rows(starts: np.ndarray) -> Iterator[slice]:
    return (slice(*span) for span in zip(starts, starts[1:], strict=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
