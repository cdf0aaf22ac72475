"""Canonical text -> tables, in whatever form they stand there."""

from __future__ import annotations

from compare.model import Table
from compare.structure.tables.columns import Column, column_of
from compare.structure.tables.ruled import piped, tabbed
from compare.structure.tables.unruled import unruled

__all__ = ["Column", "column_of", "find_tables"]


def find_tables(text: str) -> tuple[Table, ...]:
    """Tables of a plan in reading order; they do not overlap.

    Readers of files that have tables write a row a line with tabs between the cells; Markdown has pipes. Of tables
    that have lost their rules (a cell a line, or a row a line with blanks) only those of indicators are found, by
    their heads: 指标, 属性, years.
    """
    found: list[Table] = []
    for table in sorted([*tabbed(text), *piped(text), *unruled(text)], key=lambda table: (table.start, -table.end)):
        if not found or table.start >= found[-1].end:
            found.append(table)
    return tuple(found)
