"""``report.html``: one file in which every cell of the matrix opens its text; it asks nothing of any network.

Texts of documents reach the page through Jinja's escaping or, for what is shown on demand, as JSON that the script
sets as plain text. The content security policy lets only the page's own script and style run.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import groupby
from operator import attrgetter

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from compare.model import Commitment, Depth, Record
from reports import wording
from reports.formats.html.island import PACKED, island
from reports.formats.html.payload import cell_anchors, page_data
from reports.output import clean
from reports.rows import GROUPS, LABELS, SHOWN_UNLINKED, VERDICTS, GapBlock
from reports.view import Tables, executive
from reports.wording import Lang

MANY_PLANS = 8
"""From this number on the plan names stand upright so that the matrix stays narrow."""


_STYLES, _SERVED_STYLES = ("report.css", "reading.css", "parts.css"), ("review.css",)
# The first gives the others what they have in common; the last opens what the address names, which any may show. Where
# rows are packed, what unpacks them stands before all.
_SCRIPTS = "report.js", "reading.js", "search.js", "flow.js", "targets.js", "print.js"
_SERVED_SCRIPTS, _LAST, _UNPACKING = ("draft.js", "review.js", "export.js"), "address.js", "fflate.js"


class Served(Record, frozen=True):
    """What a page that comes from a server of its own knows of it.

    Attributes:
        limit: Characters of a draft that the server takes.
        version: Of the result that the page shows.
        exports: Formats in which it hands out what is filtered.
        model: Second reader that may be asked about a draft; empty if there is none.
    """

    limit: int
    version: int
    exports: tuple[str, ...]
    model: str = ""


def render(tables: Tables, lang: Lang) -> dict[str, bytes]:
    """Relative path -> content."""
    return {"report.html": page(tables, lang)}


def page(tables: Tables, lang: Lang, *, served: Served | None = None) -> bytes:
    """Return the page as one HTML file.

    Args:
        tables: What it shows.
        lang: Language of the page.
        served: The server of the page, for a box in which drafts are checked; without one the page may ask nothing of
            anyone.
    """
    style = "".join(map(asset, (*_STYLES, *(_SERVED_STYLES if served else ()))))
    media, data = island(page_data(tables, lang))
    unpacking = (_UNPACKING,) if media == PACKED else ()
    scripts = list(map(asset, (*unpacking, *_SCRIPTS, *(_SERVED_SCRIPTS if served else ()), _LAST)))
    rendered = template("report.html.j2").render(
        tables=tables,
        lang=lang,
        locale={"zh": "zh-CN", "en": "en"}[lang],
        anchors=cell_anchors(tables),
        places={row.plan.id: number for number, row in enumerate(tables.plans)},
        levels=_levels(tables),
        depths=(*Depth, None),
        groups=(*GROUPS, "waived"),
        labels=LABELS,
        label_names=[wording.label(label, lang) for label in LABELS],
        verdicts=VERDICTS,
        verdict_counts=attrgetter("verdicts"),
        verdict_names=[wording.name("verdict", verdict, lang) for verdict in VERDICTS],
        commitments=tuple(Commitment),
        shown_unlinked=SHOWN_UNLINKED,
        finding=wording.executive(executive(tables), lang),
        many=len(tables.plans) >= MANY_PLANS,
        served=served,
        style=Markup(style),
        scripts=[Markup(script) for script in scripts],
        policy=policy(style, scripts, asks=served is not None),
        media=media,
        data=Markup(data),
        w=wording,
        t=lambda key, **values: wording.text(key, lang, **values),
    )
    return rendered.encode("utf-8", "replace")


def policy(style: str, scripts: Iterable[str], *, asks: bool) -> str:
    """Return the content security policy: its own style and scripts by their hashes, and its server if it has one."""
    allowed = " ".join(map(hash_of, scripts))
    parts = ["default-src 'none'", f"style-src {hash_of(style)}", f"script-src {allowed}"]
    return "; ".join([*parts, *(["connect-src 'self'"] if asks else []), "base-uri 'none'", "form-action 'none'"])


@cache
def asset(name: str) -> str:
    """Return a template, style sheet or script of the package."""
    return files("reports").joinpath("templates", name).read_text(encoding="utf-8")


@cache
def template(name: str) -> Template:
    """Return a template of the package, compiled once: a workbench fills it in at every change."""
    return _environment().from_string(asset(name))


@cache
def _environment() -> Environment:
    """Return what fills templates in: everything is escaped and made harmless."""

    def shown(value: object) -> object:
        return value if isinstance(value, Markup) or not isinstance(value, str) else clean(value)

    made = Environment(autoescape=True, finalize=shown, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters["groupby_pair"] = _by_pair
    return made


def _by_pair(blocks: Iterable[GapBlock]) -> list[list[GapBlock]]:
    """Return the blocks of each lower plan and upper plan."""
    return [list(own) for _, own in groupby(blocks, attrgetter("pair"))]


def hash_of(text: str) -> str:
    """How a content security policy names a style or script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _levels(tables: Tables) -> list[tuple[str, int]]:
    """Return the levels over the columns of the matrix and how many plans each spans."""
    return [(level, len(list(rows))) for level, rows in groupby(tables.plans, lambda row: row.plan.level)]
