"""RTF files, read as the Word files that they are made into."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from compare.readers.raw import RawText
from compare.readers.rtf_writer import with_unknown, word_file_of


def read_rtf(content: bytes, path: Path) -> RawText:
    """Read an RTF file.

    Raises:
        ReadError: It is broken, or holds no text.
    """
    from compare.readers.docx import read_docx

    made, unknown = word_file_of(content)
    return with_unknown(replace(read_docx(made, path), format="rtf"), unknown)
