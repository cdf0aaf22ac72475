"""A zip file read as a folder, within bounds: what lies in it, under the names that whoever packed it saw."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from lzma import LZMAError
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from msgspec.structs import replace

from compare.errors import ReadError
from compare.execution import read_limits
from compare.model import Record
from compare.readers import content_of, refuse_crowd

SUFFIX = ".zip"
"""Ending of the archives that are read."""

UNPACKED_LIMIT = 512 * 1024 * 1024
"""Bytes that the files of one archive may have unpacked, together; a thousand plans as Word files have 100 MB."""

ALL_UNPACKED_LIMIT = 4 * UNPACKED_LIMIT
"""Bytes that all archives of a folder may have unpacked, together: they are held in memory."""

DEPTH_LIMIT = 3
"""Archives in archives that are opened: a province's holds those of cities, these those of counties."""

_NAME_IS_UTF8, _ENCRYPTED = 0x800, 0x1
"""Bits 11 and 0 of the general purpose flag (APPNOTE.TXT 4.4.4)."""
_UNNAMED = frozenset({"", ".", ".."})
_MB = 1024 * 1024
_BROKEN = "压缩包打不开：可能没有下载完或已损坏，请重新下载，或解压到文件夹里再运行。"
_TWICE = "压缩包里有几份文件叫这个名字，只读了最后一份。要读这一份，请改名后重新压缩，或解压到文件夹里再运行。"
_LOCKED = "压缩包加了密码，请解压到文件夹里再运行。"


class Packed(Record, frozen=True):
    """A file of an archive.

    Attributes:
        name: Where it lies, with strokes between folders.
        content: Its bytes; empty where there is a fault.
        fault: Why it could not be unpacked.
    """

    name: str
    content: bytes
    fault: str | None = None


@dataclass(slots=True)
class Room:
    """How many bytes may still be unpacked, archives in the archive and what is in these together."""

    left: int


def packed_files(path: Path, all_room: Room) -> list[Packed]:
    """Unpack the files of an archive that a person would see, in the order of their names.

    Args:
        path: The archive.
        all_room: What it and the archives after it may take; what it takes is no longer in it.

    Raises:
        ReadError: It cannot be opened, or holds too much.
    """
    most = min(UNPACKED_LIMIT, all_room.left)
    room = Room(most)
    try:
        files = list(_opened(content_of(path), room, 1))
    finally:
        all_room.left -= most - room.left
    return sorted(_told_apart(files), key=lambda packed: packed.name)


def _told_apart(files: Sequence[Packed]) -> Iterator[Packed]:
    """Yield the last of several files of one name, which is there when all are unpacked, and tell of the others."""
    count, seen = Counter(packed.name for packed in files), Counter[str]()
    for packed in files:
        seen[packed.name] += 1
        if seen[packed.name] == count[packed.name]:
            yield packed
        else:
            path = PurePosixPath(packed.name)
            yield Packed(str(path.with_name(f"{path.stem}（同名的第{seen[packed.name]}份）{path.suffix}")), b"", _TWICE)


def _opened(content: bytes, room: Room, depth: int) -> Iterator[Packed]:
    """Yield the files of an archive.

    Raises:
        ReadError: It cannot be opened, or holds too much.
    """
    try:
        refuse_crowd(content)
        with ZipFile(BytesIO(content)) as archive:
            yield from _unpacked(archive, room, depth)
    except (BadZipFile, LargeZipFile, NotImplementedError, ValueError, EOFError, OSError) as error:
        raise ReadError(_BROKEN) from error


def _unpacked(archive: ZipFile, room: Room, depth: int) -> Iterator[Packed]:
    for info in archive.infolist():
        name = _name(info)
        if info.is_dir() or not name:
            continue
        content = _content(archive, info, min(room.left, read_limits().file_mb * _MB))
        if isinstance(content, str):
            yield Packed(name, b"", content)
            continue
        room.left -= len(content)
        if PurePosixPath(name).suffix.lower() == SUFFIX and depth < DEPTH_LIMIT:
            yield from _inner(content, name, room, depth)
        else:
            yield Packed(name, content)


def _inner(content: bytes, name: str, room: Room, depth: int) -> Iterator[Packed]:
    """Yield the files of an archive in an archive, or why it could not be opened."""
    try:
        inside = list(_opened(content, room, depth + 1))
    except ReadError as error:
        yield Packed(name, b"", str(error))
        return
    yield from (replace(packed, name=f"{name}/{packed.name}") for packed in inside)


def _content(archive: ZipFile, info: ZipInfo, most: int) -> bytes | str:
    """Return a file unpacked, or why it cannot be."""
    if info.flag_bits & _ENCRYPTED:
        return _LOCKED
    if info.file_size > most:  # zipfile unpacks no more than a file says that it has
        return (
            f"压缩包展开后太大（一份文件超过 {read_limits().file_mb} MB，一个压缩包超过 {UNPACKED_LIMIT // _MB} MB，"
            f"或全部压缩包合计超过 {ALL_UNPACKED_LIMIT // _MB} MB），这份没有读。请解压到文件夹里再运行。"
        )
    try:
        return archive.read(info)
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, MemoryError, zlib.error, LZMAError):
        return "压缩包里的这份文件已损坏，请重新压缩，或解压到文件夹里再运行。"


def _name(info: ZipInfo) -> str:
    """Return the name of a file, without what would lead out of the archive; nothing for what is hidden.

    Chinese Windows packs names in GBK and does not say so; zipfile takes them for the code page 437 of the first PC.
    """
    name = info.filename
    if not info.flag_bits & _NAME_IS_UTF8:
        raw = name.encode("cp437", "surrogateescape") if _is_437(name) else name.encode("utf-8", "surrogateescape")
        name = _decoded(raw)
    parts = [part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in _UNNAMED and part != "/"]
    hidden = any(part.startswith((".", "~$", "__MACOSX")) for part in parts)
    return "" if hidden else "/".join(parts)


def _is_437(name: str) -> bool:
    try:
        name.encode("cp437")
    except UnicodeEncodeError:
        return False
    return True


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")
