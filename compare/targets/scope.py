"""Of what a target is: whether its indicator is told in full, and which places, parts and times it is of."""

from __future__ import annotations

import re

from compare.model import Clause, Level, Plan, Target
from compare.targets.indicators import canonical
from compare.targets.names import STOCK, is_relative
from compare.text import Measure, cues, find_areas, folded, measure_of

_SCOPE, _PART, _FLOW = cues("narrows_scope"), cues("part_of_area"), cues("over_years")
_AVERAGE, _LAND, _EACH = cues("average_of_places"), cues("lie_of_the_land"), cues("each_place")
_LONG_ENOUGH = 6
_NO_THING = cues("no_thing")
_LISTED, _LEAD = re.compile("[、和及与，,]"), re.compile(r"[^，,。；;\n]{0,30}[:：]")
_RELATION, _SHARE = ("比", "占", "较"), "占"


def certain(target: Target) -> bool:
    """Whether an indicator is told so fully that the same name is the same thing, whatever is counted."""
    if not named_in_full(target):
        return False
    meant = canonical(target.indicator)
    if meant.known is not None:
        return True
    if measure_of(target.unit) is Measure.RATE:
        return _SHARE not in target.quote or _SHARE in target.indicator  # 运输部门占11.7%: of what was said before
    return bool(STOCK.search(meant.name))


def named_in_full(target: Target) -> bool:
    """Whether the name of an indicator stands in the quotation and is known, or long enough to mean one thing."""
    if folded(target.indicator) not in folded(target.quote) and target.kind is None:
        return False  # the name was put together out of another sentence or a heading
    meant = canonical(target.indicator)
    if meant.name.startswith(_RELATION):
        return False  # 比“六五”期间增长12%: of what is not told
    told = len(meant.name) >= _LONG_ENOUGH and not is_relative(target.indicator) and not _NO_THING.search(meant.name)
    return meant.known is not None or told


def is_national_mean(plan: Plan, target: Target) -> bool:
    """Whether a target is what the country reaches on average, while places naturally lie above and below: 森林覆盖率.

    What binds, or is set for every place, is to be reached by each; a rate of growth is compared as ever.
    """
    meant = canonical(target.indicator)
    if plan.level is not Level.NATIONAL or meant.change or not _AVERAGE.search(meant.name):
        return False
    if target.kind == "约束性" and not _LAND.search(meant.name):
        return False
    clause = clause_of(plan, target)
    return not _EACH.search(plan.text[clause.start : clause.end] if clause else target.quote)


def clause_of(plan: Plan, target: Target) -> Clause | None:
    """Return the clause in which a target begins; ``None`` in a table that no clause holds."""
    return next((clause for clause in plan.clauses if clause.start <= target.start < clause.end), None)


def _of_the_period(target: Target) -> bool:
    """Whether a figure is of several years together: a growth, or an amount that five years make (五年合计)."""
    summed = target.operator == "=" and "五年" in target.quote
    return summed or bool(canonical(target.indicator).change and _FLOW.search(target.quote))


def _said_of(target: Target) -> str:
    """Return the words of a quotation that are said of a target; in a list with 分别 those of its own name alone."""
    at = target.quote.find(target.indicator)
    if at < 0 or "分别" not in target.quote:
        return target.quote
    return _LISTED.split(target.quote[:at])[-1] + target.indicator


def scope_of(plan: Plan, target: Target) -> tuple[frozenset[str], frozenset[str], frozenset[str], bool]:
    """Places other than the plan's own, narrowing words, parts of the place, and whether it is of the whole period."""
    clause = clause_of(plan, target)
    line = plan.text.rfind("\n", 0, target.start) + 1
    lead = _LEAD.match(plan.text, line, target.start)  # （三）华东地区：… opens what its paragraph is of
    context = (plan.text[clause.start : target.end] if clause else target.quote) + "".join(target.section)
    context += lead.group() if lead else ""
    places = frozenset(area.name for area in find_areas(context, full=True)) - {plan.region}
    return (
        places,
        frozenset(_SCOPE.findall(_said_of(target))),
        frozenset(_PART.findall(context.replace(plan.region, "") if plan.region else context)),
        _of_the_period(target),
    )
