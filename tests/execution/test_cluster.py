"""A run on the workers of a dask scheduler: the same bytes as on one machine, though a worker is lost on the way."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep
from typing import NamedTuple

import dask
import distributed
import pytest
from click.testing import CliRunner, Result

from compare import RunOptions, compare_plans
from compare.cli import main
from compare.errors import InputError
from tests.builders import COUNTY, short_seeds, write_plans

SEEDS = short_seeds()


class Cluster(NamedTuple):
    """The address of a scheduler, and its two workers."""

    scheduler_address: str
    workers: tuple[subprocess.Popen[bytes], ...]


@contextmanager
def worker(address: str, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    """A worker as a person starts it; nobody starts it again: a nanny would be one process more that loads everything."""
    command = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny"]
    with subprocess.Popen([*command, "--no-dashboard", *options], stderr=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    with distributed.LocalCluster(n_workers=0, dashboard_address=None) as made:
        address = made.scheduler_address
        with worker(address) as one, worker(address) as other:
            with distributed.Client(address, set_as_default=False) as client:
                client.wait_for_workers(2, timeout=60)
            yield Cluster(address, (one, other))


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A city and three counties, where it does not matter what is found; a lost worker loses none of the seeds."""
    names = ("清远市", "连州市", "英德市", "佛冈县")
    texts = {name: COUNTY.replace("连州市", name) for name in names}
    return write_plans(tmp_path_factory.mktemp("few") / "plans", **texts)


def run(plans: Path, out: Path, *options: str) -> Result:
    return CliRunner().invoke(
        main, ["report", str(plans), "-o", str(out), "--format", "json", "--no-cache", "--jobs", "1", *options]
    )


def test_a_lost_worker_loses_nothing(cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also: a relative path, a file that cannot be read, one that is not there where the workers look."""
    plans = tmp_path / "plans"
    shutil.copytree(SEEDS, plans)
    (plans / "空.txt").write_bytes(b"")
    monkeypatch.chdir(tmp_path)
    one = compare_plans("plans", options=RunOptions(jobs=1))

    def watch(stage: str, done: int, _: int) -> None:
        if stage == "judge" and done == 1:
            cluster.workers[0].kill()

    assert compare_plans("plans", options=RunOptions(progress=watch, scheduler=cluster.scheduler_address)) == one
    assert cluster.workers[0].wait(60)


@contextmanager
def started(folder: Path, *options: str) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A scheduler and a worker of it as a person starts them, and the address."""
    said = folder / "scheduler.txt"
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"]
    with said.open("wb") as log, subprocess.Popen([*command, "--no-dashboard", *options], stderr=log) as scheduler:
        while not (found := re.search(r"(?:tcp|tls)://127\.0\.0\.1:\d+", said.read_text("utf-8"))):
            assert scheduler.poll() is None, said.read_text("utf-8")
            sleep(0.1)
        try:
            with worker(found[0], *options):
                yield scheduler, found[0]
        finally:
            scheduler.kill()


class Locked(NamedTuple):
    """A scheduler with a worker, its address, and what a client must know to be let in."""

    process: subprocess.Popen[bytes]
    address: str
    known: dict[str, str]


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Locked]:
    folder, security = tmp_path_factory.mktemp("locked"), distributed.Security.temporary()
    contents = (security.tls_ca_file, security.tls_client_cert, security.tls_client_key)
    for name, content in zip(("ca.pem", "cert.pem", "key.pem"), contents, strict=True):
        (folder / name).write_text(content, encoding="utf-8")
    ca, cert, key = (str(folder / name) for name in ("ca.pem", "cert.pem", "key.pem"))
    options = ("--protocol", "tls", "--tls-ca-file", ca, "--tls-cert", cert, "--tls-key", key)
    with started(folder, *options) as (scheduler, address):
        names = {"ca-file": ca, "client.cert": cert, "client.key": key}
        yield Locked(scheduler, address, {f"distributed.comm.tls.{name}": path for name, path in names.items()})


def test_over_tls_only_who_has_the_certificate_is_let_in(
    locked: Locked, few: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(InputError, match="连不上调度器"):
        compare_plans(few, options=RunOptions(scheduler=locked.address))
    # On a busy machine a worker may take longer to begin than a person would wait.
    monkeypatch.setattr("compare.execution.cluster._PATIENCE", 60)
    with dask.config.set(locked.known):
        far = compare_plans(few, options=RunOptions(scheduler=locked.address))
    assert far == compare_plans(few, options=RunOptions(jobs=1))


def test_a_scheduler_that_dies_on_the_way_is_told(locked: Locked, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last test of this scheduler."""

    def watch(stage: str, done: int, _: int) -> None:
        if stage == "judge" and done == 1:
            locked.process.kill()
            # Nobody answers any more, however long he is waited for.
            monkeypatch.setattr("compare.execution.cluster._PATIENCE", 0.5)

    with dask.config.set(locked.known):
        with distributed.Client(locked.address, set_as_default=False) as client:
            client.wait_for_workers(1, timeout=60)
        with pytest.raises(InputError, match="中途断开|连不上"):
            compare_plans(SEEDS, options=RunOptions(progress=watch, scheduler=locked.address))


def test_the_report_has_the_same_bytes(cluster: Cluster, few: Path, tmp_path: Path) -> None:
    assert run(few, tmp_path / "one").exit_code == 0
    done = run(few, tmp_path / "many", "--scheduler", cluster.scheduler_address)
    assert done.exit_code == 0, done.output
    one, many = ((tmp_path / name / "report.json").read_bytes() for name in ("one", "many"))
    assert one == many


def test_a_survey_has_the_same_rows(cluster: Cluster, few: Path, tmp_path: Path) -> None:
    for name, more in (("one", ("--jobs", "1")), ("many", ("--scheduler", cluster.scheduler_address))):
        args = ["report", str(few), "-o", str(tmp_path / name), "--format", "summary", "--no-cache", *more]
        done = CliRunner().invoke(main, args)
        assert done.exit_code == 0, done.output
    files = sorted((tmp_path / "one").rglob("*.parquet"))
    assert files
    for file in files:
        assert file.read_bytes() == (tmp_path / "many" / file.relative_to(tmp_path / "one")).read_bytes(), file


@pytest.mark.parametrize("address", ["tcp://10.0.0.7:8786", "example.org:8786", "tcp://127.0.0.1.example.org:8786"])
def test_an_address_in_the_open_is_refused(address: str, tmp_path: Path) -> None:
    done = run(SEEDS, tmp_path / "out", "--scheduler", address)
    assert done.exit_code == 2 and address in done.output and "tls://" in done.output


@pytest.mark.parametrize("address", ["ws://127.0.0.1:8786", "127.0.0.1", "tcp://:8786", "tcp://127.0.0.1:99999", ""])
def test_what_is_no_address_is_told(address: str, tmp_path: Path) -> None:
    done = run(SEEDS, tmp_path / "out", "--scheduler", address)
    assert done.exit_code == 2 and "调度器地址" in done.output


def test_a_scheduler_that_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("compare.execution.cluster._PATIENCE", 0.5)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        done = run(SEEDS, tmp_path / "out", "--scheduler", f"tcp://127.0.0.1:{taken.getsockname()[1]}")
    assert done.exit_code == 2 and "连不上调度器" in done.output
