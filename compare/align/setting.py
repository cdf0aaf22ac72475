"""Which clauses of an upper plan set something: tasks, orientations, projects and targets ahead."""

from __future__ import annotations

import re
from collections.abc import Sequence

from compare.model import Plan, Role
from compare.reading.roles import says_what_to_do

_SETTING = frozenset({Role.GOAL, Role.MEASURE, Role.TARGET, Role.PRINCIPLE, Role.SAFEGUARD})
# What announces the clauses that follow, the document itself, or addresses the assembly.
_LEAD_IN = re.compile(r"[：:]$|如下[。；]?$")
_ABOUT_ITSELF = re.compile(
    r"^(?:《[^《》\n]{1,60}》|本(?:规划|纲要|报告))(?:共|分为|包括|由|明确|提出|主要|立足|牢牢|科学|以)"
)
_ADDRESS = re.compile(r"^各位(?:代表|委员|同志)|^(?:谢谢|现在|以上报告)|[!！]$")
_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")
# Fewer characters than this name no task: 强化海防建设 has six.
_SHORTEST = 6
# A short heading is the name of its section (交通); one that says what to do, or is a sentence, is an orientation.
_SHORTEST_HEADING = 8
_SENTENCE = re.compile(r"(?<!方面)(?<!情况)。$")


def setting_clauses(plan: Plan, roles: Sequence[Role]) -> list[int]:
    """Numbers of the clauses that set something, ascending.

    Body clauses count whose role looks ahead, but for lead-ins, addresses, and what a plan says of itself; headings
    count if they say what to do or are sentences.
    """
    return [number for number in range(len(plan.clauses)) if _sets(plan, number, roles[number])]


def _sets(plan: Plan, number: int, role: Role) -> bool:
    clause = plan.clauses[number]
    text = plan.text[clause.start : clause.end].strip()
    length = len(_WORD.findall(text))
    if clause.kind == "heading":
        return (
            role in _SETTING and length >= _SHORTEST_HEADING and bool(_SENTENCE.search(text) or says_what_to_do(text))
        )
    if clause.kind != "body" or length < _SHORTEST or _LEAD_IN.search(text) or _ADDRESS.search(text):
        return False
    return role in _SETTING and not _ABOUT_ITSELF.match(text)
