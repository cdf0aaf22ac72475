"""What a disk refuses, told so that a planner can mend it."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from compare.errors import InputError

HIDDEN = ".planalign-begun-"
"""How the names of files and folders begin that stand only while something is written."""
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""What the system says of a disk that takes no more."""
_MAKE_ROOM = "磁盘满了，或超过了允许的大小。请腾出空间，或换一个位置"
_CLOSED = "没有写入的权限，或正被别的程序（Word、Excel、WPS）打开。请关掉它，或换一个位置"
_IN_THE_WAY = "这个名字已被占用：要放文件夹的地方是文件，或要放文件的地方是文件夹。请移走它，或换一个位置"
_TOLD = {
    **dict.fromkeys(FULL, _MAKE_ROOM),
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY), _CLOSED),
    **dict.fromkeys((errno.EEXIST, errno.ENOTDIR, errno.EISDIR, errno.ENOTEMPTY), _IN_THE_WAY),
    errno.EROFS: "这个磁盘只能读。请换一个位置",
    errno.ENAMETOOLONG: "名字太长。请改短文件名或规划编号，或换一个路径短些的位置",
    errno.ENOENT: "写到一半，文件夹不见了，也可能有另一次运行在往里写。请再运行一次",
    errno.ELOOP: "链接绕成了圈。请换一个位置",
}


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Hold what the system refuses while a file or folder is written, as an error that names it and the way out.

    Raises:
        InputError: Instead of any ``OSError``.
    """
    try:
        yield
    except OSError as error:
        raise InputError(f"{_place(error, path)} 写不进去：{reason(error)}。") from error


def _place(error: OSError, path: Path) -> Path:
    """Return the file that the system names, at the place where a person would look for it."""
    if not isinstance(error.filename, str):
        return path
    return Path(*(part for part in Path(error.filename).parts if not part.startswith(HIDDEN)))


def reason(error: OSError) -> str:
    """Why the system refused, and what to do."""
    return _TOLD.get(error.errno or 0) or f"{error.strerror or error}。请换一个位置"
