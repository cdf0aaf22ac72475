"""The coverage matrix: for each theme and plan a depth, the passages that show it, or what was tried in vain."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from compare.evidence.depth import PAST_OR_SETTING, Taken, taken_up
from compare.evidence.phrases import Hit, PhraseFinder, PhraseKind
from compare.evidence.relevance import PhraseWeights, Signals, relevance
from compare.evidence.roles import role_of
from compare.evidence.similarity import Similarity, cosines
from compare.evidence.variants import near_spelling
from compare.folding import fold, folded
from compare.model import Cell, Depth, Passage, Plan, Reason, Role, Theme

READABLE_ENOUGH = 0.7
"""A plan of which less can be read gives "cannot say": what is not found in it may stand in the damaged part."""

RELEVANT = 0.38
"""Least relevance of a clause that counts."""

EVIDENCE_KEPT, NEAREST_KEPT = 12, 5

# How much a passage of a role shows, against the best; read by readers in this order.
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
_DEPTH_WORTH = {Depth.CITED: 0.9, Depth.STATED: 0.9, Depth.ACTIONED: 1.0, Depth.QUANTIFIED: 1.03}
# A title stands in 《》, or ends in “十四五”规划 without them.
_DOCUMENT_TITLE = re.compile(
    r"《[^《》\n]{1,80}》|[\u4e00-\u9fff]{2,20}[“\"]十[一二三四五六]五[”\"](?:[\u4e00-\u9fff]{2})?(?:规划|纲要)"
)
# A heading as telling as this makes the whole clause below it the theme's.
_HEADED = 0.6
# Spelling variants are only looked for where the wording is near anyway.
_VARIANT_WORDING = 0.12
# Phrases that are counted as mentions of the theme, and those that are its name in other words.
_MENTION = 0.75
_DIRECT = 60.0


def cover(
    plans: Sequence[Plan], themes: Sequence[Theme], readable: Mapping[str, float], dictionary: Sequence[Theme] = ()
) -> tuple[Cell, ...]:
    """Judge every theme in every plan.

    Args:
        plans: Plans.
        themes: Themes.
        readable: Plan id to the share of its text that is sound, in [0, 1].
        dictionary: Themes whose aliases help a theme that has none itself.

    Returns:
        Cells, theme by theme in the order of ``themes``, within a theme in the order of ``plans``.
    """
    texts = {plan.id: [plan.text[clause.start : clause.end] for clause in plan.clauses] for plan in plans}
    similarity = Similarity([text for plan in plans for text in texts[plan.id]])
    finder = PhraseFinder(themes, dictionary)
    readers = [_Reader(plan, texts[plan.id], finder, similarity, themes) for plan in plans]
    weight = PhraseWeights(_holding_clauses(readers), sum(map(len, texts.values())))
    return tuple(
        _Judge(reader, theme, number, finder, weight).cell(readable[reader.plan.id])
        for number, theme in enumerate(themes)
        for reader in readers
    )


class _Reader:
    """One plan, prepared for all themes."""

    def __init__(
        self, plan: Plan, texts: list[str], finder: PhraseFinder, similarity: Similarity, themes: Sequence[Theme]
    ) -> None:
        self.plan = plan
        self.texts = texts
        self.roles = [role_of(plan, clause) for clause in plan.clauses]
        self.hits = _by_clause(plan, finder)
        self._titles = [match.span() for match in _DOCUMENT_TITLE.finditer(plan.text)]
        self._headings = {c.section: number for number, c in enumerate(plan.clauses) if c.kind == "heading"}
        queries = similarity.queries(themes)
        self.wording = cosines(similarity.vectors(texts), queries)
        above = [" ".join(plan.path(c.section)[-2:]) if c.kind == "body" else "" for c in plan.clauses]
        self.heading_wording = cosines(similarity.vectors(above), queries)

    def signals(self, theme: str, number: int, clause: int) -> Signals:
        """What was found in a clause for the theme of this number."""
        hits = self.hits.get(theme, {}).get(clause, ())
        cited = tuple(hit for hit in hits if self._in_title(hit))
        return Signals(
            tuple(hit for hit in hits if hit not in cited),
            cited,
            tuple(self._above(theme, clause)),
            tuple(self._beside(theme, clause)),
            float(self.wording[clause, number]),
            float(self.heading_wording[clause, number]),
        )

    def _in_title(self, hit: Hit) -> bool:
        at = bisect_right(self._titles, (hit.start, math.inf)) - 1
        return at >= 0 and hit.start < self._titles[at][1]

    def _above(self, theme: str, clause: int) -> Iterator[tuple[int, Hit]]:
        found = self.hits.get(theme)
        section = self.plan.clauses[clause].section
        if not found or section is None:
            return
        if self.plan.clauses[clause].kind == "heading":
            section = self.plan.sections[section].parent
        distance = 0
        while section is not None:
            for hit in found.get(self._headings[section], ()):
                yield distance, hit
            section = self.plan.sections[section].parent
            distance += 1

    def _beside(self, theme: str, clause: int) -> Iterator[Hit]:
        """Hits in the clauses right before and after, of the same section."""
        found = self.hits.get(theme, {})
        own = self.plan.clauses[clause]
        for other in (clause - 1, clause + 1):
            if other in found and own.kind == "body" == self.plan.clauses[other].kind:
                if self.plan.clauses[other].section == own.section:
                    yield from found[other]


def _holding_clauses(readers: Sequence[_Reader]) -> dict[str, int]:
    """Text of each phrase to the number of clauses that hold it."""
    holding: defaultdict[str, set[tuple[str, int]]] = defaultdict(set)
    for reader in readers:
        for clauses in reader.hits.values():
            for number, hits in clauses.items():
                for hit in hits:
                    holding[hit.phrase.text].add((reader.plan.id, number))
    return {text: len(clauses) for text, clauses in holding.items()}


def _by_clause(plan: Plan, finder: PhraseFinder) -> dict[str, dict[int, tuple[Hit, ...]]]:
    """Theme id to clause number to hits."""
    starts = [clause.start for clause in plan.clauses]
    grouped: defaultdict[str, defaultdict[int, list[Hit]]] = defaultdict(lambda: defaultdict(list))
    for theme, hits in finder.find(fold(plan.text)).items():
        for hit in hits:
            number = bisect_right(starts, hit.start) - 1
            if number >= 0 and hit.end <= plan.clauses[number].end:
                grouped[theme][number].append(hit)
    return {theme: {n: tuple(hits) for n, hits in clauses.items()} for theme, clauses in grouped.items()}


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A clause that may count for a theme."""

    clause: int
    relevance: float
    signals: Signals
    taken: Taken

    def order(self, worth: float) -> tuple[float, int]:
        return (-self.relevance * worth, self.clause)


