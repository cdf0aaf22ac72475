"""Headings that the file itself marks (styles of Word, h1 to h6, #) and how they rank among those with numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from compare.structure.outline.lines import OutlineLine
from compare.structure.outline.run_in import HEADING_LIMIT
from compare.text import STYLES, cues

_STEP = 0.1
"""A level that no number ranks stands this far below, or above, the nearest one that numbers do."""

_DEEPEST = 6.0
_FRONT_LINES = 12
_TITLE = cues("title_of_document")


def marked_ranks(lines: Sequence[OutlineLine], marked: Mapping[int, int]) -> dict[int, float]:
    """Rank the marked lines that are headings.

    Headings with a number rank by it; the levels of the others are fitted in between. Where all are of one level
    (recognition programs write so) it says nothing: those without a number stand below those with one. What stands
    above all others as the plan's name is its title.

    Args:
        lines: All lines of a text.
        marked: Levels, from 1, of those that the file marks, by the offsets at which they begin.

    Returns:
        Ranks by the numbers of the lines; a heading's own number still goes before.
    """
    levels = {at: marked[line.start] for at, line in enumerate(lines) if line.start in marked and _may_head(line.text)}
    numbered = {at: rank for at in levels if (rank := _numbered(lines[at].text)) is not None}
    for title in _titles(lines, levels, numbered):
        del levels[title]
    if not levels:
        return {}
    ranks: dict[int, list[float]] = {}
    for at, rank in numbered.items():
        ranks.setdefault(levels[at], []).append(rank)
    return {at: _rank(level, ranks) for at, level in levels.items()}


def _rank(level: int, ranks: Mapping[int, list[float]]) -> float:
    if level in ranks:
        first, last = min(ranks[level]), max(ranks[level])
        return first if first == last else last + _STEP
    above = max((each for each in ranks if each < level), default=None)
    if above is not None:
        return min(max(ranks[above]) + _STEP * (level - above), _DEEPEST)
    below = min((each for each in ranks if each > level), default=None)
    return float(level) if below is None else min(ranks[below]) - _STEP * (below - level)


def _titles(lines: Sequence[OutlineLine], levels: Mapping[int, int], numbered: Mapping[int, float]) -> list[int]:
    """Return the marked lines at the beginning that name the plan: alone on the outermost level, or called as plans
    are.
    """
    found: list[int] = []
    for at in sorted(levels):
        alone = sum(level <= levels[at] for level in levels.values()) == 1 and len(levels) > 1
        if at in numbered or (found and at != found[-1] + 1):
            break
        called = _TITLE.search(lines[at].text) is not None and _is_front(lines[:at])
        if not (called or (alone and at == (found[-1] + 1 if found else _first(lines)))):
            break
        found.append(at)
    return found


def _first(lines: Sequence[OutlineLine]) -> int:
    """Return the first line that is more than a short note above the title."""
    return next((at for at, line in enumerate(lines) if len(line.text) > 4), 0)


def _is_front(above: Sequence[OutlineLine]) -> bool:
    """Whether lines above a title are what stands there: a menu of the page, a number of the document."""
    return len(above) <= _FRONT_LINES and not any("。" in line.text or _numbered(line.text) for line in above)


def _may_head(text: str) -> bool:
    """Whether a marked line may be a heading: where all of a text is marked so, sentences are none."""
    sentence = text[-1] == "。" and ("，" in text or "；" in text) and _numbered(text) is None
    return (
        len(text) <= HEADING_LIMIT
        and text[-1] not in "；;，,：:"
        and "\t" not in text
        and not any(stop in text[:-1] for stop in "。；")
        and not sentence
    )


def _numbered(text: str) -> float | None:
    return next((float(rank) for rank, pattern in STYLES if pattern.match(text)), None)
