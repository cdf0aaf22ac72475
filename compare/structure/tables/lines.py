"""Indicator tables that have lost their rules: a cell a line, or a row a line with blanks between the cells.

Their rows are told by the running number and by 约束性 or 预期性, which every row of such a table has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from compare.model import Table
from compare.structure.tables.columns import Column, column_of
from compare.structure.tables.ruled import Span, title_above

_HEAD_NAME = re.compile(r"^.{0,60}?指标(?:名称)?(?=[ \t\u3000]|$).{0,60}$", re.MULTILINE)
# A word of a head that goes on from the line above: 2030年 / 目标, 年均/ / 累计.
_GOES_ON = re.compile(
    r"预计|目标值?|实际|完成(?:情况|值)?|[〔［\[（(]?累计[〕］\])）]?|增速|增长率?|[（(]20\d\d年[)）]|均值|数值?"
)
_LONGEST_HEAD, _LONGEST_LINE, _TOKENS = 14, 60, 900
_END = re.compile(
    r"注\s?[:：1]|说明[:：]|第.{1,4}[编篇章节]|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|专栏|表\d"
)
_WIDE_GAP = re.compile(r"(?<![><≥≤＞＜])(?:[ \u3000]{2,}|\t)")
_GAP = re.compile(r"(?<![><≥≤＞＜])[ \u3000\t]+")
_KIND = re.compile(r"约束性|预期性")
_NUMERIC = re.compile(
    r"[（(【［\[〔]?\s?[><≥≤＞＜≧≦≈约超]?\s*\d[\d.,]*\s*(?:[-—–~～至]\s*[\d.]+)?\s*(?:%|％|‰|万|亿)?(?:左右|以上|以内|以下)?[∗*＊]?[,，]?"
    r"[】］\]〕)）]?[∗*＊]?(?:左右|以上|以内|以下)?|[—–\-－…/*∗]{1,4}"
)
_IN_WORDS = re.compile(
    r"[［\[【〔（(]?(?:完成|与经济|与GDP|与国|力争|稳步|基本(?:稳定|完成|保持|同步|持平)|持续|达到|保持|控制|不低于|不超过|高于|低于|"
    r"逐步|进一步|按|好于|优于|努力|翻|同步|稳定|合理)"
)
_FRAGMENT = re.compile(r"左右|以上|以内|以下|[（(][^（()）]{2,8}[)）]")
_GLUED = re.compile(r"(约束性|预期性)(\d{1,2}(?!\d))?(\D[^\n]*)?")
_GROUP_SIZE = re.compile(r"[（(]\s*\d+\s*[项个][)）]")
_OPEN, _CLOSE = re.compile(r"[（(]"), re.compile(r"[)）]")


@dataclass(slots=True)
class _Row:
    """A row in the making; tokens are spans."""

    name: list[Span] = field(default_factory=list)
    values: list[Span] = field(default_factory=list)
    kind: Span | None = None


@dataclass(frozen=True, slots=True)
class _Head:
    """The head of a table: its columns in order, and the heads of those that hold values."""

    columns: tuple[Column, ...]
    values: tuple[str, ...]
    start: int
    end: int
    words: frozenset[str]
    wide: bool

    @property
    def kind_last(self) -> bool:
        """Whether 属性 stands behind the values."""
        return Column.KIND in self.columns and self.columns.index(Column.KIND) > self.columns.index(Column.VALUE)


def unruled(text: str) -> Iterator[Table]:
    """Indicator tables without rules."""
    done = 0
    for match in _HEAD_NAME.finditer(text) if _KIND.search(text) else ():
        if match.start() < done:
            continue
        head = _head(text, match.start())
        if head is None:
            continue
        table = _table(text, head)
        if table is not None:
            yield table
            done = table.end


def _head(text: str, at: int) -> _Head | None:
    """The head around a line that holds 指标; ``None`` if it is no head of a table."""
    lines = list(_lines(text, at))
    wide = any(_WIDE_GAP.search(text, *line) for line in lines[:2])
    if not lines or "\t" in text[slice(*lines[0])]:
        return None
    before = [line for line in _lines_before(text, at) if _head_like(text, line, wide=wide)]
    tokens, end = [], at
    for line in [*before, *lines]:
        if not _head_like(text, line, wide=wide):
            break
        tokens += [text[start:stop] for start, stop in _tokens(text, *line, wide=wide)]
        end = line[1]
    words = frozenset(tokens)
    merged = _merged(tokens)
    columns = tuple(column_of(word) for word in merged)
    if not {Column.NAME, Column.VALUE, Column.NUMBER, Column.KIND} <= set(columns):
        return None
    values = tuple(word for word, column in zip(merged, columns, strict=True) if column is Column.VALUE)
    return _Head(columns, values, before[0][0] if before else at, end, words, wide)


def _merged(tokens: Sequence[str]) -> list[str]:
    """The words of a head put together: 2030年 目标 is one column, and a head above two others is none."""
    merged: list[str] = []
    for token in tokens:
        if merged and column_of(merged[-1]) is Column.VALUE and (_GOES_ON.fullmatch(token) or merged[-1].endswith("/")):
            merged[-1] += token
        elif (
            merged
            and re.fullmatch(r"[“\"]?十[一二三四五六]五[”\"]?(?:规划)?目标|规划目标|目标", merged[-1])
            and re.match(r"20\d\d|年均|累计", token)
        ):
            merged[-1] = token
        else:
            merged.append(token)
    return merged


def _head_like(text: str, line: Span, *, wide: bool) -> bool:
    tokens = [text[start:stop] for start, stop in _tokens(text, *line, wide=wide)]
    return bool(tokens) and all(
        len(token) <= _LONGEST_HEAD and (column_of(token) is not Column.OTHER or _GOES_ON.fullmatch(token))
        for token in tokens
    )


def _lines(text: str, start: int) -> Iterator[Span]:
    """Spans of the lines from an offset on that are not blank."""
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if text[start:end].strip():
            yield start, end
        start = end + 1


def _lines_before(text: str, at: int) -> list[Span]:
    """The two lines before an offset, in reading order."""
    found: list[Span] = []
    end = at - 1
    while end > 0 and len(found) < 2:
        start = text.rfind("\n", 0, end) + 1
        if text[start:end].strip():
            found.insert(0, (start, end))
        end = start - 1
    return found


def _tokens(text: str, start: int, end: int, *, wide: bool) -> Iterator[Span]:
    gap = _WIDE_GAP if wide else _GAP
    begin = start
    for match in [*gap.finditer(text, start, end), None]:
        stop = match.start() if match else end
        if text[begin:stop].strip():
            piece = text[begin:stop]
            yield from _unglued(text, begin + len(piece) - len(piece.lstrip()), begin + len(piece.rstrip()))
        begin = match.end() if match else end


def _unglued(text: str, start: int, end: int) -> Iterator[Span]:
    """预期性3, 预期性安全: the end of a row and the number or group of the next, glued where lines were joined."""
    if found := _GLUED.match(text, start, end):
        yield from (found.span(group) for group in (1, 2, 3) if found.start(group) < found.end(group))
    else:
        yield start, end


def _table(text: str, head: _Head) -> Table | None:
    tokens: list[Span] = []
    for line in _lines(text, head.end):
        told = text[slice(*line)].strip()
        words = list(_tokens(text, *line, wide=head.wide))
        if len(told) > _LONGEST_LINE and len(words) < 3 or "。" in told or _END.match(told) or len(tokens) > _TOKENS:
            break
        if not all(text[slice(*word)] in head.words for word in words):
            tokens += words
    rows = [cells for chunk in _chunks(text, tokens, head) for cells in _rows(text, chunk, head)]
    if len(rows) < 2:
        return None
    unit = ("单位",) if Column.UNIT in head.columns else ()
    header = ("指标", "指标", *unit, *head.values, "属性")
    end = max(cell[1] for row in rows for cell in row)
    return Table(head.start, end, title_above(text, head.start), header, tuple(rows))


def _chunks(text: str, tokens: Sequence[Span], head: _Head) -> Iterator[list[Span]]:
    """The tokens of each running number; it only counts where the row before it is whole."""
    expected = 1
    chunk: list[Span] | None = None
    for token in tokens:
        if text[slice(*token)] == str(expected) and (chunk is None or _whole(text, chunk, head)):
            if chunk:
                yield chunk
            chunk, expected = [], expected + 1
        elif chunk is not None:
            chunk.append(token)
    if chunk:
        yield chunk


def _whole(text: str, chunk: Sequence[Span], head: _Head) -> bool:
    kinds = [number for number, token in enumerate(chunk) if _KIND.fullmatch(text, *token)]
    if not kinds:
        return False
    return head.kind_last or len(chunk) - kinds[-1] > len(head.values)


def _rows(text: str, chunk: Sequence[Span], head: _Head) -> Iterator[tuple[Span, ...]]:
    rows: list[_Row] = [_Row()]
    for token in chunk:
        _take(text, token, rows, head)
    rows = _mended(rows)
    group = rows[0].name[:-1] if len(rows) > 1 and Column.UNIT not in head.columns else []
    for row in rows:
        name: list[Span] = row.name
        unit: list[Span] = []
        if row is rows[0] and group:
            name = name[-1:]
        if Column.UNIT in head.columns:
            name, unit = _parted(text, row.name)
        kind = row.kind or next((other.kind for other in rows if other.kind), None)
        if name and kind and any(_valued(text, value) for value in row.values):
            values = _fitted(text, row.values, len(head.values))
            cells = [
                _joined(group),
                _joined(name),
                *([_joined(unit)] if Column.UNIT in head.columns else []),
                *values,
                kind,
            ]
            yield tuple(cell if cell else (name[0][0], name[0][0]) for cell in cells)


def _take(text: str, token: Span, rows: list[_Row], head: _Head) -> None:
    """Put one token where it belongs."""
    row, told, count = rows[-1], text[slice(*token)], len(head.values)
    if _KIND.fullmatch(told):
        if row.kind is None:
            row.kind = token
        return
    if _GROUP_SIZE.fullmatch(told):  # 安全 稳定 (3项): the group of the rows below
        if row.kind is None and len(rows) > 1:
            rows.pop()
        return
    valued = bool(row.name) and _balanced(text, row.name) and _valued(text, token)
    told_kind = row.kind is not None and not head.kind_last
    if (valued and not (head.kind_last and row.kind)) or (told_kind and len(row.values) < count):
        row.values.append(token)
    elif not row.values and row.kind is None:
        row.name.append(token)
    elif _FRAGMENT.fullmatch(told) or (row.kind is None and len(row.values) < count):
        row.values.append(token)
    else:
        rows.append(_Row(name=[token]))


def _valued(text: str, token: Span) -> bool:
    return bool(_NUMERIC.fullmatch(text, *token) or _IN_WORDS.match(text, *token))


def _mended(rows: Sequence[_Row]) -> list[_Row]:
    """Rows that have values; a name without any was the end of the cell before it, or the group of the next rows."""
    kept: list[_Row] = []
    for row in rows:
        if row.values or not kept:
            kept.append(row)
        elif row.kind is not None and kept[-1].kind is None:
            kept[-1].values += row.name
            kept[-1].kind = row.kind
    return kept


def _balanced(text: str, name: Sequence[Span]) -> bool:
    told = text[name[0][0] : name[-1][1]]
    return len(_OPEN.findall(told)) == len(_CLOSE.findall(told))


def _parted(text: str, tokens: Sequence[Span]) -> tuple[list[Span], list[Span]]:
    """Name and unit: the unit is the last token, two if a stroke joins them."""
    if len(tokens) < 2:
        return list(tokens), []
    cut = 2 if len(tokens) > 2 and text[tokens[-2][1] - 1] == "/" else 1
    return list(tokens[:-cut]), list(tokens[-cut:])


def _fitted(text: str, values: Sequence[Span], count: int) -> list[Span | None]:
    """As many values as there are columns: words that go on are put to the value before them."""
    fitted = list(values)
    while len(fitted) > count:
        joint = next(
            (
                number
                for number in range(len(fitted) - 1, 0, -1)
                if _FRAGMENT.fullmatch(text, *fitted[number]) or not _NUMERIC.fullmatch(text, *fitted[number])
            ),
            None,
        )
        if joint is None:
            break
        fitted[joint - 1 : joint + 1] = [(fitted[joint - 1][0], fitted[joint][1])]
    return [*fitted[:count], *[None] * (count - len(fitted))]


def _joined(tokens: Sequence[Span]) -> Span | None:
    return (tokens[0][0], tokens[-1][1]) if tokens else None
