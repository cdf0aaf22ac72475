"""The order of the stages, written once: a folder of plans in, a Comparison out."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from msgspec import structs

from compare.align import changes, effects
from compare.corpus import Corpus, find_plans, given_plans, listed_plans
from compare.errors import InputError
from compare.forms import find_decisions
from compare.judge import Question, QuestionList
from compare.model import Comparison, Plan, Rendering, Source, Theme, Versions
from compare.pipeline.decide import Decided
from compare.pipeline.library import Library
from compare.pipeline.options import DEFAULTS, RunOptions
from compare.pipeline.run import Run, discovered_themes
from compare.pipeline.store import Held
from compare.pipeline.warm import warmed
from compare.themes import given_themes


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
    library = _read(corpus, options, warmed(given))
    found = Run(library, options.engine(), given, decided, options.second).part(
        library.ids, sources=library.sources(), rendering=rendering
    )
    return dataclasses.replace(found, decisions=decided.stale(found.gaps))


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
    library = _read(given_plans(uppers, (old, new)), options)
    if library.unread:
        raise InputError("\n".join(f"{source.file}：{source.warnings[0].values[0]}" for source in library.unread))
    judged = tuple(Run(library, options.engine(), (), Decided(())).judged().values())
    before, after = judged[-2:]
    of_both = changes(before.plan, after.plan), effects(before.alignments, after.alignments)
    return Versions(before.plan, after.plan, *of_both)


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
    return discovered_themes(_read(corpus, options), options.cache)


def collect_questions(
    plans: str | os.PathLike[str] | Corpus,
    themes: str | os.PathLike[str] | None = None,
    *,
    waivers: str | os.PathLike[str] | None = None,
    decisions: str | os.PathLike[str] | None = None,
    options: RunOptions = DEFAULTS,
) -> tuple[Question, ...]:
    """Return all that a second reader would be asked; the parameters are those of :func:`compare_plans`.

    What a run asks is a part of it: where a clause is said to bind no lower plan, its verdicts need not be asked.

    Raises:
        InputError: As :func:`compare_plans`.
    """
    asked = QuestionList()
    how = structs.replace(options, second=asked)
    compare_plans(plans, themes, waivers=waivers, decisions=decisions, options=how)
    return asked.questions


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
    library = _read(corpus, options)
    return tuple(library.member(id_).plan for id_ in library.ids), library.sources()


def _read(corpus: Corpus, options: RunOptions, meanwhile: Iterable[None] = ()) -> Library:
    return Library(corpus, Held(), options.engine(), libreoffice=options.libreoffice, meanwhile=meanwhile)
