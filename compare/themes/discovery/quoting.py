"""The part of a clause that best shows what a plan means by a phrase."""

from __future__ import annotations

import re
from collections.abc import Sequence

from compare.model import Place, Plan, Record
from compare.text import cues
from compare.themes.discovery.phrases import Candidate

# A definition is a line or two; of a longer clause the part from the phrase on is quoted.
_LONGEST, _SHORTEST = 90, 20
_DEFINES, _STATE = cues("defines"), cues("tells_state")
_FIRST = 12
_STOPS = "，,；;。：:"
_PARTS = re.compile(rf"[^{_STOPS}]++[{_STOPS}]?")
# A plan says in its first few mentions what it means.
_TRIED = 20


class QuotedPhrase(Record, frozen=True):
    """A span of a plan: ``plan.text[start:end] == quote``."""

    plan: str
    quote: str
    start: int
    end: int
    section: tuple[str, ...]
    place: Place


def quotation(plans: Sequence[Plan], candidate: Candidate) -> QuotedPhrase:
    """Quote what a plan means by a phrase.

    Best is a sentence that says what it is; else one that says what is to be done with it: ahead rather than looking
    back, in the body, whole and at some length, with the phrase at its beginning, and no state to be wished for.

    Args:
        plans: The plans in which the candidate was found.
        candidate: A phrase.
    """
    ahead = sorted(candidate.places, key=lambda place: -candidate.places[place])[:_TRIED]
    quotes = (_around(plans[plan], clause, candidate, candidate.places[plan, clause]) for plan, clause in ahead)
    return min(quotes, key=lambda item: item[0])[1]


_Rank = tuple[bool, float, bool, bool, bool, bool, int]


def _around(plan: Plan, number: int, candidate: Candidate, worth: float) -> tuple[_Rank, QuotedPhrase]:
    """Return the quotation from one clause, and how it ranks (least is best)."""
    clause = plan.clauses[number]
    text = plan.text[clause.start : clause.end]
    form = next((form for form in candidate.forms if form in text), "")
    at = text.find(form) if form else 0
    begin, end = _part(text, at, at + len(form))
    defines = bool(_DEFINES.match(text, at + len(form))) and clause.kind == "body"
    rank = (
        not defines, -worth, clause.kind != "body", end - begin < _SHORTEST, bool(_STATE.search(text, begin, end)),
        at - begin > _FIRST, text.count("、", begin, at),
    )  # fmt: skip
    path = plan.path(clause.section)
    quote = QuotedPhrase(
        plan.id, text[begin:end], clause.start + begin, clause.start + end,
        path[:-1] if clause.kind == "heading" else path, clause.place,
    )  # fmt: skip
    return rank, quote


def _part(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the whole clause if it is short; else the parts between stops that hold ``[start, end)``, and one after
    another while there is room.
    """
    parts = [match.span() for match in _PARTS.finditer(text)]
    if len(text) <= _LONGEST:
        start, end = parts[0][0], parts[-1][1]
    held = [span for span in parts if span[0] < end and start < span[1]]
    begin, stop = held[0][0], held[-1][1]
    for _, reach in parts[parts.index(held[-1]) + 1 :]:
        if reach - begin > _LONGEST:
            break
        stop = reach
    piece = text[begin:stop].rstrip(f"{_STOPS} \u3000")
    lead = len(piece) - len(piece.lstrip())
    return begin + lead, begin + len(piece)
