"""What is nearest to a theme that is lacking: also what comes nearest to a clause of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from compare.gaps.pairs import NEAREST_KEPT
from compare.model import AHEAD_ROLES, Depth, Gap, Passage


def with_near(gaps: Sequence[Gap]) -> list[Gap]:
    """Put before the nearest passages of each theme that is absent what sets something and comes nearer to a clause of
    it.

    Args:
        gaps: All gaps of a pair of plans, before those of one sentence are made one.

    Returns:
        The same gaps in the same order.
    """
    beside: defaultdict[str, list[Passage]] = defaultdict(list)
    for gap in gaps:
        if gap.theme and gap.kind == "clause":
            beside[gap.theme] += _ahead(gap.nearest)
    return [_lent(gap, beside[gap.theme]) if _is_absent(gap) and gap.theme else gap for gap in gaps]


def _is_absent(gap: Gap) -> bool:
    return gap.kind == "theme" and gap.lower_depth is Depth.ABSENT


def _lent(gap: Gap, beside: Sequence[Passage]) -> Gap:
    own = max((passage.score for passage in _ahead(gap.nearest)), default=0.0)
    best = max(beside, key=lambda passage: passage.score, default=None)
    if best is None or best.score <= own:
        return gap
    nearest = (best, *(passage for passage in gap.nearest if passage.start != best.start))[:NEAREST_KEPT]
    return replace(gap, nearest=nearest)


def _ahead(passages: Sequence[Passage]) -> list[Passage]:
    return [passage for passage in passages if passage.role in AHEAD_ROLES]
