"""The command line on the seeds and on names that nobody vouches for: what is printed where."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len, chop_cells

from compare.cli import show
from compare.model import Comparison
from reports.output import clean
from tests.builders import COUNTY, SEEDS, write_plans
from tests.cli.invoke import ESCAPE, run

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
    assert "different places (清远市, 连州市)" in told and "different years" not in told
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
    assert "划定和管理饮用水" in changed.rsplit("上位条款", 1)[1]
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
    assert ("城镇登记失业率控制在3%以内" in words) == (width >= 120)
