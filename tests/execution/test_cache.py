"""The cache: the same bytes with it and without it, only what changed is done again, and no fault of it stops a run."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import stat
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import reports
from compare.cli import main
from compare.execution import Cache, Engine
from compare.pipeline import conclude as concluding
from compare.pipeline import match as judging
from compare.pipeline import parse as parsing
from compare.pipeline import run as running
from tests.builders import short_seeds
from tests.result_tables import tables_of

FILE = "findings.sqlite"


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("PLANALIGN_CACHE", str(folder))
    return folder


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    shutil.copytree(short_seeds(), tmp_path / "plans")
    return tmp_path / "plans"


@pytest.fixture
def few(tmp_path: Path) -> Path:
    """Two short plans, the one below the other."""
    folder = tmp_path / "few"
    folder.mkdir()
    for name, schools in (("清远市", 30), ("阳山县", 3)):
        text = f"{name}2025年政府工作报告\n一、工作任务\n推进乡村振兴示范带建设，新建学校{schools}所。\n"
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is really done: a word for each plan that is parsed, judged by themes or aligned."""
    done: list[str] = []

    def watch(module: object, name: str, told: Callable[..., str]) -> None:
        real = getattr(module, name)

        def watched(*args: object, **kwargs: object) -> object:
            done.append(told(*args))
            return real(*args, **kwargs)

        monkeypatch.setattr(module, name, watched)

    watch(parsing, "parse", lambda entry: f"read {entry.id}")
    watch(judging, "cover", lambda reading, *_: f"judge {reading.plan.id}")
    watch(judging, "align", lambda above, below, *_: f"align {above.side.reading.plan.id} {below.reading.plan.id}")
    watch(concluding, "find_gaps", lambda plan, *_: f"conclude {plan.id}")
    watch(running, "with_discovered", lambda *_: "discover")
    return done


def run(plans: Path, *options: str) -> tuple[Result, bytes]:
    out = plans.parent / "out"
    result = CliRunner().invoke(
        main, ["report", str(plans), "-o", str(out), "--format", "json", "--jobs", "1", *options]
    )
    report = out / "report.json"
    return result, report.read_bytes() if report.exists() else b""


@pytest.mark.usefixtures("kept")
def test_a_second_run_does_nothing_again_and_gives_the_same_bytes(plans: Path, work: list[str]) -> None:
    first, report = run(plans)
    assert first.exit_code == 0 and "align qingyuan lianzhou" in work
    work.clear()
    assert run(plans)[1] == report
    assert work == []
    assert run(plans, "--no-cache")[1] == report
    assert work


