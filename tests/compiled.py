"""What Python compiles during a run of the tests: kept in a folder of the run, and each module compiled by one process."""

from __future__ import annotations

import importlib
import os
import sysconfig
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

# What is not imported: tests of packages, packages of another Python, and what installs them.
_NOT_ASKED_FOR = ("test", "tests", "site-packages", "dist-packages", "pip", "setuptools")


def known_to(folder: Path) -> None:
    """Let a folder that Python is given as the place of compiled modules know those of all that is installed."""
    for name in dict.fromkeys(sysconfig.get_path(each) for each in ("stdlib", "platstdlib", "purelib", "platlib")):
        for kept in _caches(name):
            beside = folder / kept.parent.relative_to(kept.anchor)
            beside.mkdir(parents=True, exist_ok=True)
            for file in kept.iterdir():
                if ".opt-" not in file.name:
                    _link(file, beside / file.name)


def _link(file: Path, name: Path) -> None:
    """Give a file another name; where it can have none, a module is compiled as if it had not been."""
    try:
        name.hardlink_to(file)  # five times as fast as the other, but on the same disk alone
    except OSError:
        with suppress(OSError):
            name.symlink_to(file)


def _caches(folder: str) -> Iterator[Path]:
    """Where modules of a folder and of those below it lie compiled."""
    with os.scandir(folder) as entries:
        below = [entry.path for entry in entries if entry.name not in _NOT_ASKED_FOR and entry.is_dir()]
    for path in below:
        if path.endswith("__pycache__"):
            yield Path(path)
        else:
            yield from _caches(path)


def share(arguments: Iterable[str]) -> None:
    """Load a part of the modules of tests before the others, each worker another one, so that none compiles all.

    Rewriting their assertions takes as long as all else that is done to collect them.

    Args:
        arguments: Files, folders or tests that are to be run.
    """
    worker, workers = (os.environ.get(f"PYTEST_XDIST_WORKER{end}", "") for end in ("", "_COUNT"))
    if not workers or int(workers) == 1:
        return
    given = [Path(argument.split("::", 1)[0]) for argument in arguments]
    files = sorted({file for each in given for file in ([each] if each.is_file() else each.rglob("test_*.py"))})
    for file in files[int(worker.removeprefix("gw")) :: int(workers)]:
        name = ".".join(file.resolve().relative_to(Path(__file__).parent.parent).with_suffix("").parts)
        # What is wrong with one, or lacking for it, is told when it is collected.
        with suppress(Exception, pytest.skip.Exception):
            importlib.import_module(name)
