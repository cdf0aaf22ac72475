"""The seeds compared beforehand, and a folder with one plan."""

from __future__ import annotations

from pathlib import Path

import pytest

import compare
from compare.model import Comparison
from tests.builders import COUNTY, SEEDS, write_plans


@pytest.fixture
def seeds(seeds_comparison: Comparison, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The seeds, compared beforehand: only what is shown of them is under test."""
    monkeypatch.setattr(compare, "compare_plans", lambda *_, **__: seeds_comparison)
    return SEEDS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_plans(tmp_path / "plans", county=COUNTY)
