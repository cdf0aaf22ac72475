"""The order of the stages, written once: a folder of plans in, a Comparison out."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from compare.chain import find_chain, find_distinctive
from compare.clauses import clauses
from compare.commitment import with_commitment
from compare.corpus import Corpus, Entry, Identity, find_plans, identify, link_uppers
from compare.discovery import with_discovered
from compare.engine import Progress, silent, spread
from compare.errors import InputError, ReadError
from compare.evidence import cover
from compare.gaps import find_gaps
from compare.model import Cell, Comparison, Frequency, Plan, Reason, Source, Theme
from compare.outline import outline
from compare.read import read_file
from compare.repair import repair
from compare.tables import find_tables
from compare.themes import general_themes, given_themes

# What a whole text ends with, and what makes it a text at all.
_ENDS = frozenset("。！？!?；;”’」』）)》:：.…")
_WORD = re.compile("[\u4e00-\u9fffA-Za-z]")


def compare_plans(
    plans: str | os.PathLike[str],
    themes: str | os.PathLike[str] | None = None,
    *,
    jobs: int | None = None,
    progress: Progress = silent,
) -> Comparison:
    """Read the plans of a folder and find how far the lower ones take up what the upper ones set.

    Args:
        plans: A folder of plans, or a plans.yaml.
        themes: A theme file; else ``themes.yaml`` (csv, tsv, xlsx) beside the plans, else the general dictionary
            and the themes discovered from the upper plans.
        jobs: Number of processes; the number of cores if ``None``. The result does not depend on it.
        progress: Called with stage, items done and total.

    Raises:
        InputError: Nothing to do or wrong use: no plan that can be read, a wrong plans.yaml or theme file.
    """
    corpus = find_plans(plans)
    given = given_themes(corpus.folder, themes)
    read, sources = read_plans(corpus, jobs=jobs, progress=progress)
    dictionary = general_themes()
    wanted = with_discovered(read, dictionary) if given is None else given
    readable = {source.plan: source.readable for source in sources if source.plan is not None}
    judged = cover(read, wanted, readable, dictionary=dictionary, progress=partial(progress, "themes"))
    coverage = with_commitment(read, judged)
    return Comparison(
        plans=read,
        themes=wanted,
        coverage=coverage,
        gaps=find_gaps(read, wanted, coverage),
        frequency=_frequency(read, coverage),
        sources=sources,
        chain=find_chain(read, wanted, coverage),
        distinctive=find_distinctive(read, wanted, coverage, dictionary),
    )


def find_themes(
    plans: str | os.PathLike[str], themes: str | os.PathLike[str] | None = None, *, jobs: int | None = None
) -> tuple[Theme, ...]:
    """The themes that :func:`compare_plans` would look for; the plans are only read where no theme file is found.

    Raises:
        InputError: No plan that can be read, a wrong plans.yaml or theme file.
    """
    corpus = find_plans(plans)
    given = given_themes(corpus.folder, themes)
    return with_discovered(read_plans(corpus, jobs=jobs)[0], general_themes()) if given is None else given


def read_plans(
    corpus: Corpus, *, jobs: int | None = None, progress: Progress = silent
) -> tuple[tuple[Plan, ...], tuple[Source, ...]]:
    """Read, repair and cut up every plan of a corpus.

    Returns:
        The plans that could be read, and a source for every file, those that could not be read or were skipped too.

    Raises:
        InputError: No plan could be read.
    """
    size = sum(_size(entry.path) for entry in corpus.entries)
    results = list(spread(_read, corpus.entries, size=size, jobs=jobs, stage="read", progress=progress))
    drafts = {
        entry.id: draft for entry, draft in zip(corpus.entries, results, strict=True) if isinstance(draft, _Draft)
    }
    if not drafts:
        told = "\n".join(
            f"{source.file}：{source.warnings[0].values[0]}" for source in results if isinstance(source, Source)
        )
        raise InputError(f"没有一份规划能读：\n{told}")
    identities = {plan: draft.identity for plan, draft in drafts.items()}
    links = link_uppers(corpus.entries, identities)
    plans = []
    for plan, draft in drafts.items():
        upper, guessed = links[plan]
        inferred = (*draft.identity.inferred, "upper") if guessed else draft.identity.inferred
        plans.append(replace(draft.plan, upper=upper, inferred=inferred))
    return tuple(plans), _sources(corpus, results, plans)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A plan before its place among the others is known."""

    plan: Plan
    identity: Identity
    source: Source


