"""Rows of an indicator table -> the targets that they set, and the rows that could not be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from compare.model import Operator, Plan, Record, Table
from compare.structure import Column, column_of
from compare.targets.cells import GROWTH, base_value, by_years, in_words, is_change, is_empty, parts_of, read_cell
from compare.targets.groups import with_groups
from compare.targets.years import Years
from compare.text import GROUP_SIZE, UNIT, composed, cues, even_digits, is_figure, is_unit, number_of, years_of

# A blank, or a running number that one parts from a name with a figure first: 26. 3岁以下婴幼儿入托率.
_BLANK = re.compile(r"\s+|^\s*\d{1,2}[.．]\s+(?=\d{1,3}[^\s\d万亿.%]\S*[\u3400-\u9fff]{3})")
_UNIT_AT_END = re.compile(
    r"(?:(?<!\s)\s++)?+[（(](?P<unit>[^（()）]{1,16}(?:[（(][^（()）]{1,4}[)）])?)[)）]\s*(?P<more>[［\[【〔].{0,6})?$"
)
_HAS_UNIT, _UNIT_BEHIND = composed(UNIT), composed(rf"(?<=..)[，,](?P<unit>{UNIT})$")
_NO_UNIT, _END_OF_NAME = cues("no_unit_in_brackets"), cues("indicator_ends")
_BASE, _OVER, _DONE = cues("column_of_past"), cues("table_of_past"), cues("column_of_done")
_YEARLY, _RATE_HEAD, _KIND = cues("column_of_each_year"), cues("column_of_change"), cues("kind_of_target")
_NUMBERED = re.compile(
    r"^(?:\d{1,2}[.．、](?!\d)|[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|[①-⑳]|其中[：:]?(?=..))+"
)
_UNIT_OF_ALL = re.compile(r"单位\s*[:：]\s*([^\s，,；;、）)]{1,10})(?=$|[\s）)])")
_OF_WHICH, _RATE = re.compile("其中"), re.compile("(?:率|比[重例]?|占比|增长|增速|降低|下降|指数)$")
_MARKS = re.compile(r"(?:[*∗＊①-⑳△▲☆★]|[\[［【〔]\d{1,2}[\]］】〕])+$")
_YEAR, _PERIOD = re.compile(r"20\d\d"), re.compile("(十[一二三四五六七])五")
_AIM, _SUMMED = re.compile(r"^[≥≤＞＜≧≦]|以[上内]$|^[\[【〔［]"), re.compile(r"(?!.*(?:年均|增长|增速)).*累计")
_SET_BEFORE = re.compile(r"目标|规划")
_NOTE, _SUMS = cues("table_note"), cues("row_of_sum")
_SUM_IN_CELL, _EACH_YEAR = cues("cumulated"), cues("each_year")
_CHINESE_NUMBER = re.compile(r"[一二三四五六七八九十]+[、.．]?|[（(][一二三四五六七八九十]+[)）]")
_GROUP = re.compile(
    rf"{GROUP_SIZE}|^[一二三四五六七八九十]+[、.．]|^[（(][一二三四五六七八九十]+[)）]|[约预][束期]性指标"
)


class Row(Record, frozen=True):
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


class TableRows(Record, frozen=True):
    """What was read of one table.

    Attributes:
        rows: Its targets, row by row.
        unread: Names of the rows, or their texts, of which it cannot be told what they set.
    """

    rows: tuple[Row, ...] = ()
    unread: tuple[str, ...] = ()


def read_table(plan: Plan, table: Table, years: Years, section: int | None) -> TableRows:
    """Read the targets of a table; none if it is no indicator table, or one of what was reached."""
    columns = with_groups(plan.text, table, [column_of(head) for head in table.header])
    if Column.NAME not in columns or Column.VALUE not in columns or looks_back(table):
        return TableRows()
    reader = _RowReader(plan.text, table, columns, _Ahead(table, years, section))
    rows = tuple(target for cells in reader.whole(table.rows) for target in reader.row(cells))
    return TableRows(rows, tuple(reader.unread) if rows else ())


def looks_back(table: Table) -> bool:
    """Tell whether a table says what was reached: 指标完成情况."""
    return _OVER.search(table.title) is not None


class _Ahead:
    """Which columns of a table look ahead, and to which year."""

    def __init__(self, table: Table, years: Years, section: int | None) -> None:
        self._years = years
        told = [time.year for time in years.times(table.title) if time.year >= years.first]
        self._default = max(told, default=0) or years.of_headings(section) or years.last

    @property
    def first(self) -> int:
        """The first year of the plan."""
        return self._years.first

    def year(self, head: str) -> int | None:
        """Return the year of a column of targets; ``None`` for one of what is there already."""
        if found := self._told(head):
            return found[-1] if found[-1] >= self._years.first and not _DONE.search(head) else None
        return None if _BASE.search(head) else self._default

    def base_year(self, head: str) -> int | None:
        """Return the year of a column of what is there already."""
        return next(iter(self._told(head)), None)

    def _told(self, head: str) -> list[int]:
        if years := [int(year) for year in _YEAR.findall(head)] or [time.year for time in self._years.times(head)]:
            return years
        return [years_of(number_of(period))[1] for period in _PERIOD.findall(head)]  # “十四五”规划目标


class _Cells:
    """One row with all that runs over from it to the next: texts by column, and the span of the whole."""

    def __init__(self, text: str, cells: Sequence[tuple[int, int]], width: int) -> None:
        self.told = [even_digits(_BLANK.sub("", text[slice(*cell)])) for cell in cells]
        self.told += [""] * (width - len(self.told))
        filled = [cell for cell in cells if cell[1] > cell[0]]
        self.start = min((cell[0] for cell in filled), default=0)
        self.end = max((cell[1] for cell in filled), default=0)

    @property
    def filled(self) -> list[int]:
        """Columns that are not empty."""
        return [column for column, cell in enumerate(self.told) if cell]

    def go_on(self, other: _Cells) -> None:
        """Add what runs over to the next row."""
        self.told = [above + below for above, below in zip(self.told, other.told, strict=False)]
        self.end = max(self.end, other.end)


def _tells_units(row: _Cells) -> bool:
    """Whether a row below the head says what the columns are measured in, and nothing else."""
    first, *others = (row.told[column] for column in row.filled)
    return first in ("单位", "计量单位") and bool(others) and all(map(is_unit, others))


class _RowReader:
    def __init__(self, text: str, table: Table, columns: Sequence[Column], ahead: _Ahead) -> None:
        self._text, self._heads, self._columns, self._ahead = text, table.header, columns, ahead
        self._above, self._name_above, self._unit_above, self._kind_above, self._year_above = "", "", "", "", ""
        self._parted = False
        self._number_above: str | None = None
        self.unread: list[str] = []
        found = _KIND.findall(table.title)
        self._kind_of_title = found[0] if len(set(found)) == 1 else ""
        of_all = _UNIT_OF_ALL.search(table.title)
        self._unit_of_title = of_all[1] if of_all and is_unit(of_all[1]) else ""

    def whole(self, rows: Sequence[Sequence[tuple[int, int]]]) -> Iterator[_Cells]:
        """Put rows that run over into one; notes below the table are left out."""
        held: _Cells | None = None
        for cells in rows:
            row = _Cells(self._text, cells, len(self._columns))
            if not row.filled or _NOTE.match(row.told[row.filled[0]]) or _tells_units(row):
                continue
            if held is not None and self._runs_over(held, row):
                held.go_on(row)
                continue
            if held is not None:
                yield held
            held = row
        if held is not None:
            yield held

    def _runs_over(self, held: _Cells, row: _Cells) -> bool:
        """Tell whether a row is the rest of the one above, as at the top of a page: no number, no figure, no kind."""
        known = self._known(row)
        if any(self._columns[column] in (Column.NUMBER, Column.KIND, Column.YEAR, Column.UNIT) for column in known):
            return False
        if len(held.filled) < 2 or any(_GROUP.search(row.told[column]) for column in row.filled):
            return False
        valued = [row.told[column] for column in known if self._columns[column] is Column.VALUE]
        if any(is_empty(cell) or re.search(r"\d", cell) for cell in valued):
            return False
        names = [column for column in known if self._columns[column] is Column.NAME]
        if not names:
            return bool(valued)
        told = [held.told[column] for column in known if self._columns[column] is Column.VALUE]
        if valued and all(map(in_words, valued)) and all(in_words(cell) or is_figure(cell) for cell in told):
            return False  # 另行确认 below 与经济增长同步, or below 6～12: each is a cell by itself
        above, rest = held.told[names[0]], row.told[names[0]]
        if not above or len(names) > 1:
            return False
        if Column.NUMBER in self._columns[: names[0]] or rest[0] in "（(":
            return True
        return not _END_OF_NAME.search(above) and _END_OF_NAME.search(rest) is not None

    def row(self, row: _Cells) -> Iterator[Row]:
        """Read the targets of one row."""
        if self._is_group(row):
            found = _KIND.search(row.told[row.filled[0]])
            self._above, self._name_above, self._parted = "", "", False
            self._kind_above = found.group() if found else ""
            return
        name, unit = self._name(row)
        kind = self._kind(row)
        read, asked = 0, 0
        for head, cell in self._ahead_of(row):
            if is_empty(cell) or (year := self._year(row, head)) is None:
                # A row of dashes says nothing, and 22以内 where it starts from is a cell in the wrong column.
                asked += not (is_empty(cell) or _AIM.search(cell))
                continue
            for part in parts_of(cell):
                named = self._of_head(name, unit, head, part, year)
                if _SUMMED.match(head) and part[0].isdigit() and not is_change(name):
                    part = f"[{part}]"  # in a column of sums over the years, as brackets tell it elsewhere
                settings = read_cell(part, *named) if name else []
                base, base_year = self._base(row, of_change=named[0] != name)
                for told in settings:
                    yield Row(*told, year, kind, row.start, row.end, base, base_year if base else None)
                read += bool(settings)
                asked += bool(settings)
                if not settings:
                    self.unread.append(f"{name or row.told[row.filled[0]]} {part}")
        if not read and not asked and not (self.unread and name and self.unread[-1].startswith(name)):
            self.unread.append(name or "".join(row.told))

    def _ahead_of(self, row: _Cells) -> Iterator[tuple[str, str]]:
        """Heads and texts of the columns with values."""
        for column, head, cell in zip(self._columns, self._heads, row.told, strict=False):
            if column is Column.VALUE:
                yield from by_years(head, cell)

    def _is_group(self, row: _Cells) -> bool:
        """Tell whether a row names the group of those below, one text in it or a number beside it, or counts them."""
        texts = {row.told[column] for column in row.filled}
        if len(texts) > 1:
            plain = all(self._columns[at] in (Column.NUMBER, Column.GROUP, Column.NAME) for at in self._known(row))
            first = row.told[row.filled[0]]
            return plain and bool(_CHINESE_NUMBER.fullmatch(first) or _SUMS.search(first))
        return not any(self._columns[column] is Column.VALUE for column in self._known(row)[:1])

    def _known(self, row: _Cells) -> list[int]:
        """Return the filled cells of a row that stand under a head."""
        return [column for column in row.filled if column < len(self._columns)]

    def _year(self, row: _Cells, head: str) -> int | None:
        """Return the year of a value: that of its row or those above, where a column tells it, else of its column."""
        told = (cell for at, cell in zip(self._columns, row.told, strict=False) if at is Column.YEAR and cell)
        self._year_above = next(told, self._year_above)
        return self._ahead.year(self._year_above or head)

    def _of_head(self, name: str, unit: str, head: str, cell: str, year: int) -> tuple[str, str]:
        """Return name and unit of a value: in a column of yearly growth they are those of the growth, and so they are
        where the cell tells one.
        """
        if _SUM_IN_CELL.search(cell) or is_change(name):
            return name, unit
        if GROWTH.search(cell):
            return f"{name}{'年均增速' if _EACH_YEAR.search(head + cell) else '增速'}", "%"
        if not _YEARLY.search(head) or unit in ("%", "％") and not _RATE_HEAD.search(head):
            return name, unit
        if _RATE_HEAD.search(head) or re.search(r"[%％]", cell):
            of_one = year == self._ahead.first and not _EACH_YEAR.search(head)
            return f"{name}{'增速' if of_one else '年均增速'}", "%"
        return name, unit

    def _kind(self, row: _Cells) -> str:
        """Return 约束性 or 预期性, 约束 in its column: that of the row, or of the cell above that runs down to it."""
        told = (cell + "性" * (at is Column.KIND) for at, cell in zip(self._columns, row.told, strict=False))
        found = next((match.group() for cell in told if (match := _KIND.search(cell))), "")
        if found or Column.KIND in self._columns:
            self._kind_above = found or self._kind_above
        return found or self._kind_above or self._kind_of_title

    def _name(self, row: _Cells) -> tuple[str, str]:
        """Return indicator and unit; a cell that runs over several rows is told once and holds for all of them."""
        names = [cell for column, cell in zip(self._columns, row.told, strict=False) if column is Column.NAME]
        names = [cell for number, cell in enumerate(names) if cell not in names[:number]]
        own = next((cell for column, cell in zip(self._columns, row.told, strict=False) if column is Column.UNIT), "")
        own = "" if is_empty(own) and own != "%" else own
        # Of a name over several years the first part may stand in each row: readers repeat short cells.
        again = bool(self._above) and names[:1] == [self._above] and not any(names[1:])
        if not any(names) or again and Column.YEAR in self._columns:
            return (self._name_above, own or self._unit_above) if Column.YEAR in self._columns else ("", own)
        if len(names) > 1:
            split = self._split(row)
            shared = not names[0] and names[1] and split
            self._above = self._above if shared else names[0]
            self._parted = bool(self._above and names[1])
        parts = [self._above if number == 0 and len(names) > 1 else cell for number, cell in enumerate(names)]
        cleaned, unit = [], own
        for part in (part for part in parts if part):
            bare, found = _without_unit(part, own)
            cleaned.append(bare)
            unit = own or found or unit
        if not unit and _OF_WHICH.match("".join(parts[-1:])) and not _RATE.search(cleaned[-1]):
            unit = self._unit_above  # 其中：高速铁路 below 铁路营业里程（公里）
        self._name_above, self._unit_above = "：".join(dict.fromkeys(cleaned)), unit or self._unit_of_title
        return self._name_above, self._unit_above

    def _split(self, row: _Cells) -> bool:
        """Tell whether the first part of a name runs down to a row: the running number is left out as well, or there is
        none and the row above has two parts.
        """
        number = next(
            (cell for column, cell in zip(self._columns, row.told, strict=False) if column is Column.NUMBER), None
        )
        again = number == self._number_above and self._parted  # readers repeat the number of cells over several rows
        self._number_above = number or self._number_above
        return self._parted if number is None else number == "" or again

    def _base(self, row: _Cells, *, of_change: bool) -> tuple[str, int | None]:
        """Return where a row starts from and its year: what was there last, not what an earlier plan had set; of a
        yearly growth that is a growth.
        """
        found = [
            (_SET_BEFORE.search(head) is not None, base, self._ahead.base_year(head))
            for head, cell in self._ahead_of(row)
            if self._year(row, head) is None
            and (_YEARLY.search(head) is not None or not of_change)
            and (of_change or "|" not in head or not _YEARLY.search(head))
            and (base := base_value(cell))
        ]
        return min(found, key=lambda each: (each[0], -(each[2] or 0)))[1:] if found else ("", None)


def _without_unit(name: str, own: str = "") -> tuple[str, str]:
    """Return an indicator and the unit in brackets behind it: 森林覆盖率（%）.

    Args:
        name: The indicator as written.
        own: The unit that its row has in a column; then brackets may say what is measured: 道路（合计）.
    """
    name = _NUMBERED.sub("", _MARKS.sub("", name))
    if behind := _UNIT_BEHIND.search(name):
        return name[: behind.start()], behind["unit"]
    found = _UNIT_AT_END.search(name)
    if not found or _NO_UNIT.search(found["unit"]) or (own and not _HAS_UNIT.search(found["unit"])):
        return name, ""
    return _MARKS.sub("", name[: found.start()]), found["unit"]
