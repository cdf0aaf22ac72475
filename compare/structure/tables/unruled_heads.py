"""The heads of an indicator table that has lost its rules: words of some lines -> columns in their order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from compare.structure.tables.columns import Column, column_of, is_head, with_years
from compare.structure.tables.heads import copies_of
from compare.structure.tables.ruled import Span, title_above
from compare.structure.tables.tokens import heads_of, is_wide, lines_before, lines_from, step_of, tokens_of
from compare.text import cues

_UNKNOWN = re.compile("[\u3400-\u9fff]{2,8}")
_GOES_ON, _SPANNING = cues("head_goes_on"), cues("head_over_columns")
_YEAR = re.compile(r"20\d\d")
_PERIOD = re.compile('[“"]?十[一二三四五六七]五[”"]?(?:时期|期间)?')
_HEAD_LINES_BEFORE, _HEAD_LINES, _LONGEST_HEAD = 4, 16, 20
_LONGEST_LINE = 240
_FEWEST_VALUES = 2
"""Columns of values from which on a head needs no other column to be one: 指标, 2025年, 2030年."""


class OpenHead(NamedTuple):
    """The head of a table.

    Attributes:
        heads: Texts of its columns.
        start, end: Where it stands.
        words: The words of its lines, as they stand there.
        wide: One blank parts no cells.
        step: Blanks that stand for one tab; 0 if that is not known.
        by_line: The table is written a row a line, else a cell a line.
        copies: How many tables stand side by side.
    """

    heads: tuple[str, ...]
    start: int
    end: int
    words: frozenset[str]
    wide: bool
    step: int
    by_line: bool
    copies: int


def head_at(text: str, at: int) -> OpenHead | None:
    """Return the head around a line that holds 指标; ``None`` if it is no head of a table."""
    lines: list[Span] = []
    for line in [*reversed(lines_before(text, at, _HEAD_LINES_BEFORE))]:
        if not words_of(text, line):
            break
        lines.insert(0, line)
    for count, line in enumerate(lines_from(text, at)):
        if count >= _HEAD_LINES or not words_of(text, line):
            break
        lines.append(line)
    words = [words_of(text, line) for line in lines]
    while words and words[0] and column_of(words[0][0]) is Column.NAME and _names(words) > 1:
        del words[0], lines[0]  # 主要指标: the title of the table
    told = [word for line in words for word in line]
    if not told:
        return None
    heads = with_years(_in_order(_merged(told)))
    columns = [column_of(head) for head in heads]
    copies = copies_of(columns, heads)
    heads, columns = heads[: len(heads) // copies], columns[: len(heads) // copies]
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
    step = step_of(text, lines) if wide else 0
    # Of tables side by side a line holds several rows, which begin anywhere in it.
    return OpenHead(
        tuple(heads), lines[0][0], lines[-1][1], frozenset(told), wide, step, by_line and copies == 1, copies
    )


def _names(words: Sequence[Sequence[str]]) -> int:
    return sum(column_of(word) is Column.NAME for line in words for word in line)


def words_of(text: str, line: Span) -> list[str]:
    """Return the heads of a line; none if it holds other words."""
    if line[1] - line[0] > _LONGEST_LINE:
        return []
    tokens = tokens_of(text, line, wide=is_wide(text, line))
    heads = heads_of([token for token in tokens if token.text])
    unknown = [head for head in heads if not (is_head(head) or _GOES_ON.fullmatch(head))]
    # One word that no list has may stand among four, as it may in a table with rules.
    good = len(unknown) <= (len(heads) - 1) // 4 and all(map(_UNKNOWN.fullmatch, unknown))
    return heads if good and max(map(len, heads), default=0) <= _LONGEST_HEAD else []


def _merged(words: Sequence[str]) -> list[str]:
    """Put the words of a head together: 2030年 and 目标 below it are one column."""
    merged: list[str] = []
    for word in words:
        if (
            merged
            and column_of(merged[-1]) is Column.VALUE
            and (_GOES_ON.fullmatch(word) and not merged[-1].endswith("值") or merged[-1].endswith("/"))
            and not (_SPANNING.fullmatch(merged[-1]) and not word.startswith("值"))
        ):
            merged[-1] += word
        else:
            merged.append(word)
    return merged


def _in_order(heads: Sequence[str]) -> list[str]:
    """Put the heads of the second row, which are written last, below the one that spans them."""
    if (under := _under_periods(heads)) is not None:
        return under
    last = len(heads)
    while last and column_of(heads[last - 1]) is Column.VALUE and not _YEAR.search(heads[last - 1]):
        last -= 1
    below = heads[last:]
    years = [at for at, head in enumerate(heads[:last]) if _YEAR.search(head) and column_of(head) is Column.VALUE]
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


def _under_periods(heads: Sequence[str]) -> list[str] | None:
    """Put the heads of the second row below those of the first that name periods, as many below each: “十四五” over
    规划目标 and 实际完成, “十五五” over 2030年 and 年均增长; ``None`` where they do not part so.
    """
    periods = [at for at, head in enumerate(heads) if _PERIOD.fullmatch(head)]
    others = [at for at, head in enumerate(heads) if column_of(head) is not Column.VALUE]
    first = max([*periods, *others], default=0) + 1
    each, odd = divmod(len(heads) - first, max(len(periods), 1))
    if len(periods) < _FEWEST_VALUES or odd or each < _FEWEST_VALUES:
        return None
    return [
        f"{head}|{part}" if part else head
        for at, head in enumerate(heads[:first])
        for part in (heads[first + periods.index(at) * each :][:each] if at in periods else [""])
    ]
