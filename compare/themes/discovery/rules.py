"""The words of ``data/discovery.toml``: where phrases begin and end, and what names no theme."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from compare.model import Record


class Rules(Record, frozen=True):
    """Words and phrases, folded.

    Attributes:
        breaks: Words that no theme holds.
        leads, kept: Words with which no theme begins, and beginnings of phrases for which that does not hold.
        tails, whole: Words with which no theme ends, and ends of phrases for which that does not hold.
        places, programmes: Words with which the names of places and of programmes end.
        named: Both.
        kinds: What else belongs to a name after quotation marks.
        suffixes: All three.
        endings: Single characters that make one word with the word before them.
        joints: Those, and whatever a suffix ends with: only these are ever joined with the word before them.
        generic: Phrases that stand in every plan.
        states, openings: What no theme ends, or begins, with: people and states of things; turns of phrase.
        acts: What is done; inside a name it shows a sentence.
        qualities: Words that say how; what nothing marks does not begin with one.
        before: Breaks and leads of two characters or more: where a name may begin.
        solid: Kinds of things; what stands before one is a piece of its name.
        never: What no theme holds anywhere.
    """

    breaks: frozenset[str]
    leads: frozenset[str]
    kept: tuple[str, ...]
    tails: frozenset[str]
    whole: tuple[str, ...]
    places: tuple[str, ...]
    programmes: tuple[str, ...]
    named: tuple[str, ...]
    kinds: tuple[str, ...]
    suffixes: tuple[str, ...]
    endings: frozenset[str]
    joints: frozenset[str]
    generic: frozenset[str]
    states: tuple[str, ...]
    openings: tuple[str, ...]
    acts: frozenset[str]
    qualities: frozenset[str]
    before: tuple[str, ...]
    solid: tuple[str, ...]
    never: re.Pattern[str]


@cache
def rules() -> Rules:
    """Return the rules of the package."""
    raw = tomllib.loads(files("compare").joinpath("data/discovery.toml").read_text(encoding="utf-8"))
    words = {name: tuple(text.split()) for name, text in raw["words"].items()}
    suffixes = words["places"] + words["programmes"] + words["kinds"]
    return Rules(
        breaks=frozenset(words["breaks"]),
        leads=frozenset(words["leads"]),
        kept=words["kept"],
        tails=frozenset(words["tails"]),
        whole=words["whole"],
        places=words["places"],
        programmes=words["programmes"],
        named=words["places"] + words["programmes"],
        kinds=words["kinds"],
        suffixes=suffixes,
        endings=frozenset(words["endings"]),
        joints=frozenset(words["endings"]).union(word[at:] for word in suffixes for at in range(1, len(word))),
        generic=frozenset(words["generic"]),
        states=words["states"],
        openings=words["openings"],
        acts=frozenset(words["acts"]),
        qualities=frozenset(words["qualities"]),
        before=tuple(word for word in words["breaks"] + words["leads"] if len(word) > 1),
        solid=words["solid"],
        never=re.compile("|".join(map(re.escape, words["never"]))),
    )
