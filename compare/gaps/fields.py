"""Which chapters of a plan for everything a plan for one field has to answer."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from compare.model import Alignment, Kind, Label, Plan

_OF_A_FIELD = frozenset({Kind.SPECIAL, Kind.SPATIAL, Kind.OPINIONS})
_TAKEN = frozenset({Label.COVERED, Label.PARTIAL})
_SHARE = 0.4
"""Share of the requirements of a chapter from which a plan that takes them up is of its field."""
_FEWEST = 5
"""Requirements below which a chapter shows no field."""


def chapters_of_field(upper: Plan, lower: Plan, alignments: Sequence[Alignment]) -> frozenset[str] | None:
    """Return the outermost headings of an upper plan whose matter a lower plan for one field is about.

    A special plan for science need not answer the chapter on farming. Its field is told by what it does answer: the
    chapters of whose requirements it takes up ``_SHARE`` or more, else the one of which it takes up most.

    Returns:
        The headings; ``None`` where the lower plan is for everything, or the upper one for a field, too, or has no
        chapters of any length.
    """
    if lower.kind not in _OF_A_FIELD or upper.kind in _OF_A_FIELD:
        return None
    asked: defaultdict[str, Counter[bool]] = defaultdict(Counter)
    for each in alignments:
        if each.clause.section:
            asked[each.clause.section[0]][each.label in _TAKEN] += 1
    shares = {heading: counts[True] / counts.total() for heading, counts in asked.items() if counts.total() >= _FEWEST}
    if not shares:
        return None
    least = min(_SHARE, max(shares.values()))
    return frozenset(heading for heading, share in shares.items() if share >= least)
