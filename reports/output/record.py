"""The record of a folder of results: which files earlier runs wrote into it, and whether they are as they were."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import file_digest
from itertools import takewhile
from mmap import ACCESS_READ, mmap
from pathlib import Path

from reports.output.sanitize import file_names

WRITTEN = ".planalign.json"
"""What the last runs wrote into a folder: path -> SHA-256 of the content. Nothing else is ever removed."""
REPORT = "report.json"
# Where the plans begin; no quotation holds a line break. A row of them is a list that begins with the id, in reports of
# version 0.1 a mapping.
_PLANS = b'\n"plans": '
# Files whose hashes are remembered for the time of a run.
_REMEMBERED = 64


def new_record(out: Path, begun: Path, hashes: Mapping[str, str]) -> bytes:
    """Return the record of a folder that will hold these files, and those of earlier runs of the same comparison."""
    before, now = out / REPORT, begun / REPORT
    # A report of another length, which may be one of hundreds of megabytes, is not read.
    same = before.exists() and now.exists() and before.stat().st_size == now.stat().st_size
    same = same and hash_of(before) == hashes[REPORT]
    record = {**(read_record(out / WRITTEN) if same else {}), **hashes}
    return json.dumps(record, ensure_ascii=False, indent=0, sort_keys=True).encode()


def written_before(out: Path, new: Iterable[str]) -> Mapping[str, str | None]:
    """Return what earlier runs wrote, as :func:`is_ours` takes it: by their record, else by the report that is
    there.
    """
    if (out / WRITTEN).exists():
        return read_record(out / WRITTEN)
    names = {f"texts/{name}.txt" for name in file_names(_plans(out / REPORT)).values()}
    return dict.fromkeys(sorted({*names, *new}) if names else ())


def _plans(report: Path) -> list[str]:
    """Return the ids of the plans of a report, which may be too large to be read whole; it is written a row a line."""
    try:
        with report.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as whole:
            at = whole.find(_PLANS)
            if at < 0:
                return []
            whole.seek(at + 1)
            whole.readline()
            rows = takewhile(lambda line: line not in (b"],\n", b"]},\n", b""), iter(whole.readline, None))
            plans = [json.loads(row.rstrip(b",\n")) for row in rows]
            return [str(plan["id"] if isinstance(plan, dict) else plan[0]) for plan in plans]
    except (OSError, ValueError, LookupError, TypeError):
        return []


def read_record(path: Path) -> dict[str, str]:
    """Read a record; an empty one where there is none, or none that can be read."""
    try:
        record = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return {str(name): str(hash_) for name, hash_ in record.items()} if isinstance(record, dict) else {}


def is_ours(path: Path, hash_: str | None) -> bool:
    """Whether a file is as it was written, with this hash; ``None`` if nothing tells what it held."""
    return hash_ is None or hash_of(path) == hash_


def hash_of(path: Path) -> str | None:
    """SHA-256 of a file; ``None`` if it cannot be read."""
    try:
        state = path.stat()
        return _hash_of(path, state.st_ino, state.st_size, state.st_mtime_ns)
    except OSError:
        return None


@lru_cache(maxsize=_REMEMBERED)
def _hash_of(path: Path, *state: int) -> str:
    """Return a report of hundreds of megabytes is asked for several times; it is read again only if its state has
    changed.
    """
    del state
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
