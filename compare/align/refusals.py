"""What a plan says that it will not do: refused, cancelled, put off, excepted."""

from __future__ import annotations

import re

from compare.text import cues

_REFUSED, _RESTRICTS = cues("refused"), cues("restricts")
_PHRASE = re.compile(r"[^，,；;。：:]+")


def restricts(text: str) -> bool:
    """Whether a clause says itself what is not to be done."""
    return bool(_RESTRICTS.search(text))


def refused_in(text: str) -> tuple[str, ...]:
    """Return the phrases of a clause that say what will not be done (规划期内不安排城际轨道交通延伸), in reading
    order.
    """
    return tuple(match.group() for match in _PHRASE.finditer(text) if _REFUSED.search(match.group()))
