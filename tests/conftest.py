"""What is dear to make and shared: the comparison of the seeds, its report.json, and the corpora beside the checkout."""

from __future__ import annotations

import gc
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from compare.execution import collect_seldom
from compare.execution.parallel import cores
from tests import compiled

if TYPE_CHECKING:
    from compare.model import Cell, Comparison, Plan
    from compare.repair import Repaired
    from tests.result_tables import Tables

# On a busy machine an example may take any time: none fails by how long it took.
settings.register_profile("any_machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any_machine")
# An error that nobody foresaw must fail a test where it happens, and not as a sentence.
os.environ["PLANALIGN_DEBUG"] = "1"
CORPORA = Path(__file__).parents[2] / "shared" / "corpora"
# Where Python may keep nothing compiled, each of the hundreds of processes that tests start would compile all modules
# again: they keep it in a folder of the run, which the first process of the run makes and the workers are told.
COMPILED = TemporaryDirectory() if os.environ.pop("PYTHONDONTWRITEBYTECODE", "") else None
if COMPILED is not None:
    compiled.known_to(Path(COMPILED.name))
    os.environ["PYTHONPYCACHEPREFIX"] = COMPILED.name
# What is collected lives to the end: as in the command, it is not looked through for garbage again and again.
collect_seldom()
# Files of tests that share what is dear to make; one process runs them, one after the other.
TOGETHER = {
    "a browser": (
        "reports/test_html_page",
        "web/test_accessibility",
        "reports/test_html_parts",
        "reports/test_html_reading",
        "web/test_workbench_page",
        "reports/test_html_island",
    ),
    "a warm command": ("test_cases", "reports/test_output_lock", "execution/test_cache"),
    "the sample's reports": (
        "reports/test_docx",
        "reports/test_reports",
        "reports/test_annotated",
        "reports/test_csv",
        "reports/test_json",
    ),
    "corpora repaired": ("repair/test_repair", "structure/test_outlines_of_corpora", "corpus/test_corpus"),
}
# Those that take long, the longest first: begun last, one of them would leave the other processes idle.
LONG = (
    "a browser",
    "a warm command",
    "execution/test_cluster",
    "fuzzing/test_fuzzing",
    "the sample's reports",
    "pipeline/test_survey",
    "reports/test_output_faults",
    "reports/test_every_count",
    "judge/test_run",
    "cli/test_written",
    "test_offline",
    "readers/test_hostile",
    "readers/test_pdf",
    "readers/test_office",
    "execution/test_parallel",
    "align/test_verdict",
    "corpora repaired",
    "reports/test_escaping",
    "execution/test_sandbox",
    "web/test_review",
    "reports/test_brief",
    "align/test_align",
    "targets/test_table_layouts",
    "accuracy/test_labels",
    "test_windows",
    "web/test_serve",
    "web/test_start",
    "coverage/test_coverage",
    "targets/test_table_kinds",
)
_UNIT = {file: unit for unit, files in TOGETHER.items() for file in files}


def unit_of(nodeid: str) -> str:
    """What one process runs as a whole: a file, or files that share what is dear to make."""
    file = nodeid.split("::", 1)[0].removeprefix("tests/").removesuffix(".py")
    return _UNIT.get(file, file)


class _ByUnit(LoadFileScheduling):  # type: ignore[misc]
    def _split_scope(self, nodeid: str) -> str:
        return unit_of(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadFileScheduling:
    return _ByUnit(config, log)


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: a fifth of the time is waiting for browsers, other programs and clocks."""
    given = os.environ.get("PYTEST_XDIST_AUTO_NUM_WORKERS")
    return int(given) if given else cores() + 1


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> None:
    compiled.share(session.config.args)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put files that take long before those that do not, these by their number of tests; within one nothing changes."""
    units = {item.path: unit_of(item.nodeid) for item in items}
    many = Counter(units[item.path] for item in items)
    place = {name: at for at, name in enumerate(LONG)}
    items.sort(key=lambda item: (place.get(unit := units[item.path], len(LONG)), -many[unit], unit, item.path))


@pytest.hookimpl(tryfirst=True)
def pytest_unconfigure() -> None:
    """What is still there ends with the process: pytest need not look for garbage in all of it, several times."""
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Commands keep what they find in a folder of the test run, not in that of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLANALIGN_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session", autouse=True)
def _no_waiting_for_disks() -> Iterator[None]:
    """Nobody pulls the plug while tests run: what the system has been given need not be on the disk."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield


@pytest.fixture(scope="session")
def seeds_comparison() -> Comparison:
    from compare import RunOptions, compare_plans
    from tests.builders import SEEDS

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
    import reports

    out = tmp_path_factory.mktemp("seeds") / "out"
    reports.write(seeds_comparison, out, ["json"])
    return out


@pytest.fixture(scope="session")
def seeds_report(seeds_out: Path) -> Tables:
    """The tables of the report.json of the seeds."""
    from tests.result_tables import read_tables

    return read_tables(seeds_out)


@pytest.fixture(scope="session")
def warm_command() -> Iterator[Path]:
    """The command without its start-up."""
    from tests import warm

    with warm.command() as path:
        yield path


@pytest.fixture(scope="session")
def _browser() -> Iterator[Any]:
    from tests.browsing import chromium

    with chromium() as driver:
        yield driver


@pytest.fixture
def browser(_browser: Any) -> Iterator[Any]:
    """A browser, in which a test opens pages of its own; nothing of one is left for the next, and none goes on asking."""
    yield _browser
    _browser.get("about:blank")


@pytest.fixture(scope="session")
def corpora() -> Path:
    """Real plans for robustness; they lie beside the checkout and are no part of the project."""
    if not (CORPORA / "manifest.tsv").is_file():
        pytest.skip("../shared/corpora is not here")
    return CORPORA


@pytest.fixture(scope="session")
def corpora_repaired(corpora: Path) -> dict[Path, Repaired]:
    """All texts of the corpora, repaired."""
    from compare.readers import read_file
    from compare.repair import repair

    return {path: repair(read_file(path)) for path in sorted(corpora.glob("*/*.txt"))}
