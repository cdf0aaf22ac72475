"""Clauses as vectors: by words, by runs of characters, by meaning, by themes; rows run along the clauses of a plan."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import chain
from math import fsum

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array

from compare.align.embeddings import meanings
from compare.align.matters import matters
from compare.coverage import PhraseFinder
from compare.features import Reading
from compare.model import Record
from compare.text import share_of
from compare.themes import general_themes

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]
Numbers = NDArray[np.intp]
Numeric = NDArray[np.number | np.bool_]

# A phrase of two characters says less than a longer one.
_SHORT_PHRASE = 0.3


class Vectors(Record, frozen=True):
    """The clauses of one plan; ``chars`` are unit TF-IDF vectors of runs of characters.

    Attributes:
        chars: Of each clause.
        sections, section_of: Of all clauses under the same heading together, and which of them each clause is in.
        known: How often each word of known meaning stands in each clause; ``known_above``: in the headings over it.
        themes: How surely each clause speaks of each theme of the general dictionary, times the theme's rarity.
        matters: The rarity of each matter that each clause speaks of, in whatever words.
    """

    chars: csr_array
    sections: csr_array
    section_of: Numbers
    known: csr_array
    known_above: csr_array
    themes: csr_array
    matters: csr_array


def vectors_of(reading: Reading) -> Vectors:
    """Return the vectors of a plan; they depend on that plan alone."""
    plan, number = reading.plan, meanings().number
    chars = reading.vectors
    sections, section_of = _together(chars, [clause.section for clause in plan.clauses])
    # Clauses under the same headings have the same words above them.
    paths = {over: at for at, over in enumerate(dict.fromkeys(reading.over))}
    above = counts([[word for at in over for word in reading.headings[at]] for over in paths], number)
    return Vectors(
        chars=chars,
        sections=sections,
        section_of=section_of,
        known=counts(reading.words, number),
        known_above=above[[paths[over] for over in reading.over]],
        themes=_spoken(reading),
        matters=matters().spoken_of(reading.texts),
    )


class _Themes(Record, frozen=True):
    """The general dictionary.

    Attributes:
        column: Theme id to its column.
        rarity: Of each theme: ``-ln`` of about the share of clauses of plans of the whole country that speak of it.
    """

    finder: PhraseFinder
    column: dict[str, int]
    rarity: Floats


@cache
def _themes() -> _Themes:
    themes = general_themes()
    finder = PhraseFinder(themes)
    shares = [fsum(phrase.weight * share_of(phrase.text) for phrase in finder.phrases[theme.id]) for theme in themes]
    rarity = -np.log(np.minimum(1.0, shares))
    return _Themes(finder, {theme.id: at for at, theme in enumerate(themes)}, rarity.astype(np.float32))


def _spoken(reading: Reading) -> csr_array:
    """How surely each clause speaks of each theme, times the theme's rarity; shape (clauses, themes)."""
    plan, known = reading.plan, _themes()
    starts = [clause.start for clause in plan.clauses]
    found: dict[tuple[int, int], float] = {}
    for theme, hits in known.finder.find(reading.folded, reading.home).items():
        column = known.column[theme]
        for hit in hits:
            row = bisect_right(starts, hit.start) - 1
            if row >= 0 and hit.end <= plan.clauses[row].end:
                weight = hit.phrase.weight * (_SHORT_PHRASE if hit.phrase.is_short else 1.0)
                found[row, column] = max(found.get((row, column), 0.0), weight)
    return csr_array(_sparse(found, (len(starts), len(known.column))) @ diags_array(known.rarity))


def counts(rows: Sequence[Iterable[str]], number: Mapping[str, int]) -> csr_array:
    """How often each of some numbered words stands in each row of words, shape (rows, numbers)."""
    find = number.get
    found = [[at for word in words if (at := find(word)) is not None] for words in rows]
    starts = np.cumsum([0, *map(len, found)])
    columns = np.fromiter(chain.from_iterable(found), dtype=np.int32, count=starts[-1])
    counted = csr_array((np.ones(len(columns), dtype=np.float32), columns, starts), shape=(len(rows), len(number)))
    counted.sum_duplicates()
    return counted


def _sparse(found: dict[tuple[int, int], float], shape: tuple[int, int]) -> csr_array:
    rows, columns = [at[0] for at in found], [at[1] for at in found]
    return csr_array((np.array(list(found.values()), dtype=np.float32), (rows, columns)), shape=shape)


def _together(rows: csr_array, groups: Sequence[int | None]) -> tuple[csr_array, Numbers]:
    """Return the sum over each group at unit length, and the group of each row."""
    number = {name: at for at, name in enumerate(dict.fromkeys(groups))}
    at = np.array([number[group] for group in groups], dtype=np.intp)
    member = csr_array((np.ones(len(at), dtype=np.float32), (at, np.arange(len(at)))), shape=(len(number), len(at)))
    summed = csr_array(member @ rows)
    length = np.sqrt(np.asarray(summed.multiply(summed).sum(axis=1)).ravel())
    return csr_array(diags_array((1.0 / np.maximum(length, 1e-9)).astype(np.float32)) @ summed), at
