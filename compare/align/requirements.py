"""Which clauses of an upper plan set something: tasks, orientations, projects and targets ahead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from compare.features import is_concrete, says_what_to_do
from compare.model import Plan, Role
from compare.text import cues, cues_of

_SETTING = frozenset({Role.GOAL, Role.MEASURE, Role.TARGET, Role.PRINCIPLE, Role.SAFEGUARD})
# The rules whose words make a slogan of a sentence that holds enough of them.
_SLOGANS = ("slogan", "manner")
# One such word (实干, 咬定青山) in so many characters makes a slogan of a sentence in which nothing is to be done.
_RALLY_EVERY = 30
# Two words of how people are to work make one of so short a sentence, though it holds a verb: 制定政策要听取意见.
_MANNERS, _MANNER_EVERY = 2, 15
_NOT_WORD = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9]++")
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
    length = len(_NOT_WORD.sub("", text))
    if clause.kind == "heading":
        named = _SENTENCE.search(text) or says_what_to_do(text)
        return length >= _SHORTEST_HEADING and bool(named) and not cues("its_parts").search(text)
    if clause.kind != "body" or length < _SHORTEST or _is_cell(plan, clause.start, text):
        return False
    return not _says_of_others(text, length, role)


def _is_cell(plan: Plan, start: int, text: str) -> bool:
    """Whether a text is the name or the figure of an indicator in a table, whose rows are told as targets."""
    inside = any(table.start <= start < table.end for table in plan.tables)
    return inside and not _STOP.search(text) and not is_concrete(text)


def _says_of_others(text: str, length: int, role: Role) -> bool:
    """Whether a sentence is about the document, the assembly or the times, and sets nothing."""
    if any(pattern.search(text) for name, pattern in cues_of("requirements").items() if name not in _SLOGANS):
        return True
    if role is Role.TARGET:
        return False
    manners = len(set(cues("manner").findall(text)))
    if manners >= _MANNERS and length <= _MANNER_EVERY * manners:
        return True
    if is_concrete(text):
        return False
    return length <= _RALLY_EVERY * len({word for name in _SLOGANS for word in cues(name).findall(text)})
