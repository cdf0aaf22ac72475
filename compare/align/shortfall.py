"""Figures of an upper clause that a lower one sets lower: shares, and amounts for each person, bed or household."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from compare.text import cues

# Totals of a county are smaller than those of its city and fall short of nothing; shares and amounts for each do not.
_FIGURE = re.compile(
    r"(?<!\d)(?:(\d+(?:\.\d+)?)(?:[%％岁张元]|平方米|个百分点)?[-—–~～]{1,2})?(\d+(?:\.\d+)?)(%|％|岁|张|元|平方米|个百分点)"
)
# What hardly any phrase holds is looked for before what takes longer to be told.
_UNIT = re.compile(r"\d[%％岁张元平个]")
_FOR_EACH, _LESS, _GROWTH = cues("for_each"), cues("no_shortfall"), cues("rate_of_growth")
_SHARES = frozenset("%％岁")
_FILLING = re.compile(
    r"到?20\d\d年底?|达到|超过|提高到|提高至|不低于|保持在|稳定在|力争|实现|确保|以上|全市|全省|全县|全区|给予|到|为|[^\u4e00-\u9fff]"
)
_YEAR = re.compile(r"20\d\d(?=年)")
_PHRASE = re.compile(r"[^，,；;。]+")
_ALIKE = 0.6

_Figure = tuple[frozenset[str], float, float, str, bool, str]
"""What a figure is of, as runs of two characters; least and most of its range, unit, whether it is growth; its year,
else empty."""


def shortfall(upper: str, *lower: str, apart: Collection[str] = ()) -> tuple[str, str] | None:
    """Return the first figure of an upper clause for which a lower clause sets less and none as much, and that lower
    figure, both with their unit; figures for different years are not held against each other.

    Args:
        upper: The upper clause.
        lower: The lower clauses.
        apart: Figures of the upper clause, without unit, that are known not to be comparable.
    """
    unlike = {each.partition("-")[0] for each in apart}
    below = [figure for text in lower for figure in _figures(text)]
    for name, value, _, unit, grows, year in _figures(upper):
        if f"{value:g}" in unlike:
            continue
        told = [
            most
            for other, _, most, same, too, due in below
            if (unit, grows) == (same, too) and (year == due or not (year and due)) and _alike(name, other)
        ]
        if told and max(told) < value:
            return f"{value:g}{unit}", f"{told[0]:g}{unit}"
    return None


# A clause is held against many plans, and a passage against many clauses.
@lru_cache(maxsize=4096)
def _figures(text: str) -> tuple[_Figure, ...]:
    """Return the comparable figures of a clause."""
    return tuple(_found(text))


def _found(text: str) -> Iterator[_Figure]:
    year = ""
    for phrase in _PHRASE.findall(text):
        year = max(_YEAR.findall(phrase), default=year)
        if not _UNIT.search(phrase) or _LESS.search(phrase):
            continue
        start = 0
        for found in _FIGURE.finditer(phrase):
            before = phrase[start : found.start()]
            unit = found.group(3).replace("％", "%")
            start = found.end()
            if unit in _SHARES or _FOR_EACH.search(before):
                name = _FILLING.sub("", before)
                if len(name) > 1:
                    runs = frozenset(name[at : at + 2] for at in range(len(name) - 1))
                    most = float(found.group(2))
                    yield runs, float(found.group(1) or most), most, unit, bool(_GROWTH.search(before)), year


def _alike(one: frozenset[str], two: frozenset[str]) -> bool:
    return len(one & two) >= _ALIKE * min(len(one), len(two))
