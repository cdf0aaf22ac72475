"""The command line as a planner meets it: what is printed where, what is written, and the exit status."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from rich.cells import cell_len, chop_cells

import compare
import reports
from compare.cli import main, show
from compare.model import Comparison
from reports.output import clean
from tests.builders import COUNTY, ROOT, SEEDS, write_plans

ESCAPE = "\x1b"


def run(*args: object) -> Result:
    result = CliRunner().invoke(main, [str(arg) for arg in args])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture
def seeds(seeds_comparison: Comparison, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The seeds, compared beforehand: only what is shown of them is under test."""
    monkeypatch.setattr(compare, "compare_plans", lambda *_, **__: seeds_comparison)
    return SEEDS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_plans(tmp_path / "plans", county=COUNTY)


# On the seeds


COMMANDS = (
    ("coverage",),
    ("gaps",),
    ("gaps", "--plan", "lianzhou"),
    ("frequency",),
    ("explain", "T01", "qingcheng"),
    ("explain", "T06", "lianzhou"),
    ("themes", "list"),
    ("themes", "discover"),
    ("plans", "list"),
)


def with_plans(command: tuple[str, ...], plans: object) -> list[object]:
    """PLANS comes first after the name of the command."""
    names = 2 if command[0] in ("themes", "plans") else 1
    return [*command[:names], plans, *command[names:]]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_on_the_seeds(seeds: Path, command: tuple[str, ...], lang: str) -> None:
    result = run(*with_plans(command, seeds), "--lang", lang)
    assert result.exit_code == 0
    assert result.stderr == ""
    assert len(result.stdout.splitlines()) > 5
    assert ESCAPE not in result.stdout
    assert not re.search(r"\[/?\w*\]", re.sub(r"\[\d", "", result.stdout))
    assert ("None" in result.stdout, "Depth." in result.stdout) == (False, False)


def test_coverage_has_every_theme_and_plan(seeds: Path, seeds_comparison: Comparison) -> None:
    shown = run("coverage", seeds).stdout
    for theme in seeds_comparison.themes:
        assert len([line for line in shown.splitlines() if line.split()[:2] == [theme.id, theme.name]]) == 1
    for region in ("清远市", "清城区", "连州市", "平顶山市"):
        assert region in shown
    row = next(line for line in shown.splitlines() if "T06" in line)
    assert row.count("0 缺失") == 3


def test_explain_shows_evidence_with_place_and_role(seeds: Path) -> None:
    shown = run("explain", seeds, "T01", "qingcheng").stdout
    assert "广清一体化" in shown
    assert "共同编制印发的广清一体化“十四五”规划" in shown.replace("\n", "")
    assert "三、形成过程" in shown
    assert "第10行" in shown
    assert "1 提及" in shown


def test_explain_shows_what_was_tried_in_vain(seeds: Path) -> None:
    shown = run("explain", seeds, "广清经济特别合作区", "连州市").stdout
    assert "0 缺失" in shown
    assert "三园一城" in shown
    assert "检索词语" in shown
    assert "产业园" in shown


def test_gaps_of_lianzhou_are_told_as_later(seeds: Path) -> None:
    shown = run("gaps", seeds, "--plan", "lianzhou").stdout
    assert "修编时衔接" in shown
    assert "广清经济特别合作区" in shown
    assert "清城区" not in shown


def test_where_nothing_is_above_it_is_said_how_to_set_it(folder: Path, tmp_path: Path) -> None:
    for command in (("gaps", folder), ("report", folder, "-o", tmp_path / "out", "--format", "json")):
        result = run(*command)
        assert result.exit_code == 0
        assert "没有可对照的上位规划" in result.stdout
        assert "planalign plans init" in result.stdout
        assert "没有缺项" not in result.stdout


def test_labels_are_chosen_by_the_codes_of_the_contract() -> None:
    upper, lower = SEEDS / "qingyuan.txt", SEEDS / "pingdingshan.txt"
    listed = {code: run("align", upper, lower, "--label", code) for code in ("absent", "covered")}
    assert [result.exit_code for result in listed.values()] == [0, 0]
    assert "未见对应内容" in listed["absent"].stdout
    assert "未见对应内容" not in listed["covered"].stdout


