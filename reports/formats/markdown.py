"""``report.md``: the report as one readable text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from compare.model import Commitment, Depth, Passage, Target
from reports import wording
from reports.output import clean
from reports.rows import GROUPS, LABELS, SHOWN_UNLINKED, VERDICTS, ChainRow, GapBlock, GapRow, StepMark
from reports.view import Tables, executive
from reports.wording import Lang

_MARKUP = re.compile(r"([\\`*_{}\[\]#|~$])")
_DEPTHS = tuple(str(int(depth)) for depth in Depth)


def render(tables: Tables, lang: Lang) -> dict[str, bytes]:
    """Relative path -> content."""
    parts = (_summary, _matrix, _gaps, _clauses, _targets, _chain, _frequency, _sources, _method)
    lines = [f"# {wording.text('heading.report', lang)}", ""]
    for number, part in enumerate(parts):
        title = wording.text(f"heading.{part.__name__.strip('_')}", lang)
        lines += [f"## {_number(number, lang)}{title}", "", *part(tables, lang)]
    return {"report.md": ("\n".join(lines).rstrip() + "\n").encode("utf-8", "replace")}


def escape(text: str) -> str:
    """Return a text from a document that Markdown shows as it is, on one line."""
    shown = clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKUP.sub(r"\\\1", shown)


def _number(index: int, lang: Lang) -> str:
    return f"{'一二三四五六七八九十'[index]}、" if lang == "zh" else f"{index + 1}. "


def _table(heads: Iterable[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """Return a table followed by an empty line; the cells are escaped here and nowhere else."""
    heads = [escape(head) for head in heads]
    lines = [f"| {' | '.join(heads)} |", f"|{' --- |' * len(heads)}"]
    lines += [f"| {' | '.join(escape(str(value)) for value in row)} |" for row in rows]
    return [*lines, ""]


def _columns(codes: str, lang: Lang) -> list[str]:
    return [wording.text(f"column.{code}", lang) for code in codes.split()]


def _quote(passage: Passage | Target, lang: Lang) -> str:
    return wording.bracketed(f"“{escape(passage.quote)}”", escape(wording.where(passage, lang)), lang)


def _item(column: str, value: str, lang: Lang) -> str:
    return f"   - {wording.labelled(wording.text(f'column.{column}', lang), value, lang)}"


def _summary(tables: Tables, lang: Lang) -> Iterator[str]:
    read = [escape(line) for line in wording.second_reader(tables.totals.second, lang)]
    yield ("" if lang == "zh" else " ").join([*wording.scope(tables.totals, lang), *read])
    yield ""
    for head, told in wording.executive(executive(tables), lang):
        yield from (f"### {head}", "")
        for number, each in enumerate(told, 1):
            yield f"{number}. {escape(each.text)}" if len(told) > 1 or each.quotes else escape(each.text)
            yield from (f"   - {escape(quote)}" for quote in each.quotes)
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
    heads = _columns("lower upper relation upper_themes", lang)
    named = [(row, [row.lower.label, row.upper.label, wording.relation(row.link, lang)]) for row in tables.pairs]
    yield from _table(
        [*heads, *wording.group("share", lang)], [[*names, row.upper_themes, *row.themes] for row, names in named]
    )
    yield from (wording.text("text.pairs_note", lang), "")
    groups = [wording.name("group_short", group or "waived", lang) for group in (*GROUPS, None)]
    yield from _table(
        [*_columns("lower upper relation topics", lang), *groups],
        [[*names, sum(row.topics), *row.topics] for row, names in named],
    )
    yield from (wording.text("text.topics_note", lang), "")


def _matrix(tables: Tables, lang: Lang) -> Iterator[str]:
    heads = [wording.text("column.theme", lang), *(row.label for row in tables.plans)]
    rows = [
        [f"{row.theme.id} {row.theme.name}", *(wording.matrix_cell(item, lang) for item in row.cells)]
        for row in tables.matrix
    ]
    yield from _table(heads, rows)
    yield from (wording.text("text.matrix_note", lang), "")
    meanings = [
        [wording.depth(depth, lang), wording.text(f"depth_meaning.{wording.code(depth)}", lang)]
        for depth in (*Depth, None)
    ]
    yield from _table(_columns("depth meaning", lang), meanings)


def _gaps(tables: Tables, lang: Lang) -> Iterator[str]:
    if not tables.gaps:
        yield from (wording.text("text.no_gaps", lang), "")
    for _, blocks in groupby(tables.gaps, attrgetter("pair")):
        first, *more = blocks
        yield from (f"### {escape(wording.pair(first, lang))}", "")
        for block in (first, *more):
            yield from _block(block, lang)
    if tables.stale:
        yield from (f"### {wording.text('heading.stale', lang)}", "", wording.text("text.stale_note", lang), "")
        yield from _table(
            _columns("gap_id waived upper_quote", lang), [[each.key, each.reason, each.quote] for each in tables.stale]
        )


def _block(block: GapBlock, lang: Lang) -> Iterator[str]:
    title = wording.bracketed(wording.group_of(block, lang), wording.gap_count(block, lang), lang)
    yield from (f"#### {title}", "")
    for topic in block.topics:
        yield f"{topic.number}. **{escape(wording.topic(topic, lang))}**"
        for row in topic.rows:
            yield from _gap(row, lang)
    yield ""


def _nearest(row: GapRow, lang: Lang) -> str:
    if not (best := row.near):
        return wording.text("text.no_nearest", lang, score=f"{row.best_score:.2f}")
    score = wording.text("text.score_of", lang, score=f"{best.score:.2f}")
    return f"{_quote(best, lang)} {score} · {escape(wording.sentence(best.reason, lang))}"


def _gap(row: GapRow, lang: Lang) -> Iterator[str]:
    """Yield what is lacking, what is nearest below, and what to do."""
    gap = row.gap
    kind, against = wording.name("gap_kind", gap.kind, lang), escape(wording.against(row, lang))
    yield f"   - {wording.labelled(f'{kind} · {against}', _quote(gap.upper_quote, lang), lang)}"
    if row.near or gap.kind == "theme":
        yield f"  {_item('nearest', _nearest(row, lang), lang)}"
    yield f"  {_item('suggestion', escape(wording.advice(row, lang)), lang)}"


def _clauses(tables: Tables, lang: Lang) -> Iterator[str]:
    if not tables.clauses:
        yield from (wording.text("text.no_clauses", lang), "")
        return
    yield from (wording.text("text.clauses_note", lang), "")
    heads = [*_columns("lower upper upper_clauses", lang), *(wording.label(label, lang) for label in LABELS)]
    counts = [(row, tables.labels(row)) for row in tables.pairs]
    yield from _table(heads, [[row.lower.label, row.upper.label, sum(own), *own] for row, own in counts])


def _targets(tables: Tables, lang: Lang) -> Iterator[str]:
    if tables.contradictions:
        yield from (f"### {wording.text('heading.contradictions', lang)}", "")
        for found in tables.contradictions:
            told = wording.sentence(found.contradiction.reason, lang)
            yield f"- **{escape(found.contradiction.indicator)}** {escape(told)}"
            for plan, target in zip(found.plans, found.targets, strict=True):
                yield f"  - {wording.labelled(escape(plan.label), _quote(target, lang), lang)}"
        yield ""
    if not tables.targets:
        yield from (wording.text("text.no_targets", lang), "")
        return
    yield from (wording.text("text.targets_note", lang), "")
    heads = [
        *_columns("lower upper upper_targets", lang),
        *(wording.name("verdict", verdict, lang) for verdict in VERDICTS),
    ]
    yield from _table(
        heads, [[row.lower.label, row.upper.label, sum(row.verdicts), *row.verdicts] for row in tables.pairs]
    )
    rows = [
        [
            row.pair.indicator,
            row.upper.label,
            wording.target(row.upper_target, lang),
            row.lower.label,
            wording.target(row.lower_target, lang),
            wording.name("verdict", row.pair.verdict, lang),
            wording.sentence(row.pair.reason, lang),
        ]
        for row in tables.targets
    ]
    yield from _table(_columns("indicator upper upper_target lower lower_target verdict reason", lang), rows)


def _steps(row: ChainRow, mark: StepMark, lang: Lang) -> str:
    return wording.comma([wording.step(step, lang) for step in row.marked(mark)], lang)


def _chain(tables: Tables, lang: Lang) -> Iterator[str]:
    yield from (wording.text("text.chain_note" if tables.chain else "text.no_chain", lang), "")
    if tables.chain:
        heads = [*_columns("theme set_by", lang), *(wording.name("chain_mark", mark, lang) for mark in tables.marks)]
        rows = [
            [
                f"{row.theme.id} {row.theme.name}",
                f"{row.set_by.label} {wording.depth(row.set_depth, lang)}",
                *(_steps(row, mark, lang) for mark in tables.marks),
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
    yield from _unlinked(tables, lang)


def _unlinked(tables: Tables, lang: Lang) -> Iterator[str]:
    if not tables.unlinked:
        return
    yield from (f"### {wording.text('heading.unlinked', lang)}", "")
    yield from (wording.text("text.unlinked_note", lang, shown=SHOWN_UNLINKED), "")
    rows = [
        [
            f"{block.plan.label} ({len(block.rows)})",
            item.passage.quote,
            wording.spot(item.passage.section, item.passage.place, lang),
        ]
        for block in tables.unlinked
        for item in block.shown
    ]
    yield from _table(_columns("plan quote place", lang), rows)


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
            wording.encoded(row.source),
            wording.read(row, lang),
            wording.left_out(row, lang),
            wording.readable(row.source),
            wording.repairs(row, lang),
            wording.warnings(row, lang),
        ]
        for row in tables.sources
    ]
    yield from _table(_columns("file plan encoding read left_out readable repairs warnings", lang), rows)
    for plan in tables.plans:
        if plan.plan.inferred:
            yield f"- {wording.labelled(escape(plan.label), wording.inferred(plan, lang), lang)}"
    yield ""


def _method(_: Tables, lang: Lang) -> Iterator[str]:
    yield from (f"- {pair}" for pair in wording.group("method", lang))
