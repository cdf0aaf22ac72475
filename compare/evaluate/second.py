"""What a second reader adds: the tool by itself, the second reader, and both together against the labels of people."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from compare.evaluate.clauses import ClauseJudgement
from compare.evaluate.depths import CellJudgement
from compare.evaluate.figures import f1, kappa, share, weighted_kappa
from compare.evaluate.labels import Json
from compare.model import Record

_COUNTED, _NOT_APPLICABLE = "counted", "not_applicable"


class VerdictFigures(Record, frozen=True):
    """Agreement of some verdicts with labels; NaN where there is nothing to measure.

    Attributes:
        clauses: How many.
        label: Cohen's kappa with any accepted label.
        first: The same with the reader's first label alone.
        not_applicable: F1 of that label.
        sure: Share of the verdicts that are sure; ``sure_right`` of these are accepted.
    """

    clauses: int
    label: float
    first: float
    not_applicable: float
    sure: float
    sure_right: float


class SecondFigures(Record, frozen=True):
    """What a second reader said of the labelled clauses and cells, and what it cost.

    Attributes:
        models: Names of the models.
        asked, counted: Places in the report that were asked about, and of which the answer counts.
        tokens_asked, tokens_answered: What questions and answers cost at most, over the whole report.
        tool, together: Verdicts of the tool by itself, and with the answers that count in their place.
        tool_where_counted, second_where_counted: Both where an answer counts.
        depth_tool, depth_together: Quadratic weighted kappa of the depths likewise.
    """

    models: tuple[str, ...]
    asked: int
    counted: int
    tokens_asked: int
    tokens_answered: int
    tool: VerdictFigures
    together: VerdictFigures
    tool_where_counted: VerdictFigures
    second_where_counted: VerdictFigures
    depth_tool: float
    depth_together: float


def second_figures(
    report: Json, clauses: Sequence[ClauseJudgement], cells: Sequence[CellJudgement]
) -> SecondFigures | None:
    """Return the figures of a second reader; ``None`` if the report had none.

    Args:
        report: The report.
        clauses, cells: What it says of the labelled clauses and cells.
    """
    rows = report.get("second_readings", [])
    if not rows:
        return None
    counted = [row for row in rows if row["outcome"] == _COUNTED]
    own = {row["ref"]: row["own"] for row in counted if row["kind"] == "verdict"}
    depths = {(row["ref"], row["plan"]): int(row["own"]) for row in counted if row["kind"] == "depth"}
    tool = [replace(one, said=own.get(one.alignment, one.said)) for one in clauses]
    before = [_before(cell, depths.get((cell.theme, cell.plan))) for cell in cells]
    return SecondFigures(
        models=tuple(sorted({row["model"] for row in rows})),
        asked=len(rows),
        counted=len(counted),
        tokens_asked=sum(row["tokens_asked"] for row in rows),
        tokens_answered=sum(row["tokens_answered"] for row in rows),
        tool=_verdicts(tool),
        together=_verdicts(clauses),
        tool_where_counted=_verdicts([one for one in tool if one.alignment in own]),
        second_where_counted=_verdicts([one for one in clauses if one.alignment in own]),
        depth_tool=_depths(before),
        depth_together=_depths(cells),
    )


def _before(cell: CellJudgement, own: int | None) -> CellJudgement:
    return cell if own is None else replace(cell, said=own, counted=own)


def _depths(cells: Sequence[CellJudgement]) -> float:
    return weighted_kappa([cell.gold for cell in cells], [cell.counted for cell in cells])


def _verdicts(clauses: Sequence[ClauseJudgement]) -> VerdictFigures:
    gold, said = [one.gold for one in clauses], [one.said for one in clauses]
    sure = [one for one in clauses if one.sure]
    return VerdictFigures(
        clauses=len(clauses),
        label=kappa(gold, said),
        first=kappa([one.accepted[0] for one in clauses], said),
        not_applicable=f1([g == _NOT_APPLICABLE for g in gold], [s == _NOT_APPLICABLE for s in said]),
        sure=share([one.sure for one in clauses]),
        sure_right=share([one.said in one.accepted for one in sure]),
    )
