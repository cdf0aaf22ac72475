"""The command line: click parses, calls, prints. Progress goes to stderr, results to files, tables to stdout.

What takes long to import is imported where it is used: ``--help`` shows every command and runs none.
"""

from __future__ import annotations

import warnings
from functools import partial
from pathlib import Path
from typing import Any

import click

import compare
from compare.cli import answers, gap_lines, many, plan_lines, show
from compare.cli.cache import cache
from compare.cli.chinese import ChineseGroup
from compare.cli.conditions import parse_condition
from compare.cli.evaluate import evaluate
from compare.cli.faults import NOT_ALL_DONE, results_written, told
from compare.cli.judge import judge
from compare.cli.options import (
    FAIL_ON,
    FILE,
    FORMATS_WANTED,
    LANG,
    ONE_PLAN,
    PER_PLAN,
    PLANS,
    SUMMARY,
    THEMES,
    Job,
    Means,
    chosen,
    clauses_wanted,
    gaps_wanted,
    with_means,
    with_options,
)
from compare.cli.originals import originals_of
from compare.cli.progress import bar
from compare.cli.second import SecondOptions, tell_second, with_second
from compare.cli.serve import serve
from compare.errors import InputError
from compare.execution import collect_seldom
from compare.model import Comparison
from reports import wording, write
from reports.formats.json import rows_of
from reports.output import put, refuse_unwritable
from reports.view import Tables
from reports.wording import Lang


@click.group(cls=ChineseGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="planalign", prog_name="planalign", help="显示版本。")
def main() -> None:
    """规划衔接：下位规划落实上位规划的程度，句句有原文佐证。

    PLANS 是存放规划的文件夹，或一份 plans.yaml。不带命令运行，就在浏览器里打开工作台（同 planalign serve）。
    """
    collect_seldom()
    # In long runs loky replaces workers that have grown; nothing is lost, and nobody need hear of it.
    warnings.filterwarnings("ignore", "A worker stopped while some jobs were given", UserWarning)


@main.command()
@with_options
@click.option("-o", "--out", type=click.Path(path_type=Path), required=True, help="存放结果的文件夹。")
@FORMATS_WANTED
@PER_PLAN
@ONE_PLAN
@FAIL_ON
@with_second
def report(
    job: Job,
    out: Path,
    formats: tuple[str, ...],
    wanted: str | None,
    conditions: tuple[str, ...],
    *,
    per_plan: bool,
    second: SecondOptions,
) -> None:
    """读规划，写出覆盖矩阵、缺项报告和图表；规划很多时写汇总。"""
    if job.plans.is_dir() and out.resolve() == job.plans.resolve():
        raise InputError(f"结果不能直接写进规划文件夹 {job.plans}，请另给一个文件夹，例如 -o {job.plans / 'out'}")
    if SUMMARY in formats and (len(set(formats)) > 1 or wanted is not None):
        raise InputError("--format summary 不能与其他格式或 --plan 同时用；一份规划的页面另用 --plan 生成。")
    job = job.reread(second)
    checks = [parse_condition(condition) for condition in conditions]
    refuse_unwritable(out)
    corpus = compare.find_plans(job.plans)
    if SUMMARY in formats or (not formats and wanted is None and many.is_many(corpus)):
        many.refuse_conditions(conditions, second)
        unread = many.survey(job, corpus, out)
        results_written()
        _finish(unread, job.lang)
        return
    comparison = job.compare(rows_of, corpus) if wanted is None else many.one(job, corpus, wanted, out)
    failed = [reason for check in checks if (reason := check(comparison))]
    with job.means.keeping() as keep, bar(job.lang) as progress:
        progress("write", 0, 1)
        files = originals_of(corpus)
        written = write(comparison, out, formats or None, job.lang, files, per_plan=per_plan, keep=keep)
        results_written()
        progress("write", 1, 1)
    show.summary(Tables(comparison), job.lang)
    tell_second(comparison.second, job.lang)
    plan_lines.doubtful(comparison.sources, job.lang)
    show.written(out, written, job.lang)
    for reason in failed:
        click.echo(show.plain(f"planalign: {reason}"), err=True)
    _finish(comparison, job.lang, failed=bool(failed))


