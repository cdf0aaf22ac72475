"""PDF files: lines joined to paragraphs again, tables as rows, without running heads, page numbers and footnotes.

The libraries are loaded when the first file is read.
"""

from __future__ import annotations

from compare.readers.raw import RawText


def read_pdf(content: bytes, *, recognition: bool) -> RawText:
    """Read a PDF; its places are its pages, counted from 1 as a viewer counts them.

    Args:
        content: The file.
        recognition: There is time to recognise pages that are pictures.

    Raises:
        RecognitionNeeded: Pages are pictures that could be recognised, and there is no time for it.
        ReadError: It is encrypted, scanned, broken, without text or without end.
    """
    from compare.readers.pdf.reader import read

    return read(content, recognition=recognition)
