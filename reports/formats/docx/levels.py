"""The matrix: how deep each theme goes in each plan."""

from __future__ import annotations

from compare.model import Depth
from reports import wording
from reports.formats.docx.cells import MATRIX_ROWS, Row, caption, heads
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
    """Themes by plans, as many tables as the width asks for; of many themes those with the most gaps."""
    fits = len(tables.plans) <= PLANS_ABREAST and len(tables.matrix) <= MATRIX_ROWS
    shown = tables.matrix if fits else picks.top_matrix(tables).rows
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
        paper.note(wording.text("text.matrix_rest", lang, shown=len(shown), rest=rest))
    meanings = [
        [wording.depth(depth, lang), wording.text(f"depth_meaning.{wording.code(depth)}", lang)]
        for depth in (*Depth, None)
    ]
    paper.table(caption("meanings", lang), heads("depth meaning", lang), meanings, (1, 5))


def _depth(item: MatrixCell, lang: Lang) -> GridCell:
    depth = item.cell.depth
    return GridCell(wording.matrix_cell(item, lang), _FILLS[depth], light=depth is Depth.QUANTIFIED, centred=True)
