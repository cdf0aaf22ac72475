"""Files made to harm, beside good plans: the good plans are done, each of the others is told of, nothing hangs."""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.hostile import GIVEN_UP, READ
from tests.making import COUNTY, ROOT, write_plans

CITY = COUNTY.replace("连州", "清远").replace("荣获省级卫生县城称号", "创成文明城市")
SECRET = "这一句在文件夹之外"


class Run(NamedTuple):
    status: int
    report: dict[str, Any]
    told: str

    def warnings(self, file: str) -> str:
        source = next(source for source in self.report["sources"] if source["file"] == file)
        return "" if source["plan"] else " ".join(source["warnings"])

    def plans(self) -> set[str]:
        return {plan["id"] for plan in self.report["plans"]}


def run(folder: Path, *options: str, **environment: str) -> Run:
    """The real command; no process of it may grow beyond three gigabytes."""
    out = folder.parent / "out"
    done = subprocess.run(
        [sys.executable, "-c", "from compare.cli import main; main()", "report", str(folder), "-o", str(out), *options],
        capture_output=True,
        timeout=120,
        check=False,
        cwd=folder.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1", **environment},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30)),
    )
    report = out / "report.json"
    return Run(
        done.returncode,
        json.loads(report.read_text(encoding="utf-8")) if report.exists() else {},
        done.stderr.decode(),
    )


@pytest.fixture(scope="module")
def besieged(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A folder of all hostile files and two good plans, compared once."""
    root = tmp_path_factory.mktemp("hostile")
    folder = write_plans(root / "plans", good=COUNTY, city=CITY)
    (root / "outside").mkdir()
    (root / "outside" / "secret.txt").write_text(COUNTY + SECRET, encoding="utf-8")
    for name, (make, _) in GIVEN_UP.items():
        make(folder / name)
    for name, made in READ.items():
        made(folder / name)
    return run(folder, "--format", "json", "--jobs", "1", PLANALIGN_LIMIT_CLAUSES="3000")


def test_the_good_plans_are_done_and_the_status_says_that_others_were_not(besieged: Run) -> None:
    assert besieged.status == 1, besieged.told
    assert {"good", "city"} <= besieged.plans()
    assert SECRET not in json.dumps(besieged.report, ensure_ascii=False)


@pytest.mark.parametrize("name", GIVEN_UP)
def test_what_is_given_up_is_told_of(besieged: Run, name: str) -> None:
    assert re.search(GIVEN_UP[name][1], besieged.warnings(name)), besieged.warnings(name)


@pytest.mark.parametrize("name", READ)
def test_what_only_looks_odd_is_read(besieged: Run, name: str) -> None:
    assert besieged.warnings(name) == ""
    source = next(source for source in besieged.report["sources"] if source["file"] == name)
    assert source["plan"]
