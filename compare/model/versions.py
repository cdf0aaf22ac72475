"""What became of a plan from one version to the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from compare.model.answers import Alignment
from compare.model.plans import Place, Plan
from compare.model.themes import Passage

ChangeKind = Literal["kept", "moved", "reworded", "dropped", "new"]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a plan and where they stand."""

    quote: str
    start: int
    end: int
    section: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a clause; ``old`` is ``None`` for a new one, ``new`` for one that was dropped."""

    kind: ChangeKind
    old: Quotation | None
    new: Quotation | None


@dataclass(frozen=True, slots=True)
class Effect:
    """An upper clause that the new version answers otherwise than the old one."""

    upper: str
    clause: Passage
    old: Alignment
    new: Alignment


@dataclass(frozen=True, slots=True)
class Versions:
    """Two versions of a plan.

    Attributes:
        changes: One for every clause of either version, in the order of the new one.
        effects: What that did to the verdicts on the clauses of the upper plans.
    """

    old: Plan
    new: Plan
    changes: tuple[Change, ...]
    effects: tuple[Effect, ...]
