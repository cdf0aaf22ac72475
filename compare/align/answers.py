"""How far passages answer one thing that a clause sets: by its letters and by the meaning of its words."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from rapidfuzz import fuzz, process

from compare.align.meanings import meanings
from compare.align.reading import Reading
from compare.align.vectors import Floats
from compare.words import content_words

ANSWERED = 0.5
"""Least share at which an item counts as answered."""

_NOT_WORD = re.compile(r"\W+")
# Words whose vectors make a smaller angle than this begin to stand for each other.
_KINDRED = 0.6
# Rarity of a word that the data does not know: a name.
_NAME = 7.0


class Answers:
    """The clauses of a lower plan, asked for single things."""

    def __init__(self, reading: Reading, own: frozenset[str]) -> None:
        self._texts = [_NOT_WORD.sub("", text) for text in reading.texts]
        self._words = [frozenset(words) for words in reading.words]
        data = meanings()
        self._known = [[data.number[word] for word in sorted(words) if word in data.number] for words in self._words]
        self._own = own

    def shares(self, items: Sequence[str], passages: Sequence[int]) -> Floats:
        """How far each passage answers each item.

        Half of a share is rapidfuzz's partial ratio of the letters; half is the part of the item's words, weighted by
        rarity, that the passage holds, or that a word of the passage stands for.

        Args:
            items: Texts.
            passages: Numbers of clauses of the lower plan.

        Returns:
            Shape (items, passages), in [0, 1].
        """
        plain = [_NOT_WORD.sub("", item) for item in items]
        letters = process.cdist(plain, [self._texts[at] for at in passages], scorer=fuzz.partial_ratio) / 100.0
        words = [[word for word in dict.fromkeys(content_words(item)) if word not in self._own] for item in items]
        every = list(dict.fromkeys(word for some in words for word in some))
        if not every or not passages:
            return letters.astype(np.float32)
        held = self._held(every, passages)
        rarity = np.array([meanings().rarity.get(word, _NAME) for word in every], dtype=np.float32)
        member = np.array([[word in some for word in every] for some in words], dtype=np.float32) * rarity
        total = member.sum(axis=1, keepdims=True)
        meant = (member @ held) / np.maximum(total, 1e-6)
        shares: Floats = np.where(total > 0, (letters + meant) / 2.0, letters).astype(np.float32)
        return shares

    def _held(self, words: Sequence[str], passages: Sequence[int]) -> Floats:
        """How far each passage holds each word or one that stands for it, shape (words, passages)."""
        held = np.array([[word in self._words[at] for at in passages] for word in words], dtype=np.float32)
        data = meanings()
        rows = [at for at, word in enumerate(words) if word in data.number]
        inside = [(column, self._known[at]) for column, at in enumerate(passages) if self._known[at]]
        if rows and inside:
            asked = data.unit[[data.number[words[at]] for at in rows]]
            there = data.unit[[number for _, numbers in inside for number in numbers]]
            starts = np.cumsum([0, *(len(numbers) for _, numbers in inside[:-1])])
            nearest = np.maximum.reduceat(asked @ there.T, starts, axis=1)
            stands = np.clip((nearest - _KINDRED) / (1.0 - _KINDRED), 0.0, 1.0)
            columns = [column for column, _ in inside]
            held[np.ix_(rows, columns)] = np.maximum(held[np.ix_(rows, columns)], stands)
        return held
