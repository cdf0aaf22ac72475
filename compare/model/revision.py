"""What became of a plan from one version to the next."""

from __future__ import annotations

from typing import Literal

from compare.model.alignment import Alignment
from compare.model.document import Place, Plan
from compare.model.record import Record
from compare.model.theme import Passage

ChangeKind = Literal["kept", "moved", "reworded", "dropped", "new"]


class Quotation(Record, frozen=True):
    """Words of a plan and where they stand."""

    quote: str
    start: int
    end: int
    section: tuple[str, ...]
    place: Place


class Change(Record, frozen=True):
    """What became of a clause; ``old`` is ``None`` for a new one, ``new`` for one that was dropped."""

    kind: ChangeKind
    old: Quotation | None
    new: Quotation | None


class Effect(Record, frozen=True):
    """An upper clause that the new version answers otherwise than the old one."""

    upper: str
    clause: Passage
    old: Alignment
    new: Alignment


class Versions(Record, frozen=True):
    """Two versions of a plan.

    Attributes:
        changes: One for every clause of either version, in the order of the new one.
        effects: What that did to the verdicts on the clauses of the upper plans.
    """

    old: Plan
    new: Plan
    changes: tuple[Change, ...]
    effects: tuple[Effect, ...]
