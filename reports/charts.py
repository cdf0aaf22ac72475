"""``charts/``: depth heatmap, frequency and level chart, each as PNG and SVG, A4 wide.

Everything is drawn in one coordinate system that this module lays out itself, in inches: so it is known before
drawing that no label meets another, and the height follows the number of themes. The Chinese font comes by path
from the ``zhplot`` wheel, so that the machine needs none; SVG files carry their text as outlines.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from importlib.metadata import distribution
from itertools import accumulate, groupby, pairwise
from typing import Any

from matplotlib import style
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.patches import Rectangle

from compare.model import Depth, Theme
from reports import wording
from reports.rows import LevelRow, PlanRow, Tables
from reports.safe import clean
from reports.tables import top_frequency
from reports.wording import Lang

WIDTH = 8.0
"""Inches; what A4 leaves between its margins."""
DPI = 200
# Light to dark in grey as in colour; absence is the one warm colour, apart from the blues for every kind of eye.
COLOURS = ("#fbd9c4", "#eaf2fa", "#b9d6ec", "#62a3d2", "#0b4f8a")
UNJUDGED = "#c8cfd6"
INK, SOFT, LINE = "#1c2733", "#5a6878", "#d5dce4"
NAME_LENGTH = 14
"""Characters of a theme's or plan's name that a chart shows."""
_MARGIN, _ROW, _TITLE, _NAMES = 0.15, 0.2, 0.55, 2.1


def render(tables: Tables, lang: Lang) -> dict[str, bytes]:
    """Relative path -> content."""
    made: dict[str, bytes] = {}
    # The user's own matplotlibrc must not change a report.
    settings: dict[Any, Any] = {"svg.hashsalt": "planalign", "svg.fonttype": "path"}
    with style.context(["default", settings]):
        for name, draw in (("coverage", _coverage), ("frequency", _frequency), ("levels", _levels)):
            figure = draw(tables, lang)
            made[f"charts/{name}.png"] = _save(figure, "png", {"Software": None})
            made[f"charts/{name}.svg"] = _save(figure, "svg", {"Date": None, "Creator": None})
    return made


def _save(figure: Figure, format_: str, metadata: dict[str, None]) -> bytes:
    out = io.BytesIO()
    figure.savefig(out, format=format_, dpi=DPI, metadata=metadata)
    return out.getvalue()


@cache
def _font_path() -> str:
    # By the distribution's file list: importing zhplot would load pyplot.
    return str(distribution("zhplot").locate_file("zhplot/fonts/NotoSansSC-Regular.ttf"))


@cache
def _glyphs() -> frozenset[int]:
    return frozenset(get_font(_font_path()).get_charmap())


def _shown(text: str, length: int | None = None) -> str:
    """The text, cut to ``length``; 〓, as printers set it, stands for a character that the font lacks."""
    text = clean(text)
    if length and len(text) > length:
        text = text[: length - 1] + "…"
    return "".join(char if ord(char) in _glyphs() else "〓" for char in text)


class _Sheet:
    """A page of ``WIDTH`` x ``height`` inches with the origin at the upper left."""

    def __init__(self, height: float, title: str) -> None:
        self.figure = Figure(figsize=(WIDTH, height), facecolor="white")
        FigureCanvasAgg(self.figure)
        self.axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_xlim(0, WIDTH)
        self.axes.set_ylim(height, 0)
        self.axes.set_axis_off()
        self.text(_MARGIN, 0.28, title, size=13)

    def text(self, x: float, y: float, text: str, size: float = 8, colour: str = INK, **options: Any) -> None:
        """Text whose left middle is at ``x``, ``y``; a ``$`` in it is a dollar sign."""
        options = {"va": "center", "color": colour, "parse_math": False, **options}
        self.axes.text(x, y, text, fontproperties=FontProperties(fname=_font_path(), size=size), **options)

    def box(self, x: float, y: float, width: float, height: float, colour: str, hatch: str | None = None) -> None:
        """A filled box with its upper left corner at ``x``, ``y``."""
        self.axes.add_patch(
            Rectangle((x, y), width, height, facecolor=colour, edgecolor="white", linewidth=0.6, hatch=hatch)
        )

    def bar(self, x: float, y: float, width: float, height: float) -> None:
        """A bar without an edge, which would hide a short one."""
        self.axes.add_patch(Rectangle((x, y), width, height, facecolor=COLOURS[3], linewidth=0))

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A thin line."""
        self.axes.plot((x0, x1), (y0, y1), color=LINE, linewidth=0.6, zorder=0.5)

    def legend(self, y: float, lang: Lang) -> None:
        """The depths with their colours and signs, in one line."""
        step = (WIDTH - 2 * _MARGIN) / 6
        for index, depth in enumerate((*Depth, None)):
            self.cell(_MARGIN + index * step, y, 0.26, _ROW, depth, size=8)
            self.text(_MARGIN + index * step + 0.32, y + _ROW / 2, wording.name("depth", wording.code(depth), lang))

    def cell(self, x: float, y: float, width: float, height: float, depth: Depth | None, size: float) -> None:
        """A cell of a matrix: colour and sign."""
        self.box(x, y, width, height, _colour(depth), None if depth is not None else "////")
        colour = "white" if depth is Depth.QUANTIFIED else INK
        self.text(x + width / 2, y + height / 2, wording.sign(depth), size, colour, ha="center")


