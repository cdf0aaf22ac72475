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
    hatch_of,
    ink_on,
    level_heads,
    plan_columns,
)
from reports.output import clean
from reports.rows import ChainRow, LevelRow, StepMark, TopChain, TopLevels, TopMatrix
from reports.view import Tables
from reports.view import top as picks
from reports.wording import Lang

# Width of a column that has room for a digit and a sign side by side.
_ROOMY = 0.32
# Width of a column below which figures of several digits stand upright.
_TURNED = 0.22


def coverage(tables: Tables, lang: Lang) -> Figure | None:
    """Themes by plans; the themes with the most gaps where there are more than a page holds."""
    top = picks.top_matrix(tables)
    if not top.rows:
        return None
    columns = plan_columns(tables.plans)
    upper = TITLE + columns.head
    bottom = upper + ROW * len(top.rows)
    sheet = Canvas(bottom + (0.9 if top.rest else 0.5), wording.text("chart.coverage", lang), _coverage(top, lang))
    level_heads(sheet, tables.plans, columns, lang)
    for index, row in enumerate(top.rows):
        y = upper + index * ROW
        sheet.theme(y + ROW / 2, row.theme)
        for left, item in zip(columns.left, row.cells, strict=True):
            sheet.cell(left, y, columns.width, ROW, item.cell.depth, 8.0)
    sheet.legend(bottom + 0.15, lang)
    if top.rest:
        sheet.note(bottom + 0.55, wording.text("chart.coverage_rest", lang, shown=len(top.rows), rest=top.rest))
    return sheet.figure


def _coverage(top: TopMatrix, lang: Lang) -> str:
    """Return which theme is a gap in most plans; of none that there are no gaps."""
    row = max(top.rows, key=lambda row: sum(bool(item.gaps) for item in row.cells))
    count = sum(bool(item.gaps) for item in row.cells)
    key = "finding.coverage" if count else "finding.no_gaps"
    return wording.text(key, lang, theme=clean(row.theme.name), count=count)


def levels(tables: Tables, lang: Lang) -> Figure | None:
    """Return a stacked bar of depths for each level."""
    top = picks.compared_levels(tables)
    if not top.rows or not tables.matrix:
        return None
    step = 0.5
    bottom = TITLE + step * len(top.rows)
    sheet = Canvas(bottom + (1.2 if top.rest else 1.0), wording.text("chart.levels", lang), _levels(top, lang))
    left = MARGIN + 1.3
    width = WIDTH - left - MARGIN - 0.15
    axis = wording.text("chart.levels_axis", lang, themes=len(tables.matrix))
    for percent in (0, 25, 50, 75, 100):
        x = left + width * percent / 100
        sheet.line(x, TITLE, x, bottom)
        sheet.text(x, bottom + 0.1, f"{percent}%", 8, SOFT, ha="center")
    sheet.text(left + width / 2, bottom + 0.3, axis, 8, SOFT, ha="center")
    for index, row in enumerate(top.rows):
        _level(sheet, TITLE + index * step + 0.08, left, width, row, lang)
    sheet.legend(bottom + 0.6, lang)
    if top.rest:
        sheet.note(bottom + 0.98, wording.text("chart.levels_rest", lang, rest=top.rest))
    return sheet.figure


def _levels(top: TopLevels, lang: Lang) -> str:
    """Return which level takes most themes up, and which least."""
    taken = {row.level: sum(row.shares[Depth.STATED : Depth.QUANTIFIED + 1]) for row in top.rows}
    most, least = (pick(taken, key=lambda level: taken[level]) for pick in (max, min))
    names = {"most": wording.name("level", most, lang), "least": wording.name("level", least, lang)}
    shares = {"high": f"{taken[most]:.0%}", "low": f"{taken[least]:.0%}"}
    return wording.text("finding.levels" if len(taken) > 1 else "finding.one_level", lang, **names, **shares)


def _level(sheet: Canvas, y: float, left: float, width: float, row: LevelRow, lang: Lang) -> None:
    """Write a share where there is room for it."""
    height = 0.34
    name = wording.text("chart.levels_label", lang, level=wording.name("level", row.level, lang), plans=row.plans)
    sheet.name(MARGIN, y + height / 2, name, 1.25, 8.5)
    for depth, share in zip((*Depth, None), row.shares, strict=True):
        sheet.box(left, y, width * share, height, colour_of(depth), hatch_of(depth))
        if width * share > 0.42:
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
    sheet = Canvas(bottom + 1.75, wording.text("chart.chain", lang), _chain(top, lang))
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


def _chain(top: TopChain, lang: Lang) -> str:
    """Return which theme is lost in most plans; of several, how many are lost; where none is, that none is."""
    row, count = top.rows[0], len(top.rows[0].marked("lost"))
    if count and len(top.rows) > 1 and len(top.rows[1].marked("lost")) == count:
        return wording.text("finding.chain_tied", lang, themes=top.lost)
    return wording.text("finding.chain" if count else "finding.no_loss", lang, theme=clean(row.theme.name), count=count)


def _way(sheet: Canvas, y: float, row: ChainRow, places: dict[str, float], columns: Columns) -> None:
    middle, first = y + ROW / 2, places[row.set_by.plan.id]
    sheet.theme(middle, row.theme)
    every = [first, *(places[step.plan.plan.id] for step in row.steps)]
    sheet.line(min(every), middle, max(every), middle, SOFT, 0.8)
    sheet.cell(first, y, columns.width, ROW, row.set_depth, 8.0)
    sheet.frame(first, y, columns.width, ROW)
    for step in row.steps:
        left = places[step.plan.plan.id]
        if columns.width >= _ROOMY or step.mark in ("kept", "unjudged"):
            sheet.cell(left, y, columns.width, ROW, step.depth, 8.0)
            _sign(sheet, left + columns.width / 2 + 0.12, middle, step.mark)
        else:
            sheet.box(left, y, columns.width, ROW, colour_of(step.depth), hatch_of(step.depth))
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
        sheet.text(MARGIN, middle, wording.text("chart.chain_total", lang, mark=wording.name("chain_mark", mark, lang)))
        for left, counts in zip(columns.left, top.falls, strict=True):
            told, turned = str(counts[at] or "–"), columns.width < _TURNED
            sheet.text(left + columns.width / 2, middle, told, ha="center", rotation=90 if turned else 0)


def _marks(sheet: Canvas, y: float, lang: Lang) -> None:
    step = (WIDTH - 2 * MARGIN) / 3
    middle = y + ROW / 2
    sheet.box(MARGIN, y, 0.26, ROW, colour_of(Depth.ACTIONED))
    sheet.frame(MARGIN, y, 0.26, ROW)
    sheet.falling(MARGIN + step + 0.13, middle, 0.09, INK)
    sheet.cross(MARGIN + 2 * step + 0.13, middle, 0.075, WARM)
    for at, key in enumerate(("chain_set", "chain_thinned", "chain_lost")):
        sheet.text(MARGIN + at * step + 0.32, middle, wording.text(f"chart.{key}", lang))
