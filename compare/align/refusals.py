"""What a plan says that it will not do: refused, cancelled, put off, excepted."""

from __future__ import annotations

import re

_DONE = r"(?:建设|新建|扩建|实施|推进|开展|启动|安排|延伸|布局|创建|申报|引进|发展|改造|项目|工程|计划|配套)"
_REFUSED = re.compile(
    rf"(?:不再|不予|暂不|暂未|不)(?:考虑|安排|推进|实施|建设|新建|启动|列入|纳入|开展)(?!.{{0,12}}(?:的|者)(?:企业|项目|单位|地区))|"
    rf"{_DONE}[^，,。；;]{{0,8}}(?:取消|暂缓|停建|缓建|终止|搁置|推迟|延后|中止)(?!.{{0,4}}限制)|"
    rf"(?:取消|暂缓|停止|终止|缓建|停建|推迟|搁置|放弃|中止)[^，,。；;]{{0,20}}{_DONE}|除外"
)
# An upper clause that itself holds back is answered by a lower one that does.
_RESTRICTS = re.compile(
    r"严禁|禁止|严控|不得|不再|不予|淘汰|退出|取消|停止|压减|关停|化解|清理|控制|限制|防止|杜绝|坚决不|遏制|除外"
)
_PHRASE = re.compile(r"[^，,；;。：:]+")


def restricts(text: str) -> bool:
    """Whether a clause says itself what is not to be done."""
    return bool(_RESTRICTS.search(text))


def refused_in(text: str) -> tuple[str, ...]:
    """Return the phrases of a clause that say what will not be done (规划期内不安排城际轨道交通延伸), in reading
    order.
    """
    return tuple(match.group() for match in _PHRASE.finditer(text) if _REFUSED.search(match.group()))
