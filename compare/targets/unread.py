"""Rows of indicator tables whose head or cells could not be told apart, so that nothing is left out in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from compare.model import Plan, Table
from compare.structure import Column, column_of
from compare.text import composed, is_figure

_KIND_AT_END = composed(r"(?m)(?<![^\n\t \u3000|]){kind_of_target}[\t \u3000|]*$")
_PARTS = re.compile(r"[\t|]|[ \u3000]{2,}|(?<=[^\W\d_]) (?=[^\W\d_])|(?<=[）)]) ")
_NAME = re.compile(r"(?!约束性|预期性|完成|达到|控制|20\d\d)[^\n。]*[\u3400-\u9fff]{3}")
_OF_A_YEAR = re.compile(r"20\d\d\s*年")
_ABOVE = 6
"""Lines among which the name of a row stands where its cells stand a line each."""

_FEWEST = 2
"""Rows from which on there is a table; one 约束性 at the end of a line is none."""

Span = tuple[int, int]


def rows_without_table(plan: Plan, known: Sequence[Span]) -> tuple[str, ...]:
    """Return the names of rows that end with 约束性 or 预期性 and stand in no table that was read.

    Args:
        plan: The plan.
        known: Spans of the tables that were read, or of which it is known that they set nothing.
    """
    return tuple(_name(plan.text, end) for end in _ends(plan, known))


def lines_without_table(plan: Plan, known: Sequence[Span]) -> list[Span]:
    """Return the lines of these rows: what stands there is no sentence."""
    return [(plan.text.rfind("\n", 0, end.start()) + 1, end.end()) for end in _ends(plan, known)]


def _ends(plan: Plan, known: Sequence[Span]) -> list[re.Match[str]]:
    found = [
        match
        for match in _KIND_AT_END.finditer(plan.text)
        if not any(start <= match.start() < end for start, end in known)
    ]
    return found if len(found) >= _FEWEST else []


def rows_without_head(plan: Plan, table: Table) -> tuple[str, ...]:
    """Return the names of the rows with figures of a table that names indicators, or says that it does, and whose
    columns of values are not known.
    """
    columns = [column_of(head) for head in table.header]
    if columns[:1] == [Column.NAME] and any(_OF_A_YEAR.match(plan.text[slice(*row[0])]) for row in table.rows if row):
        return tuple(filter(_NAME.match, table.header[1:]))  # a table that is turned: years stand in its first column
    if Column.NAME not in columns and "主要指标" not in table.title:
        return ()
    rows = [[plan.text[slice(*cell)] for cell in row] for row in table.rows]
    names = [next((cell for cell in row if _NAME.match(cell)), "") for row in rows if any(map(is_figure, row))]
    return tuple(filter(None, names))


def _name(text: str, kind: re.Match[str]) -> str:
    """Return the name of a row: on the line of its kind, or the nearest above."""
    start = text.rfind("\n", 0, kind.start()) + 1
    return next(_names(text[start : kind.start()]), "") or next(
        (name for line in reversed(text[:start].splitlines()[-_ABOVE:]) for name in _names(line)), kind.group().strip()
    )


def _names(line: str) -> Iterator[str]:
    return (part.strip() for part in _PARTS.split(line) if _NAME.match(part.strip()))
