"""Clauses x themes -> evidence and depth -> coverage."""

from compare.evidence.cells import cover
from compare.evidence.search import Search, search_for

__all__ = ["Search", "cover", "search_for"]
