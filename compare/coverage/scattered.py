"""Names whose words stand apart or in another order: 巩固拓展脱贫攻坚成果 takes up 巩固脱贫攻坚成果."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from math import fsum

import ahocorasick_rs

from compare.coverage.finder import Hit
from compare.coverage.phrases import Phrase, PhraseKind
from compare.coverage.pieces import general_words
from compare.model import Record
from compare.text import Folded, cut, share_of

# Words of a name tell as much as they are rare in plans of the whole country: -ln of the share of clauses. Together
# they must be as rare as one clause in eight thousand if each came by chance, so that 文化、旅游 in a list is no name;
# one in four hundred is enough in the order of the name and close together: 城市有机更新.
_TELLING, _TELLING_CLOSE, _CLOSE = 9.0, 6.0, 4
# So much of what the words of a name tell must be there; 承接 may be missing from 承接北京非首都功能疏解.
_MOST, _FEW = 0.75, 3
# What two ways of adding up what words tell may differ by.
_ROUNDING = 1e-9
# The words may stand in so many times the length of the name and so many characters more.
_STRETCH, _SLACK = 2, 4
# Two words at least; a list of more than these is a definition's.
_FEWEST, _MOST_WORDS = 2, 8
# A wording whose words stand apart shows less than the name itself.
_APART = 0.85
_SEGMENT_END = re.compile(r"[,;。:!?\n]")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
# 金融、科技信息 is no 科技金融: only the words of a phrase that lists things may stand in several items of a list; but
# 食品、药品等安全监管 says 药品监管, and 高端化、智能化、绿色化转型 智能化转型.
_LISTS = re.compile(r"[、与和及]")
_HEADED, _KIND = "等", "化"


class Scattered(Record, frozen=True):
    """A phrase of a theme by its words.

    Attributes:
        phrase: The phrase.
        words: Its telling words, folded, each with -ln of the share of clauses that hold it; the most telling first.
        total: What all words tell together.
    """

    phrase: Phrase
    words: tuple[tuple[str, float], ...]
    total: float

    @property
    def trigger(self) -> str:
        """The most telling word: without it nothing is near."""
        return self.words[0][0]


class ScatteredFinder:
    """Finds the phrases of many themes whose words stand apart, in one pass over a text."""

    def __init__(self, phrases: Mapping[str, Sequence[Phrase]]) -> None:
        """Prepare the phrases of themes; theme id to phrases."""
        self._wanted: defaultdict[str, list[tuple[str, Scattered]]] = defaultdict(list)
        self._excluded = {
            theme: tuple(phrase.text for phrase in of_theme if phrase.kind is PhraseKind.EXCLUDED)
            for theme, of_theme in phrases.items()
        }
        for theme, of_theme in phrases.items():
            for wanted in scattered(of_theme):
                self._wanted[wanted.trigger].append((theme, wanted))
        self._triggers = list(self._wanted)
        self._automaton = ahocorasick_rs.AhoCorasick(self._triggers)

    def find(self, text: Folded) -> dict[str, list[Hit]]:
        """Theme id to hits of kind ``variant``, in reading order; what is written as one phrase is among them."""
        found: defaultdict[str, list[Hit]] = defaultdict(list)
        for pattern, at, _ in self._automaton.find_matches_as_indexes(text.text, overlapping=True):
            for theme, wanted in self._wanted[self._triggers[pattern]]:
                if near := near_wording(wanted, text.text, at):
                    phrase, span = near
                    if not self._is_excluded(theme, text.text, *span):
                        found[theme].append(Hit(phrase, *text.span(*span)))
        return dict(found)

    def _is_excluded(self, theme: str, text: str, start: int, end: int) -> bool:
        """Whether an excluded phrase of a theme reaches into a stretch."""
        return any(
            text.find(excluded, max(0, start - len(excluded) + 1), end + len(excluded) - 1) >= 0
            for excluded in self._excluded[theme]
        )


def scattered(phrases: Iterable[Phrase]) -> Iterator[Scattered]:
    """Yield the phrases, names and their parts among them, that are told by their words alone."""
    for phrase in phrases:
        if phrase.kind in (PhraseKind.KINDRED, PhraseKind.EXCLUDED):
            continue
        words = {word: -math.log(share_of(word)) for word in _words(phrase.text)}
        telling = [tells for word, tells in words.items() if word not in general_words()]
        if len(telling) >= _FEWEST and len(words) <= _MOST_WORDS and fsum(telling) >= _TELLING_CLOSE:
            by_telling = sorted(words.items(), key=lambda pair: (-pair[1], pair[0]))
            yield Scattered(phrase, tuple(by_telling), fsum(words.values()))


def _words(text: str) -> Iterator[str]:
    """Yield the words of a phrase of two characters and more; single ones in a row are one that is not known (强港)."""
    singles = ""
    for word in (*cut(text), ""):
        if len(word) == 1 and _HAN.fullmatch(word):
            singles += word
            continue
        if len(singles) > 1:
            yield singles
        singles = ""
        if len(word) > 1 and _HAN.fullmatch(word):
            yield word


def near_wording(wanted: Scattered, text: str, at: int) -> tuple[Phrase, tuple[int, int]] | None:
    """Return the stretch of a folded text in which the words of a phrase stand, around its most telling word.

    Args:
        wanted: The phrase.
        text: A folded text.
        at: Where the most telling word begins.

    Returns:
        A phrase of kind ``variant``, the lighter the more is missing, and the span of the stretch; ``None`` if too
        little of it stands between two commas and near enough.
    """
    room = _STRETCH * len(wanted.phrase.text) + _SLACK
    around = text[max(0, at - room) : at + room]
    # Around most places there is too little whatever parts them: the first word that is not there tells so.
    others, may_lack = [], (1.0 - _least(wanted)) * wanted.total + _ROUNDING
    for word, tells in wanted.words[1:]:
        if word in around:
            others.append((word, tells))
        elif (may_lack := may_lack - tells) < 0.0:
            return None
    low, high = _segment(text, at, room)
    found = _stretch(wanted, others, text, at, (low, high))
    # 湿地修复60公顷、森林生态修复30公顷 says 湿地生态修复 in its first item.
    return found or _stretch(wanted, others, text, at, _item(text, at, low, high))


def _stretch(
    wanted: Scattered, others: Iterable[tuple[str, float]], text: str, at: int, within: tuple[int, int]
) -> tuple[Phrase, tuple[int, int]] | None:
    """Return what of a phrase stands in a part of a text, as ``near_wording`` does."""
    words = {(at, at + len(wanted.trigger)): wanted.words[0][1]}
    for word, tells in others:
        start = _nearest(text, word, at, *within)
        if start >= 0:
            words[start, start + len(word)] = tells
    spans, told = sorted(words), fsum(words.values())
    start, end = spans[0][0], max(stop for _, stop in spans)
    share, room = told / wanted.total, _STRETCH * len(wanted.phrase.text) + _SLACK
    if len(spans) < _FEWEST or share < _least(wanted) - _ROUNDING or end - start > room:
        return None
    if not _LISTS.search(wanted.phrase.written) and not _shares_head(text, spans):
        return None
    if told < _TELLING and not _is_close(wanted.phrase.text, text[start:end]):
        return None
    if _parts_words(text, spans, within):
        return None
    phrase = wanted.phrase
    return Phrase(phrase.text, phrase.written, PhraseKind.VARIANT, phrase.weight * _APART * share), (start, end)


def _least(wanted: Scattered) -> float:
    """How much of what a phrase tells must be there: all of a short wording that is listed beside others, for
    讲好中国故事 is no 讲好红色故事.
    """
    listed = wanted.phrase.kind is PhraseKind.ALIAS and len(wanted.words) <= _FEW
    return 1.0 if listed else _MOST


def _shares_head(text: str, found: Sequence[tuple[int, int]]) -> bool:
    """Whether words in several items of a list belong together: whole items and what follows the list, or 化 of all."""
    start, end = found[0][0], found[-1][1]
    *items, last = text[start:end].split("、")
    if not items or all(item.endswith(_KIND) for item in items):
        return True
    told = "".join(text[slice(*span)] for span in found)
    return _HEADED in last and all(
        item in told or not any(text[slice(*span)] in item for span in found) for item in items
    )


def _parts_words(text: str, spans: Iterable[tuple[int, int]], within: tuple[int, int]) -> bool:
    """Whether what is found begins inside one word of a text and ends inside another: 强国 in 加强国防."""
    ends = set(accumulate(map(len, cut(text[slice(*within)])), initial=within[0]))
    return any(ends.isdisjoint(span) and not ends.isdisjoint(range(*span)) for span in spans)


def _is_close(phrase: str, stretch: str) -> bool:
    """Whether a stretch begins and ends as a phrase does, and little stands between."""
    alike = stretch[:2] == phrase[:2] and stretch[-2:] == phrase[-2:]
    return alike and "、" not in stretch and len(stretch) <= len(phrase) + _CLOSE


def _segment(text: str, at: int, room: int) -> tuple[int, int]:
    """Return the part between commas around an offset, no wider than ``room`` to either side."""
    low, high = max(0, at - room), min(len(text), at + room)
    ends = [match.end() for match in _SEGMENT_END.finditer(text, low, at)]
    stop = _SEGMENT_END.search(text, at, high)
    return (ends[-1] if ends else low), (stop.start() if stop else high)


def _item(text: str, at: int, low: int, high: int) -> tuple[int, int]:
    """Return the item of a list around an offset, inside a part of a text."""
    start, stop = text.rfind("、", low, at), text.find("、", at, high)
    return (start + 1 if start >= 0 else low), (stop if stop >= 0 else high)


def _nearest(text: str, word: str, at: int, low: int, high: int) -> int:
    """Where a word begins that stands nearest to an offset between two others; -1 if it stands nowhere there."""
    before, after = text.rfind(word, low, at), text.find(word, at, high)
    if before < 0 or after < 0:
        return max(before, after)
    return before if at - before <= after - at else after
