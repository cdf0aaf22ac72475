"""Moving what was just written, where other programs may look at it at that very moment."""

from __future__ import annotations

import os
import time
from pathlib import Path

PATIENCE = 2.0
"""Seconds: a virus scanner or an indexer lets a new file go after a fraction of one; Word and Excel do not."""
_BETWEEN_TRIES = 0.05


def move(old: Path, new: Path) -> None:
    """Give a file or folder another name on the same disk, in the place of a file that has it.

    Windows lets nobody rename what another program has open; so it is tried again for a while.

    Raises:
        OSError: It cannot be moved.
    """
    end = time.monotonic() + PATIENCE
    while True:
        try:
            old.replace(new)
            return
        except PermissionError:
            if time.monotonic() > end or not os.access(new.parent, os.W_OK):
                raise
            time.sleep(_BETWEEN_TRIES)
