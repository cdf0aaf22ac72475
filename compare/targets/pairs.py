"""Targets of an upper plan -> what each lower plan sets for the same indicator, and whether it meets them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from compare.model import Kind, Level, Plan, Reason, Record, Target, TargetPair, UpperLink, short_id
from compare.targets.bounds import figure
from compare.targets.indicators import canonical
from compare.targets.names import STOCK
from compare.targets.outcomes import BELOW_MEAN, OUTCOMES
from compare.targets.same_indicator import Names, dimension, key_of, tells_no_figure
from compare.targets.scope import is_national_mean
from compare.text import Measure, composed, cues, find_areas, is_unit, measure_of
from compare.themes import field_of_title, spoken_of

_OWN, _EACH_YEAR, _FOR_EACH = cues("own_indicator"), cues("each_year"), cues("for_each")
_MEAN_OF_YEARS, _ACROSS = cues("mean_of_years"), cues("compares_across")
_MOVES_TO = composed(r"(?:(?P<falls>{verbs_fall})|{verbs_rise})[到至]\s?(?P<value>\d+(?:\.\d+)?)")
_SUMMED = cues("cumulated")
_MOST_A_YEAR = 15.0
"""Per cent by which an indicator may grow in a year; of more it is not certain that it does so each year."""
_FALL = re.compile("下降$|降低$")
_BLANK, _CELL_ENDS, _FIGURED = re.compile(r"\s+"), re.compile(r"\n|\t|\s{2,}|\|"), re.compile(r"\d")
_NO_WORDS = composed(r"{kind_written}|[—–\-…/*]+|(?:(?:[市县区镇乡全]域|中心城区|城区|市辖区)[/、]?)+")
_TIMES = frozenset({"个工作日", "天", "小时", "分钟", "秒", "毫秒"})
_LOWER_IS_BETTER, _HIGHER_IS_BETTER = cues("less_is_better"), cues("better_higher")


def pair_targets(plans: Sequence[Plan], targets: Sequence[Target]) -> tuple[TargetPair, ...]:
    """Pair the targets of every upper plan with those of each of its lower plans.

    Args:
        plans: Plans.
        targets: All their targets.

    Returns:
        Pairs lower plan by lower plan, upper plan by upper plan, in the reading order of the upper plan; one for each
        indicator and year. Every row of an upper indicator table that is of no other place has one; what else is not
        for the lower plan to set gives none.
    """
    of_plan: defaultdict[str, list[Target]] = defaultdict(list)
    for target in targets:
        of_plan[target.plan].append(target)
    known = {plan.id: plan for plan in plans}
    names = {plan.id: Names(of_plan[plan.id]) for plan in plans if plan.upper}
    found: list[TargetPair] = []
    for lower in plans:
        for link in lower.upper:
            pairing = _Pairing(known[link.id], lower, link, names[lower.id])
            found += pairing.pairs(of_plan[link.id])
    return tuple(found)


class _Pairing(Record, frozen=True):
    upper: Plan
    lower: Plan
    link: UpperLink
    names: Names

    def pairs(self, targets: Sequence[Target]) -> Iterator[TargetPair]:
        """One pair for each indicator and year; a row of a table, where 约束性 stands, speaks for the sentences."""
        chosen: dict[tuple[object, ...], Target] = {}
        for target in targets:
            key = (*key_of(target.indicator), target.year)
            if key not in chosen or (chosen[key].kind is None and target.kind is not None):
                chosen[key] = target
        for target in chosen.values():
            if self._concerns(target) and (pair := self._pair(target)) is not None:
                yield pair

    def _concerns(self, target: Target) -> bool:
        """Whether a target is not that of another place."""
        return all(area.name == self.lower.region for area in find_areas(target.indicator, full=True))

    def _pair(self, target: Target) -> TargetPair | None:
        of_one_year = self._of_one_year or _grows_each_year(target)
        candidates = self.names.same(target.indicator, of_one_year=of_one_year) or self.names.in_words(target.indicator)
        if not candidates:
            return self._unanswered(target)
        if not self._is_row(target) and not (self._same_place or _is_level(target)):
            return None  # 建设口袋公园 50 个: numbers of things that one place does and another need not
        answer = min(candidates, key=lambda other: self._distance(target, other))
        code = self._judged(target, answer)
        return self._made(target, answer, Reason(code, (label(target), told(target), told(answer))))

    def _unanswered(self, target: Target) -> TargetPair | None:
        """Return what is said of a target to which the lower plan has none; nothing of one that it need not set."""
        values = (label(target), told(target))
        if target.value == "" and target.norm_value is None and not self._is_row(target):
            return None  # 粮食产量保持稳定: nothing that can be lacking by a figure
        if not self._in_time(target):
            code = "target_not_due"
        elif not self._of_field(target):
            code = "target_other_field"
        elif kindred := self.names.kindred(target.indicator):
            answer = min(kindred, key=lambda other: self._distance(target, other))
            reason = Reason("target_kindred", (*values, label(answer), told(answer)))
            return self._made(target, answer, reason)
        elif self._own_business(target):
            return self._made(target, None, Reason("target_missing", values))
        else:
            code = "target_not_common"
        return self._made(target, None, Reason(code, values)) if self._is_row(target) else None

    def _distance(self, target: Target, other: Target) -> tuple[bool, int, bool]:
        """How far an answer is from a target: other units, years apart, a sentence rather than a row."""
        years = abs((other.year or 0) - (target.year or 0))
        return dimension(target) != dimension(other), years, other.kind is None

    def _is_row(self, target: Target) -> bool:
        """Whether a target stands in an indicator table."""
        return target.kind is not None or any(one.start <= target.start < one.end for one in self.upper.tables)

    @property
    def _same_place(self) -> bool:
        """Whether both plans are of one place: then amounts compare, too."""
        return bool(self.lower.region) and (self.upper.region, self.upper.level) == (
            self.lower.region,
            self.lower.level,
        )

    @property
    def _of_one_year(self) -> bool:
        """Whether one of the plans is for one year and the other for several: then 每年 meets 今年."""
        return (self.upper.kind is Kind.REPORT) != (self.lower.kind is Kind.REPORT)

    def _own_business(self, target: Target) -> bool:
        """Whether the lower plan should set this indicator, too."""
        meant = canonical(target.indicator)
        if meant.known is not None:
            return meant.known.common
        rate = measure_of(target.unit) is Measure.RATE and bool(target.unit) and target.kind is not None
        return rate and not _OWN.search(target.indicator)

    def _of_field(self, target: Target) -> bool:
        """Whether a target is of the field of a lower plan for one field, if it is one whose title names it."""
        if not self.lower.kind.is_of_a_field or self.upper.kind.is_of_a_field:
            return True
        field = field_of_title(self.lower)
        over = map(spoken_of, target.section)
        return (
            not field
            or not field.isdisjoint(spoken_of(target.indicator))
            or any(len(each) > 0 and each <= field for each in over)
        )

    def _in_time(self, target: Target) -> bool:
        """Whether the lower plan reaches to the year of a target.

        A report on one year need not set the value at the end of five, nor a plan for five years that of one.
        """
        if self.lower.kind is Kind.REPORT:
            return target.year is not None and target.year == self.lower.year
        if self.upper.kind is Kind.REPORT and target.year == self.upper.year:
            return False
        period = re.fullmatch(r"(\d{4})-(\d{4})", self.lower.period or "")
        if self.link.later:
            return True  # to be taken up at the next revision
        return target.year is None or period is None or int(period[1]) <= target.year <= int(period[2])

    def _judged(self, upper: Target, lower: Target) -> str:
        """Return the code of what comes of holding a lower target against an upper one."""
        if upper.value == "" and upper.norm_value is None:
            return "target_no_number"
        if tells_no_figure(lower) and not (lower.value and tells_no_figure(upper)):
            return "target_handed_down"
        if dimension(upper) != dimension(lower):
            return "target_other_unit"
        if not (self._same_place or _comparable(upper)):
            return "target_amount"
        better = _better(upper)
        if better == "none" and self._same_place and measure_of(upper.unit.removesuffix("/年")) is not Measure.RATE:
            better = "higher"  # of amounts that one place sets twice the lower one falls short
        if self._of_one_year and _is_amount(upper) and _is_summed(lower if self.upper.kind is Kind.REPORT else upper):
            return "target_other_year"  # 五年累计25万人 is no figure of the last of them
        above, below = (self._in_all(target, figure(target, better), upper, lower) for target in (upper, lower))
        if above is None or below is None or (better == "none" and above != below):
            return "target_no_direction"
        meets = below <= above if better == "lower" else below >= above
        if not self._same_year(upper, lower, meets=meets):
            return "target_other_year"
        if meets:
            return "target_meets"
        mean = better == "higher" and self.lower.level is not Level.NATIONAL and is_national_mean(self.upper, upper)
        return BELOW_MEAN if mean else "target_below"

    def _in_all(self, target: Target, value: float | None, *both: Target) -> float | None:
        """Return a figure, that of each year as what it makes in all years of its plan where the other plan's is of
        them: 每年1万人次 are 5万人次 in five years; ``None`` if it is not known how many there are.
        """
        if self._of_one_year or not _is_amount(target) or not any(map(_is_summed, both)):
            return value
        plan = self.upper if target.plan == self.upper.id else self.lower
        period = re.fullmatch(r"(\d{4})-(\d{4})", plan.period or "")
        if value is None or not yearly(target):
            return value
        return value * (int(period[2]) - int(period[1]) + 1) if period else None

    def _same_year(self, upper: Target, lower: Target, *, meets: bool) -> bool:
        """Whether two figures are of the same time: one year, each year and this year, or the better one is sooner.

        The figure of one year may lie below a mean of several, and no ceiling of one year binds another.
        """
        if upper.year == lower.year:
            return True
        if self._of_one_year and (yearly(upper) or yearly(lower)):
            return meets or not (_is_mean(upper) or _is_mean(lower))
        ceiling = "<=" in (upper.operator, lower.operator)
        return meets and not ceiling and _sooner(lower, upper) and not canonical(upper.indicator).change

    def _made(self, upper: Target, lower: Target | None, reason: Reason) -> TargetPair:
        identity = "\0".join((self.upper.id, self.lower.id, upper.id))
        return TargetPair(
            id=short_id(identity),
            upper=self.upper.id,
            lower=self.lower.id,
            indicator=label(upper),
            upper_target=upper.id,
            lower_target=lower.id if lower else None,
            verdict=OUTCOMES[reason.code].verdict,
            reason=reason,
        )


def _grows_each_year(target: Target) -> bool:
    """Whether a growth is that of each year, be it said or not: 地区生产总值增长5%以上 in a table of five years."""
    told = canonical(target.indicator).change == "up" and "%" in target.norm_unit and target.norm_value is not None
    return told and not _SUMMED.search(target.quote) and (target.norm_value or 0.0) <= _MOST_A_YEAR


def _is_level(target: Target) -> bool:
    """Whether a target is a rate or what is to be there in the end, rather than things to be made."""
    meant = canonical(target.indicator)
    if meant.known is not None or measure_of(target.unit) is Measure.RATE or _is_limit(target):
        return True
    if target.operator == "+":
        return False
    of_each = _FOR_EACH.match(meant.name) or _ACROSS.match(meant.name)  # 每千名老年人拥有护理员6名
    return bool(of_each or (measure_of(target.unit) is Measure.AMOUNT and STOCK.search(target.indicator)))


def yearly(target: Target) -> bool:
    """Whether a figure holds for each year of a plan: 每年, 年均, 人/年."""
    return canonical(target.indicator).yearly or target.unit.endswith("/年") or bool(_EACH_YEAR.search(target.quote))


def _is_amount(target: Target) -> bool:
    """Whether a target counts or measures things, of which each year may have its own."""
    return measure_of(target.unit.removesuffix("/年")) is not Measure.RATE and not canonical(target.indicator).change


def _is_summed(target: Target) -> bool:
    """Whether an amount is what all years of a plan make together: 五年累计, or so many more and none of each year."""
    return not yearly(target) and bool(_SUMMED.search(target.quote) or target.operator == "+")


def _is_mean(target: Target) -> bool:
    """Whether a figure is the mean of several years, each of which may lie below it."""
    return canonical(target.indicator).yearly or bool(_MEAN_OF_YEARS.search(target.quote))


def _comparable(target: Target) -> bool:
    """Rates, indices, changes and figures per head may be compared across places of different size; amounts may not."""
    meant = canonical(target.indicator)
    if meant.change or measure_of(target.unit) is Measure.RATE:
        return True
    if meant.known is not None:
        return meant.known.measure == "index" or bool(_ACROSS.match(_FALL.sub("", meant.name)))
    return bool(_FOR_EACH.match(meant.name) or _ACROSS.match(meant.name)) or target.unit == "岁" or _is_limit(target)


def _is_limit(target: Target) -> bool:
    """Whether a target is a time in which something is done at most, which is the same standard in every place.

    What is shortened to a time (压缩到3个工作日) is done in it at most.
    """
    if target.unit not in _TIMES:
        return False
    moves = _MOVES_TO.search(target.quote)
    return target.operator == "<=" or bool(moves and moves["falls"] and moves["value"] == target.value)


def _better(target: Target) -> str:
    meant = canonical(target.indicator)
    if meant.known is not None and meant.better != "none":
        return meant.better
    if target.operator in (">=", "<="):
        return "higher" if target.operator == ">=" else "lower"
    if _LOWER_IS_BETTER.search(meant.name):
        return "higher" if meant.change == "down" else "lower"
    if meant.change or _HIGHER_IS_BETTER.search(meant.name):
        return "higher"  # what is to fall is to fall as far
    moves = _MOVES_TO.search(target.quote)  # 增加到22平方米: the plan itself says which way is better
    return "none" if moves is None or moves["value"] != target.value else "lower" if moves["falls"] else "higher"


def _sooner(lower: Target, upper: Target) -> bool:
    return lower.year is not None and upper.year is not None and lower.year <= upper.year


def label(target: Target) -> str:
    """Return the indicator of a target as it is called in reports; of a level (用水量降至20立方米) without the fall."""
    meant = canonical(target.indicator)
    return _FALL.sub("", meant.label) if target.value and not meant.change else meant.label


def told(target: Target) -> str:
    """Return the figure of a target with its year: ≥80%（2025年）; its wording where it has no figure."""
    mark = {">=": "≥", "<=": "≤", "=": "", "+": "+"}[target.operator]
    year = f"（{target.year}年）" if target.year else ""
    if target.value and not tells_no_figure(target):
        return f"{mark}{target.value}{target.unit}{year}"
    return f"{in_words(target) if tells_no_figure(target) else target.unit}{year}"


def in_words(target: Target) -> str:
    """Return the wording of a target without a figure; of the row of a table the cell, which may go over lines."""
    cells = [cell for cell in (_BLANK.sub("", cell) for cell in _CELL_ENDS.split(target.quote)) if cell]
    named = [
        at for at, cell in enumerate(cells) if canonical(cell).name in target.indicator or target.indicator in cell
    ]
    behind = cells[max(named, default=len(cells)) + 1 :]
    words = [cell for cell in behind if not (_FIGURED.search(cell) or is_unit(cell) or _NO_WORDS.fullmatch(cell))]
    return "".join(words) or " ".join(target.quote.split())
