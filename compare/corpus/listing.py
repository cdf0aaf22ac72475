"""A folder or plans.yaml -> the plans to read."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

from msgspec.structs import replace

from compare.corpus.entries import Corpus, Entry
from compare.corpus.manifest import read_manifest
from compare.corpus.table_entries import sheet_entries, textless
from compare.corpus.tree import File, files_below, files_packed, readable
from compare.corpus.zip_folder import SUFFIX
from compare.errors import InputError, ReadError
from compare.execution import read_limits
from compare.model import Plan, UpperLink
from compare.readers import SHEETS, SUPPORTED

_NAMED = 3
"""Files that are named where none can be read."""

_MANIFESTS = ("plans.yaml", "plans.yml")
# What people and this tool put beside plans; report.md would be one if somebody wrote a report into the folder.
_NOT_PLANS = re.compile(
    r"plans\.ya?ml|report\.(?:md|docx|xlsx|html)|themes\..+|(?:waivers|decisions)\.ya?ml|readme.*|review\.xlsx|"
    r"(?:cells|coverage|gaps|clauses|targets|target_pairs|contradictions|evidence|frequency|sources)\.csv",
    re.IGNORECASE,
)


def find_plans(plans: str | os.PathLike[str]) -> Corpus:
    """List the plans of a folder, of a zip file or of a plans.yaml.

    Args:
        plans: A folder, a zip file, which is read as a folder, or a plans.yaml.

    Raises:
        InputError: No such folder, no plan in it, a wrong plans.yaml (all faults at once), or a wrong limit.
    """
    read_limits()  # a wrong one is told of, whatever lies in the folder
    path = Path(plans)
    try:
        if not path.exists():
            raise InputError(f"没有这个文件夹或文件：{path}。请核对路径。")
        if path.is_file() and path.suffix.lower() == SUFFIX:
            return _corpus(path.parent, path, _without_ours(files_packed(path, path.name)))
        if path.is_file() and path.suffix.lower() not in (".yaml", ".yml"):
            raise InputError(f"{path} 是一个文件。请给存放规划的文件夹或它的压缩包（.zip），或一份 plans.yaml。")
        if path.is_file():
            return read_manifest(path)
        beside = next((path / name for name in _MANIFESTS if (path / name).is_file()), None)
        return read_manifest(beside) if beside else list_folder(path)
    except OSError as error:
        raise InputError(f"打不开 {path}：{error.strerror}。请核对路径和权限。") from error


def list_folder(folder: Path) -> Corpus:
    """List the files of a folder and its subfolders that are plans, whatever a plans.yaml beside them says.

    Raises:
        InputError: No plan in it.
    """
    return _corpus(folder, folder, _without_ours(files_below(folder)))


def _without_ours(files: Iterable[File]) -> list[File]:
    """Leave out what people and this tool put beside plans."""
    return [file for file in files if not _NOT_PLANS.fullmatch(PurePosixPath(file.name).name)]


def listed_plans(plans: Sequence[str | os.PathLike[str]] | Sequence[Plan]) -> Corpus:
    """Make a corpus of files that were named one by one, or of plans that were read before.

    Args:
        plans: Files, whose level, region, year and upper plans are inferred as in a folder; or plans, which are taken
            as they are, with those of their upper plans that are among them.

    Raises:
        InputError: There is none, a file is not there, or something is named twice.
    """
    if not plans:
        raise InputError("没有给规划：列表是空的。")
    before = [plan for plan in plans if isinstance(plan, Plan)]
    files = [Path(plan) for plan in plans if not isinstance(plan, Plan)]
    if before and files:
        raise InputError("列表里既有文件又有读好的规划，请只给其中一种。")
    if twice := [id_ for id_, count in Counter(plan.id for plan in before).items() if count > 1]:
        raise InputError(f"编号重复：{'、'.join(twice)}。每份规划要有自己的编号。")
    if before:
        return Corpus(None, tuple(Entry(plan.id, Path(), plan.id, upper=plan.upper, plan=plan) for plan in before), ())
    _refuse_wrong(files)
    folder, names = _named(files)
    inner = (
        files_packed(path, name) if path.suffix.lower() == SUFFIX else (File(path, name),)
        for path, name in zip(files, names, strict=True)
    )
    return _corpus(folder, folder, [file for each in inner for file in each])


def _named(files: Sequence[Path]) -> tuple[Path, list[str]]:
    """Return the folder that holds all files, and their paths from there on."""
    whole = [path.absolute() for path in files]
    try:
        folder = Path(os.path.commonpath([path.parent for path in whole]))
    except ValueError:  # on Windows
        raise InputError("文件不在同一个磁盘上，请先放到一起。") from None
    return folder, [readable(path.relative_to(folder).as_posix()) for path in whole]


def _unread(files: Sequence[File]) -> str:
    """Return the sentence that names what lies there instead; nothing where nothing does."""
    others = [file.name for file in files if not file.unopened]
    named = "、".join(others[:_NAMED]) + ("等" if len(others) > _NAMED else "")
    return f"有 {named}：如是规划，请另存为 .docx 或 .txt。" if others else ""


def _corpus(folder: Path, given: Path, files: Sequence[File]) -> Corpus:
    """Return the plans among some files.

    Args:
        folder: The folder of the corpus.
        given: What the user named: it, or an archive in it.
        files: The files.
    """
    plans = [file for file in files if not file.unopened and _is_plan(file)]
    if not plans:
        kinds = "、".join(sorted({*SUPPORTED, SUFFIX}))
        raise InputError(f"文件夹 {given} 里没有可读的规划。{_unread(files)}可读的格式：{kinds}。")
    ids = _ids_in_tree([file.name for file in plans])
    entries: list[Entry] = []
    without_text = []
    for file in plans:
        found = _entries(file, ids[file.name])
        if {entry.id for entry in found} & (set(ids.values()) - {ids[file.name]}):
            found = _entries(file, _dashed(file.name))  # 规划-2.txt beside the second row of 规划.xlsx
        entries += found
        without_text += [] if found else [textless(file.path, file.name, file.content)]
    if not entries:
        found_in = "；".join(f"{table.file}（找到的列：{'、'.join(table.columns) or '无'}）" for table in without_text)
        raise InputError(f"文件夹 {given} 里没有规划，表格都没有“正文”这一列：{found_in}。")
    known = {file.name for file in plans}
    skipped = tuple(f"{file.name}/" if file.unopened else file.name for file in files if file.name not in known)
    return Corpus(folder, tuple(entries), skipped, tuple(without_text))


def _is_plan(file: File) -> bool:
    """Whether a file is of a kind that is read; an archive stands for itself only where it cannot be opened."""
    suffix = file.path.suffix.lower()
    return suffix in SUPPORTED or (suffix == SUFFIX and file.fault is not None)


def _ids_in_tree(names: Sequence[str]) -> dict[str, str]:
    """Return an id for each file: its name without the ending; on collision with it, then with its folders, too.

    A file of the outermost folder has nothing to add; no other takes what several could be called.
    """
    ways = {name: _ways(name) for name in names}
    taken = Counter(way for each in ways.values() for way in set(each))
    ids = {name: next((way for way in each if taken[way] == 1), "") for name, each in ways.items()}
    outer = Counter(PurePosixPath(name).stem for name in names if "/" not in name)
    for number, name in enumerate(names, 1):
        stem = PurePosixPath(name).stem
        last = f"{_dashed(name)}-{number}" if "/" in name else stem if outer[stem] == 1 else name
        ids[name] = ids[name] or last
    return ids


def _ways(name: str) -> tuple[str, ...]:
    path = PurePosixPath(name)
    return path.stem, path.name, _dashed(name.removesuffix(path.suffix)), _dashed(name)


def _dashed(name: str) -> str:
    """Return a name with its folders, as an id may be: without strokes."""
    return name.replace("/", "-")


def _entries(file: File, id_: str) -> tuple[Entry, ...]:
    """Return the plan of a file, or those of the rows of a table."""
    entry = Entry(id_, file.path, file.name, content=file.content, fault=file.fault)
    if entry.fault or file.path.suffix.lower() not in SHEETS:
        return (entry,)
    try:
        return sheet_entries(file.path, id_, entry.file, file.content)
    except ReadError as error:
        return (replace(entry, fault=str(error)),)


def given_plans(uppers: Sequence[Path], lowers: Sequence[Path]) -> Corpus:
    """Return the corpus of files that were named one by one: every lower plan answers to every upper one.

    Raises:
        InputError: A file is not there, or is named twice.
    """
    _refuse_wrong((*uppers, *lowers))
    ids = _ids([*uppers, *lowers])
    links = tuple(UpperLink(ids[path]) for path in uppers)
    entries = [Entry(ids[path], path, readable(path.name), upper=()) for path in uppers]
    entries += [Entry(ids[path], path, readable(path.name), upper=links) for path in lowers]
    return Corpus(lowers[0].parent, tuple(entries), ())


def _refuse_wrong(files: Sequence[Path]) -> None:
    """Raise ``InputError`` where a file is not there, or is named twice."""
    for path in files:
        if not path.is_file():
            raise InputError(f"没有这个文件：{path}。请核对路径。")
    if len({path.resolve() for path in files}) < len(files):
        raise InputError("同一个文件给了不止一次，请核对。")


def _ids(paths: Sequence[Path]) -> dict[Path, str]:
    """File names without their endings, numbered where several files have the same."""
    taken: set[str] = set()
    ids = {}
    for path in paths:
        id_ = stem = readable(path.stem)
        number = 2
        while id_ in taken:
            id_ = f"{stem}-{number}"
            number += 1
        taken.add(id_)
        ids[path] = id_
    return ids
