"""Stages of work on many plans: what earlier runs found is taken up, the rest is done in one process or several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Protocol, TypeVar

from compare.execution.cache import Cache
from compare.execution.cluster import allowed, spread_over
from compare.execution.parallel import Progress, silent, spread
from compare.model import Record

Item = TypeVar("Item")
Result = TypeVar("Result", covariant=True)
Packed = Mapping[str, bytes]


class Stage(Protocol[Item, Result]):
    """Work that is done for each item by itself; stages and items must pickle.

    A result has named parts, each of which depends on less than the whole and is kept by itself. Results always travel
    packed, from another process, from the cache or from the next line: so they are the same wherever they come from.
    """

    @property
    def name(self) -> str:
        """Told to whoever watches the progress."""

    def parts(self, item: Item, /) -> Sequence[str]:
        """Return the names of the parts of the result of an item."""

    def keys(self, item: Item, /) -> Mapping[str, bytes]:
        """Return the name of each part of the result of an item, to the key of all that it is found from."""

    def to_send(self, item: Item, /) -> Item:
        """Return the item with all that another machine needs to work on it."""

    def work(self, item: Item, parts: Sequence[str]) -> Packed:
        """Find some parts; one of another name than those of ``keys`` is not kept."""

    def ended(self, item: Item, /) -> Packed:
        """Return what stands for the result of an item whose process was ended from outside, again and again.

        Raises:
            InputError: Nothing can stand for it.
        """

    def unpack(self, item: Item, packed: Packed, /) -> Result:
        """Return the result of an item from its parts.

        Raises:
            ValueError: The bytes are not those that ``work`` gave.
        """


class Engine(Record, frozen=True):
    """By what means a run is done; its results do not depend on them.

    Attributes:
        jobs: Number of processes; the number of cores if ``None``.
        cache: What earlier runs found; ``None`` to do everything anew and keep nothing.
        progress: Called with the name of the stage, the items done and their total.
        scheduler: Address of a dask scheduler whose workers do the work; ``None`` to do it on this machine.

    Raises:
        InputError: The address is none that may be used.
    """

    jobs: int | None = None
    cache: Cache | None = None
    progress: Progress = silent
    scheduler: str | None = None

    def __post_init__(self) -> None:
        if self.scheduler is not None:
            allowed(self.scheduler)

    def run(
        self, stage: Stage[Item, Result], items: Sequence[Item], *, size: int, meanwhile: Iterable[None] = ()
    ) -> Iterator[Result]:
        """Do a stage.

        Args:
            stage: What is done.
            items: What it is done for.
            size: Bytes of text over all items.
            meanwhile: Steps that this process takes where copies of it work, the first before they are made, the others
                while it waits for them: copies for later stages are spared them.

        Yields:
            Results in the order of the items.
        """
        # A key takes time, and is of use only where something is kept under it.
        keys = [stage.keys(item) if self.cache else dict.fromkeys(stage.parts(item), b"") for item in items]
        lacking = [tuple(part for part, key in of_item.items() if not self._holds(key)) for of_item in keys]
        work = [(item, parts) for item, parts in zip(items, lacking, strict=True) if parts]
        found = self._spread(stage, work, size, meanwhile)
        self.progress(stage.name, 0, len(items))
        for number, (item, of_item, parts) in enumerate(zip(items, keys, lacking, strict=True), 1):
            new = next(found) if parts else {}
            if new is None:
                yield stage.unpack(item, stage.ended(item))
                self.progress(stage.name, number, len(items))
                continue
            known = self._taken_up(of_item, parts)
            # What was kept a moment ago and is gone now, with a cache that broke, is found again.
            gone = [part for part in of_item if part not in parts and part not in known]
            packed = {**known, **new, **(stage.work(item, gone) if gone else {})}
            yield stage.unpack(item, packed)
            self._keep(of_item, new)
            self.progress(stage.name, number, len(items))
        if self.cache:
            self.cache.flush()

    def _spread(
        self,
        stage: Stage[Item, Result],
        work: Sequence[tuple[Item, Sequence[str]]],
        size: int,
        meanwhile: Iterable[None],
    ) -> Iterator[Packed | None]:
        if self.scheduler is None or not work:
            return spread(partial(_work, stage), work, size=size, jobs=self.jobs, meanwhile=meanwhile)
        sent = ((stage.to_send(item), parts) for item, parts in work)
        return spread_over(self.scheduler, partial(_work, stage), sent)

    def _holds(self, key: bytes) -> bool:
        return self.cache is not None and self.cache.holds(key)

    def _taken_up(self, keys: Mapping[str, bytes], lacking: Sequence[str]) -> Packed:
        if self.cache is None:
            return {}
        found = {part: self.cache.get(key) for part, key in keys.items() if part not in lacking}
        return {part: packed for part, packed in found.items() if packed is not None}

    def _keep(self, keys: Mapping[str, bytes], packed: Packed) -> None:
        if self.cache:
            for part in keys.keys() & packed.keys():
                self.cache.put(keys[part], packed[part])


def _work(stage: Stage[Item, Result], of_item: tuple[Item, Sequence[str]]) -> Packed:
    return stage.work(*of_item)
