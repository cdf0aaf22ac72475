"""The rows of ``report.json`` of which there are millions, as JSON: made plan by plan, where the plans are judged.

The fields of each row stand in the order of their names, as everywhere in the report.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import msgspec
import zstandard

from compare.model import (
    Alignment,
    Cell,
    Commitment,
    Comparison,
    Depth,
    Found,
    Gap,
    GapGroup,
    GapKind,
    Item,
    Label,
    Passage,
    Place,
    Plan,
    Reason,
    Relation,
    Role,
    Status,
    Unlinked,
)
from reports import wording
from reports.output import escaped
from reports.view import plan_labels

PARTS = ("alignments", "coverage", "gaps", "unlinked")
"""Parts of the report whose rows are made here."""
NEXT = b",\n"
"""Between two rows; no row holds a line break."""

# The quickest: the rows repeat one another so much that it makes a tenth of them.
_COMPRESSION = 1
# Sentences that are remembered; most reasons come again and again.
_SENTENCES = 1 << 14


class _Row(msgspec.Struct, gc=False):
    """A row or a part of one; nothing in it can refer back to it."""


class _Passage(_Row):
    commitment: Commitment | None
    depth: Depth
    end: int
    place: Mapping[str, int]
    quote: str
    reason: str
    role: Role
    score: float
    section: Sequence[str]
    start: int


class _Item(_Row):
    end: int
    label: Label
    matches: Sequence[_Passage]
    quote: str
    start: int


class _Alignment(_Row):
    clause: _Passage
    id: str
    items: Sequence[_Item]
    label: Label | None
    lower: str
    matches: Sequence[_Passage]
    reason: str
    score: float
    status: Status
    upper: str


class _Tried(_Row):
    nearest: Sequence[_Passage]
    phrases: Sequence[str]


class _Cell(_Row):
    depth: Depth | None
    evidence: Sequence[_Passage]
    explicit: bool | None
    plan: str
    reason: str
    status: Status
    theme: str
    tried: _Tried


class _Gap(_Row):
    group: GapGroup
    id: str
    kind: GapKind
    lower_depth: Depth | None
    nearest: Sequence[_Passage]
    origins: Sequence[str]
    plan: str
    reason: str
    ref: str
    relation: Relation
    repeats: Sequence[str]
    section: Sequence[str]
    severity: float
    suggestion: str
    theme: str | None
    topic: str
    upper: str
    upper_depth: Depth | None
    upper_quote: _Passage
    waived: str | None


class _Nearest(_Row):
    quote: str
    score: float
    upper: str | None


class _Unlinked(_Row):
    end: int
    nearest: _Nearest | None
    place: Mapping[str, int]
    plan: str
    quote: str
    section: Sequence[str]
    start: int
    uppers: Sequence[str]


@dataclass(frozen=True, slots=True)
class Rows:
    """Makes the rows of a plan: a :class:`compare.model.Rendering`.

    Attributes:
        labels: Plan id to the short name by which sentences call it.
    """

    labels: Mapping[str, str]

    def told(self, plan: Plan) -> str:
        """Sentences name the upper plans."""
        return "\x1f".join(self.labels[link.id] for link in plan.upper)

    def render(self, found: Found) -> bytes:
        """The rows of each part, those of the coverage in the order of the themes."""
        parts: dict[str, Iterable[_Row]] = {
            "alignments": map(_alignment, found.alignments),
            "coverage": map(_cell, found.cells),
            "gaps": (_gap(gap, self.labels[gap.upper]) for gap in found.gaps),
            "unlinked": map(_unlinked, found.unlinked),
        }
        made = {name: zstandard.compress(NEXT.join(map(encoded, rows)), _COMPRESSION) for name, rows in parts.items()}
        return msgspec.msgpack.encode(made)


def rows_of(plans: Iterable[Plan]) -> Rows:
    """What makes the rows of some plans."""
    return Rows(plan_labels(plans))


def rendered(comparison: Comparison) -> dict[str, dict[str, bytes]]:
    """Plan id to the rows of each part of it, compressed: as they were made where it was judged, else made now."""
    packed = comparison.rendered or _made_now(comparison)
    return {plan.id: msgspec.msgpack.decode(packed[plan.id], type=dict[str, bytes]) for plan in comparison.plans}


def rows_in(made: bytes) -> bytes:
    """The rows of a part, with ``NEXT`` between them; empty if there are none."""
    return zstandard.decompress(made)


def encoded(value: object, order: Literal["sorted"] | None = None) -> bytes:
    """A value as JSON in one line that may be looked at in a terminal."""
    try:
        return escaped(msgspec.json.encode(value, order=order))
    except UnicodeEncodeError:
        # A lone surrogate (a file name in an unknown encoding) becomes \udcxx, which is JSON's own notation for it.
        text = json.dumps(msgspec.to_builtins(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return escaped(text.encode("utf-8", "backslashreplace"))


def rounded(value: float) -> float:
    """As many places as anybody can mean."""
    return round(value, 4)


def place(place: Place) -> dict[str, int]:
    """The unit in which a file is counted, and the number."""
    return {place.unit: place.number}


@lru_cache(maxsize=_SENTENCES)
def sentence(reason: Reason) -> str:
    """A reason in Chinese."""
    return wording.sentence(reason, "zh")


def _made_now(comparison: Comparison) -> dict[str, bytes]:
    make = rows_of(comparison.plans)
    cells: defaultdict[str, list[Cell]] = defaultdict(list)
    alignments: defaultdict[str, list[Alignment]] = defaultdict(list)
    gaps: defaultdict[str, list[Gap]] = defaultdict(list)
    unlinked: defaultdict[str, list[Unlinked]] = defaultdict(list)
    for cell in comparison.coverage:
        cells[cell.plan].append(cell)
    for alignment in comparison.alignments:
        alignments[alignment.lower].append(alignment)
    for gap in comparison.gaps:
        gaps[gap.plan].append(gap)
    for item in comparison.unlinked:
        unlinked[item.plan].append(item)
    return {
        id_: make.render(Found(id_, cells[id_], alignments[id_], gaps[id_], unlinked[id_]))
        for id_ in (plan.id for plan in comparison.plans)
    }


def _passage(passage: Passage) -> _Passage:
    return _Passage(
        passage.commitment,
        passage.depth,
        passage.end,
        place(passage.place),
        passage.quote,
        sentence(passage.reason),
        passage.role,
        rounded(passage.score),
        passage.section,
        passage.start,
    )


def _passages(passages: Iterable[Passage]) -> list[_Passage]:
    return [_passage(passage) for passage in passages]


def _cell(cell: Cell) -> _Cell:
    return _Cell(
        depth=cell.depth,
        evidence=_passages(cell.evidence),
        explicit=cell.explicit,
        plan=cell.plan,
        reason=sentence(cell.reason),
        status=cell.status,
        theme=cell.theme,
        tried=_Tried(_passages(cell.nearest), cell.phrases),
    )


def _alignment(alignment: Alignment) -> _Alignment:
    return _Alignment(
        clause=_passage(alignment.clause),
        id=alignment.id,
        items=[_item(item) for item in alignment.items],
        label=alignment.label,
        lower=alignment.lower,
        matches=_passages(alignment.matches),
        reason=sentence(alignment.reason),
        score=rounded(alignment.score),
        status=alignment.status,
        upper=alignment.upper,
    )


def _item(item: Item) -> _Item:
    return _Item(item.end, item.label, _passages(item.matches), item.quote, item.start)


def _gap(gap: Gap, upper: str) -> _Gap:
    return _Gap(
        group=gap.group,
        id=gap.id,
        kind=gap.kind,
        lower_depth=gap.lower_depth,
        nearest=_passages(gap.nearest),
        origins=gap.origins,
        plan=gap.plan,
        reason=sentence(gap.reason),
        ref=gap.ref,
        relation=gap.relation,
        repeats=gap.repeats,
        section=gap.section,
        severity=rounded(gap.severity),
        suggestion=wording.suggestion(gap, upper, "zh"),
        theme=gap.theme,
        topic=gap.topic,
        upper=gap.upper,
        upper_depth=gap.upper_depth,
        upper_quote=_passage(gap.upper_quote),
        waived=gap.waived,
    )


def _unlinked(item: Unlinked) -> _Unlinked:
    nearest, passage = item.nearest, item.passage
    return _Unlinked(
        end=passage.end,
        nearest=None if nearest is None else _Nearest(nearest.quote, rounded(nearest.score), item.nearest_upper),
        place=place(passage.place),
        plan=item.plan,
        quote=passage.quote,
        section=passage.section,
        start=passage.start,
        uppers=item.uppers,
    )
