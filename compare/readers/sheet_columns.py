"""Which column of a table holds what of a plan: by its name, and where that says nothing by its cells."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from compare.text import is_place

FIELDS: dict[str, tuple[str, ...]] = {
    "text": ("正文", "全文", "内容", "文本", "原文", "text", "content", "body", "fulltext", "paragraph"),
    "title": ("标题", "名称", "题名", "题目", "文件名", "title", "name", "headline"),
    "region": ("地区", "区域", "行政区", "行政区划", "区划", "地名", "地方", "region", "area", "place"),
    "province": ("省", "省份", "省级", "省区市", "province"),
    "city": ("市", "城市", "地市", "地级市", "市级", "市州", "州市", "盟市", "市地", "city", "prefecture"),
    "county": (
        "县",
        "区县",
        "县区",
        "县市区",
        "区县市",
        "市县",
        "县市",
        "旗县",
        "旗县区",
        "县级",
        "县域",
        "county",
        "district",
    ),
    "year": ("年份", "年度", "年", "时间", "日期", "year", "date", "yr"),
    "level": ("级别", "层级", "level"),
    "kind": ("类型", "类别", "文种", "kind", "type"),
}
"""What is said of a plan, and the names of columns that say it."""

_FIELD_OF = {name: field for field, names in FIELDS.items() for name in names}
# What people put around these words: 报告全文, 区县名称, 所属城市, 发布年份, 正文（续）, 正文2, 年份（年）, doc_title.
_BEFORE = re.compile(
    r"^(?:所属|所在|政府工作|工作|政府|规划|报告|文件|政策|文章|纲要|编制|制定|印发|发布|发文|成文|公布)+"
)
_BEHIND = re.compile(r"(?:名称|全称|名|文本|全文|内容)$")
_MARKS = re.compile(r"[（()）、/／·\s]")
_UNIT = re.compile(r"[（(][年字个字符串文本]{1,4}[）)]$")
_ENGLISH = re.compile(r"[a-z]+(?:[ _-][a-z]+){1,3}")
_WEAK = frozenset(
    {"name", "full", "doc", "document", "plan", "report", "article", "pub", "publish", "issue", "gov", "raw"}
)
"""Words of an English name that say nothing beside another one: area_name, doc_title, full_text."""

_GOES_ON = re.compile(
    r"[（(\[【_-]?(?:续[一二三四五六七八九十\d]*|[一二三四五六七八九十\d]{1,2}|上|中|下|第[一二三四五六\d]部分)[）)\]】]?$"
)
_TITLE = re.compile(r"[^。；！？\n]{6,80}")
_TITLE_END = re.compile(
    r"(?:规划|纲要|报告|意见|方案|计划|建议|要点|决定|规定|办法|通知|解读|说明)(?:》?(?:的通知)?|[（(][^（()）]{1,20}[）)])$"
)


def word_of(cell: Any) -> str:
    """Return a cell as text; a year that Excel keeps as 2024.0 is 2024."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, datetime):
        cell = cell.date()
    return "" if cell is None else str(cell).strip("\ufeff \t\u3000\xa0\r\n")


def field_of(cell: Any) -> str | None:
    """Return which field a column holds, by its name; ``None`` if it is none of them."""
    word = _UNIT.sub("", word_of(cell).casefold())
    if word in _FIELD_OF:
        return _FIELD_OF[word]
    going_on = _GOES_ON.sub("", word)
    if going_on != word and field_of(going_on) == "text":
        return "text"
    if _ENGLISH.fullmatch(word):
        told = [part for part in re.split("[ _-]", word) if part not in _WEAK]
        return _FIELD_OF.get(told[-1]) if told else "title" if word.endswith("name") else None
    bare = _BEFORE.sub("", word)
    if bare != word and bare == "名":
        return "title"
    found = _FIELD_OF.get(bare) or _FIELD_OF.get(_BEHIND.sub("", bare))
    return found or _FIELD_OF.get(_MARKS.sub("", bare))  # 县（市、区）


def named_by_cells(names: Sequence[str | None], rows: Sequence[Sequence[Any]]) -> list[str | None]:
    """Return the fields of columns, told by what stands in a column where its name tells nothing.

    A column of nothing but names of places is that of the regions, one of nothing but titles of plans that of the
    titles, if no column is called so.

    Args:
        names: The fields by name.
        rows: The cells below.
    """
    told = list(names)
    for field, holds in _KINDS.items():
        if field in told or (field == "region" and {"province", "city", "county"} & set(told)):
            continue
        for at, name in enumerate(told):
            words = [word for row in rows if at < len(row) and (word := word_of(row[at]))]
            if name is None and words and all(map(holds, words)):
                told[at] = field
                break
    return told


def _is_title(word: str) -> bool:
    return _TITLE.fullmatch(word) is not None and _TITLE_END.search(word) is not None


_KINDS: Mapping[str, Any] = {"region": is_place, "title": _is_title}
