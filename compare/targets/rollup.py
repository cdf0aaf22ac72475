"""Amounts that add up: what an upper plan sets, and what the plans of all areas directly in its own set together.

Only where indicator, object, scope and year are the same in every plan and no area is missing; all else would be a
false alarm.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import fsum

from compare.model import Contradiction, Plan, Reason, Target
from compare.targets.indicators import canonical
from compare.targets.pairs import label, told
from compare.targets.same_indicator import dimension, key_of
from compare.targets.scope import named_in_full, scope_of
from compare.text import Area, Measure, areas_called, cues, folded, measure_of, parted, parts_of

_ADDS_UP = frozenset(["元", "亩", "平方米", "立方米", "公里", "吨", "吨标准煤", "千瓦", "千瓦时", "标准箱"])
_NO_SUM, _SPAN = cues("no_sum"), cues("span_of_figure")
# Sums of rounded figures: half a part in a hundred is no shortfall.
_ROUNDING = 0.005

Key = tuple[object, ...]


def shortfalls(plans: Sequence[Plan], targets: Mapping[str, Sequence[Target]]) -> Iterator[Contradiction]:
    """Targets of upper plans that the plans of all areas directly below do not add up to.

    The least of what the upper plan writes is held against the most of what each area writes. A plan counts if it names
    the upper plan as superior and is of its kind and period; what the upper level does by itself is in no plan, so the
    finding is one to look into.

    Args:
        plans: Plans with their upper links.
        targets: Plan id to its targets.

    Returns:
        Contradictions in the order of the upper plans and their texts, with the ids of the upper plan and of all lower
        plans; the two targets are the upper one and the largest lower one.
    """
    whole = {plan.id: (plan, targets[plan.id]) for plan in plans}
    for upper in plans:
        yield from find_shortfalls(upper, plans, whole.__getitem__)


def find_shortfalls(
    upper: Plan, plans: Sequence[Plan], whole: Callable[[str], tuple[Plan, Sequence[Target]]]
) -> Iterator[Contradiction]:
    """Those of one upper plan.

    Args:
        upper: The upper plan; its text is not needed.
        plans: All plans that name it, or more, without their texts.
        whole: Gives a plan with its text, and its targets; asked only where every area has a plan.
    """
    below = _of_every_part(upper, plans)
    if not below:
        return
    sums = {id_: _sums(*whole(id_)) for id_ in (upper.id, *(plan.id for same in below for plan in same))}
    for key, found in sums[upper.id].items():
        asked = min(found, key=_amount)
        groups = [[sums[plan.id].get(key, []) for plan in same] for same in below]
        answers = [max((each for one in group for each in one), key=_amount, default=None) for group in groups]
        answered = [answer for answer in answers if answer is not None]
        if len(answered) == len(answers) and _sum(answered) < _amount(asked) * (1 - _ROUNDING):
            yield _short(upper, asked, answered)


def _short(upper: Plan, asked: Target, answers: Sequence[Target]) -> Contradiction:
    factor = parted(asked.unit)[0]
    together, lacking = (f"{each / factor:.6g}{asked.unit}" for each in (_sum(answers), _amount(asked) - _sum(answers)))
    largest = max(answers, key=_amount)
    reason = Reason("sum_below", (label(asked), told(asked), str(len(answers)), together, lacking))
    return Contradiction((upper.id, *(each.plan for each in answers)), label(asked), (asked.id, largest.id), reason)


def _of_every_part(upper: Plan, plans: Sequence[Plan]) -> list[list[Plan]]:
    """Return the plans of each area directly in that of an upper plan; empty unless every area has one."""
    area = _area(upper)
    if area is None:
        return []
    below: defaultdict[str, list[Plan]] = defaultdict(list)
    for plan in plans:
        named = any(link.id == upper.id and link.relation == "superior" for link in plan.upper)
        if named and (plan.kind, plan.period) == (upper.kind, upper.period):
            below[plan.region].append(plan)
    found = [below[part.name] for part in parts_of(area)]
    return found if all(found) else []


def _area(plan: Plan) -> Area | None:
    """Return the administrative area of a plan; ``None`` where the name is that of several or of none."""
    areas = [area for area in areas_called(plan.region) if area.name == plan.region and area.level is plan.level]
    return areas[0] if len(areas) == 1 else None


def _sums(plan: Plan, targets: Sequence[Target]) -> dict[Key, list[Target]]:
    """Return the additive targets of a plan that are of its whole area, by all that must be the same."""
    found: defaultdict[Key, list[Target]] = defaultdict(list)
    for target in targets:
        if target.year is None or target.norm_value is None or target.operator == "<=" or not _additive(target):
            continue
        places, narrowed, parts, _ = scope_of(plan, target)
        if places or parts:
            continue
        span = frozenset(_SPAN.findall(target.quote))
        made = target.operator == "+"
        found[(*key_of(target.indicator), target.year, dimension(target), made, narrowed, span)].append(target)
    return found


def _additive(target: Target) -> bool:
    meant = canonical(target.indicator)
    if meant.change or meant.yearly or not named_in_full(target) or _NO_SUM.search(folded(target.indicator)):
        return False
    if meant.known is not None and meant.known.measure not in ("amount", "count"):
        return False
    if measure_of(target.unit) is Measure.COUNT:
        return True
    return target.norm_unit in _ADDS_UP


def _amount(target: Target) -> float:
    return target.norm_value or 0.0


def _sum(targets: Sequence[Target]) -> float:
    return fsum(map(_amount, targets))
