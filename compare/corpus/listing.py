"""A folder or plans.yaml -> the plans to read."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from compare.corpus.entries import Corpus, Entry
from compare.corpus.manifest import read_manifest
from compare.errors import InputError
from compare.read import SUPPORTED

MANIFEST = "plans.yaml"
_NOT_PLANS = re.compile(r"plans\.ya?ml|themes\..+|waivers\.ya?ml|readme.*|review\.xlsx", re.IGNORECASE)


def find_plans(plans: Path, out: Path | None = None) -> Corpus:
    """List the plans of a folder or of a plans.yaml.

    Args:
        plans: A folder, or a plans.yaml.
        out: A folder or file that is never read as a plan.

    Raises:
        InputError: No such folder, no plan in it, or a wrong plans.yaml (all faults at once).
    """
    if not plans.exists():
        raise InputError(f"没有这个文件夹或文件：{plans}。请核对路径。")
    if plans.is_file():
        return read_manifest(plans)
    if (plans / MANIFEST).is_file():
        return read_manifest(plans / MANIFEST)
    return _from_folder(plans, out)


def _from_folder(folder: Path, out: Path | None) -> Corpus:
    files = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith((".", "~$")))
    wanted = [path for path in files if not _NOT_PLANS.fullmatch(path.name) and path != out]
    plans = [path for path in wanted if path.suffix.lower() in SUPPORTED]
    if not plans:
        kinds = "、".join(sorted(SUPPORTED))
        raise InputError(f"文件夹 {folder} 里没有可读的规划。可读的格式：{kinds}。")
    stems = Counter(path.stem for path in plans)
    names = {path.name for path in plans}
    entries = tuple(
        Entry(path.stem if stems[path.stem] == 1 and path.stem not in names else path.name, path, path.name)
        for path in plans
    )
    return Corpus(folder, entries, tuple(path.name for path in wanted if path not in plans))
