"""One plan, searched for all themes at once: phrases, headings, nearness of wording."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from math import fsum
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from compare.coverage.finder import Hit
from compare.coverage.phrases import PhraseKind
from compare.coverage.relevance import Signals, nearness
from compare.coverage.search import Search
from compare.coverage.spelling import near_spelling
from compare.features import Reading
from compare.model import Clause, Record
from compare.text import REGIONS, composed, cues, fold, owners_in, regions_in
from compare.text import ngrams as grams

if TYPE_CHECKING:
    from scipy.sparse import csr_array

# A title stands in 《》, or ends in “十四五”规划 without them.
_DOCUMENT_TITLE = composed(
    r"《[^《》\n]{1,80}》|[\u4e00-\u9fff]{2,20}+[“\"]十[一二三四五六]五[”\"](?:[\u4e00-\u9fff]{2})?(?:规划|纲要)"
)
# Spelling variants are only looked for where the wording is near anyway.
_VARIANT_WORDING = 0.12
# Without phrases in it or around it a clause needs this much nearness of wording to be looked at, but for the nearest.
_NEAR_WORDING, _NEAREST = 0.3, 12
# What makes a document stands so many signs before its title at most.
_LEAD, _MAKES, _TASKS = 12, cues("makes_document"), cues("tasks_of_document")
# Wording alone as near as this is looked at like all else; what is less near never counts by itself.
_ALONE = 0.7
# Whoever thanks 消防救援队伍 sets nothing for them.
_THANKS = cues("thanks")
_IN_A_ROW, _JOINS = 2, cues("joins_region")
# What is said of a region between two commas, so many signs before and after it at most.
_SOLD_TO, _PART_END, _AROUND = cues("looks_for_guests"), re.compile(r"[，。；\n]"), 60
# One slight word alone never suffices; what is said beside a clause only helps if it is more than a borrowed word.
_SLIGHT, _SUPPORTING = 0.3, 0.6


class Spoken(Record, frozen=True):
    """What was found for a theme in the clauses of one plan.

    Attributes:
        may: Numbers of the clauses that may speak of it, ascending, and what was found in each.
        others: Numbers of the nearest others, ascending, in which nothing but near wording was found, each with
            ``wording`` and ``heading_wording``: these are most, and count nowhere.
    """

    may: list[tuple[int, Signals]]
    others: list[tuple[int, float, float]]


class Searched:
    """One plan, searched for all themes.

    Attributes:
        reading: The plan.
        hits: Theme id to clause number to the phrases in the clause, in reading order.
    """

    def __init__(self, reading: Reading, search: Search) -> None:
        self.reading, self.plan = reading, reading.plan
        self.hits = _by_clause(reading, search)
        self._phrases = search.finder.phrases
        self._numbers = {theme.id: number for number, theme in enumerate(search.themes)}
        self._titles = [
            match.span() for match in _DOCUMENT_TITLE.finditer(self.plan.text) if not _is_task(match, self.plan.text)
        ]
        self._headings = {c.section: number for number, c in enumerate(self.plan.clauses) if c.kind == "heading"}
        wanted = reading.rarity.vectors(search.said).T.tocsr()
        wording = _cosines(reading.vectors, wanted)
        above = ["", *(" ".join(self.plan.path(number)[-2:]) for number in range(len(self.plan.sections)))]
        under = [0 if c.kind != "body" or c.section is None else c.section + 1 for c in self.plan.clauses]
        heading_wording = _cosines(reading.rarity.vectors(grams.counts(above)), wanted)[under]
        self._near = _nearest(wording + heading_wording)
        # A row a theme: what is asked for are the clauses of one.
        self._wording, self._heading_wording = map(np.ascontiguousarray, (wording.T, heading_wording.T))
        self._thanks = {number for number, text in enumerate(reading.texts) if _THANKS.search(text)}
        self._folded = cache(lambda clause: fold(reading.texts[clause]))

    def signals(self, theme: str) -> Spoken:
        """Return what was found for a theme in clauses that may speak of it, and the nearest others."""
        found, column, over = self.hits.get(theme, {}), self._numbers[theme], self.reading.over
        clauses = self._near_by(found, column)
        wordings, above = self._wording[column].tolist(), self._heading_wording[column].tolist()
        telling = {section for section, number in self._headings.items() if number in found}
        may: list[tuple[int, Signals]] = []
        others: list[tuple[int, float, float]] = []
        for clause in clauses:
            wording, heading_wording = wordings[clause], above[clause]
            hits = found.get(clause, ())
            if wording >= _VARIANT_WORDING and all(hit.phrase.kind is PhraseKind.KINDRED for hit in hits):
                hits = (*hits, *self._variants(theme, clause))
            headings = tuple(self._above(found, clause)) if not telling.isdisjoint(over[clause]) else ()
            beside = tuple(self._beside(found, clause)) if clause - 1 in found or clause + 1 in found else ()
            if not (hits or headings or beside) and nearness(wording, heading_wording) < _ALONE:
                others.append((clause, wording, heading_wording))
                continue
            cited = tuple(filter(self._in_title, hits)) if hits else ()
            hits = tuple(hit for hit in hits if hit not in cited) if cited else hits
            may.append((clause, Signals(hits, cited, headings, beside, wording, heading_wording)))
        return Spoken(may, others)

    def _near_by(self, hits: Mapping[int, tuple[Hit, ...]], column: int) -> list[int]:
        """Numbers of the clauses that may speak of a theme, and of the nearest others, ascending."""
        found = set(self._near[column])
        for clause, of_clause in hits.items():
            weight = fsum(hit.phrase.weight for hit in of_clause)
            if weight < _SLIGHT:
                continue
            found.add(clause)
            if weight >= _SUPPORTING:
                found |= {clause - 1, clause + 1}
            if self.plan.clauses[clause].kind == "heading":
                found.update(self._below(clause))
        return sorted(
            clause for clause in found if 0 <= clause < len(self.reading.texts) and clause not in self._thanks
        )

    def title_around(self, hit: Hit) -> str:
        """Return the document's title that a hit stands in, without brackets; if it has none, from the hit on."""
        start, end = self._title_before(hit)
        return self.plan.text[start + 1 : end - 1] if self.plan.text[start] == "《" else self.plan.text[hit.start : end]

    def heading_around(self, hit: Hit) -> str:
        """Return the heading that a hit stands in."""
        starts = [section.start for section in self.plan.sections]
        return self.plan.sections[bisect_right(starts, hit.start) - 1].heading

    def _in_title(self, hit: Hit) -> bool:
        return hit.start < self._title_before(hit)[1]

    def _title_before(self, hit: Hit) -> tuple[int, int]:
        """Return the last title that begins before a hit ends; an empty span if there is none."""
        at = bisect_right(self._titles, (hit.start, math.inf)) - 1
        return self._titles[at] if at >= 0 else (0, 0)

    def _variants(self, theme: str, clause: int) -> Iterator[Hit]:
        """Yield the first near spelling of the name or an alias in a clause that holds none of them."""
        text, offset = self._folded(clause), self.plan.clauses[clause].start
        if any(p.kind is PhraseKind.EXCLUDED and p.text in text.text for p in self._phrases[theme]):
            return
        for phrase in self._phrases[theme]:
            if phrase.kind in (PhraseKind.NAME, PhraseKind.ALIAS) and (found := near_spelling(phrase, text.text)):
                variant, at = found
                start, end = text.span(*at)
                yield Hit(variant, offset + start, offset + end)
                return

    def _above(self, found: Mapping[int, tuple[Hit, ...]], clause: int) -> Iterator[tuple[int, Hit]]:
        """Hits in the headings of a clause with their distance: 0 for the innermost."""
        for distance, section in enumerate(self.reading.over[clause]):
            for hit in found.get(self._headings[section], ()):
                yield distance, hit

    def _beside(self, found: Mapping[int, tuple[Hit, ...]], clause: int) -> Iterator[Hit]:
        """Hits in the clauses right before and after, of the same section."""
        own = self.plan.clauses[clause]
        for other in (clause - 1, clause + 1):
            if other in found and _same_paragraph(own, self.plan.clauses[other]):
                yield from found[other]

    def _below(self, heading: int) -> Iterator[int]:
        """Numbers of the clauses under a heading: those that follow it until a section that is not inside."""
        top = self.plan.clauses[heading].section
        inside = {top}
        for number in range(heading + 1, len(self.reading.texts)):
            section = self.plan.clauses[number].section
            if section not in inside:
                if section is None or self.plan.sections[section].parent not in inside:
                    return
                inside.add(section)
            yield number


