"""Work on one file in a process of its own: what it may take, and that nothing is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from multiprocessing import active_children, get_context
from pathlib import Path

import pytest

from compare.errors import InputError, ReadError
from compare.execution import dismiss, guarded, sandbox
from compare.execution.limits import Limits, read_limits
from tests.builders import ROOT

_KEPT: list[bytearray] = []


def pid_of(_: object) -> int:
    return os.getpid()


def hang(_: object) -> None:
    time.sleep(600)


def spin(_: object) -> None:
    while True:
        pass


def crash(_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def keep(megabytes: int) -> int:
    """Take memory and never give it back."""
    _KEPT.append(bytearray(megabytes << 20))
    return megabytes


def fault(message: str) -> None:
    raise ReadError(message)


def swallow(megabytes: int) -> str:
    """Take memory as a reader that takes every exception for a fault of the file."""
    try:
        keep(megabytes)
    except Exception as error:
        raise ReadError("文件已损坏。") from error
    return "read"


@pytest.fixture(autouse=True)
def no_child_is_left(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PLANALIGN_LIMIT_MEMORY_MB", "200")
    dismiss()
    others = active_children()  # of other tests
    yield
    dismiss()
    assert set(active_children()) <= set(others)


def test_one_child_does_all_the_work_and_is_replaced_only_when_it_had_to_be_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = guarded(pid_of, 0)
    assert first != os.getpid()
    assert guarded(pid_of, 0) == first
    with pytest.raises(ReadError, match="请另存"):
        guarded(fault, "请另存")
    assert guarded(pid_of, 0) == first
    monkeypatch.setenv("PLANALIGN_LIMIT_SECONDS", "1")
    with pytest.raises(ReadError, match="超过 1 秒.*PLANALIGN_LIMIT_SECONDS"):
        guarded(spin, 0)
    assert guarded(pid_of, 0) != first


def test_time_that_a_busy_machine_gives_to_others_is_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANALIGN_LIMIT_SECONDS", "1")
    assert guarded(time.sleep, 2) is None
    monkeypatch.setattr(sandbox, "_BUSY", 1)
    with pytest.raises(ReadError, match="超过 1 秒"):
        guarded(hang, 0)


TAKING = """
from compare.errors import ReadError
from compare.execution import guarded
from tests.execution.test_sandbox import keep
print(guarded(keep, 50))
try:
    print(guarded(keep, 400))
except ReadError as error:
    print(error)
print(guarded(keep, 50))
"""


def test_what_takes_too_much_memory_is_given_up() -> None:
    # In a fresh process: a copy of this one may fill what other tests have left free in it.
    run = subprocess.run(
        [sys.executable, "-c", TAKING],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    before, told, after = run.stdout.splitlines()
    assert (before, after) == ("50", "50")
    assert "内存超过 200 MB" in told and "PLANALIGN_LIMIT_MEMORY_MB" in told


def test_what_earlier_files_have_left_in_memory_does_not_decide() -> None:
    assert [guarded(keep, 120) for _ in range(3)] == [120, 120, 120]


def test_a_crash_in_a_library_ends_one_file_alone() -> None:
    with pytest.raises(ReadError, match="崩溃"):
        guarded(crash, 0)
    assert guarded(pid_of, 0) != os.getpid()


def test_a_crash_in_a_library_leaves_the_screen_alone(tmp_path: Path) -> None:
    said = tmp_path / "said.txt"
    run = (
        "import faulthandler, os; from compare.execution import guarded, dismiss; faulthandler.enable(); dismiss()\n"
        "def crash(_): os.abort()\n"
        "try: guarded(crash, 0)\nexcept Exception as error: print(error)"
    )
    with said.open("w", encoding="utf-8") as file:
        subprocess.run([sys.executable, "-c", run], check=True, cwd=ROOT, stdout=file, stderr=file)
    assert "崩溃" in said.read_text(encoding="utf-8")
    assert "Fatal" not in said.read_text(encoding="utf-8")


def test_children_that_are_started_anew_are_bounded_likewise(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on systems where a process cannot be copied."""
    monkeypatch.setattr(sandbox, "system", lambda: "Windows")
    assert guarded(str.upper, "a") == "A"
    with pytest.raises(ReadError, match="内存超过"):
        guarded(bytearray, 400 << 20)
    monkeypatch.setenv("PLANALIGN_LIMIT_SECONDS", "1")
    with pytest.raises(ReadError, match="超过 1 秒"):
        guarded(spin, 0)


