"""A clause -> its parts between commas, each with its figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from compare.model import Record
from compare.text.lexicon import composed, cues
from compare.text.quantities.figure import Figure
from compare.text.quantities.figures import QUOTED

_END = re.compile(r"[，；;。！]|(?<!\d),|,(?!\d{3})|(?<!\d)[:：]|[:：](?!\d)")
_BRACKETED = re.compile(r"[（(][^（()）]{0,60}[)）]")
_FIGURED = re.compile(r"\d\s?[%％个家万亿年]")
_JOINT = composed(r"、|以及|并|{and_word}|及|与|，|,")
_STRONG = frozenset("、，,")
_APART = composed(r"\s*+(?:\(含\)|（含）)?\s*+(?:、|，|,|以及|{and_word}|及|与|并)")
_FROM = re.compile(r"(?:由|从|自)[^，,；;]{0,24}$")
_RISES = cues("changes_to")
_COMMAS, _NEAR = ("，", ","), 16


class SentencePart(Record, frozen=True):
    """A part of a clause.

    Attributes:
        start, end: Span in the clause.
        figures: Its figures in reading order, those inside names in quotation marks left out.
    """

    start: int
    end: int
    figures: tuple[Figure, ...]


def masked(clause: str) -> str:
    """Return the clause with what stands in brackets blanked, unless it holds a figure of its own; as long as the
    clause.
    """

    def blank(match: re.Match[str]) -> str:
        inner = match.group()
        return inner if _FIGURED.search(inner) else "（" + "※" * (len(inner) - 2) + "）"

    return _BRACKETED.sub(blank, clause)


def parts(clause: str, plain: str, found: Sequence[Figure]) -> Iterator[SentencePart]:
    """Yield the parts of a clause; brackets that hold a figure are parts of their own.

    Args:
        clause: The clause.
        plain: The clause, masked.
        found: Its figures.
    """
    quoted = [match.span() for match in QUOTED.finditer(clause)]
    figures = [f for f in found if not any(start < f.start < end for start, end in quoted)] if quoted else found
    inside = {offset for figure in figures for offset in range(figure.start + 1, figure.core_end)}
    inside |= {figure.end for figure in figures if _leads_over(clause, figure)}
    bounds = {0, len(clause), *(match.end() for match in _END.finditer(plain) if match.start() not in inside)}
    for match in _BRACKETED.finditer(plain):
        if any(match.start() < f.start < match.end() for f in figures):
            bounds |= {match.start() + 1, match.end() - 1}
    ordered = sorted(bounds)
    for start, end in zip(ordered, ordered[1:], strict=False):
        yield SentencePart(start, end, tuple(f for f in figures if start <= f.start < end))


def _leads_over(clause: str, figure: Figure) -> bool:
    """Whether the figure after a comma is where this one rises to: 由40%左右，提高到60%."""
    behind = clause[figure.end : figure.end + _NEAR]
    return behind.startswith(_COMMAS) and starts_from(clause[: figure.start], behind)


def border(plain: str, begin: int, until: int, *, last: bool) -> tuple[int, int]:
    """Where the noun after a figure ends, and where the words before the next figure begin."""
    if last:
        return until, until
    if found := _APART.match(plain, begin, until):
        return begin, found.end()
    joints = list(_JOINT.finditer(plain, begin, until))
    if not joints:
        return until, begin
    joint = ([joint for joint in joints if joint.group() in _STRONG] or joints)[-1]
    return joint.start(), joint.end()


def starts_from(words: str, between: str) -> bool:
    """Whether a figure is where the next one starts from: 由40%提高到60%."""
    return bool(_FROM.search(words) and _RISES.match(between.lstrip("，,")))
