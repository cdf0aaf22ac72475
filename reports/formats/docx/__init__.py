"""``report.docx``: the report as an official document, ready to be edited in Word or WPS."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reports import wording
from reports.formats.charts import title_share
from reports.formats.docx import body
from reports.formats.docx.answers import gaps, targets
from reports.formats.docx.cells import MAIN_PAIRS
from reports.formats.docx.every_plan import depths, objects, pair_counts, sources
from reports.formats.docx.grid import GridCell, add_table, widths
from reports.formats.docx.levels import PLANS_ABREAST, matrix
from reports.formats.docx.paper import Paper, set_page
from reports.formats.docx.parts import described, finished
from reports.formats.docx.styles import WIDTH_MM, new_document
from reports.output import file_names
from reports.view import Tables
from reports.wording import Lang

__all__ = [
    "GridCell",
    "PLANS_ABREAST",
    "WIDTH_MM",
    "add_table",
    "described",
    "finished",
    "new_document",
    "per_plan",
    "render",
    "set_page",
    "shown_charts",
    "widths",
]

PER_PLAN = "reports"
"""Folder of the reports of single plans."""
Part = Callable[[Paper, Tables, Lang], None]


def render(tables: Tables, pictures: Mapping[str, bytes], lang: Lang, name: str = "report.docx") -> dict[str, bytes]:
    """Relative path -> content.

    Args:
        tables: The rows.
        pictures: Charts as PNG by name; those that are missing are left out.
        lang: Language.
        name: Path of the file.
    """
    paper = Paper(wording.text("heading.paper", lang), wording.subtitle(tables.pairs, lang), lang)
    for line in wording.second_reader(tables.totals.second, lang):
        paper.note(line)
    for title, part, charts in _BODY:
        drawn = [chart for chart in charts if chart in pictures and _is_charted(title, tables)][:1]
        if not drawn and (part is None or title in _CHARTED and len(tables.pairs) <= MAIN_PAIRS):
            continue
        paper.heading(wording.text(f"heading.{title}", lang))
        if part is not None:
            part(paper, tables, lang)
        for chart in drawn:
            png = pictures[chart]
            paper.picture(png, wording.text(f"chart.{chart}", lang), title_share(png))
        if title == _FIRST:
            paper.contents(wording.text("heading.contents", lang))
    annexed = [(title, part) for title, part, needed in _ANNEX if needed(tables)]
    titles = [
        wording.text("text.annexed", lang, number=at, title=wording.text(f"heading.{title}", lang))
        for at, (title, _) in enumerate(annexed, 1)
    ]
    paper.note(wording.text("text.annexes", lang, titles=wording.listed(titles, lang), count=len(titles)))
    paper.signed([wording.text("text.signed_by", lang), wording.text("text.signed_on", lang)])
    paper.landscape()
    for title, (_, part) in zip(titles, annexed, strict=True):
        paper.heading(title, numbered=False)
        part(paper, tables, lang)
    paper.portrait()
    paper.heading(wording.text("heading.annex", lang), numbered=False)
    for line in wording.group("method", lang):
        paper.note(line)
    return {name: paper.content()}


def shown_charts(tables: Tables) -> list[tuple[str, ...]]:
    """Return the names of charts of which a report shows the first that has something to show; a tuple a part."""
    return [charts for title, _, charts in _BODY if charts and _is_charted(title, tables)]


def _is_charted(title: str, tables: Tables) -> bool:
    """Whether the chart of a part tells more than its table, and can be read on a page."""
    few = len(tables.pairs) <= MAIN_PAIRS
    return {"clauses": not few, "chain": few}.get(title, True)


def per_plan(tables: Tables, lang: Lang) -> dict[str, bytes]:
    """Return a report of each lower plan alone: relative path -> content. Charts of one plan would show little."""
    made: dict[str, bytes] = {}
    names = file_names(row.plan.id for row in tables.plans)
    for id_ in {pair.lower.plan.id: None for pair in tables.pairs}:
        made |= render(tables.of(id_), {}, lang, f"{PER_PLAN}/{names[id_]}.docx")
    return made


_BODY: tuple[tuple[str, Part | None, tuple[str, ...]], ...] = (
    ("summary", body.summary, ()),
    ("objects", body.plans, ()),
    ("pairs", body.pairs, ("levels",)),
    ("gaps", body.gaps, ()),
    ("clauses", body.clauses, ("verdicts",)),
    ("targets", body.targets, ()),
    ("distinctive", body.distinctive, ()),
    ("chain", body.chain, ("chain",)),
    ("frequency", None, ("frequency_years", "frequency_levels", "frequency")),
)
"""Heading, what is written below it, and the chart that follows, the first of those that were drawn; charts that show
what a table of the report says (the matrix, the targets) are left to charts/. Those that fill a page stand last,
where they part no tables."""
_FIRST = "summary"
"""What the first page begins with, before the table of contents: whoever reads one page reads the finding."""
_CHARTED = ("chain",)
"""Parts that show nothing without their chart, unless there are many pairs: those have a table."""
_ANNEX: tuple[tuple[str, Part, Callable[[Tables], object]], ...] = (
    ("objects", objects, lambda tables: len(tables.plans) > MAIN_PAIRS),
    ("pairs", pair_counts, lambda tables: len(tables.pairs) > MAIN_PAIRS),
    ("plans", depths, lambda tables: len(tables.plans) <= MAIN_PAIRS),
    ("matrix", matrix, lambda tables: tables.matrix and len(tables.plans) <= MAIN_PAIRS),
    ("gap_list", gaps, lambda tables: tables.gaps),
    (
        "target_list",
        targets,
        lambda tables: (
            tables.targets or tables.contradictions or (tables.all_targets and len(tables.plans) <= MAIN_PAIRS)
        ),
    ),
    ("sources", sources, lambda tables: tables.sources),
)
"""Heading, table, and whether there is anything to show in it. What is answered stands in the workbook and the page: a
printed report shows what is not.
"""
