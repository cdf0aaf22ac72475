"""What is nearest to a theme that is lacking: also what comes nearest to a clause of it, but nothing that only
sounds alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from compare.gaps.pairs import NEAREST_KEPT
from compare.gaps.written import LONGEST, share_held
from compare.model import AHEAD_ROLES, Depth, Gap, Passage


def with_near(gaps: Sequence[Gap]) -> list[Gap]:
    """Put before the nearest passages of each theme that is absent what sets something and comes nearer to a clause of
    it; first what shares a word of its matter, and mark where nothing does: whoever is shown that trusts nothing else.

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
    of_matter = _of_its_matter(gap, gap.nearest)
    own = max((passage.score for passage in _ahead(of_matter)), default=0.0)
    best = max(_of_its_matter(gap, beside), key=lambda passage: passage.score, default=None)
    if best is not None and best.score > own:
        of_matter.insert(0, best)
    nearest: dict[int, Passage] = {}
    for passage in (*of_matter, *gap.nearest):
        nearest.setdefault(passage.start, passage)
    return replace(gap, nearest=tuple(nearest.values())[:NEAREST_KEPT], is_near=bool(of_matter))


def _ahead(passages: Sequence[Passage]) -> list[Passage]:
    return [passage for passage in passages if passage.role in AHEAD_ROLES]


def _of_its_matter(gap: Gap, passages: Sequence[Passage]) -> list[Passage]:
    wanted = gap.upper_quote.quote
    return [each for each in passages if len(each.quote) <= LONGEST and share_held(wanted, each.quote)]
