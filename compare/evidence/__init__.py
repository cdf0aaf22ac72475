"""Clauses x themes -> evidence and depth -> coverage."""

from compare.evidence.cells import cover

__all__ = ["cover"]
