"""Kill runs of ``planalign report`` at random moments and look at what they leave.

``python -m tests.faults.kill 50`` kills fifty runs over the seeds, each over an earlier report of other themes;
``tests/reports/test_output_faults.py`` kills a few over two small plans.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

from reports.output.atomic import UNFINISHED

# tests.builders has them, too, and loads much that is not needed here.
ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
Tree = dict[str, bytes]
KINDS = (
    ("group", signal.SIGKILL),
    ("main", signal.SIGTERM),
    ("main", signal.SIGKILL),
    ("group", signal.SIGINT),
    ("worker", signal.SIGKILL),
    ("main", signal.SIGHUP),
)
"""Whom a kill hits: the process that was started, one of its workers (the run goes on), or all of them."""
_COMMAND = "from compare.cli import main; main()"
_IN_WORKERS = "from compare.execution import parallel; parallel._WORTH_STARTING = parallel._WORTH_COPYING = 0; "
_PATIENCE = 5.0


@dataclass(frozen=True, slots=True)
class Job:
    """A run to be killed.

    Attributes:
        plans: What it reads.
        options: What follows ``report PLANS -o OUT``.
        workers: The work is done in two processes, however little it is.
        command: What is started in the place of a fresh Python.
    """

    plans: Path
    options: tuple[str, ...] = ()
    workers: bool = False
    command: Path | None = None

    def start(self, out: Path, cache: Path) -> subprocess.Popen[bytes]:
        """The run as a process that leads a group of its own."""
        return subprocess.Popen(
            [
                *(
                    [str(self.command)]
                    if self.command
                    else [sys.executable, "-c", _IN_WORKERS * self.workers + _COMMAND]
                ),
                "report",
                str(self.plans),
                "-o",
                str(out),
                *(("--jobs", "2") if self.workers else ()),
                *self.options,
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=os.environ | {"PYTHONPATH": str(ROOT), "PLANALIGN_CACHE": str(cache)},
            start_new_session=True,
        )

    def finish(self, out: Path, cache: Path) -> float:
        """Let the run end; the seconds that it took."""
        began = time.monotonic()
        process = self.start(out, cache)
        told, _ = process.communicate(timeout=600)
        assert process.returncode == 0, told.decode()
        return time.monotonic() - began


def tree(out: Path) -> Tree:
    """Every file of a report, the record too."""
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


def whole(name: str, content: bytes) -> bool:
    """Whether a file of a report is readable to its end."""
    match name.rpartition(".")[2]:
        case "json":
            return bool(json.loads(content))
        case "docx" | "xlsx":
            return zipfile.ZipFile(io.BytesIO(content)).testzip() is None
        case "html":
            return content.rstrip().endswith(b"</html>")
        case "svg":
            return content.rstrip().endswith(b"</svg>")
        case "png":
            return content[-8:-4] == b"IEND"
        case _:
            return content.endswith(b"\n")


def children_of(group: int) -> list[int]:
    """Processes of a group that still run; those that are gone and not yet counted out are none."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            state, _, of_group = entry.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[:3]
            if int(of_group) == group and state != "Z":
                found.append(int(entry.parent.name))
    return found


def _hit(process: subprocess.Popen[bytes], whom: str, how: int) -> None:
    """Send a signal to a run; where a worker is meant and there is none at that moment, to nobody."""
    with contextlib.suppress(ProcessLookupError):
        if whom == "group":
            os.killpg(process.pid, how)
        elif whom == "main":
            process.send_signal(how)
        else:
            for each in [other for other in children_of(process.pid) if _is_worker(other)][:1]:
                os.kill(each, how)


def _is_worker(process: int) -> bool:
    try:
        return b"LokyProcess" in Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return False


def _gone(group: int) -> bool:
    """Whether a group ends within some seconds."""
    end = time.monotonic() + _PATIENCE
    while children_of(group) and time.monotonic() < end:
        time.sleep(0.05)
    return not children_of(group)


def judge(left: Tree, old: Tree, new: Tree) -> str:
    """What a killed run left: the old report, the new one, or a new one that the next run will put in place.

    Raises:
        AssertionError: Half a file, or files of two reports that nobody is warned of.
    """
    ours = {name: content for name, content in left.items() if name.split("/")[0] in {n.split("/")[0] for n in old}}
    broken = [name for name, content in ours.items() if not name.startswith("texts/") and not whole(name, content)]
    assert not broken, f"no whole files: {broken}"
    if any(name.startswith(UNFINISHED) for name in left):
        assert all(content in (old.get(name), new.get(name)) for name, content in ours.items())
        return "unfinished"
    assert ours in (old, new), "files of two reports side by side"
    return "old" if ours == old else "new"


def kill_runs(job: Job, earlier: Job, kills: int, folder: Path, seed: int = 1) -> dict[str, int]:
    """Kill runs at random moments over an earlier report, judge what is left, and run again.

    All of them share a cache; every second run is killed while it fills it anew.

    Returns:
        How often which report was left.

    Raises:
        AssertionError: See :func:`judge`; or a run after a kill gives other bytes than one that was never disturbed.
    """
    drawn = random.Random(seed)
    before, reference, out, cache = (folder / name for name in ("before", "reference", "out", "cache"))
    earlier.finish(before, folder / "other cache")
    shutil.copytree(before, reference)
    seconds = job.finish(reference, folder / "another cache")
    old, new = tree(before), tree(reference)
    assert old["report.json"] != new["report.json"]
    found = dict.fromkeys(("old", "new", "unfinished"), 0)
    for number in range(kills):
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(before, out)
        if number % 2 == 0:
            shutil.rmtree(cache, ignore_errors=True)
        # Half of the kills fall into the last part, where files are written.
        moment = drawn.uniform(0.0 if number % 4 < 2 else 0.75, 1.1) * seconds
        process, (whom, how) = job.start(out, cache), KINDS[number % len(KINDS)]
        try:
            process.wait(moment)
        except subprocess.TimeoutExpired:
            _hit(process, whom, how)
        process.communicate(timeout=600)
        assert _gone(process.pid), f"kill {number}: processes left behind"
        left = judge(tree(out), old, new)
        assert left == "new" or whom != "worker", f"kill {number}: a worker that was killed cost the report"
        found[left] += 1
        job.finish(out, cache)
        assert tree(out) == new, f"kill {number} after {moment:.2f} s: the next run gives other bytes"
    return found


def main() -> None:
    """The long form, over a copy of the seeds."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plans = Path(shutil.copytree(SEEDS, folder / "plans"))
        themes = folder / "themes.csv"
        themes.write_text("id,name,definition\nX,乡村旅游,民宿和乡村休闲\n", encoding="utf-8")
        print(kill_runs(Job(plans, workers=True), Job(plans, ("--themes", str(themes))), kills, folder))


if __name__ == "__main__":
    main()
