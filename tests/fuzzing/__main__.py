"""Fuzz everything that reads files.

    python -m tests.fuzzing [--cases N] [--seed S] [--target NAME]... [--jobs N] [--out FOLDER]

Each target runs in a process of its own. Findings are written to the folder, made small, each with its traceback; the exit
status is then 1. A finding that is mended goes to ``tests/data/fuzz`` as TARGET-WHAT.ENDING.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from tests.builders import ROOT
from tests.fuzzing.loop import Finding, Tally
from tests.fuzzing.processes import fuzz
from tests.fuzzing.targets import TARGETS


def main() -> None:
    """Run, print the table, and end with 1 if anything was found."""
    options = _options()
    names = options.target or list(TARGETS)
    shares = sum(TARGETS[name].share for name in names)
    counts = {name: max(1, round(options.cases * TARGETS[name].share / shares)) for name in names}
    found = partial(_write, options.out, options.seed)
    work = partial(fuzz, seed=options.seed, guided=not options.unguided, found=found)
    with ThreadPoolExecutor(options.jobs) as threads:
        results = list(threads.map(work, names, counts.values()))
    sys.exit(_table(names, results))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzzing", description=__doc__.split("\n")[0])
    parser.add_argument("--cases", type=int, default=100_000, help="cases over all targets")
    parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same cases")
    parser.add_argument("--target", action="append", choices=TARGETS, help="only this one; repeats")
    parser.add_argument("--jobs", type=int, default=1, help="targets at a time")
    parser.add_argument("--out", type=Path, default=ROOT / "out" / "fuzzing", help="where findings go")
    parser.add_argument("--unguided", action="store_true", help="do not go on from cases that reach new lines")
    return parser.parse_args()


def _write(out: Path, seed: int, finding: Finding) -> None:
    out.mkdir(parents=True, exist_ok=True)
    name = f"{finding.target}-{hashlib.sha256(finding.key.encode()).hexdigest()[:8]}"
    (out / (name + Path(TARGETS[finding.target].file).suffix)).write_bytes(finding.content)
    told = f"{finding.key}\nseed {seed}, target {finding.target}, case {finding.number}\n\n{finding.trace}"
    (out / f"{name}.log").write_text(told, encoding="utf-8")


def _table(names: Sequence[str], results: Sequence[tuple[Tally, list[Finding]]]) -> int:
    """Print what was done and found; the exit status."""
    print(
        f"{'target':14}{'cases':>8}{'findings':>10}{'slowest s':>11}{'at case':>9}{'cases/s':>9}{'lines':>7}{'kept':>6}"
    )
    for name, (tally, findings) in zip(names, results, strict=True):
        speed = tally.cases / max(tally.seconds, 0.001)
        print(
            f"{name:14}{tally.cases:8}{len(findings):10}{tally.slowest:11.2f}{tally.slowest_case:9}"
            f"{speed:9.0f}{tally.lines:7}{tally.kept:6}"
        )
    every = [finding for _, findings in results for finding in findings]
    print(f"{'all':14}{sum(tally.cases for tally, _ in results):8}{len(every):10}")
    for finding in every:
        print(f"  {finding.target} case {finding.number}: {finding.key}")
    return 1 if every else 0


if __name__ == "__main__":
    main()
