"""Mutated files of every kind: what the long run once found, and a short run of the same (``python -m tests.fuzzing``)."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("the watch over time and memory is that of POSIX", allow_module_level=True)

from tests.builders import ROOT
from tests.fuzzing.loop import Finding, check, run, smaller
from tests.fuzzing.targets import TARGETS
from tests.fuzzing.watch import Lines

FOUND = sorted((ROOT / "tests" / "data" / "fuzz").iterdir())
SHORT = 1500
SHARES = sum(target.share for target in TARGETS.values())


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_what_was_found_once_holds(path: Path, tmp_path: Path) -> None:
    assert check(path.name.partition("-")[0], path.read_bytes(), tmp_path) is None


@pytest.mark.parametrize("target", TARGETS)
def test_a_short_run_finds_nothing(target: str, tmp_path: Path) -> None:
    cases = round(SHORT * TARGETS[target].share / SHARES)
    found = [
        finding
        for _, finding, _ in run(target, cases, seed=9, folder=tmp_path, rich=False, guided=False)
        if finding is not None
    ]
    assert [(finding.number, finding.key) for finding in found] == []


# The watch itself: a run that never finds anything is worth nothing.


def _broken(path: Path) -> None:
    if b"\xe5\xba\x94" in path.read_bytes():  # 应
        raise KeyError("应")


def test_a_slip_is_found_and_made_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    monkeypatch.setitem(TARGETS, "text", replace(TARGETS["text"], check=_broken))
    content = ("第一章 总则\n" * 30 + "应急管理\n" + "第二章 产业\n" * 30).encode()
    broken = check("text", content, tmp_path)
    assert broken is not None and broken[0].startswith("KeyError")
    assert smaller(Finding("text", *broken, 0, content), tmp_path).decode() == "应"


@pytest.mark.parametrize(
    ("statement", "key"),
    [
        ("while True: pass", "TookTooLong"),
        ("import re; re.match('(a+)+b', 'a' * 60)", "TookTooLong"),
        ("import warnings; warnings.warn('spilt')", "a library warns"),
        ("print('spilt')", "something is printed"),
    ],
)
def test_hangs_and_spills_are_found(statement: str, key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    def runs(path: Path) -> None:  # noqa: ARG001
        exec(statement)

    monkeypatch.setattr("tests.fuzzing.watch.SECONDS", 0.2)
    monkeypatch.setitem(TARGETS, "text", replace(TARGETS["text"], check=runs))
    broken = check("text", b"a", tmp_path)
    assert broken is not None and broken[0].startswith(key)


def test_the_same_seed_makes_the_same_cases(tmp_path: Path) -> None:
    def contents(seed: int) -> list[bytes]:
        steps = run("csv", 5, seed=seed, folder=tmp_path, rich=False, guided=False)
        return [(tmp_path / TARGETS["csv"].file).read_bytes() for _ in steps]

    assert contents(3) == contents(3) != contents(4)


def test_lines_are_counted_once() -> None:
    from compare.text.folding import folded

    lines = Lines()
    reached = []
    for text in ("规划", "规划", "“规划”Ａ"):
        with lines.followed():
            folded(text)
        reached.append(lines.reached)
    assert 0 < reached[0] == reached[1] <= reached[2]
