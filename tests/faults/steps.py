"""Kill the putting in place of a report at each of its steps and look at what is left, one way a process.

``python -m tests.faults.steps WAY FOLDER``, as ``tests/reports/test_output_faults.py`` asks for each way: a process that
has loaded little else is forked for every step in a tenth of the time that one full of plans takes.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from reports.output.atomic import WRITTEN, place
from tests.faults.kill import judge, tree

OLD = {"report.json": b'{"plans": []}\n', "report.md": b"old\n", "texts/a.txt": b"old", "charts/gone.svg": b"</svg>"}
NEW = {"report.json": b'{"plans": [1]}\n', "report.md": b"new\n", "texts/a.txt": b"new", "charts/c.svg": b"<svg></svg>"}


def killed_at(step: int, work: Callable[[], object]) -> bool:
    """Do something in a process that is killed at its ``step``-th call that concerns a file; whether it was."""
    pid = os.fork()
    if not pid:
        calls = iter(range(step))

        def count(event: str, _: object) -> None:
            concerns = event == "open" or (event.startswith("os.") and event != "os.kill")
            if concerns and next(calls, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        work()
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(pid, 0)[1])


def over_an_earlier_report(folder: Path) -> None:
    """Leave the old report or the new one, whatever the step."""
    before, reference = folder / "before", folder / "reference"
    place(before, OLD)
    shutil.copytree(before, reference)
    place(reference, NEW)
    old, new = tree(before), tree(reference)
    found = []
    for step in range(1000):
        out = folder / str(step)
        shutil.copytree(before, out)
        if not killed_at(step, partial(place, out, NEW)):
            break
        found.append(judge(tree(out), old, new))
        # Whatever is run next, it finds no mixture and leaves nothing behind.
        again, files, wanted = (NEW, new, reference) if step % 2 else (OLD, old, before)
        assert place(out, again).kept == ()
        assert tree(out) == files
        assert {path.name for path in out.iterdir()} == {path.name for path in wanted.iterdir()}
    assert found.count("old") > 10 and found.count("unfinished") > 5
    assert found == sorted(found, key=("old", "unfinished", "new").index)


def before_a_run_of_fewer_formats(folder: Path) -> None:
    """Leave no mixture: a report that was complete when the run was killed is put in place even if the next run makes
    less.
    """
    json_alone = {name: NEW[name] for name in ("report.json", "texts/a.txt")}
    for step in range(1000):
        out = folder / str(step)
        place(out, OLD)
        if not killed_at(step, partial(place, out, NEW)):
            break
        place(out, json_alone)
        left = tree(out)
        record = json.loads(left.pop(WRITTEN))
        assert set(record) == set(left)
        assert all(content == NEW[name] for name, content in left.items())
    assert step > 15


WAYS = {way.__name__: way for way in (over_an_earlier_report, before_a_run_of_fewer_formats)}

if __name__ == "__main__":
    # A process that is killed loses nothing that it has given to the system.
    os.fsync = lambda _: None
    WAYS[sys.argv[1]](Path(sys.argv[2]))
