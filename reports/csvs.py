"""``coverage.csv``, ``gaps.csv``, ``evidence.csv`` and the other tables: UTF-8 with BOM and CRLF, safe in Excel."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from reports import wording
from reports.rows import EvidenceRow, GapRow, Tables
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
        "evidence.csv": _evidence(tables, lang),
        "frequency.csv": _frequency(tables, lang),
        "chain.csv": _chain(tables, lang),
        "distinctive.csv": _distinctive(tables, lang),
    }


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


_GAPS = [
    "number",
    "plan",
    "upper",
    "relation",
    "group",
    "severity",
    "theme_id",
    "name",
    "upper_depth",
    "lower_depth",
    "upper_quote",
    "upper_place",
    "nearest",
    "nearest_place",
    "fit",
    "suggestion",
    "gap_id",
]


def _gaps(tables: Tables, lang: Lang) -> bytes:
    return _table(_titles(_GAPS, lang), (_gap(row, lang) for block in tables.gaps for row in block.rows))


def _gap(row: GapRow, lang: Lang) -> list[Value]:
    gap = row.gap
    nearest = row.near
    return [
        row.number,
        row.plan.label,
        row.upper.label,
        wording.name("relation", gap.relation, lang),
        wording.name("group", gap.group, lang),
        round(gap.severity, 4),
        row.theme.id,
        row.theme.name,
        wording.depth(gap.upper_depth, lang),
        wording.depth(gap.lower_depth, lang),
        gap.upper_quote.quote,
        wording.where(gap.upper_quote, lang),
        nearest.quote if nearest else "",
        wording.where(nearest, lang) if nearest else "",
        wording.path(gap.section),
        wording.advice(row, lang),
        gap.id,
    ]


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
    "commitment",
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
        wording.commitment(passage, lang),
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


def _chain(tables: Tables, lang: Lang) -> bytes:
    """One row for each theme and plan below the one that sets it."""
    rows: list[list[Value]] = [
        [
            row.theme.id,
            row.theme.name,
            row.set_by.label,
            wording.depth(row.set_depth, lang),
            step.plan.label,
            step.upper.label,
            wording.depth(step.depth, lang),
            wording.name("chain_mark", step.mark, lang),
        ]
        for row in tables.chain
        for step in row.steps
    ]
    return _table(
        _titles(["theme_id", "name", "set_by", "set_depth", "plan", "upper", "depth", "chain_mark"], lang), rows
    )


def _distinctive(tables: Tables, lang: Lang) -> bytes:
    rows: list[list[Value]] = [
        [
            row.plan.label,
            row.item.theme or "",
            row.item.name,
            row.item.quote,
            wording.path(row.item.section),
            wording.place(row.item.place, lang),
        ]
        for row in tables.distinctive
    ]
    return _table(_titles(["plan", "theme_id", "name", "quote", "section", "place"], lang), rows)
