"""Commands run here and in processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner, Result

from compare.cli import main
from tests.builders import SEEDS

ESCAPE = "\x1b"


def run(*args: object) -> Result:
    result = CliRunner().invoke(main, [str(arg) for arg in args])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def tree(folder: Path) -> dict[str, bytes]:
    """The files that a user sees, without the hidden record of what was written."""
    seen = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {str(path.relative_to(folder)): path.read_bytes() for path in seen}


def planalign(*args: object, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", "from compare.cli import main; main()", *map(str, args)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(SEEDS.parent), "PYTHONIOENCODING": "utf-8"} | environment,
    )


def imported_by(*args: object) -> set[str]:
    """The modules that are there when a command has ended."""
    program = (
        "import sys\nfrom compare.cli import main\nmain(standalone_mode=False)\nprint(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *map(str, args)],
        capture_output=True,
        env=os.environ | {"PYTHONPATH": str(SEEDS.parent), "PYTHONIOENCODING": "utf-8"},
        check=True,
    )
    return set(done.stderr.decode().split())
