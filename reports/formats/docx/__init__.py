"""``report.docx``: the report as an official document, ready to be edited in Word or WPS."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reports import wording
from reports.formats.charts import title_share
from reports.formats.docx.answers import clauses, gaps, targets
from reports.formats.docx.cells import Row, caption, heads
from reports.formats.docx.grid import GridCell, add_table, widths
from reports.formats.docx.levels import PLANS_ABREAST, chain, distinctive, matrix
from reports.formats.docx.paper import Paper
from reports.formats.docx.parts import described, finished
from reports.formats.docx.styles import WIDTH_MM, set_styles
from reports.formats.docx.summary import objects, summary, themes
from reports.view import Tables
from reports.wording import Lang

__all__ = [
    "GridCell",
    "PLANS_ABREAST",
    "WIDTH_MM",
    "add_table",
    "described",
    "finished",
    "render",
    "set_styles",
    "widths",
]

Part = Callable[[Paper, Tables, Lang], None]


def render(tables: Tables, pictures: Mapping[str, bytes], lang: Lang) -> dict[str, bytes]:
    """Relative path -> content.

    Args:
        tables: The rows.
        pictures: Charts as PNG by name; those that are missing are left out.
        lang: Language.
    """
    paper = Paper(wording.text("heading.paper", lang), lang)
    paper.contents(wording.text("heading.contents", lang))
    for title, part, charts in _PARTS:
        if part is None and not pictures.keys() & set(charts):
            continue
        paper.heading(wording.text(f"heading.{title}", lang))
        for name in charts:
            if name in pictures:
                png = pictures[name]
                paper.picture(png, wording.text(f"chart.{name}", lang), title_share(png))
        if part is not None:
            part(paper, tables, lang)
    paper.heading(wording.text("heading.annex", lang), numbered=False)
    for line in wording.group("method", lang):
        paper.body(line)
    return {"report.docx": paper.content()}


def _sources(paper: Paper, tables: Tables, lang: Lang) -> None:
    rows: list[Row] = [
        [
            row.source.file,
            row.label,
            wording.readable(row.source),
            wording.repairs(row, lang),
            wording.warnings(row, lang),
        ]
        for row in tables.sources
    ]
    paper.table(caption("sources", lang), heads("file plan readable repairs warnings", lang), rows, (2, 1.4, 1, 3, 3))


_PARTS: tuple[tuple[str, Part | None, tuple[str, ...]], ...] = (
    ("summary", summary, ()),
    ("objects", objects, ()),
    ("pairs", themes, ("levels",)),
    ("matrix", matrix, ("coverage",)),
    ("gaps", gaps, ()),
    ("chain", chain, ("chain",)),
    ("distinctive", distinctive, ()),
    ("clauses", clauses, ("verdicts",)),
    ("targets", targets, ("targets",)),
    ("frequency", None, ("frequency", "frequency_levels")),
    ("sources", _sources, ()),
)
"""Heading, what is written below it, and the charts that open it; a part of charts alone is left out without them."""
