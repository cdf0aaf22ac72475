"""Files on the disk: all or none, harmless names and cells, and what a disk refuses."""

from reports.output.atomic import Content, Written, alone, place, place_made, put, refuse_unwritable
from reports.output.lock import writing
from reports.output.os_errors import FULL, HIDDEN, reason
from reports.output.sanitize import clean, escaped, file_name, file_names, sound

__all__ = [
    "Content",
    "FULL",
    "HIDDEN",
    "Written",
    "alone",
    "clean",
    "escaped",
    "file_name",
    "file_names",
    "place",
    "place_made",
    "put",
    "reason",
    "refuse_unwritable",
    "sound",
    "writing",
]
