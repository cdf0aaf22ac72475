"""Arguments and options that commands share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import partial, wraps
from pathlib import Path
from typing import Any, TypeVar, cast

import click
from rapidfuzz import process

from compare import compare_plans, find_plans, read_plans
from compare.cli import show
from compare.cli.progress import bar
from compare.errors import InputError
from compare.model import Comparison, Label
from reports.wording import LANGS, Lang

ALL_DONE, NOT_ALL_DONE, NOTHING_DONE = 0, 1, 2
"""Exit statuses of the contract."""

Command = TypeVar("Command", bound=Callable[..., Any])

PLANS = click.argument("plans", type=click.Path(path_type=Path), metavar="PLANS")
THEMES = click.option(
    "--themes",
    type=click.Path(path_type=Path),
    help="主题文件（yaml、csv、tsv、xlsx）；不给则用规划旁的 themes.*，再无则用通用词典和上位规划里发现的主题。",
)
_WAIVERS = click.option(
    "--waivers",
    type=click.Path(path_type=Path),
    help="豁免清单（已接受的缺项和理由）；不给则用规划旁的 waivers.yaml，再无则没有。",
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
LANG = click.option("--lang", type=click.Choice(LANGS), default="zh", show_default=True, help="输出语言。")
JOBS = click.option("--jobs", type=click.IntRange(min=1), help="进程数；默认等于处理器核数，不影响结果。")
LIBREOFFICE = click.option("--libreoffice", is_flag=True, help="用本机的 LibreOffice 转换 .doc、.wps、.rtf 再读。")


def clauses_wanted(command: Command) -> Command:
    """``--label`` and ``--reverse``: which clauses are shown, of which of two plans."""
    return _LABELS(_REVERSE(command))


def told(command: Command) -> Command:
    """Faults of the user become a message on stderr and exit status 2."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except InputError as error:
            click.echo(show.plain(f"planalign: {error}"), err=True)
            raise SystemExit(NOTHING_DONE) from error

    return cast(Command, run)


@dataclass(frozen=True, slots=True)
class Job:
    """What the options that every comparing command shares ask for."""

    plans: Path
    themes: Path | None
    waivers: Path | None
    lang: Lang
    jobs: int | None
    libreoffice: bool

    def compare(self) -> Comparison:
        """Do the whole comparison, with a bar on stderr."""
        with bar(self.lang) as progress:
            return compare_plans(
                self.plans,
                self.themes,
                waivers=self.waivers,
                libreoffice=self.libreoffice,
                jobs=self.jobs,
                progress=progress,
            )


_SHARED = tuple(field.name for field in fields(Job))


def with_options(command: Command) -> Command:
    """PLANS first, and the options that every command which compares plans shares, handed on as a :class:`Job`."""

    @wraps(command)
    def run(**values: Any) -> None:
        job = Job(**{name: values.pop(name) for name in _SHARED})
        command(job, **values)

    return cast(Command, PLANS(THEMES(_WAIVERS(LANG(JOBS(LIBREOFFICE(told(run))))))))


def chosen(wanted: str, names: dict[str, str], what: str) -> str:
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


def plans_alone(plans: Path, jobs: int | None, lang: Lang, *, libreoffice: bool = False) -> Comparison:
    """The plans alone, in a comparison without any theme."""
    with bar(lang) as progress:
        read, sources = read_plans(find_plans(plans), libreoffice=libreoffice, jobs=jobs, progress=progress)
    return Comparison(plans=read, themes=(), coverage=(), gaps=(), frequency=(), sources=sources)


def save(path: Path, text: str) -> None:
    """Write a text for people; a fault is told as theirs to mend."""
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError(f"{path} 写不进去：{error.strerror}。请换一个位置。") from error
