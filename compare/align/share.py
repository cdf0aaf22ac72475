"""The share of a clause that is asked of one lower plan: what it sets for other places alone is not."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from compare.align.models import EVEN
from compare.align.queries import Asked
from compare.align.signals import PairSignals


def things_asked(found: PairSignals, asked: Asked) -> list[int]:
    """Return the numbers of the things that a clause asks of the lower plan.

    A thing of other places alone (长沙机场 in a list of projects) is none of them, but where it is answered all the
    same; all are, where the clause has one thing, or all are of other places.
    """
    every = list(range(len(asked.things)))
    if not asked.items or found.places.elsewhere or not found.places.away:
        return every
    told = enumerate(zip(asked.items, found.answered, strict=True))
    return [at for at, (span, share) in told if share >= EVEN or not found.places.is_away(*span)] or every


def limited_to(found: PairSignals, asked: Asked, things: Sequence[int]) -> tuple[PairSignals, Asked]:
    """Return what was found for a clause and what it asks for, as if it set some of its things alone."""
    own = replace(
        found,
        things=found.things[list(things)],
        answered=tuple(found.answered[at] for at in things),
        best=tuple(found.best[at] for at in things),
    )
    return own, replace(
        asked,
        items=tuple(asked.items[at] for at in things),
        things=tuple(asked.things[at] for at in things),
        words=tuple(asked.words[at] for at in things),
        letters=tuple(asked.letters[at] for at in things),
        counted=tuple(asked.counted[at] for at in things),
    )
