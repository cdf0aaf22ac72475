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
from reports.wording import Lang

_STAGES = {
    "read": ("读取规划", "reading plans"),
    "judge": ("判断主题、对照条款", "judging themes, aligning clauses"),
    "conclude": ("找出缺项", "finding gaps"),
    "write": ("写出结果", "writing reports"),
}


class _Rate(ProgressColumn):
    """Plans a second, once there is something to tell."""

    def render(self, task: Task) -> Text:
        """As text."""
        return Text(f"{task.speed:.1f}/s" if task.speed and task.total and task.total > 1 else "")


@contextmanager
def bar(lang: Lang) -> Iterator[Report]:
    """A function that reports progress; it is silent if stderr is no terminal."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield silent
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as shown:
        tasks: dict[str, TaskID] = {}

        def report(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = shown.add_task(_STAGES[stage][lang == "en"], total=total)
            shown.update(tasks[stage], completed=done)

        yield report
