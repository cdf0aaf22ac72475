"""The paper of the charts: one coordinate system in inches, text in a font that comes by path, columns and legends.

Everything is laid out here and in the modules beside it: so it is known before drawing that no label meets another, and
the height follows the number of rows. The Chinese font comes from the ``zhplot`` wheel, so that the machine needs none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from importlib.metadata import distribution
from itertools import accumulate, groupby, pairwise
from typing import Any

from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch, Polygon, Rectangle
from matplotlib.path import Path
from matplotlib.textpath import TextPath
from matplotlib.transforms import Affine2D

from compare.model import Depth, Record, Theme
from reports import wording
from reports.output import clean
from reports.rows import PlanRow
from reports.wording import Lang

WIDTH = 6.15
"""Inches: what GB/T 9704 leaves of an A4 page between its margins, so that type in Word is as large as drawn."""
MARGIN, ROW, TITLE, NAMES = 0.1, 0.2, 0.6, 1.5
"""Margin, height of a row, height of the title, width of the themes' names; inches."""
GAP = 0.1
"""Inches at the foot of the title that are blank."""
# Light to dark in grey as in colour; absence is the one warm colour, apart from the blues for every kind of eye.
COLOURS = ("#fbd9c4", "#eaf2fa", "#b9d6ec", "#62a3d2", "#0b4f8a")
UNJUDGED = "#c8cfd6"
INK, SOFT, LINE, WARM = "#1c2733", "#5a6878", "#d5dce4", "#b4470f"
_PLAN_LENGTH = 14
# What is not parted at the end of a line: a word of Latin letters, a figure; else a character.
_PIECE = re.compile(r"[!-~\u00c0-\u024f]{1,24}|.")
_HATCHED = "#d99a73"
# Inches of a character of 1 pt, and the share of it that a letter or digit takes.
_EM, _NARROW = 1 / 72, 0.58


@cache
def _font_path() -> str:
    # By the distribution's file list: importing zhplot would load pyplot.
    return str(distribution("zhplot").locate_file("zhplot/fonts/NotoSansSC-Regular.ttf"))


@cache
def _glyphs() -> frozenset[int]:
    return frozenset(get_font(_font_path()).get_charmap())


def shown(text: str) -> str:
    """Return the text; 〓, as printers set it, stands for a character that the font lacks."""
    return "".join(char if ord(char) in _glyphs() else "〓" for char in clean(text))


def breadth(text: str, size: float) -> float:
    """Inches that a line takes at most."""
    return sum(1.0 if ord(char) > 0x2000 else _NARROW for char in text) * size * _EM


def wrapped(text: str, width: float, size: float, lines: int) -> list[str]:
    """Return the text in lines of a width in inches; where ``lines`` of them are not enough, the last ends with …."""
    made = [""]
    for piece in _PIECE.findall(shown(text)):
        if breadth(made[-1] + piece, size) > width and (made[-1] or len(piece) == 1):
            if len(made) == lines:
                made[-1] = made[-1][:-1] + "…"
                return made
            made[-1:] = [made[-1].rstrip(), ""]
        made[-1] += piece if made[-1] or len(made) == 1 else piece.lstrip()
    return made


