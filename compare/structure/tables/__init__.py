"""Canonical text -> tables, in whatever form they stand there."""

from __future__ import annotations

from compare.model import Table
from compare.structure.tables.columns import Column, column_of
from compare.structure.tables.ruled import is_even, parted_by_signs, piped, tabbed
from compare.structure.tables.unruled import unruled
from compare.text import even_digits, even_years

__all__ = ["Column", "column_of", "find_tables"]


def find_tables(text: str) -> tuple[Table, ...]:
    """Tables of a plan in reading order; they do not overlap.

    Readers of files that have tables write a row a line with tabs between the cells; Markdown has pipes, a copied
    csv commas. Of tables that have lost their rules (a cell a line, or a row a line with blanks) only those of
    indicators are found, by their heads: 指标, 属性, years. Wide digits and years in words are as good as others.
    """
    text = even_years(even_digits(text))
    with_tabs = list(tabbed(text))
    ruled = [*(table for table in with_tabs if is_even(text, table)), *piped(text), *parted_by_signs(text)]
    found: list[Table] = []
    # Lines whose tabs do not agree are what is left of a table without rules.
    for table in [*ruled, *unruled(text, ruled), *with_tabs]:
        if all(table.end <= other.start or other.end <= table.start for other in found):
            found.append(table)
    return tuple(sorted(found, key=lambda table: table.start))
