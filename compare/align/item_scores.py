"""How far passages answer single things that clauses set: by their letters and by the meaning of their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
from rapidfuzz import fuzz, process
from scipy.sparse import csr_array

from compare.align.features import Side
from compare.align.queries import Batch, Questions, letters_of
from compare.align.vectors import Flags, Floats, Numbers, counts
from compare.text import code_points

# What two ways of working out one share may differ by.
_ROUNDING = 1e-5
# Of a share that need not be known, unless it is as much as this, half is worked out in half of the time.
_STEPS, _MARGIN = (0.3, 0.45, 0.6, 0.8), 1e-3


class Answers:
    """The clauses of a lower plan, asked for single things by an upper one."""

    def __init__(self, questions: Questions, lower: Side, own: frozenset[str]) -> None:
        self._letters = [letters_of(text) for text in lower.reading.texts]
        self._lengths = np.array(list(map(len, self._letters)), dtype=np.float32)
        self._written = _written(questions.chars, self._letters)
        self._told = np.array([word not in own for word in questions.number], dtype=np.float32)
        self._if_written, self._if_missing = (
            self._told * odds for odds in (questions.if_written, questions.if_missing)
        )
        self._held = _held(questions, lower)
        self._exact = self._held >= np.float32(1.0)

    def shares(self, batch: Batch, order: Numbers) -> Floats:
        """How far passages answer each thing that some clauses set.

        Half of a share is rapidfuzz's partial ratio of the letters; half is the part of the thing's words, weighted by
        rarity, that the passage holds, or that a word of the passage stands for.

        Args:
            batch: The clauses.
            order: Numbers of the passages of each clause, shape (clauses, passages).

        Returns:
            Shape (things, passages), in [0, 1]; 0 for passages that are known to answer a thing less than another.
        """
        passages = order[batch.clause]
        meant = self._meant(batch, passages)
        most = _share(self._most_alike(batch, passages), meant)
        found: Floats = np.zeros(passages.shape, dtype=np.float32)
        likeliest = np.arange(len(passages)), most.argmax(axis=1)
        found[likeliest] = _share(self._alike(batch, passages, likeliest), meant[likeliest])
        # The letters, which take longest, of those alone that may come to more than the likeliest, and no further.
        most[likeliest] = 0.0
        reached = found.max(axis=1, keepdims=True)
        wanted = np.where(np.isnan(meant), reached, np.float32(2.0) * reached - meant)
        may = most + _ROUNDING >= reached
        for least, next_least in pairwise((-np.inf, *_STEPS, np.inf)):
            others = np.nonzero(may & (least <= wanted) & (wanted < next_least))
            found[others] = _share(self._alike(batch, passages, others, max(0.0, least - _MARGIN)), meant[others])
        return found

    def rarest(self, batch: Batch, order: Numbers) -> Floats:
        """Rarity of the rarest word of each clause that some of its passages hold, or a word that stands for it."""
        thing, row = _things(batch.words), batch.words.indices
        held = self._held[row[:, None], order[batch.clause[thing]]].max(axis=1, initial=0.0)
        found: Floats = np.zeros(len(batch.clauses), dtype=np.float32)
        np.maximum.at(found, batch.clause[thing], held * batch.words.data * self._told[row])
        return found

    def evidence(self, batch: Batch, best: Numbers) -> Floats:
        """Return what the words of each thing tell of a passage being its answer: log odds of ``evidence_of``.

        Args:
            batch: The clauses.
            best: Number of the passage of each thing, shape (things,).

        Returns:
            Shape (things,); 0 for a thing without words.
        """
        row, thing = batch.words.indices, _things(batch.words)
        written = self._exact[row, best[thing]]
        odds = np.where(written, self._if_written[row], self._if_missing[row])
        return np.bincount(thing, odds, minlength=len(best)).astype(np.float32)

    def near_words(self, batch: Batch, order: Numbers, chances: Floats) -> Floats:
        """Share of the words of each thing, weighted by rarity, that a likely passage writes.

        Args:
            batch: The clauses.
            order: Numbers of the passages of each clause, shape (clauses, passages).
            chances: Probability that each of these answers its clause, of the same shape.

        Returns:
            Shape (things,), in [0, 1]: the greatest product of a passage's share and the root of its probability; 0 for
            a thing without words.
        """
        words = self._without_own(batch)
        total = words.sum(axis=1)[:, None]
        written = _summed(words, self._exact, order[batch.clause]) / np.maximum(total, np.float32(_ROUNDING))
        most: Floats = (written * np.sqrt(chances)[batch.clause]).max(axis=1)
        return most

    def _without_own(self, batch: Batch) -> csr_array:
        """Rarity of the words of each thing, but for those that are the plans' own."""
        words = batch.words.copy()
        words.data *= self._told[words.indices]
        return words

    def _meant(self, batch: Batch, passages: Numbers) -> Floats:
        """Share of the words of each thing that each passage holds; not a number for a thing without words."""
        words = self._without_own(batch)
        total = words.sum(axis=1)[:, None]
        share: Floats = np.full(passages.shape, np.nan, dtype=np.float32)
        np.divide(_summed(words, self._held, passages), total, out=share, where=total > 0)
        return share

    def _alike(self, batch: Batch, passages: Numbers, chosen: tuple[Numbers, ...], least: float = 0.0) -> Floats:
        """Partial ratio of the letters of things and passages, for some of the pairs of shape (things, passages); 0 for
        less than the least.
        """
        things = [batch.letters[at] for at in chosen[0].tolist()]
        texts = [self._letters[at] for at in passages[chosen].tolist()]
        ratio: Floats = process.cpdist(
            things, texts, scorer=fuzz.partial_ratio, score_cutoff=100.0 * least, dtype=np.float32
        )
        return ratio / np.float32(100.0)

    def _most_alike(self, batch: Batch, passages: Numbers) -> Floats:
        """Return what the partial ratios come to at most.

        Of a thing of ``n`` characters no more than those that the passage has too, ``c``, can be found in a stretch of
        it, in the best case one of ``c`` characters: ``2c / (n + c)``. In a shorter passage the thing is searched.
        """
        length = batch.chars.sum(axis=1)[:, None]
        common = _summed(batch.chars, self._written, passages)
        most: Floats = np.where(
            (length > 0) & (length <= self._lengths[passages]),
            np.float32(2.0) * common / np.maximum(length + common, np.float32(1.0)),
            np.float32(1.0),
        )
        return most