def _read(entry: Entry) -> _Draft | Source:
    try:
        raw = read_file(entry.path)
        whole = repair(raw)
        tree = outline(whole.text)
        cut = clauses(whole.text, tree, whole.place)
        if not any(clause.kind == "body" and _WORD.search(whole.text, clause.start, clause.end) for clause in cut):
            raise ReadError("没有读到正文，请打开原文件核对内容")
    except ReadError as error:
        return Source(None, entry.file, warnings=(Reason("unreadable", (str(error),)),))
    titles = [whole.text[clause.start : clause.end] for clause in cut if clause.kind == "title"]
    identity = identify(entry, whole.text, titles)
    plan = Plan(
        id=entry.id,
        title=identity.title,
        kind=identity.kind,
        level=identity.level,
        region=identity.region,
        year=identity.year,
        period=identity.period,
        upper=(),
        inferred=identity.inferred,
        text=whole.text,
        sections=tree.sections,
        clauses=cut,
        tables=find_tables(whole.text),
    )
    warnings = (*whole.warnings, *_warnings(plan))
    source = Source(entry.id, entry.file, raw.format, raw.encoding, whole.readable, whole.repairs, warnings)
    return _Draft(plan, identity, source)


def _warnings(plan: Plan) -> tuple[Reason, ...]:
    """What a reader should know of one text: no headings, an annex announced and not there, no end."""
    found = []
    if not plan.sections:
        found.append(Reason("no_headings"))
    last = plan.text.rstrip().rsplit("\n", 1)[-1].strip()
    if last.rstrip("：:") in ("附件", "附表", "附录", "附图"):
        found.append(Reason("annex_missing", (last,)))
    body = [clause for clause in plan.clauses if clause.kind == "body"]
    if plan.text[body[-1].end - 1] not in _ENDS:
        found.append(Reason("truncated"))
    return tuple(found)


def _sources(corpus: Corpus, results: Sequence[_Draft | Source], plans: Sequence[Plan]) -> tuple[Source, ...]:
    first: dict[str, str] = {}
    doubles = {plan.id: first.setdefault(plan.text, plan.id) for plan in plans}
    uppers = {plan.id: {link.id for link in plan.upper} for plan in plans}
    sources = []
    for entry, result in zip(corpus.entries, results, strict=True):
        source = result.source if isinstance(result, _Draft) else result
        extra = []
        if isinstance(result, _Draft):
            lost = [link.id for link in entry.upper or () if link.id not in uppers[entry.id]]
            extra += [Reason("upper_unread", (upper,)) for upper in lost]
            if not uppers[entry.id] and not lost and len(plans) > 1:
                extra.append(Reason("no_upper"))
            if doubles[entry.id] != entry.id:
                extra.append(Reason("duplicate", (doubles[entry.id],)))
        sources.append(replace(source, warnings=(*source.warnings, *extra)))
    skipped = (Source(None, file, warnings=(Reason("skipped", (Path(file).suffix,)),)) for file in corpus.skipped)
    return (*sources, *skipped)


def _frequency(plans: Sequence[Plan], coverage: Sequence[Cell]) -> tuple[Frequency, ...]:
    chars = {plan.id: sum(not char.isspace() for char in plan.text) for plan in plans}
    return tuple(
        Frequency(cell.theme, cell.plan, cell.mentions, round(cell.mentions * 10_000 / chars[cell.plan], 4))
        for cell in coverage
    )


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