def test_reverse_shows_what_the_lower_plan_has_of_its_own() -> None:
    upper, lower = SEEDS / "qingyuan.txt", SEEDS / "qingcheng.txt"
    shown = run("align", upper, lower, "--reverse")
    assert shown.exit_code == 0
    assert "强化育才引智机制" in shown.stdout
    # What an explanation says of its own chapters is no clause of the plan.
    assert "板块" not in shown.stdout and "规划稿" not in shown.stdout
    both = run("align", upper, lower, "--reverse", "--label", "absent")
    assert both.exit_code == 2 and "--reverse" in both.stderr


def test_diff_warns_of_reports_of_different_years_and_areas(tmp_path: Path) -> None:
    text = "{year}年{area}政府工作报告\n各位代表：\n一、今年工作\n新建公园3个。\n"
    for name, year, area in (
        ("a", 2024, "清远市"),
        ("b", 2025, "清远市"),
        ("c", 2025, "连州市"),
        ("d", 2024, "清远市"),
    ):
        (tmp_path / f"{name}.txt").write_text(text.format(year=year, area=area), encoding="utf-8")
    told = run("diff", tmp_path / "a.txt", tmp_path / "b.txt").stdout
    assert "年份不同（2024、2025）" in told and "不是同一地区" not in told
    told = run("diff", tmp_path / "b.txt", tmp_path / "c.txt", "--lang", "en").stdout
    assert "different areas (清远市, 连州市)" in told and "different years" not in told
    assert "注意" not in run("diff", tmp_path / "a.txt", tmp_path / "d.txt").stdout


def test_diff_tells_what_a_change_did_to_the_verdicts(tmp_path: Path) -> None:
    text = (SEEDS / "lianzhou.txt").read_text(encoding="utf-8")
    lines = text.splitlines()
    without = [line for line in lines if "饮用水" not in line]
    assert len(without) < len(lines)
    (tmp_path / "old.txt").write_text(text, encoding="utf-8")
    (tmp_path / "new.txt").write_text("\n".join(without), encoding="utf-8")
    upper = ("--upper", SEEDS / "guangqing.txt")
    changed = run("diff", tmp_path / "old.txt", tmp_path / "new.txt", *upper).stdout
    assert "饮用水水源保护区" in changed.rsplit("上位条款", 1)[1]
    (tmp_path / "new.txt").write_text(text + "\n举办龙舟赛。\n", encoding="utf-8")
    same = run("diff", tmp_path / "old.txt", tmp_path / "new.txt", *upper).stdout
    assert "结论没有变化" in same


def test_plans_list_shows_links_and_what_was_inferred(folder: Path) -> None:
    shown = run("plans", "list", folder).stdout
    assert "county" in shown
    assert "级别" in shown
    assert "名称" in shown


def test_english_has_no_chinese_heads(seeds: Path) -> None:
    head = run("frequency", seeds, "--lang", "en").stdout.splitlines()[1]
    assert "theme" in head.lower()
    assert "主题" not in head


# Files


def tree(folder: Path) -> dict[str, bytes]:
    """The files that a user sees, without the hidden record of what was written."""
    seen = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {str(path.relative_to(folder)): path.read_bytes() for path in seen}


def planalign(*args: object, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", "from compare.cli import main; main()", *map(str, args)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(SEEDS.parent), "PYTHONIOENCODING": "utf-8"} | environment,
    )


@pytest.fixture(scope="module")
def two_runs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[tuple[Path, bytes, bytes]]]:
    """The main job, twice at once, with another hash seed and another number of processes."""
    outs = [tmp_path_factory.mktemp("run") / f"out{number}" for number in (1, 2)]
    started = [
        planalign("report", SEEDS, "-o", out, "--jobs", number, PYTHONHASHSEED=str(number))
        for number, out in enumerate(outs, 1)
    ]
    told = []
    for process, out in zip(started, outs, strict=True):
        stdout, stderr = process.communicate(timeout=300)
        assert process.returncode == 0, stderr.decode()
        told.append((out, stdout, stderr))
    yield told


def test_the_main_job_writes_the_same_bytes_each_time(two_runs: list[tuple[Path, bytes, bytes]]) -> None:
    first, second = (tree(out) for out, _, _ in two_runs)
    assert list(first) == list(second)
    assert [name for name in first if first[name] != second[name]] == []


def test_themes_that_the_tool_finds_itself_are_the_same_bytes_each_time(tmp_path: Path, corpora: Path) -> None:
    """Wordings that stand in one place, names found in several plans: nothing hangs on the order of a set."""
    plans = tmp_path / "plans"
    plans.mkdir()
    for name in ("2025_广东省", "2025_江苏省", "2024_广州", "2024_南京", "2024_中山", "2024_南通"):
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


