"""Clauses -> phrases that may name a theme: where each begins and ends, and how often it is written where."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from compare.discovery.rules import rules
from compare.folding import folded
from compare.model import Role
from compare.places import REGIONS, is_place
from compare.reading import Reading
from compare.words import cut

SHORTEST, LONGEST = 3, 14
"""Folded characters of a name; two are enough for what the plan itself puts into quotation marks."""
_QUOTED_SHORTEST = 2
# Names of more words are slogans; those are found where they are quoted.
_WORDS = 6
# A clause that looks back or sets the scene shows less of what a plan sets than one that looks ahead.
AHEAD = 1.0
_SETTING = {Role.TITLE: 0.0, Role.ACHIEVEMENT: 0.3, Role.BASIS: 0.5, Role.BACKGROUND: 0.5}

# What is quoted is one word of a phrase; the titles of documents and all punctuation part phrases.
_TOKENS = re.compile(
    r"“([^“”\n]{2,60})”|《([^《》\n]{2,80})》|[\u4e00-\u9fffA-Za-z0-9+＋]++|[^\u4e00-\u9fffA-Za-z0-9+＋]"
)
_NUMBER = re.compile(r"[0-9０-９+＋.〇零一二三四五六七八九十百千万亿两]++")
# 规模化, 公益性, 竞争力: words that say how, not what.
_QUALITY_LONGEST = 4
_QUALITIES = ("化", "性", "力", "型", "式", "度", "感", "率", "品质")
# Different words of many plans.
_REMEMBERED = 1 << 15
_SENTENCE = re.compile(r"[，。；：！？,;:]|^十[一二三四五六七八]五$")
_HEADING_NUMBER = re.compile(
    r"^(?:第[〇零一二三四五六七八九十百\d]{1,5}[编篇章节部条]|[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|"
    r"[一二三四五六七八九十]是|[—–-]{1,3})\s*"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a phrase; what stands in quotation marks is one word and is never cut.

    Attributes:
        folded: The text, folded.
        parts: No theme holds it: it parts phrases.
        leads, trails: No name begins, or ends, with it, but for those that the rules keep.
        place: It is the name of an area or region.
    """

    text: str
    quoted: bool
    folded: str
    parts: bool
    leads: bool
    trails: bool
    place: bool


Run = tuple[Word, ...]
Span = tuple[int, int]


@dataclass(slots=True)
class Candidate:
    """A phrase that may name a theme.

    Attributes:
        text: Folded.
        words: Its words where it was first met.
        forms: How it is written, with how often.
        places: (index of plan, index of clause), in reading order, with what a mention there weighs, in [0, 1].
        alone, nested: How often it is written by itself and inside a longer phrase.
        headings, quoted, platforms, programmes: How often it stands in a heading, in quotation marks, as the name of
            a place or platform, of a programme. Like ``alone`` and ``nested`` these are weighed: what looks back counts
            for less.
    """

    text: str
    words: Run
    forms: Counter[str] = field(default_factory=Counter)
    places: dict[tuple[int, int], float] = field(default_factory=dict)
    alone: float = 0.0
    nested: float = 0.0
    headings: float = 0.0
    quoted: float = 0.0
    platforms: float = 0.0
    programmes: float = 0.0

    @property
    def count(self) -> int:
        """How often it is written."""
        return self.forms.total()


def candidates(readings: Sequence[Reading]) -> dict[str, Candidate]:
    """The phrases of some plans, by their folded text; linear in the text.

    Returns:
        Phrases in the order in which they are first met.
    """
    found: dict[str, Candidate] = {}
    for number, reading in enumerate(readings):
        clauses = reading.plan.clauses
        runs = [list(_runs(text)) if c.kind != "title" else [] for c, text in zip(clauses, reading.texts, strict=True)]
        known = _unknown_words(run for of_clause in runs for run in of_clause)
        for index, of_clause in enumerate(runs):
            worth = _SETTING.get(reading.roles[index], AHEAD)
            heading = clauses[index].kind == "heading"
            for run in of_clause:
                _add(found, _joined(run, known), (number, index), worth, heading)
    return found


def _add(found: dict[str, Candidate], run: Run, place: tuple[int, int], worth: float, heading: bool) -> None:
    whole = _trimmed(run)
    for span, text in _pieces(run):
        words = run[slice(*span)]
        quoted = words[0].quoted
        candidate = found.get(text)
        if candidate is None:
            candidate = found[text] = Candidate(text, words)
        candidate.forms[_written(words)] += 1
        candidate.places[place] = worth
        candidate.quoted += worth * quoted
        if span == whole or (quoted and len(words) == 1):
            candidate.alone += worth
            candidate.headings += worth * heading
            candidate.platforms += worth * text.endswith(rules().places)
            candidate.programmes += worth * text.endswith(rules().programmes)
        else:
            candidate.nested += worth


