"""Which phrases a dictionary of themes knows already."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from compare.discovery.phrases import Candidate
from compare.discovery.rules import rules
from compare.evidence.phrases import general_words
from compare.folding import folded
from compare.model import Theme
from compare.places import is_place
from compare.words import cut

# rapidfuzz's ratio at which two phrases are one: a word more or less in five.
_NEARLY = 85.0
_TOO_LITTLE = 2


class Known:
    """The names and aliases of a dictionary, and what is left of them without words that any theme may have."""

    def __init__(self, dictionary: Sequence[Theme]) -> None:
        self._owners: dict[str, Theme] = {}
        for theme in dictionary:
            for phrase in (theme.name, *theme.aliases):
                for form in _forms(folded(phrase)):
                    self._owners.setdefault(form, theme)
        self._forms = list(self._owners)

    def theme(self, candidate: Candidate) -> Theme | None:
        """The theme that covers a phrase; ``None`` if it is a theme of its own.

        A named place or platform (城乡融合发展试验区) is one of its own, whatever it is for.
        """
        text = candidate.text
        for form in (text,) if text.endswith(rules().places) else _forms(text):
            if form in self._owners:
                return self._owners[form]
        near = process.extractOne(text, self._forms, scorer=fuzz.ratio, score_cutoff=_NEARLY)
        return self._owners[near[0]] if near else None


def _forms(text: str) -> tuple[str, ...]:
    """A phrase, and what is left of it; two characters (循环 of 循环经济) are too little to be known by."""
    left = core(text)
    return (text, left) if len(left) > _TOO_LITTLE else (text,)


def core(text: str) -> str:
    """A phrase without general words and places at its ends; the phrase itself if nothing else is in it."""
    words = cut(text)
    while words and _is_general(words[0]):
        words = words[1:]
    while words and _is_general(words[-1]):
        words = words[:-1]
    return "".join(words) or text


def _is_general(word: str) -> bool:
    return word in general_words() or is_place(word)
