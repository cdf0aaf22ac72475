"""What a thing that a clause sets is about: the names that it has in quotation marks, places, or its rarest word."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from compare.align.applicability import IN_QUOTATION_MARKS
from compare.align.embeddings import rarity_of
from compare.align.queries import Asked
from compare.model import Level
from compare.text import areas_called, cues, regions

# Names of counties are often words.
_WIDE = frozenset({Level.PROVINCE, Level.CITY})
_NO_SUBJECTS = cues("verbs_task"), cues("list_verb"), cues("manner_of_verb"), cues("no_object")


def subject_of(asked: Asked) -> tuple[str, ...]:
    """Return what a clause of one thing is about: its names in quotation marks, or its rarest word."""
    return names_in(asked.things)[0] or (rarest_of(asked.words[0]),)


# A clause is held against many plans.
@lru_cache(maxsize=4096)
def names_in(things: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the names in quotation marks of each thing."""
    return tuple(tuple(IN_QUOTATION_MARKS.findall(thing)) for thing in things)


def places_in(asked: Asked, home: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the regions, provinces and cities that each thing names, but for the home and what holds it."""
    spans = asked.items or ((0, len(asked.folded)),)
    return [
        tuple(
            word
            for part in asked.places
            if part.words and part.start < end and start < part.start + len(part.text)
            for word in part.words
            if word in thing and _is_known_place(word) and not word.startswith(tuple(home))
        )
        for (start, end), thing in zip(spans, asked.things, strict=True)
    ]


@lru_cache(maxsize=4096)
def _is_known_place(word: str) -> bool:
    return word in regions() or any(area.code and area.level in _WIDE for area in areas_called(word))


def rarest_of(words: Sequence[str]) -> str:
    """Return the rarest of some words, verbs, manners and places aside; nothing if there is none."""
    subjects = (
        word for word in words if not areas_called(word) and not any(cue.fullmatch(word) for cue in _NO_SUBJECTS)
    )
    return max(subjects, key=rarity_of, default="")
