"""Whether a clause binds its own plan: formula, local or general."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from compare.model import Commitment, Level, Passage, Plan
from compare.text import amounts, cues, find_areas, fold_codes, rarity

SHINGLE = 6
"""Characters of a shingle: longer than nearly all words, so that only shared wording has many in common."""
SHARED = 0.75
"""Share of its shingles that makes a passage a copy: in a sentence of 40 characters a changed word breaks seven."""
SHORTEST = 14
"""Folded characters of a passage; plans say shorter things in the same words without copying them."""

# First and last of the folded characters that are no punctuation.
_WORD = (("\u4e00", "\u9fff"), ("a", "z"), ("0", "9"))
# A prime near 2^40 keeps the products of code points apart; the arithmetic wraps at 2^64, the same on every machine.
_BASE = 1_099_511_628_211

_DATE, _OWNER, _PROJECT = cues("date_set"), cues("owner"), cues("named_project")
_VILLAGE, _KINDS_OF_VILLAGE = cues("town"), cues("kind_of_town")
_NAME_RARITY = 5.4
_POINTING = frozenset("各每该本全到向对为的与和及在从一二三四五六七八九十百两多")

Hashes = NDArray[np.uint64]
Counts = NDArray[np.int32]
Numbers = NDArray[np.int64]


def formulas_of(plan: Plan, runs: Shingles, others: Sequence[Hashes]) -> tuple[int, ...]:
    """Tell what is a formula in one plan.

    A clause is a formula if three quarters of its shingles stand in plans of the same level of other regions, or in
    one of the plan's upper plans. A plan alone has neither: nothing in it is a formula.

    Args:
        plan: The plan.
        runs: Those of its text.
        others: The hashes, sorted, of which any may hold three quarters of a clause: what plans of its level in other
            regions share, and those of each upper plan.

    Returns:
        The numbers of its clauses that are formulas, ascending.
    """
    spans = np.array([(clause.start, clause.end) for clause in plan.clauses], dtype=np.int64).reshape(-1, 2)
    first, last = runs.spans(spans)
    shares = np.max([shares_of(runs.within(other), first, last) for other in others], axis=0)
    return tuple(np.flatnonzero((last - first >= SHORTEST) & (shares >= SHARED)).tolist())


class Commitments:
    """Tells, of one plan, which clauses bind it and which anybody could have written."""

    def __init__(self, plan: Plan, formulas: Iterable[int]) -> None:
        self._plan, self._formulas = plan, frozenset(formulas)
        self._code = _code(plan)
        self.of = cache(self._of)

    def told(self, passages: Iterable[Passage]) -> tuple[Passage, ...]:
        """Return passages of the plan with the commitments of their clauses."""
        return tuple(
            passage if passage.clause is None else replace(passage, commitment=self.of(passage.clause))
            for passage in passages
        )

    def _of(self, clause: int) -> Commitment:
        """Return the commitment of a clause, by its number."""
        if clause in self._formulas:
            return Commitment.FORMULA
        text = self._plan.text[self._plan.clauses[clause].start : self._plan.clauses[clause].end]
        return Commitment.LOCAL if _binds(text) or self._names_own_place(text) else Commitment.GENERAL

    def _names_own_place(self, text: str) -> bool:
        if self._plan.level is Level.NATIONAL:
            return False
        if self._code is not None:
            inside = any(area.code.startswith(self._code) for area in find_areas(text))
        else:
            # Of an area that the gazetteer does not know (广清两市) any city or county may be a part; the short names
            # of counties are words as well (振兴).
            cities = any(area.level is Level.CITY for area in find_areas(text))
            inside = cities or any(area.level.rank > Level.CITY.rank for area in find_areas(text, full=True))
        return inside or any(_is_name(found[1]) for found in _VILLAGE.finditer(text))


class Shingles:
    """The runs of ``SHINGLE`` characters of a text, folded and without punctuation.

    Attributes:
        hashes: Polynomial hashes of the runs, modulo 2^64, in reading order.
    """

    def __init__(self, text: str) -> None:
        codes, origin = fold_codes(text)
        word = np.zeros(len(codes), dtype=np.bool_)
        for first, last in _WORD:
            word |= (codes >= ord(first)) & (codes <= ord(last))
        # Of each character that is left the offset in the text that it came from.
        self._origin = origin[word]
        kept = codes[word].astype(np.uint64)
        count = max(0, len(kept) - SHINGLE + 1)
        self.hashes = np.zeros(count, dtype=np.uint64)
        for offset in range(SHINGLE):
            self.hashes = self.hashes * np.uint64(_BASE) + kept[offset : offset + count]
        self._order = np.argsort(self.hashes)

    def distinct(self) -> Hashes:
        """Return the hashes, sorted, each once."""
        return _each_once(self.hashes[self._order])

    def spans(self, spans: Numbers) -> tuple[Numbers, Numbers]:
        """Of spans of the text, shape (n, 2), begins and ends among the characters that are left."""
        first, last = np.searchsorted(self._origin, spans).T
        return first, last

    def within(self, others: Hashes) -> Counts:
        """How many of the runs before each stand among others, which are sorted; one more for the end."""
        counts = np.zeros(len(self.hashes) + 1, dtype=np.int32)
        if len(others):
            # Looked up in their order, which the cache of the processor likes four times better than at random.
            hashes = self.hashes[self._order]
            found = np.empty(len(hashes), dtype=np.bool_)
            found[self._order] = others[np.minimum(np.searchsorted(others, hashes), len(others) - 1)] == hashes
            np.cumsum(found, out=counts[1:])
        return counts


def shares_of(counts: Counts, first: Numbers, last: Numbers) -> NDArray[np.float64]:
    """Share of the runs inside each span of characters that stand among others; 0 for a span shorter than a run."""
    end = np.maximum(last - SHINGLE + 1, 0)
    first = np.minimum(first, end)
    shares: NDArray[np.float64] = (counts[end] - counts[first]) / np.maximum(end - first, 1)
    return shares


def _each_once(ascending: Hashes) -> Hashes:
    """Return the same without repetitions."""
    once = np.ones(len(ascending), dtype=np.bool_)
    np.not_equal(ascending[1:], ascending[:-1], out=once[1:])
    return ascending[once]


def _is_name(stem: str) -> bool:
    """Whether two characters before 镇, 乡, 村 or 街道 are the name of one."""
    return stem not in _KINDS_OF_VILLAGE and stem[0] not in _POINTING and rarity(stem) >= _NAME_RARITY


def _code(plan: Plan) -> str | None:
    """Return the code of the area of a plan; ``None`` if the gazetteer does not know it or it is the whole country."""
    areas = find_areas(plan.region)
    return areas[-1].code or None if areas else None


def _binds(text: str) -> bool:
    # The amounts last, which take longest.
    return any(pattern.search(text) for pattern in (_DATE, _OWNER, _PROJECT)) or bool(amounts(text))
