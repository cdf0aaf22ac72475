"""Canonical text -> its heading tree, its clauses and its tables."""
