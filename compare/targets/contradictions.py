"""Targets that cannot both hold: the same indicator, object, scope, year and unit, other figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from compare.model import Contradiction, Plan, Reason, Target
from compare.targets.bounds import compatible
from compare.targets.growth import disagreements
from compare.targets.pairs import label, told
from compare.targets.rollup import shortfalls
from compare.targets.same_indicator import dimension, key_of
from compare.targets.scope import certain, clause_of, scope_of
from compare.text import Measure, composed, measure_of

_OF_THEM = "其中"
_AT_LEAST = composed(r"以上|{floor_word}")


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
        found += _parts_above_the_whole(plan, of_plan[plan.id])
    return (*found, *shortfalls(plans, of_plan))


def _within(plan: Plan, targets: Sequence[Target]) -> Iterator[Contradiction]:
    groups: defaultdict[tuple[object, ...], list[Target]] = defaultdict(list)
    for target in targets:
        if target.year is not None and target.value and target.operator != "+" and certain(target):
            groups[(*key_of(target.indicator), target.year, dimension(target))].append(target)
    pairs = [pair for group in groups.values() for pair in combinations(group, 2)]
    seen: set[tuple[object, ...]] = set()
    for one, other in sorted(pairs, key=lambda pair: (pair[0].start, pair[1].start)):
        figures = (key_of(one.indicator), one.year, frozenset({told(one), told(other)}))
        if figures in seen or compatible(one, other) or _leads_on(one, other) or not _same_scope(plan, one, other):
            continue
        seen.add(figures)
        reason = Reason("contradiction", (label(one), told(one), told(other)))
        yield Contradiction((plan.id,), label(one), (one.id, other.id), reason)


def _parts_above_the_whole(plan: Plan, targets: Sequence[Target]) -> Iterator[Contradiction]:
    """Yield parts that a sentence tells of an amount and that are more than it: 新建学校10所，其中小学12所."""
    whole: Target | None = None
    for before, part in pairwise(targets):
        if before.start != part.start:
            whole = before  # the last figure of what stands before the comma
        of_it = plan.text.startswith(_OF_THEM, part.start) and whole is not None and whole.start < part.start
        if not of_it or whole is None or whole.clause is None or whole.clause != part.clause:
            continue
        # Old plans write decimals in words in several ways (一四·四亿元): only digits are held against each other.
        in_digits = part.value in part.quote and whole.value in whole.quote
        told_so = in_digits and dimension(whole) == dimension(part) and whole.year == part.year
        if not told_so or measure_of(part.unit) is Measure.RATE or _AT_LEAST.search(whole.quote):
            continue
        if part.norm_value is not None and whole.norm_value is not None and part.norm_value > whole.norm_value:
            values = (label(part), told(part), label(whole), told(whole))
            yield Contradiction((plan.id,), label(whole), (whole.id, part.id), Reason("part_exceeds", values))


def _leads_on(one: Target, other: Target) -> bool:
    """Whether one figure is where the other starts from: 提高到7.9平方米, and later 从7.9平方米增加到9平方米."""
    return other.value == one.base_value or one.value == other.base_value


def _same_scope(plan: Plan, one: Target, other: Target) -> bool:
    """Whether two targets stand in different clauses that speak of the same places, parts and times."""
    clause = clause_of(plan, one)
    if clause is not None and clause == clause_of(plan, other):
        return False
    return scope_of(plan, one) == scope_of(plan, other)
