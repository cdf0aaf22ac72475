"""Figures of an upper clause that a lower one sets lower: shares, and amounts for each person, bed or household."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from compare.text import cues

# Totals of a county are smaller than those of its city and fall short of nothing; shares and amounts for each do not.
_FIGURE = re.compile(r"(\d+(?:\.\d+)?)(%|％|岁|张|元|平方米|个百分点)")
# What hardly any phrase holds is looked for before what takes longer to be told.
_UNIT = re.compile(r"\d[%％岁张元平个]")
_FOR_EACH, _LESS, _GROWTH = cues("for_each"), cues("no_shortfall"), cues("rate_of_growth")
_SHARES = frozenset("%％岁")
_FILLING = re.compile(
    r"到?20\d\d年底?|达到|超过|提高到|提高至|不低于|保持在|稳定在|力争|实现|确保|以上|全市|全省|全县|全区|给予|到|为|[^\u4e00-\u9fff]"
)
_PHRASE = re.compile(r"[^，,；;。]+")
_ALIKE = 0.6


def shortfall(upper: str, *lower: str) -> tuple[str, str] | None:
    """Return the first figure of an upper clause for which a lower clause sets less and none as much, and that lower
    figure, both with their unit.
    """
    below = [figure for text in lower for figure in _figures(text)]
    for name, value, unit, grows in _figures(upper):
        told = [less for other, less, same, too in below if (unit, grows) == (same, too) and _alike(name, other)]
        if told and max(told) < value:
            return f"{value:g}{unit}", f"{told[0]:g}{unit}"
    return None


# A clause is held against many plans, and a passage against many clauses.
@lru_cache(maxsize=4096)
def _figures(text: str) -> tuple[tuple[frozenset[str], float, str, bool], ...]:
    """Return of each comparable figure what it is of, as runs of two characters; value, unit, whether it is growth."""
    return tuple(_found(text))


def _found(text: str) -> Iterator[tuple[frozenset[str], float, str, bool]]:
    for phrase in filter(_UNIT.search, _PHRASE.findall(text)):
        if _LESS.search(phrase):
            continue
        start = 0
        for found in _FIGURE.finditer(phrase):
            before = phrase[start : found.start()]
            unit = found.group(2).replace("％", "%")
            start = found.end()
            if unit in _SHARES or _FOR_EACH.search(before):
                name = _FILLING.sub("", before)
                if len(name) > 1:
                    runs = frozenset(name[at : at + 2] for at in range(len(name) - 1))
                    yield runs, float(found.group(1)), unit, bool(_GROWTH.search(before))


def _alike(one: frozenset[str], two: frozenset[str]) -> bool:
    return len(one & two) >= _ALIKE * min(len(one), len(two))
