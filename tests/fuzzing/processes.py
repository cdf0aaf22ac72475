"""A target in a process of its own, which may die or hang."""

from __future__ import annotations

import multiprocessing
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

from tests.fuzzing.loop import Finding, Tally, run, smaller
from tests.fuzzing.targets import TARGETS
from tests.fuzzing.watch import limit_memory

_STUCK = 120.0
"""Seconds of the clock without news after which a process is ended: a library hangs where Python cannot interrupt it."""


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
            for number, tally_now, finding in _messages(ours):
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


def _messages(connection: Connection) -> Iterator[tuple[int, Tally, Finding | None]]:
    """What the process tells, until it ends or is silent for too long."""
    try:
        while connection.poll(_STUCK):
            yield connection.recv()
    except EOFError:
        return


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
