"""Clauses as vectors: by words, by runs of characters, by meaning, by themes; rows run along the clauses of a plan."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
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
Numbers = NDArray[np.intp]

# A phrase of two characters says less than a longer one.
_SHORT_PHRASE = 0.3


@dataclass(frozen=True, slots=True)
class Vectors:
    """The clauses of one plan; ``chars`` are unit TF-IDF vectors of runs of characters.

    Attributes:
        chars: Of each clause.
        headings, heading_of: Of each heading, and which of them is the innermost over each clause.
        paths, path_of: Of all headings over a clause together, and which of them are over each.
        sections, section_of: Of all clauses under the same heading together, and which of them each clause is in.
        known: How often each word of known meaning stands in each clause; ``known_above``: in the headings over it.
        themes: How surely each clause speaks of each theme of the general dictionary, times the theme's rarity.
    """

    chars: csr_array
    headings: csr_array
    heading_of: Numbers
    paths: csr_array
    path_of: Numbers
    sections: csr_array
    section_of: Numbers
    known: csr_array
    known_above: csr_array
    themes: csr_array


class Space:
    """What the clauses of all plans of a run are measured by.

    Attributes:
        rarity: Word to ``ln((1+N)/(1+n))``, N clauses of the run of which n hold the word.
    """

    def __init__(self, readings: Sequence[Reading], similarity: Similarity, themes: Sequence[Theme]) -> None:
        self._similarity, self._finder, self._themes = similarity, PhraseFinder(themes), themes
        holding = Counter(word for reading in readings for words in reading.words for word in set(words))
        clauses = sum(len(reading.texts) for reading in readings)
        self.rarity = {word: math.log((1.0 + clauses) / (1.0 + count)) for word, count in holding.items()}
        spoken = [self._spoken(reading) for reading in readings]
        held = sum((_present(said).sum(0) for said in spoken), np.zeros(len(themes)))
        rarity = np.log((1.0 + clauses) / (1.0 + held)).astype(np.float32)
        self._spoken_of = {
            reading.plan.id: csr_array(said @ diags_array(rarity))
            for reading, said in zip(readings, spoken, strict=True)
        }

    def vectors(self, reading: Reading, chars: csr_array) -> Vectors:
        """The vectors of one plan, given those of its clauses by runs of characters."""
        plan, number = reading.plan, meanings().number
        headings, heading_of = _distinct([plan.sections[over[0]].heading if over else "" for over in reading.over])
        over = [" ".join(plan.sections[at].heading for at in reversed(over)) for over in reading.over]
        paths, path_of = _distinct(over)
        sections, section_of = _together(chars, [clause.section for clause in plan.clauses])
        above = [[word for at in over for word in reading.headings[at]] for over in reading.over]
        return Vectors(
            chars=chars,
            headings=self._similarity.vectors(headings),
            heading_of=heading_of,
            paths=self._similarity.vectors(paths),
            path_of=path_of,
            sections=sections,
            section_of=section_of,
            known=_counts(reading.words, number),
            known_above=_counts(above, number),
            themes=self._spoken_of[plan.id],
        )

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


def _distinct(texts: Sequence[str]) -> tuple[list[str], Numbers]:
    """Each text once, and which of them each is."""
    number = {text: at for at, text in enumerate(dict.fromkeys(texts))}
    return list(number), np.array([number[text] for text in texts], dtype=np.intp)


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


def _together(rows: csr_array, groups: Sequence[int | None]) -> tuple[csr_array, Numbers]:
    """The sum over each group at unit length, and the group of each row."""
    number = {name: at for at, name in enumerate(dict.fromkeys(groups))}
    at = np.array([number[group] for group in groups], dtype=np.intp)
    member = csr_array((np.ones(len(at), dtype=np.float32), (at, np.arange(len(at)))), shape=(len(number), len(at)))
    summed = csr_array(member @ rows)
    length = np.sqrt(np.asarray(summed.multiply(summed).sum(axis=1)).ravel())
    return csr_array(diags_array((1.0 / np.maximum(length, 1e-9)).astype(np.float32)) @ summed), at
