"""Work in copies of this process: they have all that it has loaded, and the items, and cost hundredths of a second.

On Linux alone; elsewhere workers are started anew (:mod:`compare.execution.parallel`).
"""

from __future__ import annotations

import fcntl
import gc
import os
import signal
import struct
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

from compare.execution.orphans import follow_parent

Item = TypeVar("Item")
Result = TypeVar("Result")

_NUMBER = struct.Struct("<I")
_AT_ONCE = 10_000
"""Items whose numbers are handed out at once: they fit into a pipe, which holds 64 KB."""

_ROOM = 1 << 20
"""Bytes of results that a copy may have found before they are taken: it goes on while this process does other work."""


def over_copies(
    work: Callable[[Item], Result],
    items: Sequence[Item],
    jobs: int,
    alone: Callable[[Item], Result | None],
    meanwhile: Iterator[None],
) -> Iterator[Result | None]:
    """Do the same work for every item in copies of this process.

    Args:
        work: What is done; its results must pickle.
        items: What it is done for.
        jobs: Number of copies.
        alone: Does the work for an item whose copy was ended from outside, when the copies have done the others.
        meanwhile: Steps that this process takes, the first before it is copied, the others while it waits for results.

    Yields:
        Results in the order of the items.
    """
    over = object()
    next(meanwhile, over)
    for first in range(0, len(items), _AT_ONCE):
        some = items[first : first + _AT_ONCE]
        with closing(_Copies(work, some, min(jobs, len(some)))) as copies:
            for at, item in enumerate(some):
                while copies.awaits(at):
                    copies.hear(None if next(meanwhile, over) is over else 0)
                yield copies.take(at) if copies.has(at) else alone(item)


class _Copies(Generic[Item, Result]):
    """Copies at work: each takes the next number that none has taken, so that none waits for another."""

    def __init__(self, work: Callable[[Item], Result], items: Sequence[Item], jobs: int) -> None:
        self._work, self._items = work, items
        self._numbers, numbers = os.pipe()
        os.write(numbers, b"".join(map(_NUMBER.pack, range(len(items)))))
        os.close(numbers)
        self._processes: dict[Connection, Any] = {}
        self._found: dict[int, tuple[bool, Any]] = {}
        for _ in range(jobs):
            self._start()

    def awaits(self, at: int) -> bool:
        """Whether a copy may still tell what it found for an item: that of one that was ended is found by none."""
        return not self.has(at) and bool(self._processes)

    def has(self, at: int) -> bool:
        """Whether the work for an item is done."""
        return at in self._found

    def hear(self, patience: float | None) -> None:
        """Take what copies have found, as soon as one has, or has ended.

        Args:
            patience: Seconds after which no more is waited; ``None`` to wait as long as it takes.
        """
        ready = wait(list(self._processes), patience)
        for told in [told for told in self._processes if told in ready]:
            self._hear(told)

    def take(self, at: int) -> Result:
        """Return what was found for an item.

        Raises:
            Exception: What the work raised.
        """
        done, value = self._found.pop(at)
        if not done:
            raise value
        result: Result = value
        return result

    def close(self) -> None:
        """End the copies."""
        for process in self._processes.values():
            process.terminate()
        while self._processes:
            self._ended(next(iter(self._processes)))
        os.close(self._numbers)

    def _start(self) -> None:
        context = get_context("fork")
        told, tells = context.Pipe(duplex=False)
        with suppress(OSError):  # a user may have some dozens of pipes of this size
            fcntl.fcntl(tells.fileno(), fcntl.F_SETPIPE_SZ, _ROOM)
        given = tells, self._numbers, self._work, self._items, os.getpid()
        self._processes[told] = context.Process(target=_serve, args=given)
        self._processes[told].start()
        tells.close()

    def _hear(self, told: Connection) -> None:
        try:
            at, *found = told.recv()
        except (EOFError, OSError):
            if self._ended(told):
                self._start()
            return
        self._found[at] = found[0], found[1]

    def _ended(self, told: Connection) -> bool:
        """Let go of a copy that has ended; whether it was ended before its work was done."""
        process = self._processes.pop(told)
        told.close()
        process.join()
        return bool(process.exitcode != 0)


def _serve(tells: Connection, numbers: int, work: Callable[[Item], Any], items: Sequence[Item], parent: int) -> None:
    """Do what a copy does: take the number of an item, do the work for it, tell what was found."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)  # whoever ends the parent ends its copies without a word
    gc.freeze()  # looking through what it shares with the parent would make that its own
    follow_parent(parent)
    while taken := os.read(numbers, _NUMBER.size):
        (at,) = _NUMBER.unpack(taken)
        tells.send((at, *_outcome(work, items[at])))


def _outcome(work: Callable[[Item], Any], item: Item) -> tuple[bool, Any]:
    try:
        return True, work(item)
    except Exception as error:
        error.add_note("".join(traceback.format_exception(error)))  # where it was raised does not travel with it
        return False, error
