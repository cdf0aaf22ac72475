"""What lower plans lack and how they answer: gaps, clauses, targets."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, islice
from operator import attrgetter

from msgspec.structs import replace

from compare.model import Passage
from reports import wording
from reports.formats.docx.cells import CLAUSE_ROWS, GAP_ROWS, TARGET_ROWS, Row, caption, heads, left_out, number, shown
from reports.formats.docx.grid import GridCell
from reports.formats.docx.paper import Paper
from reports.rows import ClauseRow, GapBlock, GapTopic
from reports.view import Tables
from reports.view import top as picks
from reports.wording import Lang


def gaps(paper: Paper, tables: Tables, lang: Lang) -> None:
    """Add for each lower plan its topics with the gravest gap of each."""
    if not tables.gaps:
        paper.body(wording.text("text.no_gaps", lang))
        return
    pairs = [list(blocks) for _, blocks in groupby(tables.gaps, attrgetter("pair"))]
    room = shown(len(pairs), GAP_ROWS)
    for blocks in pairs:
        topics = [(block, topic) for block in blocks for topic in block.topics]
        rows = [_topic(block, topic, lang) for block, topic in topics[:room]]
        names = heads("number topic upper_quote nearest suggestion", lang)
        title = caption("pair_gaps", lang, lower=blocks[0].plan.label, upper=blocks[0].upper.label)
        paper.table(title, names, rows, (0.6, 1.8, 3.2, 3, 3.8))
        if (rest := sum(len(block.rows) for block in blocks) - len(rows)) > 0:
            paper.note(wording.text("text.gaps_left", lang, shown=len(rows), rest=rest))


def _topic(block: GapBlock, topic: GapTopic, lang: Lang) -> Row:
    """Return the gravest gap of a topic; its group and how many it has of each kind stand below its name."""
    row = topic.gravest
    return [
        number(topic.number),
        f"{wording.topic(topic, lang)}\n{wording.group_of(block, lang)}\n{wording.kinds(topic, lang)}",
        _quoted(row.gap.upper_quote, lang),
        _quoted(row.near, lang) if row.near else "",
        wording.advice(row, lang),
    ]


def _quoted(passage: Passage, lang: Lang) -> str:
    return f"{wording.cited(passage.quote)}\n{wording.where(passage, lang)}"


def clauses(paper: Paper, tables: Tables, lang: Lang) -> None:
    """Add the clauses of each pair; the unanswered first where not all are shown."""
    if not tables.clauses:
        paper.body(wording.text("text.no_clauses", lang))
        return
    pairs = [list(found) for _, found in groupby(tables.clauses, lambda row: (row.lower.plan.id, row.upper.plan.id))]
    for found in pairs:
        _pair(paper, found, picks.first_clauses(found, tables, shown(len(pairs), CLAUSE_ROWS)), lang)


def _pair(paper: Paper, found: list[ClauseRow], listed: Sequence[ClauseRow], lang: Lang) -> None:
    rows: list[Row] = [
        [
            _quoted(row.alignment.clause, lang),
            GridCell(wording.label(row.alignment.label, lang), centred=True),
            _quoted(row.best, lang) if row.best else "",
            wording.why(row.alignment, lang),
        ]
        for row in listed
    ]
    title = caption("clause_list", lang, lower=found[0].lower.label, upper=found[0].upper.label)
    paper.table(title, heads("upper_clause label best reason", lang), rows, (4, 0.9, 4, 2))
    if len(rows) < len(found):
        paper.note(wording.text("text.clauses_left", lang, shown=len(rows), rest=len(found) - len(rows)))


def targets(paper: Paper, tables: Tables, lang: Lang) -> None:
    """Add what each plan sets itself, contradictions, then the pairs of targets."""
    _own_targets(paper, tables, lang)
    if tables.contradictions:
        _contradictions(paper, tables, lang)
    if not tables.targets:
        paper.body(wording.text("text.no_targets", lang))
        return
    rows: list[Row] = [
        [
            row.pair.indicator,
            f"{row.upper.label}\n{wording.target(row.upper_target, lang)}",
            f"{row.lower.label}\n{wording.target(row.lower_target, lang)}",
            GridCell(wording.name("verdict", row.pair.verdict, lang), centred=True),
            wording.sentence(row.pair.reason, lang),
        ]
        for row in islice(tables.targets, TARGET_ROWS)
    ]
    names = heads("indicator upper_target lower_target verdict reason", lang)
    paper.table(caption("target_list", lang), names, rows, (2.4, 2.4, 2.4, 1.3, 3))
    left_out(paper, len(tables.targets) - len(rows), len(rows), "target_pairs.csv", lang)


def _own_targets(paper: Paper, tables: Tables, lang: Lang) -> None:
    """One table a plan: indicator, where it starts from, what is to be reached by when, and the plan's own words."""
    names = heads("indicator base value year target_kind quote", lang)
    plans = [(row, [target for _, target in found]) for row, found in groupby(tables.all_targets, lambda each: each[0])]
    for row, found in plans:
        rows: list[Row] = [
            [
                target.indicator,
                wording.base(target, lang),
                wording.target(replace(target, year=None), lang),
                GridCell(str(target.year or ""), centred=True),
                GridCell(target.kind or "", centred=True),
                f"“{target.quote}”\n{wording.where(target, lang)}",
            ]
            for target in found[: shown(len(plans), TARGET_ROWS)]
        ]
        paper.table(caption("plan_targets", lang, plan=row.label), names, rows, (2.4, 1.2, 1.4, 0.8, 0.9, 4))
        left_out(paper, len(found) - len(rows), len(rows), "targets.csv", lang)


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
