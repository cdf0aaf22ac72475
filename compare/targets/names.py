"""What a figure is the figure of: the indicator's name out of the words around it."""

from __future__ import annotations

import re

from compare.text import without_lead

STOCK = re.compile(
    r"(?:面积|产量|产值|规模|总量|收入|人口|数|保有量|里程|能力|额|寿命|增加值|床位|年限|总产|人次|标准|存栏|出栏|装机|容量|覆盖|库容|用户|主体|"
    r"总额|外资|游客|浓度|强度|GDP|生产总值|投资)$|^(?:每|人均|亩均|户均|平均|单位)"
)
"""Names of what is there, against things to be done: 播种面积 385 万亩, not 造林 385 万亩."""
_SHARED = re.compile(r"各\s?达?$|(?:均|都|各)(?:要|应|需)?(?:力争)?(?:达|超|增|提|下|保|突|不|为|在|实|降|减|控)")
RATE_NAME = re.compile(
    r"(?:率|比例|比重|占比|比|度|速|幅|水平|份额|系数|面|增长|下降|提高|降低|减少|提升|上升|指数|百分比|缩小|增加|以上|达标|合格)$"
)
_RELATIVE = re.compile(
    r"^(?:其中|年|年均|平均每年|每年|总|全产业链|累计|同比|人均)*(?:产量|产值|产能|总量|规模|面积|覆盖率|覆盖面|占比|比重|比例|增速|增幅|人数|数量|总数|投资|收入|营业收入|营收|"
    r"主营业务收入|销售收入|销售额|交易额|利用率|普及率|合格率|达标率|完成率|里程|增加值|能力|投资额|税收|利润|参保率|综合利用率|资源化利用率|处理率|收集率)$"
)
_ATTRIBUTE = re.compile(
    r"(?:(?:种植|播种|养殖|栽培|年|总|全产业链|常年|生产)*(?:面积|产量|产值|总量|规模|数量|人数|增加值|能力|总产量|里程|收入|总产值|覆盖率|产能|出栏量?|存栏量?))$"
)
_PER_HEAD = re.compile(
    r"^每(?:\d+|[一二三四五六七八九十百千万]+)[^，,、]{0,8}?(?:人口|居民|人|户|名[^，,、和]{0,6}|床)"
)
_SECTORS = re.compile(r"一、?二、?三次?产业?(?P<rest>.*)")
_CONNECTORS = tuple(re.compile(pattern) for pattern in ("、|以及|和|及|与|或|，|,", "、|以及|和|，|,", "、|，|,"))
_SHARE_AT_END = re.compile(r"占[^，,占]{1,14}(?:比重|比例|比)$")


def per_head(name: str) -> str:
    """Return what the things are counted by: 每万名老年人口; empty if by nothing."""
    found = _PER_HEAD.match(name)
    return found.group() if found else ""


def is_relative(name: str) -> bool:
    """Whether a name says nothing without that of which it is: 总产量, 覆盖率."""
    return bool(_RELATIVE.match(name))


def object_of(name: str) -> str:
    """Return what an indicator is measured on: 粮食 of 粮食种植面积."""
    return _ATTRIBUTE.sub("", name)


def shares(words: str) -> bool:
    """Whether one figure is said of every name of a list: 均增长6%."""
    return bool(_SHARED.search(words))


def listed(names: str, count: int = 0) -> list[str]:
    """Return the names of a list: 每千人口执业医师数和注册护士数 gives both, each with what they are counted by.

    Args:
        names: The list.
        count: How many names there should be, where that is known: 集成电路与ICT、医药健康 are two or three.
    """
    names = without_lead(names)
    if sectors := _SECTORS.match(names):
        return [f"{number}产{sectors['rest']}" for number in "一二三"]
    splits = [[name.strip() for name in connector.split(names) if name.strip()] for connector in _CONNECTORS]
    found = next((split for split in splits if count and len(split) == count), splits[0])
    if len(found) < 2:
        return found
    if head := _PER_HEAD.match(found[0]):
        found = [found[0], *(name if name.startswith("每") else head.group() + name for name in found[1:])]
    first, last = found[0], found[-1]
    if share := _SHARE_AT_END.search(last):
        return [name if RATE_NAME.search(name) else name + share.group() for name in found]
    if len(first) <= 4 and len(last) > len(first) + 3 and not RATE_NAME.search(first):
        found = [name + last[len(name) :] if len(name) <= 4 else name for name in found]
    return found
