"""Of what a target is: whether its indicator is told in full, and which places, parts and times it is of."""

from __future__ import annotations

import re

from compare.model import Clause, Plan, Target
from compare.targets.indicators import canonical
from compare.targets.names import STOCK, is_relative
from compare.text import Measure, find_areas, folded, measure_of

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
# 应该从第一个五年计划的56%: a time, not a thing.
_NO_THING = re.compile(r"(?:规划|计划|期间|时期|年|月|期末)$")


def certain(target: Target) -> bool:
    """Whether an indicator is told so fully that the same name is the same thing, whatever is counted."""
    if not named_in_full(target):
        return False
    meant = canonical(target.indicator)
    if meant.known is not None:
        return True
    return measure_of(target.unit) is Measure.RATE or bool(STOCK.search(meant.name))


def named_in_full(target: Target) -> bool:
    """Whether the name of an indicator stands in the quotation and is known, or long enough to mean one thing."""
    if folded(target.indicator) not in folded(target.quote) and target.kind is None:
        return False  # the name was put together out of another sentence or a heading
    meant = canonical(target.indicator)
    told = len(meant.name) >= _LONG_ENOUGH and not is_relative(target.indicator) and not _NO_THING.search(meant.name)
    return meant.known is not None or told


def clause_of(plan: Plan, target: Target) -> Clause | None:
    """Return the clause in which a target begins; ``None`` in a table that no clause holds."""
    return next((clause for clause in plan.clauses if clause.start <= target.start < clause.end), None)


def scope_of(plan: Plan, target: Target) -> tuple[frozenset[str], frozenset[str], frozenset[str], bool]:
    """Places other than the plan's own, narrowing words, parts of the place, and whether it is of the whole period."""
    clause = clause_of(plan, target)
    context = (plan.text[clause.start : target.end] if clause else target.quote) + "".join(target.section)
    places = frozenset(area.name for area in find_areas(context, full=True)) - {plan.region}
    return (
        places,
        frozenset(_SCOPE.findall(target.quote)),
        frozenset(_PART.findall(context.replace(plan.region, "") if plan.region else context)),
        bool(canonical(target.indicator).change and _FLOW.search(target.quote)),
    )
