"""The data that passes between the rooms, and the only part of ``compare`` that reports may know.

Everything is frozen and slotted, holds tuples and ids, and no back-references. Spans are half-open
character offsets ``[start, end)`` into the canonical text of a plan, so that always
``plan.text[span.start:span.end] == passage.quote``. Scores lie in [0, 1]; higher is surer.
"""

from compare.model.alignment import (
    BELIEVED,
    Alignment,
    Contradiction,
    Item,
    Requirement,
    Target,
    TargetPair,
    Unlinked,
)
from compare.model.comparison import Chain, Comparison, Decision, Distinctive, Found, Gap, Rendering, Step
from compare.model.document import Clause, LeftOut, Place, Plan, Reason, Repair, Section, Source, Table, UpperLink
from compare.model.enums import (
    Binds,
    ClauseKind,
    Commitment,
    DecisionKind,
    Depth,
    GapAnswer,
    GapFit,
    GapGroup,
    GapKind,
    Kind,
    Label,
    Level,
    Operator,
    Relation,
    Role,
    Status,
    TargetKind,
    ThemeSource,
    Verdict,
)
from compare.model.lazy import Later
from compare.model.record import Record
from compare.model.revision import Change, ChangeKind, Effect, Quotation, Versions
from compare.model.theme import Cell, Frequency, Passage, Theme

__all__ = [
    "Record",
    "Versions",
    "Quotation",
    "Effect",
    "ChangeKind",
    "Change",
    "Alignment",
    "BELIEVED",
    "Binds",
    "Cell",
    "Chain",
    "Clause",
    "ClauseKind",
    "Commitment",
    "Comparison",
    "Contradiction",
    "Decision",
    "DecisionKind",
    "Depth",
    "Distinctive",
    "Found",
    "Frequency",
    "Gap",
    "GapAnswer",
    "GapFit",
    "GapGroup",
    "GapKind",
    "Item",
    "Kind",
    "Label",
    "Later",
    "LeftOut",
    "Level",
    "Operator",
    "Passage",
    "Place",
    "Plan",
    "Reason",
    "Relation",
    "Rendering",
    "Repair",
    "Requirement",
    "Role",
    "Section",
    "Source",
    "Status",
    "Step",
    "Table",
    "Target",
    "TargetKind",
    "TargetPair",
    "Theme",
    "ThemeSource",
    "Unlinked",
    "UpperLink",
    "Verdict",
]
