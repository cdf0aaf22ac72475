"""The coverage matrix: for each theme and plan a depth, the passages that show it, or what was tried in vain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from heapq import nsmallest
from itertools import starmap

from msgspec.structs import replace
from rapidfuzz import fuzz

from compare.coverage.candidates import Searched, holding_clauses
from compare.coverage.depth import PAST_OR_SETTING, Said, Taken, taken_up
from compare.coverage.finder import Hit, PhraseFinder
from compare.coverage.phrases import Phrase, PhraseKind
from compare.coverage.pieces import general_words
from compare.coverage.relevance import PhraseWeights, Signals, by_wording, relevance
from compare.coverage.search import Search
from compare.features import Reading
from compare.model import Cell, Depth, Passage, Reason, Record, Role, Theme
from compare.text import folded

READABLE_ENOUGH = 0.7
"""A plan of which less can be read gives "cannot say": what is not found in it may stand in the damaged part."""

RELEVANT = 0.38
"""Least relevance of a clause that counts: just under that of one borrowed phrase alone, 1 - exp(-0.9 x 0.5)."""

EVIDENCE_KEPT, NEAREST_KEPT, NEAREST_BESIDE = 8, 5, 2
"""Passages of a cell: those that count, the nearest where a theme is not taken up, and beside one that is only stated.
How many count in all stands in the cell.
"""

# How much a passage of a role shows, against a measure: what a reader would quote first.
_WORTH = {
    Role.TARGET: 1.05,
    Role.MEASURE: 1.0,
    Role.SAFEGUARD: 0.95,
    Role.GOAL: 0.8,
    Role.PRINCIPLE: 0.7,
    Role.BACKGROUND: 0.4,
    Role.ACHIEVEMENT: 0.4,
    Role.BASIS: 0.3,
    Role.TITLE: 0.3,
}
_HEADING_WORTH = 0.85
_DEPTH_WORTH = {Depth.CITED: 0.9, Depth.STATED: 0.9, Depth.ACTIONED: 1.0, Depth.QUANTIFIED: 1.1}
# Of two as relevant the one that says the theme in more words is quoted first: what each further word adds, up to four.
_FURTHER_WORD, _FURTHER_WORDS = 0.03, 4
# A heading as telling as this makes the whole clause below it the theme's.
_HEADED = 0.6
# A number beside a phrase of less weight may be anything's.
_COUNTED = 0.4
# These are mentions of the theme wherever it is believed, and parts of its name or definition of this weight.
_WORDINGS = frozenset({PhraseKind.NAME, PhraseKind.ALIAS, PhraseKind.VARIANT})
_MENTION = 0.75
# What shows the depth leads where it is so nearly as good as the best passage; else it stands second. The same
# nearness lets one that holds the theme's own words go before one that borrows them or only stands below a heading.
_AS_GOOD = 0.85
# An alias this like the name (rapidfuzz's ratio) is the name in another form.
_DIRECT = 60.0


def cover(reading: Reading, search: Search, readable: float) -> tuple[Cell, ...]:
    """Judge every theme in a plan, from the plan's own text alone.

    Args:
        reading: The plan.
        search: The themes.
        readable: Share of the plan's text that is sound, in [0, 1].

    Returns:
        Cells in the order of the themes.
    """
    found = Searched(reading, search)
    weight = PhraseWeights(holding_clauses(found), len(reading.texts))
    return tuple(_Judge(found, theme, search.finder, weight).cell(readable) for theme in search.themes)


class _Candidate(Record, frozen=True):
    """A clause that may count for a theme."""

    clause: int
    relevance: float
    signals: Signals
    taken: Taken


_Other = tuple[float, int, tuple[Hit, ...]]
"""A clause that does not count: its relevance, negative, its number, and the phrases that stand in it."""


class _Judge:
    """One theme in one plan."""

    def __init__(self, searched: Searched, theme: Theme, finder: PhraseFinder, weight: PhraseWeights) -> None:
        self._found, self._reading, self._theme, self._weight = searched, searched.reading, theme, weight
        self._phrases = finder.searched[theme.id]

    def cell(self, readable: float) -> Cell:
        """Return the cell of the matrix."""
        counted, others, unsaid = self._candidates()
        depth = max((candidate.taken.depth for candidate in counted), default=Depth.ABSENT)
        counted = self._led(counted, depth)
        sayable = readable >= READABLE_ENOUGH
        shown = _nearest_shown(depth) if sayable else NEAREST_KEPT
        nearest = tuple(starmap(self._nearest, _nearest(others, unsaid, shown)))
        mentions = self._mentions(counted)
        reason = self._reason(depth, counted, nearest) if sayable else Reason("cannot_say", (f"{readable:.0%}",))
        return Cell(
            theme=self._theme.id,
            plan=self._reading.plan.id,
            status="judged" if sayable else "cannot_say",
            depth=depth if sayable else None,
            explicit=self._explicit(counted) if counted else None,
            evidence=self._evidence(counted),
            phrases=self._phrases,
            nearest=nearest,
            reason=reason,
            mentions=mentions.total(),
            wordings=tuple(sorted(mentions, key=lambda wording: (-mentions[wording], wording))),
            passages=len(counted),
        )

    def _candidates(self) -> tuple[list[_Candidate], list[_Other], list[tuple[int, float, float]]]:
        """Clauses that count, best first; those that do not, and the others that came near by wording alone."""
        counted: list[_Candidate] = []
        others: list[_Other] = []
        spoken = self._found.signals(self._theme.id)
        for number, found in spoken.may:
            by_title = self._counts_by_title(found)
            signals = replace(found, hits=found.cited) if by_title else found
            score = relevance(signals, self._weight)
            if score < RELEVANT:
                others.append((-score, number, signals.hits))
            else:
                taken = Taken(Depth.CITED) if by_title else self._taken(number, signals)
                counted.append(_Candidate(number, score, signals, taken))
        if _hangs_by_half_a_word(counted):
            others += [(-c.relevance, c.clause, c.signals.hits) for c in counted]
            counted = []
        if _hangs_by_one_word(counted):
            counted = [replace(c, taken=Taken(min(c.taken.depth, Depth.STATED))) for c in counted]
        counted.sort(key=lambda candidate: (-self._value(candidate) * _fullness(candidate), candidate.clause))
        return counted, others, spoken.others

    def _led(self, counted: Sequence[_Candidate], depth: Depth) -> list[_Candidate]:
        """Return what counts, best first, but that the passage which shows the depth is the first, or the second."""
        at_depth = [candidate for candidate in counted if candidate.taken.depth is depth]
        if not at_depth:
            return []
        least = _AS_GOOD * max(map(self._value, at_depth))
        near = [candidate for candidate in at_depth if self._value(candidate) >= least]
        shows = next((candidate for candidate in near if any(map(self._is_own, candidate.signals.hits))), near[0])
        rest = [candidate for candidate in counted if candidate is not shows]
        if not rest or self._value(shows) >= _AS_GOOD * self._value(rest[0]):
            return [shows, *rest]
        return [rest[0], shows, *rest[1:]]

    def _value(self, candidate: _Candidate) -> float:
        return candidate.relevance * self._worth(candidate)

    def _counts_by_title(self, signals: Signals) -> bool:
        """Whether, but for the document's title that it cites, a clause would not count by any phrase."""
        if not signals.cited or signals.hits:
            return False
        return relevance(replace(signals, wording=0.0), self._weight) < RELEVANT

    def _taken(self, number: int, signals: Signals) -> Taken:
        clause, text = self._reading.plan.clauses[number], self._reading.texts[number]
        above = [hit for distance, hit in signals.headings if distance == 0 and self._is_own(hit)]
        spans = tuple((hit.start - clause.start, hit.end - clause.start) for hit in signals.hits)
        # Under a heading that names 产业集群, 集群企业 is the theme's word.
        pieces = sorted({piece for hit in above for piece in _pairs(hit.phrase.text)})
        named = tuple(span for piece in pieces for span in _spans_of(piece, text)) if pieces else ()
        said = Said(
            spans=spans,
            counted=(*spans, *named),
            own=tuple(span for span, hit in zip(spans, signals.hits, strict=True) if self._is_own(hit)),
            telling=bool(above) or any(self._weight(hit.phrase) >= _COUNTED for hit in signals.hits),
            about=any(d == 0 and self._weight(hit.phrase) >= _HEADED for d, hit in signals.headings),
        )
        return taken_up(text, said, role=self._reading.roles[number], is_body=clause.kind == "body")

    def _is_own(self, hit: Hit) -> bool:
        return hit.phrase.kind is not PhraseKind.KINDRED and self._weight(hit.phrase) >= _HEADED

    def _worth(self, candidate: _Candidate) -> float:
        heading = self._reading.plan.clauses[candidate.clause].kind != "body"
        role = self._reading.roles[candidate.clause]
        return _WORTH[role] * _DEPTH_WORTH[candidate.taken.depth] * (_HEADING_WORTH if heading else 1.0)

    def _evidence(self, counted: Sequence[_Candidate]) -> tuple[Passage, ...]:
        """Return the passages that are shown; what shows the depth scores no less than those that it goes before."""
        scores = [min(1.0, self._value(candidate)) for candidate in counted]
        return tuple(
            self._passage(candidate, max(scores[rank:]), self._why(candidate.signals))
            for rank, candidate in enumerate(counted[:EVIDENCE_KEPT])
        )

    def _nearest(self, less: float, clause: int, hits: tuple[Hit, ...]) -> Passage:
        near = tuple(dict.fromkeys(hit.phrase.written for hit in hits))
        return self._reading.passages[clause](round(-less, 4), Reason("near", near), Depth.ABSENT)

    def _passage(self, candidate: _Candidate, score: float, reason: Reason) -> Passage:
        return self._reading.passages[candidate.clause](round(score, 4), reason, candidate.taken.depth)

    def _why(self, signals: Signals) -> Reason:
        """Return the strongest thing that made a clause count."""
        if signals.cited and signals.hits == signals.cited:
            return Reason("document_title", (self._found.title_around(signals.cited[0]),))
        for kind in (PhraseKind.NAME, PhraseKind.ALIAS):
            if found := [hit.phrase.written for hit in signals.hits if hit.phrase.kind is kind]:
                return Reason(kind.value, (found[0],))
        for hit in signals.hits:
            if hit.phrase.kind is PhraseKind.VARIANT:
                return Reason("variant", (hit.phrase.written, self._reading.plan.text[hit.start : hit.end]))
        if signals.hits:
            return Reason("terms", tuple(dict.fromkeys(hit.phrase.written for hit in signals.hits)))
        if signals.headings:
            return Reason("heading", (self._found.heading_around(signals.headings[0][1]),))
        return Reason("wording", (f"{signals.wording:.2f}",))

    def _reason(self, depth: Depth, counted: Sequence[_Candidate], nearest: Sequence[Passage]) -> Reason:
        """Return the sentence for the whole cell."""
        if depth is Depth.ABSENT:
            best = nearest[0].score if nearest else 0.0
            return Reason("absent", (str(len(self._phrases)), f"{best:.2f}"))
        at_depth = [candidate for candidate in counted if candidate.taken.depth is depth]
        first = at_depth[0]
        if first.taken.figure is not None:
            return Reason("quantified", (self._reading.texts[first.clause][slice(*first.taken.figure)],))
        if first.taken.refused:
            return Reason("refused", (first.taken.refused,))
        if depth is Depth.CITED:
            role = self._reading.roles[first.clause]
            return Reason("cited", (role if role in PAST_OR_SETTING else Role.TITLE, str(len(at_depth))))
        return Reason("actioned" if depth is Depth.ACTIONED else "stated", (str(len(at_depth)),))

    def _explicit(self, counted: Sequence[_Candidate]) -> bool:
        """Whether the name, words of its one line or a near spelling are written in what counts."""
        name = folded(self._theme.name)
        return any(_is_direct(name, hit) for c in counted for hit in (*c.signals.hits, *c.signals.cited))

    def _mentions(self, counted: Sequence[_Candidate]) -> Counter[str]:
        """Count the theme's own wordings that are written in what counts; what lies in a longer one is not again."""
        reach, found = -1, Counter[str]()
        hits = (hit for c in counted for hit in {*c.signals.hits, *c.signals.cited})
        # Two wordings may stand in one place: of a set, whose order is another in each process, none is the first.
        for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end, hit.phrase.written)):
            if hit.start >= reach and (hit.phrase.kind in _WORDINGS or _is_main_part(hit.phrase)):
                reach = hit.end
                # What is written another way is counted as it is written: a search of the text finds the same.
                is_variant = hit.phrase.kind is PhraseKind.VARIANT
                found[self._reading.plan.text[hit.start : hit.end] if is_variant else hit.phrase.written] += 1
        return found


