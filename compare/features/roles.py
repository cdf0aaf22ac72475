"""What a clause does in its plan: told by its headings first, then by its tense and cue words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from compare.features.tense import Times
from compare.model import Clause, Plan, Role
from compare.text import Cues, cues, set_figures

# The innermost heading first. An order matters within a heading: 目标 wins over 形势 in 形势和目标.
_HEADINGS: tuple[tuple[Role, Cues], ...] = (
    (Role.BASIS, cues("heading_basis")),
    (Role.GOAL, cues("heading_goal")),
    (Role.PRINCIPLE, cues("heading_principle")),
    (Role.ACHIEVEMENT, cues("heading_achievement")),
    (Role.BACKGROUND, cues("heading_background")),
    (Role.SAFEGUARD, cues("heading_safeguard")),
)
_AIMS, _LOOKS_BACK = cues("heading_goal"), (cues("heading_achievement"), cues("heading_background"))
_SETTING = frozenset({Role.BASIS, Role.ACHIEVEMENT, Role.BACKGROUND})
_NUMBER = re.compile(
    r"^(?:第?[〇零一二三四五六七八九十百\d]+[编篇章节、.．]?|[（(][一二三四五六七八九十\d]+[)）]|[—–-]+|[一二三四五六七八九十]是)"
    r"[ \u3000]*"
)
_ACTS, _TASKS = cues("heading_verb"), cues("heading_tasks")
_LAST_YEAR = cues("opens_with_last_year")
_PAST, _AHEAD, _AT_LEAST = cues("past"), cues("ahead_in_clause"), cues("at_least")
# Under “十五五”时期主要任务 what 取得突出成效 is wished for.
_GAINS = cues("gains")
_BACKGROUND, _BASIS, _PRINCIPLE = cues("background"), cues("basis"), cues("principle")
_ITSELF = cues("tells_of_itself")
_CONCRETE, _STATE, _EXHORTS = cues("concrete"), cues("state"), cues("exhortation")


def roles_of(plan: Plan) -> list[Role]:
    """Return the role of each clause of a plan.

    Returns:
        ``title`` for the lines above the text; what the headings say; else what the wording says: achievement or
        background without any look ahead, a target if a figure is set, a measure if something is named that is to be
        done, else a goal.
    """
    return list(plan.roles or map(_role_reader(plan), plan.clauses))


def _role_reader(plan: Plan) -> Callable[[Clause], Role]:
    """Make what tells the role of a clause."""
    times = Times(plan)
    told: dict[int | None, tuple[Role | None, bool]] = {}

    def role(clause: Clause) -> Role:
        if times.turned(clause):
            return _role(plan, clause, None, False, times)
        if clause.section not in told:
            path = plan.path(clause.section)
            told[clause.section] = _by_headings(path, times), any(map(times.heads_ahead, path))
        return _role(plan, clause, *told[clause.section], times)

    return role


def _role(plan: Plan, clause: Clause, told: Role | None, ahead: bool, times: Times) -> Role:
    if clause.kind == "title":
        return Role.TITLE
    if clause.start < times.turn or times.in_review(clause):
        return Role.ACHIEVEMENT
    text = plan.text[clause.start : clause.end]
    if told in _SETTING:
        return told
    if told is None and (cued := _by_cues(text, times, ahead)) is not None:
        return cued
    if _EXHORTS.search(text) and not set_figures(text):
        return Role.GOAL
    if clause.kind == "body" and set_figures(text):
        return Role.TARGET
    return told or (Role.MEASURE if is_concrete(text) else Role.GOAL)


def is_concrete(text: str) -> bool:
    """Whether a clause names something to be done, built, set up or decided rather than a state to be wished for."""
    return bool(_CONCRETE.search(_STATE.sub("", text)))


def _by_headings(path: Sequence[str], times: Times) -> Role | None:
    ahead = False
    for heading in path:
        if times.looks_back(heading):
            return Role.ACHIEVEMENT
        ahead = ahead or times.looks_ahead(heading) or bool(_TASKS.search(heading))
    acted = False
    for level in range(len(path) - 1, -1, -1):
        heading = path[level]
        # Under 实现2024年奋斗目标 a chapter 着力推进产业立市 holds the tasks of the year.
        if _TASKS.search(heading) or (acted and times.looks_ahead(heading)):
            return None
        acted = acted or says_what_to_do(heading)
        for role, pattern in _HEADINGS:
            if not pattern.search(heading) or (role is Role.GOAL and _aims_by_deeds(heading)):
                continue
            if role not in _SETTING or not (ahead or says_what_to_do(heading) or _lists_aims(path[:level])):
                return role
    return None


def _aims_by_deeds(heading: str) -> bool:
    """Whether a heading tells deeds and what they are for: 实施“百千万工程”，实现“三年初见成效”目标."""
    return "，" in heading and says_what_to_do(heading)


def _lists_aims(above: Sequence[str]) -> bool:
    """Tell whether the heading above lists aims alone, so that 高质量发展成效显著 below it is one."""
    return bool(above) and _AIMS.search(above[-1]) is not None and not any(cue.search(above[-1]) for cue in _LOOKS_BACK)


def says_what_to_do(heading: str) -> bool:
    """Whether a heading, its number left aside, begins with a verb of what is to be done."""
    return bool(_ACTS.match(_NUMBER.sub("", heading)))


def _by_cues(text: str, times: Times, under_ahead: bool) -> Role | None:
    ahead = bool(_AHEAD.search(text)) or bool(_ACTS.match(text) and _AT_LEAST.search(text))
    if _ITSELF.search(text) or (_BASIS.search(text) and not ahead):
        return Role.BASIS
    if times.opens_with_past_period(text) or _LAST_YEAR.match(text):
        return Role.ACHIEVEMENT
    past = (
        _PAST.search(_GAINS.sub("", text) if under_ahead else text)
        or times.speaks_of_past_period(text)
        or times.opens_with_past_year(text)
    )
    if past and not ahead:
        return Role.ACHIEVEMENT
    if _BACKGROUND.search(text):
        return Role.BACKGROUND
    told = _PRINCIPLE.search(text) and not (is_concrete(text) or set_figures(text))
    return Role.PRINCIPLE if told else None
