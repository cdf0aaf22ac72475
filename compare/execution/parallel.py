"""Work on many items in one process or several, in their order, with progress told."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache, partial
from platform import system
from typing import TYPE_CHECKING, Any, TypeVar

from compare.execution.orphans import follow_parent

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController

Item = TypeVar("Item")
Result = TypeVar("Result")
Progress = Callable[[str, int, int], None]
"""Called with the name of the stage, the number of items done and their total."""

ENDED = "请关掉别的程序后再试，或加 --jobs 1 一份一份地做；仍不行，请把这份规划从文件夹或 plans.yaml 里移开"
"""What to do when the system has ended processes again and again over the same plan."""

_TRIES = 2
# Less text than this (bytes) is done faster in one process: to start others anew costs about a second, to copy this one
# some hundredths.
_WORTH_STARTING, _WORTH_COPYING = 4_000_000, 1_000_000
# Whether workers were started: they wait for minutes, and what a later stage of a run has for them costs no start.
_have_started = False
# Hundreds of thousands of passages, all of which are kept, are not worth looking through again and again.
_OBJECTS_BETWEEN_COLLECTIONS = 1_000_000


def collect_seldom() -> None:
    """Let this process look for garbage far less often than Python does by itself."""
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)


@contextmanager
def one_thread() -> Iterator[None]:
    """Let linear algebra work in one thread: with several, small products cost more than they save."""
    with _libraries().limit(limits=1, user_api="blas"):
        yield


@cache
def _libraries() -> ThreadpoolController:
    """Return the numerical libraries of this process, which are looked for once."""
    import numpy  # noqa: F401  what is not loaded is not found
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def silent(stage: str, done: int, total: int) -> None:
    """Report no progress."""


def cores() -> int:
    """Return number of cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(
    work: Callable[[Item], Result],
    items: Sequence[Item],
    *,
    size: int,
    jobs: int | None,
    meanwhile: Iterable[None] = (),
) -> Iterator[Result | None]:
    """Do the same work for every item.

    Args:
        work: A function of a module, or one of its partials; it, its items and results must pickle.
        size: Bytes of text over all items.
        jobs: Number of processes; the number of cores if ``None``.
        meanwhile: Steps that this process takes where copies of it work, the first before they are made, the others
            while it waits for them.

    Returns:
        Results in the order of the items, whatever the number of processes; ``None`` for an item whose process was
        ended from outside (by the system, for want of memory), and again each time when it was done alone.
    """
    jobs = min(jobs or cores(), len(items))
    if jobs > 1 and size >= _WORTH_COPYING and _can_be_copied():
        from compare.execution.copies import over_copies  # not to be had on every system

        return over_copies(work, items, jobs, partial(_alone, work), iter(meanwhile))
    if jobs > 1 and size >= (_WORTH_COPYING if _have_started else _WORTH_STARTING):
        return _over_processes(work, items, jobs)
    return map(work, items)


def _can_be_copied() -> bool:
    """Whether copies of this process can do its work: what another thread holds just then, a copy would wait for."""
    return system() == "Linux" and threading.active_count() == 1


def _over_processes(work: Callable[[Item], Result], items: Sequence[Item], jobs: int) -> Iterator[Result | None]:
    from joblib import Parallel, delayed  # costs start-up time that small work need not pay
    from joblib.externals.loky.process_executor import BrokenProcessPool

    global _have_started
    _have_started = True
    done = 0
    while done < len(items):
        at_once = _batch(len(items) - done, jobs)
        parallel = Parallel(n_jobs=jobs, return_as="generator", batch_size=at_once, **_beginning())
        try:
            for result in parallel(delayed(work)(item) for item in items[done:]):
                yield result
                done += 1
        except BrokenProcessPool:
            # Whose work ended the process nobody knows; what was under way is done again, one after the other.
            for item in items[done : done + jobs * at_once]:
                yield _alone(work, item)
                done += 1


def _alone(work: Callable[[Item], Result], item: Item) -> Result | None:
    """Do the work for one item in a process of its own; ``None`` if that is ended ``_TRIES`` times, too."""
    from joblib.externals.loky import ProcessPoolExecutor
    from joblib.externals.loky.process_executor import BrokenProcessPool

    for _ in range(_TRIES):
        with ProcessPoolExecutor(max_workers=1, **_beginning()) as executor, suppress(BrokenProcessPool):
            result: Result = executor.submit(work, item).result()
            return result
    return None


def _beginning() -> dict[str, Any]:
    """Return what a worker does first: one that waits for work whose parent was killed would wait for minutes."""
    return {"initializer": _begin_worker, "initargs": (os.getpid(),)}


def _begin_worker(parent: int) -> None:
    collect_seldom()
    follow_parent(parent)


def _batch(items: int, jobs: int) -> int:
    """Items that a process takes at once: what they share is sent once, and no process waits long for the last one."""
    return max(1, min(8, items // (8 * jobs)))
