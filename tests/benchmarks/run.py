"""Time planalign as a whole process against bare jieba and the usual notebook, and show where its time goes.

    python -m tests.benchmarks.run ../shared/corpora/work_reports [--lower '2026_*省.txt'] [--upper 2026_浙江省.txt]

Prints user and system seconds of the children as the operating system counts them, ratios within the same run, the
peak memory of each, and the seconds of every stage. Nothing is asserted: a figure of one machine is none of another.
"""

from __future__ import annotations

import argparse
import contextlib
import cProfile
import io
import os
import pstats
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

STAGES = (
    "parse", "with_discovered", "formulas_of", "cover", "align", "_own", "pair_targets", "find_gaps", "find_unlinked",
    "render", "find_chain", "find_distinctive", "place",
)  # fmt: skip
_REPORT = "from compare.cli import main; main()"


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took: seconds of all its processors and of the clock, and the greatest memory in MB."""

    cpu: float
    wall: float
    memory: float


def cost(command: list[str]) -> Cost:
    """Run a command to its end, its own children included."""
    before = os.times()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdout=said, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            said.seek(0)
            raise SystemExit(said.read().decode("utf-8", "replace"))
    # Linux counts memory in KB, macOS in bytes.
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return Cost(used.ru_utime + used.ru_stime, os.times().elapsed - before.elapsed, used.ru_maxrss / unit)


def manifest(folder: Path, upper: Path, lowers: list[Path]) -> Path:
    """A plans.yaml with one upper plan and all others below it."""
    rows = [f"  - {{id: upper, file: {upper.resolve()}, level: national, region: 全国, kind: report}}"]
    rows += [f"  - {{id: {file.stem}, file: {file.resolve()}, upper: [upper]}}" for file in lowers]
    path = folder / "plans.yaml"
    path.write_text("\n".join(["plans:", *rows, ""]), encoding="utf-8")
    return path


def stages(command: list[str]) -> dict[str, float]:
    """Seconds of each stage, the stages inside it included, as the profiler sees them (it makes Python slower)."""
    from compare.cli import main

    profile = cProfile.Profile()
    with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):
        profile.runcall(main, command)
    found: dict[str, float] = {}
    for (file, _, name), row in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        if name in STAGES and ("compare/" in Path(file).as_posix() or "reports/" in Path(file).as_posix()):
            found[name] = found.get(name, 0.0) + row[3]
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--upper", default="2026_浙江省.txt")
    parser.add_argument("--lower", default="2026_*[省区市].txt")
    parser.add_argument("--notebook", action="store_true", help="the usual notebook too; it takes long")
    options = parser.parse_args()
    upper, lowers = options.folder / options.upper, sorted(options.folder.glob(options.lower))
    files = [str(upper), *map(str, lowers)]
    with tempfile.TemporaryDirectory() as made:
        plans = str(manifest(Path(made), upper, lowers))
        report = ["report", plans, "-o", str(Path(made) / "out"), "--format", "json", "--no-cache"]
        runs = {"bare jieba": [sys.executable, "-m", "tests.benchmarks.bare", *files]}
        for jobs in ("1", "2"):
            runs[f"planalign, {jobs} job(s)"] = [sys.executable, "-c", _REPORT, *report, "--jobs", jobs]
        if options.notebook:
            runs["notebook"] = [sys.executable, "-m", "tests.benchmarks.notebook", *files]
        print(f"{len(lowers)} plans below one, {sum(len(Path(f).read_text('utf-8')) for f in files):,} characters")
        costs = {name: cost(command) for name, command in runs.items()}
        for name, took in costs.items():
            ratio = took.cpu / costs["bare jieba"].cpu
            print(
                f"{name:22} cpu {took.cpu:7.2f} s  wall {took.wall:7.2f} s  x{ratio:6.2f}  peak {took.memory:6.0f} MB"
            )
        sys.stdout.flush()
        for name, seconds in sorted(stages([*report, "--jobs", "1"]).items(), key=lambda item: -item[1]):
            print(f"    {name:18} {seconds:7.2f} s profiled")


if __name__ == "__main__":
    main()