def _share(letters: Floats, meant: Floats) -> Floats:
    """Half by letters, half by meaning; by letters alone where there are no words."""
    share: Floats = np.where(np.isnan(meant), letters, (letters + meant) / np.float32(2.0))
    return share


def _summed(counted: csr_array, held: Floats | Flags, passages: Numbers) -> Floats:
    """Sum over what each thing has, counted, of how far each of its passages holds it.

    Args:
        counted: Shape (things, rows).
        held: Shape (rows, clauses).
        passages: Numbers of clauses, shape (things, passages).
    """
    found = held[counted.indices[:, None], passages[_things(counted)]].astype(np.float32)
    entries = np.arange(len(found))
    summed: Floats = csr_array((counted.data, entries, counted.indptr), shape=(len(passages), len(found))) @ found
    return summed


def _things(counted: csr_array) -> Numbers:
    """Return the row of each entry."""
    return np.repeat(np.arange(counted.shape[0]), np.diff(counted.indptr))


def _written(chars: Mapping[str, int], letters: Sequence[str]) -> Flags:
    """Whether each character that is asked for stands in the letters of each clause; shape (characters, clauses)."""
    wanted, found = code_points("".join(chars)), code_points("".join(letters))
    row_of = np.full(int(max(wanted.max(initial=0), found.max(initial=0))) + 1, -1, dtype=np.intp)
    row_of[wanted] = list(chars.values())
    rows = row_of[found]
    clauses = np.repeat(np.arange(len(letters)), list(map(len, letters)))
    written: Flags = np.zeros((len(chars), len(letters)), dtype=bool)
    asked = rows >= 0
    written[rows[asked], clauses[asked]] = True
    return written


def _held(questions: Questions, lower: Side) -> Floats:
    """How far each clause holds each word that is asked for, or one that stands for it; shape (words, clauses).

    Only kindred words are looked up, not all words of one plan against all of the other.
    """
    held: Floats = np.zeros((len(questions.number), len(lower.reading.texts)), dtype=np.float32)
    kin, holding = questions.kindred, lower.vectors.known.T.tocsr()
    pairs, clauses = _entries_of(holding.indptr, holding.indices, kin.words)
    np.maximum.at(held, (kin.rows[pairs], clauses), kin.stands[pairs])
    written = counts(lower.reading.words, questions.number)
    held[written.indices, _things(written)] = 1.0
    return held


def _entries_of(starts: Numbers, entries: Numbers, rows: Numbers) -> tuple[Numbers, Numbers]:
    """Return the entries of some rows of a sparse array, one after the other, each with the place of its row among
    these.
    """
    counts = starts[rows + 1] - starts[rows]
    place = np.repeat(np.arange(len(rows)), counts)
    within = np.arange(len(place)) - np.repeat(np.cumsum(counts) - counts, counts)
    return place, entries[starts[rows][place] + within]
