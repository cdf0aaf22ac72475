"""The part of a clause that best shows what a plan means by a phrase."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from compare.model import Place, Plan
from compare.themes.discovery.phrases import Candidate

# A definition is a line; of a longer clause the part around the phrase is quoted.
_LONGEST, _SHORTEST = 60, 12
_STOPS = "，,；;。：:"
_PARTS = re.compile(rf"[^{_STOPS}]++[{_STOPS}]?")
# A plan says in its first few mentions what it means.
_TRIED = 20


@dataclass(frozen=True, slots=True)
class QuotedPhrase:
    """A span of a plan: ``plan.text[start:end] == quote``."""

    plan: str
    quote: str
    start: int
    end: int
    section: tuple[str, ...]
    place: Place


def quotation(plans: Sequence[Plan], candidate: Candidate) -> QuotedPhrase:
    """Quote what a plan says with a phrase: ahead rather than looking back, in its body, at some length, by itself.

    Args:
        plans: The plans in which the candidate was found.
        candidate: A phrase.
    """
    ahead = sorted(candidate.places, key=lambda place: -candidate.places[place])[:_TRIED]
    return min((_around(plans[plan], clause, candidate) for plan, clause in ahead), key=lambda item: item[0])[1]


def _around(plan: Plan, number: int, candidate: Candidate) -> tuple[tuple[bool, bool, int, int], QuotedPhrase]:
    """Return the quotation from one clause, and how it ranks (least is best)."""
    clause = plan.clauses[number]
    text = plan.text[clause.start : clause.end]
    form = next((form for form in candidate.forms if form in text), "")
    at = text.find(form) if form else 0
    begin, end = _part(text, at, at + len(form))
    rank = (clause.kind != "body", end - begin < _SHORTEST, text.count("、", begin, end), at - begin)
    path = plan.path(clause.section)
    quote = QuotedPhrase(
        plan.id, text[begin:end], clause.start + begin, clause.start + end,
        path[:-1] if clause.kind == "heading" else path, clause.place,
    )  # fmt: skip
    return rank, quote


def _part(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the parts of a clause between stops that hold ``[start, end)``, and one after another while there is
    room.
    """
    parts = [match.span() for match in _PARTS.finditer(text)]
    held = [span for span in parts if span[0] < end and start < span[1]]
    begin, stop = held[0][0], held[-1][1]
    for _, reach in parts[parts.index(held[-1]) + 1 :]:
        if reach - begin > _LONGEST:
            break
        stop = reach
    piece = text[begin:stop].rstrip(f"{_STOPS} \u3000")
    lead = len(piece) - len(piece.lstrip())
    return begin + lead, begin + len(piece)
