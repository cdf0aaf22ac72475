"""The command line: click parses, calls, prints. Progress goes to stderr, results to files, tables to stdout."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from io import TextIOWrapper
from pathlib import Path
from typing import Any, TypeVar, cast

import click
from rapidfuzz import process

from compare import compare_plans, find_plans, find_themes, load_themes, read_plans
from compare.cli import scores, show
from compare.cli.draft import theme_file
from compare.cli.progress import bar
from compare.discovery import discover, with_discovered
from compare.discovery.recall import recalled
from compare.errors import InputError
from compare.evaluate import evaluate
from compare.model import Comparison
from compare.themes import general_themes
from reports import FORMATS, write
from reports.tables import build
from reports.wording import LANGS, Lang

Command = TypeVar("Command", bound=Callable[..., Any])

ALL_DONE, NOT_ALL_READ, NOTHING_DONE = 0, 1, 2

_PLANS = click.argument("plans", type=click.Path(path_type=Path), metavar="PLANS")
_THEMES = click.option(
    "--themes",
    type=click.Path(path_type=Path),
    help="主题文件（yaml、csv、tsv、xlsx）；不给则用规划旁的 themes.*，再无则用通用词典和上位规划里发现的主题。",
)
_LANG = click.option("--lang", type=click.Choice(LANGS), default="zh", show_default=True, help="输出语言。")
_JOBS = click.option("--jobs", type=click.IntRange(min=1), help="进程数；默认等于处理器核数，不影响结果。")


def _with_options(command: Command) -> Command:
    """PLANS first, and the options that every command which compares plans shares."""
    return _PLANS(_THEMES(_LANG(_JOBS(command))))


def _told(command: Command) -> Command:
    """Faults of the user become a message on stderr and exit status 2."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except InputError as error:
            click.echo(show.plain(f"planalign: {error}"), err=True)
            raise SystemExit(NOTHING_DONE) from error

    return cast(Command, run)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="planalign", prog_name="planalign")
