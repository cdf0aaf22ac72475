"""The order of the stages, written once: a folder of plans in, a Comparison out."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from compare.align import changes, effects
from compare.corpus import Corpus, find_doubles, find_plans, given_plans, link_uppers, listed_plans
from compare.coverage import find_chain, find_distinctive, find_frequency, plans_above
from compare.errors import InputError
from compare.execution import Engine, dismiss
from compare.features import find_formulas
from compare.forms import find_decisions
from compare.gaps import find_origins
from compare.model import (
    Comparison,
    Later,
    Plan,
    Rendering,
    Source,
    Target,
    TargetPair,
    Theme,
    Versions,
)
from compare.pipeline.conclude import Case, Conclude, Concluded
from compare.pipeline.decide import Decided
from compare.pipeline.match import CELLS, Judge, Judged, Task, judgeable
from compare.pipeline.options import DEFAULTS, RunOptions
from compare.pipeline.parse import Parsed, Parser
from compare.pipeline.sources import nothing_read, size_of, skipped_sources, source_of
from compare.targets import find_contradictions, pair_targets
from compare.themes import general_themes, given_themes, with_discovered

JUDGING = 10
"""Judging a text takes about ten times as long as reading it."""
# Concluding takes about three times as long.
_CONCLUDING = 3


def compare_plans(
    plans: str | os.PathLike[str] | Sequence[str | os.PathLike[str]] | Sequence[Plan] | Corpus,
    themes: str | os.PathLike[str] | Sequence[Theme] | None = None,
    *,
    waivers: str | os.PathLike[str] | None = None,
    decisions: str | os.PathLike[str] | None = None,
    options: RunOptions = DEFAULTS,
    rendering: Callable[[Sequence[Plan]], Rendering] | None = None,
) -> Comparison:
    """Read the plans of a folder and find how far the lower ones take up what the upper ones set.

    Args:
        plans: A folder of plans, a plans.yaml; a list of files; a list of plans that were read before, which are taken
            as they are; or what :func:`compare.given_plans` makes of single files.
        themes: A theme file, or themes; else ``themes.yaml`` (csv, tsv, xlsx) beside the plans, else the general
            dictionary and the themes discovered from the upper plans.
        waivers: A file of accepted gaps; else ``waivers.yaml`` beside the plans, else none.
        decisions: A file of what people decided; else ``decisions.yaml`` beside the plans, else none.
        options: By what means: processes, cache, progress.
        rendering: Given the plans, what makes of the rows of each what a report is written from; only
            ``Comparison.rendered`` depends on it.

    Raises:
        InputError: Nothing to do or wrong use: no plan that can be read, a wrong plans.yaml, theme file or decision.
    """
    corpus = _listed(plans)
    given = _given(corpus.folder, themes)
    decided = Decided(find_decisions(corpus.folder, decisions, waivers))
    engine = options.engine()
    read, sources, targets = _read_all(corpus, engine, libreoffice=options.libreoffice)
    dictionary = general_themes()
    wanted = with_discovered(read, dictionary) if given is None else given
    readable = {source.plan: source.readable for source in sources if source.plan is not None}
    judged = decided.applied(_judge(read, readable, wanted, dictionary, engine))
    cells = {(cell.theme, cell.plan): cell for found in judged.values() for cell in found.cells}
    coverage = tuple(cells[theme.id, plan.id] for theme in wanted for plan in read)
    target_pairs = pair_targets(judgeable(read, readable), targets)
    stage = Conclude(tuple(wanted), decided.gaps, rendering(read) if rendering else None)
    concluded = conclude(judged, targets, target_pairs, stage, engine)
    gaps = tuple(gap for found in concluded.values() for gap in found.gaps)
    return Comparison(
        plans=read,
        themes=wanted,
        coverage=coverage,
        gaps=gaps,
        frequency=find_frequency(read, coverage),
        sources=sources,
        targets=targets,
        target_pairs=target_pairs,
        contradictions=find_contradictions(read, targets),
        alignments=Later(lambda: (row for found in judged.values() for row in found.alignments)),
        decisions=decided.stale(gaps),
        chain=find_chain(read, wanted, coverage),
        distinctive=find_distinctive(read, wanted, coverage, {id_: found.own for id_, found in judged.items()}),
        unlinked=Later(lambda: (item for found in concluded.values() for item in found.unlinked)),
        requirements=Later(lambda: (row for found in judged.values() for row in found.requirements)),
        rendered={id_: found.rendered for id_, found in concluded.items() if found.rendered is not None},
    )


def _listed(plans: str | os.PathLike[str] | Sequence[str | os.PathLike[str]] | Sequence[Plan] | Corpus) -> Corpus:
    match plans:
        case Corpus():
            return plans
        case str() | os.PathLike():
            return find_plans(plans)
        case _:
            return listed_plans(plans)


def _given(folder: Path | None, themes: str | os.PathLike[str] | Sequence[Theme] | None) -> tuple[Theme, ...] | None:
    if themes is None or isinstance(themes, (str, os.PathLike)):
        return given_themes(folder, themes)
    return tuple(themes)


def compare_versions(
    old: Path,
    new: Path,
    uppers: Sequence[Path] = (),
    *,
    options: RunOptions = DEFAULTS,
) -> Versions:
    """Return what became of a plan from one version to the next, and what that did to its answers to upper plans.

    Raises:
        InputError: A file is not there, or cannot be read.
    """
    corpus = given_plans(uppers, (old, new))
    engine = options.engine()
    read, sources, _ = _read_all(corpus, engine, libreoffice=options.libreoffice)
    if unread := [source for source in sources if source.plan is None]:
        raise InputError("\n".join(f"{source.file}：{source.warnings[0].values[0]}" for source in unread))
    readable = {source.plan: source.readable for source in sources if source.plan is not None}
    before, after = read[-2:]
    judged = _judge(read, readable, (), (), engine)
    answers = (judged[plan.id].alignments for plan in (before, after))
    return Versions(before, after, changes(before, after), effects(*answers))


def _judge(
    plans: Sequence[Plan],
    readable: Mapping[str, float],
    themes: Sequence[Theme],
    dictionary: Sequence[Theme],
    engine: Engine,
) -> dict[str, Judged]:
    """Plan id to what was found of it, in the order of the plans."""
    by_id, formulas = {plan.id: plan for plan in plans}, find_formulas(plans)
    uppers = {link.id for plan in plans for link in plan.upper}
    tasks = [
        Task(
            plan,
            readable[plan.id],
            tuple(by_id[link.id] for link in plan.upper),
            plans_above(plan, plans),
            formulas[plan.id],
            plan.id in uppers,
        )
        for plan in plans
    ]
    size = JUDGING * sum(len(plan.text) for plan in plans)
    return dict(zip(by_id, engine.run(Judge(tuple(themes), tuple(dictionary)), tasks, size=size), strict=True))


def conclude(
    judged: Mapping[str, Judged],
    targets: Sequence[Target],
    pairs: Sequence[TargetPair],
    stage: Conclude,
    engine: Engine,
    wanted: Sequence[str] | None = None,
) -> dict[str, Concluded]:
    """Plan id to what follows for it, in the order of the plans; of the plans that are wanted, where not of all."""
    chosen = {id_: judged[id_] for id_ in (judged if wanted is None else wanted)}
    by_id = {target.id: target for target in targets}
    of_plan: defaultdict[str, list[TargetPair]] = defaultdict(list)
    for pair in pairs:
        of_plan[pair.lower].append(pair)
    uppers = dict.fromkeys(upper.id for found in chosen.values() for upper in found.uppers)
    origins = {upper: find_origins(judged[upper].alignments) for upper in uppers}
    cases = []
    for id_, found in chosen.items():
        set_by = dict.fromkeys(own for pair in of_plan[id_] for own in (pair.upper_target, pair.lower_target) if own)
        cases.append(
            Case(
                found,
                tuple((upper, judged[upper.id].packed[CELLS]) for upper in found.uppers),
                {key: value for upper in found.uppers for key, value in origins[upper.id].items()},
                tuple(by_id[target] for target in set_by),
                tuple(of_plan[id_]),
            )
        )
    size = _CONCLUDING * sum(len(found.plan.text) for found in chosen.values())
    return dict(zip(chosen, engine.run(stage, cases, size=size), strict=True))


def find_themes(
    plans: str | os.PathLike[str],
    themes: str | os.PathLike[str] | None = None,
    *,
    options: RunOptions = DEFAULTS,
) -> tuple[Theme, ...]:
    """Return the themes that :func:`compare_plans` would look for; the plans are only read where no theme file is
    found.

    Raises:
        InputError: No plan that can be read, a wrong plans.yaml or theme file.
    """
    corpus = find_plans(plans)
    given = given_themes(corpus.folder, themes)
    if given is not None:
        return given
    return with_discovered(
        read_plans(corpus, options=options)[0],
        general_themes(),
    )


def read_plans(
    corpus: Corpus,
    *,
    options: RunOptions = DEFAULTS,
) -> tuple[tuple[Plan, ...], tuple[Source, ...]]:
    """Read, repair and cut up every plan of a corpus.

    Returns:
        The plans that could be read, and a source for every file, those that could not be read or were skipped too.

    Raises:
        InputError: No plan could be read.
    """
    plans, sources, _ = _read_all(corpus, options.engine(), libreoffice=options.libreoffice)
    return plans, sources


def _read_all(
    corpus: Corpus, engine: Engine, *, libreoffice: bool
) -> tuple[tuple[Plan, ...], tuple[Source, ...], tuple[Target, ...]]:
    """Plans and sources of a corpus, and the targets of all plans in their order."""
    size = sum(map(size_of, corpus.entries))
    results = list(engine.run(Parser(libreoffice), corpus.entries, size=size))
    dismiss()
    identities = {parsed.plan.id: parsed.identity for parsed in results if parsed.plan and parsed.identity}
    if not identities:
        raise nothing_read(parsed.source for parsed in results)
    links = link_uppers(corpus.entries, identities)
    plans = []
    for plan in (parsed.plan for parsed in results if parsed.plan):
        upper, guessed = links[plan.id]
        plans.append(replace(plan, upper=upper, inferred=(*plan.inferred, "upper") if guessed else plan.inferred))
    targets = tuple(target for parsed in results for target in parsed.targets)
    return tuple(plans), _sources(corpus, results, plans), targets


def _sources(corpus: Corpus, results: Sequence[Parsed], plans: Sequence[Plan]) -> tuple[Source, ...]:
    doubles = find_doubles({plan.id: plan.text for plan in plans})
    uppers = {plan.id: {link.id for link in plan.upper} for plan in plans}
    read = [
        source_of(entry, result, uppers.get(entry.id, ()), doubles.get(entry.id), alone=len(plans) == 1)
        for entry, result in zip(corpus.entries, results, strict=True)
    ]
    return (*read, *skipped_sources(corpus))
