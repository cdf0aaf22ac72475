"""A progress bar on stderr, where a person is watching."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from compare.execution import Progress as Report
from compare.execution import silent
from reports import wording
from reports.wording import Lang


class _Rate(ProgressColumn):
    """Plans a second, once there is something to tell."""

    def render(self, task: Task) -> Text:
        """As text."""
        return Text(f"{task.speed:.1f}/s" if task.speed and task.total and task.total > 1 else "")


@contextmanager
def bar(lang: Lang) -> Iterator[Report]:
    """Hold a function that reports progress; it is silent if stderr is no terminal."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield silent
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as shown:
        tasks: dict[str, TaskID] = {}

        def report(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = shown.add_task(wording.name("stage", stage, lang), total=total)
            shown.update(tasks[stage], completed=done)

        yield report
