"""Tables whose cells are told apart: by tabs, or by the pipes of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from compare.model import Table
from compare.structure.tables.columns import Column, column_of, is_head
from compare.structure.tables.heads import frame_of, is_repeated_head
from compare.text import cues

# Between the rows of a table drawn with signs a line of +----+ or ├──┤ may stand.
_BARS, _BOX = "|｜│┃║", "\u2500-\u257f"
_PIPED = re.compile(
    rf"(?:^[ \u3000]{{0,3}}(?:[{_BARS}][^\n]*[{_BARS}]|\+[-=+:]+\+|[{_BOX}]+)[ \u3000]*(?:\n|\Z)){{2,}}", re.MULTILINE
)
_MAY_BE_PIPED = re.compile(f"[{_BARS}]")
_RULE = re.compile(rf"[\s{_BARS}:\-—–+={_BOX}]+")
_SIGNS = ("[,，]", "[|｜│]", "[;；]")
"""Signs that part the cells of a table of lines: commas of a csv, bars that begin and end no line, semicolons."""
_SIGNED = tuple(
    (
        re.compile(sign),
        re.compile(
            rf"^(?:[^\n{sign[1:-1]}]{{0,8}}{sign})?[^\n{sign[1:-1]}]{{0,4}}指标[^\n{sign[1:-1]}]{{0,4}}{sign}",
            re.MULTILINE,
        ),
    )
    for sign in _SIGNS
)
_TITLE = re.compile(r"\S[^\n]{0,60}")
_TITLED = cues("table_title")
_UNIT_LINE = re.compile(r"[（(]?\s*(?:计量)?单位\s*[:：][^\n。]{1,20}")
_YEAR = re.compile(r"20\d\d")
_NAMED = re.compile("[\u3400-\u9fff]{4,}(?<![值标年])(?:[（(].*)?")
_ALONE = 40
"""Characters of a line without tabs that is a row of a table: the name of a group, or the rest of a cell."""

_ABOVE_BODY = 6
"""Lines of a block among which its head stands."""

Span = tuple[int, int]


def tabbed(text: str) -> Iterator[Table]:
    """Find tables with a row a line and tabs between the cells."""
    block: list[Span] = []
    alone: list[Span] = []
    for line in _lines(text, 0, len(text)) if "\t" in text else ():
        if text.find("\t", *line) >= 0:
            if block and alone and _begins_another(text, block, line):
                yield from _of_lines(text, block)
                block, alone = [], []
            block += [*alone, line] if block else [line]
            alone = []
        elif block and len(alone) < 2 and line[1] - line[0] <= _ALONE and text.find("。", *line) < 0:
            alone.append(line)
        else:
            yield from _of_lines(text, block)
            block, alone = [], []
    yield from _of_lines(text, block)


def _begins_another(text: str, block: Sequence[Span], line: Span) -> bool:
    """Tell whether a line is the head of another table than that of a block: 续表 with columns of its own."""
    cells = text[slice(*line)].split("\t")
    if len(cells) == max(text.count("\t", *each) for each in block) + 1 or frame_of([cells]) is None:
        return False
    first = frame_of([text[slice(*each)].split("\t") for each in block[:_ABOVE_BODY]])
    return first is not None


def is_even(text: str, table: Table) -> bool:
    """Tell whether every line of a table with tabs has all its cells, but for titles and names of groups."""
    end = text.find("\n", table.end)
    lines = [text[slice(*line)] for line in _lines(text, table.start, len(text) if end < 0 else end)]
    width = max(line.count("\t") for line in lines)
    whole = sum(line.count("\t") == width for line in lines)
    alone = sum(line.count("\t") < width and sum(map(bool, line.split("\t"))) == 1 for line in lines)
    return whole + alone == len(lines) and alone <= len(lines) // 3


def _of_lines(text: str, lines: Sequence[Span]) -> Iterator[Table]:
    """Make a table of lines with tabs; a row that runs over several lines is one."""
    if sum(text.find("\t", *line) >= 0 for line in lines) < 2:
        return
    width = max(text.count("\t", *line) for line in lines)
    rows: list[Span] = []
    at = 0
    while at < len(lines):
        start, end = lines[at]
        tabs, until = text.count("\t", start, end), at + 1
        while 0 < tabs < width and until < len(lines):
            tabs += text.count("\t", *lines[until])
            end, until = lines[until][1], until + 1
        if tabs != width:
            end, until = lines[at][1], at + 1
        rows.append((start, end))
        at = until
    yield from made(text, [_cells(text, *row, "\t") for row in rows])


def piped(text: str) -> Iterator[Table]:
    """Find tables of Markdown, and those drawn with signs."""
    for match in _PIPED.finditer(text) if _MAY_BE_PIPED.search(text) else ():
        lines = [line for line in _lines(text, *match.span()) if not _RULE.fullmatch(text, *line)]
        rows = [_between_bars(text, *line) for line in lines]
        if len(rows) > 1:
            yield from made(text, rows)


def parted_by_signs(text: str) -> Iterator[Table]:
    """Find tables of indicators with a row a line: lines with as many commas, bars or semicolons as the one with their
    heads above them.
    """
    for sign, head in _SIGNED:
        block: list[tuple[Span, ...]] = []
        for line in _lines(text, 0, len(text)) if head.search(text) else ():
            cells = _between(sign, text, *line)
            if block and len(cells) == len(block[0]):
                block += [] if _RULE.fullmatch(text, *line) else [cells]
                continue
            yield from made(text, block) if len(block) > 1 else ()
            opens = len(cells) > 2 and head.match(text, *line)
            block = [cells] if opens and frame_of([[text[slice(*cell)] for cell in cells]]) else []
        yield from made(text, block) if len(block) > 1 else ()


def made(text: str, rows: Sequence[tuple[Span, ...]]) -> Iterator[Table]:
    """Make the table of rows of cells: title, heads and body told apart where it is one of indicators."""
    start, end = rows[0][0][0], max(cell[1] for row in rows for cell in row)
    above = title_above(text, start)
    told = [[text[slice(*cell)] for cell in row] for row in rows]
    frame = frame_of(told)
    if frame is None:
        turned = turned_round(rows, told)
        yield Table(start, end, above, *(turned or (tuple(told[0]), tuple(rows[1:]))))
        return
    body = [
        row
        for row, cells in zip(rows[frame.first :], told[frame.first :], strict=True)
        if not is_repeated_head(cells, frame.heads)
    ]
    heads, body = _closed(frame.heads, body) if frame.copies == 1 else (frame.heads, body)
    width = len(heads)
    if frame.copies > 1:
        body = [row[at * width : (at + 1) * width] for at in range(frame.copies) for row in body]
    title = " ".join(filter(None, (above, frame.title)))
    yield Table(start, end, title, heads, tuple(row for row in body if row))


def turned_round(
    rows: Sequence[tuple[Span, ...]], told: Sequence[Sequence[str]]
) -> tuple[tuple[str, ...], tuple[tuple[Span, ...], ...]] | None:
    """Turn a table round whose columns are indicators and whose rows are years; ``None`` if it is none.

    Returns:
        Its heads, and a row for each indicator.
    """
    lead, *names = told[0]
    heads = [row[0] for row in told[1:]]
    columns = [column_of(head) for head in heads]
    named = column_of(lead) in (Column.NAME, Column.YEAR) and not any(map(_is_head_only, names))
    ahead = any(column is Column.VALUE and _YEAR.search(head) for column, head in zip(columns, heads, strict=True))
    if not named or not ahead or Column.OTHER in columns or len({*map(len, told)}) > 1 or not all(names):
        return None
    return ("指标", *heads), tuple(zip(*rows, strict=True))[1:]


def _is_head_only(name: str) -> bool:
    """Whether a text is a head and no name of an indicator that begins as one: 实际使用外资, 完成投资额."""
    named = column_of(name) is Column.VALUE and not _YEAR.search(name) and _NAMED.fullmatch(name)
    return is_head(name) and not named


def _closed(heads: tuple[str, ...], body: Sequence[tuple[Span, ...]]) -> tuple[tuple[str, ...], list[tuple[Span, ...]]]:
    """Put a column without a head into the one before where no row fills both: rules drawn a hair apart part a column
    in two.
    """
    kept: list[list[int]] = []
    for at, head in enumerate(heads):
        before = kept[-1] if kept else []
        if before and not head and not any(_filled(row, before) and _filled(row, [at]) for row in body):
            before.append(at)
        else:
            kept.append([at])
    closed = [
        tuple(next(iter(_filled(row, columns)), row[columns[0]]) for columns in kept if columns[0] < len(row))
        for row in body
    ]
    return tuple(heads[columns[0]] for columns in kept), closed


def _filled(row: tuple[Span, ...], columns: Sequence[int]) -> list[Span]:
    return [row[at] for at in columns if at < len(row) and row[at][1] > row[at][0]]


def title_above(text: str, start: int) -> str:
    """Return the line above a table if it names it: 专栏2, 表1, 主要指标; else nothing; and with it 单位：亿元."""
    lines = [line.strip() for line in text[max(0, start - 80) : start].split("\n") if line.strip()]
    unit = lines.pop() if lines and _UNIT_LINE.fullmatch(lines[-1]) else ""
    above = lines[-1] if lines else ""
    titled = _TITLE.fullmatch(above) and _TITLED.search(above) and "。" not in above
    return " ".join(filter(None, (above if titled else "", unit)))


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    for line in re.finditer(r"[^\n]+", text[start:end]):
        if line.group().strip():
            yield start + line.start(), start + line.end()


def _cells(text: str, start: int, end: int, mark: str) -> tuple[Span, ...]:
    cells: list[Span] = []
    begin = start
    while begin <= end:
        stop = text.find(mark, begin, end)
        stop = end if stop < 0 else stop
        cells.append(trimmed(text, begin, stop))
        begin = stop + 1
    return tuple(cells)


def _between(sign: re.Pattern[str], text: str, start: int, end: int) -> tuple[Span, ...]:
    marks = [start - 1, *(mark.start() for mark in sign.finditer(text, start, end)), end]
    return tuple(trimmed(text, one + 1, two) for one, two in pairwise(marks))


def _between_bars(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Return the cells of a line that begins and ends with bars of one kind."""
    start, end = trimmed(text, start, end)
    return _cells(text, start + 1, end - 1, text[start])


def trimmed(text: str, start: int, end: int) -> Span:
    """Return a span without the blanks at both ends; an empty one begins where it began."""
    piece = text[start:end]
    if not piece.strip():
        return start, start
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
