"""Brackets that say who answers for a task: （省民政厅、省医保局负责）, 〔牵头单位：县交通运输局〕."""

from __future__ import annotations

import re

from compare.text.lexicon import cues

# With one more pair in them: （省直部门、各市（州）人民政府负责）.
_BRACKETS = re.compile(
    r"（(?:[^（）\n]|（[^（）\n]{0,40}）){2,300}）|\([^()\n]{2,300}\)|〔[^〔〕\n]{2,300}〕|【[^【】\n]{2,300}】"
)
_OWNERS, _STOPS = cues("owners"), ("。", "；", ";")


def owners_in(text: str) -> list[tuple[int, int]]:
    """Return the spans of the brackets that say who answers for what stands before them, in reading order."""
    return [match.span() for match in _BRACKETS.finditer(text) if _OWNERS.fullmatch(match.group())]


def end_of_owners(text: str, at: int) -> int | None:
    """Return where brackets at an offset that say who answers end, the stop behind them included; else ``None``."""
    while at < len(text) and text[at].isspace():
        at += 1
    found = _BRACKETS.match(text, at)
    if not (found and _OWNERS.fullmatch(found.group())):
        return None
    return found.end() + text.startswith(_STOPS, found.end())
