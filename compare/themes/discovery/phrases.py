"""Clauses -> phrases that may name a theme: where each begins and ends, and how often it is written where."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from compare.features import Reading
from compare.model import Role
from compare.text import cues
from compare.themes.discovery.rules import rules
from compare.themes.discovery.runs import LONGEST, SHORTEST, Run, joined, runs_of, text_of, unknown_words

_QUOTED_SHORTEST = 2
# Names of more words are slogans; those are found where they are quoted.
_WORDS = 6
# A clause that looks back or sets the scene shows less of what a plan sets than one that looks ahead.
AHEAD = 1.0
_SETTING = {Role.TITLE: 0.0, Role.ACHIEVEMENT: 0.3, Role.BASIS: 0.5, Role.BACKGROUND: 0.5}

# 规模化, 公益性, 竞争力: words that say how, not what.
_QUALITY_LONGEST = 4
_QUALITIES = cues("quality_at_end")


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


class _Clause(NamedTuple):
    """A clause: its place, what a mention there weighs, and whether it is a heading."""

    place: tuple[int, int]
    worth: float
    heading: bool


Span = tuple[int, int]
_Mention = tuple[_Clause, Run, Span, bool]
"""Where a phrase stands, and whether it is all of its run that belongs to a name, or is quoted."""


def candidates(readings: Sequence[Reading], least: int = 1) -> dict[str, Candidate]:
    """Return the phrases of some plans, by their folded text; linear in the text.

    Args:
        readings: The plans.
        least: How often a phrase must be written that no heading, quotation mark or kind of name marks.

    Returns:
        Phrases in the order in which they are first met.
    """
    met: defaultdict[str, list[_Mention]] = defaultdict(list)
    marked: set[str] = set()
    named_so = rules().named
    for number, reading in enumerate(readings):
        clauses = reading.plan.clauses
        # Of a title no phrase is taken.
        named = [text if c.kind != "title" else "" for c, text in zip(clauses, reading.texts, strict=True)]
        runs = runs_of(named)
        known = unknown_words(run for of_clause in runs for run in of_clause)
        for index, of_clause in enumerate(runs):
            worth = _SETTING.get(reading.roles[index], AHEAD)
            clause = _Clause((number, index), worth, clauses[index].kind == "heading")
            for run in of_clause:
                words = joined(run, known)
                whole = _trimmed(words)
                for span, text in _pieces(words):
                    quoted = words[span[0]].quoted
                    alone = span == whole or (quoted and span[1] - span[0] == 1)
                    met[text].append((clause, words, span, alone))
                    if worth and (quoted or (alone and (clause.heading or text.endswith(named_so)))):
                        marked.add(text)
    # Hardly any phrase is written often enough: only of those that are is more asked.
    return {
        text: _candidate(text, mentions) for text, mentions in met.items() if len(mentions) >= least or text in marked
    }


def _candidate(text: str, mentions: Sequence[_Mention]) -> Candidate:
    _, run, span, _ = mentions[0]
    candidate = Candidate(text, tuple(run[slice(*span)]))
    is_place, is_programme = text.endswith(rules().places), text.endswith(rules().programmes)
    for (place, worth, heading), run, span, alone in mentions:
        words = run[slice(*span)]
        candidate.forms[_written(words)] += 1
        candidate.places[place] = worth
        candidate.quoted += worth * words[0].quoted
        if alone:
            candidate.alone += worth
            candidate.headings += worth * heading
            candidate.platforms += worth * is_place
            candidate.programmes += worth * is_programme
        else:
            candidate.nested += worth
    return candidate


def _pieces(run: Run) -> Iterator[tuple[Span, str]]:
    """Yield the parts of a run that may be a name, each with its folded text.

    A name holds nothing generic, is no place alone, and has no single character at an end.
    """
    rule = rules()
    whole = text_of(run)
    # Hardly any run holds what no name does.
    never = bool(rule.never.search(whole))
    reach = 0
    for start, first in enumerate(run):
        begin, reach = reach, reach + len(first.text)
        if first.single or (first.leads and not whole.startswith(rule.kept, begin)):
            continue
        shortest = _QUOTED_SHORTEST if first.quoted else SHORTEST
        written = text = ""
        for stop, last in enumerate(run[start : start + _WORDS], start + 1):
            written += last.text
            text += last.folded
            if len(text) > LONGEST:
                break
            if len(text) < shortest or (last.single and not first.quoted):
                continue
            if first.leads and not written.startswith(rule.kept):
                continue
            if last.trails and not written.endswith(rule.whole):
                continue
            if written in rule.generic or (never and rule.never.search(written)):
                continue
            if _may_name(run, start, stop, written):
                yield (start, stop), text


def _may_name(run: Run, start: int, stop: int, written: str) -> bool:
    """Whether a piece of a run, of two characters or more at either end, is a name.

    After what is quoted only the name of a kind of place or programme belongs to it: “千村示范、万村整治”工程.
    """
    first, alone = run[start], stop - start == 1
    if first.quoted:
        return alone or written.endswith(rules().suffixes)
    if alone and _is_quality(written):
        return False
    return not (first.place and all(word.place for word in run[start:stop]))


def _trimmed(run: Run) -> Span:
    """Return the span of a run without the words at either end that belong to no name."""
    rule = rules()
    start, stop = 0, len(run)
    while start < stop and run[start].leads and not text_of(run[start:stop]).startswith(rule.kept):
        start += 1
    while start < stop and run[stop - 1].trails and not text_of(run[start:stop]).endswith(rule.whole):
        stop -= 1
    return start, stop


def _is_quality(word: str) -> bool:
    """Return a short word that says how: 规模化, 竞争力; 新质生产力 is longer and names something."""
    return len(word) <= _QUALITY_LONGEST and _QUALITIES.search(word) is not None


def _written(words: Run) -> str:
    if len(words) == 1:
        return words[0].text
    return "".join(f"“{word.text}”" if word.quoted else word.text for word in words)
