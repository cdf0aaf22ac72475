"""Work for processes of their own, in a module that they load in no time."""

from __future__ import annotations

import os
import signal
from pathlib import Path


def doubled(ended: Path, once: bool, number: int) -> int:
    """Twice a number; the process that is given 3 is killed, the first time or each time."""
    if number == 3 and not (once and ended.exists()):
        ended.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number
