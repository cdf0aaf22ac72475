"""What an upper clause asks for, found once for all lower plans."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from functools import partial

import numpy as np
from ahocorasick_rs import AhoCorasick
from scipy.sparse import csr_array

from compare.align.amounts import listed_amounts
from compare.align.applicability import ClausePart, places_of
from compare.align.binding import Binding, bindings_of
from compare.align.embeddings import meanings, rarity_of
from compare.align.items import items_of
from compare.align.repeats import evidence_of
from compare.align.topics import directions_of
from compare.align.vectors import Floats, Numbers, Numeric, counts
from compare.features import Reading
from compare.model import Record, Role
from compare.text import content_words, cues, folded, ngrams

_NOT_WORD = re.compile(r"\W+")
_RESTRICTS = cues("restricts")
# A text without stops must not cost the square of its length; no sentence of a plan is longer than this.
_LONGEST = 1000
# Words whose vectors make a smaller angle than this begin to stand for each other.
_KINDRED = 0.6
# Words at a time: bounds the memory of their products with all known words.
_AT_ONCE = 256


class Asked(Record, frozen=True):
    """One clause of an upper plan.

    Attributes:
        items: Spans in the clause of what it sets, if it sets several things.
        things: Texts of the items, or of the whole clause; ``words``: the content words of each; ``letters``: what
            it is without punctuation.
        counted: The content words of what each thing sets an amount of, as ``listed_amounts`` gives them.
        telling: The content words of the whole clause, each once, the rarest first.
        numbered: It holds a digit. ``heading``, ``measure``: It is a heading, its role is that of a measure.
        places: The places that each of its parts names.
        binding: Whom it binds by itself.
        refuses: It says itself what is not to be done.
        folded: Its text, by which it is known again.
    """

    number: int
    items: tuple[tuple[int, int], ...]
    things: tuple[str, ...]
    words: tuple[tuple[str, ...], ...]
    letters: tuple[str, ...]
    counted: tuple[tuple[str, ...], ...]
    telling: tuple[str, ...]
    numbered: bool
    heading: bool
    measure: bool
    places: tuple[ClausePart, ...]
    binding: Binding
    refuses: bool
    folded: str


def ask(reading: Reading, numbers: Sequence[int]) -> list[Asked]:
    """Return what some clauses of a plan ask for."""
    places = [places_of(reading.texts[number]) for number in numbers]
    return list(map(partial(_asked, reading), numbers, places, bindings_of(reading, numbers, places)))


def _asked(reading: Reading, number: int, places: tuple[ClausePart, ...], binding: Binding) -> Asked:
    text = reading.texts[number]
    items = tuple(items_of(text))
    things = tuple(text[start:end] for start, end in items) or (text,)
    return Asked(
        number=number,
        items=items,
        things=things,
        words=tuple(tuple(dict.fromkeys(content_words(thing))) for thing in things),
        letters=tuple(map(letters_of, things)),
        counted=listed_amounts(things),
        telling=tuple(sorted(set(reading.words[number]), key=lambda word: (-rarity_of(word), word))),
        numbered=any(map(str.isdigit, text)),
        heading=reading.plan.clauses[number].kind == "heading",
        measure=reading.roles[number] is Role.MEASURE,
        places=places,
        binding=binding,
        refuses=_RESTRICTS.search(text) is not None,
        folded=folded(text),
    )


def letters_of(text: str) -> str:
    """Return a text without punctuation and blanks."""
    return _NOT_WORD.sub("", text)[:_LONGEST]


class Kindred(Record, frozen=True):
    """Words of known meaning that stand for words that are asked for; one entry for each such pair.

    Attributes:
        rows: Row of the word that is asked for.
        words: Number of the word that stands for it, as in ``meanings``.
        stands: How far, in (0, 1].
    """

    rows: Numbers
    words: Numbers
    stands: Floats


class NameFinder:
    """Finds names in a text, all at once."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = tuple(dict.fromkeys(names))
        self._finder = AhoCorasick(self._names)

    def written_in(self, text: str) -> frozenset[str]:
        """Return those of the names that a text writes."""
        found = self._finder.find_matches_as_indexes(text, overlapping=True)
        return frozenset(self._names[number] for number, _, _ in found)


class Questions(Record, frozen=True):
    """All that the clauses of an upper plan ask for.

    Attributes:
        number: Each word that is asked for to its row.
        rarity: Of each of these words; ``if_written``, ``if_missing``: what it tells of a passage, by ``evidence_of``.
        kindred: Words that stand for them.
        chars: Each character of the things' letters to its row.
        names: What the clauses name that plans of the whole country do not.
    """

    number: dict[str, int]
    rarity: Floats
    if_written: Floats
    if_missing: Floats
    kindred: Kindred
    chars: dict[str, int]
    names: NameFinder


