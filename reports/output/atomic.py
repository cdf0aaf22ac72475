"""Putting files in place so that a reader never meets half a file, nor files of two comparisons side by side.

A run writes all its files into a hidden folder in ``OUT``. Once the disk has them, one renaming gives that folder a
name that tells a person what to do, and every file moves to its place. A run that is killed before the renaming has
changed nothing; what one that is killed after it had ready, the next run puts in place before it does anything else.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import file_digest, sha256
from itertools import count, takewhile
from mmap import ACCESS_READ, mmap
from pathlib import Path, PurePosixPath
from tempfile import mkdtemp

from reports.output.os_errors import HIDDEN, telling
from reports.output.sanitize import file_name

WRITTEN = ".planalign.json"
"""What the last runs wrote into a folder: path -> SHA-256 of the content. Nothing else is ever removed."""
UNFINISHED = "没写完-请再运行一次-unfinished-run-again"
"""The folder of a complete new report whose files are being moved into place."""
Content = bytes | Iterator[bytes]
"""What a file holds, at once or piece by piece."""
_REPORT = "report.json"
# Where the plans begin; no quotation holds a line break. A row of them is a list that begins with the id, in reports of
# version 0.1 a mapping.
_PLANS = b'\n"plans": '
_KEPT = "-原有"
# Files whose hashes are remembered for the time of a run.
_REMEMBERED = 64


@dataclass(frozen=True, slots=True)
class Written:
    """What a run left in its folder.

    Attributes:
        files: The files it wrote, in the order of their making.
        kept: Where files are now that stood in their way and that a person had made or changed.
    """

    files: tuple[Path, ...]
    kept: tuple[Path, ...]


def place(out: Path, contents: Mapping[str, Content]) -> Written:
    """Write all files of a report, or none.

    Files that an earlier run wrote of another comparison, and that nobody has changed since, are removed: they would
    contradict the new ones. What a person changed or put in the way is kept beside, under another name.

    Args:
        out: The folder; made if need be.
        contents: Path relative to ``out`` -> content, report.json first.

    Raises:
        InputError: The files cannot be written; those that are there stand as before.
    """

    def make(begun: Path) -> dict[str, str]:
        for name in contents:
            _refuse_blocked(out / name)
        return {name: _write(begun / name, content) for name, content in contents.items()}

    return _placed(out, make)


def place_made(out: Path, make: Callable[[Path], None]) -> Written:
    """Write all files of a report, or none, as :func:`place`, where they are too large to be held.

    Args:
        out: The folder; made if need be.
        make: Writes all files into the folder that it is given, and leaves nothing else there.

    Raises:
        InputError: The files cannot be written; those that are there stand as before.
    """

    def made(begun: Path) -> dict[str, str]:
        make(begun)
        paths = sorted(path for path in begun.rglob("*") if path.is_file())
        for path in paths:
            _refuse_blocked(out / path.relative_to(begun))
        return {path.relative_to(begun).as_posix(): _sealed(path) for path in paths}

    return _placed(out, made)


def _placed(out: Path, make: Callable[[Path], dict[str, str]]) -> Written:
    """Have files made in a hidden folder, each with its SHA-256, and move them into place."""
    with telling(out):
        out.mkdir(parents=True, exist_ok=True)
        _recover(out)
        begun = Path(mkdtemp(prefix=HIDDEN, dir=out))
        try:
            hashes = make(begun)
            _write(begun / WRITTEN, _record(out, begun, hashes))
            begun.rename(out / UNFINISHED)
        except BaseException:
            shutil.rmtree(begun, ignore_errors=True)
            raise
        return Written(tuple(out / name for name in hashes), _settle(out))


def put(path: Path, content: Content) -> None:
    """Write a file beside its place, then move it there; its folder is made if need be.

    Raises:
        InputError: It cannot be written; what is there stands as before.
    """
    with telling(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        _clear(path.parent)
        begun = Path(mkdtemp(prefix=HIDDEN, dir=path.parent))
        try:
            _write(begun / path.name, content)
            (begun / path.name).replace(path)
        finally:
            shutil.rmtree(begun, ignore_errors=True)


def refuse_unwritable(out: Path) -> None:
    """Tell at once, and not after an hour of reading, that nothing can be written into a folder.

    Raises:
        InputError: Nothing can.
    """
    with telling(out):
        missing = [folder for folder in (out, *out.parents) if not folder.exists()]
        try:
            out.mkdir(parents=True, exist_ok=True)
            Path(mkdtemp(prefix=HIDDEN, dir=out)).rmdir()
        finally:
            for folder in missing:
                if folder.is_dir():
                    folder.rmdir()


def _write(path: Path, content: Content) -> str:
    """Write a file and wait until the disk has it, lest a power cut leaves an empty one under its name; its SHA-256."""
    path.parent.mkdir(parents=True, exist_ok=True)
    digest = sha256()
    with path.open("wb") as file:
        for piece in (content,) if isinstance(content, bytes) else content:
            digest.update(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()


def _sealed(path: Path) -> str:
    """Wait until the disk has a file; its SHA-256."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())
        return file_digest(file, "sha256").hexdigest()


