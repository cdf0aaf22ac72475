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
from compare.structure.tables.tokens import Token

_NUMBER = re.compile(r"[（(]?(\d{1,3})[.．、)）]?")
_KINDS = re.compile(r"(?:约束|预期|强制|引导|指导|参考|建议)性?(?:指标)?")
_DASH = re.compile(r"[—–\-－…/*∗＊]{1,4}")
_FIGURE = re.compile(
    r"[（(【［\[〔]?[><≥≤＞＜≧≦≈约超]?\d[\d.,，]*(?:[-—–~～至:：/]\d[\d.]*)*(?:%|％|‰|万|亿)?(?:左右|以上|以内|以下)?[∗*＊①-⑳]?[,，]?"
    r"[】］\]〕)）]?[∗*＊①-⑳]?(?:左右|以上|以内|以下)?"
)
_IN_WORDS = re.compile(
    r"[［\[【〔（(]?(?:完成|与经济|与GDP|与国|力争|稳步|基本(?:稳定|完成|保持|同步|持平)|持续|达到|保持|控制|不低于|不超过|高于|低于|"
    r"逐步|进一步|按|好于|优于|努力|翻|同步|稳定|合理|年均|累计|明显|持平|不变|全覆盖|待)"
)
_FRAGMENT = re.compile(r"左右|以上|以内|以下|[（(][^（()）]{2,10}[)）]")
_UNIT = re.compile(
    r"[（(]?(?:[%％‰]|个?百分点|[十百千万亿]{0,3}(?:美元|元|吨标准煤|吨标煤|吨|公顷|亩|平方公里|平方米|立方米|公里|千瓦时|千瓦|人次|人|件|个|家|户|张|套|岁|年|天|"
    r"小时|台|辆|座|所|名|项|倍|次|分|床|起|处|条|微克|毫克|公斤|米|箱|标箱|标准箱)(?:[（(].{1,4}[)）])?(?:/.{1,8})?)[)）]?"
)
_GROUP_SIZE = re.compile(r"[（(]\s*共?\d+\s*[项个][)）]")
_HAN = re.compile("[\u3400-\u9fff]")
_YEAR = re.compile(r"(?:到|至)?20\d\d年(?:底|末)?")
_OPEN, _CLOSE = re.compile(r"[（(]"), re.compile(r"[)）]")

# How names end that are whole: what follows is a name of its own.
_WHOLE = re.compile(r"(?:率|比重|比例|占比|数|总?量|额|值|寿命|年限|水平|浓度|收入|能力|安全|人员数)$")
# What may name several indicators rather than one: 能源综合生产能力, 医护人员数.
_OF_PARTS = re.compile(r"(?:数|能力)$")
_UNIT_BEHIND = re.compile(r"[（(][^（()）]*[)）]?$")
_SHORT = 4

NEVER = 25.0
"""Cost of what does not occur."""

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
_PARENT = 2.2
_NEEDLESS = 2.0


class Slot(NamedTuple):
    """A column into which tokens are put.

    Attributes:
        column: What it holds.
        virtual: No head names it: a group or the first part of a name, which stand in the column of another.
        told: Other lines of the table name its groups, with their number or size.
    """

    column: Column
    virtual: bool = False
    told: bool = False


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
            cost = self._skips.cost(0, at) + _emission(token, slot, number)
            states[at, _is_parent(slot)] = _State(cost, _numbered(token, slot, number), token.text, None, True)
        return states

    def after(self, above: Mapping[_At, _State], token: Token) -> dict[_At, _State]:
        """Put one more token behind each state."""
        states: dict[_At, _State] = {}
        for (before, shared), state in above.items():
            for at, slot in enumerate(self._slots):
                emission = _emission(token, slot, state.number)
                number = _numbered(token, slot, state.number)
                back = (before, shared)
                if at == before:
                    cost = state.cost + _continued(token, slot, state.held) + self._needless(token, slot, state.held)
                    _keep(states, back, _State(cost, state.number, state.held + token.text, back, False))
                elif at > before:
                    cost = state.cost + self._skips.cost(before + 1, at) + emission
                    if self._by_line and token.gap == "line" and self._slots[before].column is not Column.GROUP:
                        cost += _BROKEN_ROW
                    _keep(states, (at, shared or _is_parent(slot)), _State(cost, number, token.text, back, False))
                inside = shared and slot.column is Column.NAME and not slot.virtual
                cost = state.cost + emission + self._between(before, at, token, inside=inside)
                _keep(states, (at, inside or _is_parent(slot)), _State(cost, number, token.text, back, True))
        return states

    def _needless(self, token: Token, slot: Slot, held: str) -> float:
        """Return what it costs that a name that is whole goes on in the next line, though its own is not full."""
        if slot.column is not Column.NAME or not _WHOLE.search(held) or not _HAN.match(token.text):
            return 0.0
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


