"""What a run over very many plans keeps on the disk meanwhile: the plans it has read, and what they have in common."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import overload

import msgspec
import numpy as np
import zstandard
from numpy.typing import NDArray

from compare.features import Hashes, Shingles
from compare.model import Plan
from compare.pipeline.parse import Parsed

# Shingles are told apart by their first eight bits, so that those of each bucket fit into memory: of 100,000 plans five
# million.
_BUCKETS, _BITS = 256, 56
# Shingles that wait in memory until they are worth writing: 48 MB.
_AT_ONCE = 4_000_000
# Of compression: the quickest.
_LEVEL = 1
_ROW = np.dtype([("hash", "<u8"), ("region", "<u4")])
Rows = NDArray[np.void]


class Shelf:
    """Plans as they were parsed, in a file; only where each begins is held.

    Args:
        folder: Where the file lies; whoever made it takes it away.
    """

    def __init__(self, folder: Path) -> None:
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

    def text(self, plan: str) -> str:
        """Return the text of a plan."""
        found = self.get(plan).plan
        assert found is not None
        return found.text

    def close(self) -> None:
        """Nothing more will be asked."""
        self._file.close()

    def _bytes(self, plan: str) -> bytes:
        start, size = self._spans[plan]
        self._file.seek(start)
        return zstandard.decompress(self._file.read(size))


class Texts(Sequence[str]):
    """Texts of plans on a shelf, read when they are asked for."""

    def __init__(self, shelf: Shelf, plans: Sequence[str]) -> None:
        self._shelf, self._plans = shelf, plans

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Texts: ...
    def __getitem__(self, at: int | slice) -> str | Texts:
        return Texts(self._shelf, self._plans[at]) if isinstance(at, slice) else self._shelf.text(self._plans[at])

    def __iter__(self) -> Iterator[str]:
        return map(self._shelf.text, self._plans)

    def __len__(self) -> int:
        return len(self._plans)


class Sharing:
    """Which shingles plans of several regions have in common, as :func:`compare.features.find_formulas` counts.

    Args:
        folder: Where the shingles lie meanwhile, 12 bytes each; whoever made it takes it away.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._first: dict[bytes, str] = {}
        self._regions: dict[str, int] = {}
        self._waiting: defaultdict[int, list[Rows]] = defaultdict(list)
        self._count = 0
        self._ranks: set[int] = set()

    def add(self, plan: Plan) -> None:
        """Take in the next plan; copies of one text count as of the region of the first."""
        digest = hashlib.sha256(plan.text.encode("utf-8", "surrogatepass")).digest()
        region = self._first.setdefault(digest, plan.region or plan.id)
        own = Shingles(plan.text).distinct()
        rows = np.empty(len(own), dtype=_ROW)
        rows["hash"], rows["region"] = own, self._regions.setdefault(region, len(self._regions))
        self._waiting[plan.level.rank].append(rows)
        self._ranks.add(plan.level.rank)
        self._count += len(own)
        if self._count >= _AT_ONCE:
            self._spill()

    def shared(self) -> dict[int, Hashes]:
        """Rank of a level to the shingles of two regions or more, sorted; they stay on the disk."""
        self._spill()
        return {rank: self._shared(rank) for rank in sorted(self._ranks)}

    def _spill(self) -> None:
        for rank, waiting in self._waiting.items():
            rows = np.concatenate(waiting)
            rows = rows[np.argsort(rows["hash"], kind="stable")]
            ends = np.searchsorted(rows["hash"] >> np.uint64(_BITS), np.arange(_BUCKETS + 1, dtype=np.uint64))
            for bucket in range(_BUCKETS):
                if ends[bucket] < ends[bucket + 1]:
                    with self._path(rank, bucket).open("ab") as file:
                        file.write(rows[ends[bucket] : ends[bucket + 1]].tobytes())
        self._waiting.clear()
        self._count = 0

    def _shared(self, rank: int) -> Hashes:
        path = self._folder / f"shared-{rank}"
        with path.open("wb") as file:
            for bucket in range(_BUCKETS):
                own = self._path(rank, bucket)
                if own.exists():
                    file.write(_of_several(np.fromfile(own, dtype=_ROW)).tobytes())
                    own.unlink()
        if not path.stat().st_size:
            return np.zeros(0, dtype=np.uint64)
        return np.memmap(path, dtype=np.uint64, mode="r")

    def _path(self, rank: int, bucket: int) -> Path:
        return self._folder / f"shingles-{rank}-{bucket}"


def _of_several(rows: Rows) -> Hashes:
    """Return the hashes, sorted, that rows of two regions or more have."""
    order = np.argsort(rows["hash"], kind="stable")
    hashes, regions = rows["hash"][order], rows["region"][order]
    starts = np.flatnonzero(np.diff(hashes, prepend=~hashes[:1]))
    several = np.minimum.reduceat(regions, starts) != np.maximum.reduceat(regions, starts)
    shared: Hashes = hashes[starts][several]
    return shared
