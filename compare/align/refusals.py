"""What a plan says that it will not do: refused, cancelled, put off, excepted."""

from __future__ import annotations

import re
from functools import lru_cache

from compare.text import cues

_REFUSED, _EXCEPTED, _RESTRICTS = cues("refused"), cues("excepted"), cues("restricts")
_PHRASE = re.compile(r"[^，,；;。：:]+")
# 近期不予安排, 本期暂缓实施: no word of what it is.
_NO_OBJECT = re.compile(
    r"^(?:近期|本期|目前|当前|现阶段|规划期内?|我[市县区]|本[市县区]|先|均|一律|全部)*(?:[不暂予以单独另行再]|.{0,2}(?:缓|停|终止|取消|搁置|推迟)).{0,6}$"
)


def restricts(text: str) -> bool:
    """Whether a clause says itself what is not to be done."""
    return bool(_RESTRICTS.search(text))


# One passage comes near many clauses of an upper plan.
@lru_cache(maxsize=4096)
def refused_in(text: str) -> tuple[str, ...]:
    """Return the parts of a clause that say what will not be done, in reading order.

    A part is a phrase between marks (规划期内不安排城际轨道交通延伸), with the one before it where that tells of what
    (医疗中心建设条件一般，近期不予安排); or what a phrase excepts, and no more of it (除农村公路外).
    """
    found: dict[int, str] = {match.start(): match.group() for match in _EXCEPTED.finditer(text)}
    phrases = list(_PHRASE.finditer(text))
    for at, phrase in enumerate(phrases):
        if _REFUSED.search(phrase.group()):
            start = phrases[at - 1].start() if at and _NO_OBJECT.match(phrase.group()) else phrase.start()
            found[start] = text[start : phrase.end()]
    return tuple(found[start] for start in sorted(found))
