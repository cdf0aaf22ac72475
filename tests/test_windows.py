"""What Windows does otherwise, simulated: files that others hold, no ``resource``, its lock, its console, its names."""

from __future__ import annotations

import errno
import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from compare import RunOptions, compare_plans
from compare.errors import InputError
from compare.execution import sandbox
from reports import write
from reports.output import lock, moving, place, put
from tests.builders import COUNTY, ROOT, write_plans

OLD = {"report.json": b"old\n", "report.md": b"old\n"}
NEW = {"report.json": b"new\n", "report.md": b"new\n"}


def held_for(monkeypatch: pytest.MonkeyPatch, name: str, tries: int) -> list[Path]:
    """Let another program hold a file while it is to be moved so many times."""
    real, refused = Path.replace, list[Path]()

    def replace(path: Path, target: Path) -> Path:
        if Path(target).name == name and len(refused) < tries:
            refused.append(path)
            raise PermissionError(errno.EACCES, "being used by another process", str(path))
        return real(path, target)

    monkeypatch.setattr(Path, "replace", replace)
    return refused


def test_a_file_that_a_scanner_looks_at_for_a_moment_is_moved_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place(tmp_path, OLD)
    refused = held_for(monkeypatch, "report.md", 3)
    place(tmp_path, NEW)
    assert len(refused) == 3
    assert {name: (tmp_path / name).read_bytes() for name in NEW} == NEW


def test_a_file_that_stays_open_is_named_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "plans.yaml", b"old")
    monkeypatch.setattr(moving, "PATIENCE", 0.2)
    held_for(monkeypatch, "plans.yaml", 10**6)
    with pytest.raises(InputError, match=r"plans\.yaml 写不进去.*请关掉"):
        put(tmp_path / "plans.yaml", b"new")
    assert (tmp_path / "plans.yaml").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["plans.yaml"]


def test_plans_are_read_where_processes_begin_anew_and_memory_cannot_be_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "system", lambda: "Windows")
    monkeypatch.setitem(sys.modules, "resource", None)
    plans = write_plans(tmp_path, 清远市=COUNTY.replace("连州市", "清远市"), 连州市=COUNTY)
    (plans / "连州市.html").write_text(f"<html><body><p>{COUNTY}</p></body></html>", encoding="utf-8")
    (plans / "连州市.txt").unlink()
    sandbox.dismiss()
    try:
        found = compare_plans(plans, options=RunOptions(jobs=1))
    finally:
        sandbox.dismiss()
    assert [source.readable for source in found.sources] == [1.0, 1.0]


def test_its_way_to_lock_a_file_keeps_a_second_writer_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    holders: set[int] = set()

    def locking(file: int, mode: int, count: int) -> None:
        assert mode == 2 and count == 1
        assert os.lseek(file, 0, os.SEEK_CUR) == 1 << 20, "what the file says must stay readable"
        number = os.fstat(file).st_ino
        if number in holders:
            raise OSError(errno.EACCES, "locked")
        holders.add(number)

    fake = ModuleType("msvcrt")
    fake.locking, fake.LK_NBLCK = locking, 2  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "msvcrt", fake)
    monkeypatch.setattr(sys, "platform", "win32")
    spec = importlib.util.spec_from_file_location("lock_of_windows", str(lock.__file__))
    assert spec and spec.loader
    of_windows = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(of_windows)
    monkeypatch.setattr(of_windows, "PATIENCE", 0.2)
    with (
        of_windows.writing(tmp_path),
        pytest.raises(InputError, match=f"进程 {os.getpid()}"),
        of_windows.writing(tmp_path),
    ):
        pass
    assert not (tmp_path / lock.LOCK).exists()


@pytest.mark.parametrize("encoding", ["cp936", "cp1252"])
def test_a_console_that_lacks_signs_ends_nothing(encoding: str, tmp_path: Path) -> None:
    plans = write_plans(
        tmp_path / "plans", 清远市=COUNTY.replace("连州市", "清远市"), 连州市=COUNTY + "建设𠮷祥🎆园区。\n"
    )
    command = [sys.executable, "-c", "from compare.cli import main; main()", "coverage", str(plans), "--no-cache"]
    environment = os.environ | {"PYTHONIOENCODING": encoding, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, timeout=300, env=environment, check=False)
    assert done.returncode == 0, done.stderr.decode(encoding, "replace")
    assert encoding != "cp936" or "连州市" in done.stdout.decode("cp936")


def test_no_path_of_a_result_is_longer_than_windows_takes(tmp_path: Path) -> None:
    """Windows takes 260 signs in all, of which a folder of a user has some hundred."""
    names = {"规划" * 40 + str(number): COUNTY.replace("连州市", f"{'甲乙'[number]}县") for number in range(2)}
    found = compare_plans(write_plans(tmp_path / "plans", **names), options=RunOptions(jobs=1))
    write(found, tmp_path / "out", ("json", "md", "csv", "brief", "annotated"))
    inside = [path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*")]
    assert len([path for path in inside if path.startswith("texts/")]) == 2
    assert max(map(len, inside)) <= 130, max(inside, key=len)
