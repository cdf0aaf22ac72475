"""Which plans were compared, and how deep the themes go in each of them."""

from __future__ import annotations

from compare.model import Commitment, Depth
from reports import wording
from reports.formats.docx.cells import Row, caption, heads, number
from reports.formats.docx.grid import GridCell
from reports.formats.docx.paper import Paper
from reports.view import Tables
from reports.wording import Lang


def objects(paper: Paper, tables: Tables, lang: Lang) -> None:
    """Add the plans."""
    rows: list[Row] = [[row.label, row.plan.title, wording.about(row, lang), number(row.chars)] for row in tables.plans]
    paper.table(caption("plans", lang), heads("plan title kind chars", lang), rows, (2, 5, 3, 1.4))


def themes(paper: Paper, tables: Tables, lang: Lang) -> None:
    """How many themes each lower plan takes up, and how deep those of each plan go."""
    if tables.pairs:
        names = [*heads("lower upper upper_themes", lang), *wording.group("share", lang)]
        rows: list[Row] = [
            [p.lower.label, p.upper.label, *map(number, (p.upper_themes, *p.themes))] for p in tables.pairs
        ]
        paper.table(caption("pairs", lang), names, rows, (2, 2, *[1.2] * (len(names) - 2)))
        paper.note(wording.text("text.pairs_note", lang))
    depths = [wording.depth(depth, lang) for depth in (*Depth, None)]
    kinds = [wording.name("commitment", kind, lang) for kind in Commitment]
    counts: list[Row] = [
        [GridCell(row.label), *map(number, (*row.counts, row.unjudged, *row.commitments))] for row in tables.plans
    ]
    paper.table(caption("depths", lang), [*heads("plan", lang), *depths, *kinds], counts, (2.5, *[1.2] * 9))
    paper.note(wording.text("text.commitment_note", lang))
