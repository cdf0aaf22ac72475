"""``--judge`` and what belongs to it: the second reader of a report, and what is told of it on the terminal."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Any, cast

import click
from msgspec.structs import replace

from compare.cli import show
from compare.cli.faults import Command, tell_once
from compare.errors import InputError
from compare.execution import Progress, default_folder, usual_limit
from compare.model import Outcome, Record, SecondReadings
from reports import wording
from reports.wording import Lang

if TYPE_CHECKING:
    from compare.judge import ChatClient, SecondReader

KEY = "PLANALIGN_JUDGE_KEY"
"""Environment variable that holds the key of the server; it stands in no option, file or message."""

JUDGE_MODEL = click.option(
    "--judge-model", metavar="NAME", help="复核所用的模型；不给 --judge 时只用它以前的回答（judge import 收回的也算）。"
)
_OPTIONS: tuple[Callable[[Command], Command], ...] = (
    click.option(
        "--judge",
        "judge_url",
        metavar="URL",
        help="请本单位的语言模型复核拿不准的结论：通常的对话接口，如 http://127.0.0.1:11434/v1；"
        f"口令放在环境变量 {KEY} 里。只许本机和内网。",
    ),
    JUDGE_MODEL,
    click.option("--judge-anywhere", is_flag=True, help="模型可以在外网：规划的文字会送出去，报告首页写明送到了哪里。"),
    click.option(
        "--judge-jobs",
        type=click.IntRange(1, 64),
        default=4,
        show_default=True,
        help="同时问模型的问题数，不影响结果。",
    ),
    click.option(
        "--judge-seconds",
        type=click.FloatRange(min=0.1),
        default=120,
        show_default=True,
        help="每个问题等多少秒；等不到的保留工具自己的结论。",
    ),
)


class SecondOptions(Record, frozen=True):
    """What the options of a second reader ask for.

    Attributes:
        judge_url: Where it stands; ``None`` to take up earlier answers alone.
        judge_model: Its name; ``None`` if there is none.
        judge_anywhere: It may stand outside of the own network.
        judge_jobs: Questions on their way at the same time.
        judge_seconds: Time for one answer.
    """

    judge_url: str | None = None
    judge_model: str | None = None
    judge_anywhere: bool = False
    judge_jobs: int = 4
    judge_seconds: float = 120

    def check(self) -> None:
        """Refuse options that do not go together.

        Raises:
            InputError: One is missing beside another.
        """
        if self.judge_url and not self.judge_model:
            raise InputError("--judge 要同时用 --judge-model 给出模型的名称。")
        if self.judge_anywhere and not self.judge_url:
            raise InputError("--judge-anywhere 要和 --judge 一起用。")

    def recalling(self) -> SecondOptions:
        """Return the options for a run that takes up earlier answers and asks nothing."""
        return replace(self, judge_url=None, judge_anywhere=False)

    @contextmanager
    def ready(self, progress: Progress) -> Iterator[SecondReader | None]:
        """Hold the earlier answers open and the server at hand; ``None`` where no model is named.

        Raises:
            InputError: The address of the server is none, or none that may be used.
        """
        self.check()
        if not self.judge_model:
            yield None
            return
        from compare.judge import Replies, SecondReader

        client = self._client(self.judge_model)
        kept = Replies(default_folder(), usual_limit())
        reader = SecondReader(self.judge_model, kept, client, at_once=self.judge_jobs, progress=progress)
        try:
            yield reader
        finally:
            kept.close()
            if client:
                client.close()
        if kept.fault:
            tell_once(kept.fault, is_fault=kept.trusted)
        if reader.fault:
            tell_once(
                f"模型 {self.judge_model} 有的问题没有回答：{reader.fault}。保留了工具自己的结论。", is_fault=False
            )

    def _client(self, model: str) -> ChatClient | None:
        from compare.judge import ChatClient, chat_address

        if not self.judge_url:
            return None
        address = chat_address(self.judge_url, anywhere=self.judge_anywhere)
        return ChatClient(address, model, os.environ.get(KEY, ""), seconds=self.judge_seconds)


_NAMES = SecondOptions.__struct_fields__


def with_second(command: Command) -> Command:
    """Return a command with the options of a second reader, handed on as ``second``."""

    @wraps(command)
    def run(*args: Any, **values: Any) -> None:
        command(*args, second=SecondOptions(**{name: values.pop(name) for name in _NAMES}), **values)

    wrapped = cast(Command, run)
    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    return wrapped


def tell_second(second: SecondReadings | None, lang: Lang) -> None:
    """Tell how many places the second reader was asked about, how many answers count, and why the others do not."""
    if second is None:
        return
    counts = Counter(row.outcome for row in second.rows)
    numbers = {"asked": str(len(second.rows)), "counted": str(second.counted), "model": show.plain(second.model)}
    click.echo(wording.text("second.summary", lang, **numbers))
    for outcome in Outcome:
        if outcome is not Outcome.COUNTED and counts[outcome]:
            click.echo(f"  {wording.name('outcome', outcome, lang)} {counts[outcome]}")
