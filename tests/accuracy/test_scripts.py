"""The scripts that make weights and figures: they can be started, whatever was renamed in the rooms that they ask."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

SCRIPTS = sorted(path.stem for path in Path(__file__).parent.glob("*.py") if path.stem != "__init__")


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_finds_all_that_it_imports(script: str) -> None:
    assert import_module(f"tests.accuracy.{script}")
