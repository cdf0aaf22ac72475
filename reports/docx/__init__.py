"""``report.docx``: the report as an official document, ready to be edited in Word or WPS."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby, islice

from compare.model import Depth
from reports import wording
from reports.docx.paper import Cell, Paper
from reports.rows import GROUPS, LABELS, VERDICTS, GapBlock, GapTopic, MatrixCell, PlanRow, Tables
from reports.wording import Lang

PLANS_ABREAST = 8
"""Plans that a table of this width can show side by side."""
CLAUSES_SHOWN = 120
"""Rows of a clause table that a reader of a printed report bears; the workbook and the page have all."""

_FILLS = {None: "E4E7EB", 0: "FBD9C4", 1: "EAF2FA", 2: "B9D6EC", 3: "62A3D2", 4: "0B4F8A"}
Row = Sequence[str | Cell]


def render(tables: Tables, pictures: Mapping[str, bytes], lang: Lang) -> dict[str, bytes]:
    """Relative path -> content.

    Args:
        tables: The rows.
        pictures: Charts as PNG by name.
        lang: Language.
    """
    paper = Paper(wording.text("heading.paper", lang), lang)
    paper.contents(wording.text("heading.contents", lang))
    parts: tuple[tuple[str, Callable[[Paper, Tables, Lang], None]], ...] = (
        ("objects", _objects),
        ("summary", _summary),
        ("matrix", _matrix),
        ("gaps", _gaps),
        ("clauses", _clauses),
        ("targets", _targets),
    )
    for title, part in parts:
        paper.heading(wording.text(f"heading.{title}", lang))
        part(paper, tables, lang)
    paper.heading(wording.text("heading.charts", lang))
    for name, picture in pictures.items():
        paper.picture(picture, wording.text(f"chart.{name}", lang))
    paper.heading(wording.text("heading.sources", lang))
    _sources(paper, tables, lang)
    return {"report.docx": paper.content()}


def _heads(codes: str, lang: Lang) -> list[str]:
    return [wording.text(f"column.{code}", lang) for code in codes.split()]


def _caption(code: str, lang: Lang, **values: object) -> str:
    return wording.text(f"caption.{code}", lang, **values)


def _number(value: int) -> Cell:
    return Cell(str(value), centred=True)


def _objects(paper: Paper, tables: Tables, lang: Lang) -> None:
    rows: list[Row] = [
        [row.label, row.plan.title, wording.about(row, lang), _number(row.chars)] for row in tables.plans
    ]
    paper.table(_caption("plans", lang), _heads("plan title kind chars", lang), rows, (2, 5, 3, 1.4))
    for line in wording.group("method", lang):
        paper.body(line)


def _summary(paper: Paper, tables: Tables, lang: Lang) -> None:
    for line in wording.scope(tables.totals, lang):
        paper.body(line)
    if not tables.pairs:
        paper.body(wording.text("text.no_pairs", lang))
    else:
        groups = [wording.name("group_short", group, lang) for group in GROUPS]
        heads = [*_heads("lower upper upper_themes taken_up", lang), *groups, wording.name("depth", "none", lang)]
        rows: list[Row] = [
            [p.lower.label, p.upper.label, *map(_number, (p.upper_themes, p.taken_up, *p.gaps, p.unjudged))]
            for p in tables.pairs
        ]
        paper.table(_caption("pairs", lang), heads, rows, (2, 2, *[1.2] * (len(heads) - 2)))
        paper.note(wording.text("text.pairs_note", lang))
    depths = [wording.depth(depth, lang) for depth in (*Depth, None)]
    rows = [[row.label, *map(_number, (*row.counts, row.unjudged))] for row in tables.plans]
    paper.table(_caption("depths", lang), [*_heads("plan", lang), *depths], rows, (2.5, *[1.2] * 6))


def _matrix(paper: Paper, tables: Tables, lang: Lang) -> None:
    for first in range(0, len(tables.plans), PLANS_ABREAST):
        block = slice(first, first + PLANS_ABREAST)
        labels = [row.label for row in tables.plans[block]]
        rows: list[Row] = [
            [f"{row.theme.id} {row.theme.name}", *(_depth(item, lang) for item in row.cells[block])]
            for row in tables.matrix
        ]
        heads = [*_heads("theme", lang), *labels]
        paper.table(_caption("matrix", lang), heads, rows, (max(3.0, 0.6 * len(labels)), *[1.0] * len(labels)))
    paper.note(wording.text("text.matrix_note", lang))
    meanings = [
        [wording.depth(depth, lang), wording.text(f"depth_meaning.{wording.code(depth)}", lang)]
        for depth in (*Depth, None)
    ]
    paper.table(_caption("meanings", lang), _heads("depth meaning", lang), meanings, (1, 5))


def _depth(item: MatrixCell, lang: Lang) -> Cell:
    depth = item.cell.depth
    return Cell(wording.matrix_cell(item, lang), _FILLS[depth], light=depth is Depth.QUANTIFIED, centred=True)


def _gaps(paper: Paper, tables: Tables, lang: Lang) -> None:
    if not tables.gaps:
        paper.body(wording.text("text.no_gaps", lang))
    for _, blocks in groupby(tables.gaps, lambda block: block.plan.plan.id):
        listed = list(blocks)
        plan = listed[0].plan
        paper.heading(wording.labelled(plan.label, plan.plan.title, lang), 2)
        for block in listed:
            _block(paper, plan, block, lang)


def _block(paper: Paper, plan: PlanRow, block: GapBlock, lang: Lang) -> None:
    group = wording.bracketed(wording.group_of(block, lang), wording.gap_count(block, lang), lang)
    caption = wording.labelled(_caption("gaps", lang, plan=plan.label), group, lang)
    rows = [row for topic in block.topics for row in _topic(topic, lang)]
    paper.table(caption, _heads("number topic upper_quote nearest suggestion", lang), rows, (0.6, 1.6, 3.6, 2.8, 2.6))


def _topic(topic: GapTopic, lang: Lang) -> Iterator[Row]:
    """A row for each gap; number and name stand in the first."""
    for at, row in enumerate(topic.rows):
        near = f"“{row.near.quote}”\n{wording.where(row.near, lang)}" if row.near else ""
        quote = row.gap.upper_quote
        yield [
            Cell(str(topic.number) if at == 0 else "", centred=True),
            "\n".join([*([wording.topic(topic)] if at == 0 else []), wording.name("gap_kind", row.gap.kind, lang)]),
            f"{wording.against(row, lang)}\n“{quote.quote}”\n{wording.where(quote, lang)}",
            near,
            wording.advice(row, lang),
        ]


def _clauses(paper: Paper, tables: Tables, lang: Lang) -> None:
    if not tables.clauses:
        paper.body(wording.text("text.no_clauses", lang))
        return
    paper.body(wording.text("text.clauses_note", lang))
    labels = [wording.label(label, lang) for label in LABELS]
    heads = [*_heads("lower upper upper_clauses", lang), *labels]
    counts: list[Row] = [
        [row.lower.label, row.upper.label, *map(_number, (sum(row.labels), *row.labels))] for row in tables.pairs
    ]
    paper.table(_caption("clauses", lang), heads, counts, (2, 2, *[1.2] * (len(heads) - 2)))
    for _, found in groupby(tables.clauses, lambda row: (row.lower.plan.id, row.upper.plan.id)):
        listed = list(found)
        lower, upper = listed[0].lower.label, listed[0].upper.label
        rows: list[Row] = [
            [
                f"{row.alignment.clause.quote}\n{wording.where(row.alignment.clause, lang)}",
                Cell(wording.label(row.alignment.label, lang), centred=True),
                f"{row.best.quote}\n{wording.where(row.best, lang)}" if row.best else "",
                wording.sentence(row.alignment.reason, lang),
            ]
            for row in islice(listed, CLAUSES_SHOWN)
        ]
        caption = _caption("clause_list", lang, lower=lower, upper=upper)
        paper.table(caption, _heads("upper_clause label best reason", lang), rows, (4, 1, 4, 2))
        _left_out(paper, len(listed) - len(rows), len(rows), "clauses.csv", lang)


def _left_out(paper: Paper, rest: int, shown: int, file: str, lang: Lang) -> None:
    if rest:
        paper.note(wording.text("text.rows_left", lang, shown=shown, rest=rest, file=file))


def _targets(paper: Paper, tables: Tables, lang: Lang) -> None:
    if tables.contradictions:
        rows: list[Row] = [
            [
                row.contradiction.indicator,
                *(
                    f"{plan.label} {wording.target(target, lang)}\n“{target.quote}”\n{wording.where(target, lang)}"
                    for plan, target in zip(row.plans, row.targets, strict=True)
                ),
                wording.sentence(row.contradiction.reason, lang),
            ]
            for row in tables.contradictions
        ]
        heads = _heads("indicator first_target second_target reason", lang)
        paper.table(_caption("contradictions", lang), heads, rows, (1.6, 3, 3, 2))
    if not tables.targets:
        paper.body(wording.text("text.no_targets", lang))
        return
    paper.body(wording.text("text.targets_note", lang))
    verdicts = [wording.name("verdict", verdict, lang) for verdict in VERDICTS]
    rows = [
        [row.lower.label, row.upper.label, *map(_number, (sum(row.verdicts), *row.verdicts))] for row in tables.pairs
    ]
    heads = [*_heads("lower upper upper_targets", lang), *verdicts]
    paper.table(_caption("targets", lang), heads, rows, (2, 2, *[1.2] * (len(heads) - 2)))
    rows = [
        [
            row.pair.indicator,
            f"{row.upper.label}\n{wording.target(row.upper_target, lang)}",
            f"{row.lower.label}\n{wording.target(row.lower_target, lang)}",
            Cell(wording.name("verdict", row.pair.verdict, lang), centred=True),
            wording.sentence(row.pair.reason, lang),
        ]
        for row in islice(tables.targets, CLAUSES_SHOWN)
    ]
    heads = _heads("indicator upper_target lower_target verdict reason", lang)
    paper.table(_caption("target_list", lang), heads, rows, (2.4, 2.4, 2.4, 1.2, 3))
    _left_out(paper, len(tables.targets) - len(rows), len(rows), "target_pairs.csv", lang)


def _sources(paper: Paper, tables: Tables, lang: Lang) -> None:
    rows = [
        [
            row.source.file,
            row.label,
            wording.readable(row.source),
            wording.repairs(row, lang),
            wording.warnings(row, lang),
        ]
        for row in tables.sources
    ]
    paper.table(_caption("sources", lang), _heads("file plan readable repairs warnings", lang), rows, (2, 1.4, 1, 3, 3))
