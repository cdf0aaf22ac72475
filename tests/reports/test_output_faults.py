"""Full disks, folders that cannot be written, kills: what was there stays whole, and the user is told what to do."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

import compare
import reports
from compare.cli import main
from compare.cli.faults import DEBUG
from reports.output.atomic import UNFINISHED, place, put
from tests import sample
from tests.builders import COUNTY, FILLER, ROOT, write_plans
from tests.faults import steps
from tests.faults.kill import Job, kill_runs, tree
from tests.faults.steps import NEW, OLD

posix = pytest.mark.skipif(sys.platform == "win32", reason="it has no fork and no limits of resources")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_plans(tmp_path / "plans", county=COUNTY)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the end of a run is under test."""
    made = sample.comparison()
    monkeypatch.setattr(compare, "compare_plans", lambda *_, **__: made)


def report(folder: Path, out: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["report", str(folder), "-o", str(out), "--format", "md", *options])


def refused(result: Result, *words: str) -> None:
    """Status 2, nothing on stdout, one sentence with the place and what to do."""
    assert isinstance(result.exception, SystemExit)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("planalign: ") and result.stderr.count("\n") == 1
    for word in (*words, "请"):
        assert word in result.stderr
    assert "Traceback" not in result.stderr and "/.planalign-" not in result.stderr


# Places that cannot be written


def test_a_file_in_the_place_of_the_folder_is_told_before_anything_is_read(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x", encoding="utf-8")
    (folder / "county.txt").unlink()
    refused(report(folder, tmp_path / "out"), str(tmp_path / "out"), "移走")
    refused(report(folder, tmp_path / "out" / "below"), str(tmp_path / "out"), "移走")


def test_a_name_too_long_is_told(folder: Path, tmp_path: Path) -> None:
    refused(report(folder, tmp_path / ("长" * 300)), "太长")


@pytest.mark.skipif(not Path("/sys/kernel").is_dir(), reason="there is no folder that nobody can write into")
def test_a_folder_that_nobody_can_write_into_is_told(folder: Path) -> None:
    refused(report(folder, Path("/sys/kernel/out")), "/sys/kernel/out", "换一个位置")
    assert not Path("/sys/kernel/out").exists()


@pytest.mark.usefixtures("quick")
def test_a_report_whose_place_a_folder_has_taken_changes_nothing(folder: Path, tmp_path: Path) -> None:
    place(tmp_path, OLD)
    (tmp_path / "report.md").unlink()
    (tmp_path / "report.md").mkdir()
    before = tree(tmp_path)
    refused(report(folder, tmp_path), str(tmp_path / "report.md"), "移走")
    assert tree(tmp_path) == before


def test_a_workbook_that_another_program_holds_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As Windows does while Excel has it open."""
    place(tmp_path, OLD)
    opened = Path.open

    def held(path: Path, mode: str = "r", *args: object, **options: object) -> object:
        if path.name == "report.md" and mode != "rb" and path.parent == tmp_path:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return opened(path, mode, *args, **options)  # type: ignore[call-overload]

    before = tree(tmp_path)
    monkeypatch.setattr(Path, "open", held)
    with pytest.raises(compare.errors.InputError, match=r"report\.md 写不进去.*Excel.*请关掉"):
        place(tmp_path, NEW)
    monkeypatch.undo()
    assert tree(tmp_path) == before


# Full disks


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO])
def test_a_disk_that_refuses_leaves_the_old_report(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    out = tmp_path / "out"
    place(out, OLD)
    before = tree(out)
    synced = iter(range(3))

    def full(_: int) -> None:
        if next(synced, None) is None:
            raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", full)
    refused(report(folder, out), str(out))
    assert tree(out) == before


@posix
def test_a_limit_on_the_size_of_files_is_told(folder: Path, tmp_path: Path) -> None:
    limited = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)); "
    done = subprocess.run(
        [
            sys.executable,
            "-B",  # a module compiled in part would be written, and end all later runs
            "-c",
            f"{limited}from compare.cli import main; main()",
            "report",
            folder,
            "-o",
            tmp_path / "out",
            "--format",
            "html",
        ],
        capture_output=True,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert "写不进去：磁盘满了" in done.stderr.decode() and b"Traceback" not in done.stderr
    assert not any((tmp_path / "out").iterdir())


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 kB, where one can be had."""
    at = tmp_path / "disk"
    at.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(at)]
    if not shutil.which("mount") or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no file system can be mounted here")
    yield at
    subprocess.run(["umount", str(at)], check=True)


@pytest.mark.usefixtures("quick")
def test_a_disk_that_is_really_full(folder: Path, tiny_disk: Path) -> None:
    place(tiny_disk / "out", OLD)
    before = tree(tiny_disk)
    refused(report(folder, tiny_disk / "out", "--format", "docx"), str(tiny_disk / "out"), "腾出空间")
    assert tree(tiny_disk) == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk to write to")