def test_a_process_that_may_have_no_children_works_itself() -> None:
    with get_context("fork").Pool(1) as pool:
        own, used = pool.apply(os.getpid), pool.apply(guarded, (pid_of, 0))
    assert own == used


def test_a_copy_of_the_process_has_children_of_its_own() -> None:
    first = guarded(pid_of, 0)
    context = get_context("fork")
    ours, theirs = context.Pipe()
    copy = context.Process(target=lambda: theirs.send(guarded(pid_of, 0)))
    copy.start()
    other = ours.recv()
    copy.join()
    assert len({first, other, copy.pid}) == 3
    assert guarded(pid_of, 0) == first


def test_threads_work_side_by_side() -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda n: guarded(str, n), range(40))) == [str(n) for n in range(40)]


SCRIPT = """
import sys, time
from compare.execution import guarded
from compare.execution.parallel import spread
def waiting():
    print("begun", flush=True)
    if sys.argv[1] == "one":
        guarded(time.sleep, 600)
    else:
        import functools
        list(spread(functools.partial(guarded, time.sleep), [600, 600], size=10**9, jobs=2))
waiting()
"""


def family(session: int) -> list[int]:
    """Processes of a session that still run."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            pid, rest = stat.read_text().split(" (", 1)
        except (OSError, ValueError):
            continue
        fields = rest.rpartition(") ")[2].split()
        if int(fields[3]) == session and fields[0] != "Z":
            found.append(int(pid))
    return found


def gone(session: int, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while family(session) and time.monotonic() < end:
        time.sleep(0.05)
    return not family(session)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
@pytest.mark.parametrize("jobs", ["one", "two"])
def test_ctrl_c_ends_all(jobs: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT, jobs],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # Whoever runs the tests in the background has it ignored, and so would all that they start.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == b"begun\n"
        least = 2 if jobs == "one" else 5
        end = time.monotonic() + 60
        while len(family(process.pid)) < least and time.monotonic() < end:
            time.sleep(0.05)
        time.sleep(0.3)
        os.killpg(process.pid, signal.SIGINT)
        _, told = process.communicate(timeout=60)
        assert process.returncode == -signal.SIGINT and b"KeyboardInterrupt" in told, told.decode()
        assert gone(process.pid, 20), family(process.pid)


FOLLOWING = """
import os, sys, time
from compare.execution.orphans import follow_parent
follow_parent(int(sys.argv[1]))
time.sleep(600)
"""


def test_a_worker_whose_parent_was_killed_before_it_looked_ends() -> None:
    others = os.getppid()
    run = subprocess.run(
        [sys.executable, "-c", FOLLOWING, str(others)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=120,
    )
    assert run.returncode == 1


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_workers_that_wait_for_work_end_with_a_parent_that_is_killed() -> None:
    """It is killed while its workers begin, before they are given anything."""
    for wait in (0.0, 0.5):
        with subprocess.Popen(
            [sys.executable, "-c", SCRIPT, "two"],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        ) as process:
            end = time.monotonic() + 60
            while len(family(process.pid)) < 3 and time.monotonic() < end:
                time.sleep(0.01)
            time.sleep(wait)
            process.kill()
            process.wait()
            assert gone(process.pid, 60), family(process.pid)


def test_the_environment_sets_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PLANALIGN_LIMIT_MEMORY_MB")
    assert read_limits() == Limits()
    monkeypatch.setenv("PLANALIGN_LIMIT_PAGES", "7")
    assert read_limits().pages == 7
    for wrong in ("0", "-1", "1.5", "多", "１", "9" * 40):
        monkeypatch.setenv("PLANALIGN_LIMIT_PAGES", wrong)
        with pytest.raises(InputError, match="PLANALIGN_LIMIT_PAGES"):
            read_limits()
