"""Files that the page hands out: reports of what is filtered, and the decisions."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from compare.errors import InputError
from compare.model import Comparison, Record
from compare.web.asking import malformed
from compare.web.ledger import DecisionLedger
from compare.web.selection import Selection, selected
from reports import FORMATS, ON_REQUEST, Originals, write
from reports.wording import Lang

EXPORTED = tuple(
    each for each in ("docx", "brief", "annotated", "xlsx", "csv", "md") if each in (*FORMATS, *ON_REQUEST)
)
"""Formats in which a part of a result is handed out."""
_ALWAYS = ("report.json", "texts")
"""What every report has beside the format that was asked for."""
_EPOCH = (1980, 1, 1, 0, 0, 0)


class Exported(Record, frozen=True):
    """A file to be saved by the browser."""

    name: str
    content: bytes


def export(comparison: Comparison, ledger: DecisionLedger, originals: Originals, asked: object, lang: Lang) -> Exported:
    """Make the file that the page asks for.

    Args:
        comparison: The result of which it shows a part.
        ledger: The decisions.
        originals: Where annotated plans have their own files from.
        asked: ``format``, one of ``EXPORTED`` or ``decisions``, and what :class:`.selection.Selection` reads.
        lang: Language of the report.

    Returns:
        The file; several files of one format as one zip.

    Raises:
        InputError: Something else was asked, or nothing has been decided.
    """
    format_ = asked.get("format") if isinstance(asked, Mapping) else None
    if format_ == "decisions":
        if not (path := ledger.path):
            raise InputError("还没有核定过，没有 decisions.yaml 可导出。")
        return Exported(path.name, path.read_bytes())
    if not isinstance(asked, Mapping) or format_ not in EXPORTED:
        raise malformed()
    part = selected(comparison, Selection.read(asked))
    if not part.plans:
        raise InputError("当前筛选下没有内容可导出，请放宽筛选。")
    with TemporaryDirectory() as folder:
        write(part, Path(folder), [format_], lang, originals)
        paths = (path.relative_to(folder) for path in sorted(Path(folder).rglob("*")) if path.is_file())
        files = {path: Path(folder, path).read_bytes() for path in paths if _wanted(path)}
    if len(files) > 1:
        return Exported(f"{format_}.zip", _zipped(files))
    ((path, content),) = files.items()
    return Exported(path.name, content)


def _wanted(path: Path) -> bool:
    return path.parts[0] not in _ALWAYS and not path.name.startswith(".")


def _zipped(files: Mapping[Path, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, content in files.items():
            archive.writestr(zipfile.ZipInfo(path.as_posix(), _EPOCH), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