def _nearest(wording: NDArray[np.float32]) -> list[list[int]]:
    """For each column the rows that are near, and the nearest ``_NEAREST`` in any case, of equals the first."""
    far = -wording.T
    many = min(_NEAREST, far.shape[1])
    # Only those that come into question are put in order, not all clauses of the plan.
    columns, rows = np.nonzero(far <= np.partition(far, many - 1, axis=1)[:, many - 1 : many])
    rows = rows[np.lexsort((far[columns, rows], columns))]
    first = np.searchsorted(columns, np.arange(len(far)))
    nearest = rows[first[:, None] + np.arange(many)].tolist()
    columns, rows = np.nonzero(wording.T >= _NEAR_WORDING)
    for column, row in zip(columns.tolist(), rows.tolist(), strict=True):
        nearest[column].append(row)
    found: list[list[int]] = nearest
    return found


def _same_paragraph(one: Clause, other: Clause) -> bool:
    return one.kind == other.kind == "body" and one.section == other.section


def holding_clauses(searched: Searched) -> dict[str, int]:
    """Text of each phrase to the number of clauses of the plan that hold it."""
    holding: defaultdict[str, set[int]] = defaultdict(set)
    for clauses in searched.hits.values():
        for number, hits in clauses.items():
            for hit in hits:
                holding[hit.phrase.text].add(number)
    return {text: len(clauses) for text, clauses in holding.items()}


