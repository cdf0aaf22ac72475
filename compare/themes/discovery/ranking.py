"""Phrases -> groups of wordings of one theme, the weightiest first."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from ahocorasick_rs import AhoCorasick
from rapidfuzz import fuzz, process

from compare.coverage import general_words
from compare.model import Record
from compare.text import cut, is_place, rarity
from compare.themes.discovery.phrases import Candidate
from compare.themes.discovery.rules import rules

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
# Different words of many plans.
_REMEMBERED = 1 << 15
# Phrases that are compared with one another; what weighs less than these is proposed by no plan.
_CONSIDERED = 600


class PhraseGroup(Record, frozen=True):
    """Wordings of one theme.

    Attributes:
        wordings: The weightiest first.
        head: The wording that names the theme: of those that tell enough the one that is most often written by itself.
    """

    wordings: tuple[Candidate, ...]
    head: Candidate
    weight: float


def ranked(
    found: Mapping[str, Candidate], least: int, upper: Sequence[str], rest: Sequence[str] = ()
) -> Iterator[PhraseGroup]:
    """Group phrases.

    Args:
        found: Phrases by folded text, without those that nothing marks and that are written less often than ``least``.
        least: How often a phrase must be written that no heading, quotation mark or kind of name marks.
        upper: Texts of the plans of which the phrases are.
        rest: Texts of the other plans.

    Yields:
        Groups, the weightiest first.
    """
    kept = _by_themselves(list(found.values()))
    typical = _typical(kept, sum(map(len, upper)), rest)
    weights = {candidate.text: weight(candidate, least) * typical[candidate.text] for candidate in kept}
    kept = sorted(kept, key=lambda candidate: (-weights[candidate.text], candidate.text))[:_CONSIDERED]
    for wordings in _grouped(kept):
        yield PhraseGroup(tuple(wordings), _head(wordings), weights[wordings[0].text])


def _head(wordings: Sequence[Candidate]) -> Candidate:
    telling = _AS_TELLING * specific(wordings[0])
    return max(
        (wording for wording in wordings if specific(wording) >= telling),
        key=lambda wording: _by_itself(wording, wordings),
    )


def _by_itself(wording: Candidate, wordings: Sequence[Candidate]) -> int:
    longer = (other.count for other in wordings if other is not wording and wording.text in other.text)
    return wording.count - max(longer, default=0)


def _grouped(candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    """Each candidate joins the first group of whose first wording it is another."""
    texts = [candidate.text for candidate in candidates]
    alike = process.cdist(texts, texts, scorer=fuzz.ratio, score_cutoff=_NEARLY).astype(bool).tolist()
    groups: dict[int, list[Candidate]] = {}
    for number, candidate in enumerate(candidates):
        text, nearly = candidate.text, alike[number]
        for first, group in groups.items():
            head = texts[first]
            if _are_one(group[0], candidate) if head in text or text in head else nearly[first]:
                group.append(candidate)
                break
        else:
            groups[number] = [candidate]
    return list(groups.values())


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
    return min(1.0, math.fsum(_telling(word.text) for word in candidate.words) / _RARE)


@lru_cache(maxsize=_REMEMBERED)
def _telling(word: str) -> float:
    return rarity(word) * (_GENERAL if word in general_words() or is_place(word) else 1.0)


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


def _are_one(one: Candidate, other: Candidate) -> bool:
    """Of two phrases one of which holds the other: 城乡融合 and the 城乡融合发展试验区 are an idea and a place."""
    return _is_named(one) == _is_named(other) or one.quoted > 0 or other.quoted > 0


def _is_named(candidate: Candidate) -> bool:
    return candidate.text.endswith(rules().places)
