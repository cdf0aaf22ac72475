"""The rows of a report: what every writer and every table of the command line shows.

Made by :mod:`reports.tables` alone. Plans stand in the order of their levels, themes in the order of the theme file.
"""

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
)
from reports.rows.order import GROUPS, LABELS, NEAR, NOTES, VERDICTS
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

__all__ = [
    "SHOWN_UNLINKED",
    "ChainRow",
    "ClauseRow",
    "ContradictionRow",
    "DistinctiveRow",
    "UnlinkedBlock",
    "EvidenceRow",
    "FrequencyRow",
    "GROUPS",
    "GapBlock",
    "GapRow",
    "GapTopic",
    "LABELS",
    "LevelRow",
    "MatrixCell",
    "MatrixRow",
    "NEAR",
    "NOTES",
    "PairRow",
    "PlanRow",
    "SourceRow",
    "StepMark",
    "StepRow",
    "TargetRow",
    "TopFrequency",
    "Totals",
    "VERDICTS",
]
