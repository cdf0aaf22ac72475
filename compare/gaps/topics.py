"""Topics: what the gaps of a lower plan are gathered under."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from compare.model import Gap, Plan

_PART, _CHAPTER = 1, 2
# A list of more chapters than fit on a screen is no overview: then the parts are.
_MOST_CHAPTERS = 40
# Fewer clauses are sooner found in their chapter than under a topic of their own.
_FEWEST = 3


def topic_depth(plan: Plan) -> int:
    """How deep the headings of an upper plan lie that are topics: chapters, or the parts of a plan of many chapters."""
    chapters = sum(section.depth <= _CHAPTER for section in plan.sections)
    return _CHAPTER if chapters <= _MOST_CHAPTERS else _PART


def heading_at(section: Sequence[str], depth: int) -> str:
    """Return the heading of a depth, or the deepest above it, under which a clause stands; empty where there is
    none.
    """
    return next(reversed(section[:depth]), "")


def gathered(gaps: Sequence[Gap], depths: dict[str, int]) -> list[Gap]:
    """Give each gap its topic: its theme, or the heading above it where the theme holds only one or two clauses.

    What stands alone under its chapter goes to the part. A theme that is lacking as a whole is a topic, however little
    stands under it.

    Args:
        gaps: All gaps of one lower plan, each under its theme, if it has one.
        depths: Upper plan to the depth of the headings that are topics.

    Returns:
        The same gaps in the same order.
    """
    held = Counter(gap.theme for gap in gaps)
    lacking = {gap.theme for gap in gaps if gap.kind == "theme"}
    found = [
        gap if gap.theme in lacking or held[gap.theme] >= _FEWEST else _under_heading(gap, depths[gap.upper])
        for gap in gaps
    ]
    beside = Counter(gap.topic for gap in found if gap.theme is None)
    return [_under_heading(gap, _PART) if gap.theme is None and beside[gap.topic] == 1 else gap for gap in found]


def _under_heading(gap: Gap, depth: int) -> Gap:
    heading = heading_at(gap.upper_quote.section, depth)
    return replace(gap, theme=None, topic=heading) if heading else gap
