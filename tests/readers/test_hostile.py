"""Files made to harm, beside good plans: the good plans are done, each of the others is told of, nothing hangs."""

from __future__ import annotations

import errno
import json
import os
import re
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from compare import RunOptions, find_plans, load_themes, read_plans
from compare.errors import InputError
from compare.execution import read_limits, usual_limit
from compare.model import Theme
from tests.builders import COUNTY, ROOT, judge, plan_of, write_plans
from tests.hostile_files import GIVEN_UP, READ, page
from tests.result_tables import tables_of

CITY = COUNTY.replace("连州", "清远").replace("荣获省级卫生县城称号", "创成文明城市")
SECRET = "这一句在文件夹之外"


class Run(NamedTuple):
    status: int
    report: dict[str, Any]
    told: str

    def warnings(self, file: str) -> str:
        source = next(source for source in self.report["sources"] if source["file"] == file.replace("\u202e", ""))
        return "" if source["plan"] else " ".join(source["warnings"])

    def plans(self) -> set[str]:
        return {plan["id"] for plan in self.report["plans"]}


def run(folder: Path, *options: str, **environment: str) -> Run:
    """The real command; no process of it may grow beyond three gigabytes."""
    out = folder.parent / "out"
    done = subprocess.run(
        [sys.executable, "-c", "from compare.cli import main; main()", "report", str(folder), "-o", str(out), *options],
        capture_output=True,
        timeout=900,
        check=False,
        cwd=folder.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1", **environment},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30)),
    )
    report = out / "report.json"
    return Run(
        done.returncode,
        tables_of(report.read_bytes()) if report.exists() else {},
        done.stderr.decode(),
    )


