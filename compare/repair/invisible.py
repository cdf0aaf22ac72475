"""What no reader sees: zero-width and control characters, blanks on empty lines, no-break blanks as indentation."""

from __future__ import annotations

import re

from compare.repair.edits import Edit

# Zero-width blanks and joiners, marks of direction, soft hyphen, word joiner, variation selectors, and the byte order
# mark left by joining files.
_UNSEEN = (
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f\U000e0100-\U000e01ef]"
)
# A pattern that begins with a class is tried only where a sign of it stands; one that begins with a repetition is not.
_ZERO_WIDTH = re.compile(f"{_UNSEEN}{_UNSEEN}*+")
# What a terminal obeys, and what is no character; those that count as blanks stay to be repaired as such.
_OBEYED = "[\x00-\x08\x0e-\x1b\x7f-\x9f\ufffe\uffff]"
_CONTROL = re.compile(f"{_OBEYED}{_OBEYED}*+")
# A line of blanks, or indentation that holds a no-break blank: a Chinese paragraph begins with two full-width blanks,
# which a web page imitates with no-break blanks.
_STRAY = re.compile(r"^(?:[^\S\n]++$|(?=[^\S\n\u00a0]*+\u00a0)[^\S\n]++)", re.MULTILINE)


def zero_width(text: str) -> list[Edit]:
    """Zero-width characters, anywhere."""
    return [Edit(*found.span(), "", "space") for found in _ZERO_WIDTH.finditer(text)]


def control_characters(text: str) -> list[Edit]:
    """Control characters: each stood for something that is lost, so the sign of a lost character takes its place."""
    return [Edit(*found.span(), "\ufffd" * len(found.group()), "control") for found in _CONTROL.finditer(text)]


def stray_blanks(text: str) -> list[Edit]:
    """Blanks that make up a whole line, and indentation that holds a no-break blank."""
    return [Edit(*found.span(), "", "space") for found in _STRAY.finditer(text)]
