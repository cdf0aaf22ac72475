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
    YEAR = "year"
    VALUE = "value"
    OTHER = "other"


_ASIDE = r"(?:[（(][^（()）]{1,12}[)）])?"
_HEADS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    (Column.NUMBER, re.compile(r"(?:序|编)号|No\.?")),
    (Column.KIND, re.compile(rf"(?:指标)?(?:属性|性质|类型)(?:指标|要求)?{_ASIDE}")),
    (Column.GROUP, re.compile(r"(?:指标|目标)?(?:类别|分类|类\s?型|领域|维度|方面|板块)|一级指标|目标层")),
    (Column.YEAR, re.compile(r"(?:目标|完成|规划)?(?:年份|年度|时间|年限|目标年)")),
    (
        Column.NAME,
        re.compile(
            rf"(?:(?:主要|具体|核心|二级|三级|规划|发展)?指标(?:名称|内容|项目?)?|指标[/、]?名称|项目名称|项目|名称){_ASIDE}"
        ),
    ),
    (Column.UNIT, re.compile(r"(?:计量|指标)?单位")),
    (
        Column.VALUE,
        re.compile(
            r"(?!.*(?:主要|发展)指标)[（(〔［\[“\"]*(?:(?:到|至)?20\d\d\s?年?(?:[-—–~至]20\d\d年?)?|十[一二三四五六]五|规划|现状|基期|基准|基数|目标|年均|累计|期末|近期|远期|"
            r"实际|预期|预计|完成|五年|增长|增速|指标值|数值|属性).{0,24}"
        ),
    ),
)
# Heads of columns that say nothing of a target.
_ASIDES = re.compile(
    r"(?:牵头|责任|主管|负责|配合|数据)?(?:单位|部门)|备注|数据来源|来源|(?:指标)?(?:解释|说明|释义)|完成时限|口径"
)
_BLANK = re.compile(r"\s+")


def column_of(head: str) -> Column:
    """Tell what a column with this head holds.

    Args:
        head: The head as written; of a head over several rows the texts from top to bottom, parted by ``|``.
    """
    parts = _BLANK.sub("", head).split("|")
    for words in ("".join(parts), *reversed(parts)):
        for column, pattern in _HEADS:
            if pattern.fullmatch(words):
                return column
    return Column.OTHER


def is_head(words: str) -> bool:
    """Tell whether a cell can be the head of a column."""
    return column_of(words) is not Column.OTHER or _ASIDES.fullmatch(_BLANK.sub("", words)) is not None
