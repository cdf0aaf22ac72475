"""Signs of a seal: set along an arc, each leaning more than the one before; the one at the top stands upright."""

from __future__ import annotations

from collections.abc import Sequence

_ASIDE = 5.0
"""Degrees from a quarter turn, beyond which a sign stands on no line of a page."""

_ALONE = 2
"""Upright signs between leaning ones that belong to their arc at most."""


def in_arcs(angles: Sequence[float]) -> set[int]:
    """Return the numbers of the signs that stand in an arc: those that lean, and the few between two that do.

    Args:
        angles: Degrees by which the signs of a page are turned, in the order of the file.
    """
    aside = [abs((angle + 45) % 90 - 45) > _ASIDE for angle in angles]
    found = {at for at, leans in enumerate(aside) if leans}
    leaning = sorted(found)
    for before, after in zip(leaning, leaning[1:], strict=False):
        if 1 < after - before <= _ALONE + 1:
            found.update(range(before + 1, after))
    return found
