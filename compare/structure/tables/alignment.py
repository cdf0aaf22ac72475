"""Tokens of a table that has lost its rules -> its rows, by the cheapest way to put each token into a column.

A token goes into the column of the one before it (a cell over several lines), into a later one of the same row, or
begins a row. What each of these costs depends on what the column holds and what the token looks like; the whole table
is read by dynamic programming, so that a cell that could be two things is decided by what follows it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from compare.structure.tables.columns import Column
from compare.structure.tables.costs import Slot, continued, emission, numbered
from compare.structure.tables.tokens import Token
from compare.text import cues

_HAN = re.compile("[\u3400-\u9fff]")
_WHOLE, _OF_PARTS = cues("whole_name"), cues("several_indicators")
_CHANGES = cues("goes_on_name")
_UNIT_BEHIND = re.compile(r"[（(][^（()）]*[)）]?$")
_SHORT = 4

# What it costs that a column of a row is empty: groups are told once, a figure is seldom left out.
_SKIPPED = {
    Column.NUMBER: 3.0,
    Column.GROUP: 0.1,
    Column.NAME: 6.0,
    Column.UNIT: 2.5,
    Column.YEAR: 6.0,
    Column.VALUE: 3.5,
    Column.KIND: 1.5,
    Column.OTHER: 0.8,
}
_NEW_ROW, _BROKEN_ROW, _WITHIN_LINE = 0.3, 0.6, 5.0
_NEEDLESS = 2.0


class Aligned(NamedTuple):
    """A row: tokens by slot, and what it cost."""

    cells: dict[int, list[Token]]
    cost: float


_At = tuple[int, bool]
"""A slot, and whether the row or the ones above it share the first part of a name."""


class _State(NamedTuple):
    """The cheapest way to a token in a slot: cost, running number, text of the cell, and what was before."""

    cost: float
    number: int
    held: str
    back: _At | None
    begins: bool


def align(tokens: Sequence[Token], slots: Sequence[Slot], *, by_line: bool, number: int = 0) -> list[Aligned]:
    """Put tokens into the columns of rows.

    Args:
        tokens: Tokens in reading order.
        slots: The columns in their order.
        by_line: The table was written a row a line; else a cell a line.
        number: The last running number above.

    Returns:
        Rows in reading order; every token is in one of them.
    """
    aligner = _RowAligner(slots, by_line=by_line, width=max((len(token.text) for token in tokens), default=0))
    tables: list[dict[_At, _State]] = []
    for token in tokens:
        tables.append(aligner.after(tables[-1], token) if tables else aligner.first(token, number))
    return _rows(tokens, tables)


class _Skips:
    """Costs of columns that are left empty, summed from the first on."""

    def __init__(self, slots: Sequence[Slot]) -> None:
        self._slots = slots
        yearly = any(slot.column is Column.YEAR for slot in slots)
        self._usual = self._sums(0.4 if yearly else None, inside=False)
        self._inside = self._sums(0.4 if yearly else None, inside=True)

    def _sums(self, yearly: float | None, *, inside: bool) -> list[float]:
        sums = [0.0]
        for slot in self._slots:
            cost = 0.0 if slot.virtual else _SKIPPED[slot.column]
            if yearly is not None and slot.column in (Column.NUMBER, Column.NAME, Column.UNIT, Column.KIND):
                cost = yearly
            if inside and slot.column in (Column.NUMBER, Column.UNIT):
                cost = 0.3
            sums.append(sums[-1] + cost)
        return sums

    def cost(self, since: int, until: int, *, inside: bool = False) -> float:
        """Sum the costs of the slots from one up to another."""
        sums = self._inside if inside else self._usual
        return sums[until] - sums[since]


class _RowAligner:
    """The states of a table, token by token."""

    def __init__(self, slots: Sequence[Slot], *, by_line: bool, width: int) -> None:
        self._slots, self._by_line, self._width = slots, by_line, width
        self._skips = _Skips(slots)

    def first(self, token: Token, number: int) -> dict[_At, _State]:
        """Begin the first row."""
        states = {}
        for at, slot in enumerate(self._slots):
            cost = self._skips.cost(0, at) + emission(token, slot, number)
            states[at, _is_parent(slot)] = _State(cost, numbered(token, slot, number), token.text, None, True)
        return states

    def after(self, above: Mapping[_At, _State], token: Token) -> dict[_At, _State]:
        """Put one more token behind each state."""
        states: dict[_At, _State] = {}
        begun: dict[int, list[tuple[float, int]]] = {}  # by running number; many states have the same
        for (before, shared), state in above.items():
            if state.number not in begun:
                begun[state.number] = [
                    (emission(token, slot, state.number), numbered(token, slot, state.number)) for slot in self._slots
                ]
            for at, (slot, (cost_of, number)) in enumerate(zip(self._slots, begun[state.number], strict=True)):
                back = (before, shared)
                if at == before:
                    cost = state.cost + continued(token, slot, state.held) + self._needless(token, slot, state.held)
                    _keep(states, back, _State(cost, state.number, state.held + token.text, back, False))
                elif at > before:
                    cost = state.cost + self._skips.cost(before + 1, at) + cost_of
                    if self._by_line and token.gap == "line" and self._slots[before].column is not Column.GROUP:
                        cost += _BROKEN_ROW
                    _keep(states, (at, shared or _is_parent(slot)), _State(cost, number, token.text, back, False))
                inside = shared and slot.column is Column.NAME and not slot.virtual
                cost = state.cost + cost_of + self._between(before, at, token, inside=inside)
                _keep(states, (at, inside or _is_parent(slot)), _State(cost, number, token.text, back, True))
        return states

    def _needless(self, token: Token, slot: Slot, held: str) -> float:
        """Return what it costs that a name that is whole goes on in the next line, though its own is not full."""
        if slot.column is not Column.NAME or not _WHOLE.search(held) or not _HAN.match(token.text):
            return 0.0
        if _CHANGES.match(token.text):
            return 0.0  # 排放总量 / 减少（%）
        two = _OF_PARTS.search(held) and _WHOLE.search(_UNIT_BEHIND.sub("", token.text)) and len(token.text) > _SHORT
        return _NEEDLESS if two or len(held) < self._width or token.gap == "blank" else 0.0

    def _between(self, before: int, at: int, token: Token, *, inside: bool) -> float:
        """Return what it costs that a row ends behind one slot and the next begins with another."""
        cost = self._skips.cost(before + 1, len(self._slots)) + self._skips.cost(0, at, inside=inside) + _NEW_ROW
        return cost + (_WITHIN_LINE if self._by_line and token.gap != "line" else 0.0)


def _keep(states: dict[_At, _State], at: _At, state: _State) -> None:
    if at not in states or state.cost < states[at].cost:
        states[at] = state


def _is_parent(slot: Slot) -> bool:
    return slot.virtual and slot.column is Column.NAME


def _rows(tokens: Sequence[Token], tables: Sequence[Mapping[_At, _State]]) -> list[Aligned]:
    """Follow the cheapest way back from the last token."""
    rows: list[Aligned] = []
    if not tables:
        return rows
    at: _At | None = min(tables[-1], key=lambda at: tables[-1][at].cost)
    cells: dict[int, list[Token]] = {}
    upto = tables[-1][at].cost  # type: ignore[index]
    for index in range(len(tokens) - 1, -1, -1):
        assert at is not None
        state = tables[index][at]
        cells.setdefault(at[0], []).insert(0, tokens[index])
        if state.begins:
            before = tables[index - 1][state.back].cost if state.back else 0.0
            rows.insert(0, Aligned(cells, upto - before))
            cells, upto = {}, before
        at = state.back
    return rows
