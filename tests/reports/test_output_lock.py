"""Two writers of one folder, and a folder that lies on two disks."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

import pytest

from compare.errors import InputError
from reports.output import lock, place, refuse_unwritable
from reports.output.lock import LOCK, writing
from tests.faults.races import races


def test_a_second_writer_is_told_who_is_writing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0.2)
    with writing(tmp_path), pytest.raises(InputError, match=f"进程 {os.getpid()}"), writing(tmp_path):
        pass
    with writing(tmp_path):  # the first has ended
        assert (tmp_path / LOCK).exists()
    assert not (tmp_path / LOCK).exists()


def test_what_a_killed_writer_left_is_taken_over(tmp_path: Path) -> None:
    (tmp_path / LOCK).write_text("1 2020-01-01 00:00:00", encoding="ascii")
    with writing(tmp_path):
        assert (tmp_path / LOCK).read_text(encoding="ascii").startswith(f"{os.getpid()} ")


def test_a_link_in_the_place_of_the_lock_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("kept", encoding="utf-8")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / LOCK).symlink_to(tmp_path / "mine.txt")
    with pytest.raises(InputError, match="链接"):
        place(tmp_path / "out", {"report.json": b"{}"})
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "kept"


def test_the_lock_that_another_person_left_is_taken_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / LOCK).write_text("1 2020-01-01 00:00:00", encoding="ascii")
    opened = os.open

    def refuse(path: Any, how: int, *rights: int) -> int:
        if how & os.O_RDWR:
            raise PermissionError(errno.EACCES, "", str(path))
        return opened(path, how, *rights)

    monkeypatch.setattr(os, "open", refuse)
    with writing(tmp_path):
        pass
    assert not (tmp_path / LOCK).exists()


def test_a_disk_that_knows_no_locks_is_written_to_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: int) -> None:
        raise OSError(errno.ENOLCK, "")

    monkeypatch.setattr(lock, "_take", refuse)
    monkeypatch.setattr(lock, "PATIENCE", 0.2)
    place(tmp_path, {"report.json": b"{}"})
    assert (tmp_path / "report.json").read_bytes() == b"{}"


def test_of_runs_that_write_at_once_the_folder_holds_the_result_of_one(warm_command: Path, tmp_path: Path) -> None:
    found = races(2, tmp_path, warm_command)
    assert found["wrote"] >= 2


def test_a_run_that_looks_whether_it_can_write_disturbs_none_that_writes(tmp_path: Path) -> None:
    faults: list[BaseException] = []

    def look(out: Path) -> None:
        try:
            for _ in range(30):
                refuse_unwritable(out)
        except BaseException as error:
            faults.append(error)

    for number in range(40):
        out = tmp_path / str(number) / "out"
        other = Thread(target=look, args=(out,))
        other.start()
        place(out, {"report.json": b"{}"})
        other.join()
        assert not faults, faults
        assert sorted(path.name for path in out.iterdir()) == ["report.json"]


def test_a_part_of_the_folder_on_another_disk_changes_with_the_rest(tmp_path: Path) -> None:
    shm = Path("/dev/shm")
    if not shm.is_dir() or shm.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("needs another disk")
    with TemporaryDirectory(dir=shm) as other:
        (tmp_path / "charts").symlink_to(other)
        for content in (b"old", b"new"):
            place(tmp_path, {"report.json": content, "charts/a.svg": content, "b.csv": content})
            assert {name: (tmp_path / name).read_bytes() for name in ("report.json", "charts/a.svg", "b.csv")} == (
                dict.fromkeys(("report.json", "charts/a.svg", "b.csv"), content)
            )
        assert sorted(path.name for path in Path(other).iterdir()) == ["a.svg"]
