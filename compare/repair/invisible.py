"""What no reader sees: zero-width characters, blanks on empty lines, no-break blanks as indentation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compare.repair.edits import Edit

# Zero-width blanks and joiners, soft hyphen, word joiner, and the byte order mark left by joining files.
_ZERO_WIDTH = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]++")
_EMPTY_LINE = re.compile(r"^[^\S\n]++$", re.MULTILINE)
# Two full-width blanks are how a Chinese paragraph begins; no-break blanks are how a web page imitates them.
_INDENT = re.compile(r"^(?=[^\S\n\u00a0]*+\u00a0)[^\S\n]++(?=\S)", re.MULTILINE)


def zero_width(text: str) -> list[Edit]:
    """Zero-width characters, anywhere."""
    return [Edit(*found.span(), "", "invisible") for found in _ZERO_WIDTH.finditer(text)]


def stray_blanks(text: str) -> list[Edit]:
    """Blanks that make up a whole line, and indentation that holds a no-break blank."""
    return sorted(_blanks(text))


def _blanks(text: str) -> Iterator[Edit]:
    for pattern in (_EMPTY_LINE, _INDENT):
        for found in pattern.finditer(text):
            yield Edit(*found.span(), "", "space")
