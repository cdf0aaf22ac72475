"""Work for processes of their own, in a module that they load in no time."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from platform import system

import pytest

from compare.errors import ReadError

on_linux = pytest.mark.skipif(system() != "Linux", reason="processes are copied on Linux alone")


def doubled(ended: Path, once: bool, number: int) -> int:
    """Twice a number; the process that is given 3 is killed, the first time or each time."""
    if number == 3 and not (once and ended.exists()):
        ended.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def halved(_: Path, number: int) -> int:
    """Half of a number; an error for an odd one."""
    if number % 2:
        raise ReadError(f"{number} is odd")
    return number // 2


def ended_beside(parent: int, every: int, number: int) -> int:
    """A number; of each so many one kills its process, unless that is the parent."""
    if number % every == 0 and os.getpid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
    return number
