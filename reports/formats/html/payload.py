"""What the script of the page shows on demand: evidence, gaps and clauses, every quotation once."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from compare.model import Passage
from reports import wording
from reports.formats.html.clause_payload import clause_data
from reports.formats.html.interning import COMMA, Pool
from reports.formats.html.plan_payload import plan_data
from reports.output import clean
from reports.rows import GapRow, MatrixCell
from reports.view import Tables
from reports.wording import Lang

Json = dict[str, Any]

_WORDS = (
    *("close", "decides", "evidence", "phrases", "nearest", "gap", "shown", "copy", "copied", "not_copied", "in_force"),
    *(
        "copy_search",
        "copied_search",
        "read_here",
        "read_choose",
        "read_answers",
        "read_own",
        "read_none",
        "print_less",
        "read_decide",
        "read_decided",
        "read_left",
    ),
    *("search_shown", "search_short", "search_more", "shown_targets", "flow_new", "flow_of", "flow_none", "flow_rows"),
    *("export_making", "export_made", "export_failed", "export_counting"),
    *("shown_clauses", "items", "more", "upper_side", "lower_side", "open_cell", "open_clause", "shown_gaps"),
    *("draft_working", "draft_summary", "draft_clauses", "draft_themes", "draft_lacks", "draft_lost", "draft_changed"),
    *("draft_failed", "draft_nothing", "draft_empty", "draft_since", "nothing"),
    *("draft_count_covered", "draft_count_partial", "draft_count_themes", "draft_count_lacks", "draft_count_lost"),
)
_COLUMNS = ("upper_quote", "nearest", "suggestion")
_TEXTS = ("score_of", "no_nearest")


def page_data(tables: Tables, lang: Lang) -> Json:
    """Return the rows of the page's script.

    Returns:
        ``words``: texts of the page itself; ``texts``, ``phrases``, ``passages``, ``clauses``, ``layout``, ``places``,
        ``searches``: see :class:`.interning.Pool`; ``themes``: name, definition, id; ``plans``: ``[label, title,
        level, upper plans, id]``; ``cells``: theme by theme, within a theme plan by plan, see :func:`_cell`,
        passages as ``[passage, role, depth, score, reason]``; ``gaps``: in the order of the page, see :func:`_gap`;
        what
        :func:`.clause_payload.clause_data` and :func:`.plan_payload.plan_data` give. Plans, themes, gaps, passages and
        texts are numbers.
    """
    pool = Pool(tables.plans, lang)
    themes = {row.theme.id: number for number, row in enumerate(tables.matrix)}
    rows = gap_rows(tables)
    numbers: dict[tuple[str, str], list[int]] = {}
    for number, row in enumerate(rows):
        for theme in row.gap.themes:
            numbers.setdefault((theme, row.plan.plan.id), []).append(number)
    cells = [
        _cell(item, numbers.get((row.theme.id, plan.plan.id), []), pool, lang)
        for row in tables.matrix
        for plan, item in zip(tables.plans, row.cells, strict=True)
    ]
    return {
        "words": _words(lang),
        "depths": {code: wording.name("depth", code, lang) for code in wording.texts()["depth"]},
        "themes": [
            [clean(f"{row.theme.id} {row.theme.name}"), clean(row.theme.definition), row.theme.id]
            for row in tables.matrix
        ],
        "plans": [
            [
                clean(row.label),
                clean(row.plan.title),
                row.plan.level,
                [pool.plans[link.id] for link in row.plan.upper if link.id in pool.plans],
                row.plan.id,
            ]
            for row in tables.plans
        ],
        "cells": cells,
        "gaps": [_gap(row, themes, pool, lang) for row in rows],
        **clause_data(tables, pool, lang),
        "texts": pool.texts,
        "passages": pool.passages,
        "clauses": pool.clauses,
        "layout": pool.layout,
        "searches": pool.searches,
        "phrases": pool.phrases,
        "places": pool.places,
        **plan_data(tables, pool, themes, lang),
    }


def cell_anchors(tables: Tables) -> dict[tuple[str, str], Markup]:
    """Return the deep link of every cell; ids may hold anything, so they are percent-encoded."""
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


def gap_rows(tables: Tables) -> tuple[GapRow, ...]:
    """All gaps in the order of the page; a gap's number is its place here."""
    return tuple(row for block in tables.gaps for row in block.rows)


def _words(lang: Lang) -> Json:
    """Texts of the page itself; the script fills in what they leave open."""
    words = {key: wording.texts()["page"][key] for key in _WORDS}
    words |= {key: wording.texts()["column"][key] for key in _COLUMNS}
    words |= {key: wording.texts()["text"][key] for key in _TEXTS}
    words |= {f"review_{key}": pair for key, pair in wording.texts()["answer"].items()}
    words |= {f"mark_{key}": pair for key, pair in wording.texts()["chain_mark"].items()}
    words |= {f"level_{key}": pair for key, pair in wording.texts()["level"].items()}
    words |= {f"kind_{key}": pair for key, pair in wording.texts()["gap_kind"].items()}
    return {key: pair[wording.LANGS.index(lang)] for key, pair in words.items()} | {"comma": COMMA[lang]}


def _cell(item: MatrixCell, gaps: list[int], pool: Pool, lang: Lang) -> list[Any]:
    """``[depth, explicit, reason, phrases, gaps, evidence, nearest]``, without what is empty at the end."""
    cell = item.cell
    shown = [
        wording.code(cell.depth),
        pool.text(wording.explicit(cell.explicit, lang)),
        pool.text(wording.why(cell, lang)),
        pool.words(cell.phrases),
        gaps,
        [_passage(cell.plan, passage, pool, lang) for passage in item.evidence],
        [_passage(cell.plan, passage, pool, lang) for passage in cell.nearest],
    ]
    while shown[-1] == []:
        shown.pop()
    return shown


def _passage(plan: str, passage: Passage, pool: Pool, lang: Lang) -> list[Any]:
    return [
        pool.passage(plan, passage),
        pool.text(wording.use(passage, lang)),
        int(passage.depth),
        round(passage.score, 2),
        pool.text(wording.sentence(passage.reason, lang)),
    ]


def _gap(row: GapRow, themes: dict[str, int], pool: Pool, lang: Lang) -> list[Any]:
    """``[id, kind, group, plan, upper, theme, against, upper quote, clause, nearest, score, suggestion, heading]``: the
    suggestion has ``{path}`` in the place of the headings of a clause, the last number, which may be left out.
    """
    gap, near = row.gap, row.near
    advice, path = wording.advice(row, lang), wording.path(gap.section)
    heading = pool.heading(gap.plan, gap.section)
    if path and heading is not None:
        advice = advice.replace(path, "{path}", 1)
    return [
        gap.id,
        gap.kind,
        "waived" if gap.waived is not None else gap.group,
        pool.plans[gap.plan],
        pool.plans[gap.upper],
        themes.get(gap.theme or "", -1),
        pool.text(wording.against(row, lang)),
        pool.passage(gap.upper, gap.upper_quote),
        gap.ref if gap.kind == "clause" else "",
        -1 if near is None else pool.passage(gap.plan, near),
        round(row.best_score if near is None else near.score, 2),
        pool.text(advice),
        *([] if heading is None else [heading]),
    ]
