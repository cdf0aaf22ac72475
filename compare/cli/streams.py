"""What lies between the command line and whoever started it: closed streams, and signals that end a run."""

from __future__ import annotations

import os
import signal
import sys
from io import TextIOWrapper
from typing import NoReturn

_ENDING = ("SIGTERM", "SIGHUP")
# Exit status of a program that a signal ended, as shells tell it.
_BY_SIGNAL = 128
INTERRUPTED = _BY_SIGNAL + signal.SIGINT
"""Exit status of a run that Ctrl-C ended."""


def begin() -> None:
    """Make ready whatever stands between the command line and who started it."""
    open_closed_streams()
    name_files_in_han()
    bear_any_character()
    end_in_order()


def open_closed_streams() -> None:
    """Open what whoever started the command has closed, lest the next file that is opened takes its place."""
    for number, mode in ((0, os.O_RDONLY), (1, os.O_WRONLY), (2, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, mode)  # the lowest number that is free
    sys.stdout = sys.stdout or open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = sys.stderr or open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115


def name_files_in_han() -> None:
    """Start again in the UTF-8 mode of Python where the locale has no Han for names of files (ISO-8859-1)."""
    try:
        os.fsencode("规划")
    except UnicodeEncodeError:
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])


def bear_any_character() -> None:
    """Let a console that lacks a character not end the work."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def end_in_order() -> None:
    """Unwind when told to end, so that children end and what was begun is removed, as with Ctrl-C."""
    for name in _ENDING:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _leave)


def say_no_more() -> None:
    """Throw away what is still to be shown: nobody reads it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)


def _leave(number: int, _: object) -> NoReturn:
    signal.signal(number, signal.SIG_IGN)
    raise SystemExit(_BY_SIGNAL + number)
