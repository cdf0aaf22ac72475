"""A run on the workers of a dask scheduler: the same bytes as on one machine, though a worker is lost on the way."""

from __future__ import annotations

import os
import shutil
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from compare import compare_plans
from compare.cli import main
from tests.making import SEEDS


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as made:
        yield made


def run(plans: Path, out: Path, *options: str) -> Result:
    return CliRunner().invoke(
        main, ["report", str(plans), "-o", str(out), "--format", "json", "--no-cache", "--jobs", "1", *options]
    )


def test_a_lost_worker_loses_nothing(cluster: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also: a relative path, a file that cannot be read, one that is not there where the workers look."""
    plans = tmp_path / "plans"
    shutil.copytree(SEEDS, plans, ignore=shutil.ignore_patterns("README*"))
    (plans / "空.txt").write_bytes(b"")
    monkeypatch.chdir(tmp_path)
    one = compare_plans("plans", jobs=1)
    pids = {worker.pid for worker in cluster.workers.values()}
    lost: list[int] = []

    def watch(stage: str, done: int, _: int) -> None:
        if stage == "judge" and done == 1:
            lost.append(min(pids))
            os.kill(lost[0], signal.SIGKILL)

    assert compare_plans("plans", progress=watch, scheduler=cluster.scheduler_address) == one
    assert lost


def test_the_report_has_the_same_bytes(cluster: Any, tmp_path: Path) -> None:
    assert run(SEEDS, tmp_path / "one").exit_code == 0
    done = run(SEEDS, tmp_path / "many", "--scheduler", cluster.scheduler_address)
    assert done.exit_code == 0, done.output
    one, many = ((tmp_path / name / "report.json").read_bytes() for name in ("one", "many"))
    assert one == many


@pytest.mark.parametrize("address", ["tcp://10.0.0.7:8786", "example.org:8786", "tcp://127.0.0.1.example.org:8786"])
def test_an_address_in_the_open_is_refused(address: str, tmp_path: Path) -> None:
    done = run(SEEDS, tmp_path / "out", "--scheduler", address)
    assert done.exit_code == 2 and address in done.output and "tls://" in done.output


@pytest.mark.parametrize("address", ["ws://127.0.0.1:8786", "127.0.0.1", "tcp://:8786", "tcp://127.0.0.1:99999", ""])
def test_what_is_no_address_is_told(address: str, tmp_path: Path) -> None:
    done = run(SEEDS, tmp_path / "out", "--scheduler", address)
    assert done.exit_code == 2 and "调度器地址" in done.output


def test_a_scheduler_that_is_not_there_is_told(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        done = run(SEEDS, tmp_path / "out", "--scheduler", f"tcp://127.0.0.1:{taken.getsockname()[1]}")
    assert done.exit_code == 2 and "连不上调度器" in done.output
