"""``report.html``: one file in which every cell of the matrix opens its text; it asks nothing of any network.

Texts of documents reach the page through Jinja's escaping or, for the evidence panel, as JSON that the script
sets as plain text. The content security policy lets only the page's own script and style run.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from compare.model import Commitment, Depth, Passage
from reports import wording
from reports.clause_data import clause_data
from reports.rows import GROUPS, LABELS, SHOWN_UNLINKED, VERDICTS, GapRow, MatrixCell, Tables
from reports.safe import clean
from reports.wording import Lang

Json = dict[str, Any]
MANY_PLANS = 8
"""From this number on the plan names stand upright so that the matrix stays narrow."""

_WORDS = (
    *("close", "evidence", "phrases", "nearest", "gap", "shown"),
    *("shown_clauses", "items", "more", "upper_side", "lower_side"),
)


def render(tables: Tables, lang: Lang) -> dict[str, bytes]:
    """Relative path -> content."""
    style, script = (_asset(f"report.{kind}") for kind in ("css", "js"))
    page = (
        _environment()
        .from_string(_asset("report.html.j2"))
        .render(
            tables=tables,
            lang=lang,
            locale={"zh": "zh-CN", "en": "en"}[lang],
            anchors=_anchors(tables),
            levels=_levels(tables),
            depths=(*Depth, None),
            groups=GROUPS,
            labels=LABELS,
            label_names=[wording.label(label, lang) for label in LABELS],
            verdicts=VERDICTS,
            verdict_names=[wording.name("verdict", verdict, lang) for verdict in VERDICTS],
            commitments=tuple(Commitment),
            shown_unlinked=SHOWN_UNLINKED,
            many=len(tables.plans) >= MANY_PLANS,
            style=Markup(style),
            script=Markup(script),
            policy=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; "
            "form-action 'none'",
            data=Markup(_inline({**_panel(tables, lang), **clause_data(tables, lang)})),
            w=wording,
            t=lambda key, **values: wording.text(key, lang, **values),
        )
    )
    return {"report.html": page.encode("utf-8", "replace")}


@cache
def _asset(name: str) -> str:
    return files("reports").joinpath("templates", name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    def shown(value: object) -> object:
        return value if isinstance(value, Markup) or not isinstance(value, str) else clean(value)

    return Environment(autoescape=True, finalize=shown, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _inline(value: Json) -> str:
    """JSON that cannot end the script element that holds it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _anchors(tables: Tables) -> dict[tuple[str, str], Markup]:
    """The deep link of every cell; ids may hold anything, so they are percent-encoded."""
    anchors: dict[tuple[str, str], Markup] = {}
    taken = set()
    for row in tables.matrix:
        for plan in tables.plans:
            anchor = f"cell-{quote(row.theme.id, safe='')}-{quote(plan.plan.id, safe='')}"
            while anchor in taken:  # themes "a-b" and "a" with plans "c" and "b-c"
                anchor += "~"
            taken.add(anchor)
            anchors[row.theme.id, plan.plan.id] = Markup(anchor)
    return anchors


def _levels(tables: Tables) -> list[tuple[str, int]]:
    """The levels over the columns of the matrix and how many plans each spans."""
    return [(level, len(list(rows))) for level, rows in groupby(tables.plans, lambda row: row.plan.level)]


def _panel(tables: Tables, lang: Lang) -> Json:
    """What the evidence panel shows, by deep link; themes and plans are indices into their lists."""
    anchors = _anchors(tables)
    advice: dict[tuple[str, str], list[GapRow]] = {}
    for block in tables.gaps:
        for row in block.rows:
            if row.gap.kind == "theme":
                advice.setdefault((row.gap.ref, row.plan.plan.id), []).append(row)
    return {
        # The script fills these two in again and again.
        "words": {key: wording.text(f"page.{key}", lang, shown="{shown}", all="{all}") for key in _WORDS},
        "themes": [[f"{row.theme.id} {clean(row.theme.name)}", clean(row.theme.definition)] for row in tables.matrix],
        "plans": [f"{clean(row.label)} · {clean(row.plan.title)}" for row in tables.plans],
        "cells": {
            anchors[row.theme.id, plan.plan.id]: {
                "theme": i,
                "plan": j,
                **_cell(row.cells[j], advice.get((row.theme.id, plan.plan.id), []), lang),
            }
            for i, row in enumerate(tables.matrix)
            for j, plan in enumerate(tables.plans)
        },
    }


def _cell(item: MatrixCell, gaps: list[GapRow], lang: Lang) -> Json:
    cell = item.cell
    return {
        "code": wording.code(cell.depth),
        "depth": wording.depth(cell.depth, lang),
        "explicit": wording.explicit(cell.explicit, lang),
        "reason": wording.sentence(cell.reason, lang),
        "evidence": [_passage(passage, lang) for passage in cell.evidence],
        "phrases": [clean(phrase) for phrase in cell.phrases],
        "nearest": [_passage(passage, lang) for passage in cell.nearest],
        "gaps": [
            [wording.name("group", row.gap.group, lang), wording.against(row, lang), wording.advice(row, lang)]
            for row in gaps
        ],
    }


def _passage(passage: Passage, lang: Lang) -> Json:
    return {
        "quote": clean(passage.quote),
        "where": wording.where(passage, lang),
        "role": wording.use(passage, lang),
        "depth": wording.depth(passage.depth, lang) if passage.depth else "",
        "score": wording.text("text.score_of", lang, score=f"{passage.score:.2f}"),
        "reason": wording.sentence(passage.reason, lang),
    }
