"""``summary.html``: one file that asks nothing of any network and runs no script."""

from __future__ import annotations

from markupsafe import Markup

from compare.model import Depth
from reports import wording
from reports.formats.html import asset, hash_of, template
from reports.formats.summary.grids import Share, SummaryGrid, Value, grids, scope
from reports.formats.summary.rows import Overview
from reports.wording import Lang


def page(overview: Overview, lang: Lang) -> bytes:
    """Return the page."""
    style = asset("report.css") + asset("summary.css")
    shown = template("summary.html.j2").render(
        overview=overview,
        grids=grids(overview, lang),
        scope=scope(overview, lang),
        depths=(*Depth, None),
        lang=lang,
        locale={"zh": "zh-CN", "en": "en"}[lang],
        style=Markup(style),
        policy=f"default-src 'none'; style-src {hash_of(style)}; base-uri 'none'; form-action 'none'",
        shown=_shown,
        prose=_is_prose,
        w=wording,
        t=lambda key, **values: wording.text(key, lang, **values),
    )
    return shown.encode("utf-8", "replace")


def _shown(value: Value) -> str:
    if isinstance(value, Share):
        return f"{value.value:.0%}"
    return f"{value:,}" if isinstance(value, int) else str(value)


# A column whose texts are longer is one that a person reads.
_PROSE = 16


def _is_prose(grid: SummaryGrid, column: int) -> bool:
    return any(isinstance(row[column], str) and len(str(row[column])) > _PROSE for row in grid.rows)
