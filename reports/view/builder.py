"""Comparison -> rows. Pure, and the only place where the figures of a report are counted."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from math import fsum
from typing import get_args

from compare.model import Comparison, Decision, Depth, Gap, Label, Level, Plan, Repair, Requirement, Target
from reports.rows import (
    LABELS,
    NOTES,
    ChainRow,
    ClauseRow,
    ContradictionRow,
    DistinctiveRow,
    EvidenceRow,
    FrequencyRow,
    GapBlock,
    LevelRow,
    MatrixCell,
    MatrixRow,
    PairRow,
    PlanRow,
    SourceRow,
    StepMark,
    TargetRow,
    TopFrequency,
    Totals,
    UnlinkedBlock,
)
from reports.view.chains import chain_rows, commitment_counts, distinctive_rows, unlinked_blocks
from reports.view.gaps import clause_rows, contradiction_rows, gap_blocks, target_rows
from reports.view.labels import plan_labels
from reports.view.pairs import pair_rows
from reports.view.restricted import restricted

TOP_THEMES = 24
"""What a reader can take in of a chart."""
SHOWN_REPAIRS = 10
"""Repairs of each kind that are listed one by one; a damaged page has hundreds, and report.json lists them all."""


class Tables:
    """All rows of a report; each kind is made when it is first asked for."""

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison

    def of(self, lower: str) -> Tables:
        """Return the rows of one lower plan, given its id, and of the plans above it: a report of its own."""
        return Tables(restricted(self._comparison, lower))

    @cached_property
    def totals(self) -> Totals:
        """Figures of the whole comparison."""
        return _totals(self._comparison, self.gaps)

    @cached_property
    def plans(self) -> tuple[PlanRow, ...]:
        """The plans from the highest level down."""
        return plan_rows(self._comparison)

    @cached_property
    def matrix(self) -> tuple[MatrixRow, ...]:
        """Themes x plans."""
        return matrix_rows(self._comparison, self.plans)

    @cached_property
    def pairs(self) -> tuple[PairRow, ...]:
        """Lower plans with each of their upper plans."""
        return pair_rows(self._comparison, self.plans, self.gaps)

    @cached_property
    def alone(self) -> dict[bool, tuple[PlanRow, ...]]:
        """Plans that were not compared though one that may stand above is there, by whether all such came later."""
        later = {each.plan: each.later for each in self._comparison.alone}
        return {came: tuple(row for row in self.plans if later.get(row.plan.id) is came) for came in (False, True)}

    def above_alone(self, *, later: bool) -> tuple[PlanRow, ...]:
        """Plans that may stand above those of :attr:`alone`."""
        told = {above for each in self._comparison.alone if each.later is later for above in each.above}
        return tuple(row for row in self.plans if row.plan.id in told)

    @cached_property
    def gaps(self) -> tuple[GapBlock, ...]:
        """What lower plans lack, by plan and group."""
        return gap_blocks(self._comparison, self.plans)

    @cached_property
    def stale(self) -> tuple[Decision, ...]:
        """Decisions to which nothing answers any more."""
        return tuple(each for each in self._comparison.decisions if each.stale)

    @cached_property
    def clauses(self) -> tuple[ClauseRow, ...]:
        """Upper clauses with their answers."""
        return clause_rows(self._comparison, self.plans)

    @cached_property
    def requirements(self) -> tuple[tuple[PlanRow, Requirement], ...]:
        """What upper plans set, in the order of the plan rows, then of their clauses."""
        by_plan: dict[str, list[Requirement]] = {row.plan.id: [] for row in self.plans}
        for each in self._comparison.requirements:
            by_plan[each.plan].append(each)
        return tuple((row, each) for row in self.plans for each in by_plan[row.plan.id])

    def labels(self, pair: PairRow) -> tuple[int, ...]:
        """Return number of upper clauses of a pair with each label, in the order of ``LABELS``, those not judged
        last.
        """
        return tuple(self._labelled[pair.lower.plan.id, pair.upper.plan.id, label] for label in LABELS)

    @cached_property
    def targets(self) -> tuple[TargetRow, ...]:
        """Targets of upper plans beside those of lower plans."""
        return target_rows(self._comparison, self.plans)

    @cached_property
    def all_targets(self) -> tuple[tuple[PlanRow, Target], ...]:
        """The targets of each plan."""
        return tuple((row, each) for row in self.plans for each in self._comparison.targets if each.plan == row.plan.id)

    @cached_property
    def contradictions(self) -> tuple[ContradictionRow, ...]:
        """Targets that cannot all hold."""
        return contradiction_rows(self._comparison, self.plans)

    @cached_property
    def frequency(self) -> tuple[FrequencyRow, ...]:
        """Themes by how often they are written, most first."""
        return frequency_rows(self._comparison, self.plans)

    @cached_property
    def levels(self) -> tuple[LevelRow, ...]:
        """The cells of all plans of a level together."""
        return level_rows(self.plans)

    @cached_property
    def sources(self) -> tuple[SourceRow, ...]:
        """The files."""
        return source_rows(self._comparison, self.plans)

    @cached_property
    def evidence(self) -> tuple[EvidenceRow, ...]:
        """Every passage of every cell."""
        return evidence_rows(self.matrix, self.plans)

    @cached_property
    def chain(self) -> tuple[ChainRow, ...]:
        """The way of each theme down the levels."""
        return chain_rows(self._comparison, self.plans)

    @cached_property
    def distinctive(self) -> tuple[DistinctiveRow, ...]:
        """What plans set of their own."""
        return distinctive_rows(self._comparison, self.plans)

    @cached_property
    def unlinked(self) -> tuple[UnlinkedBlock, ...]:
        """The clauses of lower plans that answer nothing above."""
        return unlinked_blocks(self._comparison, self.plans)

    @property
    def marks(self) -> tuple[StepMark, ...]:
        """The marks that steps of the chain have; ``unjudged`` only where there is one."""
        every: tuple[StepMark, ...] = get_args(StepMark)
        return every if any(row.marked("unjudged") for row in self.chain) else every[:-1]

    @cached_property
    def _labelled(self) -> Counter[tuple[str, str, Label | None]]:
        return Counter((each.lower, each.upper, each.label) for each in self._comparison.alignments)


def _totals(comparison: Comparison, gaps: tuple[GapBlock, ...]) -> Totals:
    faults = Counter(gap.kind for gap in comparison.gaps if gap.waived is None and gap.group not in NOTES)
    return Totals(
        plans=len(comparison.plans),
        themes=len(comparison.themes),
        topics=sum(len(block.topics) for block in gaps if block.group is not None and block.group not in NOTES),
        faults=(faults["theme"], faults["clause"], faults["target"]),
        notes=sum(gap.waived is None and gap.group in NOTES for gap in comparison.gaps),
        waived=sum(gap.waived is not None for gap in comparison.gaps),
        stale=sum(each.stale for each in comparison.decisions),
        unread=sum(source.plan is None for source in comparison.sources),
        contradictions=len(comparison.contradictions),
        second=comparison.second,
    )


def plan_rows(comparison: Comparison) -> tuple[PlanRow, ...]:
    """Return the plans from the highest level down; within a level in the order given."""
    depths = Counter((cell.plan, cell.depth) for cell in comparison.coverage)
    labels = plan_labels(comparison.plans)
    commitments = commitment_counts(comparison)
    rows = [
        PlanRow(
            plan=plan,
            label=labels[plan.id],
            chars=len(plan.text),
            counts=tuple(depths[plan.id, depth] for depth in Depth),
            unjudged=depths[plan.id, None],
            commitments=commitments[plan.id],
        )
        for plan in comparison.plans
    ]
    return tuple(sorted(rows, key=lambda row: (row.plan.level.rank, list(Level).index(row.plan.level))))


def matrix_rows(comparison: Comparison, plans: tuple[PlanRow, ...]) -> tuple[MatrixRow, ...]:
    """Themes x plans."""
    cells = {(cell.theme, cell.plan): cell for cell in comparison.coverage}
    gaps: dict[tuple[str, str], list[Gap]] = {}
    for gap in comparison.gaps:
        for theme in gap.themes if gap.waived is None else ():
            gaps.setdefault((theme, gap.plan), []).append(gap)
    return tuple(
        MatrixRow(
            theme,
            tuple(
                MatrixCell(cells[theme.id, row.plan.id], tuple(gaps.get((theme.id, row.plan.id), ()))) for row in plans
            ),
        )
        for theme in comparison.themes
    )


def frequency_rows(comparison: Comparison, plans: tuple[PlanRow, ...]) -> tuple[FrequencyRow, ...]:
    """Themes by how often they are written, most first."""
    found = {(entry.theme, entry.plan): entry for entry in comparison.frequency}
    rows = []
    for theme in comparison.themes:
        cells = tuple(found[theme.id, row.plan.id] for row in plans)
        weight = fsum(entry.per_10k_chars for entry in cells)
        rows.append(FrequencyRow(theme, cells, sum(entry.mentions for entry in cells), weight))
    return tuple(sorted(rows, key=lambda row: -row.weight))


def top_frequency(rows: tuple[FrequencyRow, ...], count: int = TOP_THEMES) -> TopFrequency:
    """Return the first ``count`` rows, and what the rest comes to."""
    top, rest = rows[:count], rows[count:]
    peak = max((entry.per_10k_chars for row in top for entry in row.cells), default=0.0)
    return TopFrequency(top, peak, len(rest), sum(row.mentions for row in rest))


def level_rows(plans: tuple[PlanRow, ...]) -> tuple[LevelRow, ...]:
    """Return the cells of all plans of a level together, from the top down; levels without plans are left out."""
    rows = []
    for level in Level:
        members = [row for row in plans if row.plan.level is level]
        counts = tuple(sum(row.counts[depth] for row in members) for depth in Depth)
        unjudged = sum(row.unjudged for row in members)
        total = max(1, sum(counts) + unjudged)
        if members:
            shares = tuple(count / total for count in (*counts, unjudged))
            rows.append(LevelRow(level, len(members), counts, unjudged, shares))
    return tuple(rows)


def source_rows(comparison: Comparison, plans: tuple[PlanRow, ...]) -> tuple[SourceRow, ...]:
    """One row a file, in the order in which the files were met."""
    read = {row.plan.id: row for row in plans}
    rows = []
    for source in comparison.sources:
        kinds: Counter[str] = Counter()
        for repair in source.repairs:
            kinds[repair.kind] += repair.count
        shown = tuple(
            repair
            for kind, _ in kinds.most_common()
            for repair in [other for other in source.repairs if other.kind == kind][:SHOWN_REPAIRS]
        )
        rest = kinds.total() - sum(repair.count for repair in shown)
        row = read.get(source.plan or "")
        left_out, removed = (_left_out(row.plan) if row else 0), sum(map(_removed, source.repairs))
        label, plan = (row.label, row.plan) if row else ("", None)
        rows.append(SourceRow(source, label, plan, left_out, removed, tuple(kinds.most_common()), shown, rest))
    return tuple(rows)


def _left_out(plan: Plan) -> int:
    """Characters of a text that are in no clause, blanks aside."""
    end = count = 0
    for clause in (*plan.clauses, None):
        start = clause.start if clause else len(plan.text)
        count += len("".join(plan.text[end:start].split()))
        end = max(end, clause.end) if clause else end
    return count


def _removed(repair: Repair) -> int:
    return max(0, len(repair.raw) - len(repair.text)) * repair.count


def evidence_rows(matrix: tuple[MatrixRow, ...], plans: tuple[PlanRow, ...]) -> tuple[EvidenceRow, ...]:
    """Every passage of every cell: what counts, then the nearest that does not."""
    rows = []
    for row in matrix:
        for plan, item in zip(plans, row.cells, strict=True):
            cell = item.cell
            for rank, passage in enumerate(item.evidence, 1):
                decides = rank == 1 and passage.depth is cell.depth
                rows.append(EvidenceRow(row.theme, plan, cell, "deciding" if decides else "evidence", rank, passage))
            for rank, passage in enumerate(cell.nearest, 1):
                rows.append(EvidenceRow(row.theme, plan, cell, "nearest", rank, passage))
    return tuple(rows)
