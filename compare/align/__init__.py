"""Upper clauses x lower clauses -> alignments: how each clause of an upper plan is answered below."""

from compare.align.rows import align

__all__ = ["align"]
