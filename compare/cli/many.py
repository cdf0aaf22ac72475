"""``planalign report`` for very many plans: a summary and parquet files; and the pages of one of them."""

from __future__ import annotations

import os
import shlex
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import compare
from compare.cli import show
from compare.cli.options import Job, chosen
from compare.cli.second import SecondOptions
from compare.errors import InputError
from compare.execution import Cache
from compare.model import Comparison
from reports import wording
from reports.output import HIDDEN, place_made, writing
from reports.view import plan_labels

if TYPE_CHECKING:
    from compare.corpus import Corpus

# Share of the room on the disk that the cache may take while very many plans are read: it is what an interrupted run
# goes on from.
_OF_THE_ROOM = 2


def is_many(corpus: Corpus) -> bool:
    """Whether there are more plans than a whole report is made of."""
    from compare.pipeline import MANY

    return len(corpus.entries) > MANY


def survey(job: Job, corpus: Corpus, out: Path) -> Comparison:
    """Write the summary and the parquet files of all plans.

    Returns:
        A comparison without plans that holds the files that were not read.
    """
    from reports.formats.parquet import Parts, flat, pyarrow
    from reports.formats.summary import PAGE, Tally, write_overview

    pyarrow()
    unread = list[Comparison]()

    def make(begun: Path) -> None:
        scratch = begun / "scratch"
        scratch.mkdir()
        with job.means.ready() as how:
            _widen(how.cache)
            found = compare.survey_plans(
                corpus, scratch, job.themes, waivers=job.waivers, decisions=job.decisions, options=how
            )
            labels, parts = plan_labels(found.plans), Parts(begun)
            tally = Tally(job.lang, {plan.id: plan.level for plan in found.plans})
            for batch in found.batches(lambda plans: flat(plans, labels)):
                for tables in parts.write(batch):
                    tally.add(tables)
                del batch, tables  # lest they are held while the next ones are judged
            rest = found.rest()
            tally.add(parts.write_rest(rest))
            found.close()
        shutil.rmtree(scratch)
        command = _command(job, out)
        args = (found.plans, found.themes, labels, found.unread, found.decisions, begun, command)
        write_overview(tally.overview(*args), begun, job.lang)
        unread.append(rest)

    written = place_made(out, make)
    show.surveyed(out / PAGE, written, _command(job, out), job.lang)
    return unread[0]


def one(job: Job, corpus: Corpus, wanted: str, out: Path) -> Comparison:
    """One plan and those above it, with the rows that the survey of all plans has of them.

    Raises:
        InputError: There is no such plan, its pages would take the place of a summary, or another run is writing there.
    """
    from reports.formats.json import rows_of
    from reports.formats.parquet import FOLDER

    if any((out / FOLDER).glob("*/part-*")):
        raise InputError(f"{out} 里是全部规划的汇总，会被换掉。请另给一个文件夹，例如 -o {out / 'pages' / wanted}")
    out.mkdir(parents=True, exist_ok=True)
    # What a run that writes there finds under a hidden name it takes for what a killed one left, and removes.
    with writing(out), job.means.ready() as how, TemporaryDirectory(prefix=HIDDEN, dir=out) as scratch:
        found = compare.survey_plans(
            corpus, Path(scratch), job.themes, waivers=job.waivers, decisions=job.decisions, options=how
        )
        plan = chosen(wanted, {plan.id: plan.region for plan in found.plans}, "规划")
        comparison = found.of(plan, rows_of)
        found.close()
    return comparison


def refuse_conditions(conditions: tuple[str, ...], second: SecondOptions) -> None:
    """Refuse conditions and a second reader: both are of a comparison that is held as a whole.

    Raises:
        InputError: There is one.
    """
    if conditions:
        raise InputError("汇总不能同时用 --fail-on；请加 --plan 编号 逐份自检，或在 parquet/gaps 里筛选。")
    if second.judge_model:
        raise InputError("汇总不能同时请模型复核；请加 --plan 编号 逐份复核。")


def _command(job: Job, out: Path) -> str:
    """Return what asks for the pages of one plan."""
    of_files = [("--themes", job.themes), ("--waivers", job.waivers), ("--decisions", job.decisions)]
    more = [part for option, path in of_files if path for part in (option, str(path))]
    id_ = wording.text("survey.plan_id", job.lang)
    return f"{shlex.join(['planalign', 'report', str(job.plans), *more, '-o', str(out / 'pages')])}/{id_} --plan {id_}"


def _widen(cache: Cache | None) -> None:
    """Let the cache hold what is found of all plans, if nobody has set its limit and the disk has room."""
    if cache and "PLANALIGN_CACHE_MB" not in os.environ:
        cache.limit = max(cache.limit, shutil.disk_usage(cache.folder).free // _OF_THE_ROOM)
