"""Indicator tables that have lost their rules: a cell a line, or a row a line with blanks between the cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from compare.model import Table
from compare.structure.tables.alignment import Aligned, align
from compare.structure.tables.columns import Column, column_of, is_head
from compare.structure.tables.costs import Slot
from compare.structure.tables.parents import with_parents
from compare.structure.tables.ruled import Span, title_above
from compare.structure.tables.tokens import (
    Token,
    heads_of,
    is_wide,
    lines_before,
    lines_from,
    step_of,
    tokens_of,
    without_number,
)
from compare.text import GROUP_SIZE, cues

_ANCHOR = re.compile(r"^[^\n。]{0,80}?(?:指\s{0,3}标|项\s{0,3}目)[^\n。]{0,80}$", re.MULTILINE)
_GOES_ON, _SPANNING = cues("head_goes_on"), cues("head_over_columns")
_YEAR = re.compile(r"20\d\d")
_PLAIN_YEAR = re.compile(r"20\d\d年?")
_HEAD_LINES_BEFORE, _HEAD_LINES, _LONGEST_HEAD = 4, 16, 20
_LONGEST_LINE, _TOKENS = 60, 1200
_END = cues("after_table")
_HEADING = re.compile(r"[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]|[约预][束期]性指标")
_SIZED = re.compile(GROUP_SIZE)
_FULL_PAGE = re.compile(r"[—–\-·]\s*\d{1,4}\s*[—–\-·]")
_ROW = re.compile(r"约束性|预期性|[ \u3000]\d[\d.,]*(?:\s|$)")
_FEWEST_NUMBERS = 3
"""Names with running numbers from which on the numbers are a column of their own."""

_FEWEST_VALUES = 2
"""Columns of values from which on a head needs no other column to be one: 指标, 2025年, 2030年."""

_LIKELY = 6.5
"""Cost up to which a row is believed; a name over three lines and a group cost 2.5, a figure left out 3.5."""

_TRIES = 20
"""Heads of one wording below which no table was found, after which no more are tried, for each takes a tenth second."""


class _Head(NamedTuple):
    """The head of a table: the texts of its columns, and how the table is written."""

    heads: tuple[str, ...]
    start: int
    end: int
    words: frozenset[str]
    wide: bool
    step: int
    by_line: bool


def unruled(text: str, ruled: Sequence[Table] = ()) -> Iterator[Table]:
    """Find indicator tables without rules.

    Args:
        text: The text.
        ruled: Tables in it whose cells are told apart.
    """
    text = _masked(text, ruled)
    done = 0
    refused: Counter[tuple[str, ...]] = Counter()
    for match in _ANCHOR.finditer(text):
        if match.start() < done:
            continue
        head = _head(text, match.start())
        if head is None or refused[head.heads] >= _TRIES:
            continue
        table = _table(text, head)
        if table is not None:
            yield table
            done = table.end
        else:
            refused[head.heads] += 1


def _masked(text: str, ruled: Sequence[Table]) -> str:
    """Return the text with a full stop for each character of the tables: what no table without rules goes over."""
    parts, done = [], 0
    for table in sorted(ruled, key=lambda table: table.start):
        parts += [text[done : max(done, table.start)], "。" * (table.end - max(done, table.start))]
        done = max(done, table.end)
    return "".join([*parts, text[done:]])


def _head(text: str, at: int) -> _Head | None:
    """Return the head around a line that holds 指标; ``None`` if it is no head of a table."""
    lines: list[Span] = []
    for line in [*reversed(lines_before(text, at, _HEAD_LINES_BEFORE))]:
        if not _words(text, line):
            break
        lines.insert(0, line)
    for count, line in enumerate(lines_from(text, at)):
        if count >= _HEAD_LINES or not _words(text, line):
            break
        lines.append(line)
    words = [_words(text, line) for line in lines]
    while words and words[0] and column_of(words[0][0]) is Column.NAME and _names(words) > 1:
        del words[0], lines[0]  # 主要指标: the title of the table
    told = [word for line in words for word in line]
    if not told:
        return None
    heads = _in_order(_merged(told))
    columns = [column_of(head) for head in heads]
    if columns.count(Column.NAME) != 1 or Column.VALUE not in columns:
        return None
    others = {Column.KIND, Column.UNIT, Column.NUMBER, Column.YEAR, Column.GROUP} & set(columns)
    # 指标 and 2030年 alone are heads where a title says so; 指标 and 2030年目标 are by themselves.
    titled = _YEAR.search(heads[-1]) and ("目标" in heads[-1] or "指标" in title_above(text, lines[0][0]))
    if not others and columns.count(Column.VALUE) < _FEWEST_VALUES and not titled:
        return None
    by_line = max(map(len, words)) > 2 or len(words) == 1
    widest = max(lines, key=lambda line: line[1] - line[0])
    wide = by_line and is_wide(text, widest)
    step = step_of(text, widest) if wide else 0
    return _Head(tuple(heads), lines[0][0], lines[-1][1], frozenset(told), wide, step, by_line)


def _names(words: Sequence[Sequence[str]]) -> int:
    return sum(column_of(word) is Column.NAME for line in words for word in line)


def _words(text: str, line: Span) -> list[str]:
    """Return the heads of a line; none if it holds other words."""
    if line[1] - line[0] > 4 * _LONGEST_LINE:
        return []
    tokens = tokens_of(text, line, wide=is_wide(text, line))
    heads = heads_of([token for token in tokens if token.text])
    good = all(len(head) <= _LONGEST_HEAD and (_is_column(head) or _GOES_ON.fullmatch(head)) for head in heads)
    return heads if good else []


def _is_column(head: str) -> bool:
    return is_head(head)


def _merged(words: Sequence[str]) -> list[str]:
    """Put the words of a head together: 2030年 and 目标 below it are one column."""
    merged: list[str] = []
    for word in words:
        if (
            merged
            and column_of(merged[-1]) is Column.VALUE
            and (_GOES_ON.fullmatch(word) or merged[-1].endswith("/"))
            and not (_SPANNING.fullmatch(merged[-1]) and not word.startswith("值"))
        ):
            merged[-1] += word
        else:
            merged.append(word)
    return merged


def _in_order(heads: Sequence[str]) -> list[str]:
    """Put the heads of the second row, which are written last, below the one that spans them."""
    last = len(heads)
    while last and column_of(heads[last - 1]) is Column.VALUE and not _PLAIN_YEAR.fullmatch(heads[last - 1]):
        last -= 1
    below = heads[last:]
    years = [at for at, head in enumerate(heads[:last]) if _PLAIN_YEAR.fullmatch(head)]
    if last < len(heads) and len(years) > 1 and len(below) > len(years) and len(below) % len(years) == 0:
        each = len(below) // len(years)
        return [
            f"{head}|{part}" if part else head
            for at, head in enumerate(heads[:last])
            for part in (below[years.index(at) * each :][:each] if at in years else [""])
        ]
    spanning = next((at for at, head in enumerate(heads) if _SPANNING.fullmatch(head)), None)
    if spanning is None:
        return list(heads)
    last = len(heads)
    while last > spanning + 1 and column_of(heads[last - 1]) is Column.VALUE:
        last -= 1
    below = heads[last:]
    return [*heads[:spanning], *below, *heads[spanning + 1 : last]] if len(below) > 1 else list(heads)


def _slots(heads: Sequence[str]) -> list[Slot]:
    """Return the columns with those that no head names: the group of the rows, and the first of two parts of a name."""
    slots: list[Slot] = []
    columns = [column_of(head) for head in heads]
    if Column.GROUP not in columns:
        slots.append(Slot(Column.GROUP, virtual=True))
    for column in columns:
        if column is Column.NAME:
            slots.append(Slot(Column.NAME, virtual=True))
        slots.append(Slot(column))
    return slots


def _table(text: str, head: _Head) -> Table | None:
    slots = _slots(head.heads)
    rows: list[tuple[Span, ...]] = []
    good = number = 0
    parts = list(_parts(text, head, slots))
    if Column.NUMBER not in map(column_of, head.heads) and _are_numbered(parts):
        name = next(at for at, each in enumerate(head.heads) if column_of(each) is Column.NAME)
        head = head._replace(heads=(*head.heads[:name], "序号", *head.heads[name:]))
        slots = _slots(head.heads)
        parts = [(group, [each for token in tokens for each in without_number(token)]) for group, tokens in parts]
    if slots[0].virtual and any(group is not None for group, _ in parts):
        slots[0] = slots[0]._replace(told=True)
    for group, tokens in parts:
        if group is not None:
            rows.append(tuple(group if at == 0 else (group[1], group[1]) for at in range(len(slots))))
        aligned = align(tokens, slots, by_line=head.by_line, number=number)
        sure = [_is_sure(row, slots) for row in aligned]
        # What follows the table is no row of it.
        while aligned and not sure[-1] and not _has_values(aligned[-1], slots):
            aligned.pop()
            sure.pop()
        good += sum(sure)
        cells = with_parents(aligned, slots)
        rows += [_cells(row, slots, sure=each) for row, each in zip(cells, sure, strict=True)]
        number = max([number, *(_number(row, slots) for row in aligned)])
    if good < 2 or 2 * good < len(rows):
        return None
    named = iter(head.heads)
    header = tuple(_VIRTUAL[slot.column] if slot.virtual else next(named) for slot in slots)
    end = max(cell[1] for row in rows for cell in row)
    return Table(head.start, end, title_above(text, head.start), header, tuple(rows))


_VIRTUAL = {Column.GROUP: "类别", Column.NAME: "指标"}


def _parts(text: str, head: _Head, slots: Sequence[Slot]) -> Iterator[tuple[Span | None, list[Token]]]:
    """Yield the tokens below a head, group by group, each with the line that names it."""
    grouped = not slots[0].virtual
    group: Span | None = None
    tokens: list[Token] = []
    count = 0
    lines = list(_body(text, head))
    for at, line in enumerate(lines):
        told = text[slice(*line)].strip()
        words = tokens_of(text, line, wide=head.wide, step=head.step)
        if (heads := _words(text, line)) and (set(heads) <= head.words or len(heads) > 1 and not _is_set(heads)):
            continue
        if not grouped and _is_group(text, lines[at:], told):
            yield group, tokens
            group, tokens = (line[0], line[1]), []
            continue
        tokens += words
        count += len(words)
        if count > _TOKENS:
            break
    yield group, tokens


def _are_numbered(parts: Sequence[tuple[Span | None, Sequence[Token]]]) -> bool:
    """Tell whether the names carry running numbers: 1.地区生产总值, （2）城镇化率."""
    numbers = [each[0].text for _, tokens in parts for token in tokens if len(each := without_number(token)) > 1]
    values = [int(re.sub(r"\D", "", number)) for number in numbers]
    return len(values) >= _FEWEST_NUMBERS and values == list(range(values[0], values[0] + len(values)))


def _is_set(heads: Sequence[str]) -> bool:
    """Tell whether words that could be heads are cells of a row: 2035年, 完成国家任务."""
    return all(column_of(head) is Column.VALUE for head in heads)


def _body(text: str, head: _Head) -> Iterator[Span]:
    """Yield the lines below a head, as far as the table may reach."""
    for line in lines_from(text, head.end):
        told = text[slice(*line)].strip()
        if "。" in told or _END.match(told):
            return
        if len(told) > 2 * _LONGEST_LINE or len(told) > _LONGEST_LINE and len(told.split()) < 3:
            return
        if not _FULL_PAGE.fullmatch(told):
            yield line


def _is_group(text: str, lines: Sequence[Span], told: str) -> bool:
    """Tell whether a line names the group of the rows below, which follow it."""
    if _ROW.search(told) and not _SIZED.search(told) or not (_HEADING.match(told) or _SIZED.search(told)):
        return False
    if re.match(r"[（(]", told) and _SIZED.fullmatch(told):
        return False
    return len(told) <= 30 and any(_ROW.search(text[slice(*line)]) for line in lines[1:8])


def _number(row: Aligned, slots: Sequence[Slot]) -> int:
    at = next((at for at, slot in enumerate(slots) if slot.column is Column.NUMBER), None)
    found = re.search(r"\d+", row.cells[at][0].text) if at is not None and at in row.cells else None
    return int(found.group()) if found else 0


def _has_values(row: Aligned, slots: Sequence[Slot]) -> bool:
    return any(
        slots[at].column in (Column.VALUE, Column.KIND) and any(token.text for token in tokens)
        for at, tokens in row.cells.items()
    )


def _is_sure(row: Aligned, slots: Sequence[Slot]) -> bool:
    """Tell whether a row is read without doubt: it has a name, and each column of figures is filled."""
    columns = {slots[at].column for at in row.cells if not slots[at].virtual}
    valued = [at for at, slot in enumerate(slots) if slot.column is Column.VALUE]
    named = Column.NAME in columns or Column.YEAR in columns
    return named and all(at in row.cells for at in valued) and row.cost <= _LIKELY


def _cells(cells: dict[int, list[Token]], slots: Sequence[Slot], *, sure: bool) -> tuple[Span, ...]:
    first = min(token.start for tokens in cells.values() for token in tokens)
    made: list[Span] = []
    for at, slot in enumerate(slots):
        held = [token for token in cells.get(at, ()) if token.text]
        left_open = slot.column is Column.VALUE and not sure
        made.append((held[0].start, held[-1].end) if held and not left_open else (first, first))
    return tuple(made)
