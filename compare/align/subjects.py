"""What a thing that a clause sets is about: the names that it has in quotation marks, or its rarest word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from compare.align.embeddings import rarity_of
from compare.align.queries import Asked
from compare.text import cues

_NAME = re.compile(r"[“\"]([^“”\"]{2,12})[”\"]")
_NO_SUBJECTS = cues("verbs_task"), cues("list_verb"), cues("manner_of_verb")


def subject_of(asked: Asked) -> tuple[str, ...]:
    """Return what a clause of one thing is about: its names in quotation marks, or its rarest word."""
    return names_in(asked.things)[0] or (rarest_of(asked.words[0]),)


# A clause is held against many plans.
@lru_cache(maxsize=4096)
def names_in(things: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the names in quotation marks of each thing."""
    return tuple(tuple(_NAME.findall(thing)) for thing in things)


def rarest_of(words: Sequence[str]) -> str:
    """Return the rarest of some words, verbs and manners aside; nothing if there is none."""
    return max(
        (word for word in words if not any(cue.fullmatch(word) for cue in _NO_SUBJECTS)), key=rarity_of, default=""
    )
