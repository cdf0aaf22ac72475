"""All rows together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from compare.model import (
    Target,
    Waiver,
)
from reports.rows.findings import (
    ChainRow,
    ClauseRow,
    ContradictionRow,
    DistinctiveRow,
    GapBlock,
    StepMark,
    TargetRow,
    UnlinkedBlock,
)
from reports.rows.plans import EvidenceRow, FrequencyRow, LevelRow, MatrixRow, PairRow, PlanRow, SourceRow


@dataclass(frozen=True, slots=True)
class Totals:
    """Figures of the whole comparison.

    Attributes:
        topics: Number of topics under which the faults are gathered, over all lower plans.
        faults: Gaps that a lower plan should mend, by kind: themes, clauses, targets.
        notes: Gaps to check, or for the next revision.
        waived: Gaps that a person has accepted.
        stale: Waivers that no gap answers to any more.
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


@dataclass(frozen=True, slots=True)
class Tables:
    """All rows of a report."""

    totals: Totals
    plans: tuple[PlanRow, ...]
    matrix: tuple[MatrixRow, ...]
    pairs: tuple[PairRow, ...]
    gaps: tuple[GapBlock, ...]
    stale: tuple[Waiver, ...]
    clauses: tuple[ClauseRow, ...]
    targets: tuple[TargetRow, ...]
    all_targets: tuple[tuple[PlanRow, Target], ...]
    contradictions: tuple[ContradictionRow, ...]
    frequency: tuple[FrequencyRow, ...]
    levels: tuple[LevelRow, ...]
    sources: tuple[SourceRow, ...]
    evidence: tuple[EvidenceRow, ...]
    chain: tuple[ChainRow, ...]
    distinctive: tuple[DistinctiveRow, ...]
    unlinked: tuple[UnlinkedBlock, ...]

    @property
    def marks(self) -> tuple[StepMark, ...]:
        """The marks that steps of the chain have; ``unjudged`` only where there is one."""
        every: tuple[StepMark, ...] = get_args(StepMark)
        return every if any(row.marked("unjudged") for row in self.chain) else every[:-1]
