"""What the columns of an indicator table hold, told by their heads."""

from __future__ import annotations

import re
from enum import StrEnum


class Column(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    GROUP = "group"
    NAME = "name"
    UNIT = "unit"
    KIND = "kind"
    VALUE = "value"
    OTHER = "other"


_HEADS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    (Column.NUMBER, re.compile(r"(?:序|编)号|No\.?")),
    (Column.KIND, re.compile(r"(?:指标)?(?:属性|性质|类型)(?:指标)?")),
    (Column.GROUP, re.compile(r"(?:指标)?(?:类别|分类|类\s?型|领域|维度)")),
    (
        Column.NAME,
        re.compile(
            r"(?:(?:主要|具体|核心|一级|二级)?指标(?:名称|内容|项)?|指标\s?[/、]?\s?名称|项目名称)(?:[（(].{1,8}[)）])?"
        ),
    ),
    (Column.UNIT, re.compile(r"(?:计量|指标)?单位")),
    (
        Column.VALUE,
        re.compile(
            r"[（(〔［\[“\"]*(?:(?:到|至)?20\d\d\s?年?(?:[-—–~]20\d\d年?)?|十[一二三四五六]五|规划|现状|基期|基准|目标|年均|累计|期末|实际|预期|预计|完成|五年|增长|增速|属性).{0,14}"
        ),
    ),
)
_BLANK = re.compile(r"\s+")


def column_of(head: str) -> Column:
    """What a column with this head holds."""
    head = _BLANK.sub("", head)
    return next((column for column, pattern in _HEADS if pattern.fullmatch(head)), Column.OTHER)
