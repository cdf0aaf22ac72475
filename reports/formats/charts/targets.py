"""Lower plans against the targets of upper plans: a small panel an indicator, plans as rows, the upper line upright."""

from __future__ import annotations

from matplotlib.figure import Figure
from matplotlib.patches import Circle

from reports import wording
from reports.formats.charts.sheet import COLOURS, INK, LINE, MARGIN, SOFT, TITLE, WARM, WIDTH, Canvas, wrapped
from reports.rows import Dot, TargetBand, TargetPanel, TopTargets
from reports.view import Tables
from reports.view import top as picks
from reports.wording import Lang

_NAMES, _ROW, _LINE, _GAP = 1.2, 0.19, 0.14, 0.2
# Below the name of an indicator: its unit and year, and what the upper plan asks.
_ASKED = 0.5
_PANEL = (WIDTH - 2 * MARGIN - _NAMES) / picks.ABREAST
# Of a panel: the axis, and beside it the figure in writing.
_AXIS, _FIGURE = _PANEL - 0.72, 0.52


def targets(tables: Tables, lang: Lang) -> Figure | None:
    """Return the upper targets that most lower plans answer comparably."""
    top = picks.top_targets(tables)
    if not top.bands:
        return None
    height = sum(map(_height, top.bands))
    sheet = Canvas(
        TITLE + height + (0.9 if top.rest else 0.5), wording.text("chart.targets", lang), _finding(top, lang)
    )
    y = TITLE - 0.05
    for band in top.bands:
        _band(sheet, y, band, lang)
        y += _height(band)
    _legend(sheet, y + 0.15, lang)
    if top.rest:
        sheet.note(y + 0.5, wording.text("chart.targets_rest", lang, rest=top.rest))
    return sheet.figure


def _finding(top: TopTargets, lang: Lang) -> str:
    """Return how many of the targets shown meet what the upper plan asks, and how many fall short."""
    dots = [dot for band in top.bands for panel in band.panels for dot in panel.dots]
    below = sum(not dot.meets for dot in dots)
    return wording.text("finding.targets", lang, count=len(dots), below=below, meets=len(dots) - below)


def _name(panel: TargetPanel) -> list[str]:
    return wrapped(panel.first.pair.indicator, _PANEL - 0.15, 8, 3)


def _head_of(band: TargetBand) -> float:
    """Height of the heads: all panels of a band begin on one line."""
    return _LINE * max(len(_name(panel)) for panel in band.panels) + _ASKED


def _height(band: TargetBand) -> float:
    return _head_of(band) + _ROW * len(band.plans) + _GAP


def _band(sheet: Canvas, y: float, band: TargetBand, lang: Lang) -> None:
    first = y + _head_of(band)
    rows = {row.plan.id: first + _ROW * (at + 0.5) for at, row in enumerate(band.plans)}
    for row in band.plans:
        middle = rows[row.plan.id]
        sheet.name(MARGIN, middle, row.label, _NAMES - 0.1)
        for at in range(len(band.panels)):
            left = MARGIN + _NAMES + at * _PANEL
            sheet.line(left, middle, left + _AXIS, middle)
    for at, panel in enumerate(band.panels):
        left = MARGIN + _NAMES + at * _PANEL
        _head(sheet, left, y, first, panel, lang)
        _upper(sheet, left, first, first + _ROW * len(band.plans), panel)
        for dot in panel.dots:
            _dot(sheet, left, rows[dot.row.lower.plan.id], panel, dot)


def _head(sheet: Canvas, left: float, y: float, first: float, panel: TargetPanel, lang: Lang) -> None:
    """Draw what is counted, in which unit and by when, and what the upper plan asks."""
    asked = panel.first.upper_target
    measure = wording.measure(asked, lang)
    sheet.text(left, y + 0.05, "\n".join(_name(panel)), 8, va="top", linespacing=1.15)
    sheet.text(left, first - 0.38, wrapped(measure, _PANEL - 0.1, 8, 1)[0], 8, SOFT)
    told = wording.labelled(panel.first.upper.label, wording.figure(asked), lang)
    sheet.text(left, first - 0.19, wrapped(told, _PANEL - 0.1, 8, 1)[0], 8, INK)


def _at(left: float, panel: TargetPanel, figure: float) -> float:
    """Where a figure stands on the axis of a panel; in the middle where all are the same."""
    span = panel.most - panel.least
    share = (figure - panel.least) / span if span else 0.5
    return left + 0.08 + share * (_AXIS - 0.16)


def _upper(sheet: Canvas, left: float, top: float, bottom: float, panel: TargetPanel) -> None:
    low, high = (_at(left, panel, figure) for figure in (panel.low, panel.high))
    if high > low:
        sheet.bar(low, top, high - low, bottom - top, LINE)
    sheet.line(low, top - 0.06, low, bottom, INK, 1.3)
    if high > low:
        sheet.line(high, top - 0.06, high, bottom, INK, 1.3)


def _dot(sheet: Canvas, left: float, y: float, panel: TargetPanel, dot: Dot) -> None:
    low, high = (_at(left, panel, figure) for figure in (dot.low, dot.high))
    colour = COLOURS[4] if dot.meets else WARM
    if high > low:
        sheet.bar(low, y - 0.012, high - low, 0.024, colour)
    for x in dict.fromkeys((low, high)):
        _sign(sheet, x, y, meets=dot.meets)
    written = dot.row.lower_target
    if written is not None:
        sheet.text(left + _AXIS + 0.04, y, wrapped(wording.figure(written), _FIGURE + 0.1, 8, 1)[0], 8, colour)


def _sign(sheet: Canvas, x: float, y: float, *, meets: bool) -> None:
    if meets:
        sheet.add(Circle((x, y), 0.045, facecolor=COLOURS[4], linewidth=0, zorder=3))
    else:
        sheet.falling(x, y, 0.11, WARM)


def _legend(sheet: Canvas, y: float, lang: Lang) -> None:
    step = (WIDTH - 2 * MARGIN) / 3
    sheet.line(MARGIN + 0.1, y - 0.08, MARGIN + 0.1, y + 0.08, INK, 1.3)
    _sign(sheet, MARGIN + step + 0.1, y, meets=True)
    _sign(sheet, MARGIN + 2 * step + 0.1, y, meets=False)
    for at, key in enumerate(("targets_upper", "targets_meets", "targets_below")):
        sheet.text(MARGIN + at * step + 0.25, y, wording.text(f"chart.{key}", lang))
