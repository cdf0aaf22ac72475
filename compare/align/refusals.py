"""What a lower plan says that it will not do, beside what an upper clause asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import fsum

from compare.align.embeddings import rarity_of
from compare.align.items import joined_by_and
from compare.align.queries import Asked
from compare.features import Reading, refused_in
from compare.text import content_words


def refused_by(passages: Iterable[int], asked: Asked, below: Reading) -> dict[int, str]:
    """Return those of some passages, by number, that say of what a clause asks for that it will not be done, with the
    phrase that says so.
    """
    if asked.refuses:
        return {}
    told = {}
    for at in dict.fromkeys(passages):
        text = below.texts[at]
        if at in below.put_off and any(word in text for word in asked.telling):
            told[at] = below.put_off[at]
        elif phrases := [phrase for phrase in refused_in(text) if any(word in phrase for word in asked.telling)]:
            rest = text
            for phrase in phrases:
                rest = rest.replace(phrase, "")
            held = [word for word in asked.telling if word in text]
            # 改造 and 提升 in what is left do not outweigh 农村公路, which is refused.
            if 2 * fsum(rarity_of(word) ** 2 for word in held if word in rest) <= fsum(rarity_of(w) ** 2 for w in held):
                told[at] = phrases[0]
    return told


def not_refused(near: Sequence[int], refused: Mapping[int, str], asked: Asked, below: Reading) -> list[int]:
    """Return the passages that answer although some refuse; where the nearest does, those that speak of the same,
    unless it refuses one of several things alone.
    """
    rest = [at for at in near if at not in refused]
    if near and near[0] in refused and not refused_members(near[:1], asked, below):
        subject = next((word for word in asked.telling if word in below.texts[near[0]]), "")
        return [at for at in rest if subject in below.texts[at]]
    return rest


def refused_members(passages: Iterable[int], asked: Asked, below: Reading) -> dict[int, str]:
    """Return the things of a clause, by number, of which some passages refuse one of two or more that they name
    together (新建体育馆和健身中心 beside 其中健身中心暂缓实施), with the phrase that does so.
    """
    if asked.refuses:
        return {}
    phrases = [phrase for at in dict.fromkeys(passages) for phrase in _refusals(at, below)]
    found = {}
    for number, thing in enumerate(asked.things if phrases else ()):
        members = [content_words(member) for member in joined_by_and(thing)]
        for phrase in phrases:
            held = [_speaks_of(phrase, words) for words in members if words]
            if any(held) and not all(held):
                found[number] = phrase
    return found


def _refusals(at: int, below: Reading) -> tuple[str, ...]:
    return (below.texts[at],) if at in below.put_off else refused_in(below.texts[at])


def _speaks_of(phrase: str, words: Sequence[str]) -> bool:
    """Whether a phrase holds half of some words or more, by rarity."""
    told = fsum(rarity_of(word) ** 2 for word in words if word in phrase)
    return 2 * told >= fsum(rarity_of(word) ** 2 for word in words)
