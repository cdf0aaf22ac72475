"""Phrases -> groups of wordings of one theme, the weightiest first."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick
from rapidfuzz import fuzz

from compare.discovery.phrases import Candidate
from compare.discovery.rules import rules
from compare.evidence.phrases import general_words
from compare.places import is_place
from compare.words import cut, rarity

# What a heading, quotation marks and the name of a place or programme weigh against one mention in running text, and
# how many of them count.
_HEADING, _QUOTED, _PLATFORM, _PROGRAMME = 2.0, 1.5, 1.0, 0.5
_ENOUGH = 3.0
# Quotation marks and headings tell less of what is hardly mentioned elsewhere; this much they tell in any case.
_ANYWAY = 0.3
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


# Phrases that are compared with one another; what weighs less than these is proposed by no plan.
_CONSIDERED = 600


@dataclass(slots=True)
class Group:
    """Wordings of one theme; the first is the weightiest."""

    wordings: list[Candidate]
    weight: float

    @property
    def head(self) -> Candidate:
        """The wording that names the theme: of those that tell enough the one that is most often written by itself."""
        telling = _AS_TELLING * specific(self.wordings[0])
        return max((wording for wording in self.wordings if specific(wording) >= telling), key=self._by_itself)

    def _by_itself(self, wording: Candidate) -> int:
        longer = (other.count for other in self.wordings if other is not wording and wording.text in other.text)
        return wording.count - max(longer, default=0)


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
    weights = {candidate.text: weight(candidate, least) * typical[candidate.text] for candidate in kept}
    kept = sorted(kept, key=lambda candidate: (-weights[candidate.text], candidate.text))[:_CONSIDERED]
    groups: list[Group] = []
    for candidate in kept:
        home = next((group for group in groups if _is_wording(candidate, group)), None)
        if home:
            home.wordings.append(candidate)
        else:
            groups.append(Group([candidate], weights[candidate.text]))
    return groups


def _typical(candidates: Sequence[Candidate], chars: int, rest: Sequence[str]) -> dict[str, float]:
    """How typical each phrase is of its plans: 1.25 if the other plans never write it, 1 if as often, down to 0.75."""
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


def weight(candidate: Candidate, least: int) -> float:
    """How much a phrase stands out: ``(log2(1 + mentions) + marks) * specific``."""
    said = math.log2(1 + candidate.alone + _NESTED * candidate.nested)
    # A heading whose words come back nowhere is a turn of phrase; what is quoted once may well be a name.
    marks = _HEADING * min(candidate.headings, _ENOUGH) * _sure(candidate.count - 1, least)
    marks += _QUOTED * min(candidate.quoted, _ENOUGH) * _sure(candidate.count, least)
    marks += _PLATFORM * min(candidate.platforms, _ENOUGH) + _PROGRAMME * min(candidate.programmes, _ENOUGH)
    return (said + marks) * specific(candidate)


def _sure(mentions: int, least: int) -> float:
    return _ANYWAY + (1 - _ANYWAY) * min(1.0, mentions / least) ** 2


def specific(candidate: Candidate) -> float:
    """How much the words of a phrase tell, in (0, 1]: 1 for coined words in quotation marks and words rare together."""
    if candidate.words[0].quoted and len(cut(candidate.text)) > 1:
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
        c for c in candidates if c.headings or c.alone >= _TWICE or c.count - around.get(c.text, 0) > _OUTSIDE * c.count
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
