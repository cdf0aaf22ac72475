"""Where the phrases of many themes are written, found in one pass over a text.

A wording of the whole country (平安中国, 书香中国) is written with a place's own name in plans of that place: 平安清远.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

import ahocorasick_rs

from compare.coverage.phrases import Phrase, PhraseKind, phrases_of
from compare.model import Record, Theme
from compare.text import Folded

_COUNTRY = "中国"
# Characters before it: 平安 of 平安中国.
_BRAND = 2


class Hit(Record, frozen=True):
    """A phrase found; the span is one of the canonical text."""

    phrase: Phrase
    start: int
    end: int


class PhraseFinder:
    """Finds the phrases of many themes in one pass over a text.

    Attributes:
        phrases: Theme id to the phrases that are looked for.
        searched: The same as they are written, but for borrowed words that never count by themselves.
    """

    def __init__(self, themes: Iterable[Theme], dictionary: Sequence[Theme] = ()) -> None:
        self.phrases: dict[str, tuple[Phrase, ...]] = {theme.id: phrases_of(theme, dictionary) for theme in themes}
        self.searched = {theme: _as_written(phrases) for theme, phrases in self.phrases.items()}
        self._owners: defaultdict[str, list[tuple[str, Phrase]]] = defaultdict(list)
        self._brands: defaultdict[str, list[tuple[str, Phrase]]] = defaultdict(list)
        for theme, phrases in self.phrases.items():
            for phrase in phrases:
                self._owners[phrase.text].append((theme, phrase))
                if phrase.text.endswith(_COUNTRY) and len(phrase.text) == _BRAND + len(_COUNTRY):
                    self._brands[phrase.text[:_BRAND]].append((theme, phrase))
        self._patterns = list(dict.fromkeys((*self._owners, *self._brands)))
        self._latin = frozenset(
            at for at, text in enumerate(self._patterns) if _is_latin(text[:1]) or _is_latin(text[-1:])
        )
        self._automaton = ahocorasick_rs.AhoCorasick(self._patterns)

    def find(self, text: Folded, home: Collection[str] = ()) -> dict[str, tuple[Hit, ...]]:
        """Where the phrases of each theme are written.

        Within a theme the longest phrase wins: what lies inside a longer phrase of the theme, or begins inside one of
        its excluded phrases, is not found again.

        Args:
            text: A folded text.
            home: Names of the place whose text it is, and of those that hold it.

        Returns:
            Theme id to hits in reading order; themes without a hit are left out.
        """
        raw: defaultdict[str, list[Hit]] = defaultdict(list)
        for pattern, start, end in self._automaton.find_matches_as_indexes(text.text, overlapping=True):
            if pattern in self._latin and _inside_latin(text.text, start, end):
                continue
            written = self._patterns[pattern]
            for theme, phrase in self._owners.get(written, ()):
                raw[theme].append(Hit(phrase, *text.span(start, end)))
            brands = self._brands.get(written, ())
            place = next((name for name in home if text.text.startswith(name, end)), "") if brands else ""
            for theme, phrase in brands if place else ():
                raw[theme].append(Hit(phrase, *text.span(start, end + len(place))))
        return {theme: kept for theme, hits in raw.items() if (kept := _longest(hits))}


def _as_written(phrases: Sequence[Phrase]) -> tuple[str, ...]:
    return tuple(phrase.written for phrase in phrases if phrase.kind is not PhraseKind.EXCLUDED and phrase.suffices)


def _inside_latin(text: str, start: int, end: int) -> bool:
    """Whether a match begins or ends inside a Latin word or a number: AI in MAIN, 5G in 15G."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return (_is_latin(before) and _is_latin(text[start])) or (_is_latin(after) and _is_latin(text[end - 1]))


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _longest(hits: list[Hit]) -> tuple[Hit, ...]:
    kept: list[Hit] = []
    reach, barred = -1, -1
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        # 水安全保障 in 饮水安全保障 is of 饮水安全, which is excluded.
        if hit.end > reach and (hit.start >= barred or hit.phrase.kind is PhraseKind.EXCLUDED):
            kept.append(hit)
            reach = hit.end
            barred = reach if hit.phrase.kind is PhraseKind.EXCLUDED else barred
    return tuple(hit for hit in kept if hit.phrase.kind is not PhraseKind.EXCLUDED)
