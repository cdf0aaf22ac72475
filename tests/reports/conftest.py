"""The comparison that is made by hand, and a folder with all its reports."""

from __future__ import annotations

from pathlib import Path

import pytest

import reports
from compare.model import Comparison
from tests import sample


@pytest.fixture(scope="session")
def comparison() -> Comparison:
    return sample.comparison()


@pytest.fixture(scope="session")
def made(comparison: Comparison, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    reports.write(comparison, out)
    return out
