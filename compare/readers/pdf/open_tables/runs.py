"""Glyphs of a page -> runs: what stands on one base line without a gap that parts columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import median
from typing import NamedTuple

from compare.readers.pdf.glyphs import Glyph
from compare.readers.pdf.layout import rows
from compare.readers.pdf.lines import lines
from compare.readers.seams import joined
from compare.structure import Column, column_of
from compare.text import cues

_GAP = 0.5
"""Sizes of a gap that parts two cells; the blank of a font is narrower, and what makers of files leave beside the text
of two full cells is no narrower.
"""

_BLANK = re.compile(r"\s+")
_LEAST_HEADS, _HEAD_LINES = 2, 4
_CELL = re.compile(r"[><≥≤＞＜≧≦]?(?!20\d\d)\d|[—–-]+$|(?:约束|预期)性?$|[%％]$")
"""Cells of rows that are none of the head."""

_NEAR = 2.4
"""Sizes by which the lines of a head are apart at most."""

_ASIDES, _GOES_ON, _IN_WORDS = cues("head_aside"), cues("head_goes_on"), cues("token_in_words")


class GlyphRun(NamedTuple):
    """Glyphs side by side on one base line.

    Attributes:
        glyphs: From left to right.
        x0, x1: Where the first begins and the last ends.
        top: That of the base line.
        size: Size of most of its signs.
        text: Its signs, without blanks.
    """

    glyphs: tuple[Glyph, ...]
    x0: float
    x1: float
    top: float
    size: float
    text: str


def run_of(glyphs: Sequence[Glyph]) -> GlyphRun:
    """Put glyphs of one base line together."""
    held = sorted(glyphs, key=lambda glyph: glyph.x0)
    size = median(glyph.size for glyph in held)
    top = median(glyph.top for glyph in held)
    text = "".join(glyph.char for glyph in held)
    return GlyphRun(tuple(held), held[0].x0, max(glyph.x1 for glyph in held), top, size, text)


def run_lines(glyphs: Sequence[Glyph]) -> list[list[GlyphRun]]:
    """Return the runs of a page, line by line from top to bottom."""
    inked = [glyph for glyph in glyphs if not glyph.char.isspace()]
    return [list(_runs(row)) for row in rows(inked)] if inked else []


def _runs(row: Sequence[Glyph]) -> Iterator[GlyphRun]:
    held = [row[0]]
    for glyph in row[1:]:
        if glyph.x0 - max(each.x1 for each in held[-3:]) >= _GAP * max(glyph.size, held[-1].size):
            yield run_of(held)
            held = []
        held.append(glyph)
    yield run_of(held)


def text_of(runs: Sequence[GlyphRun]) -> str:
    """Return the text of a cell, its lines joined, without its note marks."""
    text = ""
    for _, line in groupby(runs, key=lambda run: run.top):
        for found in lines([glyph for run in line for glyph in run.glyphs], 0):
            text = joined(text, found.text) if text else found.text
    return text.replace("\t", " ")


def is_head(words: str) -> bool:
    """Tell whether words are the head of a column, or a part of one over several lines."""
    bare = _BLANK.sub("", words)
    return column_of(bare) is not Column.OTHER or any(cue.fullmatch(bare) is not None for cue in (_ASIDES, _GOES_ON))


def with_spaced_heads(line: Sequence[GlyphRun]) -> list[GlyphRun]:
    """Return the runs of a line of heads, those that blanks part put together: 指 标, 单 位."""
    made: list[GlyphRun] = []
    for run in line:
        if made and len(made[-1].text) == len(run.text) == 1 and is_head(made[-1].text + run.text):
            made[-1] = run_of([*made[-1].glyphs, *run.glyphs])
        else:
            made.append(run)
    return made


def head_at(lines_of: Sequence[Sequence[GlyphRun]], at: int) -> tuple[int, int] | None:
    """Return where the head of an indicator table begins and ends.

    Args:
        lines_of: The lines of a page.
        at: The line that may hold its 指标.

    Returns:
        Indices of its first line and of the first one behind it; ``None`` where there is no head.
    """
    if (
        not _names_things(lines_of[at])
        or _is_title(lines_of[at])
        and any(map(_names_things, lines_of[at + 1 : at + 2]))
    ):
        return None  # 主要指标 above 指标: what the table is called
    first, last = at, at + 1
    while first and at - first < _HEAD_LINES and _may_be_head(lines_of[first - 1], lines_of[first]):
        first -= 1
    while last < len(lines_of) and last - at <= _HEAD_LINES and _may_be_head(lines_of[last], lines_of[last - 1]):
        last += 1
    tried = [(one, two) for one in range(first, at + 1) for two in range(at + 1, last + 1)]
    tried.sort(key=lambda span: span[0] - span[1])
    return next((span for span in tried if _are_heads(lines_of[slice(*span)])), None)


def _names_things(line: Sequence[GlyphRun]) -> bool:
    return any(column_of(_BLANK.sub("", run.text)) is Column.NAME for run in with_spaced_heads(line))


def _is_title(line: Sequence[GlyphRun]) -> bool:
    return len(line) == 1 and column_of(_BLANK.sub("", line[0].text)) is Column.NAME


def _may_be_head(line: Sequence[GlyphRun], beside: Sequence[GlyphRun]) -> bool:
    """Tell whether a line next to the head may be a part of it: it holds no value and does not name the table."""
    near = abs(line[0].top - beside[0].top) <= _NEAR * line[0].size
    return near and not _is_title(line) and not any(_CELL.match(run.text) or _is_worded(run.text) for run in line)


def _is_worded(words: str) -> bool:
    """Tell whether a run opens a value in words: 与经济增长同 stands above the middle of its row, below 2030年."""
    return _IN_WORDS.match(words) is not None and not is_head(words)


def _are_heads(found: Sequence[Sequence[GlyphRun]]) -> bool:
    """Tell whether lines are a head: what stands below each other in them names a column."""
    stacks: list[list[GlyphRun]] = []
    for run in sorted((run for line in found for run in with_spaced_heads(line)), key=lambda run: run.x0):
        if stacks and run.x0 < max(each.x1 for each in stacks[-1]):
            stacks[-1].append(run)
        else:
            stacks.append([run])
    words = ["".join(run.text for run in sorted(stack, key=lambda run: (run.top, run.x0))) for stack in stacks]
    columns = [column_of(_BLANK.sub("", word)) for word in words]
    return len(words) >= _LEAST_HEADS and {Column.NAME, Column.VALUE} <= set(columns) and all(map(is_head, words))
