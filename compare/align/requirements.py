"""Which clauses of an upper plan set something: tasks, orientations, projects and targets ahead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from compare.features import is_concrete, is_slogan, letters, says_what_to_do
from compare.model import Plan, Role
from compare.text import cues, cues_of

_SETTING = frozenset({Role.GOAL, Role.MEASURE, Role.TARGET, Role.PRINCIPLE, Role.SAFEGUARD})
# Fewer characters than this name no task: 强化海防建设 has six.
_SHORTEST = 6
_STOP = re.compile(r"[，,；;。]")
# A short heading is the name of its section (交通); one that says what to do, or is a sentence, is an orientation.
_SHORTEST_HEADING = 8
_SENTENCE = re.compile(r"(?<!方面)(?<!情况)。$")


def setting_clauses(plan: Plan, roles: Sequence[Role], *, among: Iterable[int] | None = None) -> list[int]:
    """Numbers of the clauses that set something, ascending, of all or of some.

    Body clauses count whose role looks ahead, but for lead-ins, addresses, and what a plan says of itself; headings
    count if they say what to do or are sentences.
    """
    numbers = range(len(plan.clauses)) if among is None else among
    return [number for number in numbers if _sets(plan, number, roles[number])]


def _sets(plan: Plan, number: int, role: Role) -> bool:
    if role not in _SETTING:
        return False
    clause = plan.clauses[number]
    text = plan.text[clause.start : clause.end].strip()
    length = letters(text)
    if clause.kind == "heading":
        named = _SENTENCE.search(text) or says_what_to_do(text)
        return length >= _SHORTEST_HEADING and bool(named) and not cues("its_parts").search(text)
    if clause.kind != "body" or length < _SHORTEST or _is_cell(plan, clause.start, text):
        return False
    return not (_says_of_others(text) or is_slogan(text, role))


def _is_cell(plan: Plan, start: int, text: str) -> bool:
    """Whether a text is the name or the figure of an indicator in a table, whose rows are told as targets."""
    inside = any(table.start <= start < table.end for table in plan.tables)
    return inside and not _STOP.search(text) and not is_concrete(text)


def _says_of_others(text: str) -> bool:
    """Whether a sentence is about the document, the assembly or the times, and sets nothing."""
    return any(pattern.search(text) for pattern in cues_of("requirements").values())
