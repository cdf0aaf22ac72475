"""Upper clauses x lower clauses -> alignments: how each clause of an upper plan is answered below."""

from compare.align.features import Side, side_of
from compare.align.rows import Asking, align, asking

__all__ = ["Asking", "Side", "align", "asking", "side_of"]
