"""Rows of an indicator table -> the targets that they set."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from compare.model import Operator, Plan, Table
from compare.structure import Column, column_of
from compare.targets.units import UNIT
from compare.targets.years import Years

_BLANK = re.compile(r"\s+")
_UNIT_AT_END = re.compile(r"\s*[（(](?P<unit>[^（()）]{1,16})[)）]\s*(?P<more>[［\[【〔].{0,6})?$")
_NO_UNIT = re.compile(r"GDP|R&D|PM|CPI|\d{4}|含|不含|按|以|年末|助理|现价|可比|预计|累计|年均")
_YEAR = re.compile(r"20\d\d")
_NUMBER = re.compile(
    r"(?P<mark>[><≥≤＞＜≧≦])?\s*(?P<value>-?\d[\d,]*(?:[.．]\d+)?(?:\s*[-—–~～至]\s*\d[\d,]*(?:[.．]\d+)?|\s*[:：∶]\s*\d+(?:\.\d+)?)?)\s*"
    rf"(?P<unit>{UNIT})?\s*(?P<word>以上|以下|以内|左右)?"
)
# Characters of a range of two figures with commas and decimals; what is longer is no figure, and no float holds it.
_LONGEST = 40
_NONE = re.compile(r"[\s—–\-－…/*∗]*")
_CUMULATED = re.compile(r"[\[【〔［(（]")
_CHANGE = re.compile(r"(?:降低|下降|减少|提高|增长|增速|增幅|降幅|下降率|增长率|率)$")
_BASE = re.compile(r"预计|实际|完成|现状|基期|基准|基数")
_OVER = re.compile(r"完成情况|实现情况|执行情况|指标完成")
_YEARLY = re.compile(r"年均|增速|增长")
_HANDED = re.compile(r"完成|达到|与|同步|控制|稳定|提高|下降|国家|省|市")


@dataclass(frozen=True, slots=True)
class Row:
    """A target of a table: spans are offsets into the plan's text."""

    indicator: str
    operator: Operator
    value: str
    unit: str
    year: int | None
    kind: str
    start: int
    end: int
    base_value: str
    base_year: int | None


def read_table(plan: Plan, table: Table, years: Years, section: int | None) -> list[Row]:
    """The targets of a table; none if it is no indicator table, or one of what was reached."""
    heads, rows = _heads(plan.text, table)
    columns = [column_of(head) for head in heads]
    if Column.NAME not in columns or Column.VALUE not in columns or len(rows) < 1 or _OVER.search(table.title):
        return []
    reader = _Reader(plan.text, heads, columns, _Ahead(table, years, section))
    return [target for cells in rows for target in reader.row(cells)]


def _heads(text: str, table: Table) -> tuple[list[str], Sequence[tuple[tuple[int, int], ...]]]:
    """The heads of the columns, of two rows if the second goes on, and the rows below."""
    heads, rows = [_BLANK.sub("", head) for head in table.header], list(table.rows)
    while rows:
        below = [_BLANK.sub("", text[start:stop]) for start, stop in rows[0]]
        if not all(column_of(head) is not Column.OTHER for head in below if head) or len(below) > len(heads) + 2:
            break
        width = max(len(heads), len(below))
        pairs = zip(heads + [""] * (width - len(heads)), below + [""] * (width - len(below)), strict=True)
        heads = [
            upper if not lower or lower == upper else lower if column_of(lower) is Column.VALUE else upper
            for upper, lower in pairs
        ]
        rows = rows[1:]
    return heads, rows


class _Ahead:
    """Which columns of a table look ahead, and to which year."""

    def __init__(self, table: Table, years: Years, section: int | None) -> None:
        self._years = years
        told = [time.year for time in years.times(table.title) if time.year >= years.first]
        self._default = max(told, default=0) or years.of_headings(section) or years.last

    def year(self, head: str) -> int | None:
        """Year of a column of targets; ``None`` for one of what is there already."""
        found = [int(year) for year in _YEAR.findall(head)]
        if found:
            return found[-1] if found[-1] >= self._years.first and not re.search(r"实际|完成|现状", head) else None
        return None if _BASE.search(head) else self._default

    @staticmethod
    def base_year(head: str) -> int | None:
        """Year of a column of what is there already."""
        found = _YEAR.search(head)
        return int(found.group()) if found else None


