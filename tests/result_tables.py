"""Reads report.json the way a user's own script would: each table as rows, a clause by its plan and number."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

Row = dict[str, Any]
Tables = dict[str, list[Row]]


def tables_of(report: bytes | str | dict[str, Any]) -> Tables:
    """Rows of each table, as dicts."""
    found: dict[str, Any] = report if isinstance(report, dict) else json.loads(report)
    return {
        name: [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]
        for name, table in found.items()
        if name != "schema"
    }


def read_tables(out: Path) -> Tables:
    """Rows of the report.json in a folder."""
    return tables_of((out / "report.json").read_bytes())


def clause_of(tables: Tables, plan: str, number: int) -> Row:
    """The clause of a plan with a number."""
    return next(row for row in tables["clauses"] if (row["plan"], row["n"]) == (plan, number))


def quote_of(tables: Tables, row: Row) -> str:
    """What a row of ``evidence`` quotes."""
    clause = clause_of(tables, row["plan"], row["clause"])
    quote: str = clause["quote"][row["start"] - clause["start"] : row["end"] - clause["start"]]
    return quote
