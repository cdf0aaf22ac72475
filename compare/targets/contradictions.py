"""Targets of one plan that cannot both hold: the same indicator, object, scope, year and unit, other figures."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from compare.folding import folded
from compare.model import Contradiction, Plan, Reason, Target
from compare.places import find_areas
from compare.targets.bounds import compatible
from compare.targets.growth import disagreements
from compare.targets.indicators import canonical
from compare.targets.matching import dimension, key_of
from compare.targets.names import STOCK
from compare.targets.pairs import label, told
from compare.targets.units import Measure, measure_of

# What narrows the scope of a figure: a part of the place, a part of the time, a part of the things.
_SCOPE = re.compile(
    r"中心城区|主城区|建成区|城区|县城|建制镇|园区|开发区|高新区|经开区|新区|新城|片区|示范区|试点|核心区|特定地区|流域|库区|景区|"
    r"重点(?:行业|企业|领域|区域)|规模以上|头部|全国|全省|全球|西部|东部|北部|南部|农村|城镇|城市|各县|每个|其中|"
    r"新建|新增|存量|既有|政府投资|公共机构|国有|民营|市属|省属|国控|国考|省控|省考|上半年|一季度|季度|月底|远期|近期"
)
_PART = re.compile(
    r"中心城区|主城区|(?:园|开发|高新|经开|新|片|示范|合作|先行|实验|自贸|保税|度假|核心|城|库|景|老|镇)区|新城|县城|流域|产业带|都市圈|[东西南北中]部|[两三四五六七八九十等]地(?!区|级)"
)
_FLOW = re.compile(r"期间|五年|时期|累计|每年|年均")
_LONG_ENOUGH = 6


def find_contradictions(plans: Sequence[Plan], targets: Sequence[Target]) -> tuple[Contradiction, ...]:
    """Find targets within a plan that contradict each other, and stated yearly rates that the figures do not bear out.

    Only where indicator, object, scope, year and unit are the same: two figures in one sentence (确保 …, 力争 …), of
    parts of the place or in sections on other places are none.

    Returns:
        Contradictions plan by plan, in reading order; each with the two targets.
    """
    of_plan: defaultdict[str, list[Target]] = defaultdict(list)
    for target in targets:
        of_plan[target.plan].append(target)
    found: list[Contradiction] = []
    for plan in plans:
        found += _within(plan, of_plan[plan.id])
        found += disagreements(plan.id, of_plan[plan.id])
    return tuple(found)


def _within(plan: Plan, targets: Sequence[Target]) -> Iterator[Contradiction]:
    groups: defaultdict[tuple[object, ...], list[Target]] = defaultdict(list)
    for target in targets:
        if target.year is not None and target.value and target.operator != "+" and _certain(target):
            groups[(*key_of(target.indicator), target.year, dimension(target))].append(target)
    pairs = [pair for group in groups.values() for pair in combinations(group, 2)]
    seen: set[tuple[object, ...]] = set()
    for one, other in sorted(pairs, key=lambda pair: (pair[0].start, pair[1].start)):
        figures = (key_of(one.indicator), one.year, frozenset({told(one), told(other)}))
        if figures in seen or compatible(one, other) or not _same_scope(plan, one, other):
            continue
        seen.add(figures)
        reason = Reason("contradiction", (label(one), told(one), told(other)))
        yield Contradiction((plan.id,), label(one), (one.id, other.id), reason)


def _certain(target: Target) -> bool:
    """Whether an indicator is told so fully that the same name is the same thing."""
    meant = canonical(target.indicator)
    if folded(target.indicator) not in folded(target.quote) and target.kind is None:
        return False  # the name was put together out of another sentence or a heading
    if meant.known is not None:
        return True
    if len(meant.name) < _LONG_ENOUGH:
        return False
    return measure_of(target.unit) is Measure.RATE or bool(STOCK.search(meant.name))


def _same_scope(plan: Plan, one: Target, other: Target) -> bool:
    """Whether two targets stand in different clauses that speak of the same places, parts and times."""
    clauses = [next((c for c in plan.clauses if c.start <= t.start < c.end), None) for t in (one, other)]
    if clauses[0] is not None and clauses[0] == clauses[1]:
        return False
    around = [plan.text[c.start : t.end] if c else t.quote for c, t in zip(clauses, (one, other), strict=True)]
    scopes = [_scope(plan, text, target) for text, target in zip(around, (one, other), strict=True)]
    return scopes[0] == scopes[1]


def _scope(plan: Plan, clause: str, target: Target) -> tuple[frozenset[str], frozenset[str], frozenset[str], bool]:
    """Places other than the plan's own, narrowing words, parts of the place, and whether it is of the whole period."""
    context = clause + "".join(target.section)
    places = frozenset(area.name for area in find_areas(context, full=True)) - {plan.region}
    return (
        places,
        frozenset(_SCOPE.findall(target.quote)),
        frozenset(_PART.findall(context)),
        bool(canonical(target.indicator).change and _FLOW.search(target.quote)),
    )
