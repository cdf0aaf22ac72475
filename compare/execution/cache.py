"""What was found in earlier runs, kept by what it was found from, so that only what has changed is done again."""

from __future__ import annotations

import errno
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import zstandard

from compare.execution.limits import read_megabytes
from compare.model import Record

LIMIT = 1 << 30
"""Bytes that are kept unless another limit is given; the oldest are dropped beyond it."""

_FILE = "findings.sqlite"
# What belongs to an sqlite file while it is open.
_BESIDE = ("", "-wal", "-shm", "-journal")
_SCHEMA = 3
_TABLES = ("kept", "known")
# Results that are written in one transaction: few enough that little is lost with the power, many enough to be quick.
_AT_ONCE = 32
_SECONDS_TO_WAIT, _PAUSE = 30.0, 0.02
# Of an error of sqlite, without what tells it in detail.
_CODE = 0xFF
# The quickest.
_LEVEL = 1
# A run looks at the limit each time that it has written this part of it: it goes beyond by no more.
_PART = 8
_PRIVATE_FOLDER, _PRIVATE_FILE = 0o700, 0o600
_OF_OTHERS = 0o022
"""Rights of group and others to write."""


class Info(Record, frozen=True):
    """What a cache holds."""

    folder: Path
    entries: int
    size: int
    limit: int


