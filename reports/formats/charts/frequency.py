"""How often themes are written, in each plan and at each level; bars to one scale."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.figure import Figure

from compare.model import Theme
from reports import wording
from reports.formats.charts.sheet import ROW, SOFT, TITLE, Canvas, Columns, columns_of, heads, level_heads, plan_columns
from reports.output import clean
from reports.rows import LevelFrequency
from reports.view import Tables, top_frequency
from reports.view import top as picks
from reports.wording import Lang


def frequency(tables: Tables, lang: Lang) -> Figure | None:
    """Return a column of bars a plan: it reads with one plan and with forty."""
    top = top_frequency(tables.frequency)
    if not top.peak:
        return None
    columns = plan_columns(tables.plans)
    note = "frequency_rest" if top.rest_themes else "frequency_all"
    values = {"shown": len(top.rows), "themes": top.rest_themes, "mentions": top.rest_mentions}
    told = wording.text(f"chart.{note}", lang, **values)
    sheet = _page("frequency", len(top.rows), columns, _most([row.theme for row in top.rows], lang), lang)
    level_heads(sheet, tables.plans, columns, lang)
    rows = [(row.theme, [entry.per_10k_chars for entry in row.cells]) for row in top.rows]
    _bars(sheet, columns, rows, top.peak, told, lang)
    return sheet.figure


def frequency_levels(tables: Tables, lang: Lang) -> Figure | None:
    """Return a column of bars a level; nothing where all plans are of one."""
    top = picks.level_frequency(tables)
    if not top.peak or len(top.levels) < 2:
        return None
    labels = [
        wording.text("chart.levels_label", lang, level=wording.name("level", level, lang), plans=plans)
        for level, plans in top.levels
    ]
    columns = columns_of(labels, [level for level, _ in top.levels])
    note = "frequency_levels_rest" if top.rest else "frequency_levels_all"
    sheet = _page("frequency_levels", len(top.rows), columns, _level(top, lang), lang)
    heads(sheet, columns)
    rows = [(row.theme, row.figures) for row in top.rows]
    _bars(sheet, columns, rows, top.peak, wording.text(f"chart.{note}", lang, shown=len(top.rows), rest=top.rest), lang)
    return sheet.figure


def _most(themes: Sequence[Theme], lang: Lang) -> str:
    return wording.text(
        "finding.frequency", lang, themes=wording.comma([clean(each.name) for each in themes[:3]], lang)
    )


def _level(top: LevelFrequency, lang: Lang) -> str:
    """Return the theme whose figures lie widest apart between two levels."""
    row = max(top.rows, key=lambda row: max(row.figures) - min(row.figures))
    most, least = row.figures.index(max(row.figures)), row.figures.index(min(row.figures))
    names = {key: wording.name("level", top.levels[at][0], lang) for key, at in (("most", most), ("least", least))}
    figures = {"high": f"{row.figures[most]:.1f}", "low": f"{row.figures[least]:.1f}"}
    return wording.text("finding.frequency_levels", lang, theme=clean(row.theme.name), **names, **figures)


def _page(name: str, rows: int, columns: Columns, finding: str, lang: Lang) -> Canvas:
    return Canvas(TITLE + columns.head + ROW * rows + 0.8, wording.text(f"chart.{name}", lang), finding)


def _shade(share: float) -> str:
    """Return a blue between light and dark, even in grey: bars as thin as forty plans leave room for cannot be read."""
    low, high = (235, 243, 250), (11, 60, 115)
    weight = share**0.5  # most figures are small, and must still differ
    return "#" + "".join(f"{round(a + (b - a) * weight):02x}" for a, b in zip(low, high, strict=True))


def _bars(
    sheet: Canvas,
    columns: Columns,
    rows: Sequence[tuple[Theme, Sequence[float]]],
    peak: float,
    note: str,
    lang: Lang,
) -> None:
    """Bars with their figures where the columns have room for them; else the scale is told in the note."""
    upper = TITLE + columns.head
    bottom = upper + ROW * len(rows)
    roomy = columns.width >= 0.5
    scale = (columns.width - 0.4) / peak
    for left in columns.left:
        sheet.line(left, upper, left, bottom)
    for index, (theme, figures) in enumerate(rows):
        y = upper + index * ROW
        sheet.theme(y + ROW / 2, theme)
        for left, figure in zip(columns.left, figures, strict=True):
            if figure and roomy:
                sheet.bar(left, y + 0.03, figure * scale, ROW - 0.06)
                sheet.text(left + figure * scale + 0.04, y + ROW / 2, f"{figure:.1f}", 8, SOFT)
            elif figure:
                sheet.bar(left + 0.005, y + 0.01, columns.width - 0.01, ROW - 0.02, _shade(figure / peak))
    if not roomy:
        note += wording.text("chart.frequency_scale", lang, peak=f"{peak:.1f}")
    sheet.note(bottom + 0.2, note)
