"""Clauses x themes -> evidence and depth -> coverage."""

from compare.evidence.cells import cover
from compare.evidence.similarity import Runs

__all__ = ["Runs", "cover"]
