"""All rows of a comparison."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from compare.model import Alignment, Cell, Comparison, Found, Gap, Unlinked
from reports.schema import TABLES
from reports.tables.judged import OF_A_PLAN, rows_of_plan
from reports.tables.made import Row
from reports.tables.whole import rows_of_rest
from reports.view import plan_labels


def all_rows(comparison: Comparison) -> dict[str, Iterable[Row]]:
    """Return the rows of every table, in the order of the contract; of the judged ones plan by plan."""
    labels = plan_labels(comparison.plans)
    judged: dict[str, list[Row]] = {name: [] for name in OF_A_PLAN}
    for found in found_by_plan(comparison):
        for name, rows in rows_of_plan(found, labels).items():
            judged[name] += rows
    rest = rows_of_rest(comparison)
    return {name: judged[name] if name in judged else rest[name] for name in TABLES}


def found_by_plan(comparison: Comparison) -> Iterator[Found]:
    """Give what was found of each plan, in their order."""
    cells: defaultdict[str, list[Cell]] = defaultdict(list)
    alignments: defaultdict[str, list[Alignment]] = defaultdict(list)
    gaps: defaultdict[str, list[Gap]] = defaultdict(list)
    unlinked: defaultdict[str, list[Unlinked]] = defaultdict(list)
    for cell in comparison.coverage:
        cells[cell.plan].append(cell)
    for alignment in comparison.alignments:
        alignments[alignment.lower].append(alignment)
    for gap in comparison.gaps:
        gaps[gap.plan].append(gap)
    for item in comparison.unlinked:
        unlinked[item.plan].append(item)
    for plan in comparison.plans:
        yield Found(plan, cells[plan.id], alignments[plan.id], gaps[plan.id], unlinked[plan.id])