@main.command()
@with_options
def coverage(job: Job) -> None:
    """在终端显示覆盖矩阵：主题 × 规划的落实深度。"""
    comparison = job.compare()
    show.matrix(Tables(comparison), job.lang)
    _finish(comparison, job.lang)


@main.command()
@with_options
@gaps_wanted
@click.option("--plan", "wanted", help="只看这一份下位规划（编号）。")
def gaps(job: Job, wanted: str | None, **limits: Any) -> None:
    """在终端显示各下位规划的衔接缺项，一行一项，先重后轻。"""
    comparison = job.compare()
    only = None if wanted is None else chosen(wanted, {plan.id: plan.region for plan in comparison.plans}, "规划")
    gap_lines.gaps(Tables(comparison), only, job.lang, **limits)
    _finish(comparison, job.lang)


@main.command()
@with_options
@click.option("--plan", "wanted", help="只看这一份规划（编号）。")
def targets(job: Job, wanted: str | None) -> None:
    """在终端显示各规划的量化指标、与上位指标的比对，以及前后不一的指标。"""
    comparison = job.compare()
    only = None if wanted is None else chosen(wanted, {plan.id: plan.region for plan in comparison.plans}, "规划")
    answers.targets(Tables(comparison), only, job.lang)
    _finish(comparison, job.lang)


@main.command()
@with_options
def frequency(job: Job) -> None:
    """在终端显示各主题的提及次数和每万字次数。"""
    comparison = job.compare()
    show.frequency(Tables(comparison), job.lang)
    _finish(comparison, job.lang)


@main.command()
@with_options
@click.argument("theme")
@click.argument("plan")
def explain(job: Job, theme: str, plan: str) -> None:
    """说明一个格子：THEME（主题编号或名称）在 PLAN（规划编号）里的全部佐证，或检索过什么。"""
    comparison = job.compare()
    theme_id = chosen(theme, {item.id: item.name for item in comparison.themes}, "主题")
    plan_id = chosen(plan, {item.id: item.region for item in comparison.plans}, "规划")
    show.cell(Tables(comparison), theme_id, plan_id, job.lang)
    _finish(comparison, job.lang)


@main.command()
@FILE("upper")
@FILE("lower")
@clauses_wanted
@with_means
def align(upper: Path, lower: Path, labels: tuple[str, ...], reverse: bool, means: Means) -> None:
    """逐条对照两份规划：UPPER（上位）的每一条在 LOWER（下位）里是否落实，双方原文并列。"""
    if reverse and labels:
        raise InputError("--reverse 和 --label 不能同时用：反过来看的条款没有结论，请去掉其中一个。")
    with means.ready() as how:
        comparison = compare.compare_plans(compare.given_plans((upper,), (lower,)), options=how)
    answers.clauses(Tables(comparison), frozenset(labels), means.lang, reverse=reverse)
    _finish(comparison, means.lang)


@main.command()
@FILE("old")
@FILE("new")
@click.option(
    "--upper", "uppers", multiple=True, type=click.Path(path_type=Path), help="上位规划文件，可重复：看结论怎样变。"
)
@click.option("--all", "everything", is_flag=True, help="未改动的条款也列出。")
@with_means
def diff(old: Path, new: Path, uppers: tuple[Path, ...], everything: bool, means: Means) -> None:
    """比较同一份规划的两稿：OLD 到 NEW 哪些条款保留、移动、改写、删去、新增，对上位条款的落实因此怎样变。"""
    with means.ready() as how:
        versions = compare.compare_versions(old, new, uppers, options=how)
    answers.versions(versions, means.lang, everything=everything, answering=bool(uppers))


@main.group(name="themes")
def themes_group() -> None:
    """主题文件。"""


@themes_group.command(name="list")
@PLANS
@THEMES
@with_means
def list_themes(plans: Path, themes: Path | None, means: Means) -> None:
    """列出所用的主题：编号、名称、释义和来源。"""
    with means.ready() as how:
        found = compare.find_themes(plans, themes, options=how)
    show.themes(found, means.lang)


