"""Targets of an upper plan that a lower plan does not set, or sets lower."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from compare.gaps.doubt import is_told_in_words
from compare.gaps.draft import draft_of_target
from compare.gaps.pairs import PlanPair
from compare.gaps.sections import with_targets
from compare.gaps.topics import heading_at
from compare.gaps.weight import LIGHT, weight_of_target
from compare.model import Gap, GapGroup, Level, Passage, Plan, Reason, Role, Target, TargetPair, Verdict
from compare.targets import BELOW_MEAN
from compare.text import cues

# A number that is missing may stand in another document; one below that above, or missing though it binds, is a fault.
_MISSING = {Verdict.MISSING: 0.75, Verdict.BELOW: 1.0}
_GROUPS = {Verdict.MISSING: GapGroup.ABSENT, Verdict.BELOW: GapGroup.BELOW}
_CHANGE = cues("change_told")


def target_gaps(pair: PlanPair, pairs: Sequence[TargetPair], targets: Mapping[str, Target]) -> Iterator[Gap]:
    """Yield the gaps of a pair, target by target.

    Args:
        pair: The two plans.
        pairs: Their targets, paired.
        targets: All targets by id.
    """
    own = [target for target in targets.values() if target.plan == pair.lower.id]
    goals, grown = with_targets(own), {_CHANGE.sub("", target.indicator) for target in own}
    for each in pairs:
        if each.verdict not in _MISSING or each.reason.code == BELOW_MEAN:
            continue
        upper = targets[each.upper_target]
        if not pair.in_field(upper.section, upper.quote):
            continue
        doubtful = each.verdict is Verdict.MISSING and (
            _CHANGE.sub("", upper.indicator) in grown  # 地区生产总值年均增长7% where the growth of the year is asked
            or _is_a_sum(upper, pair)
            or is_told_in_words(upper, pair.tasks)
        )
        lower = targets[each.lower_target] if each.lower_target else None
        clause = _clause_start(pair, upper)
        theme = pair.theme_at(clause)
        binding = upper.kind == "约束性" or each.verdict is Verdict.BELOW
        weight = _MISSING[each.verdict] * weight_of_target(upper, pair.upper, pair.lower)
        nearest = (_passage(pair.lower, lower),) if lower else ()
        asked = _passage(pair.upper, upper)
        section, fit = (lower.section, "own") if lower and lower.section else goals
        if not section:
            section, fit = pair.chapters.fit(each.indicator, upper.section, nearest, pair.beside.of(asked))
        yield Gap(
            id=pair.identity("target", each.indicator, upper.quote),
            plan=pair.lower.id,
            upper=pair.upper.id,
            relation=pair.link.relation,
            kind="target",
            ref=each.id,
            theme=theme.id if theme else None,
            topic=theme.name if theme else heading_at(upper.section, pair.topic_depth) or pair.upper.title,
            severity=pair.severity(1.0, 1.0, binding=True) if binding else pair.severity(weight, pair.emphasis(theme)),
            group=pair.group(GapGroup.POSSIBLE if doubtful else _GROUPS[each.verdict], of_this_year=True),
            reason=each.reason,
            upper_quote=asked,
            nearest=nearest,
            section=section,
            fit=fit,
            subjects=(each.indicator,),
            draft=draft_of_target(upper, pair.lower),
        )


def _is_a_sum(target: Target, pair: PlanPair) -> bool:
    """Whether a target is an amount of the whole country, which nobody has divided (粮食产量1.3万亿斤)."""
    light = weight_of_target(target, pair.upper, pair.lower) == LIGHT
    return light and pair.upper.level is Level.NATIONAL and pair.lower.level is not Level.PROVINCE


def _clause_start(pair: PlanPair, target: Target) -> int:
    """Where the clause that holds a target begins."""
    holding = (clause.start for clause in pair.upper.clauses if clause.start <= target.start < clause.end)
    return next(holding, target.start)


def _passage(plan: Plan, target: Target) -> Passage:
    reason = Reason("target", (target.indicator, target.value, target.unit))
    clause = plan.clause_before(target.start) if target.clause is None else target.clause
    where = target.quote, target.start, target.end, target.section, target.place
    return Passage(*where, Role.TARGET, 1.0, reason, clause=clause)
