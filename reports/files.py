"""Putting files in place so that a reader never meets half a file, nor files of two comparisons side by side."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from hashlib import file_digest, sha256
from itertools import dropwhile, islice, takewhile
from pathlib import Path, PurePosixPath

from reports.safe import file_name

WRITTEN = ".planalign.json"
"""What the last runs wrote into a folder: path -> SHA-256 of the content. Nothing else is ever removed."""
_REPORT = "report.json"


Content = bytes | Iterator[bytes]
"""What a file holds, at once or piece by piece."""


def place(out: Path, contents: Mapping[str, Content]) -> tuple[Path, ...]:
    """Write every file beside its place, then move it there.

    Files that an earlier run wrote of another comparison, and that nobody has changed since, are removed: they would
    contradict the new ones.

    Args:
        out: The folder; made if need be.
        contents: Path relative to ``out`` -> content, report.json first.

    Returns:
        The paths written, in the order given.
    """
    record, before = _written(out), _hash(out / _REPORT)
    for name, content in contents.items():
        hash_ = put(out / name, content)
        if name == _REPORT and hash_ != before:
            for old in record.keys() - contents.keys():
                _remove(out, old, record.pop(old))
        record[name] = hash_
    # What programs ask for is report.json and texts/ alone; the report itself tells which texts are its own.
    if (out / WRITTEN).exists() or any(name != _REPORT and not name.startswith("texts/") for name in contents):
        put(out / WRITTEN, json.dumps(record, ensure_ascii=False, indent=0, sort_keys=True).encode())
    return tuple(out / name for name in contents)


def put(path: Path, content: Content) -> str:
    """Write a file beside its place, then move it there; its folder is made if need be; its SHA-256."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # Not named after the target: a long plan id fills what a file system allows for a name.
    beside = path.parent / f".planalign-{os.getpid()}.tmp"
    digest = sha256()
    try:
        with beside.open("wb") as file:
            for piece in (content,) if isinstance(content, bytes) else content:
                digest.update(piece)
                file.write(piece)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return digest.hexdigest()


def _written(out: Path) -> dict[str, str]:
    try:
        record = json.loads((out / WRITTEN).read_bytes())
    except (OSError, ValueError):
        return _texts(out)
    return {str(name): str(hash_) for name, hash_ in record.items()} if isinstance(record, dict) else {}


def _texts(out: Path) -> dict[str, str]:
    """The texts of the report.json that is there, where no record was kept; read a row a line, as it is written."""
    try:
        with (out / _REPORT).open("rb") as file:
            plans = takewhile(lambda line: line != b"],\n", dropwhile(lambda line: line != b'"plans": [\n', file))
            ids = [str(json.loads(line.rstrip(b",\n"))["id"]) for line in islice(plans, 1, None)]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    names = (f"texts/{file_name(plan)}.txt" for plan in ids)
    return {name: hash_ for name in names if (hash_ := _hash(out / name))}


def _remove(out: Path, name: str, hash_: str) -> None:
    """Remove a file that is still as it was written, and its folder if that is empty now."""
    parts = PurePosixPath(name)
    path = out / parts
    inside = not parts.is_absolute() and ".." not in parts.parts and path.resolve().is_relative_to(out.resolve())
    if inside and not path.is_symlink() and _hash(path) == hash_:
        path.unlink()
        if path.parent != out and not any(path.parent.iterdir()):
            path.parent.rmdir()


def _hash(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
