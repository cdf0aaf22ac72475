"""What is watched while a case runs: time, memory, and the lines of ``compare`` that it reaches."""

from __future__ import annotations

import resource
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from tests.builders import ROOT

SECONDS = 4.0
"""Of processor time for one case; sound files of this size take 0.01."""

MEMORY = 1 << 30
"""Bytes that cases may take beyond what the libraries take when they are loaded."""

_COMPARE = str(ROOT / "compare")


class TookTooLong(BaseException):
    """No ``Exception``: readers catch those of the libraries that they use."""


def _out_of_time(*_: object) -> None:
    raise TookTooLong


@contextmanager
def in_time(times: int = 1) -> Iterator[None]:
    """Raise ``TookTooLong`` inside the block when it has used so many times ``SECONDS`` of processor time."""
    before = signal.signal(signal.SIGPROF, _out_of_time)
    signal.setitimer(signal.ITIMER_PROF, SECONDS * times)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def limit_memory() -> None:
    """Bound the memory of this process from here on."""
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + MEMORY,) * 2)


class Lines:
    """The lines of ``compare`` that were reached so far.

    A function is followed line by line only until all its lines were reached, or for ``_PATIENCE`` calls without news
    and now and then after that: what is known costs next to nothing.
    """

    _PATIENCE, _NOW_AND_THEN = 40, 64

    def __init__(self) -> None:
        self.reached = 0
        self._left: dict[CodeType, set[int]] = {}
        self._calls: dict[CodeType, int] = {}

    @contextmanager
    def followed(self) -> Iterator[None]:
        """Follow what runs in the block."""
        before = sys.gettrace()
        sys.settrace(self._call)
        try:
            yield
        finally:
            sys.settrace(before)

    def _call(self, frame: FrameType, event: str, argument: Any) -> Any:  # noqa: ARG002  as sys.settrace wants it
        code = frame.f_code
        left = self._left.get(code)
        if left is None:
            ours = code.co_filename.startswith(_COMPARE)
            left = self._left[code] = {line for *_, line in code.co_lines() if line} if ours else set()
        if not left:
            return None
        calls = self._calls[code] = self._calls.get(code, 0) + 1
        return self._line if calls < self._PATIENCE or calls % self._NOW_AND_THEN == 0 else None

    def _line(self, frame: FrameType, event: str, argument: Any) -> Any:  # noqa: ARG002
        left = self._left[frame.f_code]
        if frame.f_lineno in left:
            left.discard(frame.f_lineno)
            self._calls[frame.f_code] = 0
            self.reached += 1
        return self._line