@pytest.fixture(scope="module")
def besieged(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A folder of all hostile files and two good plans, compared once."""
    root = tmp_path_factory.mktemp("hostile")
    folder = write_plans(root / "plans", good=COUNTY, city=CITY)
    (root / "outside").mkdir()
    (root / "outside" / "secret.txt").write_text(COUNTY + SECRET, encoding="utf-8")
    for name, (make, _) in GIVEN_UP.items():
        make(folder / name)
    for name, made in READ.items():
        made(folder / name)
    return run(folder, "--format", "json", "--jobs", "1", PLANALIGN_LIMIT_CLAUSES="3000")


def test_the_good_plans_are_done_and_the_status_says_that_others_were_not(besieged: Run) -> None:
    assert besieged.status == 1, besieged.told
    assert {"good", "city"} <= besieged.plans()
    assert SECRET not in json.dumps(besieged.report, ensure_ascii=False)


@pytest.mark.parametrize("name", GIVEN_UP)
def test_what_is_given_up_is_told_of(besieged: Run, name: str) -> None:
    assert re.search(GIVEN_UP[name][1], besieged.warnings(name)), besieged.warnings(name)


@pytest.mark.parametrize("name", READ)
def test_what_only_looks_odd_is_read(besieged: Run, name: str) -> None:
    assert besieged.warnings(name) == ""
    source = next(source for source in besieged.report["sources"] if source["file"] == name.replace("\u202e", ""))
    assert source["plan"]


def test_what_goes_beyond_the_limits_is_given_up_alone(tmp_path: Path) -> None:
    folder = write_plans(tmp_path / "plans", good=COUNTY)
    (folder / "slow.html").write_text(page("<p>推进产业集群建设。</p>" * 150_000), encoding="utf-8")
    slow = run(folder, "--format", "json", PLANALIGN_LIMIT_SECONDS="1")
    assert (slow.status, slow.plans()) == (1, {"good"}), slow.told
    assert "超过 1 秒" in slow.warnings("slow.html")
    assert "slow.html" in slow.told


def test_what_takes_too_much_memory_is_given_up_alone(tmp_path: Path) -> None:
    folder = write_plans(tmp_path / "plans", good=COUNTY)
    (folder / "large.html").write_text(page("<p>推进产业集群建设。</p>" * 50_000), encoding="utf-8")
    large = run(folder, "--format", "json", "--jobs", "1", PLANALIGN_LIMIT_MEMORY_MB="40")
    assert (large.status, large.plans()) == (1, {"good"}), large.told
    assert "内存超过 40 MB" in large.warnings("large.html")


def test_a_wrong_limit_is_wrong_use(tmp_path: Path) -> None:
    folder = write_plans(tmp_path / "plans", good=COUNTY)
    wrong = run(folder, PLANALIGN_LIMIT_SECONDS="两分钟")
    assert wrong.status == 2
    assert "PLANALIGN_LIMIT_SECONDS" in wrong.told and "两分钟" in wrong.told


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PLANALIGN_LIMIT_PAGES", "0"),
        ("PLANALIGN_LIMIT_CHARS", "1e9"),
        ("PLANALIGN_LIMIT_SECOND", "60"),
        ("PLANALIGN_CACHE_MB", "1GB"),
        ("PLANALIGN_CACHE_MB", "-1"),
    ],
)
def test_every_wrong_limit_of_the_environment_is_told(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(InputError, match=name):
        usual_limit() if "CACHE" in name else read_limits()


def test_a_limit_that_no_machine_reaches_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_plans(tmp_path / "plans", good=COUNTY)
    (folder / "city.html").write_text(page("<p>推进产业集群建设，到2025年达到10个。</p>"), encoding="utf-8")
    for name in ("SECONDS", "MEMORY_MB", "CHARS"):
        monkeypatch.setenv(f"PLANALIGN_LIMIT_{name}", "9" * 12)
    plans, _ = read_plans(find_plans(folder), options=RunOptions(jobs=1))
    assert sorted(plan.id for plan in plans) == ["city", "good"]


# Files that change while they are read


def test_a_file_that_vanishes_after_it_was_listed_is_told_of(tmp_path: Path) -> None:
    folder = write_plans(tmp_path, good=COUNTY, gone=COUNTY)
    corpus = find_plans(folder)
    (folder / "gone.txt").unlink()
    plans, sources = read_plans(corpus, options=RunOptions(jobs=1))
    assert [plan.id for plan in plans] == ["good"]
    assert "移走或改名" in sources[0].warnings[0].values[0]


@pytest.mark.parametrize(
    ("fault", "told"),
    [(errno.EACCES, "权限"), (errno.EBUSY, "无法打开"), (errno.EIO, "磁盘"), (errno.ESTALE, "无法打开")],
)
def test_a_file_that_cannot_be_opened_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: int, told: str
) -> None:
    folder = write_plans(tmp_path, good=COUNTY, locked=COUNTY)
    opened = os.open

    def refuse(path: Any, *options: Any) -> int:
        if Path(path).name == "locked.txt":
            raise OSError(fault, os.strerror(fault), str(path))
        return opened(path, *options)

    monkeypatch.setattr(os, "open", refuse)
    plans, sources = read_plans(find_plans(folder), options=RunOptions(jobs=1))
    assert [plan.id for plan in plans] == ["good"]
    assert told in sources[1].warnings[0].values[0]


def test_what_is_added_to_a_file_while_it_is_read_does_not_go_beyond_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_plans(tmp_path, good=COUNTY, growing=COUNTY)
    opened = os.fdopen

    def grow(number: int, mode: str) -> Any:
        with (folder / "growing.txt").open("ab") as file:
            file.write(b"\n" * (3 << 20))
        return opened(number, mode)

    monkeypatch.setenv("PLANALIGN_LIMIT_FILE_MB", "1")
    corpus = find_plans(folder)
    monkeypatch.setattr(os, "fdopen", grow)
    plans, sources = read_plans(corpus, options=RunOptions(jobs=1))
    assert [plan.id for plan in plans] == ["good"]
    assert "超过 1 MB" in sources[1].warnings[0].values[0]


# Files that a person gives: plans.yaml and themes


def test_a_plans_yaml_may_lead_outside_its_folder_but_not_to_a_device(tmp_path: Path) -> None:
    folder = write_plans(tmp_path / "plans", good=COUNTY)
    write_plans(tmp_path / "elsewhere", other=CITY)
    os.mkfifo(folder / "pipe")
    (folder / "plans.yaml").write_text(
        "plans:\n- {file: good.txt}\n- {file: ../elsewhere/other.txt}\n- {file: /dev/zero, id: zero}\n"
        "- {file: pipe.txt}\n- {file: pipe.csv, row: 2}\n",
        encoding="utf-8",
    )
    for name in ("pipe.txt", "pipe.csv"):
        os.mkfifo(folder / name)
    plans, sources = read_plans(find_plans(folder), options=RunOptions(jobs=1))
    assert [plan.id for plan in plans] == ["good", "other"]
    assert [bool(source.plan) for source in sources] == [True, True, False, False, False]
    assert ["管道或设备" in source.warnings[0].values[0] for source in sources[3:]] == [True, True]


def doubling(first: str, each: str, times: int) -> str:
    """YAML in which every item refers several times to the one before."""
    return f"themes:\n  - &a0 {first}\n" + "".join(
        f"  - &a{n} {each.replace('*', f'*a{n - 1}')}\n" for n in range(1, times)
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (doubling("[哈, 哈]", "[*, *, *, *, *, *, *, *, *]", 12), "引用"),
        (doubling("{name: 哈}", "{name: *, definition: *, id: *}", 30), "引用|嵌套"),
        ("themes:\n  - name: &x [哈, 哈]\n" + "  - {name: [*x, *x, *x]}\n" * 20, "应是文字"),
        ("themes: &a\n  - *a\n", "应是"),
        ("themes: " + "[" * 100_000, "括号嵌套"),
        ("themes: " + "[a, " * 60 + "]" * 60, "括号嵌套"),
        ("- " * 5000 + "a", "YAML"),
        ('themes:\n  - !!python/object/apply:os.mkdir ["escaped"]\n', "应是"),
        ("themes:\n  - {name: !!python/name:os.system x}\n", "应是文字"),
        ("themes:\n  - {name: 产业, aliases: !x 园区企业}\n", "“aliases”应是列表"),
        ("themes:\n" + "  - x\n" * 5000, "5000 处需要修改（只列出前 100 处）"),
        ("themes:\n  - {name: [" + "长" * 100_000 + "]}\n", "……"),
    ],
    ids=["lists", "maps", "repeated", "itself", "open", "deep", "dashes", "call", "name", "letters", "faults", "long"],
)
def test_a_theme_file_made_to_harm_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "themes.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=told) as caught:
        load_themes(tmp_path / "themes.yaml")
    assert len(str(caught.value)) < 20_000
    assert not (tmp_path / "escaped").exists()


def test_a_workbook_of_themes_that_bursts_is_not_unpacked(tmp_path: Path) -> None:
    GIVEN_UP["bomb.xlsx"][0](tmp_path / "themes.xlsx")
    with pytest.raises(InputError, match="解压后大得反常"):
        load_themes(tmp_path / "themes.xlsx")


def test_a_theme_file_that_is_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "themes.yaml")
    with pytest.raises(InputError, match="管道或设备"):
        load_themes(tmp_path / "themes.yaml")


PHRASES = ("(a+)+$", "产业.*发展", "\\", "[", "<script>alert(1)</script>", "=1+1", "\x1b[31m红", "产\x00业")


def test_themes_are_words_and_no_patterns() -> None:
    themes = tuple(Theme(f"T{n}", f"{phrase}名称", "", aliases=(phrase * 2,)) for n, phrase in enumerate(PHRASES))
    plan = plan_of("第一章 主要任务\n" + "a" * 5000 + "推进产业集群发展。\n" + f"推进{'(a+)+$' * 2}建设。\n")
    cells = judge([plan], themes)
    assert [cell.theme for cell in cells.values() if cell.evidence] == ["T0"]
