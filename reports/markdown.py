"""``report.md``: the report as one readable text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from compare.model import Commitment, Depth, Passage
from reports import wording
from reports.rows import GROUPS, GapBlock, GapRow, MatrixCell, Tables
from reports.safe import clean
from reports.wording import Lang

_MARKUP = re.compile(r"([\\`*_{}\[\]#|~$])")
_DEPTHS = tuple(str(int(depth)) for depth in Depth)


def render(tables: Tables, lang: Lang) -> dict[str, bytes]:
    """Relative path -> content."""
    parts = (_summary, _matrix, _gaps, _chain, _frequency, _sources, _method)
    lines = [f"# {wording.text('heading.report', lang)}", ""]
    for number, part in enumerate(parts):
        title = wording.text(f"heading.{part.__name__.strip('_')}", lang)
        lines += [f"## {_number(number, lang)}{title}", "", *part(tables, lang)]
    return {"report.md": ("\n".join(lines).rstrip() + "\n").encode("utf-8", "replace")}


def escape(text: str) -> str:
    """A text from a document that Markdown shows as it is, on one line."""
    shown = clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKUP.sub(r"\\\1", shown)


def _number(index: int, lang: Lang) -> str:
    return f"{'一二三四五六七八九十'[index]}、" if lang == "zh" else f"{index + 1}. "


def _table(heads: Iterable[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """A table followed by an empty line; the cells are escaped here and nowhere else."""
    heads = [escape(head) for head in heads]
    lines = [f"| {' | '.join(heads)} |", f"|{' --- |' * len(heads)}"]
    lines += [f"| {' | '.join(escape(str(value)) for value in row)} |" for row in rows]
    return [*lines, ""]


def _columns(codes: str, lang: Lang) -> list[str]:
    return [wording.text(f"column.{code}", lang) for code in codes.split()]


def _quote(passage: Passage, lang: Lang) -> str:
    return wording.bracketed(f"“{escape(passage.quote)}”", escape(wording.where(passage, lang)), lang)


def _item(column: str, value: str, lang: Lang) -> str:
    return f"   - {wording.labelled(wording.text(f'column.{column}', lang), value, lang)}"


def _summary(tables: Tables, lang: Lang) -> Iterator[str]:
    totals = tables.totals
    yield wording.scope(totals, lang)
    if totals.unread:
        yield from ("", wording.text("text.unread", lang, unread=totals.unread))
    yield ""
    yield f"### {wording.text('heading.pairs', lang)}"
    yield ""
    if not tables.pairs:
        yield from (wording.text("text.no_pairs", lang), "")
    else:
        yield from _pairs(tables, lang)
    yield f"### {wording.text('heading.plans', lang)}"
    yield ""
    depths = [wording.name("depth", code, lang) for code in (*_DEPTHS, "none")]
    rows = [
        [
            row.label,
            clean(row.plan.title),
            wording.about(row, lang),
            row.chars,
            *row.counts,
            row.unjudged,
            *row.commitments,
        ]
        for row in tables.plans
    ]
    kinds = [wording.name("commitment", kind, lang) for kind in Commitment]
    yield from _table([*_columns("plan title kind chars", lang), *depths, *kinds], rows)
    yield from (wording.text("text.commitment_note", lang), "")


def _pairs(tables: Tables, lang: Lang) -> Iterator[str]:
    groups = [wording.name("group_short", group, lang) for group in GROUPS]
    unjudged = wording.name("depth", "none", lang)
    heads = [*_columns("lower upper relation upper_themes taken_up", lang), *groups, unjudged]
    rows = [
        [
            row.lower.label,
            row.upper.label,
            wording.relation(row.link, lang),
            row.upper_themes,
            row.taken_up,
            *row.gaps,
            row.unjudged,
        ]
        for row in tables.pairs
    ]
    yield from _table(heads, rows)
    yield from (wording.text("text.pairs_note", lang), "")


def _matrix(tables: Tables, lang: Lang) -> Iterator[str]:
    heads = [wording.text("column.theme", lang), *(row.label for row in tables.plans)]
    rows = [[f"{row.theme.id} {row.theme.name}", *(_cell(item, lang) for item in row.cells)] for row in tables.matrix]
    yield from _table(heads, rows)
    yield from (wording.text("text.matrix_note", lang), "")
    meanings = [
        [wording.depth(depth, lang), wording.text(f"depth_meaning.{wording.code(depth)}", lang)]
        for depth in (*Depth, None)
    ]
    yield from _table(_columns("depth meaning", lang), meanings)


def _cell(item: MatrixCell, lang: Lang) -> str:
    words = "≈" if item.cell.explicit is False else ""
    mark = {"fault": " !", "note": " ·", None: ""}[item.mark]
    return f"{wording.depth(item.cell.depth, lang)}{words}{mark}"


def _gaps(tables: Tables, lang: Lang) -> Iterator[str]:
    if not tables.gaps:
        yield from (wording.text("text.no_gaps", lang), "")
    plan = ""
    for block in tables.gaps:
        if block.plan.plan.id != plan:
            plan = block.plan.plan.id
            yield from (f"### {wording.labelled(escape(block.plan.label), escape(block.plan.plan.title), lang)}", "")
        yield from _block(block, lang)


def _block(block: GapBlock, lang: Lang) -> Iterator[str]:
    title = wording.bracketed(wording.name("group", block.group, lang), wording.gap_count(block, lang), lang)
    yield from (f"#### {title}", "")
    for rows in block.themes:
        yield from _theme(rows, lang)
    yield ""


def _theme(rows: tuple[GapRow, ...], lang: Lang) -> Iterator[str]:
    """A theme: the upper quotations, then what is nearest below and what to do."""
    first = rows[0]
    yield f"{first.number}. **{escape(first.theme.id)} {escape(first.theme.name)}**"
    for row in rows:
        yield f"   - {wording.labelled(escape(wording.against(row, lang)), _quote(row.gap.upper_quote, lang), lang)}"
    if best := first.near:
        score = wording.text("text.score_of", lang, score=f"{best.score:.2f}")
        below = f"{_quote(best, lang)} {score} · {escape(wording.sentence(best.reason, lang))}"
    else:
        below = wording.text("text.no_nearest", lang, score=f"{first.best_score:.2f}")
    yield _item("nearest", below, lang)
    yield _item("suggestion", escape(wording.advice(first, lang, rows[1:])), lang)


def _chain(tables: Tables, lang: Lang) -> Iterator[str]:
    yield from (wording.text("text.chain_note" if tables.chain else "text.no_chain", lang), "")
    if tables.chain:
        heads = [*_columns("theme set_by", lang), *(wording.name("chain_mark", mark, lang) for mark in tables.marks)]
        rows = [
            [
                f"{row.theme.id} {row.theme.name}",
                f"{row.set_by.label} {wording.depth(row.set_depth, lang)}",
                *("、".join(wording.step(step, lang) for step in row.marked(mark)) for mark in tables.marks),
            ]
            for row in tables.chain
        ]
        yield from _table(heads, rows)
    if tables.distinctive:
        yield from (f"### {wording.text('heading.distinctive', lang)}", "")
        yield from (wording.text("text.distinctive_note", lang), "")
        own = [
            [row.plan.label, row.item.name, row.item.quote, wording.spot(row.item.section, row.item.place, lang)]
            for row in tables.distinctive
        ]
        yield from _table(_columns("plan name quote place", lang), own)


def _frequency(tables: Tables, lang: Lang) -> Iterator[str]:
    yield from (wording.text("text.frequency_note", lang), "")
    heads = [*_columns("theme", lang), *(row.label for row in tables.plans), *_columns("total", lang)]
    rows = [
        [
            f"{row.theme.id} {row.theme.name}",
            *(wording.mentions(entry, lang) for entry in row.cells),
            row.mentions,
        ]
        for row in tables.frequency
    ]
    yield from _table(heads, rows)


def _sources(tables: Tables, lang: Lang) -> Iterator[str]:
    rows = [
        [
            row.source.file,
            row.label,
            row.source.encoding,
            wording.readable(row.source),
            wording.repairs(row, lang),
            wording.warnings(row, lang),
        ]
        for row in tables.sources
    ]
    yield from _table(_columns("file plan encoding readable repairs warnings", lang), rows)
    for plan in tables.plans:
        if plan.plan.inferred:
            yield f"- {wording.labelled(escape(plan.label), wording.inferred(plan, lang), lang)}"
    yield ""


def _method(_: Tables, lang: Lang) -> Iterator[str]:
    yield from (f"- {pair}" for pair in wording.group("method", lang))
