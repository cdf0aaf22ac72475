"""What every reader returns: the text of a file, in which every offset leads back to its place there."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import Literal

from compare.model import LeftOut, Place, Reason, Record

# A page break beside a line end adds no empty line: it would part a paragraph that only runs over the page.
_PAGE_BREAK = re.compile("(?:^|(?<=\n))\x0c++|\x0c++(?=\n)")
# Marks that break a line, though no editor counts a line there.
_UNCOUNTED = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_UNCOUNTED_IN_BYTES = re.compile("[\x0b\x0c\u2028\u2029]")
# Half of a character that takes two units of UTF-16: it comes with what is pasted, and no file can hold it.
_HALVES = re.compile("[\ud800-\udfff]")
# Beside others of its kind a next-line mark is a byte of a text that was read in a wrong encoding.
_BYTES = re.compile("[\x80-\x84\x86-\x9f]")


class Headed(str):
    """A line that the file itself marks as a heading.

    Attributes:
        level: 1 for the outermost headings.
    """

    level: int

    def __new__(cls, text: str, level: int) -> Headed:
        """Mark a line."""
        line = super().__new__(cls, text)
        line.level = level
        return line


class RawText(Record, frozen=True):
    """The text of a file as it stands there, line ends made line feeds.

    Attributes:
        text: The decoded text.
        format: ``txt``, ``md``, ``html``, ``docx``, ``pdf`` …: what the content is, whatever the file is called.
        encoding: Encoding that was found, as Python names it.
        starts: Offset into ``text`` at which each place of the file begins, ascending from 0.
        unit: What the places are.
        notes: What the reader left out or could not read (footnotes, tracked deletions, scanned pages), for the user.
        headings: Offsets of the lines that the file itself marks as headings, ascending, with their levels from 1.
        first: Number of the first place: a row of a table is a text of its own.
        signs_in_file: Signs of the file, see :mod:`compare.readers.account`; ``None`` if they were not counted.
        left_out: What of them does not stand in ``text``; with the signs of ``text`` they make up ``signs_in_file``.
        published: Year in which the document was issued or published, as the file's data about itself tell it.
        unexplained: Share of the file's Han, in [0, 1], that was neither read nor left out for a reason.
    """

    text: str
    format: str
    encoding: str
    starts: tuple[int, ...]
    unit: Literal["line", "page", "paragraph", "cell"] = "line"
    notes: tuple[Reason, ...] = ()
    headings: tuple[tuple[int, int], ...] = ()
    first: int = 1
    signs_in_file: int | None = None
    left_out: tuple[LeftOut, ...] = ()
    unexplained: float = 0.0
    published: int | None = None

    def place(self, offset: int) -> Place:
        """Place in the file of a character offset into ``text``, counted from ``first``; O(log n)."""
        if not 0 <= offset <= len(self.text):
            raise IndexError(f"offset {offset} outside of 0..{len(self.text)}")
        return Place(self.unit, self.first + bisect_right(self.starts, offset) - 1)


def raw_text(content: str, format: str = "txt", encoding: str = "utf-8") -> RawText:
    """Raw text of decoded content, with the lines that an editor would count."""
    content = content.replace("\r\n", "\n").replace("\r", "\n")
    if "\x0c" in content:
        content = _PAGE_BREAK.sub("", content)
    starts = (0, *(mark.end() for mark in re.finditer("\n", content)))
    content = _HALVES.sub("\ufffd", content)
    breaks = _UNCOUNTED_IN_BYTES if _BYTES.search(content) else _UNCOUNTED
    return RawText(breaks.sub("\n", content), format, encoding, starts)


def placed_text(
    pieces: Iterable[str | None],
    format: str,
    unit: Literal["page", "paragraph", "cell"],
    notes: tuple[Reason, ...] = (),
) -> RawText:
    """Raw text of pieces that each begin a line and are one place; ``None`` counts as a place and adds no line."""
    lines: list[str] = []
    starts: list[int] = []
    headings: list[tuple[int, int]] = []
    offset = 0
    for piece in pieces:
        starts.append(offset)
        if isinstance(piece, Headed):
            headings.append((offset, piece.level))
        if piece is not None:
            lines.append(_UNCOUNTED.sub("\n", piece.replace("\r", "\n")))
            offset += len(piece) + 1
    text = "\n".join(lines)
    # A place without a line at the very end begins where the text ends, and not behind the break that never came.
    begins = tuple(min(start, len(text)) for start in starts)
    return RawText(text, format, "", begins or (0,), unit, notes, tuple(headings))
