"""``annotated/PLAN.docx``: a lower plan's own document with Word comments where it answers and where it should.

A Word file is kept as it is but for the comments; of any other file the repaired text is set as a Word document.
"""

from __future__ import annotations

from collections.abc import Callable

from compare.model import Plan
from reports import wording
from reports.formats.annotated.comments import with_comments
from reports.formats.annotated.container import WordFile, word_file
from reports.formats.annotated.rebuilt import rebuilt
from reports.formats.annotated.remarks import head_remark, remarks
from reports.output import file_names
from reports.rows import PlanRow
from reports.view import Tables
from reports.wording import Lang

FOLDER = "annotated"
"""Where the documents lie."""

__all__ = ["FOLDER", "Originals", "render"]

Originals = Callable[[str], bytes | None]
"""Id of a plan -> the Word file that it was read from; ``None`` where there is none or it cannot be had."""


def render(tables: Tables, originals: Originals, lang: Lang) -> dict[str, bytes]:
    """Relative path -> content, one document for every plan that has an upper plan.

    Args:
        tables: The rows.
        originals: Where the plans' own Word files are to be had.
        lang: Language of the comments.
    """
    lowers = {pair.lower.plan.id: pair.lower for pair in tables.pairs}
    names = file_names(row.plan.id for row in tables.plans)
    return {f"{FOLDER}/{names[id_]}.docx": _document(row, tables, originals(id_), lang) for id_, row in lowers.items()}


def _document(row: PlanRow, tables: Tables, original: bytes | None, lang: Lang) -> bytes:
    """Return the plan's own document where there is one that can be written back, else its text, with comments."""
    own = word_file(original) if original is not None else None
    file = own or _rebuilt(row.plan)
    head = head_remark(row, tables, lang, rebuilt=own is None)
    with_comments(file, row.plan, remarks(row, tables, lang), head, wording.text("annotated.unplaced", lang))
    return file.content()


def _rebuilt(plan: Plan) -> WordFile:
    made = word_file(rebuilt(plan))
    if made is None:
        raise AssertionError("what was set as a Word file here can be opened")
    return made
