"""Clauses -> runs of words between punctuation and words that no theme holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from operator import attrgetter

from compare.model import Record
from compare.text import REGIONS, cut_all, folded, is_place
from compare.themes.discovery.rules import rules

SHORTEST, LONGEST = 3, 14
"""Folded characters of a name; two are enough for what the plan itself puts into quotation marks."""

# What is quoted is one word of a phrase; the titles of documents and all punctuation part phrases.
_TOKENS = re.compile(
    r"“([^“”\n]{2,60})”|《[^《》\n]{2,80}》|([\u4e00-\u9fffA-Za-z0-9][\u4e00-\u9fffA-Za-z0-9+＋]*+|[^\W_])"
    r"|[+＋][\u4e00-\u9fffA-Za-z0-9+＋]*+|[^\w“《+＋]++|[“《_]"
)
_NUMBER = re.compile(r"[0-9０-９+＋.〇零一二三四五六七八九十百千万亿两]++")
# Different words of many plans.
_REMEMBERED = 1 << 15
_SENTENCE = re.compile(r"[，。；：！？,;:]|^十[一二三四五六七八]五$")
_HEADING_NUMBER = re.compile(
    r"^(?:第[〇零一二三四五六七八九十百\d]{1,5}[编篇章节部条]|[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|"
    r"[一二三四五六七八九十]是|[—–-]{1,3})\s*"
)


class Word(Record, frozen=True):
    """A word of a phrase; what stands in quotation marks is one word and is never cut.

    Attributes:
        folded: The text, folded.
        single: It is a single character, not quoted.
        parts: No theme holds it: it parts phrases.
        leads, trails: No name begins, or ends, with it, but for those that the rules keep.
        place: It is the name of an area or region.
    """

    text: str
    quoted: bool
    folded: str
    single: bool
    parts: bool
    leads: bool
    trails: bool
    place: bool


Run = Sequence[Word]
_is_single = attrgetter("single")


def runs_of(texts: Sequence[str]) -> list[list[Run]]:
    """Return the runs of words of each clause, but for single words that are too short for a name."""
    tokens = [_TOKENS.findall(_HEADING_NUMBER.sub("", text)) for text in texts]
    words = iter(cut_all([plain for of_clause in tokens for _, plain in of_clause if plain]))
    return [_runs(of_clause, words) for of_clause in tokens]


def _runs(tokens: Iterable[tuple[str, str]], cut: Iterator[Sequence[str]]) -> list[Run]:
    """Return the runs of a clause, of which the words of its plain tokens come next."""
    run: list[Word] = []
    parted = [run]
    for said, plain in tokens:
        if not plain:
            # What is quoted is a name of its own: the words before it are no part of it.
            run = _quoted(said)
            parted.append(run)
            continue
        for word in map(_word, _with_suffixes(next(cut))):
            if word.parts:
                run = []
                parted.append(run)
            else:
                run.append(word)
    return [run for run in parted if len(run) > 1 or (run and (run[0].quoted or len(run[0].folded) >= SHORTEST))]


def unknown_words(runs: Iterable[Run]) -> frozenset[str]:
    """Return runs of single characters that are written more than once: words that the dictionary does not know
    (广清).
    """
    counts = Counter(text for run in runs for text, _, _ in _singles(run))
    return frozenset(text for text, count in counts.items() if count > 1)


def joined(run: Run, known: frozenset[str]) -> Run:
    """Return a run with the single characters joined that are a word."""
    words: list[Word] = []
    reach = 0
    for text, start, end in _singles(run):
        if text in known:
            words += [*run[reach:start], _word(text)]
            reach = end
    return [*words, *run[reach:]] if words else run


def text_of(words: Run) -> str:
    """Return the text of words, without quotation marks."""
    return "".join([word.text for word in words])


@lru_cache(maxsize=_REMEMBERED)
def _word(text: str) -> Word:
    rule = rules()
    place = is_place(text)
    return Word(
        text=text,
        quoted=False,
        folded=folded(text),
        single=len(text) < 2,
        parts=text in rule.breaks or bool(_NUMBER.fullmatch(text)),
        leads=text in rule.leads or (place and text[-1] in "省市县区"),
        trails=text in rule.tails,
        place=place or text in REGIONS,
    )


def _quoted(said: str) -> list[Word]:
    """Return what stands in quotation marks as a word; none if that is a sentence, a number, or nothing at all."""
    if not said or _SENTENCE.search(said) or _NUMBER.fullmatch(said) or len(folded(said)) > LONGEST:
        return []
    text = said.strip()
    return [
        Word(text, quoted=True, folded=folded(text), single=False, parts=False, leads=False, trails=False, place=False)
    ]


def _with_suffixes(words: Sequence[str]) -> Sequence[str]:
    """Words, names of kinds of things as one where the dictionary parts them (合作 区, 山花 节)."""
    rule = rules()
    if rule.joints.isdisjoint(words):
        return words
    joined: list[str] = []
    for word in words:
        if joined and (joined[-1] + word in rule.suffixes or (word in rule.endings and len(joined[-1]) > 1)):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _singles(run: Run) -> Iterator[tuple[str, int, int]]:
    """Two or more single characters in a row, with their span among the words."""
    if sum(map(_is_single, run)) < 2:
        return  # as in nearly every run
    start = 0
    for end in range(len(run) + 1):
        if end == len(run) or not run[end].single:
            if end - start > 1:
                yield text_of(run[start:end]), start, end
            start = end + 1
