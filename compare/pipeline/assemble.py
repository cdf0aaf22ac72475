"""One Comparison from what was found of some plans: the only place where one is made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from msgspec.structs import replace

from compare.corpus import find_alone
from compare.coverage import find_chain, find_distinctive, find_frequency
from compare.execution import Engine
from compare.gaps import find_origins
from compare.model import (
    Chain,
    Comparison,
    Contradiction,
    Decision,
    Later,
    Plan,
    Record,
    Rendering,
    SecondReadings,
    Source,
    Target,
    TargetPair,
    Theme,
)
from compare.pipeline.conclude import Case, Conclude, Concluded
from compare.pipeline.match import CELLS, Judged
from compare.targets import find_contradictions

# Concluding takes about three times as long as reading.
_CONCLUDING = 3


class Findings(Record, frozen=True):
    """All that was found of some plans before any conclusion is drawn.

    Attributes:
        plans: The plans, those above the ones that are asked for too.
        themes: The themes that were looked for.
        judged: Plan id to what was found of it.
        targets: What the plans set, in numbers.
        second: What a second reader was asked; ``None`` if there was none.
    """

    plans: Sequence[Plan]
    themes: tuple[Theme, ...]
    judged: Mapping[str, Judged]
    targets: tuple[Target, ...]
    second: SecondReadings | None = None


def assemble(
    found: Findings,
    engine: Engine,
    *,
    of: Sequence[str] | None = None,
    sources: tuple[Source, ...] = (),
    decisions: Mapping[str, Decision] | None = None,
    rendering: Callable[[Sequence[Plan]], Rendering] | None = None,
    sums: bool = True,
) -> Comparison:
    """Draw the conclusions and put them together.

    Args:
        found: What was found of the plans.
        engine: By what means conclusions are drawn.
        of: Ids of the plans whose rows are wanted, in their order; all if ``None``. Rows are those in which a plan is
            the lower one, chains hold the steps of these plans.
        sources: What is told of their files.
        decisions: Id of a gap to what a person decided of it.
        rendering: As for :func:`compare.compare_plans`; given all plans.
        sums: Targets of upper plans are held against the sums of the plans below them, which must all be there.
    """
    ids = tuple(plan.id for plan in found.plans) if of is None else tuple(of)
    by_id, wanted = {plan.id: plan for plan in found.plans}, frozenset(ids)
    pairs = tuple(pair for plan in found.plans if plan.id in wanted for pair in found.judged[plan.id].pairs)
    stage = Conclude(found.themes, decisions or {}, rendering(found.plans) if rendering else None)
    concluded = _concluded(found, ids, pairs, stage, engine)
    cells = {(cell.theme, cell.plan): cell for judged in found.judged.values() for cell in judged.cells}
    every = tuple(cells.values())
    coverage = tuple(cells[theme.id, id_] for theme in found.themes for id_ in ids)
    plans = tuple(by_id[id_] for id_ in ids)
    targets = tuple(target for target in found.targets if target.plan in wanted)
    own = {id_: found.judged[id_].own for id_ in ids}
    return Comparison(
        plans=plans,
        themes=found.themes,
        coverage=coverage,
        gaps=tuple(gap for each in concluded.values() for gap in each.gaps),
        frequency=find_frequency(plans, coverage),
        sources=sources,
        targets=targets,
        target_pairs=pairs,
        contradictions=find_contradictions(plans if sums else [replace(plan, upper=()) for plan in plans], targets),
        alignments=Later(lambda: (row for id_ in ids for row in found.judged[id_].alignments)),
        chain=_steps_of(find_chain(found.plans, found.themes, every), wanted),
        distinctive=tuple(
            item for item in find_distinctive(found.plans, found.themes, every, own) if item.plan in wanted
        ),
        unlinked=Later(lambda: (item for each in concluded.values() for item in each.unlinked)),
        requirements=Later(lambda: (row for id_ in ids for row in found.judged[id_].requirements)),
        alone=tuple(each for each in find_alone(found.plans) if each.plan in wanted),
        rendered={id_: each.rendered for id_, each in concluded.items() if each.rendered is not None},
        second=found.second,
    )


def listed(
    plans: Sequence[Plan],
    sources: Sequence[Source],
    themes: Sequence[Theme] = (),
    contradictions: Iterable[Contradiction] = (),
) -> Comparison:
    """Return plans and what is told of files, as a comparison in which no plan was judged."""
    return Comparison(tuple(plans), tuple(themes), (), (), (), tuple(sources), contradictions=tuple(contradictions))


def _concluded(
    found: Findings, ids: Sequence[str], pairs: Sequence[TargetPair], stage: Conclude, engine: Engine
) -> dict[str, Concluded]:
    """Plan id to what follows for it, in the order of the ids."""
    chosen = {id_: found.judged[id_] for id_ in ids}
    by_id = {target.id: target for target in found.targets}
    of_plan: defaultdict[str, list[TargetPair]] = defaultdict(list)
    for pair in pairs:
        of_plan[pair.lower].append(pair)
    uppers = dict.fromkeys(upper.id for judged in chosen.values() for upper in judged.uppers)
    origins = {upper: find_origins(found.judged[upper].alignments) for upper in uppers}
    cases = []
    for id_, judged in chosen.items():
        set_by = dict.fromkeys(own for pair in of_plan[id_] for own in (pair.upper_target, pair.lower_target) if own)
        cases.append(
            Case(
                judged,
                tuple((upper, found.judged[upper.id].packed[CELLS]) for upper in judged.uppers),
                {key: value for upper in judged.uppers for key, value in origins[upper.id].items()},
                tuple(by_id[target] for target in set_by),
                tuple(of_plan[id_]),
            )
        )
    size = _CONCLUDING * sum(len(judged.plan.text) for judged in chosen.values())
    return dict(zip(chosen, engine.run(stage, cases, size=size), strict=True))


def _steps_of(chains: Sequence[Chain], wanted: Collection[str]) -> tuple[Chain, ...]:
    """Return the chains that lead to some plans, with their steps alone."""
    return tuple(
        replace(
            chain,
            steps=steps,
            thinned_in=tuple(plan for plan in chain.thinned_in if plan in wanted),
            lost_in=tuple(plan for plan in chain.lost_in if plan in wanted),
        )
        for chain in chains
        if (steps := tuple(step for step in chain.steps if step.plan in wanted))
    )
