"""Growth from a base: the yearly rate that base and target imply, and what is stated of it that disagrees."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, permutations

from compare.model import Contradiction, Reason, Target
from compare.targets.indicators import Canonical, canonical
from compare.text import YEAR, Measure, cues, find_figures, measure_of, year_of

# Percentage points by which a stated rate may differ: figures are rounded, and growth is at constant prices.
_TOLERANCE = 1.5
# The same of two growths told of one indicator, and of the rise of a rate: only their last digits are rounded.
_ROUNDED, _ROUNDED_RISE = 0.3, 0.11
_COMPARED_WITH, _NUMBER = re.compile(rf"[比较]\s?({YEAR})\s?年"), re.compile(r"\d{1,9}(?:\.\d{1,6})?")
_ABOUT = cues("roughly")
_MOST = 30
"""Targets of a clause that are held against one another."""


def yearly_growth(base: float, value: float, years: int) -> float | None:
    """Yearly growth in per cent that leads from a base to a value: ``100 * ((value / base) ** (1 / years) - 1)``.

    Returns:
        ``None`` if there is no such rate: a base or value that is not positive, no year between them.
    """
    if base <= 0 or value <= 0 or years < 1:
        return None
    growth: float = 100.0 * ((value / base) ** (1.0 / years) - 1.0)
    return growth


def implied_growth(target: Target) -> float | None:
    """Yearly growth in per cent that a target with a base implies; ``None`` for shares and without a base."""
    if not target.base_value or target.base_year is None or target.year is None:
        return None
    if measure_of(target.unit) is Measure.RATE and "/" not in target.unit or target.operator == "+":
        return None
    try:
        base, value = float(target.base_value), float(target.value)
    except ValueError:
        return None
    return yearly_growth(base, value, target.year - target.base_year)


def disagreements(plan: str, targets: Sequence[Target]) -> Iterator[Contradiction]:
    """Yield what is stated of a growth and cannot be: a yearly rate that base and target do not bear out, and in one
    clause a growth of all years that the yearly one does not make, a rise that is not from the base to the target.
    """
    yield from _yearly_rates(plan, targets)
    for _, same in groupby(targets, key=lambda each: each.clause):
        told = [(canonical(each.indicator), each) for each in same if each.clause is not None]
        for (meant, one), (change, other) in permutations(told[:_MOST], 2):
            exact = not any(_ABOUT.search(each.quote) or each.operator in (">=", "<=") for each in (one, other))
            if exact and change.change and meant.name == change.name and one.year == other.year:
                yield from _growths(plan, meant, one, change, other)
                yield from _rises(plan, meant, one, other)
                yield from _from_amount(plan, meant, one, other)


def _growths(plan: str, meant: Canonical, whole: Target, change: Canonical, yearly: Target) -> Iterator[Contradiction]:
    """Yield a growth since a year that the growth of each year does not make: 比1985年增长59%，平均每年增长8.5%."""
    since = _COMPARED_WITH.search(whole.quote)
    of_one = meant.change == change.change and not meant.yearly and change.yearly and whole.unit == yearly.unit
    if not (since and of_one and whole.year and "%" in whole.norm_unit):
        return
    sign = 1 if meant.change == "up" else -1
    if not (_NUMBER.fullmatch(whole.value) and _NUMBER.fullmatch(yearly.value)):
        return
    implied = yearly_growth(100.0, 100.0 + sign * float(whole.value), whole.year - year_of(since[1]))
    if implied is not None and abs(sign * implied - float(yearly.value)) > _ROUNDED:
        values = (meant.name, since[1], f"{whole.value}%", f"{sign * implied:.1f}", f"{yearly.value}%")
        yield Contradiction((plan,), meant.label, (whole.id, yearly.id), Reason("growths_disagree", values))


def _rises(plan: str, meant: Canonical, level: Target, rise: Target) -> Iterator[Contradiction]:
    """Yield a rise of a rate that is not from its base to its target: 由40%提高到46%，提高5个百分点."""
    numbers = (level.base_value, level.value, rise.value)
    points = "%" in level.norm_unit and rise.unit.endswith("百分点") and not meant.change
    if points and all(map(_NUMBER.fullmatch, numbers)):
        base, value, told = map(float, numbers)
        if abs(abs(value - base) - told) > _ROUNDED_RISE:
            values = (meant.name, f"{level.base_value}%", f"{level.value}%", f"{abs(value - base):.6g}", rise.value)
            yield Contradiction((plan,), meant.label, (level.id, rise.id), Reason("rise_disagrees", values))


def _from_amount(plan: str, meant: Canonical, level: Target, growth: Target) -> Iterator[Contradiction]:
    """Yield a growth from an amount that does not lead to the target: 达到69万吨，比2025年的50万吨增长25%."""
    since = _COMPARED_WITH.search(growth.quote)
    told = [figure for figure in find_figures(growth.quote) if since and figure.start >= since.end()][:1]
    rate_of_all = "%" in growth.norm_unit and not canonical(growth.indicator).yearly
    if meant.change or level.operator == "+" or level.base_value or not rate_of_all:
        return
    if not told or told[0].unit != level.unit:
        return
    if not all(map(_NUMBER.fullmatch, (told[0].value, level.value, growth.value))):
        return
    base, value, rate = float(told[0].value), float(level.value), float(growth.value)
    if base and abs(abs(value / base - 1.0) * 100.0 - rate) > _TOLERANCE:
        off = f"{abs(value / base - 1.0) * 100.0:.1f}"
        values = (meant.name, f"{told[0].value}{level.unit}", f"{level.value}{level.unit}", off, f"{growth.value}%")
        yield Contradiction((plan,), meant.label, (level.id, growth.id), Reason("growth_differs", values))


def _yearly_rates(plan: str, targets: Sequence[Target]) -> Iterator[Contradiction]:
    """Yield stated yearly rates (年均增长) that base and target of the same indicator do not bear out."""
    stated = [(canonical(target.indicator), target) for target in targets if "%" in target.norm_unit]
    rates = {(meant.name, target.year): target for meant, target in stated if meant.yearly and meant.change == "up"}
    for target in targets:
        meant = canonical(target.indicator)
        rate = rates.get((meant.name, target.year)) if not meant.change else None
        implied = implied_growth(target)
        if rate is None or implied is None or rate.norm_value is None:
            continue
        if abs(implied - rate.norm_value) > _TOLERANCE and not (rate.operator == ">=" and implied > rate.norm_value):
            values = (meant.name, target.base_value, f"{target.value}{target.unit}", f"{implied:.1f}", f"{rate.value}%")
            yield Contradiction((plan,), meant.label, (target.id, rate.id), Reason("growth_disagrees", values))
