"""Rows of a table that has lost its rules -> with what their cells have in common: first parts of names, 属性."""

from __future__ import annotations

import re
from collections.abc import Sequence

from compare.structure.tables.alignment import Aligned
from compare.structure.tables.columns import Column
from compare.structure.tables.costs import Slot
from compare.structure.tables.tokens import Token
from compare.text import cues

_OF_PARTS, _BY_ITSELF = cues("first_part_of_name"), cues("name_by_itself")
_UNIT = re.compile(r"[（(][^（()）]*[)）]$")

Cells = dict[int, list[Token]]


def with_parents(rows: Sequence[Aligned], slots: Sequence[Slot]) -> list[Cells]:
    """Give each row what it shares with the one above: the first part of a name, and 属性 of the rows that share it."""
    parent = next(at for at, slot in enumerate(slots) if slot.virtual and slot.column is Column.NAME)
    number = next((at for at, slot in enumerate(slots) if slot.column is Column.NUMBER), None)
    kind = next((at for at, slot in enumerate(slots) if slot.column is Column.KIND), None)
    made = [dict(row.cells) for row in rows]
    _take_from_groups(made, slots, parent)
    since, members = 0, 0
    above: list[Token] = []
    for at, cells in enumerate(made):
        if parent in cells:
            since, members = at, 1
            above = cells[parent] if parent + 1 in cells else []
        elif parent + 1 in cells and above and _shares(above, members, cells, number, parent + 1):
            cells[parent] = above
            members += 1
        elif parent + 1 in cells or not above:
            since, above = at + 1, []
            if parent + 1 in cells:  # a name of one part spans both columns
                cells[parent] = cells.pop(parent + 1)
        if kind is not None and since <= at:
            _fill_down(made[since : at + 1], kind)
    return made


def _fill_down(rows: Sequence[Cells], kind: int) -> None:
    """Give rows without 属性 that of the nearest one above; where none is above, the first one below."""
    held = next((row[kind] for row in rows if kind in row), None)
    for row in rows if held else ():
        held = row.setdefault(kind, held)  # type: ignore[arg-type]


def _take_from_groups(rows: Sequence[Cells], slots: Sequence[Slot], parent: int) -> None:
    """Make the name of a group the first part of the names below it where it can be no other: it ends as names do, and
    the first two names speak of the same.
    """
    group = next(at for at, slot in enumerate(slots) if slot.column is Column.GROUP)
    for at, cells in enumerate(rows):
        if group not in cells or parent in cells or not _OF_PARTS.search(told := _joined(cells[group])):
            continue
        named = [row for row in rows[at:] if parent + 1 in row][:2]
        if len(named) < 2 or named[0] is not cells or group in named[1] or parent in named[1]:
            continue
        if all(_are_akin(told, _joined(row[parent + 1])) for row in named):
            cells[parent] = cells.pop(group)


def _shares(above: Sequence[Token], members: int, cells: Cells, number: int | None, name: int) -> bool:
    """Tell whether the first part of a name runs down to a row: the number is left out; where rows have none, it holds
    for two rows, and for more only as far as they speak of the same.
    """
    if number is not None:
        return number not in cells
    told, own = _joined(above), _joined(cells[name])
    if members < 2:
        return True
    if _UNIT.search(told) and not _UNIT.search(own) and not _BY_ITSELF.match(own):
        return True  # 主要污染物排放总量减少（%）: 化学需氧量, 氨氮 …
    return not _BY_ITSELF.match(own) and told[:2] in own


def _are_akin(parent: str, name: str) -> bool:
    """Tell whether two names speak of the same: a run of two characters, or the end and one more."""
    parent, name = _UNIT.sub("", parent), _UNIT.sub("", name)
    return bool(_common(parent, name)) or parent[-1:] == name[-1:] and len(set(parent) & set(name)) > 1


def _common(one: str, other: str) -> set[str]:
    """Return the runs of two characters that stand in both."""
    return {one[at : at + 2] for at in range(len(one) - 1)} & {other[at : at + 2] for at in range(len(other) - 1)}


def _joined(tokens: Sequence[Token]) -> str:
    return "".join(token.text for token in tokens)
