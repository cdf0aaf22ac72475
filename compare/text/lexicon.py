"""Cue words: the named sets of words and patterns of ``data/lexicon``, compiled at the first question put to them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from functools import cache, cached_property
from importlib.resources import files
from itertools import chain
from typing import Literal, TypeVar

import msgspec

Found = TypeVar("Found")
_NAMED = re.compile(r"\{([a-z][a-z_]*)\}")


class CueEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An entry of the lexicon.

    Attributes:
        about: What it means that one of these words stands in a text, and why the set is apart from one like it.
        words: The words, parted by blanks; the longest that fits counts. ``{name}`` stands for those of another set and
            brings what they are no cues in.
        unless: Longer words in which a word of the set is no cue: 占地 in 占地区生产总值, 要 in 主要.
        pattern: What words cannot say; ``{name}`` stands for any cue of another set.
        at: Where in a text the cue stands: anywhere, at its start or end, or as the whole of it.
        holds: Words one of which stands in whatever the set finds, where most texts hold none of them: these are not
            searched further. tests/text/test_lexicon_holds.py proves it of the pattern.
        tags: What the room that asks knows the set by; its file says which there are.
        yes: Texts in which the set must find something.
        no: Texts in which it must not, near misses.
    """

    about: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    words: str = ""
    unless: str = ""
    pattern: str = ""
    at: Literal["anywhere", "start", "end", "whole"] = "anywhere"
    holds: str = ""
    tags: tuple[str, ...] = ()

    def all_words(self) -> list[str]:
        """Return the words, those of the sets that are named among them included, each once."""
        words: dict[str, None] = {}
        for word in self.words.split():
            named = _NAMED.fullmatch(word)
            words |= dict.fromkeys(lexicon()[named.group(1)].all_words() if named else [word])
        return list(words)

    def all_unless(self) -> list[str]:
        """Return the longer words, those of the sets that are named among the words included."""
        named = (lexicon()[name].all_unless() for name in _NAMED.findall(self.words))
        return [*self.unless.split(), *chain.from_iterable(named)]

    def source(self) -> str:
        """Return the pattern of the set, one group without a name."""
        unless = self.all_unless()
        words = [_but_not_in(word, unless) for word in sorted(self.all_words(), key=lambda word: (-len(word), word))]
        inner = "|".join([*words, *([fill(self.pattern)] if self.pattern else [])])
        return f"(?:{inner}){'$' if self.at == 'end' else ''}"


class Cues:
    """A set of cues by name, to be asked as a compiled pattern is, and as a set of its words is.

    Naming one costs nothing; the lexicon is read and the pattern compiled when it is first asked.
    """

    def __init__(self, name: str) -> None:
        self.name = name

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return re.compile(lexicon()[self.name].source())

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the set, without what its pattern finds."""
        return frozenset(lexicon()[self.name].all_words())

    @property
    def tags(self) -> tuple[str, ...]:
        """What the room that asks knows the set by."""
        return lexicon()[self.name].tags

    # Each is looked up once: after the first question it is the pattern's own method, or asks it of few texts.
    @cached_property
    def search(self) -> Callable[..., re.Match[str] | None]:
        """Find the first cue in a text."""
        return self._of_few(self.pattern.search, lambda: None)

    @cached_property
    def match(self) -> Callable[..., re.Match[str] | None]:
        """Find a cue at the start of a text."""
        return self._of_few(self.pattern.match, lambda: None)

    @cached_property
    def fullmatch(self) -> Callable[..., re.Match[str] | None]:
        """Find a cue that is the whole text."""
        return self._of_few(self.pattern.fullmatch, lambda: None)

    @cached_property
    def finditer(self) -> Callable[..., Iterator[re.Match[str]]]:
        """Find all cues of a text, in order."""
        return self._of_few(self.pattern.finditer, lambda: iter(()))

    @cached_property
    def findall(self) -> Callable[..., list[str]]:
        """Return the wording of all cues of a text, in order."""
        return self._of_few(self.pattern.findall, list)

    def _of_few(self, find: Callable[..., Found], nothing: Callable[[], Found]) -> Callable[..., Found]:
        """Return a method of the pattern that is asked only of texts with a word that all it finds holds."""
        entry = lexicon().get(self.name)
        if entry is None or not entry.holds:
            return find
        may = re.compile("|".join(map(re.escape, entry.holds.split()))).search
        return lambda text, *where: find(text, *where) if may(text, *where) else nothing()

    @cached_property
    def sub(self) -> Callable[..., str]:
        """Put something in the place of all cues of a text."""
        return self.pattern.sub

    def __contains__(self, word: str) -> bool:
        return word in self.words

    def __repr__(self) -> str:
        return f"cues({self.name!r})"


class _Composed(Cues):
    """A pattern of a room's own grammar that speaks of cues by name."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return re.compile(fill(self.name))


@cache
def cues(name: str) -> Cues:
    """Return a set of the lexicon; one that is not in it raises ``KeyError`` when it is first asked."""
    return Cues(name)


def composed(pattern: str) -> Cues:
    """Return a pattern, compiled when it is first asked, in which ``{name}`` stands for any cue of a set; patterns of
    figures and of whole lists, which take some milliseconds each, are compiled by no run that asks none.
    """
    return _Composed(pattern)


def fill(pattern: str) -> str:
    """Return a pattern with the cues of a set in the place of each ``{name}``."""
    return _NAMED.sub(lambda match: lexicon()[match.group(1)].source(), pattern)


@cache
def lexicon() -> dict[str, CueEntry]:
    """Return all sets by name, in the order of files and entries."""
    folder = files("compare").joinpath("data/lexicon")
    found: dict[str, CueEntry] = {}
    for file in sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name):
        found |= read_entries(file.read_text(encoding="utf-8"))
    return found


@cache
def cues_of(topic: str) -> dict[str, Cues]:
    """Return the sets of one file of the lexicon by name, in its order."""
    file = files("compare").joinpath("data/lexicon", f"{topic}.toml")
    return {name: cues(name) for name in read_entries(file.read_text(encoding="utf-8"))}


def read_entries(text: str) -> dict[str, CueEntry]:
    """Read the entries of a file of the lexicon; a name or a kind of value that is not known raises an error."""
    return msgspec.convert(tomllib.loads(text), dict[str, CueEntry])


def _but_not_in(word: str, longer: list[str]) -> str:
    """Return the pattern of a word that is no part of the longer ones.

    What it must not stand in is asked behind the word: a pattern all of whose ways begin with a letter is tried only
    where one of these letters stands.
    """
    guards = []
    for other in longer:
        start = -1 if other == word else other.find(word)
        while start >= 0:
            before, behind = other[:start], other[start + len(word) :]
            guards.append((f"(?<={re.escape(before + word)})" if before else "") + re.escape(behind))
            start = other.find(word, start + 1)
    return re.escape(word) + "".join(f"(?!{guard})" for guard in guards)
