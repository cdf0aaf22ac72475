"""How far passages answer one thing that a clause sets: by its letters and by the meaning of its words."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from rapidfuzz import fuzz, process

from compare.align.asked import Asked
from compare.align.meanings import meanings
from compare.align.reading import Reading
from compare.align.vectors import Floats

ANSWERED = 0.5
"""Least share at which an item counts as answered."""

_NOT_WORD = re.compile(r"\W+")
# Words whose vectors make a smaller angle than this begin to stand for each other.
_KINDRED = 0.6
# A text without stops must not cost the square of its length; no sentence of a plan is longer than this.
_LONGEST = 1000
# Rarity of a word that the data does not know: a name.
_NAME = 7.0


class Answers:
    """The clauses of a lower plan, asked for single things."""

    def __init__(self, reading: Reading, own: frozenset[str]) -> None:
        self._texts = [_NOT_WORD.sub("", text)[:_LONGEST] for text in reading.texts]
        self._own = own
        self._number = {word: at for at, word in enumerate(sorted({w for words in reading.words for w in words}))}
        number, known = self._number, meanings().number
        self._words = [np.array([number[word] for word in words] or [-1]) for words in reading.words]
        self._known = [np.array([known.get(word, -1) for word in words] or [-1]) for words in reading.words]

    def shares(self, asked: Asked, passages: Sequence[int]) -> Floats:
        """How far each passage answers each thing that a clause sets.

        Half of a share is rapidfuzz's partial ratio of the letters; half is the part of the thing's words, weighted by
        rarity, that the passage holds, or that a word of the passage stands for.

        Args:
            asked: What the clause asks for.
            passages: Numbers of clauses of the lower plan.

        Returns:
            Shape (things, passages), in [0, 1].
        """
        plain = [_NOT_WORD.sub("", thing)[:_LONGEST] for thing in asked.things]
        texts = [self._texts[at] for at in passages]
        letters: Floats = (process.cdist(plain, texts, scorer=fuzz.partial_ratio) / 100.0).astype(np.float32)
        every = [word for word in dict.fromkeys(w for words in asked.words for w in words) if word not in self._own]
        if not every or not passages:
            return letters
        rarity = np.array([meanings().rarity.get(word, _NAME) for word in every], dtype=np.float32)
        member = np.array([[word in words for word in every] for words in asked.words], dtype=np.float32) * rarity
        total = member.sum(axis=1, keepdims=True)
        meant = (member @ self._held(every, passages)) / np.maximum(total, 1e-6)
        shares: Floats = np.where(total > 0, (letters + meant) / 2.0, letters).astype(np.float32)
        return shares

    def _held(self, words: Sequence[str], passages: Sequence[int]) -> Floats:
        """How far each passage holds each word or one that stands for it, shape (words, passages)."""
        data = meanings()
        starts = np.cumsum([0, *(len(self._words[at]) for at in passages[:-1])])
        there = np.concatenate([self._words[at] for at in passages])
        known_there = np.concatenate([self._known[at] for at in passages])
        asked = np.array([self._number.get(word, -2) for word in words])
        known = np.array([data.number.get(word, -1) for word in words])
        alike = data.unit[known] @ data.unit[known_there].T
        alike[known < 0, :] = 0.0
        alike[:, known_there < 0] = 0.0
        stands = np.clip((alike - _KINDRED) / (1.0 - _KINDRED), 0.0, 1.0)
        held: Floats = np.maximum.reduceat(np.maximum(stands, asked[:, None] == there[None, :]), starts, axis=1)
        return held
