"""Comparison -> rows. Pure, and the only place where the figures of a report are counted."""

from __future__ import annotations

from collections import Counter

from compare.model import Comparison, Depth, Gap, Level, Plan, Repair
from reports.answers import clause_rows, contradiction_rows, gap_blocks, target_rows
from reports.chains import chain_rows, commitment_counts, distinctive_rows, unlinked_blocks
from reports.labels import plan_labels
from reports.rows import (
    GROUPS,
    LABELS,
    NOTES,
    VERDICTS,
    EvidenceRow,
    FrequencyRow,
    GapBlock,
    LevelRow,
    MatrixCell,
    MatrixRow,
    PairRow,
    PlanRow,
    SourceRow,
    Tables,
    TopFrequency,
    Totals,
)

TOP_THEMES = 30
"""What a reader can take in of a chart."""
SHOWN_REPAIRS = 10
"""Repairs of each kind that are listed one by one; a damaged page has hundreds, and report.json lists them all."""


def build(comparison: Comparison) -> Tables:
    """All rows of a comparison."""
    plans = plan_rows(comparison)
    matrix = matrix_rows(comparison, plans)
    gaps = gap_blocks(comparison, plans)
    return Tables(
        totals=_totals(comparison, gaps),
        plans=plans,
        matrix=matrix,
        pairs=pair_rows(comparison, plans),
        gaps=gaps,
        stale=tuple(waiver for waiver in comparison.waivers if waiver.stale),
        clauses=clause_rows(comparison, plans),
        targets=target_rows(comparison, plans),
        all_targets=tuple(
            (row, target) for row in plans for target in comparison.targets if target.plan == row.plan.id
        ),
        contradictions=contradiction_rows(comparison, plans),
        frequency=frequency_rows(comparison, plans),
        levels=level_rows(plans),
        sources=source_rows(comparison, plans),
        evidence=evidence_rows(matrix, plans),
        chain=chain_rows(comparison, plans),
        distinctive=distinctive_rows(comparison, plans),
        unlinked=unlinked_blocks(comparison, plans),
    )


def _totals(comparison: Comparison, gaps: tuple[GapBlock, ...]) -> Totals:
    faults = Counter(gap.kind for gap in comparison.gaps if gap.waived is None and gap.group not in NOTES)
    return Totals(
        plans=len(comparison.plans),
        themes=len(comparison.themes),
        topics=sum(len(block.topics) for block in gaps if block.group is not None and block.group not in NOTES),
        faults=(faults["theme"], faults["clause"], faults["target"]),
        notes=sum(gap.waived is None and gap.group in NOTES for gap in comparison.gaps),
        waived=sum(gap.waived is not None for gap in comparison.gaps),
        stale=sum(waiver.stale for waiver in comparison.waivers),
        unread=sum(source.plan is None for source in comparison.sources),
        contradictions=len(comparison.contradictions),
    )


def plan_rows(comparison: Comparison) -> tuple[PlanRow, ...]:
    """The plans from the highest level down; within a level in the order given."""
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
        if gap.kind == "theme" and gap.waived is None:
            gaps.setdefault((gap.ref, gap.plan), []).append(gap)
    return tuple(
        MatrixRow(
            theme,
            tuple(
                MatrixCell(cells[theme.id, row.plan.id], tuple(gaps.get((theme.id, row.plan.id), ()))) for row in plans
            ),
        )
        for theme in comparison.themes
    )


def pair_rows(comparison: Comparison, plans: tuple[PlanRow, ...]) -> tuple[PairRow, ...]:
    """One row for every lower plan and each of its upper plans that was read."""
    depth = {(cell.theme, cell.plan): cell.depth for cell in comparison.coverage}
    by_id = {row.plan.id: row for row in plans}
    groups = Counter(
        (gap.plan, gap.upper, gap.group) for gap in comparison.gaps if gap.kind == "theme" and gap.waived is None
    )
    labels = Counter((each.lower, each.upper, each.label) for each in comparison.alignments)
    verdicts = Counter((pair.lower, pair.upper, pair.verdict) for pair in comparison.target_pairs)
    rows = []
    for lower in plans:
        for link in lower.plan.upper:
            if link.id not in by_id:
                continue
            themes = [theme.id for theme in comparison.themes if (depth[theme.id, link.id] or 0) >= Depth.STATED]
            below = [depth[theme, lower.plan.id] for theme in themes]
            own = lower.plan.id, link.id
            rows.append(
                PairRow(
                    lower=lower,
                    upper=by_id[link.id],
                    link=link,
                    upper_themes=len(themes),
                    taken_up=sum(value is not None and value >= Depth.STATED for value in below),
                    unjudged=sum(value is None for value in below),
                    gaps=tuple(groups[*own, group] for group in GROUPS),
                    labels=tuple(labels[*own, label] for label in LABELS),
                    verdicts=tuple(verdicts[*own, verdict] for verdict in VERDICTS),
                )
            )
    return tuple(rows)


def frequency_rows(comparison: Comparison, plans: tuple[PlanRow, ...]) -> tuple[FrequencyRow, ...]:
    """Themes by how often they are written, most first."""
    found = {(entry.theme, entry.plan): entry for entry in comparison.frequency}
    rows = []
    for theme in comparison.themes:
        cells = tuple(found[theme.id, row.plan.id] for row in plans)
        weight = sum(entry.per_10k_chars for entry in cells)
        rows.append(FrequencyRow(theme, cells, sum(entry.mentions for entry in cells), weight))
    return tuple(sorted(rows, key=lambda row: -row.weight))


def top_frequency(rows: tuple[FrequencyRow, ...], count: int = TOP_THEMES) -> TopFrequency:
    """The first ``count`` rows, and what the rest comes to."""
    top, rest = rows[:count], rows[count:]
    peak = max((entry.per_10k_chars for row in top for entry in row.cells), default=0.0)
    return TopFrequency(top, peak, len(rest), sum(row.mentions for row in rest))


def level_rows(plans: tuple[PlanRow, ...]) -> tuple[LevelRow, ...]:
    """The cells of all plans of a level together, from the top down; levels without plans are left out."""
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
