"""Rows as JSON, one a line: those of a plan made where the plan is judged, and compressed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

import msgspec
import zstandard

from compare.model import Comparison, Found, Plan, Record
from reports.output import escaped
from reports.tables import OF_A_PLAN, Row, found_by_plan, rows_of_plan
from reports.view import plan_labels

NEXT = b",\n"
"""Between two rows; no row holds a line break."""

# The quickest: the rows repeat one another so much that it makes a tenth of them.
_COMPRESSION = 1


class JsonRows(Record, frozen=True):
    """Makes the rows of a plan: a :class:`compare.model.Rendering`.

    Attributes:
        labels: Plan id to the short name by which suggestions call it.
    """

    labels: Mapping[str, str]

    def told(self, plan: Plan) -> str:
        """Return what else the rows depend on: suggestions name the upper plans."""
        return "\x1f".join(("json", *(self.labels[link.id] for link in plan.upper)))

    def render(self, found: Found) -> bytes:
        """Return the rows of each table of ``OF_A_PLAN``."""
        rows = rows_of_plan(found, self.labels)
        made = {name: zstandard.compress(encoded_rows(rows[name]), _COMPRESSION) for name in OF_A_PLAN}
        return msgspec.msgpack.encode(made)


def rows_of(plans: Iterable[Plan]) -> JsonRows:
    """Return what makes the rows of some plans."""
    return JsonRows(plan_labels(plans))


def rendered(comparison: Comparison) -> dict[str, dict[str, bytes]]:
    """Return plan id to the rows of each table, compressed: as made where the plan was judged, else made now."""
    make = rows_of(comparison.plans)
    packed = comparison.rendered or {found.plan.id: make.render(found) for found in found_by_plan(comparison)}
    return {plan.id: msgspec.msgpack.decode(packed[plan.id], type=dict[str, bytes]) for plan in comparison.plans}


def rows_in(made: bytes) -> bytes:
    """Return the rows of a table, with ``NEXT`` between them; empty if there are none."""
    return zstandard.decompress(made)


def encoded_rows(rows: Iterable[Row]) -> bytes:
    """Return rows as JSON, a line each, with ``NEXT`` between them."""
    rows = list(rows)
    try:
        lines = msgspec.json.Encoder().encode_lines(rows)
    except UnicodeEncodeError:
        lines = b"".join(encoded(row) + b"\n" for row in rows)
    # Nearly every table is printable but for the ends of its lines; that is told of all of it faster than of each line.
    if not lines.decode("utf-8").replace("\n", "").isprintable():
        lines = b"\n".join(map(escaped, lines.splitlines()))
    return lines.removesuffix(b"\n").replace(b"\n", NEXT)


def encoded(value: object) -> bytes:
    """Return a value as JSON in one line that may be looked at in a terminal."""
    try:
        return escaped(msgspec.json.encode(value))
    except UnicodeEncodeError:
        # A lone surrogate (a file name in an unknown encoding) becomes \udcxx, which is JSON's own notation for it.
        text = json.dumps(msgspec.to_builtins(value), ensure_ascii=False, separators=(",", ":"))
        return escaped(text.encode("utf-8", "backslashreplace"))
