"""Tables laid out -> files of each format that plans come in, and text as it is copied from each."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from docx import Document
from docx.document import Document as Docx
from docx.table import _Cell
from fpdf import FPDF
from openpyxl import Workbook

from tests.fonts import font_with, plan_font
from tests.targets import table_layouts
from tests.targets.table_layouts import Cell, Grid, Laid

_TITLE = "东江县国民经济和社会发展第十五个五年规划纲要"
_ABOVE = ("第一章 主要目标", "对标上级规划，提出全县经济社会发展的目标。")
_NAME = "专栏1 “十五五”时期经济社会发展主要指标"
_BELOW = ("注：带*的为预计数。", "第二章 主要任务", "推进重点领域改革，完善体制机制，营造良好环境。")
_NARROW = 12
"""Characters of a line of a cell in a narrow column, where text copied from a page breaks."""


def write_all(laid: Laid, folder: Path, name: str, *, formats: Iterable[str] | None = None) -> None:
    """Write a table in every format and copy, or in these; the files are named ``NAME-FORMAT.ending``."""
    for form in FORMATS if formats is None else formats:
        ending, write = FORMATS[form]
        write(laid, folder / f"{name}-{form}.{ending}")


def _framed(laid: Laid, body: str) -> str:
    title = [_NAME] if laid.layout.title == "above" else []
    return "\n".join([_TITLE, *_ABOVE, *title, body, *_BELOW, ""])


def _texts(grid: Grid) -> list[list[str]]:
    return [[cell.text if cell else "" for cell in row] for row in grid]


def _tabs(laid: Laid, path: Path) -> None:
    path.write_text(_framed(laid, "\n".join("\t".join(row) for row in _texts(laid.grid))), encoding="utf-8")


def _cell_lines(laid: Laid, path: Path) -> None:
    cells = [cell for row in _texts(laid.grid) for cell in row if cell]
    path.write_text(_framed(laid, "\n".join(_broken(cell) for cell in cells)), encoding="utf-8")


def _row_lines(laid: Laid, path: Path) -> None:
    rows = [" ".join(filter(None, row)) for row in _texts(laid.grid)]
    path.write_text(_framed(laid, "\n".join(rows)), encoding="utf-8")


def _broken_rows(laid: Laid, path: Path) -> None:
    rows = ["\n".join([" ".join(map(_broken, filter(None, row)))]) for row in _texts(laid.grid)]
    path.write_text(_framed(laid, "\n".join(rows)), encoding="utf-8")


def _broken(cell: str) -> str:
    return "\n".join(cell[at : at + _NARROW] for at in range(0, len(cell), _NARROW))


def _pipes(laid: Laid, path: Path) -> None:
    rows = ["| " + " | ".join(row) + " |" for row in _texts(laid.grid)]
    rows.insert(1, "|" + "---|" * len(laid.grid[0]))
    path.write_text(_framed(laid, "\n" + "\n".join(rows) + "\n"), encoding="utf-8")


def _markup(laid: Laid) -> str:
    rows = []
    for row in laid.grid:
        cells = [cell for cell in row if cell]
        told = [f'<td colspan="{cell.columns}" rowspan="{cell.rows}">{html.escape(cell.text)}</td>' for cell in cells]
        rows.append("<tr>" + "".join(told) + "</tr>")
    table = "<table border=1>" + "\n".join(rows) + "</table>"
    return f"<table><tr><td>{table}</td></tr></table>" if laid.layout.nested else table


def _markdown_html(laid: Laid, path: Path) -> None:
    path.write_text(_framed(laid, "\n" + _markup(laid) + "\n"), encoding="utf-8")


def _html(laid: Laid, path: Path) -> None:
    title = [_NAME] if laid.layout.title == "above" else []
    above = "".join(f"<p>{line}</p>" for line in [*_ABOVE, *title])
    below = "".join(f"<p>{line}</p>" for line in _BELOW)
    path.write_text(
        f"<html><head><meta charset=utf-8><title>{_TITLE}</title></head><body><h1>{_TITLE}</h1>{above}{_markup(laid)}"
        f"{below}</body></html>",
        encoding="utf-8",
    )


def _docx(laid: Laid, path: Path) -> None:
    document: Docx = Document()
    for line in [_TITLE, *_ABOVE, *([_NAME] if laid.layout.title == "above" else [])]:
        document.add_paragraph(line)
    holder: Docx | _Cell = document
    if laid.layout.nested:
        holder = document.add_table(1, 1).cell(0, 0)
    table = holder.add_table(len(laid.grid), len(laid.grid[0]))
    cells = [list(row.cells) for row in table.rows]
    for at, column, cell in _placed(laid.grid):
        held = cells[at][column]
        if cell.rows > 1 or cell.columns > 1:
            held = held.merge(cells[at + cell.rows - 1][column + cell.columns - 1])
        held.paragraphs[0].text = cell.text
    for line in _BELOW:
        document.add_paragraph(line)
    document.save(str(path))


def _xlsx(laid: Laid, path: Path) -> None:
    """Write a workbook as collections of plans are exported: a plan a row, its text in a cell."""
    book = Workbook()
    book.active.append(["标题", "正文"])
    book.active.append([_TITLE, _framed(laid, "\n".join("\t".join(row) for row in _texts(laid.grid)))])
    book.save(path)


def _placed(grid: Grid) -> list[tuple[int, int, Cell]]:
    return [(at, column, cell) for at, row in enumerate(grid) for column, cell in enumerate(row) if cell]


def _pdf(laid: Laid, path: Path, *, ruled: bool) -> None:
    document = FPDF()
    document.add_font("noto", fname=_font(laid))
    document.set_font("noto", size=10)
    document.add_page()
    for line in [_TITLE, *_ABOVE, *([_NAME] if laid.layout.title == "above" else [])]:
        document.cell(0, 7, line, new_x="LMARGIN", new_y="NEXT")
    widths = _widths(laid)
    with document.table(
        borders_layout="ALL" if ruled else "NONE", col_widths=widths, first_row_as_headings=False, line_height=6
    ) as table:
        for row in laid.grid:
            line = table.row()
            for cell in row:
                if cell:
                    line.cell(cell.text, colspan=cell.columns, rowspan=cell.rows)
    for text in _BELOW:
        document.cell(0, 7, text, new_x="LMARGIN", new_y="NEXT")
    document.output(str(path))


@cache
def _signs() -> str:
    """Return every sign of the tables that are made by chance, and of what stands around them."""
    sources = (Path(__file__), Path(table_layouts.__file__))
    return "".join(sorted({sign for path in sources for sign in path.read_text(encoding="utf-8")}))


def _font(laid: Laid) -> Path:
    told = {sign for row in _texts(laid.grid) for cell in row for sign in cell}
    return font_with(_signs()) if told <= set(_signs()) else plan_font("".join(told))


def _widths(laid: Laid) -> tuple[int, ...]:
    """Widths of the columns by their longest cells: a name over 11 characters goes over two lines."""
    texts = [[cell if cell and cell.columns == 1 else None for cell in row] for row in laid.grid]
    longest = [max((len(row[at].text) for row in texts if row[at]), default=8) for at in range(len(texts[0]))]  # type: ignore[union-attr]
    return tuple(min(max(each, 3), 11) + 1 for each in longest)


FORMATS: dict[str, tuple[str, Callable[[Laid, Path], None]]] = {
    "docx": ("docx", _docx),
    "html": ("html", _html),
    "xlsx": ("xlsx", _xlsx),
    "pdf-ruled": ("pdf", lambda laid, path: _pdf(laid, path, ruled=True)),
    "pdf-open": ("pdf", lambda laid, path: _pdf(laid, path, ruled=False)),
    "md-pipes": ("md", _pipes),
    "md-html": ("md", _markdown_html),
    "txt-tabs": ("txt", _tabs),
    "txt-cells": ("txt", _cell_lines),
    "txt-rows": ("txt", _row_lines),
    "txt-broken": ("txt", _broken_rows),
}
