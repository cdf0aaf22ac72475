"""What a program set before every line, or between lines: line numbers, marks of a quoted letter, rules of signs; and
the quotation marks in which every line of an exported column stands.
"""

from __future__ import annotations

import re
from itertools import pairwise

from compare.repair.edits import Edit
from compare.repair.lines import drop
from compare.text import numbered_rank

LINES, SHARE = 10, 0.9
"""So many lines, and so large a share of them, bear a mark if a program set it."""

HEADINGS = 2
"""Headings behind the numbers, at least: items of one list are numbered one after another, too."""

# Possessive: a million blanks are passed over once.
_LINE = re.compile(r"^[^\S\n]*+\S[^\n]*", re.MULTILINE)
_NUMBER = re.compile(
    r"[ \t]*(?:[\[【](?P<inside>\d{1,5})[\]】][ \t\u3000]{0,8}"
    r"|(?P<bare>\d{1,5})(?:[:：|│]?[ \t\u3000]{1,8}(?:(?<=\t)|(?!\d))|[:：|│](?!\d)))(?=\S)"
)
_IN_QUOTES = re.compile(r'[ \t]*(")[^\n]*("[,;]?)[ \t]*')
_QUOTED = re.compile(r"[ \t]*(?:>[ \t]?){1,9}")
_RULE = re.compile(
    r"^[ \t\u3000]*+(?:[=＝]{5,200}|[-－]{5,200}|[—─━]{5,200}|[_＿]{5,200}|[*＊]{5,200}|[~～]{5,200}|[#＃]{5,200}"
    r"|[·•]{8,200}|[（(]?(?:全文|本文)?完[)）]|[-—=*]{1,20}[ ]?(?:END|The End|完|全文完)[ ]?[-—=*]{1,20})[ \t]*$",
    re.MULTILINE,
)


def line_marks(text: str) -> list[Edit]:
    """Return the marks before every line, without the lines, and lines that are nothing but a rule."""
    lines = list(_LINE.finditer(text))
    numbers = [(line, found) for line in lines if (found := _NUMBER.match(text, *line.span()))]
    if _are_counted(text, [found for _, found in numbers]) and len(numbers) >= max(LINES, SHARE * len(lines)):
        return [Edit(*found.span(), "", "line_mark") for _, found in numbers]
    quoted = [found for line in lines if (found := _QUOTED.match(text, *line.span()))]
    if len(quoted) >= max(LINES, SHARE * len(lines)):
        return [Edit(*found.span(), "", "line_mark") for found in quoted]
    marks = [found for line in lines if (found := _IN_QUOTES.fullmatch(text, *line.span()))]
    if len(marks) >= max(LINES, SHARE * len(lines)):
        return [Edit(*found.span(group), "", "line_mark") for found in marks for group in (1, 2)]
    return drop(text, [found.span() for found in _RULE.finditer(text)], "line_mark")


def _are_counted(text: str, found: list[re.Match[str]]) -> bool:
    """Whether numbers count lines: each is the next one, blank lines counted or not, and headings stand behind some."""
    counted = [int(each["inside"] or each["bare"]) for each in found]
    steps = [1 <= two - one <= 3 for one, two in pairwise(counted)]
    if len(found) < LINES or sum(steps) < SHARE * len(steps):
        return False
    behind = (text[each.end() : text.find("\n", each.end())].strip() for each in found)
    return sum((numbered_rank(line) or 9) <= 5 for line in behind) >= HEADINGS
