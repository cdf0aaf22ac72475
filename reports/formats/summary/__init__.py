"""The summary of very many plans: a page and a workbook that stay small, whatever the number of plans."""

from __future__ import annotations

from pathlib import Path

from reports.formats.summary.page import page
from reports.formats.summary.rows import Overview
from reports.formats.summary.tally import Tally
from reports.formats.summary.workbook import workbook
from reports.wording import Lang

PAGE, WORKBOOK = "summary.html", "summary.xlsx"

__all__ = ["PAGE", "Overview", "Tally", "write_overview"]


def write_overview(overview: Overview, folder: Path, lang: Lang) -> None:
    """Write the page and the workbook into a folder."""
    (folder / PAGE).write_bytes(page(overview, lang))
    (folder / WORKBOOK).write_bytes(workbook(overview, lang))
