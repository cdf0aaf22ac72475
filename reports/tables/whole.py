"""Rows of plans, files and all else that is not found plan by plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from compare.model import Comparison, Plan, Source, Target
from reports import wording
from reports.output import clean
from reports.tables.made import Row, number, place, rounded

Rows = Iterable[Row]


def rows_of_rest(comparison: Comparison) -> dict[str, Rows]:
    """Return the rows of every table but those of ``OF_A_PLAN``, each made when it is asked for, once."""
    by_id = {plan.id: plan for plan in comparison.plans}
    made: dict[str, Callable[[], Rows]] = {
        "plans": lambda: map(_plan, comparison.plans),
        "links": lambda: (
            (plan.id, link.id, link.relation, link.later) for plan in comparison.plans for link in plan.upper
        ),
        "themes": lambda: ((each.id, each.name, each.definition, each.source) for each in comparison.themes),
        "sections": lambda: (row for plan in comparison.plans for row in _sections(plan)),
        "clauses": lambda: (row for plan in comparison.plans for row in _clauses(plan)),
        "requirements": lambda: (
            (each.plan, each.clause, each.binds, each.judged_by) for each in comparison.requirements
        ),
        "targets": lambda: (_target(each, by_id[each.plan]) for each in comparison.targets),
        "target_pairs": lambda: _target_pairs(comparison),
        "contradictions": lambda: (
            (each.plans, each.indicator, each.targets, each.reason.code, each.reason.values)
            for each in comparison.contradictions
        ),
        "frequency": lambda: (
            (each.theme, each.plan, each.mentions, rounded(each.per_10k_chars), each.wordings)
            for each in comparison.frequency
        ),
        "sources": lambda: (_source(each, by_id) for each in comparison.sources),
        "left_out": lambda: (
            (clean(source.file), each.what, each.signs) for source in comparison.sources for each in source.left_out
        ),
        "decisions": lambda: _decisions(comparison),
        "second_readings": lambda: _second(comparison),
        "repairs": lambda: (row for source in comparison.sources for row in _repairs(source)),
        "chain": lambda: (
            (chain.theme, chain.set_by, step.plan, step.upper, step.depth)
            for chain in comparison.chain
            for step in chain.steps
        ),
        "lost": lambda: _lost(comparison),
        "distinctive": lambda: (
            (each.plan, each.theme, each.name, each.clause, each.start, each.end) for each in comparison.distinctive
        ),
    }
    return {name: make() for name, make in made.items()}


def _plan(plan: Plan) -> Row:
    told = plan.id, plan.title, plan.kind, plan.level, plan.region, plan.year, plan.period
    return *told, len(plan.text), plan.inferred


def _sections(plan: Plan) -> Iterator[Row]:
    for at, section in enumerate(plan.sections):
        yield plan.id, at, section.parent, section.depth, section.heading


def _clauses(plan: Plan) -> Iterator[Row]:
    for at, (clause, role) in enumerate(zip(plan.clauses, plan.roles, strict=True)):
        quote = plan.text[clause.start : clause.end]
        yield plan.id, at, clause.section, clause.kind, role, clause.start, clause.end, place(clause.place), quote


def _target(target: Target, plan: Plan) -> Row:
    growth = None if target.yearly_growth is None else rounded(target.yearly_growth)
    section = plan.clauses[plan.clause_before(target.start)].section if plan.clauses else None
    return (
        target.id, target.plan, target.clause, target.indicator, target.operator, number(target.value), target.unit,
        number(target.norm_value), target.norm_unit, target.year, target.kind, target.start, target.end, target.quote,
        number(target.base_value), target.base_year, growth, section, place(target.place),
    )  # fmt: skip


def _target_pairs(comparison: Comparison) -> Iterator[Row]:
    for pair in comparison.target_pairs:
        both = pair.upper_target, pair.lower_target
        why = pair.verdict, pair.reason.code, pair.reason.values
        yield pair.id, pair.upper, pair.lower, pair.indicator, *both, *why


def _source(source: Source, plans: Mapping[str, Plan]) -> Row:
    plan = plans.get(source.plan or "")
    left_out = None if source.signs_in_file is None else sum(each.signs for each in source.left_out)
    warnings = tuple(wording.sentence(warning, "zh") for warning in source.warnings)
    told = source.plan, clean(source.file), source.format, source.encoding, rounded(source.readable)
    return *told, source.signs_in_file, source.signs_read, left_out, warnings, len(plan.tables) if plan else 0


def _decisions(comparison: Comparison) -> Iterator[Row]:
    for each in comparison.decisions:
        yield each.kind, each.key, each.answer, each.reason, each.by, each.on, each.stale, each.quote


def _second(comparison: Comparison) -> Iterator[Row]:
    if comparison.second:
        for each in comparison.second.rows:
            said = each.kind, each.plan, each.ref, each.own, each.answer, each.outcome, each.clause, each.quote
            yield comparison.second.model, *said, each.tokens_asked, each.tokens_answered, each.sent_to or None


def _repairs(source: Source) -> Iterator[Row]:
    for each in source.repairs:
        places = tuple(map(place, each.places))
        yield source.plan, clean(source.file), each.kind, each.raw, each.text, each.count, places


def _lost(comparison: Comparison) -> Iterator[Row]:
    for chain in comparison.chain:
        for how, plans in (("thinned", chain.thinned_in), ("lost", chain.lost_in)):
            yield from ((chain.theme, chain.set_by, plan, how) for plan in plans)
