"""What a lower plan says that it will not do: passages that refuse, cancel or put off what a clause asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import fsum

from compare.align.embeddings import rarity_of
from compare.align.queries import Asked
from compare.features import Reading
from compare.text import cues

_REFUSED, _EXCEPTED, _NO_OBJECT = cues("refused"), cues("excepted"), cues("refused_without_object")
_PHRASE = re.compile(r"[^，,；;。：:]+")


def refused_by(passages: Iterable[int], asked: Asked, below: Reading) -> dict[int, str]:
    """Return those of some passages, by number, that say of what a clause asks for that it will not be done, with the
    phrase that says so.
    """
    if asked.refuses:
        return {}
    told = {}
    for at in dict.fromkeys(passages):
        text = below.texts[at]
        if phrases := [phrase for phrase in refused_in(text) if any(word in phrase for word in asked.telling)]:
            rest = text
            for phrase in phrases:
                rest = rest.replace(phrase, "")
            held = [word for word in asked.telling if word in text]
            # 改造 and 提升 in what is left do not outweigh 农村公路, which is refused.
            if 2 * fsum(rarity_of(word) ** 2 for word in held if word in rest) <= fsum(rarity_of(w) ** 2 for w in held):
                told[at] = phrases[0]
    return told


def not_refused(near: Sequence[int], refused: Mapping[int, str], asked: Asked, below: Reading) -> list[int]:
    """Return the passages that answer although some refuse; where the nearest does, those that speak of the same."""
    rest = [at for at in near if at not in refused]
    if near and near[0] in refused:
        subject = next((word for word in asked.telling if word in below.texts[near[0]]), "")
        return [at for at in rest if subject in below.texts[at]]
    return rest


# One passage comes near many clauses of an upper plan.
@lru_cache(maxsize=4096)
def refused_in(text: str) -> tuple[str, ...]:
    """Return the parts of a clause that say what will not be done, in reading order.

    A part is a phrase between marks (规划期内不安排城际轨道交通延伸), with the one before it where that tells of what
    (医疗中心建设条件一般，近期不予安排); or what a phrase excepts, and no more of it (除农村公路外).
    """
    found: dict[int, str] = {match.start(): match.group() for match in _EXCEPTED.finditer(text)}
    phrases = list(_PHRASE.finditer(text))
    for at, phrase in enumerate(phrases):
        if _REFUSED.search(phrase.group()):
            start = phrases[at - 1].start() if at and _NO_OBJECT.fullmatch(phrase.group()) else phrase.start()
            found[start] = text[start : phrase.end()]
    return tuple(found[start] for start in sorted(found))
