"""Targets that cannot both hold: the same indicator, object, scope, year and unit, other figures."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from compare.model import Contradiction, Plan, Reason, Target
from compare.targets.bounds import compatible
from compare.targets.growth import disagreements
from compare.targets.indicators import canonical
from compare.targets.pairs import label, told, yearly
from compare.targets.rollup import shortfalls
from compare.targets.same_indicator import dimension, key_of
from compare.targets.scope import certain, clause_of, scope_of
from compare.targets.sums import sum_faults
from compare.text import cues, normalised

_FLOW = cues("over_years")
_BUILT = re.compile("建成|完成")
_ONE_NUMBER = re.compile(r"\d+(?:\.\d+)?")
# Figures of one indicator and year that are held against one another. Plans have a dozen; what has hundreds is none,
# and the pairs of thousands would fill the memory.
_MOST = 100


def find_contradictions(plans: Sequence[Plan], targets: Sequence[Target]) -> tuple[Contradiction, ...]:
    """Find targets that contradict each other: within a plan, a stated rate and its figures, an amount and its parts,
    be they those of a sentence (其中) or the plans below.

    Only where indicator, object, scope, year and unit are the same: two figures in one sentence (确保 …, 力争 …), of
    parts of the place or in sections on other places are none.

    Returns:
        Contradictions plan by plan, in reading order; each with the two targets. Then the upper targets that the plans
        of all areas below do not add up to.
    """
    of_plan: defaultdict[str, list[Target]] = defaultdict(list)
    for target in targets:
        of_plan[target.plan].append(target)
    found: list[Contradiction] = []
    for plan in plans:
        found += _within(plan, of_plan[plan.id])
        found += disagreements(plan.id, of_plan[plan.id])
        found += sum_faults(plan, of_plan[plan.id])
    return (*found, *shortfalls(plans, of_plan))


def _within(plan: Plan, targets: Sequence[Target]) -> Iterator[Contradiction]:
    groups: defaultdict[tuple[object, ...], list[Target]] = defaultdict(list)
    for target in targets:
        if target.year is not None and target.value and certain(target):
            groups[(*key_of(target.indicator), target.year, dimension(target))].append(target)
    pairs = [pair for group in groups.values() for pair in combinations(group[:_MOST], 2)]
    seen: set[tuple[object, ...]] = set()
    for one, other in sorted(pairs, key=lambda pair: (pair[0].start, pair[1].start)):
        figures = (key_of(one.indicator), one.year, frozenset({told(one), told(other)}))
        if figures in seen or _agree(plan, one, other) or _leads_on(one, other) or not _same_scope(plan, one, other):
            continue
        seen.add(figures)
        reason = Reason("contradiction", (label(one), told(one), told(other)))
        yield Contradiction((plan.id,), label(one), (one.id, other.id), reason)


def _agree(plan: Plan, one: Target, other: Target) -> bool:
    """Whether two targets of one indicator can both be meant.

    A row of a table that sets a bound (≥236.4) is not written again with another one. What is added is told once for
    the whole period, and with what was there it makes what there will be.
    """
    if "+" not in (one.operator, other.operator):
        again = one.operator == other.operator != "=" and (one.kind is not None or other.kind is not None)
        return compatible(one, other) and not (again and one.norm_value != other.norm_value)
    if one.operator == other.operator:
        whole = all(not yearly(each) and (each.kind or _FLOW.search(each.quote)) for each in (one, other))
        return not whole or canonical(one.indicator).known is None or one.norm_value == other.norm_value
    there, added = (one, other) if other.operator == "+" else (other, one)
    clause = clause_of(plan, added)
    words = plan.text[clause.start : added.end] if clause else ""
    if not _BUILT.match(added.indicator) or f"{added.year}年" not in words:
        return True
    if there.norm_value is None or not (_ONE_NUMBER.fullmatch(there.value) and _ONE_NUMBER.fullmatch(there.base_value)):
        return True  # a range tells no rise
    risen = float(there.value) - float(there.base_value)
    return added.norm_value in (there.norm_value, normalised(f"{risen:.6g}", there.unit)[0])


def _leads_on(one: Target, other: Target) -> bool:
    """Whether one figure is where the other starts from: 提高到7.9平方米, and later 从7.9平方米增加到9平方米."""
    return other.value == one.base_value or one.value == other.base_value


def _same_scope(plan: Plan, one: Target, other: Target) -> bool:
    """Whether two targets stand in different clauses that speak of the same places, parts and times."""
    clause = clause_of(plan, one)
    if clause is not None and clause == clause_of(plan, other):
        return False
    return scope_of(plan, one) == scope_of(plan, other)
