"""The files of a folder and of the folders and archives in it, in the order of their names."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from compare.corpus.zip_folder import ALL_UNPACKED_LIMIT, SUFFIX, Room, packed_files
from compare.errors import InputError, ReadError
from compare.model import Record

FILES_LIMIT, DEPTH_LIMIT = 50_000, 16
"""Files and folders that are looked at, and how deep: a whole disk is no folder of plans."""

_HIDDEN = (".", "~$")
# What a run writes beside its results: which files are its own; not where they are the report and its texts alone.
_WRITTEN, _REPORT, _TEXTS = ".planalign.json", "report.json", "texts"


class File(Record, frozen=True):
    """A file that a person would see.

    Attributes:
        path: Where it lies; inside an archive as if that were a folder.
        name: The same from the folder of the corpus on, as it can be written anywhere, with strokes between folders.
        content: Its bytes, where it lies in an archive.
        fault: Why it cannot be read.
        unopened: It is a folder that was not looked into, since it leads elsewhere, cannot be opened or lies too deep.
    """

    path: Path
    name: str
    content: bytes | None = None
    fault: str | None = None
    unopened: bool = False


def files_below(folder: Path) -> list[File]:
    """List the files in a folder, its subfolders and its archives; not hidden ones, nor results of this tool.

    Raises:
        InputError: There are more than any folder of plans has.
        OSError: The folder itself cannot be opened.
    """
    found: list[File] = []
    for file in _below(folder, "", 0, frozenset(), Room(ALL_UNPACKED_LIMIT)):
        found.append(file)
        if len(found) > FILES_LIMIT:
            raise InputError(f"{folder} 里的文件超过 {FILES_LIMIT} 个，不像是规划文件夹，请只给存放规划的那个文件夹。")
    return found


def _below(folder: Path, inside: str, depth: int, own: frozenset[str], room: Room) -> Iterator[File]:
    """Yield the files of a folder, of which a run wrote those whose paths from there are its ``own``."""
    children = sorted(folder.iterdir())
    names = {child.name for child in children}
    if _WRITTEN in names:
        own |= _written(folder / _WRITTEN)
    if _REPORT in names:
        own |= {_REPORT, _TEXTS}
    for path in children:
        if path.name.startswith(_HIDDEN) or path.name in own:
            continue
        name = inside + readable(path.name)
        if path.is_dir():
            yield from _inner(path, name, depth, frozenset(_after(own, path.name)), room)
        elif path.suffix.lower() == SUFFIX and path.is_file():
            yield from files_packed(path, name, room)
        else:
            yield File(path, name, fault=_LEADS_OUT if _leads_out(path) else None)


def _inner(path: Path, name: str, depth: int, own: frozenset[str], room: Room) -> Iterator[File]:
    """Yield the files of a subfolder, or the folder itself where it is not opened."""
    if path.is_symlink() or depth >= DEPTH_LIMIT:
        yield File(path, name, unopened=True)
        return
    try:
        yield from _below(path, f"{name}/", depth + 1, own, room)
    except OSError:
        yield File(path, name, unopened=True)


def files_packed(path: Path, name: str, room: Room | None = None) -> Iterator[File]:
    """List the files in an archive.

    Args:
        path: The archive.
        name: Its name from the folder of the corpus on.
        room: What the archives of the folder may still take together; all that one may unless given.
    """
    if _leads_out(path):
        yield File(path, name, fault=_LEADS_OUT)
        return
    try:
        packed = packed_files(path, room or Room(ALL_UNPACKED_LIMIT))
    except ReadError as error:
        yield File(path, name, fault=str(error))
        return
    for file in packed:
        yield File(path / file.name, f"{name}/{file.name}", file.content, file.fault)


_LEADS_OUT = "这是指向文件夹之外的链接，没有读：请把原文件复制进来，或在 plans.yaml 里写明它的路径。"


def _leads_out(path: Path) -> bool:
    """Whether a file is a link to something outside of its folder, which whoever sent the folder may not know."""
    return path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(path.parent))


def _written(path: Path) -> frozenset[str]:
    """Return the files that a run wrote beside its record."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return frozenset()
    return frozenset(record) if isinstance(record, dict) else frozenset()


def _after(paths: frozenset[str], folder: str) -> Iterator[str]:
    """Of paths those in a folder, from there on."""
    return (path.removeprefix(f"{folder}/") for path in paths if path.startswith(f"{folder}/"))


def readable(name: str) -> str:
    """Return a file name, or a path, that can be written anywhere: names from a Chinese Windows may stand on the disk
    in GB18030.
    """
    return "/".join(_readable(part) for part in name.split("/"))


def _readable(name: str) -> str:
    try:
        return os.fsencode(name).decode()
    except UnicodeDecodeError:
        return os.fsencode(name).decode("gb18030", "replace")


def named(folder: Path, file: str, misread: dict[Path, dict[str, Path]]) -> Path:
    """Return where the file lies that somebody named from a folder on, as :func:`readable` has its name.

    Args:
        folder: The folder.
        file: The name, or a path.
        misread: What was found of each folder already: the files whose names are not UTF-8, by how they read.
    """
    path = folder
    for part in Path(file).parts:
        inner, path = path, path / part
        if not os.path.lexists(path):
            if inner not in misread:
                misread[inner] = _misread(inner)
            path = misread[inner].get(part, path)
    return path


def _misread(folder: Path) -> dict[str, Path]:
    found: dict[str, Path] = {}
    with suppress(OSError, ValueError):
        for child in folder.iterdir():
            if (name := readable(child.name)) != child.name:
                found.setdefault(name, child)
    return found