class Canvas:
    """A page of ``WIDTH`` x ``height`` inches with the origin at the upper left.

    Boxes and signs of cells are gathered and drawn as one shape for each colour: forty plans make thousands of them,
    and a shape of its own for each takes half a millisecond.
    """

    def __init__(self, height: float, title: str, finding: str) -> None:
        """Begin a page: what it shows below what it comes to; all type is at least 8 pt."""
        self._figure = Figure(figsize=(WIDTH, height), facecolor="white")
        FigureCanvasAgg(self._figure)
        self._shapes: defaultdict[tuple[Any, ...], list[Path]] = defaultdict(list)
        self.axes = self._figure.add_axes((0, 0, 1, 1))
        self.axes.set_xlim(0, WIDTH)
        self.axes.set_ylim(height, 0)
        self.axes.set_axis_off()
        size = next((size for size in (12, 10.5, 9) if breadth(shown(finding), size) < WIDTH - 2 * MARGIN), 8.0)
        self.text(MARGIN, 0.17, wrapped(finding, WIDTH - 2 * MARGIN, size, 1)[0], size)
        self.text(MARGIN, 0.39, title, 8.5, SOFT)

    @property
    def figure(self) -> Figure:
        """All that was drawn."""
        for (colour, edge, width, hatch, order), paths in self._shapes.items():
            whole = Path.make_compound_path(*paths)
            look = {"facecolor": colour, "edgecolor": edge, "linewidth": width, "hatch": hatch, "zorder": order}
            self.add(PathPatch(whole, **look))
        self._shapes.clear()
        return self._figure

    def add(self, shape: Artist) -> None:
        """Add a shape as it is: the limits of the page are known, none is worked out from what stands on it."""
        self.axes.add_artist(shape)

    def text(self, x: float, y: float, text: str, size: float = 8, colour: str = INK, **options: Any) -> None:
        """Text whose left middle is at ``x``, ``y``; a ``$`` in it is a dollar sign."""
        options = {"va": "center", "color": colour, "parse_math": False, **options}
        self.axes.text(x, y, text, fontproperties=FontProperties(fname=_font_path(), size=size), **options)

    def name(self, x: float, y: float, text: str, width: float, size: float = 8, colour: str = INK) -> None:
        """Draw a name on one line; a longer one ends with …."""
        self.text(x, y, wrapped(text, width, size, 1)[0], size, colour)

    def theme(self, y: float, theme: Theme) -> None:
        """Id and name of a theme before its row."""
        self.name(MARGIN, y, theme.name, NAMES - 0.1)

    def note(self, y: float, text: str) -> float:
        """Remarks below a chart, as many lines as they need; the bottom of them."""
        lines = wrapped(text, WIDTH - 2 * MARGIN, 8, 4)
        for at, line in enumerate(lines):
            self.text(MARGIN, y + 0.15 * at, line, 8, SOFT)
        return y + 0.15 * len(lines)

    def box(self, x: float, y: float, width: float, height: float, colour: str, hatch: str | None = None) -> None:
        """Draw a filled box with its upper left corner at ``x``, ``y``."""
        edge = _HATCHED if colour == COLOURS[0] else "white"
        self._shapes[colour, edge, 0.6, hatch, 1].append(_box(x, y, width, height))

    def frame(self, x: float, y: float, width: float, height: float) -> None:
        """Draw an outline inside a box."""
        inside = Rectangle((x + 0.02, y + 0.02), width - 0.04, height - 0.04, fill=False, edgecolor=INK, linewidth=1.1)
        inside.set_zorder(1.5)  # over the boxes, which are drawn last
        self.add(inside)

    def bar(self, x: float, y: float, width: float, height: float, colour: str = COLOURS[3]) -> None:
        """Draw a bar without an edge, which would hide a short one."""
        self._shapes[colour, "none", 0, None, 1].append(_box(x, y, width, height))

    def line(self, x0: float, y0: float, x1: float, y1: float, colour: str = LINE, width: float = 0.6) -> None:
        """Draw a line behind the boxes."""
        self.add(Line2D((x0, x1), (y0, y1), color=colour, linewidth=width, zorder=0.5))

    def falling(self, x: float, y: float, size: float, colour: str) -> None:
        """Draw a triangle that points down."""
        corners = [(x - size / 2, y - size / 2.4), (x + size / 2, y - size / 2.4), (x, y + size / 2.4)]
        self.add(Polygon(corners, facecolor=colour, linewidth=0, zorder=3))

    def cross(self, x: float, y: float, size: float, colour: str) -> None:
        """Draw a cross."""
        for way in (-1, 1):
            ends = (x - size / 2, x + size / 2), (y - way * size / 2, y + way * size / 2)
            self.add(Line2D(*ends, color=colour, linewidth=1.3, zorder=3))

    def legend(self, y: float, lang: Lang) -> None:
        """Draw the depths with their colours and signs, in one line."""
        step = (WIDTH - 2 * MARGIN) / 6
        for index, depth in enumerate((*Depth, None)):
            self.cell(MARGIN + index * step, y, 0.26, ROW, depth, size=8)
            self.text(MARGIN + index * step + 0.3, y + ROW / 2, wording.name("depth", wording.code(depth), lang))

    def cell(self, x: float, y: float, width: float, height: float, depth: Depth | None, size: float) -> None:
        """Draw a cell of a matrix: colour and sign."""
        self.box(x, y, width, height, colour_of(depth), hatch_of(depth))
        sign = _sign(wording.sign(depth), size)
        place = Affine2D().translate(x + width / 2, y + height / 2)
        self._shapes[ink_on(depth), "none", 0, None, 2].append(sign.transformed(place))