def main() -> None:
    """规划衔接：下位规划落实上位规划的程度，句句有原文佐证。

    PLANS 是存放规划的文件夹，或一份 plans.yaml。
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console that lacks a character must not end the work


@main.command()
@_with_options
@click.option("-o", "--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="存放结果的文件夹。")
@click.option("--format", "formats", multiple=True, type=click.Choice(FORMATS), help="只要这种格式，可重复；默认全部。")
@_told
def report(plans: Path, themes: Path | None, lang: Lang, jobs: int | None, out: Path, formats: tuple[str, ...]) -> None:
    """读规划，写出覆盖矩阵、缺项报告和图表。"""
    if plans.is_dir() and out.resolve() == plans.resolve():
        raise InputError(f"结果不能直接写进规划文件夹 {plans}，请另给一个文件夹，例如 -o {plans / 'out'}")
    comparison = _compare(plans, themes, jobs, lang)
    with bar(lang) as progress:
        progress("write", 0, 1)
        try:
            files = write(comparison, out, formats or None, lang)
        except OSError as error:
            raise InputError(f"结果写不进 {out}：{error.strerror}。请换一个文件夹，或腾出空间。") from error
        progress("write", 1, 1)
    show.summary(build(comparison), lang)
    show.written(out, files, lang)
    _finish(comparison, lang)


@main.command()
@_with_options
@_told
def coverage(plans: Path, themes: Path | None, lang: Lang, jobs: int | None) -> None:
    """在终端显示覆盖矩阵：主题 × 规划的落实深度。"""
    comparison = _compare(plans, themes, jobs, lang)
    show.matrix(build(comparison), lang)
    _finish(comparison, lang)


@main.command()
@_with_options
@click.option("--plan", "wanted", help="只看这一份下位规划（编号）。")
@_told
def gaps(plans: Path, themes: Path | None, lang: Lang, jobs: int | None, wanted: str | None) -> None:
    """在终端显示各下位规划的衔接缺项，先重后轻。"""
    comparison = _compare(plans, themes, jobs, lang)
    only = None if wanted is None else _chosen(wanted, {plan.id: plan.region for plan in comparison.plans}, "规划")
    show.gaps(build(comparison), only, lang)
    _finish(comparison, lang)


@main.command()
@_with_options
@_told
def frequency(plans: Path, themes: Path | None, lang: Lang, jobs: int | None) -> None:
    """在终端显示各主题的提及次数和每万字次数。"""
    comparison = _compare(plans, themes, jobs, lang)
    show.frequency(build(comparison), lang)
    _finish(comparison, lang)


@main.command()
@_with_options
@click.argument("theme")
@click.argument("plan")
@_told
def explain(plans: Path, themes: Path | None, lang: Lang, jobs: int | None, theme: str, plan: str) -> None:
    """说明一个格子：THEME（主题编号或名称）在 PLAN（规划编号）里的全部佐证，或检索过什么。"""
    comparison = _compare(plans, themes, jobs, lang)
    theme_id = _chosen(theme, {item.id: item.name for item in comparison.themes}, "主题")
    plan_id = _chosen(plan, {item.id: item.region for item in comparison.plans}, "规划")
    show.cell(build(comparison), theme_id, plan_id, lang)
    _finish(comparison, lang)


@main.command(name="evaluate")
@click.argument("report", type=click.Path(path_type=Path))
@click.argument("gold", type=click.Path(path_type=Path))
@click.option("--plan", "codes", multiple=True, metavar="CODE=PLAN", help="标注里的规划代号对应报告里的编号，可重复。")
@click.option("--worst", type=click.IntRange(min=0), default=10, show_default=True, help="列出相差最大的几格。")
@_LANG
@_told
def evaluate_report(report: Path, gold: Path, codes: tuple[str, ...], worst: int, lang: Lang) -> None:
    """用人工标注核对结果：REPORT 是 report.json 或结果文件夹，GOLD 是标注文件夹，或一张 theme、plan、depth 的表。"""
    if wrong := [code for code in codes if not all(code.partition("="))]:
        raise InputError(f"--plan {wrong[0]} 写法不对，应是 代号=编号，例如 --plan L=lianzhou")
    plans = {code: plan for code, _, plan in (item.partition("=") for item in codes)}
    scores.evaluation(evaluate(report, gold, plans), worst, lang)


@main.group(name="themes")
def themes_group() -> None:
    """主题文件。"""


@themes_group.command(name="list")
@_PLANS
@_THEMES
@_LANG
@_JOBS
@_told
def list_themes(plans: Path, themes: Path | None, lang: Lang, jobs: int | None) -> None:
    """列出所用的主题：编号、名称、释义和来源。"""
    show.themes(find_themes(plans, themes, jobs=jobs), lang)


@themes_group.command(name="discover")
@_PLANS
@click.option(
    "-o", "--out", type=click.Path(path_type=Path, dir_okay=False), help="写成主题文件（themes.yaml）；不给则只列出。"
)
@click.option(
    "--against", type=click.Path(path_type=Path), help="与这份主题文件对照：其中哪些主题已被词典或发现的主题覆盖。"
)
@_LANG
@_JOBS
@_told
def discover_themes(plans: Path, out: Path | None, against: Path | None, lang: Lang, jobs: int | None) -> None:
    """从上位规划里发现主题：名称、同义写法、原文释义和出处，写成可修改的主题文件。"""
    wanted = load_themes(against) if against else ()
    if out is not None and out.exists():
        raise InputError(f"{out} 已经存在，不覆盖；请换一个文件名，或先移走它。")
    comparison = _read(plans, jobs, lang)
    proposals = discover(comparison.plans, general_themes())
    labels = {row.plan.id: row.label for row in build(comparison).plans}
    if out is None:
        show.proposals(proposals, labels, lang)
    else:
        _save(out, theme_file(proposals, labels, lang))
        show.drafted(out, proposals, lang)
    if wanted:
        show.recall(recalled(wanted, with_discovered(comparison.plans, general_themes())), lang)
    _finish(comparison, lang)


@main.group(name="plans")
def plans_group() -> None:
    """规划清单。"""


@plans_group.command(name="list")
@_PLANS
@_LANG
@_JOBS
@_told
def list_plans(plans: Path, lang: Lang, jobs: int | None) -> None:
    """列出读到的规划：级别、地区、年份、上位规划，以及哪些是推断的。"""
    listed = _read(plans, jobs, lang)
    show.plans(build(listed), lang)
    _finish(listed, lang)


def _compare(plans: Path, themes: Path | None, jobs: int | None, lang: Lang) -> Comparison:
    with bar(lang) as progress:
        return compare_plans(plans, themes, jobs=jobs, progress=progress)


def _read(plans: Path, jobs: int | None, lang: Lang) -> Comparison:
    """The plans alone, in a comparison without any theme."""
    with bar(lang) as progress:
        read, sources = read_plans(find_plans(plans), jobs=jobs, progress=progress)
    return Comparison(plans=read, themes=(), coverage=(), gaps=(), frequency=(), sources=sources)


def _save(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError(f"{path} 写不进去：{error.strerror}。请换一个位置。") from error


def _chosen(wanted: str, names: dict[str, str], what: str) -> str:
    """The id that a person means by an id or a name."""
    if wanted in names:
        return wanted
    by_name = [key for key, name in names.items() if name == wanted]
    if len(by_name) == 1:
        return by_name[0]
    listed = "、".join(f"{key}（{name}）" if name else key for key, name in names.items())
    if by_name:
        raise InputError(f"不止一个{what}叫“{wanted}”，请写编号：{'、'.join(by_name)}")
    near = process.extractOne(wanted, [*names, *names.values()], score_cutoff=50)
    hint = f"，是不是“{near[0]}”？" if near else "。"
    raise InputError(f"没有{what}“{wanted}”{hint}\n现有的{what}：{listed}")


def _finish(comparison: Comparison, lang: Lang) -> None:
    """Tell of files that were not read; those that should have been are exit status 1."""
    show.unread([source for source in comparison.sources if source.plan is None], lang)
    if any(warning.code == "unreadable" for source in comparison.sources for warning in source.warnings):
        raise SystemExit(NOT_ALL_READ)
