"""``charts/``: each chart as PNG and SVG, A4 wide; a chart that has nothing to show is not drawn.

SVG files carry their text as outlines, so that they look the same everywhere.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any

from matplotlib import style
from matplotlib.figure import Figure

from reports.formats.charts.depths import chain, coverage, levels
from reports.formats.charts.frequency import frequency, frequency_levels
from reports.formats.charts.sheet import GAP, TITLE, WIDTH
from reports.formats.charts.target_years import target_years
from reports.formats.charts.targets import targets
from reports.formats.charts.verdicts import verdicts
from reports.formats.charts.years import frequency_years
from reports.view import Tables
from reports.wording import Lang

__all__ = ["CHARTS", "DPI", "WIDTH", "pictures", "render", "title_share"]

DPI = 200
Draw = Callable[[Tables, Lang], Figure | None]
CHARTS: dict[str, Draw] = {
    "coverage": coverage,
    "levels": levels,
    "chain": chain,
    "verdicts": verdicts,
    "targets": targets,
    "target_years": target_years,
    "frequency": frequency,
    "frequency_levels": frequency_levels,
    "frequency_years": frequency_years,
}
"""File name -> how it is drawn."""


def render(tables: Tables, lang: Lang) -> dict[str, bytes]:
    """Relative path -> content."""
    made: dict[str, bytes] = {}
    with _style():
        for name, draw in CHARTS.items():
            figure = draw(tables, lang)
            if figure is not None:
                made[f"charts/{name}.png"] = _png(figure)
                made[f"charts/{name}.svg"] = _save(figure, "svg", {"Date": None, "Creator": None})
    return made


def pictures(tables: Tables, lang: Lang, groups: Iterable[Sequence[str]]) -> dict[str, bytes]:
    """Return of each group of names the first chart that has something to show, as PNG by its name."""
    made: dict[str, bytes] = {}
    with _style():
        for names in groups:
            drawn = ((name, CHARTS[name](tables, lang)) for name in names)
            made |= next(({name: _png(figure)} for name, figure in drawn if figure is not None), {})
    return made


def _style() -> AbstractContextManager[None]:
    """Return what keeps the user's own matplotlibrc from changing a report."""
    settings: dict[Any, Any] = {"svg.hashsalt": "planalign", "svg.fonttype": "path", "hatch.linewidth": 0.8}
    context: AbstractContextManager[None] = style.context(["default", settings])
    return context


def _png(figure: Figure) -> bytes:
    return _save(figure, "png", {"Software": None})


def title_share(png: bytes) -> float:
    """Share of a chart's height that its title takes; for where a caption says the same."""
    height = int.from_bytes(png[20:24])  # where the header of a PNG has it
    return (TITLE - GAP) * DPI / height


def _save(figure: Figure, format_: str, metadata: dict[str, None]) -> bytes:
    out = io.BytesIO()
    figure.savefig(out, format=format_, dpi=DPI, metadata=metadata)
    return out.getvalue()
