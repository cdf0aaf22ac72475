"""A folder or plans.yaml -> the plans to read."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from compare.corpus.entries import Corpus, Entry
from compare.corpus.manifest import read_manifest
from compare.corpus.table_entries import sheet_entries
from compare.errors import InputError, ReadError
from compare.execution import read_limits
from compare.model import UpperLink
from compare.readers import SHEETS, SUPPORTED

_LEADS_OUT = "这是指向文件夹之外的链接，没有读：请把原文件复制进来，或在 plans.yaml 里写明它的路径。"
_MANIFESTS = ("plans.yaml", "plans.yml")
# What people and this tool put beside plans; report.md would be one if somebody wrote a report into the folder.
_NOT_PLANS = re.compile(
    r"plans\.ya?ml|report\.(?:md|docx|xlsx|html)|themes\..+|waivers\.ya?ml|readme.*|review\.xlsx|"
    r"(?:cells|coverage|gaps|clauses|targets|target_pairs|contradictions|evidence|frequency|sources)\.csv",
    re.IGNORECASE,
)


def find_plans(plans: str | os.PathLike[str]) -> Corpus:
    """List the plans of a folder or of a plans.yaml.

    Args:
        plans: A folder, or a plans.yaml. Folders inside a folder are not looked into.

    Raises:
        InputError: No such folder, no plan in it, a wrong plans.yaml (all faults at once), or a wrong limit.
    """
    read_limits()  # a wrong one is told of, whatever lies in the folder
    path = Path(plans)
    try:
        if not path.exists():
            raise InputError(f"没有这个文件夹或文件：{path}。请核对路径。")
        if path.is_file() and path.suffix.lower() not in (".yaml", ".yml"):
            raise InputError(f"{path} 是一个文件。请给存放规划的文件夹，或一份 plans.yaml。")
        if path.is_file():
            return read_manifest(path)
        beside = next((path / name for name in _MANIFESTS if (path / name).is_file()), None)
        return read_manifest(beside) if beside else list_folder(path)
    except OSError as error:
        raise InputError(f"打不开 {path}：{error.strerror}。请核对路径和权限。") from error


def list_folder(folder: Path) -> Corpus:
    """List the files of a folder that are plans, whatever a plans.yaml beside them says.

    Raises:
        InputError: No plan in it.
    """
    files = sorted(path for path in folder.iterdir() if not path.is_dir() and not path.name.startswith((".", "~$")))
    wanted = [path for path in files if not _NOT_PLANS.fullmatch(path.name)]
    plans = [path for path in wanted if path.suffix.lower() in SUPPORTED]
    if not plans:
        kinds = "、".join(sorted(SUPPORTED))
        raise InputError(f"文件夹 {folder} 里没有可读的规划。可读的格式：{kinds}。")
    stems = Counter(path.stem for path in plans)
    names = {path.name for path in plans}
    entries: list[Entry] = []
    without_text = []
    for path in plans:
        unique = stems[path.stem] == 1 and path.stem not in names
        found = _entries(path, _readable(path.stem if unique else path.name))
        if {entry.id for entry in found} & (stems.keys() - {path.stem}):
            found = _entries(path, _readable(path.name))  # 规划-2.txt beside the second row of 规划.xlsx
        entries += found
        without_text += [] if found else [_readable(path.name)]
    if not entries:
        raise InputError(f"文件夹 {folder} 里没有规划：{'、'.join(without_text)} 都没有“正文”这一列。")
    skipped = tuple(_readable(path.name) for path in wanted if path not in plans)
    return Corpus(folder, tuple(entries), skipped, tuple(without_text))


def _entries(path: Path, id_: str) -> tuple[Entry, ...]:
    """The plan of a file, or those of the rows of a table."""
    entry = Entry(id_, path, _readable(path.name), fault=_LEADS_OUT if _leads_out(path) else None)
    if entry.fault or path.suffix.lower() not in SHEETS:
        return (entry,)
    try:
        return sheet_entries(path, id_, entry.file)
    except ReadError as error:
        return (replace(entry, fault=str(error)),)


def _leads_out(path: Path) -> bool:
    """Whether a file is a link to something outside of its folder, which whoever sent the folder may not know."""
    return path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(path.parent))


def _readable(name: str) -> str:
    """A file name that can be written anywhere: names from a Chinese Windows may stand on the disk in GB18030."""
    try:
        return os.fsencode(name).decode()
    except UnicodeDecodeError:
        return os.fsencode(name).decode("gb18030", "replace")


def given_plans(uppers: Sequence[Path], lowers: Sequence[Path]) -> Corpus:
    """The corpus of files that were named one by one: every lower plan answers to every upper one.

    Raises:
        InputError: A file is not there, or is named twice.
    """
    for path in (*uppers, *lowers):
        if not path.is_file():
            raise InputError(f"没有这个文件：{path}。请核对路径。")
    if len({path.resolve() for path in (*uppers, *lowers)}) < len(uppers) + len(lowers):
        raise InputError("同一个文件给了不止一次，请核对。")
    ids = _ids([*uppers, *lowers])
    links = tuple(UpperLink(ids[path]) for path in uppers)
    entries = [Entry(ids[path], path, _readable(path.name), upper=()) for path in uppers]
    entries += [Entry(ids[path], path, _readable(path.name), upper=links) for path in lowers]
    return Corpus(lowers[0].parent, tuple(entries), ())


def _ids(paths: Sequence[Path]) -> dict[Path, str]:
    """File names without their endings, numbered where several files have the same."""
    taken: set[str] = set()
    ids = {}
    for path in paths:
        id_ = stem = _readable(path.stem)
        number = 2
        while id_ in taken:
            id_ = f"{stem}-{number}"
            number += 1
        taken.add(id_)
        ids[path] = id_
    return ids
