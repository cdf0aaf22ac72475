"""The dictionary of words, and the most probable way to part a run of characters into them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from importlib.metadata import distribution
from importlib.resources import files
from math import inf, log
from pathlib import Path
from string import ascii_letters, digits

_LATIN = frozenset(ascii_letters + digits)


class Lexicon:
    """jieba's dictionary with the package's own words.

    Words, counts and cuts are those of a ``jieba.Tokenizer`` without its guesses at unknown words (``HMM=False``) to
    which the same words are added. Only the dictionary file of jieba is read: importing jieba, and looking for words
    the way that it does, takes three times as long, and the cache that it loads from the temporary folder could have
    been written by anybody.

    Attributes:
        counts: How often each word stands in the texts of which the dictionary was made.
        total: Running words of those texts.
        own: The package's own words.
    """

    def __init__(self) -> None:
        fields = Path(str(distribution("jieba").locate_file("jieba/dict.txt"))).read_text(encoding="utf-8").split()
        # Three fields a line: word, count, part of speech.
        counts = list(map(int, fields[1::3]))
        self.counts = dict(zip(fields[::3], counts, strict=True))
        self.total = sum(counts)
        self.own = tuple(_own_words())
        for word in self.own:
            self._add(word)

    def cut(self, run: str) -> list[str]:
        """The words of a run without punctuation; Latin letters and digits that make no word stay together."""
        words: list[str] = []
        ends = self._ends(run)
        start, after_latin = 0, False
        while start < len(run):
            word = run[start : ends[start]]
            latin = word in _LATIN
            if latin and after_latin:
                words[-1] += word
            else:
                words.append(word)
            start, after_latin = ends[start], latin
        return words

    def _ends(self, run: str) -> list[int]:
        """For each offset where the word that begins there ends, on the most probable way from there to the end.

        The product of the words' shares of all running words is to be greatest; of equal ways the one of the longer
        word is taken. What is no word counts as if it were met once.
        """
        count, reach, log_total, size = self.counts.get, self._reach.get, log(self.total), len(run)
        best, ends = [0.0] * (size + 1), [0] * size
        for start in range(size - 1, -1, -1):
            top, end = -inf, start + 1
            if met := count(run[start]):
                top = log(met) - log_total + best[end]
            for stop in range(start + 2, min(size, start + reach(run[start : start + 2], 0)) + 1):
                if met := count(run[start:stop]):
                    value = log(met) - log_total + best[stop]
                    if value >= top:
                        top, end = value, stop
            best[start], ends[start] = (best[end] - log_total if top == -inf else top), end
        return ends

    @cached_property
    def _reach(self) -> dict[str, int]:
        """The first two characters of words to the length of the longest word that begins with them."""
        reach: dict[str, int] = {}
        for word in self.counts:
            if len(word) > reach.get(word[:2], 1):
                reach[word[:2]] = len(word)
        return reach

    def _add(self, word: str) -> None:
        """Add a word with the least count that keeps it from being parted."""
        share = 1.0
        for part in self.cut(word):
            share *= self.counts.get(part, 1) / self.total
        count = max(int(share * self.total) + 1, self.counts.get(word, 0))
        self.counts[word] = count
        self.total += count
        self._reach[word[:2]] = max(len(word), self._reach.get(word[:2], 0))


def _own_words() -> Iterator[str]:
    with files("compare").joinpath("data/words.txt").open(encoding="utf-8") as lines:
        for line in lines:
            if word := line.partition("#")[0].strip():
                yield word
