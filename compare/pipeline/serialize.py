"""What was found of a plan, as bytes: quotations and headings stand in them as spans and numbers, each place once.

Only what the types below say can come out of the bytes: no code, no other objects.
"""

from __future__ import annotations

import copyreg
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import TypeVar

import msgspec

from compare.model import (
    Alignment,
    Cell,
    Commitment,
    Depth,
    Distinctive,
    Gap,
    Item,
    Label,
    Passage,
    Place,
    Plan,
    Reason,
    Record,
    Requirement,
    Role,
    Status,
    Target,
    TargetPair,
    Theme,
    Unlinked,
)

Told = TypeVar("Told", Distinctive, Gap, Requirement, Unlinked)


class _Spot(Record, frozen=True):
    """Where a quotation stands; ``section`` is a number in the list of heading paths."""

    start: int
    end: int
    section: int
    place: Place
    role: Role
    commitment: Commitment | None
    clause: int | None


class _Quoted(Record, frozen=True):
    """A passage; ``spot`` is a number in the list of spots."""

    spot: int
    score: float
    reason: Reason
    depth: Depth


class _Quotations(Record, frozen=True):
    """The spots of the passages of one plan and the heading paths over them."""

    sections: tuple[tuple[str, ...], ...]
    spots: tuple[_Spot, ...]


class _Cell(Record, frozen=True):
    theme: str
    status: Status
    depth: Depth | None
    explicit: bool | None
    evidence: tuple[_Quoted, ...]
    phrases: tuple[str, ...]
    nearest: tuple[_Quoted, ...]
    reason: Reason
    mentions: int
    wordings: tuple[str, ...]
    passages: int
    judged_by: str | None


class _PackedCells(Record, frozen=True):
    quotations: _Quotations
    cells: tuple[_Cell, ...]


class _Item(Record, frozen=True):
    start: int
    end: int
    label: Label
    matches: tuple[_Quoted, ...]


class _Row(Record, frozen=True):
    id: str
    status: Status
    clause: _Quoted
    label: Label | None
    score: float
    reason: Reason
    items: tuple[_Item, ...]
    matches: tuple[_Quoted, ...]
    sure: bool
    decided: bool
    judged_by: str | None
    for_others: float


class _PackedRows(Record, frozen=True):
    above: _Quotations
    below: _Quotations
    rows: tuple[_Row, ...]


class _Packer:
    """Gathers the passages of one plan."""

    def __init__(self) -> None:
        self._sections: dict[tuple[str, ...], int] = {}
        self._spots: dict[tuple[int, int], int] = {}
        self._list: list[_Spot] = []

    def quoted(self, passages: Iterable[Passage]) -> tuple[_Quoted, ...]:
        """Passages by the numbers of their spots."""
        return tuple(_Quoted(self._spot(each), each.score, each.reason, each.depth) for each in passages)

    def quotations(self) -> _Quotations:
        """All that was gathered."""
        return _Quotations(tuple(self._sections), tuple(self._list))

    def _spot(self, passage: Passage) -> int:
        span = passage.start, passage.end
        if (number := self._spots.get(span)) is None:
            number = self._spots[span] = len(self._spots)
            section = self._sections.setdefault(passage.section, len(self._sections))
            self._list.append(_Spot(*span, section, passage.place, passage.role, passage.commitment, passage.clause))
        return number


class _Unpacker:
    """Gives the passages of one plan back; those of the same spot share their quotation and headings."""

    def __init__(self, plan: Plan, quotations: _Quotations) -> None:
        self._spots = [
            (plan.text[spot.start : spot.end], spot, quotations.sections[spot.section]) for spot in quotations.spots
        ]

    def passages(self, quoted: Sequence[_Quoted]) -> tuple[Passage, ...]:
        """Passages with their texts."""
        return tuple(map(self.passage, quoted))

    def passage(self, quoted: _Quoted) -> Passage:
        """One of them."""
        text, spot, section = self._spots[quoted.spot]
        return Passage(
            text,
            spot.start,
            spot.end,
            section,
            spot.place,
            spot.role,
            quoted.score,
            quoted.reason,
            quoted.depth,
            spot.commitment,
            spot.clause,
        )


