"""What an upper clause asks for, found once for all lower plans."""

from __future__ import annotations

from dataclasses import dataclass

from compare.align.elsewhere import places_of
from compare.align.items import items_of
from compare.align.meanings import meanings
from compare.align.reading import Reading
from compare.words import content_words


@dataclass(frozen=True, slots=True)
class Asked:
    """One clause of an upper plan.

    Attributes:
        items: Spans in the clause of what it sets, if it sets several things.
        things: Texts of the items, or of the whole clause; ``words``: the content words of each.
        known: Words of the clause that plans of the whole country use.
        places: For each of its parts the words that may name an area.
    """

    number: int
    items: tuple[tuple[int, int], ...]
    things: tuple[str, ...]
    words: tuple[tuple[str, ...], ...]
    known: frozenset[str]
    places: tuple[tuple[str, ...], ...]


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
        known=frozenset(word for word in reading.words[number] if word in meanings().number),
        places=places_of(text),
    )
