"""Worker processes that end when the process that started them is gone, however it ended."""

from __future__ import annotations

import os
import threading
import time

_BETWEEN_LOOKS = 0.3
"""Seconds after which a worker looks again whether its parent is there."""

# The process that already looks: a copy of it must look for itself.
_looking: int | None = None


def follow_parent(parent: int) -> None:
    """End this process soon after its parent has ended; do nothing where that is already watched.

    A parent that is killed cannot tell its children. Where the system gives an orphan another parent (all but Windows),
    that is seen; on Windows the pipe to the parent breaks when the next piece of work is asked for.

    Args:
        parent: Number of the process that started this one, which may have been killed before this is called.
    """
    global _looking
    if _looking != os.getpid() and hasattr(os, "getppid"):
        _looking = os.getpid()
        threading.Thread(target=_look, args=(parent,), daemon=True).start()


def _look(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_BETWEEN_LOOKS)
    os._exit(1)
