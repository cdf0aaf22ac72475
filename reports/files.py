"""Putting files in place so that a reader never meets half a file."""

from __future__ import annotations

import os
from pathlib import Path


def place(out: Path, contents: dict[str, bytes]) -> tuple[Path, ...]:
    """Write every file beside its place, then move it there.

    Args:
        out: The folder; made if need be.
        contents: Path relative to ``out`` -> content.

    Returns:
        The paths written, in the order given.
    """
    texts = set((out / "texts").glob("*.txt"))
    written = []
    for name, content in contents.items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        # Not named after the target: a long plan id fills what a file system allows for a name.
        beside = path.parent / f".planalign-{os.getpid()}.tmp"
        try:
            beside.write_bytes(content)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
        written.append(path)
    for stale in texts - set(written):
        stale.unlink()  # of a plan that is no longer there
    return tuple(written)
