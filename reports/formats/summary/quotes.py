"""Quotations of the summary, read back from the parquet files: only those few that it shows."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from compare.model import Place
from reports import wording
from reports.formats.parquet import FOLDER, pyarrow
from reports.formats.summary.rows import SummaryNote
from reports.schema import TABLES
from reports.wording import Lang

Clause = tuple[str, int]
"""A plan and the number of a clause of it."""
Headings = dict[Clause, tuple[int | None, str]]
"""A plan and the number of a section to the section above and the heading."""


def clauses_said(out: Path, wanted: Collection[Clause], lang: Lang) -> dict[Clause, SummaryNote]:
    """Return what clauses say and where.

    Args:
        out: Where the folder of parquet files is.
        wanted: Plans and numbers of clauses.
        lang: Language of the places.
    """
    shown = ["plan", "n", "section", "kind", "place", "quote"]
    numbers = {number for _, number in wanted}
    rows = [
        row
        for row in _rows(out, "clauses", shown, plan={plan for plan, _ in wanted}, n=numbers)
        if (row["plan"], row["n"]) in wanted
    ]
    headings = _headings(out, {row["plan"] for row in rows})
    found = {}
    for row in rows:
        path = _path(headings, row["plan"], row["section"])
        over = path[:-1] if row["kind"] == "heading" else path
        found[row["plan"], row["n"]] = SummaryNote(row["plan"], row["quote"], _where(over, row["place"], lang))
    return found


def targets_said(out: Path, wanted: Collection[str], lang: Lang) -> dict[str, tuple[str, SummaryNote]]:
    """Return target id to indicator and quotation; the parameters are those of :func:`clauses_said`."""
    rows = list(_rows(out, "targets", ["id", "indicator", "plan", "quote", "section", "place"], id=wanted))
    headings = _headings(out, {row["plan"] for row in rows})
    return {
        row["id"]: (
            row["indicator"],
            SummaryNote(
                row["plan"], row["quote"], _where(_path(headings, row["plan"], row["section"]), row["place"], lang)
            ),
        )
        for row in rows
    }


def _headings(out: Path, plans: Collection[str]) -> Headings:
    rows = _rows(out, "sections", ["plan", "n", "parent", "title"], plan=plans)
    return {(row["plan"], row["n"]): (row["parent"], row["title"]) for row in rows}


def _path(headings: Headings, plan: str, section: int | None) -> tuple[str, ...]:
    path: list[str] = []
    while section is not None:
        section, title = headings[plan, section]
        path.append(title)
    return tuple(reversed(path))


def _where(path: tuple[str, ...], place: str, lang: Lang) -> str:
    unit, _, number = place.partition(":")
    at: Any = unit
    return wording.spot(path, Place(at, int(number)), lang)


def _rows(out: Path, table: str, columns: list[str], **wanted: Collection[str] | Collection[int]) -> Iterable[Any]:
    """Rows of a table whose values in some columns are among those wanted."""
    import pyarrow.dataset as ds

    pa, types = pyarrow(), {column.name: column.type for column in TABLES[table].columns}
    chosen = None
    for column, values in wanted.items():
        of_type = pa.array(list(values), pa.int32() if types[column] == "whole" else pa.string())
        one = ds.field(column).isin(of_type)
        chosen = one if chosen is None else chosen & one
    found: list[Any] = ds.dataset(out / FOLDER / table).to_table(columns=columns, filter=chosen).to_pylist()
    return found
