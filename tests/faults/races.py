"""Let runs of ``planalign report`` write into one folder at once and look at what they leave.

``python -m tests.faults.races 250`` runs 250 races of two or three; ``tests/reports/test_output_lock.py`` runs a few.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

from reports.output import HIDDEN
from tests import warm
from tests.builders import write_plans
from tests.faults.kill import Job, Tree, tree

_TEXT = "{}国民经济和社会发展第十四个五年规划纲要\n第一章 主要任务\n第一节 产业\n推进产业集群建设，到2025年产值达到{}亿元。\n"
_THEMES = "id,name,definition\nT1,产业集群,成链成群的产业\n"
# Which formats each of the runs writes: some leave behind what others do not write.
_FORMATS = (("json", "csv"), ("json", "csv", "md"), ("json", "xlsx"))


def contestants(folder: Path, command: Path) -> list[Job]:
    """Runs whose results differ in every file; ``command`` is what is started."""
    (folder / "themes.csv").write_text(_THEMES, encoding="utf-8")
    jobs = []
    for number, formats in enumerate(_FORMATS):
        texts = {name: _TEXT.format(name, 30 + number) for name in ("清远市", "连州市")}
        plans = write_plans(folder / f"plans{number}", **texts)
        options = [part for format_ in formats for part in ("--format", format_)]
        jobs.append(Job(plans, (*options, "--themes", str(folder / "themes.csv")), command=command))
    return jobs


def race(jobs: list[Job], out: Path, cache: Path, waits: list[float]) -> list[int]:
    """Let runs begin after so many seconds each; return their exit statuses.

    Raises:
        AssertionError: One ended otherwise than with its results or with the word that another is writing, or none
            wrote.
    """
    running = []
    for job, wait in zip(jobs, waits, strict=True):
        time.sleep(wait)
        running.append(job.start(out, cache))
    told = [process.communicate(timeout=600)[0].decode("utf-8", "replace") for process in running]
    statuses = [process.returncode for process in running]
    wrong = [text for status, text in zip(statuses, told, strict=True) if status not in (0, 2)]
    assert not wrong, wrong
    assert 0 in statuses, told
    return statuses


def races(count: int, folder: Path, command: Path, seed: int = 1) -> dict[str, int]:
    """Run races of two or three over what the race before left, each with a cache of their own.

    Args:
        count: How many.
        folder: For what they read and write.
        command: What stands for the command.
        seed: Of who runs, and when.

    Returns:
        How many runs wrote their results, and how many said that another was writing.

    Raises:
        AssertionError: The folder holds something else than the result of one of the runs as it is alone.
    """
    drawn, out = random.Random(seed), folder / "out"
    jobs = contestants(folder, command)
    alone: list[Tree] = []
    for number, job in enumerate(jobs):
        job.finish(folder / f"alone{number}", folder / "cache")
        alone.append(tree(folder / f"alone{number}"))
    found = {"wrote": 0, "refused": 0}
    for number in range(count):
        chosen = drawn.sample(range(len(jobs)), drawn.choice((2, 2, 3)))
        if number % 5 == 0:
            shutil.rmtree(out, ignore_errors=True)
        statuses = race([jobs[each] for each in chosen], out, folder / "cache", [drawn.uniform(0, 0.4) for _ in chosen])
        found["wrote"] += statuses.count(0)
        found["refused"] += statuses.count(2)
        left = tree(out)
        assert left in [alone[each] for each in chosen], f"race {number}: no result of one run: {sorted(left)}"
        stray = [path.name for path in (*out.glob(f"{HIDDEN}*"), *folder.glob(f"{HIDDEN}*"))]
        assert not stray, f"race {number}: left behind: {stray}"
    return found


def main() -> None:
    """The long form."""
    with tempfile.TemporaryDirectory() as name, warm.command() as command:
        print(races(int(sys.argv[1]) if len(sys.argv) > 1 else 250, Path(name), command))


if __name__ == "__main__":
    main()