def _refuse_blocked(path: Path) -> None:
    """Find out before anything is moved whether a file can be replaced."""
    if path.is_dir() or (path.parent.exists() and not path.parent.is_dir()):
        raise OSError(errno.EISDIR, "", str(path))
    if path.parent.exists() and not os.access(path.parent, os.W_OK):
        raise OSError(errno.EACCES, "", str(path.parent))
    if path.exists():
        path.open("r+b").close()  # Windows lets nobody replace a workbook that Excel has open.


def _recover(out: Path) -> None:
    """Put in place what a killed run had ready, and remove what one had only begun."""
    if (out / UNFINISHED).is_dir():
        _settle(out)
    _clear(out)


def _clear(folder: Path) -> None:
    for left in folder.glob(f"{HIDDEN}*"):
        shutil.rmtree(left, ignore_errors=True)


def _settle(out: Path) -> tuple[Path, ...]:
    """Move every file of a complete report into place, the record last; where files are that had to be kept."""
    whole = out / UNFINISHED
    if not (whole / WRITTEN).exists():  # it is the last to go: nothing is left to be moved
        shutil.rmtree(whole)
        return ()
    record = _read(whole / WRITTEN)
    earlier = _written(out, record)
    for name in earlier.keys() - record.keys():
        _remove(out, name, earlier[name])
    kept = []
    for new in sorted(path for path in whole.rglob("*") if path.is_file() and path != whole / WRITTEN):
        path = out / new.relative_to(whole)
        path.parent.mkdir(parents=True, exist_ok=True)
        name = path.relative_to(out).as_posix()
        if path.exists() and not (_is_ours(path, earlier.get(name, "")) or _hash(path) == record.get(name)):
            kept.append(path.rename(_free(path)))
        new.replace(path)
    # What programs ask for is report.json and texts/ alone; the report itself tells which texts are its own.
    if (out / WRITTEN).exists() or any(name != _REPORT and not name.startswith("texts/") for name in record):
        (whole / WRITTEN).replace(out / WRITTEN)
    shutil.rmtree(whole)
    return tuple(kept)


def _free(path: Path) -> Path:
    """A name beside a file that nothing has."""
    names = (path.with_stem(f"{path.stem}{_KEPT}{number}") for number in count(1))
    return next(name for name in names if not name.exists())


def _record(out: Path, begun: Path, hashes: Mapping[str, str]) -> bytes:
    """The record of a folder that will hold these files, and those of earlier runs of the same comparison."""
    before, now = out / _REPORT, begun / _REPORT
    # A report of another length, which may be one of hundreds of megabytes, is not read.
    same = before.exists() and now.exists() and before.stat().st_size == now.stat().st_size
    same = same and _hash(before) == hashes[_REPORT]
    record = {**(_read(out / WRITTEN) if same else {}), **hashes}
    return json.dumps(record, ensure_ascii=False, indent=0, sort_keys=True).encode()


def _written(out: Path, new: Iterable[str]) -> Mapping[str, str | None]:
    """What earlier runs wrote, as :func:`_is_ours` takes it: by their record, else by the report that is there."""
    if (out / WRITTEN).exists():
        return _read(out / WRITTEN)
    names = {f"texts/{file_name(plan)}.txt" for plan in _plans(out / _REPORT)}
    return dict.fromkeys(sorted({*names, *new}) if names else ())


def _plans(report: Path) -> list[str]:
    """The ids of the plans of a report, which may be too large to be read whole; it is written a row a line."""
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


def _read(path: Path) -> dict[str, str]:
    try:
        record = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return {str(name): str(hash_) for name, hash_ in record.items()} if isinstance(record, dict) else {}


def _is_ours(path: Path, hash_: str | None) -> bool:
    """Whether a file is as it was written, with this hash; ``None`` if nothing tells what it held."""
    return hash_ is None or _hash(path) == hash_


def _remove(out: Path, name: str, hash_: str | None) -> None:
    """Remove a file that is still as it was written, and the folders that are empty now."""
    parts = PurePosixPath(name)
    path = out / parts
    inside = not parts.is_absolute() and ".." not in parts.parts and path.resolve().is_relative_to(out.resolve())
    if inside and path.is_file() and not path.is_symlink() and _is_ours(path, hash_):
        path.unlink()
        for folder in path.parents:
            if folder == out or any(folder.iterdir()):
                break
            folder.rmdir()


def _hash(path: Path) -> str | None:
    """SHA-256 of a file; ``None`` if it cannot be read."""
    try:
        state = path.stat()
        return _hash_of(path, state.st_ino, state.st_size, state.st_mtime_ns)
    except OSError:
        return None


@lru_cache(maxsize=_REMEMBERED)
def _hash_of(path: Path, *state: int) -> str:
    """A report of hundreds of megabytes is asked for several times; it is read again only if its state has changed."""
    del state
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
