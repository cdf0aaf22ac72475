"""How often themes are written in plans of several generations: a small panel a theme, years at their places."""

from __future__ import annotations

from matplotlib.figure import Figure
from matplotlib.patches import Circle

from reports import wording
from reports.formats.charts.sheet import COLOURS, INK, LINE, MARGIN, SOFT, TITLE, WIDTH, Canvas, breadth, wrapped
from reports.output import clean
from reports.rows import YearFrequency, YearSeries
from reports.view import Tables, year_frequency
from reports.wording import Lang

_ABREAST, _HIGH, _ROOM = 3, 1.35, 0.68
# Inches between figures that do not run into each other.
_APART, _LINE = 0.28, 0.13
_PANEL = (WIDTH - 2 * MARGIN) / _ABREAST


def frequency_years(tables: Tables, lang: Lang) -> Figure | None:
    """Return the themes whose figures lie widest apart; nothing where no region has plans of three years."""
    found = year_frequency(tables)
    if found is None:
        return None
    bottom = TITLE + _HIGH * -(-len(found.rows) // _ABREAST)
    title = wording.text("chart.frequency_years", lang, place=clean(found.region))
    sheet = Canvas(bottom + 0.75, title, _finding(found, lang))
    for at, row in enumerate(found.rows):
        _panel(sheet, MARGIN + at % _ABREAST * _PANEL, TITLE + at // _ABREAST * _HIGH, row, found)
    counts = wording.comma(
        [f"{year}（{plans}）" if lang == "zh" else f"{year} ({plans})" for year, plans in found.years], lang
    )
    sheet.note(
        bottom + 0.1,
        wording.text("chart.frequency_years_note", lang, counts=counts, shown=len(found.rows), rest=found.rest),
    )
    return sheet.figure


def _finding(found: YearFrequency, lang: Lang) -> str:
    row = max(found.rows, key=lambda row: abs(row.change))
    (first, _), (last, _) = found.years[0], found.years[-1]
    ends = {"first": first, "last": last, "before": f"{row.figures[0]:.1f}", "after": f"{row.figures[-1]:.1f}"}
    return wording.text("finding.frequency_years", lang, theme=clean(row.theme.name), **ends)


def _panel(sheet: Canvas, left: float, top: float, row: YearSeries, found: YearFrequency) -> None:
    years = [year for year, _ in found.years]
    base, width = top + _HIGH - 0.38, _PANEL - 0.3
    sheet.text(left, top + 0.1, wrapped(row.theme.name, _PANEL - 0.1, 8.5, 1)[0], 8.5)
    span = years[-1] - years[0]
    xs = [left + 0.1 + width * (year - years[0]) / span - (0.1 if year == years[-1] else 0) for year in years]
    ys = [base - _ROOM * figure / found.peak for figure in row.figures]
    sheet.line(left, base, left + width + 0.1, base, LINE, 0.8)
    for x, y, (xx, yy) in zip(xs, ys, [*zip(xs[1:], ys[1:], strict=True), (xs[-1], ys[-1])], strict=True):
        sheet.line(x, y, xx, yy, COLOURS[3], 1.3)
        sheet.add(Circle((x, y), 0.03, facecolor=COLOURS[4], linewidth=0, zorder=3))
        sheet.line(x, base, x, base + 0.03, SOFT, 0.6)
    free = left - 1.0
    for x, year in zip(xs, years, strict=True):
        half = breadth(str(year), 8) / 2
        if x - half > free and (year == years[-1] or x + half < xs[-1] - half):
            sheet.text(x, base + 0.12, str(year), 8, SOFT, ha="center")
            free = x + half
    told: list[tuple[float, float]] = []
    for at in dict.fromkeys((row.figures.index(max(row.figures)), len(xs) - 1, 0)):
        x, y = xs[at], ys[at] - 0.1
        if all(abs(x - a) > _APART or abs(y - b) > _LINE for a, b in told):
            sheet.text(x, y, f"{row.figures[at]:.1f}", 8, INK, ha="center")
            told.append((x, y))
