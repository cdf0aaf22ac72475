"""Which phrases a dictionary of themes knows already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from ahocorasick_rs import AhoCorasick
from rapidfuzz import fuzz, process

from compare.coverage import bound_to, general_words
from compare.model import Theme
from compare.text import cut, folded, is_place
from compare.themes.discovery.ranking import PhraseGroup
from compare.themes.discovery.rules import rules

# rapidfuzz's ratio at which two phrases are one: a word more or less in five.
_NEARLY = 85.0
_TOO_LITTLE, _ENOUGH = 2, 4
# What stands in the country's plans where a plan names its own place.
_EVERYWHERE = ("中国", "建设")
_ROUNDING = 1e-6
_SIGNS = str.maketrans("", "", "+＋×“”·")


class Known:
    """The names and aliases of a dictionary, and what is left of them without words that any theme may have."""

    def __init__(self, dictionary: Sequence[Theme]) -> None:
        self._owners: dict[str, Theme] = {}
        phrases = [(theme.name, theme) for theme in dictionary]
        # A theme of the name wins over one that has it among its aliases.
        phrases += [(alias, theme) for theme in dictionary for alias in theme.aliases]
        for phrase, owner in phrases:
            for form in forms(phrase) if not _places_in(phrase) else (folded(phrase),):
                self._owners.setdefault(form, owner)
        self._forms = list(self._owners)
        self._holding = _Holding(self._forms)
        self._telling = [form for form in self._forms if len(form) >= _ENOUGH]
        self._found_in = AhoCorasick(self._telling)
        self._names = frozenset(folded(theme.name) for theme in dictionary)

    def _inside(self, text: str) -> Theme | None:
        """Return the theme of which a phrase holds a name or alias of four characters, the longest, or else is a piece.

        生态保护 is a piece of 黄河流域生态保护, and any place's.
        """
        held = [self._telling[at] for at, _, _ in self._found_in.find_matches_as_indexes(text, overlapping=True)]
        if held:
            return self._owners[max(held, key=lambda form: (len(form), form))]
        if len(text) < _ENOUGH:
            return None
        longer = (form for form in self._holding.any_of(text, 1) if len(form) >= _ENOUGH and text in form)
        ours = (form for form in longer if all(place in text for place in _places_in(form)))
        # 生态保护 is nearer to 生态保护修复, the name of a theme that begins so, than to 海洋生态保护 or 生态保护补偿.
        nearest = min(ours, key=lambda form: (not form.startswith(text), form not in self._names, form), default=None)
        return self._owners[nearest] if nearest else None

    def theme(self, group: PhraseGroup) -> Theme | None:
        """Return the theme that covers a group of wordings; ``None`` if it is a theme of its own.

        A named place or platform (城乡融合发展试验区) is one of its own, whatever it is for.
        """
        text = group.head.text
        for form in (text,) if text.endswith(rules().places) else forms(text):
            if form in self._owners:
                return self._owners[form]
        if owner := self._of_a_place(text):
            return owner
        said = text.translate(_SIGNS)
        if said.endswith(rules().programmes):
            named = _without(said)
            if owner := self._owners.get(named) or self._owners.get(_core(named)):
                return owner
        if not text.endswith(rules().places) and (owner := self._inside(said)) and not group.head.quoted:
            return owner
        if not group.head.quoted:
            inner = [wording.text for wording in group.wordings if wording.text in self._names]
            if inner:
                return self._owners[inner[0]]
        near = process.extractOne(text, self._holding.like(text), scorer=fuzz.ratio, score_cutoff=_NEARLY)
        return self._owners[near[0]] if near else None

    def _of_a_place(self, text: str) -> Theme | None:
        """Return the theme that a name is the form of in one place: 法治建设 for 法治四川, 高新区 for 济宁高新区."""
        first, *rest = cut(text)
        if is_place(first) and (owner := self._owners.get("".join(rest))):
            return owner
        *brand, place = first, *rest
        if not is_place(place):
            return None
        return next((self._owners[form] for end in _EVERYWHERE if (form := "".join(brand) + end) in self._owners), None)


class _Holding:
    """Phrases by the characters that they hold: few are compared, not all."""

    def __init__(self, phrases: Sequence[str]) -> None:
        self._phrases = phrases
        found: defaultdict[str, list[int]] = defaultdict(list)
        for number, phrase in enumerate(phrases):
            for char in dict.fromkeys(phrase):
                found[char].append(number)
        self._numbers = dict(found)

    def any_of(self, text: str, many: int) -> list[str]:
        """Return the phrases that hold one of so many characters of a text, those that fewest hold, in their order."""
        of_each = sorted((self._numbers.get(char, []) for char in dict.fromkeys(text)), key=len)
        return [self._phrases[number] for number in sorted(set().union(*of_each[:many]))]

    def like(self, text: str) -> list[str]:
        """Return all phrases that may be as like a text as ``_NEARLY``, and some that are not, in their order.

        The ratio of lengths ``a`` and ``b`` with ``c`` characters in common is ``200 * c / (a + b)``, and ``c`` is at
        most ``b``: so of the ``a`` characters at most ``a - a * _NEARLY / (200 - _NEARLY)`` are in no such phrase.
        """
        lacking = int(len(text) * (1 - _NEARLY / (200 - _NEARLY)) + _ROUNDING)
        return self.any_of(text, lacking + 1)


def _without(text: str) -> str:
    """Return a name without the kind of programme that it ends with: 人工智能 of 人工智能+行动."""
    return next(text[: -len(kind)] for kind in rules().programmes if text.endswith(kind))


# Of a dictionary that a process asks more than once.
@lru_cache(1 << 14)
def forms(phrase: str) -> tuple[str, ...]:
    """Return a phrase, folded, and what is left of it without general words at its ends.

    Two characters (循环 of 循环经济) are too little to be known by.
    """
    text = folded(phrase)
    left = _core(text)
    least = _ENOUGH if _places_in(text) else _TOO_LITTLE + 1
    return (text, left) if least <= len(left) < len(text) else (text,)


@lru_cache(1 << 12)
def _places_in(text: str) -> tuple[str, ...]:
    return (*filter(is_place, cut(text)), *bound_to(text))


def _core(text: str) -> str:
    words = cut(text)
    while words and _is_general(words[0]):
        words = words[1:]
    while words and _is_general(words[-1]):
        words = words[:-1]
    return "".join(words)


def _is_general(word: str) -> bool:
    return word in general_words() or is_place(word)
