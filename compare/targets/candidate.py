"""A target as its clause gives it, before its year and place are known."""

from __future__ import annotations

import re

from msgspec.structs import replace

from compare.model import Operator, Record
from compare.text import Figure, SentencePart

_YEAR_AT_END = re.compile(r"[到至]?20\d\d年[底末]?$")


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


def draft_of(name: str, operator: Operator, figure: Figure, part: SentencePart) -> Draft:
    """Return the target of a figure in a part of a clause."""
    name = _YEAR_AT_END.sub("", name) or name  # 城镇化率2025年、2035年分别达到
    return Draft(name, operator, figure.value, figure.unit, part.start, part.end, figure.start)


def based(draft: Draft, base: Figure) -> Draft:
    """Return a target with the figure that it starts from."""
    return replace(draft, base_value=base.value, base_at=base.start)
