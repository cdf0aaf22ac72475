"""The rows of a report: what every writer and every table of the command line shows.

Made by :mod:`reports.view.builder` alone. Plans stand in the order of their levels, themes in the order of the
theme file.
"""

from reports.rows.brief import Brief, Standing
from reports.rows.executive import Checks, Excuse, Executive, Problem
from reports.rows.findings import (
    SHOWN_UNLINKED,
    ChainRow,
    ClauseRow,
    ContradictionRow,
    DistinctiveRow,
    GapBlock,
    GapRow,
    GapTopic,
    StepMark,
    StepRow,
    TargetRow,
    UnlinkedBlock,
    near_of,
)
from reports.rows.order import GROUPS, LABELS, NEAR, NOTES, SHARES, VERDICTS
from reports.rows.picked import (
    Dot,
    LevelFrequency,
    LevelFrequencyRow,
    TargetBand,
    TargetPanel,
    TopChain,
    TopLevels,
    TopMatrix,
    TopTargets,
    TopVerdicts,
    VerdictRow,
)
from reports.rows.plans import (
    EvidenceRow,
    FrequencyRow,
    LevelRow,
    MatrixCell,
    MatrixRow,
    PairRow,
    PlanRow,
    SourceRow,
    TopFrequency,
)
from reports.rows.report import Totals
from reports.rows.years import TargetLine, TargetYears, YearFrequency, YearSeries

__all__ = [
    "TargetLine",
    "TargetYears",
    "YearFrequency",
    "YearSeries",
    "Brief",
    "Standing",
    "Checks",
    "Excuse",
    "Executive",
    "Problem",
    "ChainRow",
    "ClauseRow",
    "ContradictionRow",
    "DistinctiveRow",
    "Dot",
    "EvidenceRow",
    "FrequencyRow",
    "GROUPS",
    "GapBlock",
    "GapRow",
    "GapTopic",
    "LABELS",
    "LevelFrequency",
    "LevelFrequencyRow",
    "LevelRow",
    "MatrixCell",
    "MatrixRow",
    "NEAR",
    "NOTES",
    "PairRow",
    "PlanRow",
    "SHARES",
    "SHOWN_UNLINKED",
    "SourceRow",
    "StepMark",
    "StepRow",
    "TargetBand",
    "TargetPanel",
    "TargetRow",
    "TopChain",
    "TopLevels",
    "TopFrequency",
    "TopMatrix",
    "TopTargets",
    "TopVerdicts",
    "Totals",
    "UnlinkedBlock",
    "VERDICTS",
    "VerdictRow",
    "near_of",
]
