"""Clauses x themes -> evidence and depth -> coverage."""

from compare.coverage.cells import EVIDENCE_KEPT, NEAREST_KEPT, READABLE_ENOUGH, cover
from compare.coverage.chain import find_chain, find_distinctive, plans_above
from compare.coverage.depth import PAST_OR_SETTING
from compare.coverage.finder import PhraseFinder
from compare.coverage.frequency import find_frequency
from compare.coverage.pieces import bound_to, general_words
from compare.coverage.places import is_elsewhere
from compare.coverage.search import Search, search_for

__all__ = [
    "EVIDENCE_KEPT",
    "NEAREST_KEPT",
    "PAST_OR_SETTING",
    "PhraseFinder",
    "READABLE_ENOUGH",
    "Search",
    "bound_to",
    "cover",
    "find_chain",
    "find_distinctive",
    "find_frequency",
    "general_words",
    "is_elsewhere",
    "plans_above",
    "search_for",
]
