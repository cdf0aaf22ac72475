"""The files that plans were read from, for the format that writes into them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.errors import ReadError

if TYPE_CHECKING:
    from compare.corpus import Corpus
    from reports import Originals

WORD = ".docx"
"""Ending of the files that can be written back."""


def originals_of(corpus: Corpus) -> Originals:
    """Return where the Word files of a corpus are to be had; ``None`` for a plan of another kind, or a file gone."""
    files = {entry.id: entry for entry in corpus.entries if entry.path.suffix.lower() == WORD}

    def content(plan: str) -> bytes | None:
        # Readers bring libraries that the start of a command need not wait for.
        from compare.readers import content_of

        if plan not in files:
            return None
        try:
            return files[plan].content or content_of(files[plan].path)
        except ReadError:
            return None

    return content
