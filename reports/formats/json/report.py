"""``report.json`` after the contract ``planalign/2``, and the canonical texts to which its offsets point.

The file is the same whatever language the other reports are in: codes, and where there are sentences Chinese ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import chain

from compare.model import Comparison
from reports.formats.json.rows import NEXT, encoded, encoded_rows, rendered, rows_in
from reports.output import Content, file_names
from reports.schema import SCHEMA, TABLES, columns_of
from reports.tables import rows_of_rest


def render(comparison: Comparison) -> dict[str, Content]:
    """Return ``report.json`` and ``texts/PLAN_ID.txt``: relative path -> content."""
    made: dict[str, Content] = {"report.json": _written(comparison)}
    names = file_names(plan.id for plan in comparison.plans)
    for plan in comparison.plans:
        made[f"texts/{names[plan.id]}.txt"] = plan.text.encode("utf-8", "replace")
    return made


def digest(comparison: Comparison) -> bytes:
    """SHA-256 of ``report.json`` and of the texts: of all that other formats show."""
    told = sha256()
    texts = (plan.text.encode("utf-8", "replace") for plan in comparison.plans)
    for piece in chain(_written(comparison), texts):
        told.update(piece)
    return told.digest()


def _written(comparison: Comparison) -> Iterator[bytes]:
    """Yield the report piece by piece, a row a line: two hundred plans have millions of passages."""
    yield b'{\n"schema": ' + encoded(SCHEMA)
    for name, pieces in _tables(comparison):
        yield NEXT + encoded(name) + b': {"columns": ' + encoded(columns_of(name)) + b', "rows": ['
        before = b"\n"
        for rows in filter(None, pieces):
            yield before + rows
            before = NEXT
        yield b"\n]}" if before == NEXT else b"]}"
    yield b"\n}\n"


def _tables(comparison: Comparison) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Tables in the order of the contract with their rows, one or many at once, made when they are asked for."""
    made, rest = rendered(comparison), rows_of_rest(comparison)
    for name in TABLES:
        if name in rest:
            yield name, [encoded_rows(rest[name])]
        else:
            yield name, (rows_in(of_plan[name]) for of_plan in made.values())
