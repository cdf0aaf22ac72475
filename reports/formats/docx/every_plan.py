"""Which plans were compared, and how deep the themes go in each of them."""

from __future__ import annotations

from compare.model import Commitment, Depth
from reports import wording
from reports.formats.docx.body import clause_counts
from reports.formats.docx.cells import Row, caption, heads, number
from reports.formats.docx.grid import GridCell
from reports.formats.docx.paper import Paper
from reports.view import Tables
from reports.wording import Lang


def objects(paper: Paper, tables: Tables, lang: Lang) -> None:
    """Add the plans."""
    rows: list[Row] = [[row.label, row.plan.title, wording.about(row, lang), number(row.chars)] for row in tables.plans]
    paper.table(caption("plans", lang), heads("plan title kind chars", lang), rows, (2, 5, 3, 1.4))


def pair_counts(paper: Paper, tables: Tables, lang: Lang) -> None:
    """How many themes of each upper plan a lower plan takes up, and how many of its clauses it answers."""
    names = [*heads("lower upper upper_themes", lang), *wording.group("share", lang)]
    rows: list[Row] = [
        [pair.lower.label, pair.upper.label, *map(number, (pair.upper_themes, *pair.themes))] for pair in tables.pairs
    ]
    paper.table(caption("pairs", lang), names, rows, (2, 2, *[1.2] * (len(names) - 2)))
    paper.note(wording.text("text.pairs_note", lang))
    if tables.clauses:
        clause_counts(paper, tables, lang)


def depths(paper: Paper, tables: Tables, lang: Lang) -> None:
    """How deep the themes of each plan go, and how many of its passages are formulas or local commitments."""
    names = [wording.depth(depth, lang) for depth in (*Depth, None)]
    kinds = [wording.name("commitment", kind, lang) for kind in Commitment]
    counts: list[Row] = [
        [GridCell(row.label), *map(number, (*row.counts, row.unjudged, *row.commitments))] for row in tables.plans
    ]
    paper.table(caption("depths", lang), [*heads("plan", lang), *names, *kinds], counts, (2.5, *[1.2] * 9))
    paper.note(wording.text("text.commitment_note", lang))


def sources(paper: Paper, tables: Tables, lang: Lang) -> None:
    """Add the files of which something has to be told; the others are counted."""
    telling = [row for row in tables.sources if row.source.warnings or row.source.plan is None]
    rows: list[Row] = [
        [row.source.file, row.label, wording.readable(row.source), wording.warnings(row, lang)] for row in telling
    ]
    if rows:
        paper.table(caption("sources", lang), heads("file plan readable warnings", lang), rows, (2, 1.4, 1, 5))
    paper.note(wording.text("text.sources_rest", lang, count=len(tables.sources) - len(telling)))
