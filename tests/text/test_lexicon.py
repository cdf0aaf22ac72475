"""The lexicon as a whole: every cue set with its sentences, no set unused, and no cue that cuts a longer word."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import ahocorasick_rs
import pytest
from ruamel.yaml import YAML

from compare.text.lexicon import CueEntry, cues, cues_of, lexicon, read_entries
from tests.builders import ROOT

FOLDER = ROOT / "compare" / "data" / "lexicon"
SETS = lexicon()
ASKS = ("cues", "cues_of", "composed")
NAMED = re.compile(r"\{([a-z][a-z_]*)\}")


def finds(name: str, text: str) -> bool:
    how = {"start": "match", "whole": "fullmatch"}.get(SETS[name].at, "search")
    return getattr(cues(name), how)(text) is not None


def test_every_set_finds_what_it_must_and_leaves_what_it_must_not() -> None:
    missed = [(name, text) for name, entry in SETS.items() for text in entry.yes if not finds(name, text)]
    taken = [(name, text) for name, entry in SETS.items() for text in entry.no if finds(name, text)]
    assert (missed, taken) == ([], [])


def test_every_set_says_what_it_means_and_has_sentences_of_both_kinds() -> None:
    assert [name for name, entry in SETS.items() if not (entry.about and entry.yes and entry.no)] == []
    assert [name for name, entry in SETS.items() if not (entry.words or entry.pattern)] == []


def test_a_set_without_sentences_or_with_an_unknown_key_is_refused() -> None:
    for text in ('[x]\nabout = "a"\nwords = "b"\nyes = ["b"]', '[x]\nabout = "a"\nyes = []\nno = []\nword = "b"'):
        with pytest.raises(Exception, match=r"`no`|unknown field"):
            read_entries(text)


def test_names_are_given_once() -> None:
    names = [name for file in FOLDER.iterdir() for name in read_entries(file.read_text(encoding="utf-8"))]
    assert len(names) == len(set(names)) == len(SETS)


def test_no_two_sets_are_the_same() -> None:
    seen: dict[tuple[frozenset[str], str, str], str] = {}
    doubled = []
    for name, entry in SETS.items():
        key = (frozenset(entry.all_words()), entry.pattern, entry.at)
        doubled += [(name, seen[key])] if key in seen else []
        seen[key] = name
    assert doubled == []


def test_every_word_is_found_and_stands_once() -> None:
    unfound, doubled, idle = [], [], []
    for name, entry in SETS.items():
        words, written = entry.all_words(), entry.words.split()
        unfound += [(name, word) for word in words if not finds(name, word)]
        doubled += [(name, word) for word in set(written) if written.count(word) > 1]
        idle += [(name, longer) for longer in entry.all_unless() if not any(word in longer for word in words)]
    assert (unfound, doubled, idle) == ([], [], [])


def test_code_and_lexicon_name_the_same_sets() -> None:
    asked = {name for entry in SETS.values() for name in NAMED.findall(entry.words + entry.pattern)}
    for function, argument in calls():
        if function == "cues":
            asked.add(argument)
        elif function == "cues_of":
            asked |= set(cues_of(argument))
        else:
            asked |= set(NAMED.findall(argument))
    assert asked == set(SETS)


def calls() -> Iterator[tuple[str, str]]:
    """Calls of cues, cues_of and composed in the package, each with its argument; of an f-string the literal parts."""
    for path in (ROOT / "compare").rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        if "cues" not in source and "composed" not in source:
            continue
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ASKS and node.args:
                parts = [part.value for part in ast.walk(node.args[0]) if isinstance(part, ast.Constant)]
                if parts:
                    yield node.func.id, "".join(map(str, parts))


@pytest.mark.parametrize("file", sorted(FOLDER.iterdir()), ids=lambda file: file.stem)
def test_a_longer_word_that_is_no_cue_for_one_set_is_none_for_another_of_its_file(file: Path) -> None:
    sets = read_entries(file.read_text(encoding="utf-8"))
    longer = {(word, other) for entry in sets.values() for other in entry.all_unless() for word in held(entry, other)}
    cut = [
        (name, word, other)
        for name, entry in sets.items()
        for word, other in longer
        if word in entry.all_words() and other not in entry.all_words() and finds(name, other)
    ]
    assert cut == []


def held(entry: CueEntry, other: str) -> list[str]:
    return [word for word in entry.all_words() if word in other]


def test_no_cue_cuts_a_longer_word_in_any_sentence_of_the_lexicon() -> None:
    vocabulary = sorted(long_words())
    finder = ahocorasick_rs.AhoCorasick(vocabulary)
    worded = {name: set(entry.all_words()) for name, entry in SETS.items() if entry.words}
    cut = []
    for owner, other in SETS.items():
        for text in (*other.yes, *other.no):
            if not (whole := longest(finder.find_matches_as_indexes(text, overlapping=True))):
                continue
            for name, words in worded.items():
                for match in cues(name).finditer(text) if name != owner else ():
                    start, end = match.span()
                    cut += [
                        (name, match.group(), vocabulary[number], text)
                        for number, first, last in whole
                        if match.group() in words
                        and last - first > end - start
                        and (start < first < end < last or first < start < last < end)
                    ]
    assert cut == []


def longest(found: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Without the words that stand inside longer ones: 产业园 in 产业园区."""
    return [
        each
        for each in found
        if not any(other[1] <= each[1] and each[2] <= other[2] and other[1:] != each[1:] for other in found)
    ]


def long_words() -> set[str]:
    """Words of three characters and more that stand for one thing: cues, names of indicators."""
    indicators = YAML(typ="safe").load((ROOT / "compare" / "data" / "indicators.yaml").read_text(encoding="utf-8"))
    names = {each["name"] for each in indicators["indicators"]}
    return {word for word in names.union(*(entry.all_words() for entry in SETS.values())) if len(word) >= 3}


def test_nothing_is_compiled_before_it_is_asked() -> None:
    asked = cues("past")
    fresh = type(asked)("past")
    assert vars(fresh) == {"name": "past"}
    assert fresh.search("近年来") and "近年来" in fresh
