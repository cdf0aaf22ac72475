"""What an upper clause asks for, found once for all lower plans."""

from __future__ import annotations

from dataclasses import dataclass

from compare.align.elsewhere import Part, places_of
from compare.align.items import items_of
from compare.align.reading import Reading
from compare.words import content_words


@dataclass(frozen=True, slots=True)
class Asked:
    """One clause of an upper plan.

    Attributes:
        items: Spans in the clause of what it sets, if it sets several things.
        things: Texts of the items, or of the whole clause; ``words``: the content words of each.
        places: The places that each of its parts names.
    """

    number: int
    items: tuple[tuple[int, int], ...]
    things: tuple[str, ...]
    words: tuple[tuple[str, ...], ...]
    places: tuple[Part, ...]


def ask(reading: Reading, number: int) -> Asked:
    """What a clause asks for."""
    text = reading.texts[number]
    items = tuple(items_of(text))
    things = tuple(text[start:end] for start, end in items) or (text,)
    return Asked(
        number=number,
        items=items,
        things=things,
        words=tuple(tuple(dict.fromkeys(content_words(thing))) for thing in things),
        places=places_of(text),
    )