class _Judge:
    """One theme in one plan."""

    def __init__(self, reader: _Reader, theme: Theme, number: int, finder: PhraseFinder, weight: PhraseWeights) -> None:
        self._reader, self._theme, self._number = reader, theme, number
        self._phrases = finder.phrases[theme.id]
        self._weight = weight

    def cell(self, readable: float) -> Cell:
        """The cell of the matrix."""
        counted, others = self._candidates()
        depth = max((candidate.taken.depth for candidate in counted), default=Depth.ABSENT)
        evidence = tuple(self._passage(candidate, counts=True) for candidate in _kept(counted, depth))
        nearest = tuple(self._passage(candidate, counts=False) for candidate in others[:NEAREST_KEPT])
        sayable = readable >= READABLE_ENOUGH
        reason = self._reason(depth, counted, nearest) if sayable else Reason("cannot_say", (f"{readable:.0%}",))
        return Cell(
            theme=self._theme.id,
            plan=self._reader.plan.id,
            status="judged" if sayable else "cannot_say",
            depth=depth if sayable else None,
            explicit=self._explicit(counted) if counted else None,
            evidence=evidence,
            phrases=tuple(p.written for p in self._phrases if p.kind is not PhraseKind.EXCLUDED),
            nearest=nearest,
            reason=reason,
            mentions=self._mentions(),
        )

    def _candidates(self) -> tuple[list[_Candidate], list[_Candidate]]:
        """Clauses that count and the nearest that do not, both best first."""
        counted, others = [], []
        for number in self._near():
            signals = self._with_variant(number, self._reader.signals(self._theme.id, self._number, number))
            score = relevance(signals, self._weight)
            if score >= RELEVANT:
                counted.append(_Candidate(number, score, signals, self._taken(number, signals)))
            elif signals.cited:
                cited = relevance(_as_hits(signals), self._weight)
                if cited >= RELEVANT:
                    counted.append(_Candidate(number, cited, signals, Taken(Depth.CITED)))
            else:
                others.append(_Candidate(number, score, signals, Taken(Depth.ABSENT)))
        counted.sort(key=lambda candidate: candidate.order(self._worth(candidate)))
        others.sort(key=lambda candidate: candidate.order(1.0))
        return counted, others

    def _near(self) -> NDArray[np.intp]:
        """Numbers of the clauses that share anything with the theme."""
        near = self._reader.wording[:, self._number] + self._reader.heading_wording[:, self._number] > 0
        held = np.array(list(self._reader.hits.get(self._theme.id, {})), dtype=np.intp)
        for shift in (-1, 0, 1):
            near[np.clip(held + shift, 0, len(near) - 1)] = True
        return np.flatnonzero(near)

    def _with_variant(self, number: int, signals: Signals) -> Signals:
        if signals.hits or signals.cited or signals.wording < _VARIANT_WORDING:
            return signals
        text = self._reader.texts[number]
        for phrase in self._phrases:
            if phrase.kind in (PhraseKind.NAME, PhraseKind.ALIAS) and (found := near_spelling(phrase, folded(text))):
                variant, written = found
                start, end = fold(text).span(*_span(folded(text), written))
                offset = self._reader.plan.clauses[number].start
                hit = Hit(variant, offset + start, offset + end)
                return Signals((hit,), (), signals.headings, signals.beside, signals.wording, signals.heading_wording)
        return signals

    def _taken(self, number: int, signals: Signals) -> Taken:
        clause = self._reader.plan.clauses[number]
        headed = any(distance == 0 and self._weight(hit.phrase) >= _HEADED for distance, hit in signals.headings)
        spans = [(hit.start - clause.start, hit.end - clause.start) for hit in signals.hits]
        role = self._reader.roles[number]
        return taken_up(self._reader.texts[number], spans, role=role, is_body=clause.kind == "body", about=headed)

    def _worth(self, candidate: _Candidate) -> float:
        heading = self._reader.plan.clauses[candidate.clause].kind != "body"
        role = self._reader.roles[candidate.clause]
        return _WORTH[role] * _DEPTH_WORTH[candidate.taken.depth] * (_HEADING_WORTH if heading else 1.0)

    def _passage(self, candidate: _Candidate, *, counts: bool) -> Passage:
        plan = self._reader.plan
        clause = plan.clauses[candidate.clause]
        worth = self._worth(candidate) if counts else 1.0
        path = plan.path(clause.section)
        return Passage(
            quote=self._reader.texts[candidate.clause],
            start=clause.start,
            end=clause.end,
            section=path[:-1] if clause.kind == "heading" else path,
            place=clause.place,
            role=self._reader.roles[candidate.clause],
            score=round(min(1.0, candidate.relevance * worth), 4),
            reason=self._why(candidate) if counts else _near_reason(candidate.signals),
            depth=candidate.taken.depth,
        )

    def _why(self, candidate: _Candidate) -> Reason:
        text = self._reader.plan.text
        signals = candidate.signals
        if not signals.hits and signals.cited:
            return Reason("document_title", (_title_around(text, signals.cited[0]),))
        for kind in (PhraseKind.NAME, PhraseKind.ALIAS, PhraseKind.VARIANT):
            for hit in signals.hits:
                if hit.phrase.kind is kind:
                    written = text[hit.start : hit.end]
                    values = (hit.phrase.written, written) if kind is PhraseKind.VARIANT else (written,)
                    return Reason(kind.value, values)
        if signals.hits:
            return Reason("terms", tuple(dict.fromkeys(text[hit.start : hit.end] for hit in signals.hits)))
        if signals.headings:
            _, hit = signals.headings[0]
            return Reason("heading", (_line_around(text, hit),))
        return Reason("near")

    def _reason(self, depth: Depth, counted: Sequence[_Candidate], nearest: Sequence[Passage]) -> Reason:
        if depth is Depth.ABSENT:
            best = nearest[0].score if nearest else 0.0
            searched = sum(phrase.kind is not PhraseKind.EXCLUDED for phrase in self._phrases)
            return Reason("absent", (str(searched), f"{best:.2f}"))
        at_depth = [candidate for candidate in counted if candidate.taken.depth is depth]
        if depth is Depth.QUANTIFIED and (figure := at_depth[0].taken.figure):
            return Reason("quantified", (self._reader.texts[at_depth[0].clause][slice(*figure)],))
        if depth is Depth.CITED:
            roles = dict.fromkeys(self._reader.roles[c.clause].value for c in counted if self._cites(c))
            return Reason("cited", (next(iter(roles), Role.BASIS.value), str(len(at_depth))))
        return Reason("actioned" if depth is Depth.ACTIONED else "stated", (str(len(at_depth)),))

    def _cites(self, candidate: _Candidate) -> bool:
        return self._reader.roles[candidate.clause] in PAST_OR_SETTING

    def _explicit(self, counted: Sequence[_Candidate]) -> bool:
        """Whether the name, a piece of it or a near spelling is written in what counts."""
        name = folded(self._theme.name)
        return any(_is_direct(name, hit) for c in counted for hit in (*c.signals.hits, *c.signals.cited))

    def _mentions(self) -> int:
        found = self._reader.hits.get(self._theme.id, {})
        return sum(hit.phrase.weight >= _MENTION for hits in found.values() for hit in hits)


