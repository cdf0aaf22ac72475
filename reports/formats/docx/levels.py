"""The matrix, and what plans have of their own."""

from __future__ import annotations

from itertools import groupby, islice

from compare.model import Depth
from reports import wording
from reports.formats.docx.cells import OWN_ROWS, Row, caption, heads, left_out, shown
from reports.formats.docx.grid import GridCell
from reports.formats.docx.paper import Paper
from reports.rows import MatrixCell
from reports.view import Tables
from reports.view import top as picks
from reports.wording import Lang

PLANS_ABREAST = 8
"""Plans that a table of this width can show side by side."""
_FILLS = {None: "E4E7EB", 0: "FBD9C4", 1: "EAF2FA", 2: "B9D6EC", 3: "62A3D2", 4: "0B4F8A"}


def matrix(paper: Paper, tables: Tables, lang: Lang) -> None:
    """Themes by plans, as many tables as the width asks for."""
    shown = tables.matrix if len(tables.plans) <= PLANS_ABREAST else picks.top_matrix(tables).rows
    for first in range(0, len(tables.plans), PLANS_ABREAST):
        block = slice(first, first + PLANS_ABREAST)
        labels = [row.label for row in tables.plans[block]]
        rows: list[Row] = [
            [f"{row.theme.id} {row.theme.name}", *(_depth(item, lang) for item in row.cells[block])] for row in shown
        ]
        names = [*heads("theme", lang), *labels]
        paper.table(caption("matrix", lang), names, rows, (2.6, *[1.0] * len(labels)))
    paper.note(wording.text("text.matrix_note", lang))
    if rest := len(tables.matrix) - len(shown):
        paper.note(wording.text("chart.coverage_rest", lang, shown=len(shown), rest=rest))
    meanings = [
        [wording.depth(depth, lang), wording.text(f"depth_meaning.{wording.code(depth)}", lang)]
        for depth in (*Depth, None)
    ]
    paper.table(caption("meanings", lang), heads("depth meaning", lang), meanings, (1, 5))


def _depth(item: MatrixCell, lang: Lang) -> GridCell:
    depth = item.cell.depth
    return GridCell(wording.matrix_cell(item, lang), _FILLS[depth], light=depth is Depth.QUANTIFIED, centred=True)


def distinctive(paper: Paper, tables: Tables, lang: Lang) -> None:
    """Add what plans set and no plan above them does."""
    paper.body(wording.text("text.distinctive_note" if tables.distinctive else "text.no_distinctive", lang))
    if not tables.distinctive:
        return
    every = [list(found) for _, found in groupby(tables.distinctive, lambda row: row.plan.plan.id)]
    chosen = [row for found in every for row in islice(found, shown(len(every), OWN_ROWS))]
    rows: list[Row] = [
        [
            row.plan.label,
            row.item.name,
            f"{wording.cited(row.item.quote)}\n{wording.spot(row.item.section, row.item.place, lang)}",
        ]
        for row in chosen
    ]
    paper.table(caption("distinctive", lang), heads("plan name quote", lang), rows, (1.4, 2, 6))
    left_out(paper, len(tables.distinctive) - len(rows), len(rows), "distinctive.csv", lang)
