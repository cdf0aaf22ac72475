"""Removal of the lines of the web page around a plan: where you are, share, print, previous article, copyright."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compare.repair.edits import Edit
from compare.repair.lines import Span, drop
from compare.repair.navigation_rules import AFTER, BESIDE, END, RULES, regex
from compare.repair.press_rules import PRESS_RULES
from compare.repair.records import record_lines
from compare.text import numbered_rank

_EDGE = r"[ \t\u3000\u00a0]*+"
# No rule matches a line of one character; most lines of a hostile text are empty or that short.
_ANY_RULE = "|".join(regex(rule.pattern) for rule in (*RULES, *PRESS_RULES))
_CERTAIN = re.compile(rf"^(?=[^\n]{{2}}){_EDGE}(?:{_ANY_RULE}){_EDGE}$", re.MULTILINE)
_AFTER = re.compile(rf"^{_EDGE}(?:{regex(AFTER)}){_EDGE}$", re.MULTILINE)
_LINE = re.compile(r"[^\n]+")

_END = re.compile(rf"^{_EDGE}(?:{regex(END)})[^\n]*$", re.MULTILINE)
_SPOKEN = re.compile(r"^[^\n]*(?:奋斗|新篇章|谢谢(?:大家|各位)?|新的?(?:贡献|胜利|辉煌))[！!。]$", re.MULTILINE)
_IS_TEXT = re.compile(r"[。；]|附[件表录图]|解释|注释|说明|^\W*注|[①-⑳]|\t|\d{4}年")

TAIL = 0.5
"""The articles below a plan begin after this share of the text, behind two marks of the page at least."""

_HEADLINES, _HEADLINE = 2, 40
"""Lines of headlines at least, and their characters at most."""
_STOPPED = re.compile("[。；\t]")

_BESIDE = re.compile(rf"{_EDGE}(?:{regex(BESIDE)}){_EDGE}")


def navigation_lines(text: str) -> list[Edit]:
    """Lines of a web page, removed with their line ends."""
    tail = _tail(text)
    below = [found.span() for found in _LINE.finditer(text, tail)]
    return drop(text, [*(span for span in _with_neighbours(text) if span[1] <= tail), *below], "navigation")


def _tail(text: str) -> int:
    """Where a news site goes on with other articles; the length of the text if it does not."""
    begin = int(TAIL * len(text))
    marks = [found.start() for found in _AFTER.finditer(text, begin)]
    if ended := _END.search(text, begin):
        marks = [min([ended.start(), *marks]), len(text)]
    elif (spoken := _SPOKEN.search(text, begin)) and _only_headlines(text, spoken.end()):
        marks = [spoken.end() + 1, len(text)]
    if len(marks) < 2 and not (marks and _are_headlines(text, marks[0])):
        return len(text)
    headed = any((numbered_rank(found[0].strip()) or 9) <= 5 for found in _LINE.finditer(text, marks[0]))
    return len(text) if headed else marks[0]


def _only_headlines(text: str, begin: int) -> bool:
    """Whether what follows the last words of a speech is lines without a stop: links to other articles, no annex."""
    lines = [found[0].strip() for found in _LINE.finditer(text, begin) if found[0].strip()]
    return bool(lines) and not any(_IS_TEXT.search(line) for line in lines)


def _are_headlines(text: str, begin: int) -> bool:
    """Whether what follows a mark of the page is short lines without a stop, two at least."""
    lines = [found[0].strip() for found in _LINE.finditer(text, begin)][1:]
    return len(lines) >= _HEADLINES and all(len(line) <= _HEADLINE and not _STOPPED.search(line) for line in lines)


def _with_neighbours(text: str) -> Iterator[Span]:
    """Certain lines, and those that belong to them above and below, in order."""
    done = 0
    certain = (found.span() for found in _CERTAIN.finditer(text))
    for start, end in sorted({*certain, *record_lines(text)}, key=lambda span: (span[0], -span[1])):
        if start < done:
            continue
        yield from reversed(list(_above(text, start, done)))
        yield start, end
        for below in _below(text, end):
            yield below
            end = below[1]
        done = end


def _above(text: str, offset: int, limit: int) -> Iterator[Span]:
    """Lines above, nearest first, empty ones skipped, for as long as they may belong to the page."""
    while True:
        end = offset
        while end > limit and text[end - 1] == "\n":
            end -= 1
        start = text.rfind("\n", limit, end) + 1
        if end <= limit or not _BESIDE.fullmatch(text, max(start, limit), end):
            return
        yield start, end
        offset = start


def _below(text: str, offset: int) -> Iterator[Span]:
    """Lines below, likewise."""
    while True:
        start = offset
        while start < len(text) and text[start] == "\n":
            start += 1
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if start >= end or not _BESIDE.fullmatch(text, start, end):
            return
        yield start, end
        offset = end
