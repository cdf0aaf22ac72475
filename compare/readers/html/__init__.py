"""Web pages as people save them: ``.html``, and ``.mht`` with everything in one file.

Nothing is ever fetched. The libraries are loaded when the first page is read.
"""

from __future__ import annotations

from pathlib import Path

from compare.readers.raw import RawText


def read_html(content: bytes, _: Path) -> RawText:
    """Read the main text of a saved page; its places are the lines of that text, counted as paragraphs.

    Raises:
        ReadError: The page holds hardly any text, is cut off by its own nesting, or has no encoding that fits.
    """
    from compare.readers.html.reader import read

    return read(content)
