"""Wordings of which a list writes one half for all its items: 失业保险 in 养老、失业、工伤保险."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import ahocorasick_rs
from msgspec.structs import replace

from compare.coverage.finder import Hit
from compare.coverage.phrases import Phrase, PhraseKind
from compare.coverage.pieces import general_words
from compare.text import Folded, cues, cut

# Half a wording, written for all items of a list, shows less than the whole.
_SHARED = 0.85
# What borrows is not written, and what tells less by itself would tell too little by half.
_TELLING = 0.65
_KINDS = frozenset({PhraseKind.NAME, PhraseKind.ALIAS, PhraseKind.PART})
# The list ends so near; a verb of so many signs may lead it; items are as long as the half that stands for one, or
# longer by so much: 集体、个人财产安全 says nothing of 集体安全.
_REACH, _VERB, _LONGER = 24, 3, 1
_WORD = 2
_LIST = re.compile(r"[^,;。:!?\n“”《》()]*")
_JOINT = re.compile(r"[、和及与]")
_CLOSES = re.compile(r"(?:建设|发展|应用|创建|场景|等)*(?:[、和及与,;。:!?\n]|$)")
_SPREADS = cues("spreads_over_list")


class EllipticFinder:
    """Finds the wordings of many themes that a list writes by half, in one pass over a text."""

    def __init__(self, phrases: Mapping[str, Sequence[Phrase]]) -> None:
        """Prepare the phrases of themes; theme id to phrases."""
        self._wanted: defaultdict[str, list[tuple[str, str, Phrase]]] = defaultdict(list)
        for theme, of_theme in phrases.items():
            for phrase in of_theme:
                for written, shared in _halves(phrase):
                    self._wanted[written].append((shared, theme, phrase))
        self._written = list(self._wanted)
        self._automaton = ahocorasick_rs.AhoCorasick(self._written)

    def find(self, text: Folded) -> dict[str, list[Hit]]:
        """Theme id to hits of kind ``variant``, in reading order."""
        found: defaultdict[str, list[Hit]] = defaultdict(list)
        for pattern, start, end in self._automaton.find_matches_as_indexes(text.text, overlapping=True):
            written = self._written[pattern]
            item = written.strip("、")
            for shared, theme, phrase in self._wanted[written]:
                if written.endswith("、"):
                    stop = _tail_after(text.text, start, item, shared)
                    span = (start, stop) if stop else None
                else:
                    begin = _head_before(text.text, start, end, shared)
                    span = (begin, end) if begin >= 0 else None
                if span:
                    half = replace(phrase, kind=PhraseKind.VARIANT, weight=phrase.weight * _SHARED)
                    found[theme].append(Hit(half, *text.span(*span)))
        return dict(found)


def _halves(phrase: Phrase) -> Iterator[tuple[str, str]]:
    """Yield what a list writes for a wording, with the 、 beside it, and the half that it shares with other items."""
    words: Sequence[str] = cut(phrase.text)
    if len(words) == 1 and len(phrase.text) == 2 * _WORD:
        words = (phrase.text[:_WORD], phrase.text[_WORD:])  # 医疗保险 is made of two
    if phrase.kind not in _KINDS or phrase.weight < _TELLING or len(words) < 2:
        return
    for number in range(1, len(words)):
        head, tail = "".join(words[:number]), "".join(words[number:])
        if len(tail) > 1 and not {head, tail} & general_words():
            yield f"{head}、", tail
            if len(head) > 1 and _SPREADS.fullmatch(head):
                yield f"、{tail}", head


def _tail_after(text: str, start: int, item: str, tail: str) -> int:
    """Where the list that holds an item ends with the half that its items share; 0 if it does not."""
    before = text[max(0, start - _VERB - 1) : start]
    lead = len(before) - max(before.rfind(sign) for sign in "、,;。:!?\n和及与") - 1
    if lead > _VERB:
        return 0
    begin = start + len(item)
    rest = _LIST.match(text, begin, begin + _REACH)
    at = rest.group().find(tail) if rest else -1
    if at < 0:
        return 0
    last = _JOINT.split(text[begin : begin + at])[-1]
    return begin + at + len(tail) if 0 < len(last) <= len(item) + _LONGER else 0


def _head_before(text: str, start: int, end: int, head: str) -> int:
    """Where the list that ends with an item, or goes on after it, begins with the half that all share; else -1."""
    if not _CLOSES.match(text, end):
        return -1
    low = max(0, start - _REACH)
    at = text.rfind(head, low, start)
    between = text[at + len(head) : start] if at >= 0 else ""
    items, longest = _JOINT.split(between), end - start - 1 + _LONGER
    if not between or not _LIST.fullmatch(between) or not all(0 < len(item) <= longest for item in items):
        return -1
    return at
