"""Traditional characters of a text that was simplified Chinese before a web page converted it."""

from __future__ import annotations

import re
from functools import cache

from opencc import OpenCC

from compare.repair.edits import Edit
from compare.repair.han import HAN

SHARE = 0.05
DISTINCT = 3
"""A text is traditional if ``SHARE`` of its Han, and ``DISTINCT`` different ones, are written otherwise in simplified
Chinese. Of 220 clean simplified plans none exceeds 0.0004 (names, scanning errors); traditional texts reach 0.35 to 0.4."""

# Long runs without punctuation are cut, so that one unequal conversion cannot cost more than this.
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
    edits: list[Edit] = []
    for run in _RUN.finditer(text):
        before, after = run.group(), simplified(run.group())
        if len(before) != len(after):
            edits.append(Edit(*run.span(), after, "traditional"))
        elif before != after:
            pairs = enumerate(zip(before, after, strict=True), run.start())
            edits += [Edit(at, at + 1, new, "traditional") for at, (old, new) in pairs if old != new]
    return edits


def _is_traditional(text: str) -> bool:
    found = _pattern().findall(text)
    if len(set(found)) < DISTINCT:
        return False
    return len(found) >= SHARE * len(_ANY_HAN.findall(text))


@cache
def _pattern() -> re.Pattern[str]:
    """The characters of the basic blocks that simplified Chinese writes otherwise."""
    every = "".join(map(chr, (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))))
    by_itself = simplified("\n".join(every)).split("\n")
    return re.compile(f"[{''.join(old for old, new in zip(every, by_itself, strict=True) if old != new)}]")
