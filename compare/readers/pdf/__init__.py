"""PDF files: lines joined to paragraphs again, tables as rows, without running heads, page numbers and footnotes.

The libraries are loaded when the first file is read.
"""

from __future__ import annotations

from pathlib import Path

from compare.readers.raw import RawText


def read_pdf(content: bytes, _: Path) -> RawText:
    """Read a PDF; its places are its pages, counted from 1 as a viewer counts them.

    Raises:
        ReadError: It is encrypted, scanned, broken, without text or without end.
    """
    from compare.readers.pdf.reader import read

    return read(content)
