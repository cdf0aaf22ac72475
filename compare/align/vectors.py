"""Clauses as vectors: by words, by runs of characters, by meaning, by themes; rows run along the clauses of a plan."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array

from compare.align.meanings import meanings
from compare.align.reading import Reading
from compare.evidence.phrases import PhraseFinder
from compare.evidence.similarity import Similarity
from compare.folding import fold
from compare.model import Theme

Floats = NDArray[np.float32]

# A phrase of two characters says less than a longer one.
_SHORT_PHRASE = 0.3


@dataclass(frozen=True, slots=True)
class Vectors:
    """The clauses of one plan.

    Attributes:
        held: Which word of the run stands in which clause, 0 or 1, shape (clauses, words).
        chars: Unit TF-IDF vectors of runs of characters.
        above: The same of the innermost heading over each clause; ``path``: of all headings over it together.
        section: The same of all clauses under the same heading together.
        known: How often each word of known meaning stands in each clause; ``known_above``: in the headings over it.
        themes: How surely each clause speaks of each theme of the general dictionary, times the theme's rarity.
    """

    held: csr_array
    chars: csr_array
    above: csr_array
    path: csr_array
    section: csr_array
    known: csr_array
    known_above: csr_array
    themes: csr_array


class Space:
    """What the clauses of all plans of a run are measured by.

    Attributes:
        words: Words of the run in alphabetical order.
        rarity: For each of them ``ln((1+N)/(1+n))``, N clauses of which n hold it.
    """

    def __init__(self, readings: Sequence[Reading], similarity: Similarity, themes: Sequence[Theme]) -> None:
        self.words = sorted({word for reading in readings for words in reading.words for word in words})
        self._number = {word: at for at, word in enumerate(self.words)}
        self._similarity, self._finder, self._themes = similarity, PhraseFinder(themes), themes
        held = [_counts(reading.words, self._number) for reading in readings]
        clauses = sum(matrix.shape[0] for matrix in held)
        self.rarity = _rarity(sum((_present(matrix).sum(0) for matrix in held), np.zeros(len(self.words))), clauses)
        spoken = [self._spoken(reading) for reading in readings]
        theme_rarity = _rarity(sum((_present(matrix).sum(0) for matrix in spoken), np.zeros(len(themes))), clauses)
        self._parts = {
            reading.plan.id: (_present(words), csr_array(said @ diags_array(theme_rarity)))
            for reading, words, said in zip(readings, held, spoken, strict=True)
        }

    def vectors(self, reading: Reading, chars: csr_array) -> Vectors:
        """The vectors of one plan, given those of its clauses by runs of characters."""
        held, themes = self._parts[reading.plan.id]
        plan = reading.plan
        above = [plan.sections[over[0]].heading if over else "" for over in reading.over]
        path = [" ".join(plan.sections[at].heading for at in reversed(over)) for over in reading.over]
        number = meanings().number
        return Vectors(
            held=held,
            chars=chars,
            above=self._similarity.vectors(above),
            path=self._similarity.vectors(path),
            section=_together(chars, [clause.section for clause in plan.clauses]),
            known=_counts(reading.words, number),
            known_above=_counts([[w for at in over for w in reading.headings[at]] for over in reading.over], number),
            themes=themes,
        )

    def rarity_of(self, word: str) -> float:
        """Rarity of one word of the run."""
        return float(self.rarity[self._number[word]])

    def mask(self, words: Iterable[str]) -> Floats:
        """The rarity of each word of the run, but 0 for the given ones."""
        kept = self.rarity.copy()
        kept[[self._number[word] for word in words if word in self._number]] = 0.0
        return kept

    def _spoken(self, reading: Reading) -> csr_array:
        """How surely each clause speaks of each theme, shape (clauses, themes)."""
        plan = reading.plan
        starts = [clause.start for clause in plan.clauses]
        column = {theme.id: at for at, theme in enumerate(self._themes)}
        found: dict[tuple[int, int], float] = {}
        for theme, hits in self._finder.find(fold(plan.text)).items():
            for hit in hits:
                row = bisect_right(starts, hit.start) - 1
                if row >= 0 and hit.end <= plan.clauses[row].end:
                    at = (row, column[theme])
                    weight = hit.phrase.weight * (_SHORT_PHRASE if hit.phrase.is_short else 1.0)
                    found[at] = max(found.get(at, 0.0), weight)
        return _sparse(found, (len(starts), len(column)))


def _counts(rows: Sequence[Iterable[str]], number: dict[str, int]) -> csr_array:
    found: dict[tuple[int, int], float] = {}
    for row, words in enumerate(rows):
        for word in words:
            if word in number:
                at = (row, number[word])
                found[at] = found.get(at, 0.0) + 1.0
    return _sparse(found, (len(rows), len(number)))


def _sparse(found: dict[tuple[int, int], float], shape: tuple[int, int]) -> csr_array:
    rows, columns = [at[0] for at in found], [at[1] for at in found]
    return csr_array((np.array(list(found.values()), dtype=np.float32), (rows, columns)), shape=shape)


def _present(counts: csr_array) -> csr_array:
    present = counts.copy()
    present.data = np.ones_like(present.data)
    return present


def _rarity(holding: NDArray[np.float64], clauses: int) -> Floats:
    return np.log((1.0 + clauses) / (1.0 + holding)).astype(np.float32)


def _together(rows: csr_array, groups: Sequence[int | None]) -> csr_array:
    """For each row the sum over its group, at unit length."""
    names = {name: at for at, name in enumerate(dict.fromkeys(groups))}
    at = np.array([names[group] for group in groups])
    member = csr_array((np.ones(len(at), dtype=np.float32), (at, np.arange(len(at)))), shape=(len(names), len(at)))
    return csr_array(unit(csr_array(member @ rows))[at])


def unit(rows: csr_array) -> csr_array:
    """Rows at unit length; an empty row stays empty."""
    length = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    return csr_array(diags_array((1.0 / np.maximum(length, 1e-9)).astype(np.float32)) @ rows)