def _box(x: float, y: float, width: float, height: float) -> Path:
    return Path.unit_rectangle().transformed(Affine2D().scale(width, height).translate(x, y))


@cache
def _sign(text: str, size: float) -> Path:
    """Return the outline of a short text about the origin, in inches, y downwards."""
    outline = TextPath((0, 0), text, size=size, prop=FontProperties(fname=_font_path()))
    box = outline.get_extents()
    return outline.transformed(Affine2D().translate(-(box.x0 + box.x1) / 2, -(box.y0 + box.y1) / 2).scale(_EM, -_EM))


def colour_of(depth: Depth | None) -> str:
    """Background of a depth."""
    return UNJUDGED if depth is None else COLOURS[depth]


def hatch_of(depth: Depth | None) -> str | None:
    """Hatching of a depth: where grey alone would not tell absent from cited, and nothing said from either."""
    return {None: "////", Depth.ABSENT: "\\\\\\\\"}.get(depth)


def ink_on(depth: Depth | None) -> str:
    """Colour of what is written on a depth."""
    return "white" if depth is Depth.QUANTIFIED else INK


class Columns(Record, frozen=True):
    """Where the columns stand: left edges and common width, in inches; ``head`` is the heads' height.

    Attributes:
        names: Lines of each head.
        upright: The heads stand upright.
    """

    left: tuple[float, ...]
    width: float
    head: float
    names: tuple[tuple[str, ...], ...]
    upright: bool


def columns_of(labels: Sequence[str], groups: Sequence[object]) -> Columns:
    """Columns side by side with a gap between groups; narrow ones have upright names."""
    gap = 0.06
    gaps = list(accumulate((a is not b for a, b in pairwise(groups)), initial=0))
    room = WIDTH - NAMES - 2 * MARGIN
    width = min(1.0, (room - gap * gaps[-1]) / len(labels))
    left = tuple(MARGIN + NAMES + i * width + gap * before for i, before in enumerate(gaps))
    flat = tuple(tuple(wrapped(label, width, 8, 3)) for label in labels)
    if width >= 0.5 and not any(lines[-1].endswith("…") for lines in flat):
        return Columns(left, width, 0.32 + 0.14 * max(map(len, flat)), flat, upright=False)
    size = head_size(width)
    upright = tuple((wrapped(label, _PLAN_LENGTH * size * _EM, size, 1)[0],) for label in labels)
    longest = max(breadth(name, size) for (name,) in upright)
    return Columns(left, width, 0.34 + longest, upright, upright=True)


def head_size(width: float) -> float:
    """Type size of an upright head over a column."""
    return min(8.0, width * 78)


def plan_columns(plans: Sequence[PlanRow]) -> Columns:
    """Columns of plans, grouped by level."""
    return columns_of([row.label for row in plans], [row.plan.level for row in plans])


def heads(sheet: Canvas, columns: Columns) -> None:
    """Names over the columns."""
    bottom = TITLE + columns.head - 0.04
    size = head_size(columns.width) if columns.upright else 8.0
    for lines, left in zip(columns.names, columns.left, strict=True):
        options: dict[str, Any] = {"ha": "center", "va": "bottom", "rotation": 90 if columns.upright else 0}
        sheet.text(left + columns.width / 2, bottom, "\n".join(lines), size, linespacing=1.1, **options)


def level_heads(sheet: Canvas, plans: Sequence[PlanRow], columns: Columns, lang: Lang) -> None:
    """Names of levels over those of the plans."""
    index = 0
    for level, rows in groupby(plans, lambda row: row.plan.level):
        count = len(list(rows))
        start, end = columns.left[index], columns.left[index + count - 1] + columns.width
        name = wording.name("level", level, lang)
        sheet.line(start + 0.01, TITLE + 0.19, end - 0.01, TITLE + 0.19)
        if breadth(name, 8) < end - start + 0.1:
            sheet.text((start + end) / 2, TITLE + 0.08, name, 8, SOFT, ha="center")
        index += count
    heads(sheet, columns)