@themes_group.command(name="discover")
@PLANS
@click.option(
    "-o", "--out", type=click.Path(path_type=Path, dir_okay=False), help="写成主题文件（themes.yaml）；不给则只列出。"
)
@click.option(
    "--against", type=click.Path(path_type=Path), help="与这份主题文件对照：其中哪些主题已被词典或发现的主题覆盖。"
)
@with_means
def discover_themes(plans: Path, out: Path | None, against: Path | None, means: Means) -> None:
    """从上位规划里发现主题：名称、同义写法、原文释义和出处，写成可修改的主题文件。"""
    from compare.cli.theme_file import theme_file
    from compare.themes import discover, general_themes, recalled, with_discovered

    wanted = compare.load_themes(against) if against else ()
    if out is not None and out.exists():
        raise InputError(f"{out} 已经存在，不覆盖；请换一个文件名，或先移走它。")
    comparison = means.read(plans)
    proposals = discover(comparison.plans, general_themes())
    labels = {row.plan.id: row.label for row in Tables(comparison).plans}
    if out is None:
        show.proposals(proposals, labels, means.lang)
    else:
        put(out, theme_file(proposals, labels, means.lang).encode())
        results_written()
        show.drafted(out, proposals, means.lang)
    if wanted:
        show.recall(recalled(wanted, with_discovered(comparison.plans, general_themes())), means.lang)
    _finish(comparison, means.lang)


@main.group(name="review")
def review_group() -> None:
    """审核表 review.xlsx。"""


@review_group.command(name="read")
@FILE("workbook")
@click.option("-o", "--out", type=click.Path(path_type=Path), help="存放结果的文件夹；默认在审核表旁边。")
@LANG
@told
def read_marks(workbook: Path, out: Path | None, lang: Lang) -> None:
    """收回审核结论：豁免、误判和改正的结论并入 decisions.yaml，另写成 labels.csv，并给出目前的准确率。"""
    from compare.cli.marks import keep
    from compare.forms import DECISIONS, read_review

    review = read_review(workbook)
    folder = out or workbook.parent
    if files := keep(review, folder):
        results_written()
    answers.review(review, lang)
    for file in files:
        click.echo(show.plain(str(file)))
    if written := [file for file in files if file.name in DECISIONS]:
        click.echo(wording.text("text.decisions_next", lang, file=show.plain(str(written[0]))))


@main.group(name="plans")
def plans_group() -> None:
    """规划清单。"""


@plans_group.command(name="list")
@PLANS
@with_means
def list_plans(plans: Path, means: Means) -> None:
    """列出读到的规划：级别、地区、年份、上位规划，以及哪些是推断的。"""
    listed = means.read(plans)
    plan_lines.plans(Tables(listed), means.lang)
    _finish(listed, means.lang)


@plans_group.command(name="init")
@PLANS
@click.option(
    "-o", "--out", type=click.Path(path_type=Path, dir_okay=False), help="写到哪里；默认文件夹里的 plans.yaml。"
)
@click.option("--force", is_flag=True, help="已有的 plans.yaml 也重写。")
@with_means
def init_plans(plans: Path, out: Path | None, force: bool, means: Means) -> None:
    """读一个文件夹，写出一份 plans.yaml 供核对：每份规划的级别、地区、年份和上位规划，注明哪些是推断的。"""
    from compare.corpus import list_folder, starting_manifest
    from compare.pipeline import listed

    if not plans.is_dir():
        raise InputError(f"{plans} 不是文件夹。请给存放规划的文件夹。")
    target = out or plans / "plans.yaml"
    if target.exists() and not force:
        raise InputError(f"{target} 已经有了，没有动它。要重写请加 --force，或用 -o 写到别处。")
    corpus = list_folder(plans)
    with means.ready() as how:
        read, sources = compare.read_plans(corpus, options=how)
    text = starting_manifest(corpus, read, sources, target.resolve().parent, partial(wording.sentence, lang=means.lang))
    put(target, text.encode())
    results_written()
    found = listed(read, sources)
    plan_lines.plans(Tables(found), means.lang)
    plan_lines.begun(target, found, means.lang)
    _finish(found, means.lang)


main.add_command(evaluate)
main.add_command(judge)
main.add_command(serve)
main.add_command(cache)


def _finish(comparison: Comparison, lang: Lang, *, failed: bool = False) -> None:
    """Tell of files that were not read; those that should have been are exit status 1, as is a check that failed."""
    show.stale(comparison.decisions, lang)
    show.unread([source for source in comparison.sources if source.plan is None], lang)
    if failed or any(warning.code == "unreadable" for source in comparison.sources for warning in source.warnings):
        raise SystemExit(NOT_ALL_DONE)
