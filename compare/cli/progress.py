"""A progress bar on stderr, where a person is watching."""

from __future__ import annotations

import time
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

_BETWEEN_LOOKS = 0.1
"""Seconds for which what is shown stands, at least."""


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
    # Drawn when something is told: a process with a thread that draws could not be copied for the work.
    with Progress(*columns, console=console, transient=True, auto_refresh=False) as shown:
        tasks: dict[str, TaskID] = {}
        drawn = 0.0

        def report(stage: str, done: int, total: int) -> None:
            nonlocal drawn
            now, is_new = time.monotonic(), stage not in tasks
            if is_new:
                tasks[stage] = shown.add_task(wording.name("stage", stage, lang), total=total)
            is_due = is_new or done == total or now - drawn >= _BETWEEN_LOOKS
            drawn = now if is_due else drawn
            shown.update(tasks[stage], completed=done, refresh=is_due)

        yield report
