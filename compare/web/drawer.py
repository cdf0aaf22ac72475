"""Folders of the user's data: files that are put in on the start page, and which folders were open last."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path, PurePosixPath

from compare.errors import InputError
from compare.readers import SUPPORTED
from reports.output import file_name, put

RECENT = 8
"""Folders that are remembered."""
FILES = 2000
"""Files that one folder takes."""
_MORE_KINDS = (".zip", ".yaml", ".yml")
_OWNER_ONLY = 0o700
_SHORT = 60
"""Characters of a name that was changed; in UTF-8 they leave room for what tells it apart."""


class Drawer:
    """What the workbench keeps on the disk of its user; only he can read it.

    Args:
        home: Folder for it; made when something is kept.
    """

    def __init__(self, home: Path) -> None:
        self._plans, self._list = home / "plans", home / "recent.json"

    def recent(self) -> list[Path]:
        """List the folders that were open, the last first; those that are gone are left out."""
        try:
            listed = json.loads(self._list.read_text(encoding="utf-8"))
            return [Path(each) for each in listed if isinstance(each, str) and Path(each).is_dir()][:RECENT]
        except (OSError, ValueError, TypeError):
            return []

    def remember(self, folder: Path) -> None:
        """Put a folder first; where nothing can be kept, nothing is."""
        folder = folder.resolve()
        names = [str(folder), *(str(path) for path in self.recent() if path != folder)]
        with suppress(InputError, OSError):
            _made(self._list.parent)
            put(self._list, json.dumps(names[:RECENT], ensure_ascii=False).encode("utf-8", "surrogateescape"))

    def new(self, name: str) -> Path:
        """Make a folder for files that are put in; one that has the name already is not taken.

        Raises:
            InputError: Nothing can be written there.
        """
        stem = file_name(name.strip() or "规划")
        number, folder = 1, self._plans / stem
        while folder.exists():
            number += 1
            folder = self._plans / f"{stem}-{number}"
        try:
            for each in (self._plans.parent, self._plans, folder):
                _made(each)
        except OSError as error:
            raise InputError(f"建不了文件夹 {folder}：{error.strerror}。") from error
        return folder

    def owns(self, folder: Path) -> bool:
        """Whether a folder is one of those that were made here."""
        return folder.resolve().parent == self._plans.resolve()

    def files(self, folder: Path) -> list[str]:
        """Names of the files in a folder; of one that was not made here there may be too many to list."""
        try:
            with os.scandir(folder) as entries:
                names = sorted(entry.name for entry in entries if not entry.name.startswith("."))
        except OSError:
            return []
        return names[:FILES]

    def put(self, folder: Path, name: str, content: bytes) -> None:
        """Write a file into a folder that was made here, under a name that cannot lead out of it.

        Args:
            folder: The folder.
            name: As the browser gives it; the folders in it become parts of the name.
            content: The file.

        Raises:
            InputError: It is of no kind that is read, the folder is full or not one of those, or the disk refuses.
        """
        if not self.owns(folder):
            raise InputError("文件只能放进在这里新建的文件夹；别的文件夹请用文件管理器放入。")
        path = PurePosixPath(name.replace("\\", "/"))
        suffix = path.suffix.lower()
        if suffix not in SUPPORTED and suffix not in _MORE_KINDS:
            kinds = "、".join(sorted({*SUPPORTED, ".zip"}))
            raise InputError(f"{file_name(path.name)}：不支持“{suffix or path.name}”这种文件，可以放入 {kinds}。")
        target = folder / (_apart("-".join(part for part in path.with_suffix("").parts if part != "/")) + suffix)
        if len(self.files(folder)) >= FILES and not target.exists():
            raise InputError(f"一个文件夹最多放 {FILES} 份文件。")
        put(target, content)


def _apart(name: str) -> str:
    """Return a name for every system; one that is not as it was given cannot be that of another file."""
    made = file_name(name)
    return (
        made if made == name.strip() else f"{made[:_SHORT]}-{sha256(name.encode('utf-8', 'replace')).hexdigest()[:8]}"
    )


def _made(folder: Path) -> None:
    folder.mkdir(mode=_OWNER_ONLY, parents=True, exist_ok=True)
