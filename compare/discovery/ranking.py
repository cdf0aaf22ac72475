"""Phrases -> groups of wordings of one theme, the weightiest first."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ahocorasick_rs import AhoCorasick
from rapidfuzz import fuzz

from compare.discovery.phrases import Candidate
from compare.discovery.rules import rules
from compare.evidence.phrases import general_words
from compare.places import is_place
from compare.words import rarity

# What a heading, quotation marks and the name of a place or programme weigh against one mention in running text, and
# how many of them count.
_HEADING, _QUOTED, _PLATFORM, _PROGRAMME = 2.0, 1.5, 1.0, 0.5
_ENOUGH = 3.0
# Quotation marks, and still more a heading, tell less where they are the only mention.
_QUOTED_ONCE, _HEADING_ONCE = 0.5, 0.25
# Inside a longer phrase a phrase tells less of itself.
_NESTED = 0.25
# Together the words of a name are as rare as this (sum of -log10 of their shares of common Chinese); a single common
# word is not. Words that stand in every plan, and places, count for less.
_RARE, _GENERAL = 8.0, 0.4
# A phrase that stands inside the same longer one nearly always is no phrase of its own.
_OUTSIDE, _TWICE = 0.35, 2.0
# rapidfuzz's ratio at which two phrases are spellings of one.
_NEARLY = 82.0
# A name may be this much less telling than the weightiest wording of its group.
_AS_TELLING = 0.65


@dataclass(slots=True)
class Group:
    """Wordings of one theme; the first is the weightiest."""

    wordings: list[Candidate]
    weight: float

    @property
    def head(self) -> Candidate:
        """The wording that names the theme: the most frequent of those that tell enough."""
        telling = _AS_TELLING * specific(self.wordings[0])
        return max(
            (wording for wording in self.wordings if specific(wording) >= telling),
            key=lambda wording: (wording.count, -len(wording.text)),
        )


def ranked(found: Mapping[str, Candidate], least: int, upper: Sequence[str], rest: Sequence[str] = ()) -> list[Group]:
    """Group phrases.

    Args:
        found: Phrases by folded text.
        least: How often a phrase must be written that no heading, quotation mark or kind of name marks.
        upper: Texts of the plans of which the phrases are.
        rest: Texts of the other plans.

    Returns:
        Groups, the weightiest first.
    """
    kept = _by_themselves([c for c in found.values() if _marked(c) or c.count >= least])
    typical = _typical(kept, sum(map(len, upper)), rest)
    weights = {candidate.text: weight(candidate) * typical[candidate.text] for candidate in kept}
    kept.sort(key=lambda candidate: (-weights[candidate.text], candidate.text))
    groups: list[Group] = []
    for candidate in kept:
        home = next((group for group in groups if _is_wording(candidate, group)), None)
        if home:
            home.wordings.append(candidate)
        else:
            groups.append(Group([candidate], weights[candidate.text]))
    return groups


def _typical(candidates: Sequence[Candidate], chars: int, rest: Sequence[str]) -> dict[str, float]:
    """How typical each phrase is of its plans: 0.75 if the other plans write nothing else, 1 if as often, up to 1.25."""
    if not rest:
        return dict.fromkeys((candidate.text for candidate in candidates), 1.0)
    forms = [candidate.forms.most_common(1)[0][0] for candidate in candidates]
    found: Counter[int] = Counter()
    automaton = AhoCorasick(forms)
    for text in rest:
        found.update(pattern for pattern, _, _ in automaton.find_matches_as_indexes(text, overlapping=True))
    others = sum(map(len, rest))
    shares = []
    for number, candidate in enumerate(candidates):
        here, there = candidate.count / chars, found[number] / others
        shares.append((candidate.text, 0.75 + 0.5 * here / (here + there)))
    return dict(shares)


def weight(candidate: Candidate) -> float:
    """How much a phrase stands out: ``(log2(1 + mentions) + marks) * specific``."""
    said = math.log2(1 + candidate.alone + _NESTED * candidate.nested)
    once = candidate.count == 1
    marks = _HEADING * min(candidate.headings, _ENOUGH) * (_HEADING_ONCE if once else 1.0)
    marks += _QUOTED * min(candidate.quoted, _ENOUGH) * (_QUOTED_ONCE if once else 1.0)
    marks += _PLATFORM * min(candidate.platforms, _ENOUGH) + _PROGRAMME * min(candidate.programmes, _ENOUGH)
    return (said + marks) * specific(candidate)


def specific(candidate: Candidate) -> float:
    """How much the words of a phrase tell, in (0, 1]: 1 for what is quoted and for words that are rare together."""
    if candidate.words[0].quoted:
        return 1.0
    return min(1.0, sum(_telling(word.text) for word in candidate.words) / _RARE)


def _telling(word: str) -> float:
    return rarity(word) * (_GENERAL if word in general_words() or is_place(word) else 1.0)


def _marked(candidate: Candidate) -> bool:
    return bool(candidate.headings or candidate.quoted or candidate.platforms or candidate.programmes)


def _by_themselves(candidates: list[Candidate]) -> list[Candidate]:
    """Without the phrases that hardly ever stand outside one longer phrase."""
    counts = {candidate.text: candidate.count for candidate in candidates}
    around: dict[str, int] = {}
    for text, count in counts.items():
        for part in _parts(text):
            if part in counts:
                around[part] = max(around.get(part, 0), count)
    return [
        c
        for c in candidates
        if c.headings or c.alone >= _TWICE or c.count - around.get(c.text, 0) > _OUTSIDE * c.count
    ]


def _parts(text: str) -> set[str]:
    return {text[a:b] for a in range(len(text)) for b in range(a + 2, len(text) + 1) if b - a < len(text)}


def _is_wording(candidate: Candidate, group: Group) -> bool:
    head = group.wordings[0]
    if head.text in candidate.text or candidate.text in head.text:
        # 城乡融合 and the 城乡融合发展试验区 are an idea and a place.
        return _is_named(head) == _is_named(candidate) or head.quoted > 0 or candidate.quoted > 0
    return fuzz.ratio(head.text, candidate.text) >= _NEARLY


def _is_named(candidate: Candidate) -> bool:
    return candidate.text.endswith(rules().places)
