"""One writer at a time in a folder: a second one waits, and is told who is writing if that takes too long."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from compare.errors import InputError

LOCK = ".planalign-lock"
"""The file by which writers know of each other; it says who is writing, and since when."""
PATIENCE = 60.0
"""Seconds that a writer waits for another."""
_BETWEEN_LOOKS = 0.1
# What disks of other machines say that know no locks; there nobody can be kept out.
_NO_LOCKS = (errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK)

if sys.platform == "win32":
    import msvcrt

    # Behind what the file says, which stays readable: Windows lets nobody read a part that is locked.
    _PART = 1 << 20

    def _take(file: int) -> None:
        os.lseek(file, _PART, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        os.lseek(file, 0, os.SEEK_SET)

else:
    import fcntl

    def _take(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Hold the right to write into a folder, which is there.

    The lock is the system's and ends with the process that holds it: what a killed run left is taken over.

    Raises:
        InputError: Another process has been writing there all the time.
        OSError: Nothing can be written there.
    """
    path = folder / LOCK
    end = time.monotonic() + PATIENCE
    while (file := _taken(path)) is None:
        if time.monotonic() > end:
            waited = f"等了{PATIENCE:.0f}秒。请等它结束再运行。"
            raise InputError(f"{folder}：{_holder(path)}正在往里写结果，{waited}")
        time.sleep(_BETWEEN_LOOKS)
    try:
        yield
    finally:
        # Whoever waits for this very file finds that it is gone, and makes another. Windows removes no open file.
        if sys.platform != "win32":
            path.unlink(missing_ok=True)
        os.close(file)
        if sys.platform == "win32":
            with suppress(OSError):
                path.unlink(missing_ok=True)


def _taken(path: Path) -> int | None:
    """Return the open file of the lock, or ``None`` if another process holds it."""
    file = _opened(path)
    try:
        _take(file)
        if os.fstat(file).st_ino == path.stat().st_ino:
            with suppress(OSError):  # a full disk is told of by what is written there
                os.truncate(file, 0)
                os.write(file, f"{os.getpid()} {datetime.now():%Y-%m-%d %H:%M:%S}".encode("ascii"))
            return file
    except OSError as error:
        if error.errno in _NO_LOCKS:
            return file
    os.close(file)
    return None


def _opened(path: Path) -> int:
    """Open the file of the lock, never what a link in its place leads to; its right to be read is enough to lock it."""
    if path.is_symlink():
        raise InputError(f"{path} 是指向别处的链接，不是本工具的锁文件，没有往里写。请移走它，再运行一次。")
    how = os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    try:
        return os.open(path, os.O_RDWR | how, 0o644)
    except PermissionError:  # what another person's run left when it was killed
        return os.open(path, os.O_RDONLY | how, 0o644)


def _holder(path: Path) -> str:
    try:
        process, since = path.read_text(encoding="ascii").split(" ", 1)
    except (OSError, ValueError):
        return "另一次运行"
    return f"另一次运行（进程 {process}，{since} 开始写）"
