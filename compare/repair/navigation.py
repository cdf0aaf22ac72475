"""Removal of the lines of the web page around a plan: where you are, share, print, previous article, copyright."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compare.repair.edits import Edit
from compare.repair.lines import Span, drop
from compare.repair.navigation_rules import BESIDE, RULES, regex

_EDGE = r"[ \t\u3000\u00a0]*+"
# No rule matches a line of one character; most lines of a hostile text are empty or that short.
_ANY_RULE = "|".join(regex(rule.pattern) for rule in RULES)
_CERTAIN = re.compile(rf"^(?=[^\n]{{2}}){_EDGE}(?:{_ANY_RULE}){_EDGE}$", re.MULTILINE)
_BESIDE = re.compile(rf"{_EDGE}(?:{regex(BESIDE)}){_EDGE}")


def navigation_lines(text: str) -> list[Edit]:
    """Lines of a web page, removed with their line ends."""
    return drop(text, list(_with_neighbours(text)), "navigation")


def _with_neighbours(text: str) -> Iterator[Span]:
    """Certain lines, and those that belong to them above and below, in order."""
    done = 0
    for found in _CERTAIN.finditer(text):
        start, end = found.span()
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
