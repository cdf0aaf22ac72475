"""``plans init``: a plans.yaml with all that was inferred, which changes nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from msgspec.structs import replace

from compare import RunOptions
from compare.cli import main
from compare.corpus import find_plans
from compare.model import Plan
from compare.pipeline.compare import read_plans
from tests.builders import COUNTY, write_plans


def init(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["plans", "init", str(folder), *options])


def listed(folder: Path) -> tuple[Plan, ...]:
    return read_plans(find_plans(folder), options=RunOptions(jobs=1))[0]


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A folder as planners have them: texts, a table, a double, a file that is none, a name that needs quoting."""
    folder = write_plans(
        tmp_path / "规划",
        **{
            "连州: #规划": COUNTY,
            "清远": COUNTY.replace("连州市", "清远市"),
            "副本": COUNTY,
            "2024_台州": "我代表国务院报告工作。\n建设园区。",
        },
    )
    (folder / "空.txt").write_bytes(b"")
    table = "标题,正文\n英德市规划纲要,英德市规划纲要。建设园区。\n"
    (folder / "表.csv").write_text(table, encoding="utf-8")
    return folder


def test_init_lists_every_plan_and_gives_the_same_comparison(mixed: Path) -> None:
    before = listed(mixed)
    result = init(mixed)
    assert result.exit_code == 1  # one file could not be read, as with every command
    assert "核对" in result.output
    after = listed(mixed)
    told = [replace(plan, inferred=()) for plan in before]
    assert [replace(plan, inferred=()) for plan in after] == told
    assert all(set(plan.inferred) <= {"year", "period", "region"} for plan in after)


def test_init_says_what_was_inferred_and_what_is_doubtful(mixed: Path) -> None:
    init(mixed)
    text = (mixed / "plans.yaml").read_text(encoding="utf-8")
    assert "level: county # 推断" in text
    assert "注意：内容与“" in text
    assert "注意：正文说的是“全国”，与文件名或清单所写的“台州市”不符" in text
    assert "空.txt：" in text.split("# 没有读成的文件：")[1]
    assert "row: 2" in text


def test_init_never_overwrites_unless_forced(mixed: Path) -> None:
    path = mixed / "plans.yaml"
    path.write_text("plans:\n  - {file: 清远.txt}\n", encoding="utf-8")
    result = init(mixed)
    assert result.exit_code == 2
    assert "--force" in result.output
    assert path.read_text(encoding="utf-8") == "plans:\n  - {file: 清远.txt}\n"
    # Forced, it lists the folder, not what the old list named.
    init(mixed, "--force")
    assert len(listed(mixed)) == 5


def test_init_writes_elsewhere_with_paths_from_there(mixed: Path, tmp_path: Path) -> None:
    (tmp_path / "lists").mkdir()
    target = tmp_path / "lists" / "mine.yaml"
    init(mixed, "-o", str(target))
    assert not (mixed / "plans.yaml").exists()
    assert {plan.id for plan in read_plans(find_plans(target), options=RunOptions(jobs=1))[0]} == {
        plan.id for plan in listed(mixed)
    }


def test_init_wants_a_folder(tmp_path: Path) -> None:
    assert init(tmp_path / "none").exit_code == 2
    write_plans(tmp_path, a=COUNTY)
    assert init(tmp_path / "a.txt").exit_code == 2


def test_init_twice_gives_the_same_bytes(mixed: Path) -> None:
    init(mixed)
    first = (mixed / "plans.yaml").read_bytes()
    init(mixed, "--force")
    assert (mixed / "plans.yaml").read_bytes() == first


@pytest.mark.skipif(os.name == "nt", reason="names of other encodings only stand on the disks of other systems")
def test_files_whose_names_are_in_gb18030_are_listed_by_names_that_can_be_written(tmp_path: Path) -> None:
    folder = write_plans(tmp_path / "规划", 清远市=COUNTY.replace("连州市", "清远市"))
    inner = folder / "县区" / os.fsdecode("县级".encode("gb18030"))
    try:
        inner.mkdir(parents=True)
        (inner / os.fsdecode("连州.txt".encode("gb18030"))).write_text(COUNTY, encoding="utf-8")
    except OSError:
        pytest.skip("this disk takes no such names")
    before = listed(folder)
    assert init(folder).exit_code == 0
    assert "县区/县级/连州.txt" in (folder / "plans.yaml").read_text(encoding="utf-8")
    assert sorted((plan.id, plan.text) for plan in listed(folder)) == sorted((plan.id, plan.text) for plan in before)
    assert len(before) == 2