def test_the_main_job_writes_what_python_writes(two_runs: list[tuple[Path, bytes, bytes]], seeds_out: Path) -> None:
    made, wanted = tree(two_runs[0][0]), tree(seeds_out)
    assert {name: made[name] for name in wanted} == wanted


def test_the_main_job_writes_all_formats(two_runs: list[tuple[Path, bytes, bytes]]) -> None:
    made = tree(two_runs[0][0])
    wanted = {"report.json", "report.md", "report.html", "coverage.csv", "texts/lianzhou.txt"}
    wanted |= {f"charts/{name}.{kind}" for name in ("coverage", "frequency", "levels") for kind in ("png", "svg")}
    assert wanted <= set(made)
    assert all(made.values())
    assert made["coverage.csv"].startswith(b"\xef\xbb\xbf")


def test_the_main_job_tells_results_on_stdout_and_no_progress(two_runs: list[tuple[Path, bytes, bytes]]) -> None:
    for out, stdout, stderr in two_runs:
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


# Exit status


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


# Help


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    for name, command in group.commands.items():
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


# These look at single files, not at a folder of plans.
FILES = {("align",): ["UPPER"], ("diff",): ["OLD"], ("review", "read"): ["WORKBOOK"], ("evaluate",): ["REPORT"]} | {
    ("cache", "info"): [],
    ("cache", "clear"): [],
    ("judge", "import"): ["ANSWERS"],
    ("judge", "drop"): [],
}


@pytest.mark.parametrize(
    ("path", "command"), list(commands(main)), ids=lambda value: "-".join(value) if isinstance(value, tuple) else ""
)
def test_every_command_and_option_is_documented(path: tuple[str, ...], command: click.Command) -> None:
    assert command.help
    assert all(option.help for option in command.params if isinstance(option, click.Option))
    result = run(*path, "--help")
    assert result.exit_code == 0
    arguments = [str(param.name).upper() for param in command.params if isinstance(param, click.Argument)]
    assert arguments[:1] == ([] if isinstance(command, click.Group) else FILES.get(path, ["PLANS"]))


def test_the_commands_are_those_of_the_contract() -> None:
    found = {" ".join(path) for path, command in commands(main) if not isinstance(command, click.Group)}
    assert found >= {
        "report",
        "coverage",
        "gaps",
        "frequency",
        "explain",
        "themes list",
        "plans list",
        "themes discover",
        "evaluate",
    }


def test_version() -> None:
    assert "planalign" in run("--version").stdout


# Names that nobody vouches for


MARKUP = "[red]x[/] [link=file:///etc]y[/link] [bold"


@pytest.mark.parametrize("command", [c for c in COMMANDS if "lianzhou" not in c and "qingcheng" not in c], ids=" ".join)
def test_names_are_shown_as_they_are_written(tmp_path: Path, command: tuple[str, ...]) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "a.txt").write_text("第一章 主要任务\n完善公园绿地。\n", encoding="utf-8")
    (folder / "b.txt").write_text(COUNTY, encoding="utf-8")
    (folder / "plans.yaml").write_text(
        "plans:\n  - {id: '[red]x', file: a.txt, region: '[red]甲', title: '[bold]题', level: county, upper: ['[b]y']}\n"
        "  - {id: '[b]y', file: b.txt, region: '[/]乙', level: city}\n",
        encoding="utf-8",
    )
    (folder / "themes.yaml").write_text(
        "themes:\n  - {id: '[/]', name: '[red]产业集群[/]', definition: '[bold]产业集群'}\n  - {id: 'T', name: 养老服务}\n",
        encoding="utf-8",
    )
    result = run(*with_plans(command, folder))
    assert result.exit_code == 0
    assert "[red]" in result.stdout or "[/]" in result.stdout
    assert ESCAPE not in result.stdout


def test_explain_with_names_like_markup(tmp_path: Path) -> None:
    folder = write_plans(tmp_path, x="第一章 任务\n建设[red]产业集群[/]5个。\n")
    (folder / "themes.csv").write_text("id,name\n[/],[red]产业集群[/]\n", encoding="utf-8")
    result = run("explain", folder, "[/]", "x")
    assert result.exit_code == 0
    assert "建设[red]产业集群[/]5个。" in result.stdout
    assert "[red]没有" in run("explain", folder, "[red]没有", "x").stderr