def _reduced(value: Record) -> tuple[Callable[[type[Record], bytes], Record], tuple[type[Record], bytes]]:
    return _restored, (type(value), msgspec.msgpack.encode(value))


def _restored(kind: type[Record], packed: bytes) -> Record:
    return msgspec.msgpack.decode(packed, type=kind)


# How they travel to other processes: pickle takes twenty times as long over slotted classes.
for _kind in (Plan, Target, TargetPair, Theme):
    copyreg.pickle(_kind, _reduced)


def pack_cells(cells: Sequence[Cell]) -> bytes:
    """Return the cells of one plan."""
    writer = _Packer()
    packed = tuple(
        _Cell(
            cell.theme,
            cell.status,
            cell.depth,
            cell.explicit,
            writer.quoted(cell.evidence),
            cell.phrases,
            writer.quoted(cell.nearest),
            cell.reason,
            cell.mentions,
            cell.wordings,
            cell.passages,
            cell.judged_by,
        )
        for cell in cells
    )
    return msgspec.msgpack.encode(_PackedCells(writer.quotations(), packed))


def unpack_cells(packed: bytes, plan: Plan) -> tuple[Cell, ...]:
    """Return the other way.

    Raises:
        msgspec.DecodeError: The bytes are not those of :func:`pack_cells`.
    """
    found = msgspec.msgpack.decode(packed, type=_PackedCells)
    reader = _Unpacker(plan, found.quotations)
    return tuple(
        Cell(
            theme=cell.theme,
            plan=plan.id,
            status=cell.status,
            depth=cell.depth,
            explicit=cell.explicit,
            evidence=reader.passages(cell.evidence),
            phrases=_each_once(cell.phrases),
            nearest=reader.passages(cell.nearest),
            reason=cell.reason,
            mentions=cell.mentions,
            wordings=cell.wordings,
            passages=cell.passages,
            judged_by=cell.judged_by,
        )
        for cell in found.cells
    )


# Every plan is searched for the same phrases of a theme.
@lru_cache(maxsize=4096)
def _each_once(phrases: tuple[str, ...]) -> tuple[str, ...]:
    return phrases


def pack_rows(rows: Sequence[Alignment]) -> bytes:
    """Return the alignments of a pair of plans."""
    above, below = _Packer(), _Packer()
    packed = tuple(
        _Row(
            row.id,
            row.status,
            above.quoted((row.clause,))[0],
            row.label,
            row.score,
            row.reason,
            tuple(_Item(item.start, item.end, item.label, below.quoted(item.matches)) for item in row.items),
            below.quoted(row.matches),
            row.sure,
            row.decided,
            row.judged_by,
            row.for_others,
        )
        for row in rows
    )
    return msgspec.msgpack.encode(_PackedRows(above.quotations(), below.quotations(), packed))


def unpack_rows(packed: bytes, upper: Plan, lower: Plan) -> tuple[Alignment, ...]:
    """Return the other way.

    Raises:
        msgspec.DecodeError: The bytes are not those of :func:`pack_rows`.
    """
    found = msgspec.msgpack.decode(packed, type=_PackedRows)
    above, below = _Unpacker(upper, found.above), _Unpacker(lower, found.below)
    return tuple(
        Alignment(
            id=row.id,
            upper=upper.id,
            lower=lower.id,
            status=row.status,
            clause=above.passage(row.clause),
            label=row.label,
            score=row.score,
            reason=row.reason,
            items=tuple(
                Item(upper.text[item.start : item.end], item.start, item.end, item.label, below.passages(item.matches))
                for item in row.items
            ),
            matches=below.passages(row.matches),
            sure=row.sure,
            decided=row.decided,
            judged_by=row.judged_by,
            for_others=row.for_others,
        )
        for row in found.rows
    )


def pack(found: Sequence[Distinctive] | Sequence[Gap] | Sequence[Requirement] | Sequence[Unlinked]) -> bytes:
    """Return what is told of one plan as it is."""
    return msgspec.msgpack.encode(found)


def unpack(packed: bytes, kind: type[Told]) -> tuple[Told, ...]:
    """Return the other way.

    Raises:
        msgspec.DecodeError: The bytes are not those of :func:`pack` with this kind.
    """
    return msgspec.msgpack.decode(packed, type=tuple[kind, ...])  # type: ignore[valid-type]
