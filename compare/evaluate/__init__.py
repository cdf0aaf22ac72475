"""A report against the labels of readers: agreement by plan and theme, and the cells that are farthest off."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from compare.evaluate.clauses import ClauseFigures, TargetFigures, clause_figures, judge_clauses, target_figures
from compare.evaluate.depths import CellJudgement, DepthFigures, depth_figures, judge_cells
from compare.evaluate.labels import read_labels
from compare.evaluate.report import read_report
from compare.evaluate.second import SecondFigures, VerdictFigures, second_figures
from compare.model import Record

__all__ = [
    "CellJudgement",
    "ClauseFigures",
    "DepthFigures",
    "Evaluation",
    "SecondFigures",
    "TargetFigures",
    "VerdictFigures",
    "evaluate",
]


class Evaluation(Record, frozen=True):
    """How far a report agrees with labels; each mapping is in the order of the labels.

    Attributes:
        depths: Over all labelled cells; ``None`` if no cells are labelled.
        by_plan: Plan id to the figures of its cells.
        by_theme: Theme id to the figures of its cells, the worst theme first.
        names: Theme id to its name.
        worst: The cells whose depth is not accepted, the farthest off first.
        clauses: Over all labelled clauses; ``None`` if no clauses are labelled.
        clauses_by_plan, targets_by_plan: Lower plan id to its figures.
        second: What a second reader adds; ``None`` if the report had none.
    """

    depths: DepthFigures | None
    by_plan: Mapping[str, DepthFigures]
    by_theme: Mapping[str, DepthFigures]
    names: Mapping[str, str]
    worst: tuple[CellJudgement, ...]
    clauses: ClauseFigures | None
    clauses_by_plan: Mapping[str, ClauseFigures]
    targets_by_plan: Mapping[str, TargetFigures]
    second: SecondFigures | None = None


def evaluate(
    report: str | os.PathLike[str], labels: str | os.PathLike[str], plans: Mapping[str, str] | None = None
) -> Evaluation:
    """Compare a report with labels.

    What the report does not say counts as said wrongly; where readers differed, either answer is accepted.

    Args:
        report: A report.json, or the folder in which it is.
        labels: A folder of labels, or a table (csv, tsv, xlsx) with the columns theme, plan and depth.
        plans: Plan code of the labels to plan id of the report, where they differ.

    Raises:
        InputError: A file cannot be read, or labels and report do not fit each other.
    """
    said = read_report(Path(report))
    gold = read_labels(Path(labels), plans or {}, said)
    cells = judge_cells(said, gold)
    clauses = judge_clauses(said, gold)
    by_theme = {theme: depth_figures([c for c in cells if c.theme == theme]) for theme in _each(c.theme for c in cells)}
    return Evaluation(
        depths=depth_figures(cells) if cells else None,
        by_plan={plan: depth_figures([c for c in cells if c.plan == plan]) for plan in _each(c.plan for c in cells)},
        by_theme=dict(sorted(by_theme.items(), key=lambda item: (-item[1].error, item[1].exact))),
        names={theme["id"]: theme["name"] for theme in said["themes"]},
        worst=tuple(sorted((cell for cell in cells if cell.error), key=lambda cell: -cell.error)),
        clauses=clause_figures(clauses) if clauses else None,
        clauses_by_plan={
            gold.plan_of[doc]: clause_figures([one for one in clauses if one.doc == doc])
            for doc in _each(one.doc for one in clauses)
        },
        targets_by_plan={gold.plan_of[code]: found for code, found in target_figures(said, gold).items()},
        second=second_figures(said, clauses, cells),
    )


def _each(ids: Iterable[str]) -> list[str]:
    """Each id once, in the order in which they come."""
    return list(dict.fromkeys(ids))
