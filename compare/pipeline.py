"""The order of the stages, written once: a folder of plans in, a Comparison out."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from compare.align import align
from compare.chain import find_chain, find_distinctive
from compare.clauses import clauses
from compare.commitment import with_commitment
from compare.corpus import Corpus, Entry, Identity, find_doubles, find_plans, given_plans, identify, link_uppers
from compare.discovery import with_discovered
from compare.engine import Progress, silent, spread
from compare.errors import InputError, ReadError
from compare.evidence import Runs, cover
from compare.frequency import find_frequency
from compare.gaps import find_gaps, find_waivers, stale
from compare.model import Comparison, Plan, Reason, Source, Target, Theme, Versions
from compare.outline import outline
from compare.read import read_file
from compare.repair import repair
from compare.reverse import find_unlinked
from compare.tables import find_tables
from compare.targets import find_contradictions, find_targets, pair_targets
from compare.themes import general_themes, given_themes
from compare.versions import changes, effects

# What a whole text ends with, and what makes it a text at all.
_ENDS = frozenset("。！？!?；;”’」』）)》:：.…")
_WORD = re.compile("[\u4e00-\u9fffA-Za-z]")


def compare_plans(
    plans: str | os.PathLike[str] | Corpus,
    themes: str | os.PathLike[str] | None = None,
    *,
    waivers: str | os.PathLike[str] | None = None,
    libreoffice: bool = False,
    jobs: int | None = None,
    progress: Progress = silent,
) -> Comparison:
    """Read the plans of a folder and find how far the lower ones take up what the upper ones set.

    Args:
        plans: A folder of plans, a plans.yaml, or what :func:`compare.given_plans` makes of single files.
        themes: A theme file; else ``themes.yaml`` (csv, tsv, xlsx) beside the plans, else the general dictionary
            and the themes discovered from the upper plans.
        waivers: A file of accepted gaps; else ``waivers.yaml`` beside the plans, else none.
        libreoffice: Old Word, WPS and RTF files may be converted with LibreOffice.
        jobs: Number of processes; the number of cores if ``None``. The result does not depend on it.
        progress: Called with stage, items done and total.

    Raises:
        InputError: Nothing to do or wrong use: no plan that can be read, a wrong plans.yaml, theme or waiver file.
    """
    corpus = plans if isinstance(plans, Corpus) else find_plans(plans)
    given = given_themes(corpus.folder, themes)
    accepted = find_waivers(corpus.folder, waivers)
    read, sources, targets = _read_all(corpus, libreoffice=libreoffice, jobs=jobs, progress=progress)
    dictionary = general_themes()
    wanted = with_discovered(read, dictionary) if given is None else given
    readable = {source.plan: source.readable for source in sources if source.plan is not None}
    runs = Runs(read)
    judged = cover(read, wanted, readable, dictionary=dictionary, runs=runs, progress=partial(progress, "themes"))
    coverage = with_commitment(read, judged)
    alignments = align(read, readable, runs=runs, progress=progress)
    target_pairs = pair_targets(read, targets)
    reasons = {waiver.gap: waiver.reason for waiver in accepted}
    gaps = find_gaps(read, wanted, coverage, alignments, targets, target_pairs, reasons)
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
        alignments=alignments,
        waivers=stale(accepted, gaps),
        chain=find_chain(read, wanted, coverage),
        distinctive=find_distinctive(read, wanted, coverage, dictionary, progress=progress),
        unlinked=find_unlinked(read, alignments),
    )


def compare_versions(
    old: Path,
    new: Path,
    uppers: Sequence[Path] = (),
    *,
    libreoffice: bool = False,
    jobs: int | None = None,
    progress: Progress = silent,
) -> Versions:
    """What became of a plan from one version to the next, and what that did to its answers to upper plans.

    Raises:
        InputError: A file is not there, or cannot be read.
    """
    corpus = given_plans(uppers, (old, new))
    read, sources = read_plans(corpus, libreoffice=libreoffice, jobs=jobs, progress=progress)
    if unread := [source for source in sources if source.plan is None]:
        raise InputError("\n".join(f"{source.file}：{source.warnings[0].values[0]}" for source in unread))
    readable = {source.plan: source.readable for source in sources if source.plan is not None}
    before, after = read[-2:]
    alignments = align(read, readable, progress=progress)
    answers = [[each for each in alignments if each.lower == plan.id] for plan in (before, after)]
    return Versions(before, after, changes(before, after), effects(*answers))


def find_themes(
    plans: str | os.PathLike[str],
    themes: str | os.PathLike[str] | None = None,
    *,
    libreoffice: bool = False,
    jobs: int | None = None,
) -> tuple[Theme, ...]:
    """The themes that :func:`compare_plans` would look for; the plans are only read where no theme file is found.

    Raises:
        InputError: No plan that can be read, a wrong plans.yaml or theme file.
    """
    corpus = find_plans(plans)
    given = given_themes(corpus.folder, themes)
    if given is not None:
        return given
    return with_discovered(read_plans(corpus, libreoffice=libreoffice, jobs=jobs)[0], general_themes())


def read_plans(
    corpus: Corpus, *, libreoffice: bool = False, jobs: int | None = None, progress: Progress = silent
) -> tuple[tuple[Plan, ...], tuple[Source, ...]]:
    """Read, repair and cut up every plan of a corpus.

    Returns:
        The plans that could be read, and a source for every file, those that could not be read or were skipped too.

    Raises:
        InputError: No plan could be read.
    """
    plans, sources, _ = _read_all(corpus, libreoffice=libreoffice, jobs=jobs, progress=progress)
    return plans, sources


def _read_all(
    corpus: Corpus, *, libreoffice: bool, jobs: int | None, progress: Progress
) -> tuple[tuple[Plan, ...], tuple[Source, ...], tuple[Target, ...]]:
    """Plans and sources of a corpus, and the targets of all plans in their order."""
    size = sum(_size(entry.path) for entry in corpus.entries)
    work = partial(_read, libreoffice=libreoffice)
    results = list(spread(work, corpus.entries, size=size, jobs=jobs, stage="read", progress=progress))
    drafts = {
        entry.id: draft for entry, draft in zip(corpus.entries, results, strict=True) if isinstance(draft, _Draft)
    }
    if not drafts:
        told = "\n".join(
            f"{' '.join(source.file.splitlines())}：{source.warnings[0].values[0]}"
            for source in results
            if isinstance(source, Source)
        )
        raise InputError(f"没有一份规划能读：\n{told}")
    identities = {plan: draft.identity for plan, draft in drafts.items()}
    links = link_uppers(corpus.entries, identities)
    plans = []
    for plan, draft in drafts.items():
        upper, guessed = links[plan]
        inferred = (*draft.identity.inferred, "upper") if guessed else draft.identity.inferred
        plans.append(replace(draft.plan, upper=upper, inferred=inferred))
    targets = tuple(target for draft in drafts.values() for target in draft.targets)
    return tuple(plans), _sources(corpus, results, plans), targets


@dataclass(frozen=True, slots=True)
class _Draft:
    """A plan before its place among the others is known."""

    plan: Plan
    identity: Identity
    source: Source
    targets: tuple[Target, ...]


def _read(entry: Entry, *, libreoffice: bool) -> _Draft | Source:
    try:
        raw = entry.raw or read_file(entry.path, libreoffice=libreoffice)
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
    warnings = (*raw.notes, *whole.warnings, *_warnings(plan))
    source = Source(entry.id, entry.file, raw.format, raw.encoding, whole.readable, whole.repairs, warnings)
    return _Draft(plan, identity, source, find_targets(plan))


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
    doubles = find_doubles({plan.id: plan.text for plan in plans})
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
            extra += _doubts(result.identity, doubles.get(entry.id))
        sources.append(replace(source, warnings=(*source.warnings, *extra)))
    skipped = (Source(None, file, warnings=(_why_skipped(file),)) for file in corpus.skipped)
    tables = (Source(None, file, warnings=(Reason("no_text_column"),)) for file in corpus.without_text)
    return (*sources, *skipped, *tables)


# Files that hold plans all the same, and need a step first.
_SKIPPED = {
    ".xls": "skipped_xls",
    **dict.fromkeys((".zip", ".rar", ".7z"), "skipped_archive"),
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp"), "skipped_image"),
}


def _why_skipped(file: str) -> Reason:
    suffix = Path(file).suffix
    return Reason(_SKIPPED.get(suffix.lower(), "skipped"), (suffix,))


def _doubts(identity: Identity, double: tuple[str, float] | None) -> list[Reason]:
    """Whether a text is another plan's, or of another place than it is said to be."""
    found = []
    if identity.elsewhere is not None:
        found.append(Reason("other_place", tuple(area.name for area in identity.elsewhere)))
    if double is not None:
        other, share = double
        found.append(Reason("duplicate", (other,)) if share == 1 else Reason("near_duplicate", (other, f"{share:.0%}")))
    return found


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
