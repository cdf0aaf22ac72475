"""Figures of the whole."""

from __future__ import annotations

from compare.model import Record, SecondReadings


class Totals(Record, frozen=True):
    """Figures of the whole comparison.

    Attributes:
        topics: Number of topics under which the faults are gathered, over all lower plans.
        faults: Gaps that a lower plan should mend, by kind: themes, clauses, targets.
        notes: Gaps to check, or for the next revision.
        waived: Gaps that a person has accepted.
        stale: Decisions to which nothing answers any more.
        second: What a second reader was asked; ``None`` if there was none.
    """

    plans: int
    themes: int
    topics: int
    faults: tuple[int, int, int]
    notes: int
    waived: int
    stale: int
    unread: int
    contradictions: int
    second: SecondReadings | None = None
