"""A target as its clause gives it, before its year and place are known."""

from __future__ import annotations

from compare.model import Operator, Record


class Draft(Record, frozen=True):
    """A target of a clause; offsets are into the clause.

    Attributes:
        start, end: The part of the clause that sets it.
        at: Where the figure stands, by which its year is found.
        base_value: The figure that it starts from; empty if none is told.
        base_at: Where that figure stands; -1 if there is none.
        base_year: Its year, where it is told.
    """

    indicator: str
    operator: Operator
    value: str
    unit: str
    start: int
    end: int
    at: int
    base_value: str = ""
    base_at: int = -1
    base_year: int | None = None
