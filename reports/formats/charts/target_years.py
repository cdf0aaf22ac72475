"""Targets at their years: a small panel a target of an upper plan, one line a plan from base to target."""

from __future__ import annotations

from matplotlib.figure import Figure
from matplotlib.patches import Circle

from reports import wording
from reports.formats.charts.sheet import COLOURS, INK, LINE, MARGIN, SOFT, TITLE, WARM, WIDTH, Canvas, wrapped
from reports.output import clean
from reports.rows import TargetLine, TargetYears
from reports.view import Tables
from reports.view import target_years as at_years
from reports.wording import Lang

_ABREAST, _HIGH, _ROOM = 3, 1.55, 0.72
_PANEL = (WIDTH - 2 * MARGIN) / _ABREAST
_AXIS = _PANEL - 0.65


def target_years(tables: Tables, lang: Lang) -> Figure | None:
    """Return the targets that most lower plans answer; nothing where no panel spans two years."""
    found = at_years(tables)
    if not found:
        return None
    bottom = TITLE + _HIGH * -(-len(found) // _ABREAST)
    sheet = Canvas(bottom + 0.6, wording.text("chart.target_years", lang), _finding(found, lang))
    for at, panel in enumerate(found):
        _panel(sheet, MARGIN + at % _ABREAST * _PANEL, TITLE + at // _ABREAST * _HIGH, panel, lang)
    step = (WIDTH - 2 * MARGIN) / 3
    for at, (key, colour) in enumerate((("upper", INK), ("meets", COLOURS[4]), ("below", WARM))):
        sheet.line(
            MARGIN + at * step, bottom + 0.2, MARGIN + at * step + 0.2, bottom + 0.2, colour, 1.8 - 0.6 * bool(at)
        )
        sheet.text(MARGIN + at * step + 0.28, bottom + 0.2, wording.text(f"chart.targets_{key}", lang))
    return sheet.figure


def _finding(found: tuple[TargetYears, ...], lang: Lang) -> str:
    lines = [line for panel in found for line in panel.lines if not line.upper]
    below = sum(not line.meets for line in lines)
    return wording.text("finding.targets", lang, count=len(lines), below=below, meets=len(lines) - below)


def _panel(sheet: Canvas, left: float, top: float, panel: TargetYears, lang: Lang) -> None:
    asked, base = panel.first.upper_target, top + _HIGH - 0.3
    sheet.text(left, top + 0.1, wrapped(clean(panel.first.pair.indicator), _PANEL - 0.1, 8, 1)[0], 8)
    told = wording.labelled(panel.first.upper.label, wording.figure(asked), lang)
    sheet.text(left, top + 0.26, wrapped(told, _PANEL - 0.1, 8, 1)[0], 8, SOFT)
    (first, last), (least, most) = panel.years, panel.span
    sheet.line(left, base, left + _AXIS, base, LINE, 0.8)
    for year, side in ((first, "left"), (last, "right")):
        sheet.text(left if side == "left" else left + _AXIS, base + 0.12, str(year), 8, SOFT, ha=side)

    def place(year: int, figure: float) -> tuple[float, float]:
        share = (figure - least) / (most - least) if most > least else 0.5
        return left + 0.05 + (_AXIS - 0.1) * (year - first) / (last - first), base - 0.08 - _ROOM * share

    for line in sorted(panel.lines, key=lambda line: line.upper):
        _line(sheet, [place(*point) for point in line.points], line)
    for figure in dict.fromkeys((most, least)):
        sheet.text(left + _AXIS + 0.05, place(first, figure)[1], f"{figure:g}", 8, SOFT)


def _line(sheet: Canvas, points: list[tuple[float, float]], line: TargetLine) -> None:
    colour = INK if line.upper else COLOURS[4] if line.meets else WARM
    for (x, y), (xx, yy) in zip(points, points[1:], strict=False):
        sheet.line(x, y, xx, yy, colour, 1.8 if line.upper else 1.2)
    x, y = points[-1]
    if line.meets:
        sheet.add(Circle((x, y), 0.045 if line.upper else 0.03, facecolor=colour, linewidth=0, zorder=3))
    else:
        sheet.falling(x, y, 0.1, colour)
