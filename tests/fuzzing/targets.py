"""What is fuzzed: for each kind of file its starting files, its mutations, and what is done with a case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from compare import RunOptions, compare_plans
from compare.corpus import find_plans, given_plans
from compare.coverage import cover, search_for
from compare.errors import InputError, PlanalignError, ReadError
from compare.features import Reading
from compare.forms import read_waivers
from compare.forms.review import read_review
from compare.judge import read_replies, verdict_reply
from compare.model import Alignment, Outcome, Plan
from compare.readers import read_file, read_table
from compare.themes.load import load_themes
from tests.builders import COUNTY, FILLER, alignments, below, plan_of
from tests.fuzzing import folders, starts
from tests.fuzzing.contracts import check_comparison, check_quote, check_reading, check_texts, hold
from tests.fuzzing.parts import (
    Other,
    changed_html,
    changed_mail,
    changed_pdf,
    changed_plain,
    changed_table,
    changed_yaml,
    changed_zip,
)
from tests.fuzzing.placed import placed
from tests.fuzzing.texts import changed_bytes


@dataclass(frozen=True, slots=True)
class Target:
    """One kind of file.

    Attributes:
        file: Name under which a case is written.
        starts: Makes the starting files; ``rich`` adds those that lie beside the checkout.
        change: A file -> a mutated one; the last argument gives another file to take pieces from.
        check: Reads a case and checks the contracts; ``PlanalignError`` is a fair answer.
        share: Cases of a run, relative to the other targets.
        times: How many times the time of one file a case may take: a folder is read, compared and written in every format.
    """

    file: str
    starts: Callable[..., list[bytes]]
    change: Callable[[Random, bytes, Other], bytes]
    check: Callable[[Path], None]
    share: float = 1.0
    times: int = 1


def _plan(path: Path) -> None:
    try:
        check_reading(read_file(path))
    except ReadError as error:
        _check_told(error)


def _rows(path: Path) -> None:
    try:
        for row in read_table(path)[:5]:
            if row.raw.text.strip():
                check_reading(row.raw)
    except ReadError as error:
        _check_told(error)


_OWN_SLIPS = (AttributeError, TypeError, IndexError, UnboundLocalError, ZeroDivisionError, AssertionError)


def _check_told(error: PlanalignError) -> None:
    """A refusal says why, can be written, and hides no slip of a reader of ours behind "damaged"."""
    hold(str(error).strip(), "a refusal says why")
    check_texts(str(error))
    if isinstance(error.__cause__, MemoryError):
        raise error.__cause__
    trace, last = error.__cause__.__traceback__ if error.__cause__ else None, None
    while trace is not None:
        last, trace = trace.tb_frame.f_code.co_filename, trace.tb_next
    if last and "readers" in Path(last).parts and isinstance(error.__cause__, _OWN_SLIPS):
        raise error.__cause__


@cache
def _upper() -> Plan:
    return plan_of(COUNTY.replace("连州市", "清远市"), "upper")


def _whole(path: Path) -> None:
    """A mutated plan below a sound one, compared from end to end by two themes."""
    upper = path.with_name("清远市纲要.txt")
    upper.write_text(COUNTY.replace("连州市", "清远市"), encoding="utf-8")
    themes = path.with_name("themes.csv")
    themes.write_bytes(starts.themes_csv(rich=False)[0])
    try:
        found = compare_plans(given_plans((upper,), (path,)), themes, options=RunOptions(jobs=1))
    except InputError as error:
        _check_told(error)
        return
    check_comparison(found)
    check_texts(found.sources)
    check_texts(found.contradictions)


def _manifest(path: Path) -> None:
    try:
        corpus = find_plans(path)
    except InputError as error:
        _check_told(error)
        return
    ids = [entry.id for entry in corpus.entries]
    hold(ids and len(set(ids)) == len(ids), "plans have ids of their own")
    known = {link.id for entry in corpus.entries for link in entry.upper or ()}
    hold(known <= set(ids), "upper plans are plans")
    check_texts([(e.id, e.file, e.title, e.region, e.period) for e in corpus.entries])


def _themes(path: Path) -> None:
    try:
        themes = load_themes(path)
    except InputError as error:
        _check_told(error)
        return
    check_texts(themes)
    hold(len({theme.id for theme in themes}) == len(themes) > 0, "themes have ids of their own")
    hold(all(len(theme.name.strip()) > 1 for theme in themes), "themes have names")
    plans = (_upper(), plan_of(FILLER, "filler"))
    search = search_for(themes[:6])
    for cell in (cell for plan in plans for cell in cover(Reading(plan), search, 1.0)):
        for passage in (*cell.evidence, *cell.nearest):
            check_quote(next(plan for plan in plans if plan.id == cell.plan), passage)


def _waivers(path: Path) -> None:
    try:
        found = read_waivers(path)
    except InputError as error:
        _check_told(error)
        return
    check_texts(found)
    hold(len({waiver.key for waiver in found}) == len(found), "a gap is waived once")


def _review(path: Path) -> None:
    try:
        found = read_review(path)
    except InputError as error:
        _check_told(error)
        return
    check_texts(found)
    hold(all(answer.key and answer.verdict for answer in found.answers), "answers say something of something")


@cache
def _row() -> Alignment:
    county = below(plan_of(COUNTY, "lower", region="连州市"), "upper")
    return next(row for row in alignments([_upper(), county]) if row.items)


def _replies(path: Path) -> None:
    try:
        found = read_replies(path, "model")
    except InputError as error:
        _check_told(error)
        return
    for each in found:
        hold(len(each.question) == 64, "an answer names its question")
        reply = verdict_reply(each.reply.text, _row())
        if not isinstance(reply, Outcome):
            hold(len(reply.items) == len(_row().items), "an answer that counts has a label for every item")
            quoted = [_row().clause.quote, *(match.quote for match in _row().matches)]
            hold(any((reply.quote or "") in quote for quote in quoted), "what counts is quoted")


TARGETS: dict[str, Target] = {
    "text": Target("plan.txt", starts.plain, changed_plain, _plan, 30),
    "markdown": Target("plan.md", starts.plain, changed_plain, _plan, 4),
    "html": Target("plan.html", starts.html, changed_html, _plan, 14),
    "mht": Target("plan.mht", starts.mail, changed_mail, _plan, 6),
    "docx": Target("plan.docx", starts.word, changed_zip, _plan, 14),
    "xlsx": Target("plans.xlsx", starts.workbooks, changed_zip, _rows, 4),
    "csv": Target("plans.csv", starts.records, changed_table, _rows, 6),
    "pdf": Target("plan.pdf", starts.pdf, changed_pdf, _plan, 10),
    "ofd": Target("plan.ofd", placed, changed_zip, _plan, 4),
    "containers": Target("plan.doc", starts.containers, changed_bytes, _plan, 3),
    "whole": Target("plan.txt", starts.plain, changed_plain, _whole, 1),
    "plans.yaml": Target("plans.yaml", starts.manifests, changed_yaml, _manifest, 4),
    "themes.yaml": Target("themes.yaml", starts.themes_yaml, changed_yaml, _themes, 4),
    "themes.csv": Target("themes.csv", starts.themes_csv, changed_table, _themes, 3),
    "themes.tsv": Target("themes.tsv", starts.themes_tsv, changed_table, _themes, 2),
    "themes.xlsx": Target("themes.xlsx", starts.themes_xlsx, changed_zip, _themes, 2),
    "waivers.yaml": Target("waivers.yaml", starts.waivers, changed_yaml, _waivers, 3),
    "review.xlsx": Target("review.xlsx", starts.reviews, changed_zip, _review, 2),
    "decisions.yaml": Target("decisions.yaml", folders.decisions, changed_yaml, folders.check_decisions, 2),
    "answers.jsonl": Target("answers.jsonl", starts.replies, changed_plain, _replies, 2),
    "folder": Target("plans.zip", folders.folders, folders.changed_folder, folders.check_folder, 0.5, times=5),
    "request": Target("request.txt", folders.requests, changed_plain, folders.check_request, 2),
}
