"""The rows of a report as sheets: what a csv file, a sheet of the workbook, or any other grid shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from compare.model import Passage, Record
from reports import wording
from reports.rows import ClauseRow, ContradictionRow, EvidenceRow, GapRow, GapTopic, TargetRow
from reports.schema import head_of
from reports.view import Tables
from reports.wording import Lang

Value = str | int | float
TABLE_OF = {"cells": "coverage", "clauses": "alignments"}  # sheets named otherwise than the result table they show


class Sheet(Record, frozen=True):
    """A grid with a head.

    Attributes:
        code: What it is called in file names.
        columns: Codes of the columns; empty for a column that a plan heads.
        heads: What stands above the columns.
        rows: Values in the order of the columns.
        keys: What each row is about, where a reviewer can answer it row by row; else empty.
    """

    code: str
    columns: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    keys: tuple[str, ...] = ()


def sheets(tables: Tables, lang: Lang) -> tuple[Sheet, ...]:
    """All sheets, in the order of a workbook."""
    made = (
        _coverage, _cells, _gaps, _clauses, _requirements, _target_pairs, _targets, _contradictions, _evidence, _chain,
        _distinctive, _unlinked, _frequency, _sources,
    )  # fmt: skip
    return tuple(make(tables, lang) for make in made)


def _sheet(code: str, columns: str, rows: Iterable[Iterable[Value]], lang: Lang, keys: Iterable[str] = ()) -> Sheet:
    """Columns are those of the result table that the sheet shows, and what a reader wants beside them."""
    codes = tuple(head_of(TABLE_OF.get(code, code), column) for column in columns.split())
    heads = tuple(wording.text(f"column.{column}", lang) for column in codes)
    return Sheet(code, codes, heads, tuple(tuple(row) for row in rows), tuple(keys))


def _coverage(tables: Tables, lang: Lang) -> Sheet:
    rows = (
        (row.theme.id, row.theme.name, *(wording.depth(item.cell.depth, lang) for item in row.cells))
        for row in tables.matrix
    )
    sheet, labels = _sheet("coverage", "theme name", rows, lang), tuple(row.label for row in tables.plans)
    return Sheet(sheet.code, (*sheet.columns, *[""] * len(labels)), (*sheet.heads, *labels), sheet.rows)


def _cells(tables: Tables, lang: Lang) -> Sheet:
    """Return the matrix, one cell a row, with its best quotation."""
    pairs = [(row.theme, *each) for row in tables.matrix for each in zip(tables.plans, row.cells, strict=True)]
    rows = []
    for theme, plan, item in pairs:
        cell = item.cell
        best = next(iter(item.evidence or cell.nearest), None)
        reason = wording.why(cell, lang)
        rows.append((theme.id, theme.name, plan.label, wording.depth(cell.depth, lang), reason, *_quoted(best, lang)))
    keys = (f"{theme.id}\t{plan.plan.id}" for theme, plan, _ in pairs)
    return _sheet("cells", "theme name plan depth reason quote place", rows, lang, keys)


def _quoted(passage: Passage | None, lang: Lang) -> tuple[str, str]:
    return (passage.quote, wording.where(passage, lang)) if passage else ("", "")


# Columns of the sheet of gaps.
GAPS = (
    "number plan upper relation group severity kind topic reason upper_depth lower_depth upper_clause upper_place "
    "nearest nearest_place section suggestion waived id"
)


def _gaps(tables: Tables, lang: Lang) -> Sheet:
    gaps = [(topic, row) for block in tables.gaps for topic in block.topics for row in topic.rows]
    keys = (row.gap.id for _, row in gaps)
    return _sheet("gaps", GAPS, (_gap(topic, row, lang) for topic, row in gaps), lang, keys)


def _gap(topic: GapTopic, row: GapRow, lang: Lang) -> list[Value]:
    gap = row.gap
    of_theme = gap.kind == "theme"
    return [
        topic.number,
        row.plan.label,
        row.upper.label,
        wording.name("relation", gap.relation, lang),
        wording.name("group", gap.group, lang),
        round(gap.severity, 4),
        wording.name("gap_kind", gap.kind, lang),
        wording.topic(topic, lang),
        wording.why(gap, lang),
        wording.depth(gap.upper_depth, lang) if of_theme else "",
        wording.depth(gap.lower_depth, lang) if of_theme else "",
        gap.upper_quote.quote,
        wording.where(gap.upper_quote, lang),
        *_quoted(row.near, lang),
        wording.path(gap.section),
        wording.advice(row, lang),
        gap.waived or "",
        gap.id,
    ]


_CLAUSES = "lower upper label score reason clause upper_place items missing_items best nearest_place role start end"


def _clauses(tables: Tables, lang: Lang) -> Sheet:
    keys = ("\t".join((row.alignment.id, row.alignment.upper, row.alignment.lower)) for row in tables.clauses)
    return _sheet("clauses", _CLAUSES, (_clause(row, lang) for row in tables.clauses), lang, keys)


def _clause(row: ClauseRow, lang: Lang) -> list[Value]:
    each = row.alignment
    return [
        row.lower.label,
        row.upper.label,
        wording.label(each.label, lang),
        round(each.score, 4),
        wording.why(each, lang),
        each.clause.quote,
        wording.where(each.clause, lang),
        wording.joined((wording.bracketed(i.quote, wording.label(i.label, lang), lang) for i in each.items), lang),
        wording.joined((item.quote for item in row.missing), lang),
        *_quoted(row.best, lang),
        wording.name("role", row.best.role, lang) if row.best else "",
        each.clause.start,
        each.clause.end,
    ]


def _requirements(tables: Tables, lang: Lang) -> Sheet:
    """Return what upper plans set and whom it binds: decided once for all lower plans."""
    rows, keys = [], []
    for row, each in tables.requirements:
        clause, plan = row.plan.clauses[each.clause], row.plan
        path = wording.path(plan.path(clause.section)) if clause.section is not None else ""
        binds = wording.name("binds", each.binds, lang) + wording.judged(each.judged_by, lang)
        told = row.label, binds, plan.text[clause.start : clause.end]
        rows.append((*told, path, wording.place(clause.place, lang)))
        keys.append(f"{plan.id}\t{each.clause}")
    return _sheet("requirements", "plan binds clause section place", rows, lang, keys)


_TARGET_PAIRS = (
    "indicator lower upper verdict reason upper_target lower_target upper_quote upper_place quote place target_kind"
)


def _target_pairs(tables: Tables, lang: Lang) -> Sheet:
    keys = (row.pair.id for row in tables.targets)
    return _sheet("target_pairs", _TARGET_PAIRS, (_target_pair(row, lang) for row in tables.targets), lang, keys)


def _target_pair(row: TargetRow, lang: Lang) -> list[Value]:
    upper, lower = row.upper_target, row.lower_target
    return [
        row.pair.indicator,
        row.lower.label,
        row.upper.label,
        wording.name("verdict", row.pair.verdict, lang),
        wording.sentence(row.pair.reason, lang),
        wording.target(upper, lang),
        wording.target(lower, lang),
        upper.quote,
        wording.where(upper, lang),
        lower.quote if lower else "",
        wording.where(lower, lang) if lower else "",
        upper.kind or "",
    ]


_CONTRADICTIONS = "indicator reason plan first_target quote place plan second_target quote place"


def _contradictions(tables: Tables, lang: Lang) -> Sheet:
    return _sheet("contradictions", _CONTRADICTIONS, (_contradiction(row, lang) for row in tables.contradictions), lang)


def _contradiction(row: ContradictionRow, lang: Lang) -> list[Value]:
    found = row.contradiction
    values: list[Value] = [found.indicator, wording.sentence(found.reason, lang)]
    for plan, target in zip(row.plans, row.targets, strict=True):
        values += [plan.label, wording.target(target, lang), target.quote, wording.where(target, lang)]
    return values


_EVIDENCE = "theme name plan depth found rank clause section place role commitment score reason start end"


def _evidence(tables: Tables, lang: Lang) -> Sheet:
    return _sheet("evidence", _EVIDENCE, (_passage(row, lang) for row in tables.evidence), lang)


def _passage(row: EvidenceRow, lang: Lang) -> list[Value]:
    passage = row.passage
    return [
        row.theme.id,
        row.theme.name,
        row.plan.label,
        wording.depth(row.cell.depth, lang),
        wording.name("use", row.use, lang),
        row.rank,
        passage.quote,
        wording.path(passage.section),
        wording.place(passage.place, lang),
        wording.name("role", passage.role, lang),
        wording.commitment(passage, lang),
        round(passage.score, 4),
        wording.sentence(passage.reason, lang),
        passage.start,
        passage.end,
    ]


def _frequency(tables: Tables, lang: Lang) -> Sheet:
    rows = (
        (row.theme.id, row.theme.name, plan.label, entry.mentions, round(entry.per_10k_chars, 4))
        for row in tables.frequency
        for plan, entry in zip(tables.plans, row.cells, strict=True)
    )
    return _sheet("frequency", "theme name plan mentions per_10k", rows, lang)


def _chain(tables: Tables, lang: Lang) -> Sheet:
    """One row for each theme and plan below the one that sets it."""
    rows = (
        (
            row.theme.id,
            row.theme.name,
            row.set_by.label,
            wording.depth(row.set_depth, lang),
            step.plan.label,
            step.upper.label,
            wording.depth(step.depth, lang),
            wording.name("chain_mark", step.mark, lang),
        )
        for row in tables.chain
        for step in row.steps
    )
    return _sheet("chain", "theme name set_by set_depth plan upper depth chain_mark", rows, lang)


def _distinctive(tables: Tables, lang: Lang) -> Sheet:
    rows = (
        (
            row.plan.label,
            row.item.theme or "",
            row.item.name,
            row.item.quote,
            wording.path(row.item.section),
            wording.place(row.item.place, lang),
        )
        for row in tables.distinctive
    )
    return _sheet("distinctive", "plan theme name clause section place", rows, lang)


def _unlinked(tables: Tables, lang: Lang) -> Sheet:
    rows = (
        (
            block.plan.label,
            item.passage.quote,
            wording.path(item.passage.section),
            wording.place(item.passage.place, lang),
            upper.label if upper else "",
            item.nearest.quote if item.nearest else "",
            item.nearest.score if item.nearest else "",
        )
        for block in tables.unlinked
        for item, upper in block.rows
    )
    return _sheet("unlinked", "plan clause section place upper upper_clause score", rows, lang)


_TARGETS = "plan indicator operator value unit year kind base_value quote section place start end"


def _targets(tables: Tables, lang: Lang) -> Sheet:
    return _sheet("targets", _TARGETS, _all_targets(tables, lang), lang)


def _all_targets(tables: Tables, lang: Lang) -> Iterator[list[Value]]:
    for plan, target in tables.all_targets:
        yield [
            plan.label,
            target.indicator,
            wording.operator(target, lang),
            target.value,
            target.unit,
            target.year or "",
            target.kind or "",
            wording.base(target, lang),
            target.quote,
            wording.path(target.section),
            wording.place(target.place, lang),
            target.start,
            target.end,
        ]


_SOURCES = "file plan encoding signs_read signs_left_out readable repairs inferred warnings"


def _sources(tables: Tables, lang: Lang) -> Sheet:
    rows = (
        (
            row.source.file,
            row.label,
            wording.encoded(row.source),
            wording.read(row, lang),
            wording.left_out(row, lang),
            wording.readable(row.source),
            wording.repairs(row, lang) if row.plan else "",
            wording.guessed(row, lang),
            wording.warnings(row, lang),
        )
        for row in tables.sources
    )
    return _sheet("sources", _SOURCES, rows, lang)
