"""Exit status: 0, 1 where a file could not be read, 2 where there is nothing to do or the use is wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import compare
from compare.cli import main
from tests.builders import COUNTY, ROOT, SEEDS, write_plans
from tests.cli.invoke import planalign, run


def test_files_that_cannot_be_read_do_not_stop_the_others(folder: Path, tmp_path: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "blank.txt").write_text(" \n\n　\n", encoding="utf-8")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "word.txt").write_bytes(b"PK\x03\x04" + b"x" * 200)
    result = run("report", folder, "-o", tmp_path / "out", "--format", "md")
    assert result.exit_code == 1
    for name in ("empty.txt", "blank.txt", "binary.txt", "word.txt"):
        assert name in result.stderr
        assert name not in result.stdout
    assert "连州市" in result.stdout
    assert (tmp_path / "out" / "report.md").is_file()
    assert (tmp_path / "out" / "texts" / "county.txt").is_file()
    assert run("coverage", folder).exit_code == 1


def test_a_listed_file_that_is_missing_is_status_one(folder: Path) -> None:
    (folder / "plans.yaml").write_text("plans:\n  - {file: gone.txt}\n  - {file: county.txt}\n", encoding="utf-8")
    result = run("coverage", folder)
    assert result.exit_code == 1
    assert "gone.txt" in result.stderr
    assert "连州市" in result.stdout


def test_an_archive_that_is_broken_is_status_one(folder: Path) -> None:
    (folder / "附件.ZIP").write_bytes(b"\x00\x01")
    result = run("plans", "list", folder)
    assert result.exit_code == 1
    assert "附件.ZIP" in result.stderr and "解压" in result.stderr


@pytest.mark.parametrize(("name", "step"), [("附件.RAR", "解压"), ("附件.7z", "解压")])
def test_what_may_hold_a_plan_is_skipped_with_the_step_to_take(folder: Path, name: str, step: str) -> None:
    (folder / name).write_bytes(b"\x00\x01")
    result = run("plans", "list", folder)
    assert result.exit_code == 0
    assert name in result.stderr and step in result.stderr


def test_a_plan_twice_is_told_beside_the_summary(folder: Path, tmp_path: Path) -> None:
    (folder / "副本.txt").write_text(COUNTY, encoding="utf-8")
    result = run("report", folder, "-o", tmp_path / "out", "--format", "json")
    assert "重复" in result.stdout and "副本" in result.stdout


def test_skipped_kinds_are_no_fault(folder: Path) -> None:
    (folder / "总图.dwg").write_bytes(b"AC1032")
    assert run("coverage", folder).exit_code == 0


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("coverage", "gone"), ["gone", "没有"]),
        (("coverage", "empty"), ["empty", "可读的规划", ".txt"]),
        (("explain", "plans", "产业集", "county"), ["产业集", "是不是“产业集群”"]),
        (("explain", "plans", "产业集群", "conty"), ["conty", "是不是“county”"]),
        (("explain", "plans", "完全无关的", "county"), ["完全无关的", "G01"]),
        (("gaps", "plans", "--plan", "countyy"), ["是不是“county”"]),
        (("coverage", "bad"), ["plans.yaml:3", "是不是想写“level”"]),
        (("coverage", "tabs"), ["plans.yaml:3"]),
        (("coverage", "plans", "--themes", "gone.yaml"), ["gone.yaml"]),
        (("coverage", "plans", "--themes", "themes_bad.yaml"), ["themes_bad.yaml:2", "太短"]),
        (("coverage", "plans", "--themes", "notes.txt"), ["notes.txt", ".xlsx"]),
        (("coverage", "unreadable"), ["a.txt", "b.txt"]),
        (("report", "plans", "-o", "plans"), ["plans", "out"]),
        (("report", "plans", "-o", "plans/../plans"), ["out"]),
        (("report", "plans"), ["--out"]),
        (("report", "plans", "-o", "out", "--format", "docx2"), ["docx2"]),
        (("coverage", "plans", "--lang", "fr"), ["fr"]),
        (("coverage", "plans", "--jobs", "0"), ["0"]),
        (("coverage", "plans", "--bogus"), ["--bogus"]),
        (("coverage",), ["PLANS"]),
        (("bogus",), ["bogus"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_wrong_use_is_status_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...], words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write_plans(Path("plans"), county=COUNTY)
    Path("empty").mkdir()
    write_plans(Path("bad"), county=COUNTY)
    Path("bad/plans.yaml").write_text("plans:\n  - file: county.txt\n    lvel: city\n", encoding="utf-8")
    write_plans(Path("tabs"), county=COUNTY)
    Path("tabs/plans.yaml").write_text("plans:\n  - file: county.txt\n\tlevel: city\n", encoding="utf-8")
    write_plans(Path("unreadable"), a="", b=" \n")
    Path("themes_bad.yaml").write_text("themes:\n  - {id: A, name: 湾}\n", encoding="utf-8")
    Path("notes.txt").write_text("x", encoding="utf-8")
    result = run(*args)
    assert result.exit_code == 2
    assert result.stdout == ""
    for word in words:
        assert word in result.stderr.replace("\n", "")
    assert not Path("out").exists()
    assert sorted(path.name for path in Path("plans").iterdir()) == ["county.txt"]


def test_all_faults_of_plans_yaml_are_told_in_one_go(folder: Path) -> None:
    (folder / "plans.yaml").write_text(
        "plans:\n  - flie: county.txt\n  - {file: b.txt, level: couty}\n", encoding="utf-8"
    )
    told = run("coverage", folder).stderr
    assert "plans.yaml:2" in told
    assert "plans.yaml:3" in told


def test_no_traceback_reaches_the_user(folder: Path) -> None:
    process = planalign("coverage", folder / "gone")
    stdout, stderr = process.communicate(timeout=300)
    assert (process.returncode, stdout) == (2, b"")
    assert b"Traceback" not in stderr
    assert "没有" in stderr.decode()


def test_an_output_folder_that_cannot_be_made_is_told(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    result = CliRunner().invoke(main, ["report", str(folder), "-o", str(tmp_path / "file" / "out"), "--format", "json"])
    assert result.exit_code == 2
    assert isinstance(result.exception, SystemExit)


@pytest.mark.parametrize("command", ["gaps", "coverage", "targets", "frequency"])
def test_a_reader_that_goes_away_is_no_fault(command: str) -> None:
    """As ``| head -1``: what is shown is more than a pipe holds, and nobody reads it."""
    program = "from compare.cli import main; main()"
    line = [sys.executable, "-c", program, command, str(SEEDS), "--jobs", "1"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        assert process.stdout and process.stderr
        process.stdout.close()
        told = process.stderr.read().decode("utf-8")
    assert "Traceback" not in told and "没有料到" not in told
    assert process.returncode in (0, 1)


@pytest.mark.parametrize(("lang", "word"), [("zh", "已中止"), ("en", "Aborted")])
def test_what_ctrl_c_ended_is_not_told_as_written(
    lang: str, word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(compare, "find_plans", stop)
    ended = CliRunner().invoke(main, ["report", str(SEEDS), "-o", str(tmp_path / "out"), "--lang", lang])
    assert (ended.exit_code, ended.stdout) == (130, "") and word in ended.stderr
