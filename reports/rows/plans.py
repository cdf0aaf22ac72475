"""Rows of plans, of the matrix, of frequency and of files."""

from __future__ import annotations

from typing import Literal

from compare.model import (
    Cell,
    Depth,
    Frequency,
    Gap,
    Level,
    Passage,
    Plan,
    Record,
    Repair,
    Source,
    Theme,
    UpperLink,
)
from reports.rows.order import NOTES, SHARES


class PlanRow(Record, frozen=True):
    """A plan and how its cells are spread over the depths.

    Attributes:
        label: Short name for column heads, unique among the plans.
        chars: Length of the canonical text in code points.
        counts: Number of themes at each depth, shape (5,).
        unjudged: Number of themes of which nothing can be said.
        commitments: Number of passages that are formula, local and general, in the order of ``Commitment``.
    """

    plan: Plan
    label: str
    chars: int
    counts: tuple[int, ...]
    unjudged: int
    commitments: tuple[int, ...]

    @property
    def taken_up(self) -> int:
        """Number of themes at depth 2 or more."""
        return sum(self.counts[Depth.STATED :])


class MatrixCell(Record, frozen=True):
    """A cell of the matrix and the gaps that lie in it."""

    cell: Cell
    gaps: tuple[Gap, ...]

    @property
    def evidence(self) -> tuple[Passage, ...]:
        """The passages that count: the best of those that decide the depth, then the others, best first."""
        found = self.cell.evidence
        first = next((at for at, passage in enumerate(found) if passage.depth is self.cell.depth), 0)
        return (*found[first : first + 1], *found[:first], *found[first + 1 :])

    @property
    def mark(self) -> Literal["fault", "note"] | None:
        """The gravest kind of gap in this cell; ``note`` if there are only gaps that are no fault."""
        if not self.gaps:
            return None
        return "note" if all(gap.group in NOTES for gap in self.gaps) else "fault"


class MatrixRow(Record, frozen=True):
    """A theme and its cells, one a plan in the order of the plan rows."""

    theme: Theme
    cells: tuple[MatrixCell, ...]


class PairRow(Record, frozen=True):
    """One lower plan against one of its upper plans.

    Attributes:
        themes: Number of the themes that the upper plan sets itself (depth 2 or more), by what the lower plan makes of
            them, in the order of ``SHARES``.
        topics: Number of topics of gaps in each group, in the order of ``GROUPS``, those that a person has accepted
            last.
        verdicts: Number of upper targets with each verdict, in the order of ``VERDICTS``.
    """

    lower: PlanRow
    upper: PlanRow
    link: UpperLink
    themes: tuple[int, ...]
    topics: tuple[int, ...]
    verdicts: tuple[int, ...]

    @property
    def upper_themes(self) -> int:
        """Number of themes that the upper plan sets itself."""
        return sum(self.themes)

    @property
    def taken_up(self) -> int:
        """How many of these the lower plan takes up (depth 2 or more)."""
        return self.themes[SHARES.index("kept")] + self.themes[SHARES.index("thinner")]


class FrequencyRow(Record, frozen=True):
    """How often a theme is written, one entry a plan in the order of the plan rows.

    Attributes:
        mentions: Sum over the plans.
        weight: Sum of the mentions per 10,000 characters over the plans; it ranks the themes.
    """

    theme: Theme
    cells: tuple[Frequency, ...]
    mentions: int
    weight: float


class TopFrequency(Record, frozen=True):
    """The themes that are written most; ``peak`` is the highest figure per 10,000 characters in them."""

    rows: tuple[FrequencyRow, ...]
    peak: float
    rest_themes: int
    rest_mentions: int


class LevelRow(Record, frozen=True):
    """All plans of one level; ``counts`` has the shape (5,), ``shares`` (6,) with the unjudged last."""

    level: Level
    plans: int
    counts: tuple[int, ...]
    unjudged: int
    shares: tuple[float, ...]


class SourceRow(Record, frozen=True):
    """A file: what was read of it, what was repaired and left out.

    Attributes:
        label: Short name of the plan; empty if the file was not read.
        plan: What was read; ``None`` if the file was not.
        left_out: Characters of the text, blanks aside, that are in no clause: contents lists, dates, signatures.
        removed: Characters of the file that repair took away.
        kinds: Number of repairs of each kind, most frequent first.
        shown: The repairs that a page lists one by one, most frequent first.
        rest: Number of repairs, counted with their frequency, that are not in ``shown``.
    """

    source: Source
    label: str
    plan: Plan | None
    left_out: int
    removed: int
    kinds: tuple[tuple[str, int], ...]
    shown: tuple[Repair, ...]
    rest: int


class EvidenceRow(Record, frozen=True):
    """A passage of a cell.

    Attributes:
        use: ``deciding`` for the best of the passages that count and show the depth of the cell.
        rank: Counts from 1, those that count and the nearest that do not apart.
    """

    theme: Theme
    plan: PlanRow
    cell: Cell
    use: Literal["deciding", "evidence", "nearest"]
    rank: int
    passage: Passage
