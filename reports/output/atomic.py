"""Putting files in place so that a reader never meets half a file, nor files of two comparisons side by side.

A run writes all its files into a hidden folder in ``OUT``. Once the disk has them, one renaming gives that folder a
name that tells a person what to do, and every file moves to its place. A run that is killed before the renaming has
changed nothing; what one that is killed after it had ready, the next run puts in place before it does anything else.
Only one run writes into a folder at a time. Where a part of ``OUT`` lies on another disk, files are copied there beside
their places before the first one is moved, so that every move is a renaming.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import file_digest, sha256
from itertools import count
from pathlib import Path, PurePosixPath
from tempfile import TemporaryFile, mkdtemp
from time import time

from compare.model import Record
from reports.output.lock import writing
from reports.output.moving import move
from reports.output.os_errors import HIDDEN, telling
from reports.output.record import REPORT, WRITTEN, hash_of, is_ours, new_record, read_record, written_before

UNFINISHED = "没写完-请再运行一次-unfinished-run-again"
"""The folder of a complete new report whose files are being moved into place."""
Content = bytes | Iterator[bytes]
"""What a file holds, at once or piece by piece."""
_KEPT = "-原有"
# How the names of folders begin in which a single file is written, and seconds for which that may take.
_SINGLE, _UNDER_WAY = ".planalign-one-", 3600.0
# How the names of files begin that wait on another disk for being moved to their places.
_STAGED = ".planalign-next-"


class Written(Record, frozen=True):
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
    with alone(out):
        _recover(out)
        begun = Path(mkdtemp(prefix=HIDDEN, dir=out))
        try:
            hashes = make(begun)
            _write(begun / WRITTEN, new_record(out, begun, hashes))
            move(begun, out / UNFINISHED)
        except BaseException:
            shutil.rmtree(begun, ignore_errors=True)
            raise
        return Written(tuple(out / name for name in hashes), _settle(out))


@contextmanager
def alone(out: Path) -> Iterator[None]:
    """Make a folder if need be, and be its only writer.

    Raises:
        InputError: Another process is writing there, or the disk refuses what is written inside.
    """
    with telling(out):
        out.mkdir(parents=True, exist_ok=True)
        with writing(out):
            yield


def put(path: Path, content: Content) -> None:
    """Write a file beside its place, then move it there; its folder is made if need be.

    Raises:
        InputError: It cannot be written; what is there stands as before.
    """
    with telling(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        _clear_single(path.parent)
        begun = Path(mkdtemp(prefix=_SINGLE, dir=path.parent))
        try:
            _write(begun / path.name, content)
            move(begun / path.name, path)
        finally:
            shutil.rmtree(begun, ignore_errors=True)


def refuse_unwritable(out: Path) -> None:
    """Tell at once, and not after an hour of reading, that nothing can be written into a folder.

    Nothing is made that has a name: another run may be about to write there.

    Raises:
        InputError: Nothing can.
    """
    with telling(out):
        there = next(folder for folder in (out, *out.parents) if _is_there(folder))
        if not there.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "", str(there))
        try:
            TemporaryFile(prefix=HIDDEN, dir=there).close()
        except OSError as error:
            error.filename = None  # what cannot be written is the folder, not a name that nobody chose
            raise


def _is_there(path: Path) -> bool:
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


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
    blocked = next((each for each in path.parents if each.exists() or each.is_symlink()), path.parent)
    if path.is_dir() or not blocked.is_dir():
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
    """Remove what killed runs had begun; whoever calls this is the only one that writes a report there."""
    for left in folder.glob(f"{HIDDEN}*"):
        shutil.rmtree(left, ignore_errors=True)
    _clear_single(folder)


def _clear_single(folder: Path) -> None:
    """Remove what was begun of single files and is too old to be under way: those who write them wait for nobody."""
    with suppress(OSError):
        for left in folder.glob(f"{_SINGLE}*"):
            if time() - left.stat().st_mtime > _UNDER_WAY:
                shutil.rmtree(left, ignore_errors=True)


def _settle(out: Path) -> tuple[Path, ...]:
    """Move every file of a complete report into place, the record last; where files are that had to be kept."""
    whole = out / UNFINISHED
    if not (whole / WRITTEN).exists():  # it is the last to go: nothing is left to be moved
        shutil.rmtree(whole)
        return ()
    record = read_record(whole / WRITTEN)
    earlier = written_before(out, record)
    staged = _staged(out, whole)
    for name in earlier.keys() - record.keys():
        _remove(out, name, earlier[name])
    kept = []
    for path, new in staged.items():
        path.parent.mkdir(parents=True, exist_ok=True)  # it may have gone with the last file of the earlier report
        name = path.relative_to(out).as_posix()
        if path.exists() and not (is_ours(path, earlier.get(name, "")) or hash_of(path) == record.get(name)):
            kept.append(path.rename(_free(path)))
        move(new, path)
    # What programs ask for is report.json and texts/ alone; the report itself tells which texts are its own.
    if (out / WRITTEN).exists() or any(name != REPORT and not name.startswith("texts/") for name in record):
        move(whole / WRITTEN, out / WRITTEN)
    shutil.rmtree(whole)
    return tuple(kept)


def _staged(out: Path, whole: Path) -> dict[Path, Path]:
    """Place of each file of a complete report -> where it waits on the same disk.

    Raises:
        OSError: Another disk does not take its files. The new report is given up, and the old one stands.
    """
    disk = whole.stat().st_dev
    waiting: dict[Path, Path] = {}
    try:
        for new in sorted(path for path in whole.rglob("*") if path.is_file() and path != whole / WRITTEN):
            path = out / new.relative_to(whole)
            path.parent.mkdir(parents=True, exist_ok=True)
            waiting[path] = new
            if path.parent.stat().st_dev != disk:
                waiting[path] = path.with_name(_STAGED + path.name)
                shutil.copyfile(new, waiting[path])
                _sealed(waiting[path])
    except OSError:
        for copy in waiting.values():
            if copy.name.startswith(_STAGED):
                copy.unlink(missing_ok=True)
        shutil.rmtree(whole)
        raise
    return waiting


def _free(path: Path) -> Path:
    """Return a name beside a file that nothing has."""
    names = (path.with_stem(f"{path.stem}{_KEPT}{number}") for number in count(1))
    return next(name for name in names if not name.exists())


def _remove(out: Path, name: str, hash_: str | None) -> None:
    """Remove a file that is still as it was written, and the folders that are empty now."""
    parts = PurePosixPath(name)
    path = out / parts
    inside = not parts.is_absolute() and ".." not in parts.parts and path.resolve().is_relative_to(out.resolve())
    if inside and path.is_file() and not path.is_symlink() and is_ours(path, hash_):
        path.unlink()
        for folder in path.parents:
            if folder == out or any(folder.iterdir()):
                break
            folder.rmdir()
