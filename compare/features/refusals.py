"""What a plan says that it will not do: phrases that refuse, cancel or put off, and clauses that others put off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from compare.model import Plan
from compare.text import cues

_REFUSED, _EXCEPTED, _NO_OBJECT = cues("refused"), cues("excepted"), cues("refused_without_object")
_FORBIDS = cues("forbids")
_A_KIND, _HEADS, _LEADS, _POINTS = (
    cues("refuses_a_kind"),
    cues("heading_refuses"),
    cues("leads_list_of_refused"),
    cues("points_back_at_task"),
)
_PHRASE = re.compile(r"[^，,；;。：:]+")
_COLON = re.compile("[：:]")
# A member of a list that a sentence leads in: （2）会展中心；
_MEMBER = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[）).、．]|[①-⑳]|[—–-]{1,2}")


# One passage comes near many clauses of an upper plan.
@lru_cache(maxsize=4096)
def refused_in(text: str) -> tuple[str, ...]:
    """Return the parts of a clause that say what will not be done, in reading order.

    A part is a phrase between marks (规划期内不安排城际轨道交通延伸), with the one before it where that tells of what
    (医疗中心建设条件一般，近期不予安排); or what a phrase excepts, and no more of it (除农村公路外). What is refused to
    a kind of firm or project (对未入库的项目不予安排) is a rule, and no task refused.
    """
    found: dict[int, str] = {match.start(): match.group() for match in _EXCEPTED.finditer(text)}
    phrases = list(_PHRASE.finditer(text))
    for at, phrase in enumerate(phrases):
        if _REFUSED.search(phrase.group()) and not _A_KIND.match(phrase.group()):
            start = phrases[at - 1].start() if at and _NO_OBJECT.fullmatch(phrase.group()) else phrase.start()
            found[start] = text[start : phrase.end()]
    return tuple(found[start] for start in sorted(found))


def refusing(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return the phrase that says what will not be done, where all that a clause says of a theme stands in such (不布局
    通用机场). What is forbidden to others (严禁新增产能) is a measure.
    """
    held = [(text.find(each), each) for each in refused_in(text) if not _FORBIDS.search(each)]
    inside = (next((each for at, each in held if at <= a and b <= at + len(each)), "") for a, b in spans)
    phrases = list(inside) if held else []
    return phrases[0] if phrases and all(phrases) else ""


def put_off_by_others(plan: Plan, texts: Sequence[str]) -> dict[int, str]:
    """Return the clauses that refuse nothing themselves, but are put off as a whole, with the words that do so: a
    heading above them (暂缓实施的项目), the sentence that leads their list in (下列项目不予安排：), or the next one,
    which points back at them (该项目本期不再实施).
    """
    return dict((*_below_headings(plan), *_in_lists(plan, texts), *_pointed_at(plan, texts)))


def _below_headings(plan: Plan) -> Iterator[tuple[int, str]]:
    heads = [section.heading if _HEADS.search(section.heading) else "" for section in plan.sections]
    for number, clause in enumerate(plan.clauses if any(heads) else ()):
        section = clause.section
        while section is not None and not heads[section]:
            section = plan.sections[section].parent
        if section is not None:
            yield number, heads[section]


def _in_lists(plan: Plan, texts: Sequence[str]) -> Iterator[tuple[int, str]]:
    lead, section = "", None
    for number, text in enumerate(texts):
        opening, *listed = _COLON.split(text, maxsplit=1)
        if listed and _LEADS.search(opening) and refused_in(opening):
            lead, section = opening, plan.clauses[number].section
        elif not _MEMBER.match(text) or plan.clauses[number].section != section:
            lead = ""
        if lead:
            yield number, lead


def _pointed_at(plan: Plan, texts: Sequence[str]) -> Iterator[tuple[int, str]]:
    for number in range(1, len(texts)):
        if plan.clauses[number].section != plan.clauses[number - 1].section or not _POINTS.search(texts[number]):
            continue
        if phrase := next((phrase for phrase in refused_in(texts[number]) if _POINTS.search(phrase)), ""):
            yield number - 1, phrase
