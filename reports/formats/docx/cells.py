"""What the parts of the paper share: heads, captions, cells, and how many rows a printed report bears."""

from __future__ import annotations

from collections.abc import Sequence

from compare.model import Passage
from reports import wording
from reports.formats.docx.grid import GridCell
from reports.formats.docx.paper import Paper
from reports.wording import Lang

Row = Sequence[str | GridCell]
GAP_ROWS, OWN_TARGETS, TARGET_ROWS, MATRIX_ROWS = 40, 20, 30, 60
"""Rows of one kind that a printed report bears over all plans, a few pages each; workbook and page have all."""
LEAST_ROWS = 2
"""Rows of one plan or pair, however many there are."""
MAIN_PAIRS, MAIN_GAPS, MAIN_OWN = 12, 8, 5
"""Rows of the tables of the body, a page each; the annexed tables have more."""


def shown(parts: int, rows: int) -> int:
    """How many rows each of so many plans or pairs may have, of ``rows`` in all."""
    return max(LEAST_ROWS, rows // max(1, parts))


def heads(codes: str, lang: Lang) -> list[str]:
    """Names of columns."""
    return [wording.text(f"column.{code}", lang) for code in codes.split()]


def caption(code: str, lang: Lang, **values: object) -> str:
    """Return what a table shows."""
    return wording.text(f"caption.{code}", lang, **values)


def number(value: int) -> GridCell:
    """Return a figure in the middle of its cell."""
    return GridCell(str(value), centred=True)


_CITED = 70
"""Signs of a quotation in a table."""


def quoted(passage: Passage, lang: Lang) -> str:
    """Return a quotation for a table and below it its innermost heading and place."""
    return f"{wording.cited(passage.quote, _CITED)}\n{wording.spot(passage.section[-1:], passage.place, lang)}"


def left_out(paper: Paper, rest: int, count: int, file: str, lang: Lang) -> None:
    """Say how many rows are not shown, and where they are."""
    if rest:
        paper.note(wording.text("text.rows_left", lang, shown=count, rest=rest, file=file))
