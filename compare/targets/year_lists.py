"""Years that a clause tells of one figure each: 到2025年、2030年分别达到78.5%、79%, 60%（2025年）、80%（2035年）."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from compare.targets.candidate import Draft
from compare.text import NUMBER, YEAR, year_of

_ONE = rf"{YEAR}\s?年?[底末]?"
_LISTED = re.compile(rf"{_ONE}(?:\s?[、和及与]\s?[到至]?{_ONE}){{1,5}}(?<=[年底末])")
_YEAR, _EACH, _JOINED = re.compile(rf"(?<!\d){YEAR}(?!\d)"), re.compile("分别"), re.compile(r"[、和及与]")
_ENDS = re.compile(r"[；;。]")
_BEHIND = re.compile(rf"{NUMBER}[^\d，,、；;。（(]{{1,10}}[（(]\s?[到至]?(?P<year>{YEAR})\s?年[底末]?\s?[)）]")


def years_of_each(clause: str, drafts: Sequence[Draft]) -> Mapping[int, int]:
    """Return the years of figures that have one each, by where the figures stand; what has none is left out."""
    if "年" not in clause or len(drafts) < 2:
        return {}
    behind = {draft.at: _BEHIND.match(clause, draft.at) for draft in drafts}
    found = {at: year_of(match["year"]) for at, match in behind.items() if match}
    for listed in _LISTED.finditer(clause):
        years = [year_of(match.group()) for match in _YEAR.finditer(listed.group())]
        ended = _ENDS.search(clause, listed.end())
        until = ended.start() if ended else len(clause)
        for each in _EACH.finditer(clause, listed.end(), until):
            found |= _in_step(clause, years, [draft for draft in drafts if each.end() <= draft.at < until])
    return found


def _in_step(clause: str, years: Sequence[int], drafts: Sequence[Draft]) -> dict[int, int]:
    """Return the years of a list of just as many figures of one unit; none of another list."""
    count = len(years)
    lists = [
        _JOINED.search(clause, one.at, other.at) and "，" not in clause[one.at : other.at]
        for one, other in zip(drafts, drafts[1:], strict=False)
    ]
    one_list = len(drafts) >= count and all(lists[: count - 1]) and not any(lists[count - 1 : count])
    if not one_list or len({draft.unit for draft in drafts[:count]}) > 1 or sorted(years) != list(years):
        return {}
    shortest = min((draft.indicator for draft in drafts[:count]), key=len)
    if not all(draft.indicator.endswith(shortest) for draft in drafts[:count]):
        return {}  # 到2025年、2030年，小学、初中入学率分别达到: one a name
    return {draft.at: year for draft, year in zip(drafts, years, strict=False)}