@pytest.mark.usefixtures("kept")
def test_reports_are_made_again_only_where_what_they_show_has_changed(
    few: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    for name in ("_render", "_charts"):
        real = getattr(reports, name)

        def watched(*args: Any, real: Callable[..., Any] = real) -> Any:
            made.append(args[0] if isinstance(args[0], str) else "charts")
            return real(*args)

        monkeypatch.setattr(reports, name, watched)
    wanted = [part for each in ("html", "md", "csv", "charts", "brief") for part in ("--format", each)]
    out, city = few.parent / "out", few / "清远市.txt"
    city.write_text(city.read_text(encoding="utf-8") + "发展养老服务，新建敬老院20所。\n", encoding="utf-8")

    def again(*options: str) -> dict[str, bytes]:
        made.clear()
        assert run(few, *wanted, *options)[0].exit_code == 0
        return {path.name: path.read_bytes() for path in out.rglob("*") if path.is_file() and path.suffix != ".png"}

    first = again()
    assert set(made) == {"html", "md", "csv", "charts", "brief"}
    assert again() == first and made == []
    assert again("--lang", "en")["report.html"] != first["report.html"] and "html" in made
    (out / "report.md").write_text("改过", encoding="utf-8")
    assert again()["report.md"] == first["report.md"] and made == []
    gap = tables_of(json.loads((out / "report.json").read_bytes()))["gaps"][0]["id"]
    (few / "waivers.yaml").write_text(f"waivers:\n  - gap: {gap}\n    reason: 由市级统一实施\n", encoding="utf-8")
    assert "由市级统一实施" in again()["report.html"].decode() and "html" in made


@pytest.mark.usefixtures("kept")
def test_only_what_changed_is_done_again(plans: Path, work: list[str]) -> None:
    run(plans)
    work.clear()
    county = plans / "lianzhou.txt"
    county.write_bytes(county.read_bytes() + "\n落实广清一体化，共建广清产业园连州片区。\n".encode())
    _, report = run(plans)
    aligned = {"align qingyuan lianzhou", "align guangqing lianzhou"}
    assert set(work) == {"read lianzhou", "judge lianzhou", "conclude lianzhou"} | aligned
    assert run(plans, "--no-cache")[1] == report


@pytest.mark.usefixtures("kept")
def test_a_waiver_or_another_name_of_an_upper_plan_is_seen_and_nothing_judged_again(
    plans: Path, work: list[str]
) -> None:
    gap = tables_of(run(plans)[1])["gaps"][0]
    work.clear()
    (plans / "waivers.yaml").write_text(f"waivers:\n  - gap: {gap['id']}\n    reason: 由市里统一做\n", encoding="utf-8")
    waived = run(plans)[1]
    assert tables_of(waived)["gaps"][0]["waived"] == "由市里统一做"
    assert {word.split()[0] for word in work} == {"conclude"}
    assert run(plans, "--no-cache")[1] == waived
    # Another plan of the same place: sentences now name its year as well.
    listed = (plans / "plans.yaml").read_text("utf-8")
    more = "  - {id: twin, file: pingdingshan.txt, region: 清远市, level: city, year: 1999}\n"
    (plans / "plans.yaml").write_text(listed.rstrip() + "\n" + more, encoding="utf-8")
    work.clear()
    named = run(plans)[1]
    assert "align qingyuan lianzhou" not in work and "conclude lianzhou" in work
    assert any("清远市 2022" in g["suggestion"] for g in tables_of(named)["gaps"] if g["upper"] == "qingyuan")
    assert run(plans, "--no-cache")[1] == named


@pytest.mark.usefixtures("kept")
def test_another_theme_file_aligns_no_clause_again(plans: Path, work: list[str]) -> None:
    run(plans)
    work.clear()
    themes = plans / "themes.yaml"
    themes.write_text(themes.read_text("utf-8").replace("definition: ", "definition: 落实", 1), "utf-8")
    _, report = run(plans)
    assert {word.split()[0] for word in work} == {"judge", "conclude"}
    assert run(plans, "--no-cache")[1] == report


@pytest.mark.usefixtures("kept")
def test_themes_are_discovered_again_only_where_a_plan_has_changed(few: Path, work: list[str]) -> None:
    report = run(few)[1]
    assert "discover" in work
    work.clear()
    assert run(few)[1] == report
    assert work == []
    county = few / "阳山县.txt"
    county.write_text(county.read_text(encoding="utf-8") + "推进乡村振兴示范带建设。\n", encoding="utf-8")
    changed = run(few)[1]
    assert "discover" in work and changed != report
    assert run(few, "--no-cache")[1] == changed


def test_what_lies_in_the_cache_is_its_owners_alone(few: Path, kept: Path) -> None:
    run(few)
    assert stat.S_IMODE(kept.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in kept.iterdir()} == {0o600}


def test_a_folder_that_was_there_before_keeps_its_rights(few: Path, kept: Path) -> None:
    kept.mkdir()
    kept.chmod(0o755)
    run(few)
    assert stat.S_IMODE(kept.stat().st_mode) == 0o755
    assert {stat.S_IMODE(file.stat().st_mode) for file in kept.iterdir()} == {0o600}


@pytest.mark.parametrize("damage", ["all", "head", "value", "size"])
def test_a_damaged_cache_is_told_and_begun_anew(few: Path, kept: Path, damage: str) -> None:
    _, report = run(few)
    file = kept / FILE
    if damage in ("value", "size"):
        # A head of Zstandard that announces 2^62 bytes.
        head = bytes.fromhex("28b52ffde00000000000000040") if damage == "size" else b""
        with sqlite3.connect(file) as connection:
            connection.execute("UPDATE kept SET value = ?", (head.ljust(100, b"\0"),))
        connection.close()
    else:
        file.write_bytes(b"\0" * 5000 if damage == "all" else b"no sqlite" + file.read_bytes()[9:])
    result, again = run(few)
    assert (result.exit_code, again) == (1, report)
    assert "缓存" in result.stderr and "损坏" in result.stderr and "Traceback" not in result.output
    healed, again = run(few)
    assert (healed.exit_code, again) == (0, report)
    assert (kept / FILE).exists()


def test_a_place_where_nothing_can_be_kept_is_told(few: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("PLANALIGN_CACHE", str(tmp_path / "file"))
    result, report = run(few)
    assert result.exit_code == 1 and report
    assert str(tmp_path / "file") in result.stderr


def test_nothing_but_what_was_used_last_is_kept_beyond_the_limit(tmp_path: Path) -> None:
    def opened() -> Cache:
        return Cache(tmp_path, limit=3500)

    for name in (b"a", b"b", b"c"):
        cache = opened()
        cache.put(name, os.urandom(1000))
        cache.close()
    cache = opened()
    assert cache.get(b"a") is not None
    cache.put(b"d", os.urandom(1000))
    cache.close()
    cache = opened()
    assert [name for name in (b"a", b"b", b"c", b"d") if cache.holds(name)] == [b"a", b"c", b"d"]
    assert cache.info().size <= 3500
    cache.close()


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="rights on Windows are told otherwise")
def test_a_cache_that_is_not_trusted_is_told_of_once_and_no_fault_of_the_run(few: Path, kept: Path) -> None:
    kept.mkdir()
    kept.chmod(0o777)
    result, report = run(few, "--format", "md")
    assert result.exit_code == 0 and report
    assert result.output.count("不能信任") == 1
    assert not (kept / FILE).exists()


@pytest.mark.usefixtures("kept")
def test_several_processes_keep_what_they_find_side_by_side(few: Path, tmp_path: Path, warm_command: Path) -> None:
    command = [str(warm_command), "report", str(few), "--jobs", "1"]
    runs = [
        subprocess.Popen(
            [*command, "--format", "json", "-o", str(tmp_path / name)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for name in ("one", "two", "three")
    ]
    assert [(process.communicate()[1], process.returncode) for process in runs] == [(b"", 0)] * 3
    assert len({(tmp_path / name / "report.json").read_bytes() for name in ("one", "two", "three")}) == 1


def test_info_and_clear(few: Path, kept: Path) -> None:
    run(few)
    told = CliRunner().invoke(main, ["cache", "info"])
    assert str(kept) in told.stdout and "MB" in told.stdout
    assert CliRunner().invoke(main, ["cache", "clear"]).exit_code == 0
    assert not (kept / FILE).exists()
    assert " 0 " in CliRunner().invoke(main, ["cache", "info", "--lang", "en"]).stdout


def test_a_long_run_does_not_fill_the_disk(tmp_path: Path) -> None:
    """The limit holds while a run goes on, but for what is written at once."""
    cache = Cache(tmp_path, limit=200_000)
    for number in range(1000):
        cache.put(number.to_bytes(4, "big"), os.urandom(2000))
        assert cache.info().size <= 300_000
    assert cache.info().entries > 50
    cache.close()
    assert (tmp_path / FILE).stat().st_size <= 300_000


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="rights of POSIX")
def test_a_cache_that_others_may_write_to_is_told_of_and_not_used(tmp_path: Path) -> None:
    from compare.execution import Cache

    (folder := tmp_path / "cache").mkdir()
    folder.chmod(0o777)
    cache = Cache(folder)
    assert "别人可以改写" in cache.fault
    cache.put(b"key", b"value")
    cache.close()
    assert list(folder.iterdir()) == []


@pytest.mark.usefixtures("kept")
def test_each_part_of_a_result_has_a_key(few: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, asked = Engine.run, set[str]()

    def run_and_compare(engine: Engine, stage: Any, items: Any, **how: Any) -> Any:
        for item in items:
            assert set(stage.parts(item)) == set(stage.keys(item))
            asked.add(stage.name)
        return real(engine, stage, items, **how)

    monkeypatch.setattr(Engine, "run", run_and_compare)
    assert run(few)[0].exit_code == 0
    assert len(asked) == 3


def test_without_a_cache_no_key_is_worked_out(few: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def key_of(*_: object) -> bytes:
        raise AssertionError("a key")

    for module in (parsing, judging, concluding):
        monkeypatch.setattr(module, "key_of", key_of)
    assert run(few, "--no-cache")[0].exit_code == 0


def test_a_new_file_that_another_process_is_making_is_waited_for(kept: Path) -> None:
    kept.mkdir(mode=0o700)
    (kept / FILE).touch(mode=0o600)
    other = sqlite3.connect(kept / FILE, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    with ThreadPoolExecutor() as pool:
        opened = pool.submit(lambda: Cache(kept).fault)
        with pytest.raises(TimeoutError):
            opened.result(timeout=0.2)
        other.rollback()
        assert opened.result() == ""
    other.close()
