"""Time planalign as a whole process against bare jieba, the least that can be done and the usual notebook.

    python -m tests.benchmarks.run ../shared/corpora/work_reports [--lower '2026_*省.txt'] [--upper 2026_浙江省.txt]

Prints, in one run: user and system seconds of the processes as the operating system counts them, their ratio to bare
jieba's, to those of the least that can be done and, where it is asked for, of the notebook; the peak memory of each; json alone with themes that are given and with those of the dictionary and discovered,
in one process and in two; with a cache: new, and how much of that unchanged and with one plan changed; all formats of the seeds, new and unchanged;
``--help``; and the seconds of every stage. Nothing is asserted: a figure of one machine is none of another.
"""

from __future__ import annotations

import argparse
import contextlib
import cProfile
import io
import os
import pstats
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.builders import SEEDS

STAGES = (
    "parse", "with_discovered", "formulas_of", "cover", "align", "_own", "pair_targets", "find_gaps", "find_unlinked",
    "render", "find_chain", "find_distinctive", "place",
)  # fmt: skip
PLANALIGN = [sys.executable, "-c", "from compare.cli import main; main()"]
BARE, FLOOR, NOTEBOOK, NEW = "bare jieba", "floor", "notebook", "with a cache, new"


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took: seconds of all its processors and of the clock, and the greatest memory in MB."""

    cpu: float
    wall: float
    memory: float


def cost(command: list[str], cache: Path) -> Cost:
    """Run a command to its end, its own children included; what it keeps, compiled modules too, lies in a folder."""
    env = {**os.environ, "PLANALIGN_CACHE": str(cache), "PYTHONPYCACHEPREFIX": str(cache.with_name("compiled"))}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    before = os.times()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdout=said, stderr=said, env=env)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            said.seek(0)
            raise SystemExit(said.read().decode("utf-8", "replace"))
    # Linux counts memory in KB, macOS in bytes.
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return Cost(used.ru_utime + used.ru_stime, os.times().elapsed - before.elapsed, used.ru_maxrss / unit)


def manifest(folder: Path, upper: Path, lowers: list[Path]) -> Path:
    """A plans.yaml with one upper plan and all others below it, and copies of them that may be changed."""
    files = [Path(shutil.copy(file, folder)) for file in (upper, *lowers)]
    rows = [f"  - {{id: upper, file: {files[0].name}, level: national, region: 全国, kind: report}}"]
    rows += [f"  - {{id: {file.stem}, file: {file.name}, upper: [upper]}}" for file in files[1:]]
    path = folder / "plans.yaml"
    path.write_text("\n".join(["plans:", *rows, ""]), encoding="utf-8")
    return path


def runs(folder: Path, plans: Path, files: list[Path], *, notebook: bool) -> Iterator[tuple[str, list[str]]]:
    """Yield the names and commands of what is timed, in an order in which each finds what those before it kept."""
    module, out = [sys.executable, "-m"], ["-o", str(folder / "out")]
    texts = [str(file) for file in files]
    yield BARE, [*module, "tests.benchmarks.bare", *texts]
    yield FLOOR, [*module, "tests.benchmarks.floor", *texts]
    if notebook:
        yield NOTEBOOK, [*module, "tests.benchmarks.notebook", *texts]
    report = [*PLANALIGN, "report", str(plans), *out, "--format", "json"]
    alone = [*report, "--no-cache", "--jobs"]
    yield "themes given, 1 job", [*alone, "1", "--themes", str(SEEDS / "themes.yaml")]
    yield "themes found, 1 job", [*alone, "1"]
    yield "themes found, 2 jobs", [*alone, "2"]
    yield NEW, [*report, "--jobs", "1"]
    yield "with a cache, unchanged", [*report, "--jobs", "1"]
    _set_more(files[-1])
    yield "with a cache, one changed", [*report, "--jobs", "1"]
    seeds = [*PLANALIGN, "report", str(SEEDS), *out]
    yield "seeds, all formats, new", seeds
    yield "seeds, all formats, unchanged", seeds
    yield "--help", [*PLANALIGN, "--help"]


def _set_more(file: Path) -> None:
    """Write one sentence more into the middle of a plan: what stands at its end may be taken for a page's navigation."""
    text = file.read_text("utf-8")
    at = text.index("。", len(text) // 2) + 1
    file.write_text(f"{text[:at]}新建养老院三所，培育高新技术企业30家。{text[at:]}", "utf-8")


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
    lowers = [file for file in lowers if file != upper]
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        plans = manifest(folder, upper, lowers)
        files = [folder / file.name for file in (upper, *lowers)]
        print(f"{len(lowers)} plans below one, {sum(len(file.read_text('utf-8')) for file in files):,} characters")
        # As whoever has installed it: the modules are compiled before anything is timed.
        cost([*PLANALIGN, "report", str(SEEDS), "-o", str(folder / "out"), "--no-cache"], folder / "cache")
        known: dict[str, float] = {}
        for name, command in runs(folder, plans, files, notebook=options.notebook):
            took = cost(command, folder / "cache")
            known[name] = took.cpu
            ratios = [f"{took.cpu / known[each]:5.2f} x {each}" for each in (BARE, FLOOR, NOTEBOOK) if each in known]
            if name.startswith("with a cache"):
                ratios.append(f"{took.cpu / known[NEW]:.0%} of new")
            print(
                f"{name:30} cpu {took.cpu:7.2f} s  wall {took.wall:7.2f} s  peak {took.memory:6.0f} MB  "
                + ", ".join(ratios),
                flush=True,
            )
        told = stages(
            ["report", str(plans), "-o", str(folder / "out"), "--format", "json", "--no-cache", "--jobs", "1"]
        )
        for name, seconds in sorted(told.items(), key=lambda item: -item[1]):
            print(f"    {name:18} {seconds:7.2f} s profiled")


if __name__ == "__main__":
    main()
