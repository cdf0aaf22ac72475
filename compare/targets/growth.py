"""Growth from a base: the yearly rate that base and target imply, and stated rates that disagree with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compare.model import Contradiction, Reason, Target
from compare.targets.indicators import canonical
from compare.text import Measure, measure_of

# Percentage points by which a stated rate may differ: figures are rounded, and growth is at constant prices.
_TOLERANCE = 1.5


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
    """Stated yearly rates (年均增长) that base and target of the same indicator do not bear out."""
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