def _by_clause(reading: Reading, search: Search) -> dict[str, dict[int, tuple[Hit, ...]]]:
    """Theme id to clause number to hits."""
    clauses = reading.plan.clauses
    starts = [clause.start for clause in clauses]
    owners = owners_in(reading.plan.text)  # 省文化和旅游厅 in them does nothing for tourism
    bounds = cache(lambda number: _bounds(starts[number], reading.cut[number]))
    grouped: defaultdict[str, defaultdict[int, list[Hit]]] = defaultdict(lambda: defaultdict(list))
    for theme, hits in search.finder.find(reading.folded, reading.home).items():
        for hit in hits:
            number = _clause_of(hit, clauses, starts)
            if number < 0 or _is_market(hit, reading.plan.text) or _is_inside(hit, owners):
                continue
            if not hit.phrase.is_short or {hit.start, hit.end} <= bounds(number):
                grouped[theme][number].append(hit)
    for theme, apart in chain(*(f.find(reading.folded).items() for f in (search.scattered, search.elliptic))):
        for hit in apart:
            number = _clause_of(hit, clauses, starts)
            if (
                number >= 0
                and not _is_inside(hit, owners)
                and not any(_says_it(other, hit) for other in grouped[theme][number])
            ):
                grouped[theme][number].append(hit)
    return {
        theme: {n: tuple(sorted(hits, key=_place)) for n, hits in found.items() if hits}
        for theme, found in grouped.items()
    }


def _is_inside(hit: Hit, spans: Sequence[tuple[int, int]]) -> bool:
    at = bisect_right(spans, (hit.start, math.inf)) - 1
    return at >= 0 and hit.start < spans[at][1]


def _is_task(title: re.Match[str], text: str) -> bool:
    """Whether a document is to be made, or tasks of it are counted: 编制《天府水网建设规划》 cites nothing."""
    before = text[max(0, title.start() - _LEAD) : title.start()]
    return bool(_MAKES.search(before) or _TASKS.match(text, title.end()))


def _is_market(hit: Hit, text: str) -> bool:
    """Whether a region is only where somebody looks for investors or guests: 面向大湾区、长三角等区域驻点招商."""
    if hit.phrase.text not in REGIONS:
        return False
    before = _PART_END.split(text[max(0, hit.start - _AROUND) : hit.start])[-1]
    parts = _PART_END.split(text[hit.end : hit.end + _AROUND])
    # Of several regions in a row that it joins none of: what is done there stands in the parts that follow.
    here = before + hit.phrase.text + parts[0]
    row = len(regions_in(here)) >= _IN_A_ROW and not _JOINS.search(here)
    return bool(_SOLD_TO.search(before + "".join(parts if row else parts[:1])))


def _clause_of(hit: Hit, clauses: Sequence[Clause], starts: Sequence[int]) -> int:
    """Return the number of the clause that holds a hit; -1 if it stands outside or reaches over an end."""
    number = bisect_right(starts, hit.start) - 1
    return number if number >= 0 and hit.end <= clauses[number].end else -1


def _place(hit: Hit) -> tuple[int, int]:
    return hit.start, hit.end


def _says_it(other: Hit, hit: Hit) -> bool:
    """Whether a phrase stands in the stretch of a scattered one, and shows as much: its words say nothing more."""
    if other.end <= hit.start or hit.end <= other.start:
        return False
    return other.phrase.text == hit.phrase.text or other.phrase.weight >= hit.phrase.weight


def _bounds(start: int, words: Sequence[str]) -> set[int]:
    """Offsets at which words of a clause begin or end: 养老 is no word of 养老金, nor 法治 of 依法治污.

    A word of four characters is made of two: 医疗卫生.
    """
    found = {start}
    for word in words:
        if len(word) == 4:
            found.add(start + 2)
        start += len(word)
        found.add(start)
    return found


def _cosines(left: csr_array, right: csr_array) -> NDArray[np.float32]:
    """Dense cosine similarities in [0, 1], shape (rows of left, columns of right)."""
    product: NDArray[np.float32] = (left @ right).toarray()
    return product