def test_a_table_that_finds_the_disk_full_is_told(folder: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", "from compare.cli import main; main()", "plans", "list", folder],
            stdout=full,
            stderr=subprocess.PIPE,
            env={name: value for name, value in os.environ.items() if name != DEBUG} | {"PYTHONPATH": str(ROOT)},
            check=False,
        )
    assert done.returncode != 0
    assert "磁盘满了" in done.stderr.decode() and b"Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk to write to")
@pytest.mark.parametrize(
    ("words", "made"),
    [
        (("plans", "init", "plans"), "plans/plans.yaml"),
        (("themes", "discover", "plans", "-o", "themes.yaml"), "themes.yaml"),
        (("review", "read", "review.xlsx"), "decisions.yaml"),
    ],
    ids=lambda each: each[1] if isinstance(each, tuple) else "",
)
@pytest.mark.usefixtures("folder")
def test_what_was_written_before_the_screen_failed_is_not_told_as_undone(
    words: tuple[str, ...], made: str, tmp_path: Path
) -> None:
    reports.write(sample.comparison(), tmp_path, ["xlsx"])
    book = load_workbook(tmp_path / "review.xlsx")
    (column,) = (cell.column for cell in book["矩阵明细"][1] if cell.value == "审核结论")
    book["矩阵明细"].cell(3, column, "4 量化")
    book.save(tmp_path / "review.xlsx")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", "from compare.cli import main; main()", *words],
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=tmp_path,
            env={name: value for name, value in os.environ.items() if name != DEBUG} | {"PYTHONPATH": str(ROOT)},
            check=False,
        )
    assert (tmp_path / made).is_file()
    assert done.returncode == 1 and "结果已写出" in done.stderr.decode(), done.stderr.decode()


# What a person made


@pytest.mark.usefixtures("quick")
def test_what_a_person_changed_is_kept_under_another_name(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert report(folder, out).exit_code == 0
    for number, remark in enumerate(("我的批注", "又一条"), 1):
        (out / "report.md").write_text(remark, encoding="utf-8")
        told = report(folder, out).stdout
        assert f"report-原有{number}.md" in told
        assert (out / f"report-原有{number}.md").read_text(encoding="utf-8") == remark
    assert (out / "report.md").read_text(encoding="utf-8").startswith("# 规划衔接分析")
    assert "原有" not in report(folder, out).stdout


def test_a_file_of_a_person_that_has_the_name_of_a_report_is_kept(tmp_path: Path) -> None:
    (tmp_path / "report.md").write_text("mine", encoding="utf-8")
    assert place(tmp_path, NEW).kept == (tmp_path / "report-原有1.md",)
    assert (tmp_path / "report-原有1.md").read_text(encoding="utf-8") == "mine"


def test_a_file_put_alone_leaves_the_old_one_when_it_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "waivers.yaml").write_text("old", encoding="utf-8")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(compare.errors.InputError, match=r"waivers\.yaml 写不进去：磁盘满了"):
        put(tmp_path / "waivers.yaml", b"new")
    assert tree(tmp_path) == {"waivers.yaml": b"old"}


# Kills


def killed_at_each_step(way: Callable[[Path], None], folder: Path) -> None:
    """Go a way of ``tests.faults.steps`` in a process that has loaded little."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.steps", way.__name__, folder], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()


@posix
def test_a_kill_at_any_step_leaves_the_old_report_or_the_new_one(tmp_path: Path) -> None:
    killed_at_each_step(steps.over_an_earlier_report, tmp_path)


@posix
def test_a_kill_between_runs_of_other_formats_leaves_no_mixture(tmp_path: Path) -> None:
    """A report that was complete when the run was killed is put in place even if the next run makes less."""
    killed_at_each_step(steps.before_a_run_of_fewer_formats, tmp_path)


@posix
def test_runs_killed_at_random_moments(tmp_path: Path) -> None:
    plans = write_plans(tmp_path / "plans", county=COUNTY, other=FILLER)
    jobs = []
    for name in ("养老服务", "产业集群"):
        themes = tmp_path / f"{name}.csv"
        themes.write_text(f"id,name\nX,{name}\n", encoding="utf-8")
        jobs.append(Job(plans, ("--jobs", "1", "--format", "md", "--format", "xlsx", "--themes", str(themes))))
    found = kill_runs(*jobs, 2, tmp_path)
    assert sum(found.values()) == 2


def test_what_is_left_unfinished_says_what_to_do() -> None:
    assert "请再运行一次" in UNFINISHED


# Errors that nobody foresaw


@pytest.mark.parametrize("error", [KeyError("某个\x1b[31m键"), RuntimeError("x"), MemoryError()])
def test_an_error_that_nobody_foresaw_is_one_sentence(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise error

    monkeypatch.delenv(DEBUG)
    monkeypatch.setattr(compare, "compare_plans", fails)
    result = report(folder, tmp_path / "out")
    refused(result)
    assert "\x1b" not in result.stderr
    assert isinstance(error, MemoryError) or (
        type(error).__name__ in result.stderr and "test_output_faults.py" in result.stderr
    )
    assert not (tmp_path / "out").exists()
    monkeypatch.setenv(DEBUG, "1")
    assert report(folder, tmp_path / "out").exception is error