class _Reader:
    def __init__(self, text: str, heads: Sequence[str], columns: Sequence[Column], ahead: _Ahead) -> None:
        self._text, self._heads, self._columns, self._ahead = text, heads, columns, ahead
        self._above = ""

    def row(self, cells: Sequence[tuple[int, int]]) -> Iterator[Row]:
        """The targets of one row."""
        told = [self._told(cell) for cell in cells]
        name, unit = self._name(told)
        if not name:
            return
        kind = next((word for word in ("约束性", "预期性") if any(word in cell for cell in told)), "")
        base, base_year = self._base(told)
        filled = [cell for cell in cells if cell[1] > cell[0]]
        start, end = min(cell[0] for cell in filled), max(cell[1] for cell in filled)
        for column, head, cell in zip(self._columns, self._heads, told, strict=False):
            if column is not Column.VALUE or _NONE.fullmatch(cell) or (year := self._ahead.year(head)) is None:
                continue
            if (read := _value(cell, name, unit)) is not None:
                operator, value, of_value = read
                rate = of_value != unit and of_value in ("%", "％") and _YEARLY.search(head)
                whole = f"{name}年均增速" if rate and not _CHANGE.search(name) else name
                yield Row(whole, operator, value, of_value, year, kind, start, end, base, base_year if base else None)

    def _told(self, cell: tuple[int, int]) -> str:
        return _BLANK.sub("", self._text[slice(*cell)])

    def _name(self, told: Sequence[str]) -> tuple[str, str]:
        """Indicator and unit; a cell that runs over several rows is told once and holds for all of them."""
        names = [cell for column, cell in zip(self._columns, told, strict=False) if column is Column.NAME]
        names = [cell for number, cell in enumerate(names) if cell not in names[:number]]
        if len(names) > 1:
            self._above = names[0] or self._above if not names[0] and names[1] and self._split(told) else names[0]
        parts = [self._above if number == 0 and len(names) > 1 else cell for number, cell in enumerate(names)]
        own = next((cell for column, cell in zip(self._columns, told, strict=False) if column is Column.UNIT), "")
        cleaned, unit = [], own
        for part in (part for part in parts if part):
            bare, found = _without_unit(part)
            cleaned.append(bare)
            unit = own or found or unit
        return "：".join(dict.fromkeys(cleaned)), unit

    def _split(self, told: Sequence[str]) -> bool:
        """Whether the running number is left out, as it is in the second row of a cell that runs over two."""
        number = next(
            (cell for column, cell in zip(self._columns, told, strict=False) if column is Column.NUMBER), None
        )
        return number == ""

    def _base(self, told: Sequence[str]) -> tuple[str, int | None]:
        for column, head, cell in zip(self._columns, self._heads, told, strict=False):
            if column is Column.VALUE and self._ahead.year(head) is None and (found := _NUMBER.search(cell)):
                return _digits(found["value"]), self._ahead.base_year(head)
        return "", None


def _without_unit(name: str) -> tuple[str, str]:
    """An indicator and the unit in brackets behind it: 森林覆盖率（%）."""
    found = _UNIT_AT_END.search(name)
    if not found or _NO_UNIT.search(found["unit"]):
        return re.sub(r"^\d{1,2}[.．、]", "", name), ""
    return re.sub(r"^\d{1,2}[.．、]", "", name[: found.start()]), found["unit"]


def _value(cell: str, name: str, unit: str) -> tuple[Operator, str, str] | None:
    """Operator, value and unit of a cell; an empty value where it hands the number on or keeps step with something."""
    found = _NUMBER.search(cell)
    if found and len(found["value"]) > _LONGEST:
        return None
    if not found:
        return ("=", "", unit) if _HANDED.search(cell) else None
    mark, word = found["mark"] or "", found["word"] or ""
    value, of_value = _digits(found["value"]), found["unit"] or unit
    if mark in (">", "≥", "＞", "≧") and mark or word == "以上" or re.search(r"不低于|高于|超过|大于", cell):
        return ">=", value, of_value
    if mark in ("<", "≤", "＜", "≦") and mark or word in ("以下", "以内") or re.search(r"不超过|低于|控制在", cell):
        return "<=", value, of_value
    return "+" if _CUMULATED.match(cell) and not _CHANGE.search(name) else "=", value, of_value


def _digits(value: str) -> str:
    value = re.sub(r"\s*[—–~～至]\s*", "-", value.replace(",", "").replace("．", "."))
    return re.sub(r"\s*[:：∶]\s*", ":", value)
