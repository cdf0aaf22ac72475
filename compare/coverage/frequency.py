"""How often the phrases of the themes are written in the plans."""

from __future__ import annotations

from collections.abc import Sequence

from compare.model import Cell, Frequency, Plan


def find_frequency(plans: Sequence[Plan], coverage: Sequence[Cell]) -> tuple[Frequency, ...]:
    """One row a cell, in the order of the cells."""
    chars = {plan.id: sum(map(len, plan.text.split())) for plan in plans}
    return tuple(
        Frequency(
            cell.theme, cell.plan, cell.mentions, round(cell.mentions * 10_000 / chars[cell.plan], 4), cell.wordings
        )
        for cell in coverage
    )
