"""Canonical text -> its heading tree, its clauses and its tables."""

from compare.structure.clauses import split_clauses
from compare.structure.completeness import what_else
from compare.structure.outline import find_outline
from compare.structure.tables import Column, column_of, find_tables

__all__ = [
    "Column",
    "split_clauses",
    "column_of",
    "find_tables",
    "find_outline",
    "what_else",
]
