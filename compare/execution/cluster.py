"""Work on many items on the workers of a dask scheduler, in their order: the same results from more processes.

Dask sends code as pickles and runs it: whoever reaches a scheduler may do so. So it is only used where it is asked for,
on this machine or over TLS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from typing import Any, TypeVar
from urllib.parse import urlsplit

from compare.errors import InputError
from compare.execution.fingerprint import fingerprint

Item = TypeVar("Item")
Result = TypeVar("Result")

_PATIENCE = 8
"""Seconds that are waited for the scheduler, and for its first worker."""


def allowed(scheduler: str) -> str:
    """Return the address of a scheduler, with its scheme.

    Raises:
        InputError: It is no address, or one to which plans and code would travel in the open.
    """
    address = scheduler if "://" in scheduler else f"tcp://{scheduler}"
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if not host or not port or parts.scheme not in ("tcp", "tls"):
        raise InputError(f"调度器地址“{scheduler}”不对，应写成 tcp://127.0.0.1:8786 或 tls://主机:8786。")
    if parts.scheme == "tcp" and not _is_here(host):
        raise InputError(
            f"不连接“{scheduler}”：dask 传送的是代码和规划原文，tcp:// 不加密、不认人，只许用于本机（127.0.0.1）。"
            "别的机器请用 tls://，证书按 dask 的说明设好（distributed.comm.tls）。"
        )
    return address


def spread_over(scheduler: str, work: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
    """Do the same work for every item on the workers of a scheduler; what a lost worker had begun is done again.

    Args:
        scheduler: Its address.
        work: A function of a module, or one of its partials; it, its items and results must pickle.
        items: They are only taken as workers come to need them.

    Yields:
        Results in the order of the items.

    Raises:
        InputError: There is no scheduler, or none that is fit for this.
    """
    with _client(scheduler) as client:
        from distributed import CancelledError, KilledWorker
        from joblib import Parallel, delayed, parallel_config

        # The setting must not be left on while whoever takes the results does other work.
        with parallel_config(backend="dask", client=client, wait_for_workers_timeout=_PATIENCE):
            parallel = Parallel(n_jobs=-1, return_as="generator")
        try:
            yield from parallel(delayed(work)(item) for item in items)
        except KilledWorker as error:
            raise InputError(
                f"调度器“{scheduler}”的工作进程做同一件事时一再中断（{error}）：内存可能不够，或有一份规划有害。"
            ) from None
        except CancelledError:
            raise InputError(
                f"调度器“{scheduler}”中途断开。请重新启动调度器和工作进程，再运行一次；已经做完的留在缓存里，不会重做。"
            ) from None


@contextmanager
def _client(scheduler: str) -> Iterator[Any]:
    address = allowed(scheduler)
    try:
        from distributed import Client
    except ImportError:
        raise InputError('--scheduler 要先装 dask：pip install "planalign[cluster]"') from None
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, TypeError, ValueError) as error:  # the last two: TLS is not set up
        raise InputError(f"连不上调度器“{scheduler}”（{error}）。请核对地址，确认 dask scheduler 已经启动。") from None
    with client:
        _refuse_unfit(client, scheduler)
        yield client


def _refuse_unfit(client: Any, scheduler: str) -> None:
    """Other code would give other results, and the libraries that read PDF do not bear threads."""
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except TimeoutError:
        raise InputError(f"调度器“{scheduler}”没有工作进程，请先启动 dask worker。") from None
    threads = client.nthreads()
    if several := sorted(worker for worker, number in threads.items() if number > 1):
        raise InputError(f"工作进程 {'、'.join(several)} 不止一个线程，请加 --nthreads 1 启动。")
    found = client.run(fingerprint, on_error="return")
    if other := sorted(worker for worker, told in found.items() if told != fingerprint()):
        raise InputError(
            f"工作进程 {'、'.join(other)} 上的 planalign、它的依赖包或 Python 与本机的版本不同，请装成一样的。"
        )


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