@pytest.mark.skipif(sys.platform == "win32", reason="such names cannot be made there")
@pytest.mark.parametrize("name", ["a\x1b[31mred", "a\nb", "a\tb", "[red]x", "a\u202eb", "a\x07"])
def test_control_characters_in_file_names_never_reach_the_terminal(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / f"{name}.txt").write_text(COUNTY, encoding="utf-8")
    (folder / f"{name}2.txt").write_bytes(b"")
    result = run("report", folder, "-o", tmp_path / "out", "--format", "md")
    assert result.exit_code == 1
    shown = result.stdout + result.stderr
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", shown)
    if name == "[red]x":
        assert "[red]x2.txt" in result.stderr
    assert run("explain", folder, "gone\x1b[31m", "x").exit_code == 2
    assert ESCAPE not in run("explain", folder, "gone\x1b[31m", "x").stderr


def test_python_gives_the_same_as_the_command(folder: Path, tmp_path: Path) -> None:
    from compare import compare_plans

    reports.write(compare_plans(folder), tmp_path / "python", ["md"])
    assert run("report", folder, "-o", tmp_path / "command", "--format", "md").exit_code == 0
    assert tree(tmp_path / "python") == tree(tmp_path / "command")


# What it takes


HEAVY = ("numpy", "scipy", "pydantic", "ruamel", "rapidfuzz", "lxml", "jieba", "cn2an", "http.server")
REPORTS = ("jinja2", "matplotlib", "docx", "xlsxwriter", "openpyxl", "http.server", "pypdfium2", "trafilatura")


def imported_by(*args: object) -> set[str]:
    """The modules that are there when a command has ended."""
    program = (
        "import sys\nfrom compare.cli import main\nmain(standalone_mode=False)\nprint(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *map(str, args)],
        capture_output=True,
        env=os.environ | {"PYTHONPATH": str(SEEDS.parent), "PYTHONIOENCODING": "utf-8"},
        check=True,
    )
    return set(done.stderr.decode().split())


@pytest.mark.parametrize("args", [("--help",), ("report", "--help"), ("themes", "discover", "--help")])
def test_help_imports_nothing_heavy(args: tuple[str, ...]) -> None:
    assert not imported_by(*args) & set(HEAVY)


def test_a_json_report_imports_nothing_of_other_formats(folder: Path, tmp_path: Path) -> None:
    assert not imported_by("report", folder, "-o", tmp_path / "out", "--format", "json", "--no-cache") & set(REPORTS)


def test_gaps_are_told_a_line_each_and_those_left_out_are_counted(seeds: Path) -> None:
    every = run("gaps", seeds, "--plan", "qingyuan").stdout
    lines = [line for line in every.splitlines() if re.match(r"\d\.\d\d ", line)]
    few = run("gaps", seeds, "--plan", "qingyuan", "--top", "3").stdout
    assert sum(bool(re.match(r"\d\.\d\d ", line)) for line in few.splitlines()) == 3
    assert f"列出3项，其余{len(lines) - 3}项未列。" in few
    themes = run("gaps", seeds, "--plan", "qingyuan", "--kind", "theme", "--min-severity", "0.1").stdout
    shown = [line for line in themes.splitlines() if re.match(r"\d\.\d\d ", line)]
    assert shown and all(float(line[:4]) >= 0.1 and " 主题 “" in line for line in shown)


@pytest.mark.parametrize("width", [80, 120, 160])
def test_each_target_stands_beside_the_words_around_its_number(
    seeds: Path, seeds_comparison: Comparison, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setattr(show, "_WIDTH_OF_FILES", width)
    lines = run("targets", seeds, "--plan", "lianzhou").stdout.splitlines()
    heads = next(line for line in lines if "原文" in line)
    told = cell_len(heads[: heads.index("原文")])
    rows = [line for line in lines if re.search(r"第\d+行 {2}", line)]
    words = [line[len(chop_cells(line, told)[0]) :].strip() for line in rows]
    own = [target for target in seeds_comparison.targets if target.plan == "lianzhou"]
    assert len(own) == len(rows) > 40 and all(cell_len(line) <= width for line in rows)
    for target, shown in zip(own, words, strict=True):
        assert shown.strip("…") in clean(target.quote) and cell_len(shown) >= min(cell_len(target.quote), 16)
        assert clean(target.value) in shown or target.value not in target.quote
    assert ("城镇登记失业率控制在3%以内" in words) == (width == 160)


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
