"""A plan's repaired text set as a Word document: its headings, paragraphs and tables."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from compare.model import Plan, Role
from reports.formats.docx import WIDTH_MM, add_table, described, finished, new_document, set_page, widths
from reports.output import clean

DEEPEST = 3
"""Levels of headings that the styles have."""
_COLUMNS = 63
"""Columns that Word allows in a table."""


def rebuilt(plan: Plan) -> bytes:
    """Return a Word file with the text of a plan, a paragraph a line, rows of cells parted by tabs as tables."""
    # The plan is Chinese, whatever language its comments are in.
    document = new_document("zh")
    described(document, plan.title, "zh")
    set_page(document)
    levels = {each.start: each.depth for each in plan.sections if not each.run_in}
    for table, lines in groupby(_lines(plan.text), lambda line: "\t" in line[1]):
        if table:
            _table(document, [text.split("\t") for _, text in lines])
            continue
        for start, text in lines:
            if start == 0 and plan.roles[:1] == (Role.TITLE,):
                document.add_paragraph(clean(text), style="Title")
            elif start in levels:
                _heading(document, text, min(levels[start], DEEPEST))
            else:
                document.add_paragraph(clean(text), style="Normal")
    return finished(document)


def _lines(text: str) -> Iterable[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start + len(line) - len(line.lstrip()), line
        start += len(line) + 1


def _heading(document: Any, text: str, level: int) -> None:
    """Add a heading with the number that the plan's text has, and none of Word's own."""
    paragraph = document.add_paragraph(clean(text.strip()), style=f"Heading {level}")
    paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = 0


def _table(document: Any, rows: list[list[str]]) -> None:
    width = min(max(map(len, rows)), _COLUMNS)
    cells = [[clean(text) for text in (*row[: width - 1], " ".join(row[width - 1 :]))] for row in rows]
    add_table(document, widths([1] * width, WIDTH_MM), (), [[*row, *[""] * (width - len(row))] for row in cells])
    document.add_paragraph(style="Normal")