class Batch(Record, frozen=True):
    """Clauses that are held against a lower plan together; their things are numbered through.

    Attributes:
        clauses: Clause by clause.
        numbers: Of these clauses in their plan.
        first, many: First thing of each clause, and how many it has; ``clause``: place of the clause of each thing.
        letters: Of each thing.
        words: Rarity of the words of each thing, shape (things, words that are asked for).
        chars: How often each character stands in the letters of each thing, shape (things, characters).
        about: Direction of what each clause means, shape (clauses, dimensions); ``things_about``: of each thing.
        grams: Weight of each run of characters of each thing by how rare it is, each thing's adding up to 1; shape
            (things, ``ngrams.COLUMNS``).
        told, things_told: Signals of the clauses, and of the things, that are the same for any lower plan.
    """

    clauses: tuple[Asked, ...]
    numbers: Numbers
    first: Numbers
    many: Numbers
    clause: Numbers
    letters: tuple[str, ...]
    words: csr_array
    chars: csr_array
    about: Floats
    things_about: Floats
    grams: csr_array
    told: dict[str, Numeric]
    things_told: dict[str, Numeric]


def questions(clauses: Sequence[Asked]) -> Questions:
    """Gather what some clauses ask for."""
    words = dict.fromkeys(word for clause in clauses for words in clause.words for word in words)
    chars = dict.fromkeys(char for clause in clauses for letters in clause.letters for char in letters)
    if_written, if_missing = evidence_of(list(words))
    return Questions(
        number={word: row for row, word in enumerate(words)},
        rarity=np.array([rarity_of(word) for word in words], dtype=np.float32),
        if_written=if_written,
        if_missing=if_missing,
        kindred=_kindred(list(words)),
        chars={char: row for row, char in enumerate(chars)},
        names=NameFinder(name for clause in clauses for name in clause.binding.names),
    )


def batch_of(asked: Questions, clauses: Sequence[Asked]) -> Batch:
    """Return some of the clauses that questions were gathered from, made ready to be held against any lower plan."""
    many = np.array([len(clause.things) for clause in clauses], dtype=np.intp)
    letters = tuple(each for clause in clauses for each in clause.letters)
    words = counts([words for clause in clauses for words in clause.words], asked.number)
    words.data *= asked.rarity[words.indices]
    return Batch(
        clauses=tuple(clauses),
        numbers=np.array([clause.number for clause in clauses], dtype=np.intp),
        first=np.cumsum(many) - many,
        many=many,
        clause=np.repeat(np.arange(len(clauses)), many),
        letters=letters,
        words=words,
        chars=counts(letters, asked.chars),
        about=directions_of(clause.telling for clause in clauses),
        things_about=directions_of(words for clause in clauses for words in clause.words),
        grams=ngrams.shares(letters),
        told={
            "things": np.array([math.log(len(clause.things)) for clause in clauses]),
            "heading": np.array([clause.heading for clause in clauses]),
            "measure": np.array([clause.measure for clause in clauses]),
            "number": np.array([clause.numbered for clause in clauses]),
        },
        things_told={
            "length": np.log([len(each) + 1.0 for each in letters]),
            "digit": np.array([any(map(str.isdigit, each)) for each in letters]),
            "words": np.log(np.diff(words.indptr) + 1.0),
        },
    )


def _kindred(words: Sequence[str]) -> Kindred:
    data = meanings()
    rows = np.array([row for row, word in enumerate(words) if word in data.number], dtype=np.intp)
    numbers = np.array([data.number[words[row]] for row in rows], dtype=np.intp)
    found: list[tuple[Numbers, Numbers, Floats]] = []
    for first in range(0, len(rows), _AT_ONCE):
        alike = data.unit[numbers[first : first + _AT_ONCE]] @ data.unit.T
        # Hardly any word stands for another: one number of each pair is found in a tenth of the time of two.
        at, others = np.divmod(np.flatnonzero(alike > _KINDRED), alike.shape[1])
        stands = (alike[at, others] - np.float32(_KINDRED)) / np.float32(1.0 - _KINDRED)
        found.append((rows[first + at], others, np.minimum(stands, np.float32(1.0))))
    if not found:
        return Kindred(np.zeros(0, np.intp), np.zeros(0, np.intp), np.zeros(0, np.float32))
    return Kindred(*(np.concatenate(column) for column in zip(*found, strict=True)))
