"""Work on many items in one process or several, in their order, with progress told."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from compare.execution.orphans import follow_parent

Item = TypeVar("Item")
Result = TypeVar("Result")
Progress = Callable[[str, int, int], None]
"""Called with the name of the stage, the number of items done and their total."""

# Starting processes costs about a second; less text than this (bytes) is done faster in one.
_WORTH_SPREADING = 4_000_000
# Hundreds of thousands of passages, all of which are kept, are not worth looking through again and again.
_OBJECTS_BETWEEN_COLLECTIONS = 1_000_000


def collect_seldom() -> None:
    """Let this process look for garbage far less often than Python does by itself."""
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)


@contextmanager
def one_thread() -> Iterator[None]:
    """Let linear algebra work in one thread: with several, small products cost more than they save."""
    from threadpoolctl import threadpool_limits

    with threadpool_limits(limits=1, user_api="blas"):
        yield


def silent(stage: str, done: int, total: int) -> None:
    """Report no progress."""


def cores() -> int:
    """Return number of cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(work: Callable[[Item], Result], items: Sequence[Item], *, size: int, jobs: int | None) -> Iterator[Result]:
    """Do the same work for every item.

    Args:
        work: A function of a module, or one of its partials; it, its items and results must pickle.
        size: Bytes of text over all items.
        jobs: Number of processes; the number of cores if ``None``.

    Returns:
        Results in the order of the items, whatever the number of processes.
    """
    jobs = min(jobs or cores(), len(items))
    if jobs <= 1 or size < _WORTH_SPREADING:
        return map(work, items)
    from joblib import Parallel, delayed  # costs start-up time that small work need not pay

    results: Iterator[Result] = Parallel(n_jobs=jobs, return_as="generator", batch_size=_batch(len(items), jobs))(
        delayed(_in_worker)(work, item) for item in items
    )
    return results


def _in_worker(work: Callable[[Item], Result], item: Item) -> Result:
    collect_seldom()
    follow_parent()
    return work(item)


def _batch(items: int, jobs: int) -> int:
    """Items that a process takes at once: what they share is sent once, and no process waits long for the last one."""
    return max(1, min(8, items // (8 * jobs)))
