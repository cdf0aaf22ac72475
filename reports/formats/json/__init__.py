"""``report.json`` and ``texts/``: the complete results, for programs."""

from reports.formats.json.report import digest, render
from reports.formats.json.rows import rows_of

__all__ = [
    "digest",
    "render",
    "rows_of",
]
