"""Topics: what the gaps of a lower plan are gathered under."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from compare.model import Gap, GapGroup, Plan

_PART, _CHAPTER = 1, 2
# A list of more chapters than fit on a screen is no overview: then the parts are.
_MOST_CHAPTERS = 40
# Fewer clauses are sooner found in their chapter than under a topic of their own.
_FEWEST = 3
MOST = 25
"""Topics of a pair of plans that a reader takes in at once."""
ROWS = 40
"""Gaps of a pair of plans that are told under topics of their own, the gravest."""
REST = "其余"
"""Topic of what is lightest, where there are more topics than ``MOST`` or more gaps than ``ROWS``."""
TO_CHECK = "待核对"
"""Topic of what the lower plan may say in other words: apart from what it surely lacks."""


def topic_depth(plan: Plan) -> int:
    """How deep the headings of an upper plan lie that are topics: chapters, or the parts of a plan of many chapters."""
    chapters = sum(section.depth <= _CHAPTER for section in plan.sections)
    return _CHAPTER if chapters <= _MOST_CHAPTERS else _PART


def heading_at(section: Sequence[str], depth: int) -> str:
    """Return the heading of a depth, or the deepest above it, under which a clause stands; empty where there is
    none.
    """
    return next(reversed(section[:depth]), "")


def gathered(gaps: Sequence[Gap], depth: int) -> list[Gap]:
    """Give each gap of a pair of plans its topic: its theme, or the heading above it where the theme holds only one or
    two clauses.

    What stands alone under its chapter goes to the part. A theme that is lacking as a whole is a topic, however little
    stands under it; but where there are more topics than a reader takes in, only the gravest themes are, the others go
    to the chapters, then to the parts of the upper plan, and what is lightest goes together (``REST``), as do the gaps
    beyond the gravest ``ROWS``. What is only to be checked stands apart (``TO_CHECK``).

    Args:
        gaps: All gaps of the pair, the gravest first, each under its theme, if it has one.
        depth: Depth of the upper plan's headings that are topics.

    Returns:
        The same gaps in the same order.
    """
    told = [gap for gap in gaps if gap.group is not GapGroup.POSSIBLE]
    light = {gap.id for gap in told[ROWS:]}
    apart = bool(light) + (len(told) < len(gaps))
    found = {gap.id: gap for gap in _under_topics(told[:ROWS], depth, MOST - apart)}
    return [found.get(gap.id) or replace(gap, theme=None, topic=REST if gap.id in light else TO_CHECK) for gap in gaps]


def _under_topics(gaps: Sequence[Gap], depth: int, most: int) -> list[Gap]:
    held = Counter(gap.theme for gap in gaps)
    lacking = {theme for gap in gaps for theme in gap.themes}
    found = [gap if gap.theme in lacking or held[gap.theme] >= _FEWEST else _under_heading(gap, depth) for gap in gaps]
    beside = Counter(gap.topic for gap in found if gap.theme is None)
    found = [_under_heading(gap, _PART) if gap.theme is None and beside[gap.topic] == 1 else gap for gap in found]
    themes = [topic for topic in _topics(found) if topic[0]]
    while len(_topics(found)) > most and themes:
        kept = set(themes[: len(themes) - max(1, len(_topics(found)) - most)])
        found = [gap if gap.theme is None or _topic(gap) in kept else _under_heading(gap, depth) for gap in found]
        themes = [topic for topic in _topics(found) if topic in kept]
    if len(_topics(found)) > most:
        found = [gap if gap.theme else _under_heading(gap, _PART) for gap in found]
    kept = set(_topics(found)[: most - 1]) if len(_topics(found)) > most else set(_topics(found))
    return [gap if _topic(gap) in kept else replace(gap, theme=None, topic=REST) for gap in found]


def _topics(gaps: Sequence[Gap]) -> list[tuple[str | None, str]]:
    """Return the topics, each once, in the order of their first gaps."""
    return list(dict.fromkeys(map(_topic, gaps)))


def _topic(gap: Gap) -> tuple[str | None, str]:
    return gap.theme, gap.topic


def _under_heading(gap: Gap, depth: int) -> Gap:
    heading = heading_at(gap.upper_quote.section, depth)
    return replace(gap, theme=None, topic=heading) if heading else gap
