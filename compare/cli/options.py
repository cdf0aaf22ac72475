"""Arguments and options that commands share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial, wraps
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast, get_args

import click
import msgspec
from msgspec.structs import replace

import compare
from compare.cli.faults import Command, tell_once, told
from compare.cli.originals import originals_of
from compare.cli.progress import bar
from compare.cli.second import SecondOptions
from compare.errors import InputError
from compare.execution import Cache, Progress, default_folder, key_of, silent, usual_limit
from compare.model import Comparison, GapKind, Label, Plan, Record, Rendering, Source
from reports import FORMATS, ON_REQUEST, Files, Keep, Originals
from reports.wording import LANGS, Lang

if TYPE_CHECKING:
    from compare.corpus import Corpus
    from compare.judge import Answering
    from compare.pipeline import RunOptions

SUMMARY = "summary"
"""The format that asks for a summary, whatever the number of plans."""
# Of more nobody reads the names.
_LISTED = 60

PLANS = click.argument("plans", type=click.Path(path_type=Path), metavar="PLANS")
PLANS_OR_NONE = click.argument("plans", type=click.Path(path_type=Path), metavar="[PLANS]", required=False)
THEMES = click.option(
    "--themes",
    type=click.Path(path_type=Path),
    help="主题文件（yaml、csv、tsv、xlsx）；不给则用规划旁的 themes.*，再无则用通用词典和上位规划里发现的主题。",
)
WAIVERS = click.option(
    "--waivers",
    type=click.Path(path_type=Path),
    help="豁免清单（已接受的缺项和理由）；不给则用规划旁的 waivers.yaml，再无则没有。",
)
DECISIONS = click.option(
    "--decisions",
    type=click.Path(path_type=Path),
    help="核定记录（豁免、误判、约束对象、结论、深度）；不给则用规划旁的 decisions.yaml，再无则没有。",
)
FILE = partial(click.argument, type=click.Path(path_type=Path))
"""A single plan, by its file."""
_LABELS = click.option(
    "--label",
    "labels",
    multiple=True,
    type=click.Choice([str(label) for label in Label]),
    help="只看这种结论，可重复；默认全部。",
)
_REVERSE = click.option(
    "--reverse",
    is_flag=True,
    help="反过来看：LOWER 里有实质要求、却不是 UPPER 任何一条的答复的条款；不与 --label 同用。",
)


def _at_hand(_: click.Context, __: click.Parameter, formats: tuple[str, ...]) -> tuple[str, ...]:
    """Return the formats; that one cannot be written is told before everything is compared."""
    if "parquet" in formats:
        from reports.formats.parquet import pyarrow

        try:
            pyarrow()
        except InputError as error:
            raise click.UsageError(str(error)) from None
    return formats


FORMATS_WANTED = click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice([*FORMATS, *ON_REQUEST, SUMMARY]),
    callback=_at_hand,
    help="只要这种格式，可重复；默认是 brief、annotated、parquet、summary 以外的全部。brief 是每份下位规划的一页纸；"
    "annotated 是加了批注的下位规划原文件；"
    "parquet 是 report.json 的各表；"
    "summary 是很多规划的汇总和 parquet 文件，规划超过 500 份时默认只写它。",
)
PER_PLAN = click.option(
    "--per-plan", is_flag=True, help="另给每份下位规划写一份只讲它自己的 Word 报告：reports/编号.docx。"
)
ONE_PLAN = click.option(
    "--plan", "wanted", metavar="PLAN", help="只写这一份规划（编号）和它的各级上位规划，判断与全部一起做时相同。"
)
FAIL_ON = click.option(
    "--fail-on",
    "conditions",
    multiple=True,
    metavar="CONDITION",
    help="报审前自检，可重复：absent:N（未豁免的缺失多于 N 项）或 theme:ID（该主题有未豁免的缺项）时退出码为 1。",
)
LANG = click.option("--lang", type=click.Choice(LANGS), default="zh", show_default=True, help="输出语言。")
_JOBS = click.option("--jobs", type=click.IntRange(min=1), help="进程数；默认等于处理器核数，不影响结果。")
_SCHEDULER = click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="交给 dask 调度器的工作进程去做，不影响结果；本机 tcp://127.0.0.1:8786，别的机器只用 tls://。",
)
_LIBREOFFICE = click.option("--libreoffice", is_flag=True, help="用本机的 LibreOffice 转换 .doc、.wps、.rtf 再读。")
_NO_CACHE = click.option("--no-cache", is_flag=True, help="不用也不留缓存，全部重新计算；结果相同。")


def gaps_wanted(command: Command) -> Command:
    """``--top``, ``--kind`` and ``--min-severity``: which gaps are shown, of all that there are."""
    top = click.option("--top", type=click.IntRange(min=1), metavar="N", help="每份下位规划只看最重的 N 项。")
    kind = click.option("--kind", type=click.Choice(get_args(GapKind)), help="只看主题、条款或指标缺项。")
    least = click.option("--min-severity", "least", type=click.FloatRange(0, 1), default=0.0, help="只看不轻于此的。")
    return top(kind(least(command)))


def clauses_wanted(command: Command) -> Command:
    """``--label`` and ``--reverse``: which clauses are shown, of which of two plans."""
    return _LABELS(_REVERSE(command))


class Means(Record, frozen=True):
    """What the options that every command that reads plans shares ask for."""

    lang: Lang
    jobs: int | None
    libreoffice: bool
    no_cache: bool
    scheduler: str | None = None
    second: SecondOptions = SecondOptions()

    @contextmanager
    def ready(self, watcher: Progress = silent) -> Iterator[RunOptions]:
        """Hold the cache open and a bar on stderr; a fault of a trusted cache is told, and is exit status 1 in the end.

        Args:
            watcher: Is told of the progress beside the bar; what it raises ends the work.
        """
        with self._cache() as cache, bar(self.lang) as shown:

            def progress(stage: str, done: int, total: int) -> None:
                watcher(stage, done, total)
                shown(stage, done, total)

            with self.second.ready(progress) as second:
                yield compare.RunOptions(self.jobs, cache, progress, self.scheduler, self.libreoffice, second)

    @contextmanager
    def keeping(self) -> Iterator[Keep]:
        """Hold the cache open for the files of reports: those made of the same rows are taken up."""
        with self._cache() as cache:

            def keep(format_: str, told: bytes, make: Callable[[], Files]) -> Files:
                key = key_of("files", format_, self.lang, told)
                if cache and (kept := cache.get(key)) is not None:
                    return msgspec.msgpack.decode(kept, type=Files)
                made = make()
                if cache:
                    cache.put(key, msgspec.msgpack.encode(made))
                return made

            yield keep

    @contextmanager
    def _cache(self) -> Iterator[Cache | None]:
        cache = None if self.no_cache else Cache(default_folder(), usual_limit())
        try:
            yield cache
        finally:
            if cache:
                cache.close()
                if cache.fault:
                    tell_once(cache.fault, is_fault=cache.trusted)

    def read(self, plans: Path) -> Comparison:
        """Return the plans alone, in a comparison without any theme."""
        from compare.pipeline import listed

        with self.ready() as how:
            return listed(*compare.read_plans(compare.find_plans(plans), options=how))


class Job(Record, frozen=True):
    """What the options that every comparing command shares ask for."""

    plans: Path
    themes: Path | None
    waivers: Path | None
    decisions: Path | None
    means: Means

    @property
    def lang(self) -> Lang:
        """Language of what is shown."""
        return self.means.lang

    def reread(self, second: SecondOptions) -> Job:
        """Return the job with a second reader."""
        second.check()
        return replace(self, means=replace(self.means, second=second))

    def recalling(self) -> Job:
        """Return the job with earlier answers of the second reader, who is asked nothing."""
        return self.reread(self.means.second.recalling())

    @property
    def model(self) -> str:
        """Name of the second reader that is asked; empty where none is."""
        return self.means.second.judge_model or "" if self.means.second.judge_url else ""

    @contextmanager
    def second(self) -> Iterator[Answering | None]:
        """Hold the second reader at hand; ``None`` where there is none."""
        with self.means.second.ready(silent) as second:
            yield second

    def read(self, watcher: Progress = silent) -> tuple[Corpus, tuple[Plan, ...], tuple[Source, ...]]:
        """List the plans and read them; nothing is compared."""
        corpus = compare.find_plans(self.plans)
        with self.means.ready(watcher) as how:
            return corpus, *compare.read_plans(corpus, options=how)

    def compare(
        self,
        rendering: Callable[[Sequence[Plan]], Rendering] | None = None,
        corpus: Corpus | None = None,
        watcher: Progress = silent,
    ) -> Comparison:
        """Do the whole comparison, and make of it what a report is written from, if one is."""
        with self.means.ready(watcher) as how:
            plans = corpus or self.plans
            decided = {"waivers": self.waivers, "decisions": self.decisions}
            return compare.compare_plans(plans, self.themes, rendering=rendering, options=how, **decided)

    def originals(self) -> Originals:
        """Return where the Word files are to be had that plans were read from."""
        return originals_of(compare.find_plans(self.plans))


_OF_MEANS = tuple(name for name in Means.__struct_fields__ if name != "second")
_OF_JOB = tuple(name for name in Job.__struct_fields__ if name != "means")


def with_means(command: Command) -> Command:
    """Return the options that every command that reads plans shares, handed on as ``means``."""

    @wraps(command)
    def run(**values: Any) -> None:
        means = Means(**{name: values.pop(name) for name in _OF_MEANS})
        command(means=means, **values)

    return cast(Command, LANG(_JOBS(_SCHEDULER(_LIBREOFFICE(_NO_CACHE(told(run)))))))


def with_options(command: Command) -> Command:
    """PLANS first, and the options that every command that compares plans shares, handed on as a :class:`Job`."""

    @wraps(command)
    def run(means: Means, **values: Any) -> None:
        command(Job(**{name: values.pop(name) for name in _OF_JOB}, means=means), **values)

    return cast(Command, PLANS(THEMES(WAIVERS(DECISIONS(with_means(run))))))


def chosen(wanted: str, names: dict[str, str], what: str) -> str:
    """Return the id that a person means by an id or a name."""
    if wanted in names:
        return wanted
    by_name = [key for key, name in names.items() if name == wanted]
    if len(by_name) == 1:
        return by_name[0]
    first = islice(names.items(), _LISTED)
    listed = "、".join(f"{key}（{name}）" if name else key for key, name in first)
    listed += "……" if len(names) > _LISTED else ""
    if by_name:
        raise InputError(f"不止一个{what}叫“{wanted}”，请写编号：{'、'.join(by_name)}")
    from rapidfuzz import process

    near = process.extractOne(wanted, [*names, *names.values()], score_cutoff=50)
    hint = f"，是不是“{near[0]}”？" if near else "。"
    raise InputError(f"没有{what}“{wanted}”{hint}\n现有的{what}：{listed}")
