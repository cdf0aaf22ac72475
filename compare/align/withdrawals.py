"""Passages of a lower plan that say of what a clause asks for that it will not be done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import fsum

from compare.align.embeddings import rarity_of
from compare.align.queries import Asked
from compare.align.refusals import refused_in
from compare.features import Reading


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
