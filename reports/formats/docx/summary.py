"""The first pages: what a director reads in a minute, which plans were compared, how deep the themes go."""

from __future__ import annotations

from compare.model import Commitment, Depth
from reports import wording
from reports.formats.docx.cells import Row, caption, heads, number
from reports.formats.docx.grid import GridCell
from reports.formats.docx.paper import Paper
from reports.rows import TopGap
from reports.view import Tables
from reports.view import top as picks
from reports.wording import Lang


def summary(paper: Paper, tables: Tables, lang: Lang) -> None:
    """Add the main figures in sentences, then the gravest gaps with what the upper plan says."""
    top = picks.headlines(tables)
    for line in (*wording.scope(tables.totals, lang), *wording.headlines(top, lang)):
        paper.body(line)
    if not tables.pairs:
        paper.body(wording.text("text.no_pairs", lang))
    elif not top.gaps:
        paper.body(wording.text("text.no_gaps", lang))
    else:
        code = "top_notes" if top.notes else "top_gaps"
        rows = [_gap(at, each, lang) for at, each in enumerate(top.gaps, 1)]
        title = caption(code, lang, count=len(rows))
        paper.table(title, heads("number lower missing upper_quote", lang), rows, (0.85, 1.6, 3, 5))


def _gap(at: int, each: TopGap, lang: Lang) -> Row:
    gap = each.row.gap
    missing = wording.labelled(wording.topic(each.topic), wording.sentence(gap.reason, lang), lang)
    quote = f"{wording.cited(gap.upper_quote.quote)}\n{each.row.upper.label} {wording.where(gap.upper_quote, lang)}"
    return number(at), each.row.plan.label, missing, quote


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
