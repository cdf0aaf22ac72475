"""Tables with one plan a row -> the plans to read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from msgspec.structs import replace

from compare.corpus.entries import Entry, TextlessTable
from compare.execution import guarded
from compare.model import Kind, Level, Reason
from compare.readers import SheetRow, columns_in, is_harmless, read_table

Word = TypeVar("Word", bound=StrEnum)

IN_CHINESE: Mapping[str, str] = {
    "国家级": "national",
    "国家": "national",
    "省级": "province",
    "省": "province",
    "区域": "region",
    "市级": "city",
    "市": "city",
    "区级": "district",
    "区": "district",
    "县级": "county",
    "县": "county",
    "乡镇级": "township",
    "乡镇": "township",
    "规划纲要": "outline",
    "纲要": "outline",
    "专项规划": "special",
    "区域规划": "regional",
    "空间规划": "spatial",
    "国土空间规划": "spatial",
    "工作报告": "report",
    "政府工作报告": "report",
    "解读": "interpretation",
    "解读说明": "interpretation",
    "说明": "interpretation",
    "意见": "opinions",
    "调研报告": "research",
}
"""What a planner writes who does not look the codes of levels and kinds up."""


def sheet_entries(path: Path, id_: str, file: str, content: bytes | None = None) -> tuple[Entry, ...]:
    """Return the plans of a table; nothing if it has no column of texts.

    Args:
        path: The table.
        id_: What the ids of its plans begin with; the row follows.
        file: Its name for the reports.
        content: Its bytes, where it lies in an archive.

    Raises:
        ReadError: The table cannot be opened or is too large.
    """
    with _on_disk(path, content) as table:
        return tuple(_entry(row, path, id_, file) for row in rows_of(table))


def textless(path: Path, file: str, content: bytes | None = None) -> TextlessTable:
    """Tell which columns a table has in place of one of texts; arguments as of :func:`sheet_entries`.

    Raises:
        ReadError: The table cannot be opened any more.
    """
    with _on_disk(path, content) as table:
        return TextlessTable(file, columns_in(table) if is_harmless(table) else guarded(columns_in, table))


@contextmanager
def _on_disk(path: Path, content: bytes | None) -> Iterator[Path]:
    """Hold a table where the process that reads it finds it."""
    if content is None:
        yield path
        return
    with TemporaryDirectory() as folder:
        unpacked = Path(folder, f"plans{path.suffix}")
        unpacked.write_bytes(content)
        yield unpacked


def rows_of(path: Path) -> tuple[SheetRow, ...]:
    """:func:`compare.readers.read_table`, within the limits for one file."""
    return read_table(path) if is_harmless(path) else guarded(read_table, path)


def _entry(row: SheetRow, path: Path, id_: str, file: str) -> Entry:
    level, kind = _word(Level, row.level), _word(Kind, row.kind)
    ignored = [
        Reason("cell_ignored", (said,)) for said, code in ((row.level, level), (row.kind, kind)) if said and not code
    ]
    return Entry(
        id=f"{id_}-{row.sheet}-{row.number}" if row.sheet else f"{id_}-{row.number}",
        path=path,
        file=f"{file}#{row.sheet}!{row.number}" if row.sheet else f"{file}#{row.number}",
        title=row.title,
        kind=kind,
        level=level,
        region=row.region,
        year=row.year,
        row=row.number,
        raw=replace(row.raw, notes=(*row.raw.notes, *ignored)),
    )


def _word(words: type[Word], said: str | None) -> Word | None:
    try:
        return words(IN_CHINESE.get(said, said)) if said else None
    except ValueError:
        return None
