"""Where plans lie while others are judged: in memory, or on the disk if there are very many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol, overload

import msgspec
import zstandard

from compare.pipeline.parse import Parsed

# Of compression: the quickest.
_LEVEL = 1


class Store(Protocol):
    """Plans as they were parsed.

    Attributes:
        folder: Where more may lie meanwhile; ``None`` if all stays in memory.
    """

    folder: Path | None

    def put(self, plan: str, parsed: Parsed) -> None:
        """Keep a plan, by its id."""

    def get(self, plan: str) -> Parsed:
        """Return a plan as it was parsed."""


class Held:
    """A store in memory."""

    def __init__(self) -> None:
        self.folder: Path | None = None
        self._parsed: dict[str, Parsed] = {}

    def put(self, plan: str, parsed: Parsed) -> None:
        """Keep a plan."""
        self._parsed[plan] = parsed

    def get(self, plan: str) -> Parsed:
        """Return a plan as it was parsed."""
        return self._parsed[plan]


class Shelf:
    """A store on the disk: plans lie in a file, only where each begins is held.

    Args:
        folder: Where the file lies; whoever made it takes it away.
    """

    def __init__(self, folder: Path) -> None:
        self.folder: Path | None = folder
        self._file = (folder / "plans").open("w+b")
        self._spans: dict[str, tuple[int, int]] = {}

    def put(self, plan: str, parsed: Parsed) -> None:
        """Keep a plan."""
        written = zstandard.compress(msgspec.msgpack.encode(parsed), _LEVEL)
        self._spans[plan] = (self._file.seek(0, 2), len(written))
        self._file.write(written)

    def get(self, plan: str) -> Parsed:
        """Return a plan as it was parsed."""
        return msgspec.msgpack.decode(self._bytes(plan), type=Parsed)

    def close(self) -> None:
        """Nothing more will be asked."""
        self._file.close()

    def _bytes(self, plan: str) -> bytes:
        start, size = self._spans[plan]
        self._file.seek(start)
        return zstandard.decompress(self._file.read(size))


class Texts(Sequence[str]):
    """Texts of plans in a store, read when they are asked for."""

    def __init__(self, store: Store, plans: Sequence[str]) -> None:
        self._store, self._plans = store, plans

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Texts: ...
    def __getitem__(self, at: int | slice) -> str | Texts:
        return Texts(self._store, self._plans[at]) if isinstance(at, slice) else self._text(self._plans[at])

    def __iter__(self) -> Iterator[str]:
        return map(self._text, self._plans)

    def __len__(self) -> int:
        return len(self._plans)

    def _text(self, plan: str) -> str:
        found = self._store.get(plan).plan
        assert found is not None
        return found.text