def _is_direct(name: str, hit: Hit) -> bool:
    if hit.phrase.kind in (PhraseKind.NAME, PhraseKind.VARIANT):
        return True
    text = hit.phrase.text
    return len(text) >= 2 and (text in name or name in text or fuzz.ratio(name, text) >= _DIRECT)


def _kept(counted: Sequence[_Candidate], depth: Depth) -> list[_Candidate]:
    """The best candidates, among them one that shows the depth of the cell."""
    kept = list(counted[:EVIDENCE_KEPT])
    if kept and all(candidate.taken.depth is not depth for candidate in kept):
        kept[-1] = next(candidate for candidate in counted if candidate.taken.depth is depth)
    return kept


def _as_hits(signals: Signals) -> Signals:
    return Signals(signals.cited, (), signals.headings, signals.beside, signals.wording, signals.heading_wording)


def _near_reason(signals: Signals) -> Reason:
    return Reason("near", tuple(dict.fromkeys(hit.phrase.written for hit in signals.hits)))


def _span(text: str, piece: str) -> tuple[int, int]:
    start = text.index(piece)
    return start, start + len(piece)


def _title_around(text: str, hit: Hit) -> str:
    """The title that a hit stands in, without its brackets; without brackets, from the hit on."""
    found = next(title for title in _DOCUMENT_TITLE.finditer(text) if title.start() <= hit.start < title.end())
    return found.group().strip("《》") if found.group()[0] == "《" else text[hit.start : found.end()]


def _line_around(text: str, hit: Hit) -> str:
    """The heading that a hit stands in: up to the end of its sentence or line."""
    start = max(text.rfind("\n", 0, hit.start), text.rfind("。", 0, hit.start)) + 1
    ends = [end for mark in "。\n" if (end := text.find(mark, hit.end)) >= 0]
    return text[start : min(ends, default=len(text))].strip()