def _pieces(run: Run) -> Iterator[tuple[Span, str]]:
    """The parts of a run that may be a name, each with its folded text.

    A name holds nothing generic, is no place alone, and has no single character at an end.
    """
    rule = rules()
    # Hardly any run holds what no name does.
    never = bool(rule.never.search(_text(run)))
    for start, first in enumerate(run):
        if len(first.text) < 2 and not first.quoted:
            continue
        written = text = ""
        for stop in range(start + 1, min(len(run), start + _WORDS) + 1):
            last = run[stop - 1]
            written += last.text
            text += last.folded
            if len(text) > LONGEST:
                break
            if first.leads and not written.startswith(rule.kept):
                continue
            if last.trails and not written.endswith(rule.whole):
                continue
            if len(text) < (_QUOTED_SHORTEST if first.quoted else SHORTEST) or written in rule.generic:
                continue
            if (never and rule.never.search(written)) or not _may_name(run[start:stop], written):
                continue
            yield (start, stop), text


def _may_name(words: Run, written: str) -> bool:
    """Whether the ends of a piece are those of a name.

    After what is quoted only the name of a kind of place or programme belongs to it: “千村示范、万村整治”工程.
    """
    if words[0].quoted:
        return len(words) == 1 or written.endswith(rules().suffixes)
    if len(words) == 1 and _is_quality(written):
        return False
    return len(words[-1].text) > 1 and not all(word.place for word in words)


def _trimmed(run: Run) -> Span:
    """The span of a run without the words at either end that belong to no name."""
    rule = rules()
    start, stop = 0, len(run)
    while start < stop and run[start].leads and not _text(run[start:stop]).startswith(rule.kept):
        start += 1
    while start < stop and run[stop - 1].trails and not _text(run[start:stop]).endswith(rule.whole):
        stop -= 1
    return start, stop


def _is_quality(word: str) -> bool:
    """A short word that says how: 规模化, 竞争力; 新质生产力 is longer and names something."""
    return len(word) <= _QUALITY_LONGEST and word.endswith(_QUALITIES)


def _runs(text: str) -> Iterator[Run]:
    """The runs of words of a clause between punctuation and words that no theme holds."""
    run: list[Word] = []
    for word in _words(_HEADING_NUMBER.sub("", text)):
        ends = word is None or word.parts
        # What is quoted is a name of its own: the words before it are no part of it.
        if run and (ends or (word is not None and word.quoted)):
            yield tuple(run)
            run = []
        if word is not None and not ends:
            run.append(word)
    if run:
        yield tuple(run)


def _words(text: str) -> Iterator[Word | None]:
    """The words of a text; ``None`` where phrases are parted."""
    for match in _TOKENS.finditer(text):
        if match[1]:
            said = not _SENTENCE.search(match[1]) and not _NUMBER.fullmatch(match[1])
            yield _quoted(match[1].strip()) if said and len(folded(match[1])) <= LONGEST else None
        elif match[2] or not match[0][0].isalnum():
            yield None
        else:
            yield from map(_word, _with_suffixes(cut(match[0])))


@lru_cache(maxsize=_REMEMBERED)
def _word(text: str) -> Word:
    rule = rules()
    place = is_place(text)
    return Word(
        text=text,
        quoted=False,
        folded=folded(text),
        parts=text in rule.breaks or bool(_NUMBER.fullmatch(text)),
        leads=text in rule.leads or (place and text[-1] in "省市县区"),
        trails=text in rule.tails,
        place=place or text in REGIONS,
    )


def _quoted(text: str) -> Word:
    return Word(text, quoted=True, folded=folded(text), parts=False, leads=False, trails=False, place=False)


def _with_suffixes(words: Iterable[str]) -> list[str]:
    """Words, names of kinds of things as one where the dictionary parts them (合作 区, 山花 节)."""
    rule = rules()
    joined: list[str] = []
    for word in words:
        if joined and (joined[-1] + word in rule.suffixes or (word in rule.endings and len(joined[-1]) > 1)):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _unknown_words(runs: Iterable[Run]) -> frozenset[str]:
    """Runs of single characters that are written more than once: words that the dictionary does not know (广清)."""
    counts = Counter(text for run in runs for text, _, _ in _singles(run))
    return frozenset(text for text, count in counts.items() if count > 1)


def _singles(run: Run) -> Iterator[tuple[str, int, int]]:
    """Two or more single characters in a row, with their span among the words."""
    start = 0
    for end in range(len(run) + 1):
        if end == len(run) or run[end].quoted or len(run[end].text) > 1:
            if end - start > 1:
                yield _text(run[start:end]), start, end
            start = end + 1


def _joined(run: Run, known: frozenset[str]) -> Run:
    words: list[Word] = []
    reach = 0
    for text, start, end in _singles(run):
        if text in known:
            words += [*run[reach:start], _word(text)]
            reach = end
    return (*words, *run[reach:])


def _text(words: Run) -> str:
    return "".join(word.text for word in words)


def _written(words: Run) -> str:
    if len(words) == 1:
        return words[0].text
    return "".join(f"“{word.text}”" if word.quoted else word.text for word in words)
