"""Traditional characters of a text that was simplified Chinese before a web page converted it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from opencc import OpenCC

from compare.readers import everyday
from compare.repair.edits import Edit
from compare.repair.han import HAN

SHARE = 0.1
DISTINCT = 3
"""A text is traditional if ``SHARE`` of its Han, and ``DISTINCT`` different ones, are written otherwise in simplified
Chinese. Of 221 simplified plans none exceeds 0.0004 (names, scanning errors); traditional ones reach 0.34 to 0.4, UTF-8
read as GBK 0.06."""

# Hardly any phrase changes its length (none of OpenCC 1.4 is known to); if one does, only its own run becomes one edit.
_RUN = re.compile(f"[{HAN}]{{1,200}}")
_ANY_HAN = re.compile(f"[{HAN}]")


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def simplified(text: str) -> str:
    """Text in simplified characters (OpenCC t2s)."""
    return str(_converter().convert(text))


def traditional_characters(text: str) -> list[Edit]:
    """Each traditional character of a traditional text; nothing in a simplified one that holds some, as names do."""
    if not _is_traditional(text):
        return []
    after = simplified(text)
    if len(after) == len(text):
        return list(_changes(0, text, after))
    return [edit for run in _RUN.finditer(text) for edit in _changes(run.start(), run[0], simplified(run[0]))]


def _changes(start: int, before: str, after: str) -> Iterator[Edit]:
    """Character by character; where the conversion changes the length, as a whole."""
    if len(before) == len(after):
        for at, (old, new) in enumerate(zip(before, after, strict=True), start):
            if old != new:
                yield Edit(at, at + 1, new, "traditional")
    else:
        yield Edit(start, start + len(before), after, "traditional")


def _is_traditional(text: str) -> bool:
    found = _pattern().findall(text)
    if len(set(found)) < DISTINCT:
        return False
    return len(found) >= SHARE * len(_ANY_HAN.findall(text))


@cache
def _pattern() -> re.Pattern[str]:
    """Return the characters that simplified Chinese writes as an everyday one; mojibake is full of others."""
    every = "".join(map(chr, (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))))
    by_itself = zip(every, simplified("\n".join(every)).split("\n"), strict=True)
    return re.compile(f"[{''.join(old for old, new in by_itself if old != new and new in everyday())}]")
