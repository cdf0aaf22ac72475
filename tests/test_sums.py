"""Sums of floating-point numbers: the same whichever way Python adds.

From 3.12 on, ``sum`` compensates for what is lost in rounding, and a score right at a threshold came out otherwise.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.builders import ROOT, SEEDS

ANOTHER_WAY = """
import builtins, math, sys
as_it_is = builtins.sum
def one_by_one(numbers):
    whole = 0.0
    for each in numbers:
        whole += each
    return whole
other = math.fsum if sys.version_info < (3, 12) else one_by_one
def add(numbers, start=0):
    numbers = list(numbers)
    if not any(isinstance(each, float) for each in numbers):
        return as_it_is(numbers, start)
    return other([start, *numbers])
builtins.sum = add
from compare.cli import main
main()
"""


def test_the_report_does_not_hang_on_how_floats_are_added(seeds_out: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-c", ANOTHER_WAY, "report", SEEDS, "-o", out, "--format", "json", "--jobs", "1"]
    subprocess.run(
        [*map(str, command), "--no-cache"],
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert (out / "report.json").read_bytes() == (seeds_out / "report.json").read_bytes()
