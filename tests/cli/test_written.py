"""What the commands write: the same bytes each time, all formats, no format that was not asked for."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

import reports
from compare.model import Comparison
from tests.builders import COUNTY, SEEDS, write_plans
from tests.cli.invoke import ESCAPE, planalign, run, tree


@pytest.fixture(scope="module")
def main_job(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes, bytes]:
    """What the main job wrote and told, with another hash seed and another number of processes than here."""
    out = tmp_path_factory.mktemp("run") / "out"
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    process = planalign("report", SEEDS, "-o", out, "--jobs", 2, PYTHONHASHSEED=seed)
    stdout, stderr = process.communicate(timeout=300)
    assert process.returncode == 0, stderr.decode()
    return out, stdout, stderr


def test_the_main_job_writes_the_same_bytes_each_time_and_those_that_python_writes(
    main_job: tuple[Path, bytes, bytes], seeds_comparison: Comparison, tmp_path: Path
) -> None:
    reports.write(seeds_comparison, tmp_path)
    first, second = tree(main_job[0]), tree(tmp_path)
    assert list(first) == list(second)
    assert [name for name in first if first[name] != second[name]] == []


def test_themes_that_the_tool_finds_itself_are_the_same_bytes_each_time(tmp_path: Path, corpora: Path) -> None:
    """Wordings that stand in one place, names found in several plans: nothing hangs on the order of a set."""
    plans = tmp_path / "plans"
    plans.mkdir()
    for name in ("2025_广东省", "2025_江苏省", "2024_广州", "2024_南京"):
        shutil.copy(corpora / "work_reports" / f"{name}.txt", plans)
    outs = [tmp_path / f"out{number}" for number in (1, 2)]
    running = [
        planalign("report", plans, "-o", out, "--format", "json", "--jobs", number, PYTHONHASHSEED=str(number))
        for number, out in enumerate(outs, 1)
    ]
    for process in running:
        _, told = process.communicate(timeout=300)
        assert process.returncode == 0, told.decode()
    first, second = map(tree, outs)
    assert list(first) == list(second)
    assert [name for name in first if first[name] != second[name]] == []


def test_the_main_job_writes_all_formats(main_job: tuple[Path, bytes, bytes]) -> None:
    made = tree(main_job[0])
    wanted = {"report.json", "report.md", "report.html", "coverage.csv", "texts/lianzhou.txt"}
    wanted |= {f"charts/{name}.{kind}" for name in ("coverage", "frequency", "levels") for kind in ("png", "svg")}
    assert wanted <= set(made)
    assert all(made.values())
    assert made["coverage.csv"].startswith(b"\xef\xbb\xbf")


def test_the_main_job_tells_results_on_stdout_and_no_progress(main_job: tuple[Path, bytes, bytes]) -> None:
    out, stdout, stderr = main_job
    shown = stdout.decode()
    assert str(out / "report.html") in shown
    assert "连州市" in shown
    assert "读取规划" not in shown
    assert "\r" not in shown
    assert ESCAPE not in shown
    assert stderr == b""


def test_language_changes_the_reports_but_not_the_contract(seeds: Path, tmp_path: Path) -> None:
    for lang in ("zh", "en"):
        assert run("report", seeds, "-o", tmp_path / lang, "--lang", lang, "--format", "md").exit_code == 0
    chinese, english = tree(tmp_path / "zh"), tree(tmp_path / "en")
    assert chinese["report.json"] == english["report.json"]
    assert chinese["report.md"] != english["report.md"]


def test_format_json_writes_nothing_else(seeds: Path, tmp_path: Path) -> None:
    assert run("report", seeds, "-o", tmp_path / "out", "--format", "json").exit_code == 0
    assert {name.split("/")[0] for name in tree(tmp_path / "out")} == {"report.json", "texts"}


def test_format_repeats(seeds: Path, tmp_path: Path) -> None:
    assert run("report", seeds, "-o", tmp_path / "out", "--format", "md", "--format", "csv").exit_code == 0
    made = set(tree(tmp_path / "out"))
    assert {"report.json", "report.md", "coverage.csv"} <= made
    assert not {"report.html"} & made


def test_a_run_into_the_folder_of_plans_can_be_repeated(folder: Path) -> None:
    out = folder / "out"
    assert run("report", folder, "-o", out, "--format", "md").exit_code == 0
    first = tree(out)
    assert run("report", folder, "-o", out, "--format", "md").exit_code == 0
    assert tree(out) == first


def test_python_gives_the_same_as_the_command(folder: Path, tmp_path: Path) -> None:
    from compare import compare_plans

    reports.write(compare_plans(folder), tmp_path / "python", ["md"])
    assert run("report", folder, "-o", tmp_path / "command", "--format", "md").exit_code == 0
    assert tree(tmp_path / "python") == tree(tmp_path / "command")


@pytest.mark.skipif(sys.platform == "win32", reason="names of files are Unicode there")
def test_names_in_han_are_read_and_written_where_the_locale_has_none(tmp_path: Path) -> None:
    folder = write_plans(tmp_path / "规划", 连州市规划纲要=COUNTY)
    out = tmp_path / "结果"
    locale = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    process = planalign("report", folder, "-o", out, "--format", "json", "--no-cache", **locale)
    _, stderr = process.communicate(timeout=300)
    assert process.returncode == 0, stderr.decode()
    assert [path.name for path in (out / "texts").iterdir()] == ["连州市规划纲要.txt"]
    told, _ = planalign("--help", **{**locale, "PYTHONIOENCODING": ""}).communicate(timeout=300)
    assert "规划衔接" in told.decode()
