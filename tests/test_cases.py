"""The small inputs beside the checkout that once failed, each with what must hold: read by the script that judges them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import ROOT

CASES = ROOT.parent / "shared" / "cases"
AREAS = ("corpus", "input", "numbers", "themes", "verdicts")
"""Those whose outcome depends on nothing but the input."""


@pytest.mark.skipif(not CASES.is_dir(), reason="../shared/cases is not here")
@pytest.mark.parametrize("area", AREAS)
def test_every_case_of_an_area_holds(area: str, warm_command: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(CASES / "run.py"), str(CASES / area), "--planalign", str(warm_command)],
        capture_output=True,
        text=True,
        timeout=1200,
        check=False,
    )
    assert done.returncode == 0, done.stdout