def _colour(depth: Depth | None) -> str:
    return UNJUDGED if depth is None else COLOURS[depth]


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns of the plans stand: left edges and common width, in inches; ``head`` is the heads' height."""

    left: tuple[float, ...]
    width: float
    head: float
    upright: bool


def _columns(plans: tuple[PlanRow, ...]) -> _Columns:
    """Plans side by side with a gap between levels; narrow columns have upright names."""
    gap = 0.08
    levels = [row.plan.level for row in plans]
    gaps = list(accumulate((a is not b for a, b in pairwise(levels)), initial=0))
    room = WIDTH - _NAMES - 2 * _MARGIN
    width = min(1.0, (room - gap * gaps[-1]) / len(plans))
    left = tuple(_MARGIN + _NAMES + i * width + gap * before for i, before in enumerate(gaps))
    longest = max(len(_shown(row.label, NAME_LENGTH)) for row in plans)
    upright = longest * 0.125 > width
    return _Columns(left, width, 0.3 + (longest * 0.11 if upright else _ROW), upright)


def _heads(sheet: _Sheet, plans: tuple[PlanRow, ...], columns: _Columns, lang: Lang) -> None:
    """Names of levels and plans over the columns."""
    index = 0
    for level, rows in groupby(plans, lambda row: row.plan.level):
        count = len(list(rows))
        start, end = columns.left[index], columns.left[index + count - 1] + columns.width
        name = wording.name("level", level, lang)
        sheet.line(start + 0.01, _TITLE + 0.19, end - 0.01, _TITLE + 0.19)
        if len(name) * 0.11 < end - start + 0.1:
            sheet.text((start + end) / 2, _TITLE + 0.08, name, 7.5, SOFT, ha="center")
        index += count
    bottom = _TITLE + columns.head
    size = min(8.0, columns.width * 58)
    for row, left in zip(plans, columns.left, strict=True):
        name = _shown(row.label, NAME_LENGTH)
        turn = 90 if columns.upright else 0
        sheet.text(left + columns.width / 2, bottom - 0.03, name, size, ha="center", va="bottom", rotation=turn)


def _theme_name(sheet: _Sheet, y: float, theme: Theme) -> None:
    sheet.text(_MARGIN, y, _shown(theme.id, 6), 6.5, SOFT)
    sheet.text(_MARGIN + 0.42, y, _shown(theme.name, NAME_LENGTH))