def _numbered(token: Token, slot: Slot, number: int) -> int:
    if slot.column is Column.NUMBER and (found := _NUMBER.fullmatch(token.text)):
        return int(found.group(1))
    return number


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


def _emission(token: Token, slot: Slot, number: int) -> float:
    """Return what it costs that a cell of a column begins with a token."""
    text, column = token.text, slot.column
    if not text:
        return {Column.NAME: 1.5, Column.YEAR: 3.0}.get(column, 0.4 if not slot.virtual else NEVER)
    if _KINDS.fullmatch(text):
        return 0.0 if column is Column.KIND else NEVER
    if column is Column.KIND:
        return NEVER
    if column is Column.NUMBER:
        return _as_number(text, number)
    if column is Column.YEAR:
        return 0.0 if re.fullmatch(r"(?:到|至)?20\d\d年?(?:底|末)?", text) else 15.0
    if column is Column.VALUE:
        return _as_value(text)
    if column is Column.UNIT:
        return _as_unit(text)
    if column is Column.OTHER:
        return 1.0
    return _as_words(text, slot)


def _as_number(text: str, number: int) -> float:
    found = _NUMBER.fullmatch(text)
    if not found:
        return NEVER
    step = int(found.group(1)) - number
    return 0.0 if step == 1 else 0.8 if 1 < step <= 6 else 7.0


def _as_value(text: str) -> float:
    if _DASH.fullmatch(text) or _FIGURE.fullmatch(text):
        return 0.0
    if _IN_WORDS.match(text):
        return 0.7
    if re.match(r"[（(【［\[〔]?[><≥≤＞＜≧≦约]?\d", text) and len(text) < 24 and not _HAN.search(text[:2]):
        return 0.8
    return NEVER if _UNIT.fullmatch(text) else 3.5 if len(text) <= 14 else 9.0


def _as_unit(text: str) -> float:
    if _UNIT.fullmatch(text) or _DASH.fullmatch(text):
        return 0.0
    return 2.5 if len(text) <= 8 and not re.search(r"\d{2}|率$", text) else 8.0


def _as_words(text: str, slot: Slot) -> float:
    if _FIGURE.fullmatch(text) or _DASH.fullmatch(text):
        return 9.0
    if slot.column is Column.GROUP:
        if _GROUP_SIZE.search(text):
            return 0.0
        cost = 0.6 if len(text) <= 10 and not re.search(r"[A-Za-z\d（(]", text) else 4.0
        return cost + (3.0 if slot.told else 1.2 if slot.virtual else 0.0)
    cost = 0.0 if len(_HAN.findall(text)) > 1 else 2.0
    if _UNIT.fullmatch(text) or _FRAGMENT.fullmatch(text) or _GROUP_SIZE.fullmatch(text):
        cost = 5.0
    elif _IN_WORDS.match(text):
        cost = 0.5
    return cost + (_PARENT if slot.virtual else 0.0)


def _continued(token: Token, slot: Slot, held: str) -> float:
    """Return what it costs that a cell goes on with a token."""
    text, column = token.text, slot.column
    if not text or not held or column in (Column.NUMBER, Column.YEAR) or _YEAR.fullmatch(text):
        return NEVER
    if column is Column.KIND or _KINDS.fullmatch(text):
        return 0.0 if column is Column.KIND and text == "性" else NEVER
    if len(_OPEN.findall(held)) > len(_CLOSE.findall(held)):
        return 0.0
    if column is Column.UNIT:
        return 0.2 if held.endswith("/") or text.startswith("/") else 4.0
    if column is Column.VALUE:
        return _value_goes_on(token, held)
    if column is Column.OTHER:
        return 0.5
    if column is Column.GROUP:
        return 0.1 if _GROUP_SIZE.fullmatch(text) else 4.0 if _GROUP_SIZE.search(held) else 0.5 + _as_words(text, slot)
    joint = {"soft": 0.1, "line": 0.9, "blank": 1.0, "wide": 2.5}[token.gap]
    if _GROUP_SIZE.fullmatch(text):
        return 6.0
    if text[0] in "（(":
        joint = min(joint, 0.2)
    return joint + (4.0 if _FIGURE.fullmatch(text) or _DASH.fullmatch(text) else 0.0)


def _value_goes_on(token: Token, held: str) -> float:
    text = token.text
    if _FRAGMENT.fullmatch(text):
        return 0.1
    if re.search(r"[\d.,]", text[:1]) or _FIGURE.fullmatch(text):
        return 0.1 if held[-1] in ",，-—~><≥≤＞＜[［〔【" and not _DASH.fullmatch(held) else NEVER / 2
    if _DASH.fullmatch(held) or _DASH.fullmatch(text) or len(text) > 16:
        return NEVER / 2
    worded = not _FIGURE.fullmatch(held) or held[-1] in ",，"
    return (0.7 if worded else 2.5) + (0.3 if token.gap != "line" else 0.0)
