"""What is known of a plan before it is read."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from compare.model import Kind, Level, Plan, Record, UpperLink
from compare.readers import RawText


class Entry(Record, frozen=True):
    """A plan to read, with what a person said of it; ``None`` where nothing was said.

    Attributes:
        row: Row of a table that is the plan.
        raw: What stands in that row; it was read with its table.
        content: The bytes of the file: it lies in an archive, or the work is done on a machine that may not have it.
        fault: Why it is not to be read.
        plan: The plan itself, where it was read before: it is taken as it is.
    """

    id: str
    path: Path
    file: str
    title: str | None = None
    kind: Kind | None = None
    level: Level | None = None
    region: str | None = None
    year: int | None = None
    period: str | None = None
    upper: tuple[UpperLink, ...] | None = None
    row: int | None = None
    raw: RawText | None = None
    content: bytes | None = None
    fault: str | None = None
    plan: Plan | None = None


class TextlessTable(NamedTuple):
    """A table that has no column of texts.

    Attributes:
        file: Its name relative to the folder.
        columns: The names of the columns that it has.
    """

    file: str
    columns: tuple[str, ...]


class Corpus(Record, frozen=True):
    """What lies in a folder.

    Attributes:
        folder: The folder of plans, in which a theme file is looked for; ``None`` for plans that were read before.
        skipped: Files of kinds that are not read, relative to ``folder``.
        without_text: Tables that have no column of texts, and so are no plans, relative to ``folder``.
    """

    folder: Path | None
    entries: tuple[Entry, ...]
    skipped: tuple[str, ...]
    without_text: tuple[TextlessTable, ...] = ()