def _coverage(tables: Tables, lang: Lang) -> Figure:
    columns = _columns(tables.plans)
    top = _TITLE + columns.head
    bottom = top + _ROW * len(tables.matrix)
    sheet = _Sheet(bottom + 0.5, wording.text("chart.coverage", lang))
    _heads(sheet, tables.plans, columns, lang)
    size = min(8.0, columns.width * 50)
    for index, row in enumerate(tables.matrix):
        y = top + index * _ROW
        _theme_name(sheet, y + _ROW / 2, row.theme)
        for left, item in zip(columns.left, row.cells, strict=True):
            sheet.cell(left, y, columns.width, _ROW, item.cell.depth, size)
    sheet.legend(bottom + 0.15, lang)
    return sheet.figure


def _frequency(tables: Tables, lang: Lang) -> Figure:
    """A column of bars a plan, all to one scale: it reads with one plan and with forty."""
    top = top_frequency(tables.frequency)
    columns = _columns(tables.plans)
    upper = _TITLE + columns.head
    bottom = upper + _ROW * len(top.rows)
    sheet = _Sheet(bottom + 0.45, wording.text("chart.frequency", lang))
    _heads(sheet, tables.plans, columns, lang)
    roomy = columns.width >= 0.5
    scale = (columns.width - (0.4 if roomy else 0.03)) / max(top.peak, 1e-9)
    for left in columns.left:
        sheet.line(left, upper, left, bottom)
    for index, row in enumerate(top.rows):
        y = upper + index * _ROW
        _theme_name(sheet, y + _ROW / 2, row.theme)
        for left, entry in zip(columns.left, row.cells, strict=True):
            if entry.mentions:
                length = entry.per_10k_chars * scale
                sheet.bar(left, y + 0.03, length, _ROW - 0.06)
                if roomy:
                    sheet.text(left + length + 0.04, y + _ROW / 2, f"{entry.per_10k_chars:.1f}", 7, SOFT)
    note = "frequency_rest" if top.rest_themes else "frequency_all"
    values = {"shown": len(top.rows), "themes": top.rest_themes, "mentions": top.rest_mentions}
    note_text = wording.text(f"chart.{note}", lang, **values)
    if not roomy:
        note_text += wording.text("chart.frequency_scale", lang, peak=f"{top.peak:.1f}")
    sheet.text(_MARGIN, bottom + 0.2, note_text, 7.5, SOFT)
    return sheet.figure


def _levels(tables: Tables, lang: Lang) -> Figure:
    step = 0.5
    bottom = _TITLE + step * len(tables.levels)
    sheet = _Sheet(bottom + 1.0, wording.text("chart.levels", lang))
    left = _MARGIN + 1.5
    width = WIDTH - left - _MARGIN - 0.15
    for percent in (0, 25, 50, 75, 100):
        x = left + width * percent / 100
        sheet.line(x, _TITLE, x, bottom)
        sheet.text(x, bottom + 0.1, f"{percent}%", 7.5, SOFT, ha="center")
    sheet.text(left + width / 2, bottom + 0.3, wording.text("chart.levels_axis", lang), 8, SOFT, ha="center")
    for index, row in enumerate(tables.levels):
        _level(sheet, _TITLE + index * step + 0.08, left, width, row, lang)
    sheet.legend(bottom + 0.6, lang)
    return sheet.figure


def _level(sheet: _Sheet, y: float, left: float, width: float, row: LevelRow, lang: Lang) -> None:
    """A stacked bar; a share is written where there is room for it."""
    height = 0.34
    name = wording.text("chart.levels_label", lang, level=wording.name("level", row.level, lang), plans=row.plans)
    sheet.text(_MARGIN, y + height / 2, name, 8.5)
    for depth, share in zip((*Depth, None), row.shares, strict=True):
        sheet.box(left, y, width * share, height, _colour(depth), None if depth is not None else "////")
        if width * share > 0.5:
            colour = "white" if depth is Depth.QUANTIFIED else INK
            label = wording.labelled(wording.sign(depth), f"{share:.0%}", lang)
            sheet.text(left + width * share / 2, y + height / 2, label, 8, colour, ha="center")
        left += width * share
