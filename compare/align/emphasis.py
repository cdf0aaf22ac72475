"""How much a lower plan says, in all its clauses, of the themes of the dictionary that an upper clause speaks of."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from compare.align.vectors import Flags, Floats

# Clauses of a plan of usual length: shares are told as numbers of clauses of such a plan.
_USUAL_CLAUSES = 300.0
# A plan of so many clauses tells half of what it says; the other half is what plans say in the mean of labelled pairs.
_FEW_CLAUSES, _USUAL = 100.0, 1.06


class Emphasis:
    """How often a lower plan speaks ahead of each theme.

    Args:
        spoken: Of which themes each clause of the plan speaks, greater than 0 where it does; shape (clauses, themes).
        ahead: Whether each clause looks ahead; shape (clauses,).
    """

    def __init__(self, spoken: csr_array, ahead: Flags) -> None:
        said = csr_array((np.ones_like(spoken.data), spoken.indices, spoken.indptr), shape=spoken.shape)
        many = int(ahead.sum())
        often = np.log1p(_USUAL_CLAUSES * (ahead.astype(np.float32) @ said) / max(1, many))
        told = many / (many + _FEW_CLAUSES)
        self._often: Floats = (told * often + (1.0 - told) * _USUAL).astype(np.float32)

    def least(self, asked: csr_array) -> tuple[Floats, Flags]:
        """Return how often the plan speaks of that of the themes of each clause of which it speaks least.

        Args:
            asked: Of which themes each upper clause speaks; shape (upper clauses, themes).

        Returns:
            ``ln(1 + n)`` for ``n`` of 300 clauses, drawn to the usual where the plan is short; 0 for a clause that
            speaks of no theme; and whether each speaks of one.
        """
        speaks: Flags = np.diff(asked.indptr) > 0
        least: Floats = np.zeros(len(speaks), dtype=np.float32)
        if asked.indices.size:
            least[speaks] = np.minimum.reduceat(self._often[asked.indices], asked.indptr[:-1][speaks])
        return least, speaks
