"""A target in a process of its own, which may die or hang."""

from __future__ import annotations

import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

from tests.fuzzing.loop import Finding, Tally, run, smaller
from tests.fuzzing.targets import TARGETS
from tests.fuzzing.watch import limit_memory

_STUCK = 60.0
"""Seconds of a core without news after which a process is ended: a library hangs where Python cannot interrupt it."""
_SILENT = 1800.0
"""Seconds of the clock after which it is ended although it uses no core: it waits for what does not come."""
_LOOK = 10.0


def fuzz(
    name: str, cases: int, *, seed: int, guided: bool, found: Callable[[Finding], None]
) -> tuple[Tally, list[Finding]]:
    """Run a target; where its process dies or hangs, the case is a finding and the run goes on after it.

    Args:
        name: The target.
        cases, seed, guided: As in ``loop.run``.
        found: Told of each finding at once.
    """
    tally, done = Tally(), 0
    findings: list[Finding] = []
    with tempfile.TemporaryDirectory(prefix="planalign-fuzzing-") as folder:
        while done < cases:
            ours, theirs = multiprocessing.Pipe(duplex=False)
            keys = frozenset(finding.key for finding in findings)
            arguments = (theirs, name, done, cases - done, seed, Path(folder), guided, keys)
            process = multiprocessing.get_context("spawn").Process(target=_work, args=arguments)
            process.start()
            theirs.close()
            before = replace(tally)
            for number, tally_now, finding in _messages(ours, process.pid):
                done, tally = number + 1, _sum(before, tally_now)
                if finding:
                    findings.append(finding)
                    found(finding)
            process.kill()
            process.join()
            if done < cases:
                content = (Path(folder) / TARGETS[name].file).read_bytes()
                findings.append(Finding(name, f"process ended with {process.exitcode}", "", done, content))
                found(findings[-1])
                done += 1
    print(f"{name}: {tally.cases} cases, {len(findings)} findings", file=sys.stderr, flush=True)
    return tally, findings


def _messages(connection: Connection, process: int | None) -> Iterator[tuple[int, Tally, Finding | None]]:
    """What the process tells, until it ends or is silent for too long: on a busy machine it may have no core for minutes."""
    heard, spent = time.monotonic(), _seconds_of(process)
    try:
        while time.monotonic() - heard < _SILENT and _seconds_of(process) - spent < _STUCK:
            if connection.poll(_LOOK):
                yield connection.recv()
                heard, spent = time.monotonic(), _seconds_of(process)
    except EOFError:
        return


def _seconds_of(process: int | None) -> float:
    """Seconds of a core that a process has used; 0 where the system does not tell."""
    try:
        told = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return 0.0
    return sum(map(int, told.rpartition(")")[2].split()[11:13])) / os.sysconf("SC_CLK_TCK")


def _work(
    connection: Connection,
    name: str,
    first: int,
    cases: int,
    seed: int,
    folder: Path,
    guided: bool,
    known: frozenset[str],
) -> None:
    """In the process of its own: run, and tell of each case that it is done."""
    limit_memory()
    for number, finding, tally in run(name, cases, seed=seed, folder=folder, first=first, guided=guided):
        new = finding and finding.key not in known
        connection.send(
            (number, tally, replace(finding, content=smaller(finding, folder)) if finding and new else None)
        )


def _sum(before: Tally, now: Tally) -> Tally:
    slower = max((before, now), key=lambda tally: tally.slowest)
    return Tally(
        before.cases + now.cases, before.seconds + now.seconds, slower.slowest, slower.slowest_case, now.lines, now.kept
    )
