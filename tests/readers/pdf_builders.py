"""PDF files as planning offices make them: A4, 28 characters a line, running head, page numbers, contents, tables, notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from fpdf import FPDF

from tests.fonts import plan_font

LEFT, WIDTH, TOP, BOTTOM = 28.0, 158.0, 37.0, 262.0
"""Millimetres; the type area of GB/T 9704."""

SIZE = 16
MM = 25.4 / 72
_NOT_FIRST = "，。；：、！？”’）》」』】％%…"
_NOT_LAST = "“‘（《「『【"
_WORD = re.compile(r"[A-Za-z0-9.%+/-]+|[\s\S]")


@dataclass
class Book:
    """A document in the making; ``y`` is the base line reached, in millimetres.

    Where ``text`` is given, its signs can be written, and those of tests and seeds anyhow.
    """

    head: str = ""
    numbers: bool = True
    odd_shift: float = 0.0
    pdf: Any = field(default_factory=lambda: FPDF(format="A4"))
    y: float = 0.0
    notes: list[str] = field(default_factory=list)
    text: str = ""

    def __post_init__(self) -> None:
        self.pdf.set_auto_page_break(False)
        self.pdf.add_font("song", "", str(plan_font(self.text)))
        self.page()

    @property
    def left(self) -> float:
        """The left margin of the page."""
        return LEFT + (self.odd_shift if self.pdf.page_no() % 2 else 0.0)

    def page(self) -> None:
        """Begin a page, after the notes of the one before."""
        if self.notes:
            for at, note in enumerate(self.notes):
                self.write(note, self.left, BOTTOM - 5 * (len(self.notes) - at) + 5, 9)
            self.notes = []
        self.pdf.add_page()
        number = self.pdf.page_no()
        if self.head:
            self.write(self.head, self.left + 40, 25, 10)
        if self.numbers:
            self.write(f"— {number} —", self.left + (130 if number % 2 else 5), 275, 14)
        self.y = TOP

    def write(self, text: str, x: float, y: float, size: float = SIZE) -> None:
        """Put a text on the page."""
        self.pdf.set_font("song", "", size)
        self.pdf.text(x, y, text)

    def room(self, height: float) -> None:
        """Go to the next page if so much does not fit on this one."""
        if self.y + height > BOTTOM - 6 * len(self.notes):
            self.page()

    def paragraph(self, text: str, *, indent: int = 2, size: float = SIZE, pitch: float = 1.75) -> None:
        """A paragraph; ``^1^`` in it is a raised note mark."""
        for number, line in enumerate(wrapped(text, WIDTH / (size * MM), indent)):
            step = size * MM * pitch
            self.room(step)
            self.y += step
            self.pieces(line, self.left + (indent * size * MM if number == 0 else 0.0), size)

    def pieces(self, line: str, x: float, size: float) -> None:
        """A line with its raised marks."""
        for at, piece in enumerate(line.split("^")):
            self.pdf.set_font("song", "", size if at % 2 == 0 else size * 0.6)
            self.pdf.text(x, self.y - (0.0 if at % 2 == 0 else size * MM * 0.35), piece)
            x += self.pdf.get_string_width(piece)

    def heading(self, text: str, size: float = 18) -> None:
        """A centred heading, broken if it must be."""
        for line in wrapped(text, WIDTH / (size * MM) - 4, 0):
            self.room(size * MM * 2)
            self.y += size * MM * 1.75
            self.pdf.set_font("song", "", size)
            self.write(line, self.left + (WIDTH - self.pdf.get_string_width(line)) / 2, self.y, size)

    def contents(self, entries: Sequence[tuple[str, int]]) -> None:
        """A contents list with dot leaders, and the page that it needs for itself."""
        self.heading("目  录", 22)
        for entry, number in entries:
            self.room(SIZE * MM * 1.75)
            self.y += SIZE * MM * 1.75
            self.pdf.set_font("song", "", SIZE)
            dots = int((WIDTH - self.pdf.get_string_width(f"{entry}{number}")) / self.pdf.get_string_width(".")) - 2
            self.write(f"{entry}{'.' * dots}{number}", self.left, self.y)
        self.page()

    def table(
        self, rows: Sequence[Sequence[str]], widths: Sequence[float], size: float = 10, *, sides: bool = True
    ) -> None:
        """A ruled table, perhaps without its sides; its header is repeated on a new page."""
        step = size * MM * 1.4
        for number, row in enumerate(rows):
            cells = [wrapped(cell, width / (size * MM) - 1, 0) for cell, width in zip(row, widths, strict=True)]
            height = step * max(len(cell) for cell in cells) + 3
            if self.y + height > BOTTOM:
                self.page()
                if number:
                    self.table([rows[0]], widths, size, sides=sides)
            x = self.left
            for cell, width in zip(cells, widths, strict=True):
                if sides:
                    self.pdf.rect(x, self.y + 2, width, height)
                else:
                    self.pdf.line(x, self.y + 2, x + width, self.y + 2)
                    self.pdf.line(x, self.y + 2 + height, x + width, self.y + 2 + height)
                    if x > self.left:
                        self.pdf.line(x, self.y + 2, x, self.y + 2 + height)
                for at, line in enumerate(cell, 1):
                    self.write(line, x + 1.5, self.y + 2 + step * at, size)
                x += width
            self.y += height

    def done(self) -> bytes:
        """The file."""
        if self.notes:
            self.page()
        return bytes(self.pdf.output())


def wrapped(text: str, width: float, indent: int) -> list[str]:
    """Lines of a paragraph; ``width`` in characters; no line begins with a stop or ends with an opening mark."""
    lines, line, used = [], "", float(indent)
    words = _WORD.findall(re.sub(r"\^[^^]*\^", lambda mark: "\0" * len(mark[0]), text))
    at = 0
    for word in words:
        written = text[at : at + len(word)]
        at += len(word)
        length = 0.0 if word == "\0" else 0.23 if word == " " else len(word) * (0.56 if word.isascii() else 1.0)
        if used + length > width and line and word not in _NOT_FIRST and word != "\0":
            moved = line[-1] if line[-1] in _NOT_LAST else ""
            lines.append(line[: len(line) - len(moved)])
            line, used = moved, float(len(moved))
        line += written
        used += length
    return [*lines, line]


_CENTRED = re.compile(r"第[一二三四五六七八九十百]{1,4}[编篇章节](?!.*。$)")


def typeset(text: str, **options: Any) -> bytes:
    """A whole plan: its title first, chapters centred, everything else paragraphs."""
    title, *lines = [line for line in text.split("\n") if line.strip()]
    book = Book(text=text, **options)
    book.heading(title, 22) if len(title) <= 50 else book.paragraph(title)
    for line in lines:
        if _CENTRED.match(line) and len(line) <= 40:
            book.heading(line)
        else:
            book.paragraph(line)
    return book.done()
