"""Text whose signs stand alone, on a line of their own or between blanks: columns set downwards, words set wide."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from compare.repair.edits import Edit

LEAST = 60
"""Lone signs of such a text at least; a table of single letters has fewer."""

LONE_LINES = 0.9
"""Share of the lines that hold one sign, or one number, from which the text is set so. No plan has a tenth of it."""

LONE_SIGNS = 0.8
"""Share of the neighbouring signs that a blank parts, from which the text is set so; and half as many in a line, so
that lines that were not set so stay. No plan has a tenth of it."""

_LINE = re.compile(r"[^\n]+")
_LONE = re.compile(r"\s*(?:\S|[\d.,%]{1,9})\s*")
_BLANKS = re.compile(r"[ \t\u3000\u00a0](?<=\S.)[ \t\u3000\u00a0]*(?=\S)")
_TIGHT = re.compile(r"(?<=\S)(?=\S)")
_STOPS = frozenset("。！？")
_HEADING = re.compile(r"第[一二三四五六七八九十百]{1,3}[编篇章节]")
_LONGEST_NUMBER = 5


def lone_lines(text: str) -> list[Edit]:
    """Return the line ends between signs that each stand on a line.

    Wider gaps part paragraphs; where all are alike, a line ends behind a full stop and before the number of a chapter.
    """
    lines = [found for found in _LINE.finditer(text) if found[0].strip()]
    lone = [_LONE.fullmatch(found[0]) is not None for found in lines]
    if sum(lone) < max(LEAST, LONE_LINES * len(lines)):
        return []
    gaps = [
        (one.end(), two.start(), text.count("\n", one.end(), two.start()))
        for (one, two), single in zip(pairwise(lines), pairwise(lone), strict=True)
        if all(single)
    ]
    counts = Counter(count for _, _, count in gaps)
    usual = counts.most_common(1)[0][0] if counts else 1
    if len(counts) > 1:
        return [Edit(start, end, "", "wrap") for start, end, count in gaps if count <= usual]
    return [Edit(start, end, "", "wrap") for start, end, _ in gaps if not _parts(text, start, end)]


def _parts(text: str, start: int, end: int) -> bool:
    """Whether a sentence ends before a gap, or the number of a chapter begins behind it."""
    before = text[max(0, start - 2) : start].strip()
    return before in _STOPS or _HEADING.match("".join(text[end : end + 4 * _LONGEST_NUMBER].split())) is not None


def lone_signs(text: str) -> list[Edit]:
    """Return the blanks between signs that are each set apart in their lines; wider ones become one blank."""
    blanks = len(_BLANKS.findall(text))
    if blanks < LEAST or blanks < LONE_SIGNS * (blanks + len(_TIGHT.findall(text))):
        return []
    return [edit for line in _LINE.finditer(text) for edit in _closed(line)]


def _closed(line: re.Match[str]) -> Iterator[Edit]:
    found = list(_BLANKS.finditer(line[0]))
    if not found or 2 * len(found) < LONE_SIGNS * (len(found) + len(_TIGHT.findall(line[0]))):
        return
    usual = Counter(len(blank[0]) for blank in found).most_common(1)[0][0]
    for blank in found:
        wide = len(blank[0]) > usual
        if blank[0] != " " or not wide:
            yield Edit(line.start() + blank.start(), line.start() + blank.end(), " " if wide else "", "space")
