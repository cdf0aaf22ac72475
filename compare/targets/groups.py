"""A head 指标 over two columns: whether the first names groups of the indicators or the first parts of their names."""

from __future__ import annotations

import re
from collections import Counter

from compare.model import Table
from compare.structure import Column
from compare.text import cues

_GROUP_NAME, _OF_PARTS, _OF_NAME = cues("group_like"), cues("first_part_of_name"), cues("part_of_name")
_ASIDE = re.compile(r"[（(][^（()）]*[)）]|^\d{1,2}[.．、](?!\d)|^[（(]\d{1,2}[)）]")
_BLANK, _NOTE, _OF_WHICH = re.compile(r"\s+"), cues("table_note"), "其中"
_FEWEST_CELLS, _FEWEST_ROWS, _FEWEST_GROUPS, _SHORTEST = 3, 4, 2, 4


def with_groups(text: str, table: Table, columns: list[Column]) -> list[Column]:
    """Return what the columns of a table hold, the first of two under one head as groups where it holds no more.

    That is so where every row has both parts, the first are few, short, the names of nothing measured and mostly of
    several rows, and no name comes twice: 经济发展 over 地区生产总值, not 义务教育 over 巩固率 or PM2.5 over 平均浓度.

    Args:
        text: The plan's.
        table: A table of it.
        columns: What its columns hold by their heads.
    """
    names = [at for at, column in enumerate(columns) if column is Column.NAME]
    if len(names) != 2 or len({table.header[at] for at in names}) > 1 or Column.GROUP in columns:
        return columns
    groups: list[str] = []
    told: list[str] = []
    for row in ([_BLANK.sub("", text[slice(*cell)]) for cell in cells] for cells in table.rows):
        filled = list(filter(None, row))
        if len(row) < len(columns) or not filled or _NOTE.match(filled[0]) or filled == [row[names[1]]]:
            continue  # 注：…, or the rest of a name at the top of a page
        first, own = (row[at] for at in names)
        if len(filled) < _FEWEST_CELLS or not own or not (first or groups):
            return columns
        groups.append(first or groups[-1])
        told.append(_ASIDE.sub("", own))
    counts = Counter(groups)
    if len(told) < _FEWEST_ROWS or not _FEWEST_GROUPS <= len(counts) <= len(told) // 2 or not all(map(_names, counts)):
        return columns
    if len(set(told)) < len(told) or any(
        len(name) < _SHORTEST or name in counts for name in told if not name.startswith(_OF_WHICH)
    ):
        return columns
    return [Column.GROUP if at == names[0] else column for at, column in enumerate(columns)]


def _names(group: str) -> bool:
    """Whether a text can be the name of a group and is no part of an indicator's."""
    return bool(_GROUP_NAME.fullmatch(group)) and not (_OF_PARTS.search(group) or _OF_NAME.search(group))