class Cache:
    """Bytes by key, in an sqlite file that several processes may use at once.

    Drafts are confidential: the folder and the file are their owner's alone. Nothing that a cache does stops a run:
    what cannot be read is forgotten, what cannot be written is not kept, and ``fault`` says so.

    Attributes:
        folder: Where the file lies.
        limit: Bytes that are kept.
        fault: What went wrong, for people; empty if nothing did.
        trusted: Nobody else may write to it; one that is not is left alone, which is no fault of the run.
    """

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        self.folder, self.limit, self.fault, self.trusted = folder, limit, "", True
        self._path = folder / _FILE
        self._connection: sqlite3.Connection | None = None
        self._new: dict[bytes, bytes] = {}
        self._used: set[bytes] = set()
        self._unchecked, self._dropped = 0, False
        with self._careful():
            self._connection = self._opened()

    def get(self, key: bytes) -> bytes | None:
        """Return what is kept for a key; ``None`` if nothing is, or if it is no longer what was written."""
        with self._careful():
            if self._connection is not None:
                row = self._connection.execute("SELECT value FROM kept WHERE key = ?", (key,)).fetchone()
                if row is not None:
                    value = zstandard.decompress(row[0])
                    self._used.add(key)
                    return value
        return None

    def holds(self, key: bytes) -> bool:
        """Whether something is kept for a key."""
        with self._careful():
            if self._connection is not None:
                return self._connection.execute("SELECT 1 FROM known WHERE key = ?", (key,)).fetchone() is not None
        return False

    def put(self, key: bytes, value: bytes) -> None:
        """Keep something."""
        if self._connection is not None:
            # Its checksum tells a value that was damaged on the disk.
            self._new[key] = zstandard.ZstdCompressor(_LEVEL, write_checksum=True).compress(value)
            if len(self._new) >= _AT_ONCE:
                self.flush()

    def flush(self) -> None:
        """Write what is new."""
        with self._careful():
            if self._connection is not None and (self._new or self._used):
                with self._connection:
                    self._connection.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", self._new.items())
                    self._connection.executemany(
                        "INSERT OR REPLACE INTO known VALUES (?, ?, (SELECT count FROM runs))",
                        [(key, len(value)) for key, value in self._new.items()],
                    )
                    self._connection.executemany(
                        "UPDATE known SET run = (SELECT count FROM runs) WHERE key = ?", [(key,) for key in self._used]
                    )
                self._unchecked += sum(map(len, self._new.values()))
                if self._unchecked > self.limit // _PART:
                    self._drop()
        self._new.clear()
        self._used.clear()

    def close(self) -> None:
        """Write what is new, and drop what was not used for longest beyond the limit."""
        self.flush()
        with self._careful():
            if self._connection is not None:
                self._drop()
                if self._dropped:
                    self._connection.execute("VACUUM")
                self._connection.close()
        self._connection = None

    def info(self) -> Info:
        """Return what it holds now."""
        entries, size = 0, 0
        with self._careful():
            if self._connection is not None:
                entries, size = self._connection.execute(
                    "SELECT count(*), coalesce(sum(size), 0) FROM known"
                ).fetchone()
        return Info(self.folder, entries, size, self.limit)

    def clear(self) -> None:
        """Forget everything; the file itself is removed."""
        with self._careful():
            if self._connection is not None:
                self._connection.close()
            self._connection = None
            self._remove()

    def _opened(self) -> sqlite3.Connection:
        self.folder.mkdir(parents=True, exist_ok=True, mode=_PRIVATE_FOLDER)
        self._refuse_open()
        self._path.touch(mode=_PRIVATE_FILE)
        connection = sqlite3.connect(self._path, timeout=_SECONDS_TO_WAIT)
        _log_ahead(connection)
        connection.execute("PRAGMA synchronous = NORMAL")
        with connection:
            connection.execute("BEGIN IMMEDIATE")
            if connection.execute("PRAGMA user_version").fetchone()[0] != _SCHEMA:
                for table in (*_TABLES, "runs"):
                    connection.execute(f"DROP TABLE IF EXISTS {table}")
                connection.execute("CREATE TABLE kept (key BLOB PRIMARY KEY, value BLOB)")
                # Apart from the values, which are large: this is asked and changed for every key in every run.
                connection.execute("CREATE TABLE known (key BLOB PRIMARY KEY, size INTEGER, run INTEGER) WITHOUT ROWID")
                connection.execute("CREATE TABLE runs (count INTEGER)")
                connection.execute("INSERT INTO runs VALUES (0)")
                connection.execute(f"PRAGMA user_version = {_SCHEMA}")
            connection.execute("UPDATE runs SET count = count + 1")
        return connection

    def _refuse_open(self) -> None:
        """Refuse a folder or file that others may write to: what it holds is believed.

        Raises:
            PermissionError: Others may.
        """
        if not hasattr(os, "getuid"):
            return  # rights on Windows are told otherwise; the folder lies in the user's own profile
        for path in (self.folder, *(self._path.with_name(_FILE + suffix) for suffix in _BESIDE)):
            if path.exists():
                found = path.stat()
                if found.st_mode & _OF_OTHERS or found.st_uid != os.getuid():
                    self.trusted = False
                    raise PermissionError(errno.EACCES, f"{path.name} 不归您一人所有或别人可以改写，不能信任")

    def _drop(self) -> None:
        assert self._connection is not None
        self._unchecked = 0
        with self._connection:
            total = self._connection.execute("SELECT coalesce(sum(size), 0) FROM known").fetchone()[0]
            if total <= self.limit:
                return
            gone = list(self._oldest(total - self.limit))
            for table in _TABLES:
                self._connection.executemany(f"DELETE FROM {table} WHERE key = ?", gone)
        self._dropped = True

    def _oldest(self, excess: int) -> Iterator[tuple[bytes]]:
        """Keys whose values together are at least so many bytes, those not used for longest first."""
        assert self._connection is not None
        for key, size in self._connection.execute("SELECT key, size FROM known ORDER BY run, key"):
            if excess <= 0:
                return
            excess -= size
            yield (key,)

    @contextmanager
    def _careful(self) -> Iterator[None]:
        """Let a fault end the use of the cache, not the run; a damaged file is removed: the next run begins a new
        one.
        """
        try:
            yield
        # MemoryError: a value whose damaged head says that it is larger than any memory.
        except (zstandard.ZstdError, MemoryError, sqlite3.DatabaseError) as error:
            if isinstance(error, (sqlite3.OperationalError, sqlite3.IntegrityError)):
                self._give_up(f"缓存 {self._path} 用不了（{error}），这次没有用缓存。")
            else:
                with suppress(OSError):
                    self._remove()
                self._give_up(f"缓存 {self._path} 已损坏，这次没有用缓存；坏文件已删除，下次重建。")
        except OSError as error:
            self._give_up(f"缓存 {self.folder} 用不了（{error.strerror}），这次没有用缓存。")

    def _give_up(self, fault: str) -> None:
        self.fault = self.fault or fault
        with suppress(sqlite3.Error):
            if self._connection is not None:
                self._connection.close()
        self._connection = None
        self._new.clear()

    def _remove(self) -> None:
        for suffix in _BESIDE:
            self._path.with_name(_FILE + suffix).unlink(missing_ok=True)


def _log_ahead(connection: sqlite3.Connection) -> None:
    """Have changes written beside the file first, so that others may read meanwhile.

    Of processes that ask for this of a new file at once each holds what the others wait for; sqlite tells that without
    waiting, whatever its timeout.

    Raises:
        sqlite3.OperationalError: The file is locked for longer than any process needs.
    """
    last = time.monotonic() + _SECONDS_TO_WAIT
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & _CODE != sqlite3.SQLITE_BUSY or time.monotonic() > last:
                raise
            time.sleep(_PAUSE)


def default_folder() -> Path:
    """``PLANALIGN_CACHE``, else where the system keeps caches of programs."""
    from platformdirs import user_cache_path

    given = os.environ.get("PLANALIGN_CACHE")
    return Path(given) if given else user_cache_path("planalign", appauthor=False)


def usual_limit() -> int:
    """Return ``PLANALIGN_CACHE_MB``, else ``LIMIT``; in bytes.

    Raises:
        InputError: It is no whole number above 0.
    """
    return read_megabytes("PLANALIGN_CACHE_MB", LIMIT)
