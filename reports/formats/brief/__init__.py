"""``brief/PLAN.html`` and ``.docx``: a lower plan on one A4 page."""

from __future__ import annotations

from reports.formats.brief.content import content_of
from reports.formats.brief.page import page
from reports.formats.brief.paper import paper
from reports.output import file_names
from reports.view import Tables, brief
from reports.wording import Lang

FOLDER = "brief"
"""Where the pages lie."""

__all__ = ["FOLDER", "render"]


def render(tables: Tables, lang: Lang) -> dict[str, bytes]:
    """Relative path -> content, two files for every plan that has an upper plan."""
    made: dict[str, bytes] = {}
    names = file_names(row.plan.id for row in tables.plans)
    for row in {pair.lower.plan.id: pair.lower for pair in tables.pairs}.values():
        content = content_of(brief(tables, row), tables.of(row.plan.id), lang)
        name = f"{FOLDER}/{names[row.plan.id]}"
        made |= {f"{name}.html": page(content, lang), f"{name}.docx": paper(content, lang)}
    return made
