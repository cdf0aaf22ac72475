"""Files and tables of a written report, and a comparison in which nothing was found."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from reports import wording

LANGS = wording.LANGS


# A comparison of other plans than those of the fixture has other findings.
NOTHING_FOUND: dict[str, Any] = dict.fromkeys(
    (
        "coverage",
        "gaps",
        "alignments",
        "targets",
        "target_pairs",
        "contradictions",
        "decisions",
        "chain",
        "distinctive",
        "unlinked",
    ),
    (),
)


def seen(folder: Path) -> set[Path]:
    """The files that a user sees, without the hidden record of what was written."""
    return {path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")}


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
