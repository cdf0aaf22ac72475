"""What is dear to make and shared: the comparison of the seeds, its report.json, and the corpora beside the checkout."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

import reports
from compare import RunOptions, compare_plans
from compare.cli.faults import DEBUG
from compare.model import Cell, Comparison, Plan
from compare.readers import read_file
from compare.repair import Repaired, repair
from tests.builders import ROOT, SEEDS
from tests.result_tables import Tables, read_tables

# On a busy machine an example may take any time: none fails by how long it took.
settings.register_profile("any_machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any_machine")
# An error that nobody foresaw must fail a test where it happens, and not as a sentence.
os.environ[DEBUG] = "1"
CORPORA = ROOT.parent / "shared" / "corpora"
# Where Python may keep nothing compiled, each of the hundreds of processes that tests start would compile all modules
# again: they keep it in a folder of the run, which the first process of the run makes and the workers are told.
COMPILED = TemporaryDirectory() if os.environ.pop("PYTHONDONTWRITEBYTECODE", "") else None
if COMPILED is not None:
    os.environ["PYTHONPYCACHEPREFIX"] = COMPILED.name
# Files of tests that take long, the longest first: begun last, one of them would leave the other processes idle.
LONG = (
    "test_every_count",
    "test_cases",
    "test_cache",
    "test_cluster",
    "test_html_page",
    "test_survey",
    "test_fuzzing",
    "test_cli",
    "test_repair",
    "test_table_layouts",
    "test_output_faults",
    "test_accessibility",
    "test_run",
    "test_hostile",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put files that take long before those that do not, these by their number of tests; within one nothing changes."""
    many = Counter(item.path for item in items)
    place = {name: at for at, name in enumerate(LONG)}
    items.sort(key=lambda item: (place.get(item.path.stem, len(LONG)), -many[item.path], item.path))


@pytest.fixture(scope="session", autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Commands keep what they find in a folder of the test run, not in that of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLANALIGN_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def seeds_comparison() -> Comparison:
    return compare_plans(SEEDS, options=RunOptions(jobs=1))


@pytest.fixture(scope="session")
def seeds_again() -> Comparison:
    """The same once more."""
    return compare_plans(SEEDS, options=RunOptions(jobs=1))


@pytest.fixture(scope="session")
def seeds_plans(seeds_comparison: Comparison) -> dict[str, Plan]:
    return {plan.id: plan for plan in seeds_comparison.plans}


@pytest.fixture(scope="session")
def seeds_cells(seeds_comparison: Comparison) -> dict[tuple[str, str], Cell]:
    return {(cell.theme, cell.plan): cell for cell in seeds_comparison.coverage}


@pytest.fixture(scope="session")
def seeds_out(seeds_comparison: Comparison, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the report.json and texts/ of the seeds."""
    out = tmp_path_factory.mktemp("seeds") / "out"
    reports.write(seeds_comparison, out, ["json"])
    return out


@pytest.fixture(scope="session")
def seeds_report(seeds_out: Path) -> Tables:
    """The tables of the report.json of the seeds."""
    return read_tables(seeds_out)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A browser, in which a test opens pages of its own; nothing of one is left for the next."""
    from tests.browsing import chromium

    with chromium() as driver:
        yield driver


@pytest.fixture(scope="session")
def corpora() -> Path:
    """Real plans for robustness; they lie beside the checkout and are no part of the project."""
    if not (CORPORA / "manifest.tsv").is_file():
        pytest.skip("../shared/corpora is not here")
    return CORPORA


@pytest.fixture(scope="session")
def corpora_repaired(corpora: Path) -> dict[Path, Repaired]:
    """All texts of the corpora, repaired."""
    return {path: repair(read_file(path)) for path in sorted(corpora.glob("*/*.txt"))}
