"""The seeds, repaired."""

from __future__ import annotations

import pytest

from compare.readers import read_file
from compare.repair import Repaired, repair
from tests.builders import PLAN_IDS, SEEDS


@pytest.fixture(scope="session")
def seeds() -> dict[str, Repaired]:
    return {name: repair(read_file(SEEDS / f"{name}.txt")) for name in PLAN_IDS}
