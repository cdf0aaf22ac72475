"""Every table as a file of its own: UTF-8 with BOM and CRLF, safe in Excel."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from compare.model import Passage
from reports import wording
from reports.rows import ClauseRow, ContradictionRow, EvidenceRow, GapRow, GapTopic, Tables, TargetRow
from reports.safe import clean
from reports.wording import Lang

Value = str | int | float
# Excel and LibreOffice run a cell that begins so, the full-width signs too where the system is Chinese.
_FORMULA = tuple("=+-@\t\r＝＋－＠")


def render(tables: Tables, lang: Lang) -> dict[str, bytes]:
    """Relative path -> content."""
    return {
        "coverage.csv": _coverage(tables, lang),
        "gaps.csv": _gaps(tables, lang),
        "clauses.csv": _clauses(tables, lang),
        "target_pairs.csv": _target_pairs(tables, lang),
        "contradictions.csv": _contradictions(tables, lang),
        "evidence.csv": _evidence(tables, lang),
        "frequency.csv": _frequency(tables, lang),
        "sources.csv": _sources(tables, lang),
    }


def _sources(tables: Tables, lang: Lang) -> bytes:
    titles = _titles(
        ["file", "plan", "encoding", "read", "left_out", "readable", "repairs", "inferred", "warnings"], lang
    )
    rows = (
        [
            row.source.file,
            row.label,
            wording.encoded(row.source),
            wording.read(row, lang),
            wording.left_out(row, lang),
            wording.readable(row.source),
            wording.repairs(row, lang) if row.plan else "",
            wording.guessed(row, lang),
            wording.warnings(row, lang),
        ]
        for row in tables.sources
    )
    return _table(titles, rows)


def cell(value: Value) -> Value:
    """A text that no spreadsheet takes for a formula; numbers stay numbers."""
    if not isinstance(value, str):
        return value
    shown = clean(value).strip()
    return f"'{shown}" if value.startswith(_FORMULA) or shown.startswith(_FORMULA) else shown


def _titles(codes: Iterable[str], lang: Lang) -> list[str]:
    return [wording.text(f"column.{code}", lang) for code in codes]


def _table(titles: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([cell(title) for title in titles])
    writer.writerows([cell(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _coverage(tables: Tables, lang: Lang) -> bytes:
    titles = [*_titles(("theme_id", "name"), lang), *(row.label for row in tables.plans)]
    rows = [
        [row.theme.id, row.theme.name, *(wording.depth(item.cell.depth, lang) for item in row.cells)]
        for row in tables.matrix
    ]
    return _table(titles, rows)


_GAPS = (
    "number plan upper relation group severity gap_kind topic reason upper_depth lower_depth upper_quote upper_place "
    "nearest nearest_place fit suggestion waived gap_id"
)


def _gaps(tables: Tables, lang: Lang) -> bytes:
    rows = (_gap(topic, row, lang) for block in tables.gaps for topic in block.topics for row in topic.rows)
    return _table(_titles(_GAPS.split(), lang), rows)


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
        wording.topic(topic),
        wording.sentence(gap.reason, lang),
        wording.depth(gap.upper_depth, lang) if of_theme else "",
        wording.depth(gap.lower_depth, lang) if of_theme else "",
        gap.upper_quote.quote,
        wording.where(gap.upper_quote, lang),
        *_near(row.near, lang),
        wording.path(gap.section),
        wording.advice(row, lang),
        gap.waived or "",
        gap.id,
    ]


def _near(passage: Passage | None, lang: Lang) -> tuple[str, str]:
    return (passage.quote, wording.where(passage, lang)) if passage else ("", "")


_CLAUSES = (
    "plan upper label score reason upper_clause upper_place items missing_items best nearest_place role start end"
)


def _clauses(tables: Tables, lang: Lang) -> bytes:
    return _table(_titles(_CLAUSES.split(), lang), (_clause(row, lang) for row in tables.clauses))


def _clause(row: ClauseRow, lang: Lang) -> list[Value]:
    each = row.alignment
    return [
        row.lower.label,
        row.upper.label,
        wording.label(each.label, lang),
        round(each.score, 4),
        wording.sentence(each.reason, lang),
        each.clause.quote,
        wording.where(each.clause, lang),
        "；".join(f"{item.quote}（{wording.label(item.label, lang)}）" for item in each.items),
        "；".join(item.quote for item in row.missing),
        *_near(row.best, lang),
        wording.name("role", row.best.role, lang) if row.best else "",
        each.clause.start,
        each.clause.end,
    ]


_TARGET_PAIRS = (
    "indicator plan upper verdict reason upper_target lower_target upper_quote upper_place quote place target_kind"
)


def _target_pairs(tables: Tables, lang: Lang) -> bytes:
    return _table(_titles(_TARGET_PAIRS.split(), lang), (_target_pair(row, lang) for row in tables.targets))


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


def _contradictions(tables: Tables, lang: Lang) -> bytes:
    return _table(_titles(_CONTRADICTIONS.split(), lang), (_contradiction(row, lang) for row in tables.contradictions))


def _contradiction(row: ContradictionRow, lang: Lang) -> list[Value]:
    found = row.contradiction
    values: list[Value] = [found.indicator, wording.sentence(found.reason, lang)]
    for plan, target in zip(row.plans, row.targets, strict=True):
        values += [plan.label, wording.target(target, lang), target.quote, wording.where(target, lang)]
    return values


_EVIDENCE = [
    "theme_id",
    "name",
    "plan",
    "depth",
    "use",
    "rank",
    "quote",
    "section",
    "place",
    "role",
    "score",
    "reason",
    "start",
    "end",
]


def _evidence(tables: Tables, lang: Lang) -> bytes:
    return _table(_titles(_EVIDENCE, lang), (_passage(row, lang) for row in tables.evidence))


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
        round(passage.score, 4),
        wording.sentence(passage.reason, lang),
        passage.start,
        passage.end,
    ]


def _frequency(tables: Tables, lang: Lang) -> bytes:
    rows: list[list[Value]] = [
        [row.theme.id, row.theme.name, plan.label, entry.mentions, round(entry.per_10k_chars, 4)]
        for row in tables.frequency
        for plan, entry in zip(tables.plans, row.cells, strict=True)
    ]
    return _table(_titles(["theme_id", "name", "plan", "mentions", "per_10k"], lang), rows)
