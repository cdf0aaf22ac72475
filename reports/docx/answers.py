"""What lower plans lack and how they answer: gaps, clauses, targets."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, islice

from compare.model import Label
from reports import wording
from reports.docx.cells import LEAST_ROWS, ROWS, Row, caption, heads, left_out, number, shown
from reports.docx.grid import Cell
from reports.docx.paper import Paper
from reports.rows import LABELS, VERDICTS, ClauseRow, GapBlock, GapTopic, Tables
from reports.wording import Lang

# What a reader looks for first where not all clauses are shown.
_FIRST = (Label.ABSENT, Label.PARTIAL, Label.COVERED, Label.NOT_APPLICABLE, None)


def gaps(paper: Paper, tables: Tables, lang: Lang) -> None:
    """A section for each lower plan, a table for each group; the gravest where there are too many."""
    if not tables.gaps:
        paper.body(wording.text("text.no_gaps", lang))
    plans = [list(blocks) for _, blocks in groupby(tables.gaps, lambda block: block.plan.plan.id)]
    for blocks in plans:
        plan = blocks[0].plan
        paper.heading(wording.labelled(plan.label, plan.plan.title, lang), 2)
        room = max(LEAST_ROWS, ROWS // len(plans))
        whole = sum(len(block.rows) for block in blocks)
        count = 0
        for block in blocks:
            rows = list(islice(_rows(block, lang), max(0, room - count)))
            count += len(rows)
            if rows:
                _block(paper, block, rows, lang)
        left_out(paper, whole - count, count, "gaps.csv", lang)


def _block(paper: Paper, block: GapBlock, rows: list[Row], lang: Lang) -> None:
    group = wording.bracketed(wording.group_of(block, lang), wording.gap_count(block, lang), lang)
    title = wording.labelled(caption("gaps", lang, plan=block.plan.label), group, lang)
    paper.table(title, heads("number topic upper_quote nearest suggestion", lang), rows, (0.85, 1.6, 3.6, 2.7, 2.5))


def _rows(block: GapBlock, lang: Lang) -> Iterator[Row]:
    for topic in block.topics:
        yield from _topic(topic, lang)


def _topic(topic: GapTopic, lang: Lang) -> Iterator[Row]:
    """A row for each gap; number and name stand in the first."""
    for at, row in enumerate(topic.rows):
        near = f"{wording.cited(row.near.quote)}\n{wording.where(row.near, lang)}" if row.near else ""
        quote = row.gap.upper_quote
        yield [
            Cell(str(topic.number) if at == 0 else "", centred=True),
            "\n".join([*([wording.topic(topic)] if at == 0 else []), wording.name("gap_kind", row.gap.kind, lang)]),
            f"{wording.against(row, lang)}\n“{quote.quote}”\n{wording.where(quote, lang)}",
            near,
            wording.advice(row, lang),
        ]


def clauses(paper: Paper, tables: Tables, lang: Lang) -> None:
    """Counts of the verdicts, then the clauses of each pair; the unanswered first where not all are shown."""
    if not tables.clauses:
        paper.body(wording.text("text.no_clauses", lang))
        return
    paper.body(wording.text("text.clauses_note", lang))
    labels = [wording.label(label, lang) for label in LABELS]
    names = [*heads("lower upper upper_clauses", lang), *labels]
    counts: list[Row] = [
        [row.lower.label, row.upper.label, *map(number, (sum(row.labels), *row.labels))] for row in tables.pairs
    ]
    paper.table(caption("clauses", lang), names, counts, (2, 2, *[1.2] * (len(names) - 2)))
    pairs = [list(found) for _, found in groupby(tables.clauses, lambda row: (row.lower.plan.id, row.upper.plan.id))]
    for found in pairs:
        _pair(paper, found, shown(len(pairs)), lang)


def _pair(paper: Paper, found: list[ClauseRow], room: int, lang: Lang) -> None:
    listed = found if len(found) <= room else sorted(found, key=lambda row: _FIRST.index(row.alignment.label))[:room]
    rows: list[Row] = [
        [
            f"{row.alignment.clause.quote}\n{wording.where(row.alignment.clause, lang)}",
            Cell(wording.label(row.alignment.label, lang), centred=True),
            f"{wording.cited(row.best.quote)}\n{wording.where(row.best, lang)}" if row.best else "",
            wording.sentence(row.alignment.reason, lang),
        ]
        for row in listed
    ]
    title = caption("clause_list", lang, lower=found[0].lower.label, upper=found[0].upper.label)
    paper.table(title, heads("upper_clause label best reason", lang), rows, (4, 1.25, 4, 2))
    if len(rows) < len(found):
        paper.note(wording.text("text.clauses_left", lang, shown=len(rows), rest=len(found) - len(rows)))


def targets(paper: Paper, tables: Tables, lang: Lang) -> None:
    """Contradictions, counts of the verdicts, then the pairs of targets."""
    if tables.contradictions:
        _contradictions(paper, tables, lang)
    if not tables.targets:
        paper.body(wording.text("text.no_targets", lang))
        return
    paper.body(wording.text("text.targets_note", lang))
    verdicts = [wording.name("verdict", verdict, lang) for verdict in VERDICTS]
    counts: list[Row] = [
        [row.lower.label, row.upper.label, *map(number, (sum(row.verdicts), *row.verdicts))] for row in tables.pairs
    ]
    names = [*heads("lower upper upper_targets", lang), *verdicts]
    paper.table(caption("targets", lang), names, counts, (2, 2, *[1.2] * (len(names) - 2)))
    rows: list[Row] = [
        [
            row.pair.indicator,
            f"{row.upper.label}\n{wording.target(row.upper_target, lang)}",
            f"{row.lower.label}\n{wording.target(row.lower_target, lang)}",
            Cell(wording.name("verdict", row.pair.verdict, lang), centred=True),
            wording.sentence(row.pair.reason, lang),
        ]
        for row in islice(tables.targets, shown(1))
    ]
    names = heads("indicator upper_target lower_target verdict reason", lang)
    paper.table(caption("target_list", lang), names, rows, (2.4, 2.4, 2.4, 1.3, 3))
    left_out(paper, len(tables.targets) - len(rows), len(rows), "target_pairs.csv", lang)


def _contradictions(paper: Paper, tables: Tables, lang: Lang) -> None:
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
    names = heads("indicator first_target second_target reason", lang)
    paper.table(caption("contradictions", lang), names, rows, (1.6, 3, 3, 2))
