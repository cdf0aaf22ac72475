"""What plans of several regions have in common word for word, in memory or on the disk."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from compare.features.boilerplate import Hashes, Shingles
from compare.model import Plan

# Shingles are told apart by their first eight bits, so that those of each bucket fit into memory: of 100,000 plans five
# million.
_BUCKETS, _BITS = 256, 56
# Shingles that wait in memory until they are worth writing: 48 MB.
_AT_ONCE = 4_000_000
_ROW = np.dtype([("hash", "<u8"), ("region", "<u4")])
Rows = NDArray[np.void]


class Sharing:
    """Which shingles plans of the same level and of several regions have in common.

    Several plans of one region are no siblings, nor are copies of one text.

    Args:
        folder: Where the shingles lie meanwhile, 12 bytes each; whoever made it takes it away. ``None`` to hold them.
    """

    def __init__(self, folder: Path | None) -> None:
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
        if self._folder and self._count >= _AT_ONCE:
            self._spill(self._folder)

    def shared(self) -> dict[int, Hashes]:
        """Return the rank of a level to the shingles of two regions or more, sorted; they stay where they lie."""
        if self._folder is None:
            return {rank: _of_several(np.concatenate(self._waiting.pop(rank))) for rank in sorted(self._ranks)}
        self._spill(self._folder)
        return {rank: _on_disk(self._folder, rank) for rank in sorted(self._ranks)}

    def _spill(self, folder: Path) -> None:
        for rank, waiting in self._waiting.items():
            rows = np.concatenate(waiting)
            rows = rows[np.argsort(rows["hash"], kind="stable")]
            ends = np.searchsorted(rows["hash"] >> np.uint64(_BITS), np.arange(_BUCKETS + 1, dtype=np.uint64))
            for bucket in range(_BUCKETS):
                if ends[bucket] < ends[bucket + 1]:
                    with _bucket(folder, rank, bucket).open("ab") as file:
                        file.write(rows[ends[bucket] : ends[bucket + 1]].tobytes())
        self._waiting.clear()
        self._count = 0


def _on_disk(folder: Path, rank: int) -> Hashes:
    path = folder / f"shared-{rank}"
    with path.open("wb") as file:
        for bucket in range(_BUCKETS):
            own = _bucket(folder, rank, bucket)
            if own.exists():
                file.write(_of_several(np.fromfile(own, dtype=_ROW)).tobytes())
                own.unlink()
    if not path.stat().st_size:
        return np.zeros(0, dtype=np.uint64)
    return np.memmap(path, dtype=np.uint64, mode="r")


def _bucket(folder: Path, rank: int, bucket: int) -> Path:
    return folder / f"shingles-{rank}-{bucket}"


def _of_several(rows: Rows) -> Hashes:
    """Return the hashes, sorted, that rows of two regions or more have."""
    order = np.argsort(rows["hash"], kind="stable")
    hashes, regions = rows["hash"][order], rows["region"][order]
    starts = np.flatnonzero(np.diff(hashes, prepend=~hashes[:1]))
    several = np.minimum.reduceat(regions, starts) != np.maximum.reduceat(regions, starts)
    shared: Hashes = hashes[starts][several]
    return shared