def _fullness(candidate: _Candidate) -> float:
    """How much more a clause says of a theme by each wording after the first."""
    said = {hit.phrase.text for hit in candidate.signals.hits}
    return 1.0 + _FURTHER_WORD * min(_FURTHER_WORDS, max(0, len(said) - 1))


def _spans_of(piece: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where a piece of a name stands in a text."""
    at = text.find(piece)
    while at >= 0:
        yield at, at + len(piece)
        at = text.find(piece, at + len(piece))


def _is_main_part(phrase: Phrase) -> bool:
    return phrase.kind is PhraseKind.PART and phrase.weight >= _MENTION


def _hangs_by_one_word(counted: Sequence[_Candidate]) -> bool:
    """Whether all that counts holds one and the same borrowed phrase: enough for a direction, not for a measure."""
    found = (hit.phrase for c in counted for hit in (*c.signals.hits, *(above for _, above in c.signals.headings)))
    first = next(found, None)
    return first is not None and first.kind is PhraseKind.KINDRED and all(phrase == first for phrase in found)


def _hangs_by_half_a_word(counted: Sequence[_Candidate]) -> bool:
    """Whether one passage is all that counts, by one borrowed phrase that is not enough by itself."""
    return (
        len(counted) == 1
        and _hangs_by_one_word(counted)
        and not any(hit.phrase.suffices for hit in counted[0].signals.hits)
    )


def _is_direct(name: str, hit: Hit) -> bool:
    if hit.phrase.kind is PhraseKind.KINDRED:
        return False
    if hit.phrase.kind is not PhraseKind.ALIAS:
        return True
    text = hit.phrase.text
    half = text in name and 2 * len(text) >= len(name)
    return half or name in text or fuzz.ratio(name, text) >= _DIRECT


def _pairs(text: str) -> list[str]:
    """Return the words of two characters that a name is made of, but for general ones."""
    return [pair for at in range(0, len(text) - 1, 2) if (pair := text[at : at + 2]) not in general_words()]


def _nearest(others: Iterable[_Other], unsaid: Iterable[tuple[int, float, float]], many: int) -> list[_Other]:
    """Return the nearest of what does not count, best first; those near by wording alone with their nearness."""
    if not many:
        return []
    alone: list[_Other] = [(-by_wording(wording, above), number, ()) for number, wording, above in unsaid]
    return nsmallest(many, (*others, *alone))  # no two of one number


def _nearest_shown(depth: Depth) -> int:
    """How many passages that do not count are shown: what proves that something is there needs no others."""
    if depth >= Depth.ACTIONED:
        return 0
    return NEAREST_BESIDE if depth is Depth.STATED else NEAREST_KEPT
