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
from reports.rows import GROUPS, LABELS, VERDICTS, ClauseRow, GapBlock, GapTopic
from reports.view import Tables
from reports.view import top as picks
from reports.wording import Lang


def gaps(paper: Paper, tables: Tables, lang: Lang) -> None:
    """How many there are, then for each lower plan its topics with the gravest gap of each."""
    if not tables.gaps:
        paper.body(wording.text("text.no_gaps", lang))
        return
    pairs = [list(blocks) for _, blocks in groupby(tables.gaps, attrgetter("pair"))]
    _counts(paper, pairs, lang)
    paper.landscape()
    for blocks in pairs:
        paper.heading(wording.pair(blocks[0], lang), 2)
        room = shown(len(pairs), GAP_ROWS)
        topics = 0
        for block in blocks:
            listed = block.topics[: room - topics]
            topics += len(listed)
            if listed:
                _block(paper, block, listed, lang)
        if (rest := sum(len(block.rows) for block in blocks) - topics) > 0:
            paper.note(wording.text("text.gaps_left", lang, shown=topics, rest=rest))
    paper.portrait()


def _counts(paper: Paper, pairs: list[list[GapBlock]], lang: Lang) -> None:
    """Topics and gaps of each pair of plans by group; those that a person has accepted last."""
    groups = [group for group in (*GROUPS, None) if any(block.group == group for blocks in pairs for block in blocks)]
    rows: list[Row] = []
    for blocks in pairs:
        counts = {block.group: wording.gap_count(block, lang) for block in blocks}
        rows.append(
            [
                blocks[0].plan.label,
                blocks[0].upper.label,
                *(GridCell(counts.get(group, "—"), centred=True) for group in groups),
            ]
        )
    names = [wording.name("group_short", group or "waived", lang) for group in groups]
    title = caption("gap_counts", lang)
    paper.table(title, [*heads("lower upper", lang), *names], rows, (2, 2, *[1.6] * len(names)))
    paper.note(wording.text("text.gap_counts_note", lang))


def _block(paper: Paper, block: GapBlock, topics: Sequence[GapTopic], lang: Lang) -> None:
    group = wording.bracketed(wording.group_of(block, lang), wording.gap_count(block, lang), lang)
    title = wording.labelled(caption("gaps", lang, plan=block.plan.label), group, lang)
    rows = [_topic(topic, lang) for topic in topics]
    paper.table(title, heads("number topic upper_quote nearest suggestion", lang), rows, (0.6, 2.3, 3.5, 3.2, 2.6))


def _topic(topic: GapTopic, lang: Lang) -> Row:
    """Return the gravest gap of a topic; how many it has of each kind stands below its name."""
    row = topic.gravest
    return [
        number(topic.number),
        f"{wording.topic(topic)}\n{wording.kinds(topic, lang)}\n{wording.against(row, lang)}",
        _quoted(row.gap.upper_quote, lang),
        _quoted(row.near, lang) if row.near else "",
        wording.advice(row, lang),
    ]


def _quoted(passage: Passage, lang: Lang) -> str:
    return f"{wording.cited(passage.quote)}\n{wording.where(passage, lang)}"


def clauses(paper: Paper, tables: Tables, lang: Lang) -> None:
    """Add counts of the verdicts, then the clauses of each pair; the unanswered first where not all are shown."""
    if not tables.clauses:
        paper.body(wording.text("text.no_clauses", lang))
        return
    paper.body(wording.text("text.clauses_note", lang))
    labels = [wording.label(label, lang) for label in LABELS]
    names = [*heads("lower upper upper_clauses", lang), *labels]
    counts: list[Row] = [
        [row.lower.label, row.upper.label, *map(number, (sum(own), *own))]
        for row, own in ((pair, tables.labels(pair)) for pair in tables.pairs)
    ]
    paper.table(caption("clauses", lang), names, counts, (2, 2, *[1.2] * (len(names) - 2)))
    paper.landscape()
    pairs = [list(found) for _, found in groupby(tables.clauses, lambda row: (row.lower.plan.id, row.upper.plan.id))]
    for found in pairs:
        _pair(paper, found, picks.first_clauses(found, tables, shown(len(pairs), CLAUSE_ROWS)), lang)
    paper.portrait()


def _pair(paper: Paper, found: list[ClauseRow], listed: Sequence[ClauseRow], lang: Lang) -> None:
    rows: list[Row] = [
        [
            _quoted(row.alignment.clause, lang),
            GridCell(wording.label(row.alignment.label, lang), centred=True),
            _quoted(row.best, lang) if row.best else "",
            wording.sentence(row.alignment.reason, lang),
        ]
        for row in listed
    ]
    title = caption("clause_list", lang, lower=found[0].lower.label, upper=found[0].upper.label)
    paper.table(title, heads("upper_clause label best reason", lang), rows, (4, 0.9, 4, 2))
    if len(rows) < len(found):
        paper.note(wording.text("text.clauses_left", lang, shown=len(rows), rest=len(found) - len(rows)))


def targets(paper: Paper, tables: Tables, lang: Lang) -> None:
    """Add what each plan sets itself, contradictions, counts of the verdicts, then the pairs of targets."""
    _own_targets(paper, tables, lang)
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
