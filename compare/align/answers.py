"""How far passages answer one thing that a clause sets: by its letters and by the meaning of its words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from rapidfuzz import fuzz, process

from compare.align.asked import Asked, Questions, letters_of
from compare.align.features import Side
from compare.align.vectors import Floats, Numbers


class Answers:
    """The clauses of a lower plan, asked for single things by an upper one."""

    def __init__(self, questions: Questions, lower: Side, own: frozenset[str]) -> None:
        self._questions = questions
        self._told = np.array([word not in own for word in questions.number], dtype=bool)
        self._letters = [letters_of(text) for text in lower.reading.texts]
        self._held = _held(questions, lower)

    def shares(self, asked: Asked, passages: Sequence[int]) -> Floats:
        """How far each passage answers each thing that a clause sets.

        Half of a share is rapidfuzz's partial ratio of the letters; half is the part of the thing's words, weighted by
        rarity, that the passage holds, or that a word of the passage stands for.

        Args:
            asked: What the clause asks for, one of the questions.
            passages: Numbers of clauses of the lower plan.

        Returns:
            Shape (things, passages), in [0, 1].
        """
        texts = [self._letters[at] for at in passages]
        letters: Floats = process.cdist(asked.letters, texts, scorer=fuzz.partial_ratio, dtype=np.float32)
        letters /= np.float32(100.0)
        rows, weights = self._wanted(asked)
        if not len(rows) or not passages:
            return letters
        total = weights.sum(axis=1, keepdims=True)
        meant = (weights @ self._held[rows[:, None], passages]) / np.maximum(total, np.float32(1e-6))
        shares: Floats = np.where(total > 0, (letters + meant) / np.float32(2.0), letters)
        return shares

    def rarest(self, asked: Asked, passages: Sequence[int]) -> float:
        """Rarity of the rarest word of a clause that some of the passages hold, or that a word of theirs stands for."""
        rows, _ = self._wanted(asked)
        if not len(rows) or not passages:
            return 0.0
        return float((self._held[rows[:, None], passages] * self._questions.rarity[rows, None]).max())

    def _wanted(self, asked: Asked) -> tuple[Numbers, Floats]:
        """Rows and weights of the words of a clause but for those of the plans' own area."""
        wanted = self._questions.wanted[asked.number]
        told = self._told[wanted.rows]
        return wanted.rows[told], wanted.weights.compress(told, axis=1)


def _held(questions: Questions, lower: Side) -> Floats:
    """How far each clause holds each word that is asked for, or one that stands for it; shape (words, clauses).

    Only kindred words are looked up, not all words of one plan against all of the other.
    """
    held: Floats = np.zeros((len(questions.number), len(lower.reading.texts)), dtype=np.float32)
    kin, holding = questions.kindred, lower.vectors.known.T.tocsr()
    pairs, clauses = _entries_of(holding.indptr, holding.indices, kin.words)
    np.maximum.at(held, (kin.rows[pairs], clauses), kin.stands[pairs])
    for clause, words in enumerate(lower.reading.words):
        there = [questions.number[word] for word in words if word in questions.number]
        held[there, clause] = 1.0
    return held


def _entries_of(starts: Numbers, entries: Numbers, rows: Numbers) -> tuple[Numbers, Numbers]:
    """The entries of some rows of a sparse array, one after the other, each with the place of its row among these."""
    counts = starts[rows + 1] - starts[rows]
    place = np.repeat(np.arange(len(rows)), counts)
    within = np.arange(len(place)) - np.repeat(np.cumsum(counts) - counts, counts)
    return place, entries[starts[rows][place] + within]
