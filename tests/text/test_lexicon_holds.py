"""Words that whatever a set finds holds, without which a text is not searched: proved of every way of its pattern."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from compare.text.lexicon import cues, lexicon

HELD = [name for name, entry in lexicon().items() if entry.holds]
REPEATS = {codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT}


def always_holds(pattern: Iterable[tuple[Any, Any]], words: Collection[str]) -> bool:
    """Whether each way of matching a parsed pattern holds one of the words."""
    letters = ""
    for code, told in pattern:
        letters = letters + chr(told) if code is codes.LITERAL else ""
        if any(word in letters for word in words) or part_holds(code, told, words):
            return True
    return False


def part_holds(code: Any, told: Any, words: Collection[str]) -> bool:
    if code is codes.SUBPATTERN:
        return always_holds(told[3], words)
    if code is codes.ATOMIC_GROUP:
        return always_holds(told, words)
    if code is codes.BRANCH:
        return all(always_holds(way, words) for way in told[1])
    if code in REPEATS:
        return told[0] > 0 and always_holds(told[2], words)
    if code is codes.ASSERT:
        return told[0] > 0 and always_holds(told[1], words)  # what must follow is in the text as well
    return code is codes.IN and all(kind is codes.LITERAL and chr(letter) in words for kind, letter in told)


@pytest.mark.parametrize("name", HELD)
def test_whatever_a_set_finds_holds_one_of_the_words(name: str) -> None:
    assert always_holds(parser.parse(lexicon()[name].source()), lexicon()[name].holds.split())


@pytest.mark.parametrize("name", HELD)
def test_a_set_is_found_where_its_pattern_is(name: str) -> None:
    asked, pattern = cues(name), re.compile(lexicon()[name].source())
    for text in (text for entry in lexicon().values() for text in (*entry.yes, *entry.no)):
        for start in (0, len(text) // 2):
            assert [m.span() for m in asked.finditer(text, start)] == [m.span() for m in pattern.finditer(text, start)]
            assert bool(asked.search(text, start)) == bool(pattern.search(text, start))
            assert bool(asked.match(text, start)) == bool(pattern.match(text, start))
            assert bool(asked.fullmatch(text, start)) == bool(pattern.fullmatch(text, start))
            assert asked.findall(text, start) == pattern.findall(text, start)


@pytest.mark.parametrize(
    ("pattern", "words", "holds"),
    [
        ("(?:停办|停工)", ["停"], True),
        ("(?:停办|停工)", ["停办"], False),
        ("(?:停办|停工)", ["办", "工"], True),
        ("(?:停办)?项目", ["停"], False),
        ("[^，]{0,4}(?<!不)停[止建]", ["停"], True),
        ("(?<=停)止", ["停"], False),
        (r"\d+年(?=开工)", ["开工"], True),
        ("(?:项目|工程)*", ["项目", "工程"], False),
    ],
)
def test_the_proof_itself(pattern: str, words: list[str], holds: bool) -> None:
    assert always_holds(parser.parse(pattern), words) is holds
