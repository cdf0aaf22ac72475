"""What is loaded before other processes are made as copies."""

from __future__ import annotations

import subprocess
import sys

import pytest

from compare.pipeline.warm import warmed
from tests.builders import ROOT, SEEDS

COUNTING = """
import re, sys
import compare, compare.pipeline.compare
from compare.pipeline.warm import warmed
from compare.themes import load_themes

real, counts = re._compiler.compile, [0]
def counted(*args):
    counts[-1] += 1
    return real(*args)
re._compiler.compile = counted
themes = load_themes(sys.argv[1] + "/themes.yaml")
for _ in warmed(themes):
    pass
counts.append(0)
compare.compare_plans(sys.argv[1], themes, options=compare.RunOptions(jobs=1))
print(*counts)
"""


def test_most_of_what_a_plan_asks_for_is_compiled_before() -> None:
    told = subprocess.run(
        [sys.executable, "-c", COUNTING, str(SEEDS)], capture_output=True, text=True, cwd=ROOT, check=True
    )
    before, left = map(int, told.stdout.split())
    assert left < 0.25 * before, f"{left} patterns are compiled by every copy, {before} by the first process"


def test_limits_that_let_nothing_be_read_end_no_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANALIGN_LIMIT_CHARS", "5")
    assert list(warmed(())) == []
