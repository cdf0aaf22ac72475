"""Learn which words of plans mean kindred things, from plans alone, and write it as data of the package.

    python -m tests.accuracy.learn_words ../shared/corpora

Two words are kindred if they stand with the same other words: 清欠 and 账款, 养老 and 居家. How surely two words stand
together is their positive pointwise mutual information over clauses, ``ln(n_ab n / (n_a n_b))`` with n clauses of
which n_a hold a; its singular value decomposition, cut off after 128 dimensions and weighted with the square roots of
the singular values, gives each word a vector (Levy, Goldberg and Dagan, 2015). Nothing is labelled.

How many clauses hold each run of two and three characters is counted along the way (``compare/grams.py``).

Writes ``compare/data/grams.npy``, ``compare/data/word_meanings.tsv`` (a word and the number of clauses that hold it, a line; ``#`` the number of all
clauses) and ``compare/data/word_meanings.npy`` (the vectors in the same order, 8-bit integers, each scaled to its
greatest component). The same plans give the same files.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from sklearn.utils.extmath import randomized_svd

from compare.corpus import find_plans
from compare.pipeline.compare import read_plans
from compare.text import ngrams as grams
from compare.text.tokens import content_words
from tests.builders import ROOT

DATA = ROOT / "compare" / "data"
DIMENSIONS = 128
# A word of fewer plans is a name of theirs.
FEWEST_PLANS = 8
FEWEST_TOGETHER = 2
LEAST_INFORMATION = 0.5
GREATEST = 127
FOLDERS = ("five_year_plans", "work_reports")


def clauses_of(corpora: Path, without: Collection[str] = ()) -> Iterator[list[str]]:
    """The clauses of each plan; a text that lies there twice is read once."""
    seen: set[str] = set()
    for folder in FOLDERS:
        for plan in read_plans(find_plans(corpora / folder))[0]:
            if plan.text not in seen and plan.id not in without:
                seen.add(plan.text)
                body = [clause for clause in plan.clauses if clause.kind != "title"]
                yield [plan.text[c.start : c.end] for c in body]


def common_grams(plans: Iterable[Sequence[str]]) -> NDArray[np.uint8]:
    """``-ln`` of the share of clauses that hold each column of ``compare.text.ngrams``, in its steps; at most 255."""
    held, clauses = np.zeros(grams.COLUMNS), 0
    for texts in plans:
        counts = grams.counts(texts)
        held += np.bincount(counts.indices, minlength=grams.COLUMNS)
        clauses += counts.shape[0]
    return np.minimum(np.rint(grams.STEPS * -np.log((held + 1) / (clauses + 1))), 255).astype(np.uint8)


def learn(plans: list[list[frozenset[str]]]) -> tuple[list[str], NDArray[np.int64], int, NDArray[np.int8]]:
    """Words in alphabetical order, the number of clauses that hold each, that of all clauses, and the vectors."""
    held = Counter(word for clauses in plans for word in frozenset().union(*clauses))
    words = sorted(word for word, number in held.items() if number >= FEWEST_PLANS)
    holds = _holds(words, [clause for clauses in plans for clause in clauses])
    counts = holds.sum(0)
    vectors, values, _ = randomized_svd(_information(holds, counts), DIMENSIONS, n_iter=4, random_state=0)
    known = vectors * np.sqrt(values)
    scale = np.abs(known).max(axis=1, keepdims=True)
    return (
        words,
        counts.astype(np.int64),
        holds.shape[0],
        np.rint(known / np.maximum(scale, 1e-9) * GREATEST).astype(np.int8),
    )


def _holds(words: list[str], clauses: list[frozenset[str]]) -> csr_array:
    """Which clause holds which word, shape (clauses, words)."""
    number = {word: at for at, word in enumerate(words)}
    rows, columns = [], []
    for row, clause in enumerate(clauses):
        found = sorted(number[word] for word in clause if word in number)
        rows += [row] * len(found)
        columns += found
    ones = np.ones(len(rows), dtype=np.float32)
    return csr_array((ones, (rows, columns)), shape=(len(clauses), len(words)))


def _information(holds: csr_array, counts: NDArray[np.float32]) -> csr_array:
    """Positive pointwise mutual information, shape (words, words)."""
    together = (holds.T @ holds).tocoo()
    kept = (together.row != together.col) & (together.data >= FEWEST_TOGETHER)
    row, column, number = together.row[kept], together.col[kept], together.data[kept]
    told = np.log(number * holds.shape[0] / (counts[row] * counts[column]))
    sure = told > LEAST_INFORMATION
    return csr_array((told[sure], (row[sure], column[sure])), shape=together.shape)


def main() -> None:
    """Learn and write."""
    texts = list(clauses_of(Path(sys.argv[1]), without=sys.argv[2:]))
    np.save(DATA / "grams.npy", common_grams(texts))
    plans = [[frozenset(content_words(text)) for text in clauses] for clauses in texts]
    words, counts, total, vectors = learn(plans)
    lines = [f"#\t{total}", *(f"{word}\t{count}" for word, count in zip(words, counts.tolist(), strict=True))]
    (DATA / "word_meanings.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    np.save(DATA / "word_meanings.npy", vectors)
    print(f"{len(words)} words of {total} clauses in {len(plans)} plans")


if __name__ == "__main__":
    main()
