"""Time the phases of a report over very many plans, and the memory of all its processes together (Linux only).

    python -m tests.benchmarks.survey PLANS -o OUT [options of planalign report]

Prints, each time that a phase has done some plans more, the seconds of the clock, of all processors and of this process
alone, and the memory in MB of all processes (what they share counted once) and of this one.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import compare.cli.options as options
from compare.cli import main

_STEP = 200
_BEGAN = time.monotonic()


def _tree(pid: int) -> Iterator[int]:
    """A process and all that it has started."""
    yield pid
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _tree(int(child))
    except OSError:
        pass


def _field(pid: int, file: str, name: str) -> int:
    try:
        lines = Path(f"/proc/{pid}/{file}").read_text().splitlines()
        return next((int(line.split()[1]) for line in lines if line.startswith(name)), 0)
    except OSError:
        return 0


def _seconds(pid: int) -> float:
    """Of a process and of its children that have ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    except OSError:
        return 0.0


def told(stage: str, done: int, total: int) -> str:
    """Where the work stands and what it has taken so far."""
    pids = list(_tree(os.getpid()))
    cpu, own = sum(map(_seconds, pids)), sum(os.times()[:2])
    memory = sum(_field(pid, "smaps_rollup", "Pss:") for pid in pids) // 1024
    alone = _field(os.getpid(), "status", "VmRSS:") // 1024
    clock = time.monotonic() - _BEGAN
    return (
        f"{clock:8.1f} s  cpu {cpu:8.1f} s  this {own:7.1f} s  {memory:6} MB  this {alone:6} MB  {stage} {done}/{total}"
    )


@contextmanager
def bar(_: str) -> Iterator[Callable[[str, int, int], None]]:
    """Tells of the progress on stderr, as ``compare.cli.progress.bar`` does, with what it took."""
    last = ("", 0)

    def report(stage: str, done: int, total: int) -> None:
        nonlocal last
        if stage != last[0] or done - last[1] >= _STEP or done == total:
            last = (stage, done)
            print(told(stage, done, total), file=sys.stderr, flush=True)

    yield report


if __name__ == "__main__":
    options.bar = bar  # type: ignore[assignment]
    try:
        main(["report", *sys.argv[1:]])
    finally:
        print(told("end", 0, 0), file=sys.stderr)
