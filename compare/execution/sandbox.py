"""Work on one file in a process of its own, which alone is given up when it takes too long or too much memory.

A reader that meets a file made to harm may run for ever, fill the memory or crash in a library written in C; none of
this can be stopped from inside a process. So the work runs in a child, which is kept for the next file and replaced
only when it had to be ended.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import current_process, get_context
from multiprocessing.connection import Connection
from pathlib import Path
from platform import system
from typing import Any, TypeVar

from compare.errors import ReadError
from compare.execution.limits import Limits, read_limits, to_widen
from compare.execution.orphans import follow_parent

Item = TypeVar("Item")
Result = TypeVar("Result")

_MB = 1024 * 1024
_BUSY = 10
"""How many times its seconds a child may take by the clock: on a busy machine most of these are not its own."""

_END_GRACE = 1.0
"""Seconds that a child has to end what it has started itself (LibreOffice) before it is killed."""

_ORPHAN_GRACE = 5
"""Seconds beyond the limit after which a child ends by itself, should its parent have been killed."""

_LONGEST_WAIT = 1_000_000
"""Seconds that a system surely waits: poll takes 2 ** 31 milliseconds, which is little more."""

_OWN_TIME = hasattr(signal, "setitimer")
"""Whether the system ends a child by the time of the processor that it has used itself (all but Windows)."""

_PAGE_SIZE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096

_SMALLER = "请只保留正文，另存为新的 .docx 或 .txt 后再试"


def guarded(work: Callable[[Item], Result], item: Item, limits: Limits | None = None) -> Result:
    """Do work within the limits, in a child process.

    A process that may have no children (a worker of ``multiprocessing.Pool``) does it itself, unguarded.

    Args:
        work: A function of a module; it, its item and its result must pickle.
        item: What it works on: one file.
        limits: The limits; those for one file unless given.

    Raises:
        ReadError: It took more than the limits allow, or ended its process; or the work says so.
    """
    bounds = limits or read_limits()
    if current_process().daemon:
        return work(item)
    while True:
        child, fresh = _taken(bounds)
        try:
            answer, value = child.do(work, item)
        except BaseException:  # Ctrl-C ends what is under way too
            child.end()
            raise
        if answer in ("seconds", "memory", "crash"):
            child.end()
            # What earlier files have left in a child's memory must not decide on a later one.
            if fresh or answer == "seconds":
                raise ReadError(_sentence(answer, bounds))
            continue
        _IDLE.append(child)
        if answer == "raised":
            raise value
        result: Result = value
        return result


def dismiss() -> None:
    """End the children of this process; the next work starts a new one."""
    while _IDLE:
        _IDLE.pop().end()


def _taken(bounds: Limits) -> tuple[_Child, bool]:
    """Return a child that waits for work and was made for these limits, or a new one; whether it is new."""
    while _IDLE:
        child = _IDLE.pop()
        if child.bounds == bounds:
            return child, False
        child.end()
    return _Child(bounds), True


def _sentence(end: str, bounds: Limits) -> str:
    if end == "seconds":
        return f"读这份文件超过 {bounds.seconds} 秒，没有读完：可能过大、损坏或有害。{_SMALLER}；{to_widen('seconds')}"
    if end == "memory":
        return (
            f"读这份文件要用的内存超过 {bounds.memory_mb} MB：可能过大、损坏或有害。{_SMALLER}；{to_widen('memory_mb')}"
        )
    return f"读这份文件的程序中途崩溃：文件可能损坏或有害，或者要用的内存太多。{_SMALLER}。"


class _Child:
    """A process that does one piece of work after another.

    Attributes:
        bounds: The limits that it was made for.
    """

    def __init__(self, bounds: Limits) -> None:
        self.bounds = bounds
        context = _context()
        with _STARTING:
            self._ours, theirs = context.Pipe()
            self._process = context.Process(target=_serve, args=(self._ours, theirs, bounds, os.getpid()), daemon=True)
            self._process.start()
            theirs.close()

    def do(self, work: Callable[[Any], Any], item: Any) -> tuple[str, Any]:
        """Return ``result`` or ``raised`` with what came of it, or why there is none."""
        try:
            self._ours.send((work, item))
            if not self._ours.poll(_by_the_clock(self.bounds.seconds)):
                return "seconds", None
            answer: tuple[str, Any] = self._ours.recv()
            return answer
        except (EOFError, OSError):
            return "seconds" if self._has_used_its_time() else "crash", None

    def _has_used_its_time(self) -> bool:
        self._process.join(_END_GRACE)
        return _OWN_TIME and self._process.exitcode == -signal.SIGPROF

    def end(self) -> None:
        """End the process, and wait until it is gone."""
        self._ours.close()
        self._process.terminate()
        self._process.join(_END_GRACE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()


# A child that is started beside another would hold the ends of its pipes, so that its end is not heard.
_STARTING = threading.Lock()

_IDLE: list[_Child] = []
if hasattr(os, "register_at_fork"):
    # A copy of this process must not speak to children that are not its own.
    os.register_at_fork(after_in_child=_IDLE.clear)


def _context() -> Any:
    """How children are started: on Linux as copies of this process, which costs milliseconds; else anew.

    Loky's way to start anew runs no script of the user's a second time, as that of the standard library does.
    """
    if system() == "Linux":
        return get_context("fork")
    from joblib.externals.loky.backend import get_context as of_loky

    return of_loky("loky")


def _serve(ours: Connection, theirs: Connection, bounds: Limits, parent: int) -> None:
    """Do what a child does: work, until its parent is gone."""
    ours.close()
    faulthandler.disable()  # loky's workers turn it on: a crash would fill the screen, and is told in a sentence
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it too, and ends its children
    signal.signal(signal.SIGTERM, _leave)
    if _OWN_TIME:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
    follow_parent(parent)
    _bound_memory(bounds)
    try:
        while True:
            work, item = theirs.recv()
            _allow(bounds.seconds)
            try:
                theirs.send(_answer(work, item))
            except MemoryError:
                theirs.send(("memory", None))
            _allow(0)
    except (EOFError, OSError, SystemExit):
        pass
    finally:
        os._exit(0)  # what the parent wants done at its end is not the child's to do


def _leave(*_: object) -> None:
    """End as if at the last line, so that what was begun (LibreOffice) is ended too."""
    raise SystemExit


def _answer(work: Callable[[Any], Any], item: Any) -> tuple[str, Any]:
    try:
        return "result", work(item)
    except MemoryError:
        raise
    except Exception as error:
        return "raised", error


def _bound_memory(bounds: Limits) -> None:
    """Let this process grow by so much and no more, where the system can hold it to that.

    Memory that its parent had taken and freed before the copy was made may be filled besides.
    """
    try:
        import resource
    except ImportError:
        return
    size = _address_space() + bounds.memory_mb * _MB
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a crash must not leave a copy of the memory on the disk
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (size if most < 0 else min(size, most), most))


def _address_space() -> int:
    """Bytes of address space that this process has now; 0 where that cannot be told."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * _PAGE_SIZE
    except OSError:
        return 0


def _allow(seconds: int) -> None:
    """Let this process end when it has used so many seconds of the processor, or far more by the clock; 0: never."""
    if _OWN_TIME:
        signal.setitimer(signal.ITIMER_PROF, min(seconds, _LONGEST_WAIT))
        signal.alarm(_by_the_clock(seconds) + _ORPHAN_GRACE if seconds else 0)


def _by_the_clock(seconds: int) -> int:
    return min(seconds * (_BUSY if _OWN_TIME else 1), _LONGEST_WAIT)
