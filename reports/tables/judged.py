"""Rows of what was found of one plan: of these there are millions, so they are made where the plan is judged."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from compare.model import Alignment, Cell, Depth, Found, Gap, Passage, Plan, Unlinked
from reports import wording
from reports.tables.made import Row, rounded

OF_A_PLAN = (
    "coverage",
    "evidence",
    "searched",
    "alignments",
    "matches",
    "items",
    "gaps",
    "unlinked",
    "gap_matches",
)
"""Tables whose rows follow from what was found of one plan."""


def rows_of_plan(found: Found, labels: Mapping[str, str]) -> dict[str, list[Row]]:
    """Return the rows of each table of ``OF_A_PLAN``.

    Args:
        found: What was found of the plan.
        labels: Upper plan id to the short name by which suggestions call it.
    """
    rows: dict[str, list[Row]] = {name: [] for name in OF_A_PLAN}
    for cell in found.cells:
        _add_cell(rows, cell)
    for alignment in found.alignments:
        _add_alignment(rows, alignment)
    section = _sections(found.plan)
    for gap in found.gaps:
        rows["gaps"].append(_gap(gap, section(gap.section), labels[gap.upper]))
        rows["gap_matches"] += [
            (gap.id, rank, gap.plan, near.clause, rounded(near.score)) for rank, near in _ranked(gap.nearest)
        ]
    rows["unlinked"] = list(map(_unlinked, found.unlinked))
    return rows


def _ranked(passages: Sequence[Passage]) -> Iterator[tuple[int, Passage]]:
    return enumerate(passages, 1)


def _add_cell(rows: Mapping[str, list[Row]], cell: Cell) -> None:
    own = cell.theme, cell.plan
    told = cell.status, cell.depth, cell.explicit, cell.reason.code, cell.reason.values, cell.judged_by
    rows["coverage"].append((*own, *told))
    for kind, passages in (("evidence", cell.evidence), ("nearest", cell.nearest)):
        rows["evidence"] += [
            (
                *own, rank, kind, each.clause, each.start, each.end, rounded(each.score), each.depth, each.commitment,
                each.reason.code, each.reason.values,
            )
            for rank, each in _ranked(passages)
        ]  # fmt: skip
    if cell.depth is None or cell.depth <= Depth.CITED:  # what is taken up proves itself
        rows["searched"] += [(*own, phrase) for phrase in cell.phrases]


def _add_alignment(rows: Mapping[str, list[Row]], row: Alignment) -> None:
    told = (
        row.status,
        row.label,
        rounded(row.score),
        row.sure,
        row.decided,
        row.reason.code,
        row.reason.values,
        row.judged_by,
    )
    rows["alignments"].append((row.id, row.upper, row.clause.clause, row.lower, *told))
    rows["matches"] += [
        (row.id, rank, each.clause, rounded(each.score), each.reason.values) for rank, each in _ranked(row.matches)
    ]
    for number, item in enumerate(row.items, 1):
        best = item.matches[0]
        rows["items"].append((row.id, number, item.start, item.end, item.label, best.clause, rounded(best.score)))


def _sections(plan: Plan) -> Callable[[tuple[str, ...]], int | None]:
    """Heading path to the number of the first section that has it."""
    numbers: dict[tuple[str, ...], int] = {}

    def number(path: tuple[str, ...]) -> int | None:
        if not numbers:
            numbers.update((plan.path(at), at) for at in reversed(range(len(plan.sections))))
        return numbers.get(path)

    return number


def _gap(gap: Gap, section: int | None, upper: str) -> Row:
    return (
        gap.id, gap.plan, gap.upper, gap.kind, gap.ref, gap.theme, gap.topic, gap.group, rounded(gap.severity),
        section, wording.suggestion(gap, upper, "zh"), gap.reason.code, gap.reason.values, gap.waived,
        gap.upper_quote.clause, gap.themes, gap.subjects, gap.lacks, gap.fit, gap.draft, gap.origins, gap.repeats,
        gap.judged_by,
    )  # fmt: skip


def _unlinked(item: Unlinked) -> Row:
    near = item.nearest
    told = (item.nearest_upper, near.clause, rounded(near.score)) if near else (None, None, None)
    return item.plan, item.passage.clause, *told
