"""Charts of depth: the heatmap, the shares at each level, the way of the themes down the levels."""

from __future__ import annotations

from matplotlib.figure import Figure

from compare.model import Depth
from reports import wording
from reports.formats.charts.sheet import (
    INK,
    MARGIN,
    ROW,
    SOFT,
    TITLE,
    WARM,
    WIDTH,
    Canvas,
    Columns,
    colour_of,
    ink_on,
    level_heads,
    plan_columns,
)
from reports.rows import ChainRow, LevelRow, StepMark, TopChain
from reports.view import Tables
from reports.view import top as picks
from reports.wording import Lang

# Width of a column that has room for a digit and a sign side by side.
_ROOMY = 0.32


def coverage(tables: Tables, lang: Lang) -> Figure | None:
    """Themes by plans; the themes with the most gaps where there are more than a page holds."""
    top = picks.top_matrix(tables)
    if not top.rows:
        return None
    columns = plan_columns(tables.plans)
    upper = TITLE + columns.head
    bottom = upper + ROW * len(top.rows)
    sheet = Canvas(bottom + (0.75 if top.rest else 0.5), wording.text("chart.coverage", lang))
    level_heads(sheet, tables.plans, columns, lang)
    size = min(8.0, columns.width * 50)
    for index, row in enumerate(top.rows):
        y = upper + index * ROW
        sheet.theme(y + ROW / 2, row.theme)
        for left, item in zip(columns.left, row.cells, strict=True):
            sheet.cell(left, y, columns.width, ROW, item.cell.depth, size)
    sheet.legend(bottom + 0.15, lang)
    if top.rest:
        sheet.note(bottom + 0.55, wording.text("chart.coverage_rest", lang, shown=len(top.rows), rest=top.rest))
    return sheet.figure


def levels(tables: Tables, lang: Lang) -> Figure | None:
    """Return a stacked bar of depths for each level."""
    if not tables.levels or not tables.matrix:
        return None
    step = 0.5
    bottom = TITLE + step * len(tables.levels)
    sheet = Canvas(bottom + 1.0, wording.text("chart.levels", lang))
    left = MARGIN + 1.5
    width = WIDTH - left - MARGIN - 0.15
    for percent in (0, 25, 50, 75, 100):
        x = left + width * percent / 100
        sheet.line(x, TITLE, x, bottom)
        sheet.text(x, bottom + 0.1, f"{percent}%", 7.5, SOFT, ha="center")
    sheet.text(left + width / 2, bottom + 0.3, wording.text("chart.levels_axis", lang), 8, SOFT, ha="center")
    for index, row in enumerate(tables.levels):
        _level(sheet, TITLE + index * step + 0.08, left, width, row, lang)
    sheet.legend(bottom + 0.6, lang)
    return sheet.figure


def _level(sheet: Canvas, y: float, left: float, width: float, row: LevelRow, lang: Lang) -> None:
    """Write a share where there is room for it."""
    height = 0.34
    name = wording.text("chart.levels_label", lang, level=wording.name("level", row.level, lang), plans=row.plans)
    sheet.name(MARGIN, y + height / 2, name, 1.45, 8.5)
    for depth, share in zip((*Depth, None), row.shares, strict=True):
        sheet.box(left, y, width * share, height, colour_of(depth), None if depth is not None else "////")
        if width * share > 0.5:
            label = wording.labelled(wording.sign(depth), f"{share:.0%}", lang)
            sheet.text(left + width * share / 2, y + height / 2, label, 8, ink_on(depth), ha="center")
        left += width * share


def chain(tables: Tables, lang: Lang) -> Figure | None:
    """Themes by plans, only where a plan above sets the theme: where it is set first, thins and is lost."""
    top = picks.top_chain(tables)
    if not top.rows:
        return None
    columns = plan_columns(top.plans)
    upper = TITLE + columns.head
    bottom = upper + ROW * len(top.rows)
    sheet = Canvas(bottom + 1.55, wording.text("chart.chain", lang))
    level_heads(sheet, top.plans, columns, lang)
    places = dict(zip((row.plan.id for row in top.plans), columns.left, strict=True))
    for index, row in enumerate(top.rows):
        _way(sheet, upper + index * ROW, row, places, columns)
    _falls(sheet, bottom + 0.1, top, columns, lang)
    sheet.legend(bottom + 0.68, lang)
    _marks(sheet, bottom + 1.0, lang)
    note = "chain_rest" if top.rest else "chain_all"
    sheet.note(bottom + 1.35, wording.text(f"chart.{note}", lang, shown=len(top.rows), rest=top.rest))
    return sheet.figure


def _way(sheet: Canvas, y: float, row: ChainRow, places: dict[str, float], columns: Columns) -> None:
    middle, first = y + ROW / 2, places[row.set_by.plan.id]
    sheet.theme(middle, row.theme)
    every = [first, *(places[step.plan.plan.id] for step in row.steps)]
    sheet.line(min(every), middle, max(every), middle, SOFT, 0.8)
    sheet.cell(first, y, columns.width, ROW, row.set_depth, min(8.0, columns.width * 50))
    sheet.frame(first, y, columns.width, ROW)
    for step in row.steps:
        left = places[step.plan.plan.id]
        if columns.width >= _ROOMY or step.mark in ("kept", "unjudged"):
            sheet.cell(left, y, columns.width, ROW, step.depth, min(8.0, columns.width * 50))
            _sign(sheet, left + columns.width / 2 + 0.12, middle, step.mark)
        else:
            sheet.box(left, y, columns.width, ROW, colour_of(step.depth))
            _sign(sheet, left + columns.width / 2, middle, step.mark)


def _sign(sheet: Canvas, x: float, y: float, mark: StepMark) -> None:
    if mark == "lost":
        sheet.cross(x, y, 0.075, WARM)
    elif mark == "thinned":
        sheet.falling(x, y, 0.09, INK)


def _falls(sheet: Canvas, y: float, top: TopChain, columns: Columns, lang: Lang) -> None:
    """Below each plan how many themes thin and are lost in it."""
    for at, mark in enumerate(("thinned", "lost")):
        middle = y + ROW * (at + 0.5)
        sheet.text(
            MARGIN + 0.42, middle, wording.text("chart.chain_total", lang, mark=wording.name("chain_mark", mark, lang))
        )
        for left, counts in zip(columns.left, top.falls, strict=True):
            size = min(8.0, columns.width * 42)
            sheet.text(left + columns.width / 2, middle, str(counts[at] or "–"), size, ha="center")


def _marks(sheet: Canvas, y: float, lang: Lang) -> None:
    step = (WIDTH - 2 * MARGIN) / 3
    middle = y + ROW / 2
    sheet.box(MARGIN, y, 0.26, ROW, colour_of(Depth.ACTIONED))
    sheet.frame(MARGIN, y, 0.26, ROW)
    sheet.falling(MARGIN + step + 0.13, middle, 0.09, INK)
    sheet.cross(MARGIN + 2 * step + 0.13, middle, 0.075, WARM)
    for at, key in enumerate(("chain_set", "chain_thinned", "chain_lost")):
        sheet.text(MARGIN + at * step + 0.32, middle, wording.text(f"chart.{key}", lang))
