"""Indicator tables that have lost their rules: a cell a line, or a row a line with blanks between the cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from compare.model import Table
from compare.structure.tables.alignment import Aligned, align
from compare.structure.tables.columns import Column, column_of
from compare.structure.tables.costs import Slot
from compare.structure.tables.parents import with_parents
from compare.structure.tables.ruled import Span, title_above, turned_round
from compare.structure.tables.tokens import Token, is_wide, lines_from, tokens_of, without_number
from compare.structure.tables.unruled_heads import OpenHead, head_at, words_of
from compare.text import GROUP_SIZE, UNIT, composed, cues

_ANCHOR = re.compile(r"^[^\n。]{0,80}?(?:指\s{0,3}标|项\s{0,3}目|年份)[^\n。]{0,80}$", re.MULTILINE)
_LONGEST_LINE, _TOKENS = 60, 1200
_END, _KINDS = cues("after_table"), cues("kind_written")
_HEADING = re.compile(r"[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]|[约预][束期]性指标")
_SIZED = re.compile(GROUP_SIZE)
_FULL_PAGE = re.compile(r"[—–\-·]\s*\d{1,4}\s*[—–\-·]")
_ROW = re.compile(r"约束性|预期性|[ \u3000]\d[\d.,]*(?:\s|$)")
_RULES_LEFT = re.compile(r"(?<![ \t])[ \t]*+\|++[ \t]*+$", re.MULTILINE)
_OPEN, _CLOSE, _UNIT = re.compile("[（(]"), re.compile("[)）]"), composed(rf"[（(]{UNIT}[)）]")
_NUMBER_ALONE = re.compile(r"[（(]?\d{1,2}[.．、)）]")
"""A running number that a blank parts from its name: 1. 地区生产总值."""

_LONGEST_STEP = 4
"""By how much running numbers go up at most where a part of a table is shown."""

_FEWEST_NUMBERS = 3
"""Names with running numbers from which on the numbers are a column of their own."""

_FEWEST_TURNED, _MOST_TURNED = 3, 40
"""Columns and lines of a table whose rows are years: a head, what is there, what is aimed at; and no more than that."""

_LIKELY = 6.5
"""Cost up to which a row is believed; a name over three lines and a group cost 2.5, a figure left out 3.5."""

_TRIES = 20
"""Heads of one wording below which no table was found, after which no more are tried, for each takes a tenth second."""


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
        head = head_at(text, match.start())
        if head is None and (table := _turned(text, match.start())) is not None:
            yield table
            done = table.end
        if head is None or refused[head.heads] >= _TRIES:
            continue
        table = _table(text, head)
        if table is not None:
            yield table
            done = table.end
        else:
            refused[head.heads] += 1


def _turned(text: str, start: int) -> Table | None:
    """Return the table whose columns are indicators and whose rows are years, a row a line; ``None`` if none begins."""
    rows: list[tuple[Span, ...]] = []
    for line in lines_from(text, start):
        tokens = tokens_of(text, line, wide=is_wide(text, line))
        if rows and len(tokens) != len(rows[0]) or len(tokens) < _FEWEST_TURNED or len(rows) > _MOST_TURNED:
            break
        if rows and column_of(tokens[0].text) not in (Column.VALUE, Column.UNIT, Column.KIND):
            return None
        rows.append(tuple((token.start, token.end) for token in tokens))
    told = [[text[slice(*cell)] for cell in row] for row in rows]
    found = turned_round(rows, told) if len(rows) >= _FEWEST_TURNED else None
    return Table(rows[0][0][0], rows[-1][-1][1], title_above(text, start), *found) if found else None


def _masked(text: str, ruled: Sequence[Table]) -> str:
    """Return the text with a full stop for each character of the tables: what no table without rules goes over."""
    parts, done = [], 0
    for table in sorted(ruled, key=lambda table: table.start):
        parts += [text[done : max(done, table.start)], "。" * (table.end - max(done, table.start))]
        done = max(done, table.end)
    # A page read cell by cell may leave the rule behind each cell: 地区生产总值（亿元） |
    return _RULES_LEFT.sub(lambda rule: " " * len(rule.group()), "".join([*parts, text[done:]]))


def _slots(head: OpenHead) -> list[Slot]:
    """Return the columns with those that no head names: the group of the rows, and the first of two parts of a name."""
    slots: list[Slot] = []
    columns = [column_of(each) for each in head.heads]
    if Column.GROUP not in columns:
        slots.append(Slot(Column.GROUP, virtual=True))
    for column in columns:
        if column is Column.NAME:
            slots.append(Slot(Column.NAME, virtual=True))
        slots.append(Slot(column, mixed=head.copies > 1))
    return slots


def _table(text: str, head: OpenHead) -> Table | None:
    slots = _slots(head)
    rows: list[tuple[Span, ...]] = []
    good = number = 0
    parts = list(_parts(text, head, slots))
    if Column.NUMBER not in map(column_of, head.heads) and _are_numbered(parts):
        name = next(at for at, each in enumerate(head.heads) if column_of(each) is Column.NAME)
        head = head._replace(heads=(*head.heads[:name], "序号", *head.heads[name:]))
        slots = _slots(head)
        parts = [(group, [each for token in tokens for each in without_number(token)]) for group, tokens in parts]
    columns = [column_of(each) for each in head.heads]
    if Column.KIND not in columns and Column.OTHER in columns and _tell_kinds(parts):
        at = columns.index(Column.OTHER)  # 备注 with 约束性 in its cells
        head = head._replace(heads=(*head.heads[:at], "属性", *head.heads[at + 1 :]))
        slots = _slots(head)
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


def _parts(text: str, head: OpenHead, slots: Sequence[Slot]) -> Iterator[tuple[Span | None, list[Token]]]:
    """Yield the tokens below a head, group by group, each with the line that names it."""
    grouped = not slots[0].virtual
    group: Span | None = None
    tokens: list[Token] = []
    count = 0
    lines = list(_body(text, head))
    for at, line in enumerate(lines):
        told = text[slice(*line)].strip()
        words = tokens_of(text, line, wide=head.wide, step=head.step)
        if (heads := words_of(text, line)) and (set(heads) <= head.words or len(heads) > 1 and not _is_set(heads)):
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
    numbers = numbers or [
        token.text
        for _, tokens in parts
        for token, following in pairwise(tokens)
        if _NUMBER_ALONE.fullmatch(token.text) and following.gap in ("blank", "soft") and following.text[0] not in "［["
    ]
    values = [int(re.sub(r"\D", "", number)) for number in numbers]
    steps = [below - above for above, below in pairwise(values)]
    return len(values) >= _FEWEST_NUMBERS and all(0 < step <= _LONGEST_STEP for step in steps)


def _tell_kinds(parts: Sequence[tuple[Span | None, Sequence[Token]]]) -> bool:
    """Tell whether two cells or more say whether an indicator binds."""
    told = [token for _, tokens in parts for token in tokens if _KINDS.fullmatch(token.text)]
    return len(told) > 1


def _is_set(heads: Sequence[str]) -> bool:
    """Tell whether words that could be heads are cells of a row: 2035年, 完成国家任务."""
    return all(column_of(head) is Column.VALUE for head in heads)


def _body(text: str, head: OpenHead) -> Iterator[Span]:
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
    if not _SIZED.search(told) and _has_unit(told, text[slice(*lines[1])].strip() if len(lines) > 1 else ""):
        return False
    return len(told) <= 30 and any(_ROW.search(text[slice(*line)]) for line in lines[1:8])


def _has_unit(told: str, following: str) -> bool:
    """Tell whether a line is a name with its unit, be that in the next line: （一）地区生产总值（亿元."""
    cut = len(_OPEN.findall(told)) > len(_CLOSE.findall(told))
    return cut or any(found.end() == len(told) for found in _UNIT.finditer(told)) or _UNIT.match(following) is not None


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
