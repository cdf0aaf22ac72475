"""Headings that stand at the beginning of their paragraph: "做优特色生态农业。深化…", "——坚持…。…", "一是…。…"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from compare.structure.outline.lines import OutlineLine
from compare.structure.outline.sayings import sets_figure
from compare.text import DASH, ORDINAL, STYLES, cues

PLAIN, MARKED, ORDERED = 8, 9, 10
"""Ranks of headings without a number, after a dash or bullet, and after 一是."""

_STEP = 0.5
"""A numbered heading in a paragraph of its own ranks above one of the same style that runs in."""

HEADING_LIMIT = 60
_LIMIT, _MARKED_LIMIT, _COLON_LIMIT = 30, 40, 24
_AFTER_COLON = 12
_SMALL_NUMBER = 6
_NARRATIVE = cues("tells_something")
# Without a mark before it, a sentence with a figure or a copula tells something, too.
_TELLS = re.compile(r"\d|是(?!非)|了")


class Head(NamedTuple):
    """A heading at the beginning of a paragraph: its rank, and its length with the stop."""

    rank: float
    length: int


def heads(lines: Sequence[OutlineLine]) -> list[Head | None]:
    """For each line the heading that it begins with.

    One without a mark needs company: the next paragraph above or below begins so, too, items marked by dashes left out,
    or such items stand below it. Alone it is the first sentence of a paragraph, unless it names a matter (关于…).
    """
    found = [None if line.is_row() else head(line.text) for line in lines]
    above = [None, *_nearest(found)]
    below = [*_nearest(found[::-1])[::-1], None]
    kept = list(found)
    for at, one in enumerate(found):
        if one and one.rank == PLAIN and not lines[at].text.startswith("关于"):
            items = [other for other in found[at + 1 : at + 2] if other and other.rank == MARKED]
            company = [other for other in (above[at], below[at + 1]) if other and other.rank == PLAIN]
            kept[at] = one if company or items else None
    return kept


def _nearest(found: Sequence[Head | None]) -> list[Head | None]:
    """For each line what it begins with; for one that begins with a mark, what the line before it does."""
    nearest: list[Head | None] = []
    for one in found:
        nearest.append(nearest[-1] if nearest and one and one.rank == MARKED else one)
    return nearest


def head(paragraph: str) -> Head | None:
    """Return the heading at the beginning of a paragraph, as far as the paragraph tells."""
    stop = paragraph.find("。", 0, HEADING_LIMIT + 1)
    if stop < 0 or not paragraph[stop + 1 :].strip(" ”"):
        return _before_colon(paragraph)
    first = paragraph[:stop]
    for rank, pattern in STYLES[3:]:
        if match := pattern.match(first):
            told = sets_figure(first[match.end() :])
            return _before_colon(paragraph[: stop + 1]) or (None if told else Head(rank + _STEP, stop + 1))
    if match := DASH.match(first):
        return Head(MARKED, stop + 1) if names(first[match.end() :], _MARKED_LIMIT, commas=2) else None
    if ORDINAL.match(first):
        return None
    return Head(PLAIN, stop + 1) if names_plainly(first) else None


def _before_colon(paragraph: str) -> Head | None:
    """Return a small number, a name, a colon and what is said of it (1．信息服务：重点聚焦…)."""
    for rank, pattern in STYLES[_SMALL_NUMBER - 1 :]:
        if match := pattern.match(paragraph):
            colon = paragraph.find("：", 0, _COLON_LIMIT + match.end())
            said = len(paragraph) - colon > _AFTER_COLON
            named = colon > match.end() and names(paragraph[match.end() : colon], _COLON_LIMIT, commas=0)
            return Head(rank + _STEP, colon + 1) if named and said else None
    return None


def names_plainly(sentence: str) -> bool:
    """Whether a sentence without a mark names what follows."""
    return not _TELLS.search(sentence) and names(sentence, _LIMIT, commas=1)


def names(sentence: str, limit: int, commas: int) -> bool:
    """Whether a first sentence names what follows rather than tells something."""
    return (
        2 <= len(sentence) <= limit
        and not any(mark in sentence for mark in "；;：:！!？?")
        and sentence.count("，") + sentence.count(",") <= commas
        and not _NARRATIVE.match(sentence.lstrip("“"))
        and not sets_figure(sentence)
    )


def ordinals(paragraph: str, begin: int) -> Iterator[tuple[int, int]]:
    """Spans of "一是…。" headings inside a paragraph, where a sentence or at least a clause begins."""
    for match in ORDINAL.finditer(paragraph, begin):
        # No further than a heading reaches: the paragraph may be a whole plan that has lost its line ends.
        stop = paragraph.find("。", match.end(), match.end() + HEADING_LIMIT)
        sentence = paragraph[match.end() : stop]
        if 0 <= stop < len(paragraph) - 1 and names(sentence, _LIMIT, commas=1) and not ORDINAL.search(sentence):
            yield match.start(), stop + 1
