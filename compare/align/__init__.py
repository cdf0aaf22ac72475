"""Upper clauses x lower clauses -> alignments: how each clause of an upper plan is answered below."""

from compare.align.aligner import Asking, align, asking, find_requirements
from compare.align.applicability import areas_seen, home_of, places_of
from compare.align.counterparts import Counterpart
from compare.align.features import Side, side_of
from compare.align.matters import matters
from compare.align.powers import is_called_national, own_task
from compare.align.revisions import changes, effects
from compare.align.shortfall import shortfall
from compare.align.topics import directions_of
from compare.align.unmatched import find_unlinked
from compare.align.verdict import ANSWERED

__all__ = [
    "ANSWERED",
    "Asking",
    "Counterpart",
    "Side",
    "align",
    "areas_seen",
    "asking",
    "changes",
    "directions_of",
    "effects",
    "find_requirements",
    "find_unlinked",
    "home_of",
    "is_called_national",
    "matters",
    "own_task",
    "places_of",
    "shortfall",
    "side_of",
]
