"""Figures of an upper clause that a lower one sets lower: shares, and amounts for each person, bed or household."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import NamedTuple

from compare.text import Figure, Measure, cues, find_figures, measure_of, normalised, parted, writes_figure

_FOR_EACH, _LESS, _GROWTH = cues("for_each"), cues("no_shortfall"), cues("rate_of_growth")
_IN_EACH_PLACE, _GRANT, _MEASURED = cues("in_each_place"), cues("grant"), cues("measured")
# Totals of a county are smaller than those of its city and fall short of nothing; shares and amounts for each do not.
_SHARES = frozenset({"%", "岁"})
_AMOUNTS = frozenset({"张", "元", "平方米", "百分点"})
_MEAN = re.compile("[人户亩]均")
# Of so many people anything that is counted: 每万人拥有公交车12标台.
_OF_MANY = re.compile("每[十百千万]")
_ALL, _COVER = cues("covers_all"), "覆盖"
_FILLING = cues("around_figure")
_YEAR = re.compile(r"20\d\d(?=年)")
_PHRASE = re.compile(r"[^，,；;。]+")
_ALIKE = 0.6


class _Standard(NamedTuple):
    """A figure that one plan may set lower than another.

    Attributes:
        of: What it is of, as runs of two characters, without what of it is measured (增加值增长).
        least, most: Of its range, in the base unit.
        unit: The base unit.
        grows: It is a rate of growth.
        year: When it is due; empty if nobody says.
        written: Its least and its most as they are written, with the unit.
        whole: It is 全覆盖, to which a share of what is covered compares.
    """

    of: frozenset[str]
    least: float
    most: float
    unit: str
    grows: bool
    year: str
    written: tuple[str, str]
    whole: bool = False


def shortfall(upper: str, *lower: str, apart: Collection[str] = ()) -> tuple[str, str] | None:
    """Return the first figure of an upper clause for which a lower clause sets less and none as much, and that lower
    figure, both with their unit; figures for different years are not held against each other.

    Args:
        upper: The upper clause.
        lower: The lower clauses.
        apart: Figures of the upper clause, without unit, that are known not to be comparable.
    """
    wanted = _standards(upper)
    if not wanted:
        return None  # as for most clauses
    unlike = {each.partition("-")[0] for each in apart}
    below = [each for text in lower for each in _standards(text)]
    for asked in wanted:
        if any(writes_figure(asked.written[0], each) for each in unlike):
            continue
        told = [each for each in below if _comparable(asked, each)]
        if told and max(each.most for each in told) < asked.least:
            return asked.written[0], told[0].written[1]
    return None


def _comparable(asked: _Standard, told: _Standard) -> bool:
    """Whether two figures are of one thing, unit and year."""
    same = (asked.unit, asked.grows) == (told.unit, told.grows)
    due = asked.year == told.year or not (asked.year and told.year)
    covers = not asked.whole or _COVER in told.of
    return same and due and covers and len(asked.of & told.of) >= _ALIKE * min(len(asked.of), len(told.of))


# A clause is held against many plans, and a passage against many clauses.
@lru_cache(maxsize=4096)
def _standards(text: str) -> tuple[_Standard, ...]:
    """Return the comparable figures of a clause."""
    return tuple(_found(text))


def _found(text: str) -> Iterator[_Standard]:
    year = ""
    for phrase in _PHRASE.findall(text):
        year = max(_YEAR.findall(phrase), default=year)
        if whole := _ALL.search(phrase):
            runs = _runs(_FILLING.sub("", whole["name"]) + _COVER)
            yield _Standard(runs, 100.0, 100.0, "%", False, year, (whole["all"], whole["all"]), whole=True)
        figures = find_figures(phrase)
        if not figures or _LESS.search(phrase):
            continue
        start = 0
        for figure in figures:
            if standard := _standard(figure, phrase[start : figure.start], year):
                start = figure.core_end
                yield standard


def _standard(figure: Figure, before: str, year: str) -> _Standard | None:
    """Return what a figure sets, if it is a share, or an amount for each; ``before``: the words before it."""
    least, _, most = figure.value.partition("-")
    low, unit = normalised(least, figure.unit)
    high, _ = normalised(most or least, figure.unit)
    name = _FILLING.sub("", before)
    if low is None or high is None or len(name) < 2 or not _is_standard(figure.unit, before):
        return None
    thing = name if (tail := _MEASURED.search(name)) is None or tail.start() < 2 else name[: tail.start()]
    runs = _runs(thing)
    written = f"{least}{figure.unit}", f"{most or least}{figure.unit}"
    return _Standard(runs, low, high, unit, bool(_GROWTH.search(before)), year, written)


def _runs(thing: str) -> frozenset[str]:
    return frozenset(thing[at : at + 2] for at in range(len(thing) - 1))


def _is_standard(unit: str, before: str) -> bool:
    """Whether a unit is that of a share, or of an amount for each, for each place or of a grant, as the words before it
    tell; hundreds of millions are of no person, bed or household: 每个县引进1个50亿元项目.
    """
    base = parted(unit)[1]
    each = _FOR_EACH if base in _AMOUNTS else _MEAN
    of_each = "亿" not in unit and each.search(before) is not None
    in_each = measure_of(unit) is Measure.COUNT and _IN_EACH_PLACE.search(before) is not None
    granted = base == "元" and "亿" not in unit and _GRANT.search(before) is not None
    return base in _SHARES or of_each or in_each or granted or _OF_MANY.search(before) is not None
