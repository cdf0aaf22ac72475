"""A PDF -> raw text whose places are its pages."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from compare.model import Reason
from compare.readers.account import Ledger
from compare.readers.pdf.furniture import body_size, without_footnotes, without_heads
from compare.readers.pdf.glyphs import GlyphPage
from compare.readers.pdf.grids import CROSSING_LIMIT, Grid, grids, inside
from compare.readers.pdf.layout import columns, upright
from compare.readers.pdf.line_numbers import without_line_numbers
from compare.readers.pdf.lines import GlyphLine, lines
from compare.readers.pdf.open_tables import open_tables
from compare.readers.pdf.pages import open_pages
from compare.readers.pdf.paragraphs import paragraphs
from compare.readers.pdf.watermarks import without_watermarks
from compare.readers.raw import RawText
from compare.readers.seams import joined

# pdfium is not made for threads, and a cluster may run several in a process.
_LOCK = threading.Lock()


class _Rows(NamedTuple):
    """A table in its place among the lines."""

    page: int
    rows: tuple[tuple[str, ...], ...]


_Item = GlyphLine | _Rows


def read(content: bytes, *, recognition: bool) -> RawText:
    """Read a PDF.

    Args:
        content: The file.
        recognition: There is time to recognise pages that are pictures.

    Raises:
        ReadError: See :func:`compare.readers.pdf.read_pdf`.
    """
    with _LOCK:
        sheets, notes = open_pages(content, recognition=recognition)
    return read_sheets(sheets, "pdf", notes)


def read_sheets(sheets: Sequence[GlyphPage], format: str, notes: Sequence[Reason] = ()) -> RawText:
    """Return the text of pages of glyphs, wherever these come from.

    Args:
        sheets: The pages.
        format: What the file is.
        notes: What else a reader should know.
    """
    ledger = Ledger()
    for page in sheets:
        ledger.leave_out("turned", page.turned)
        ledger.leave_out("over_page", page.over)
        ledger.leave_out("drawn_twice", page.twice)
        ledger.leave_out("lost_font", page.lost)
        ledger.make("\ufffd" * len(page.lost) + page.doubled)
    cleaned, marks = without_watermarks(sheets)
    ledger.leave_out("watermark", *marks)
    level = [page._replace(glyphs=tuple(upright(page.glyphs))) for page in cleaned]
    pages, counted = without_line_numbers(level)
    ledger.leave_out("running_head", *counted)
    ruled = [grids(page.edges, page.glyphs, number) for number, page in enumerate(pages)]
    rows = open_tables([(page.glyphs, page.edges, held) for page, held in zip(pages, ruled, strict=True)])
    ruled = [_from_top(*held) for held in zip(ruled, rows, strict=True)]
    found = [_beside(page, held, number) for number, (page, held) in enumerate(zip(pages, ruled, strict=True))]
    texts = without_heads(found)
    ledger.leave_out("running_head", *_gone(found, texts))
    size = body_size(texts)
    texts, footnotes = without_footnotes(texts, size)
    ledger.leave_out("notes", *(line.text + line.left for line in footnotes))
    told = [*notes, Reason("pdf_footnotes", (str(len(footnotes)),))] if footnotes else notes
    items: list[_Item] = []
    for number, (page, held, text) in enumerate(zip(pages, ruled, texts, strict=True)):
        items += _in_place(page, held, text, number)
    ledger.leave_out("marks", *(item.left for item in items if isinstance(item, GlyphLine)))
    raw = _raw(items, len(pages), size, tuple(told), ledger)
    return ledger.settle(replace(raw, format=format), (page.shown for page in sheets))


def _from_top(ruled: Sequence[Grid], rows: Sequence[Grid]) -> list[Grid]:
    """Return the tables of a page, with rules and without, from top to bottom."""
    return sorted([*ruled, *rows], key=lambda grid: (grid.box[1], grid.box[0]))


def _gone(before: Sequence[list[GlyphLine]], after: Sequence[list[GlyphLine]]) -> Iterator[str]:
    for lines_before, lines_after in zip(before, after, strict=True):
        kept = set(lines_after)
        yield from (line.text + line.left for line in lines_before if line not in kept)


def _beside(page: GlyphPage, ruled: Sequence[Grid], number: int) -> list[GlyphLine]:
    """Return the lines of a page that stand outside of its tables and boxes."""
    beside = [glyph for glyph in page.glyphs if not any(inside(glyph, grid.box) for grid in ruled)]
    return [line for column, held in columns(beside) for line in lines(held, number, column=column)]


def _in_place(page: GlyphPage, ruled: Sequence[Grid], text: Sequence[GlyphLine], number: int) -> Iterator[_Item]:
    """Lines and tables of a page in reading order, the paragraphs of a box in its place: behind the last line above."""
    behind = [max((at for at, line in enumerate(text, 1) if line.top < grid.box[1]), default=0) for grid in ruled]
    for at in range(len(text) + 1):
        if at:
            yield text[at - 1]
        for frame, grid in enumerate(ruled, 1):
            if behind[frame - 1] == at:
                yield from [_Rows(number, grid.rows)] if grid.rows else _boxed(grid, page, number, frame)


def _boxed(grid: Grid, page: GlyphPage, number: int, frame: int) -> list[GlyphLine]:
    """Return the lines of a box, cell by cell; each cell is a frame of its own."""
    found: list[GlyphLine] = []
    for index, cell in enumerate(grid.cells):
        held = [glyph for glyph in page.glyphs if inside(glyph, cell)]
        found += lines(held, number, frame * CROSSING_LIMIT + index)
    return found


def _raw(items: Sequence[_Item], pages: int, size: float, notes: tuple[Reason, ...], ledger: Ledger) -> RawText:
    """Return the text, a paragraph or a row a line, and where each page begins in it."""
    text = ""
    pieces: list[str] = []
    length = 0
    starts = [-1] * pages

    for group in _groups(items, size, ledger):
        line = ""
        for page, piece in group:
            grown = joined(line, piece) if line else piece
            if starts[page] < 0:
                starts[page] = length + max(0, len(grown) - len(piece))
            line = grown
        pieces.append(line)
        length += len(line) + 1
    text = "\n".join(pieces)
    return RawText(text, "pdf", "utf-8", _filled(starts, len(text)), "page", notes)


def _filled(starts: list[int], end: int) -> tuple[int, ...]:
    """Return starts of all pages: one without text begins where the next one does."""
    following = end
    for page in range(len(starts) - 1, -1, -1):
        following = starts[page] if starts[page] >= 0 else following
        starts[page] = following
    return (0, *starts[1:])


def _groups(items: Sequence[_Item], size: float, ledger: Ledger) -> Iterator[list[tuple[int, str]]]:
    """Pieces of text with their pages, grouped by line of the result."""
    run: list[GlyphLine] = []
    last: _Rows | None = None
    for item in items:
        if isinstance(item, GlyphLine):
            run.append(item)
            last = None
            continue
        yield from _joined_lines(run, size)
        run = []
        rows = item.rows
        if last and len(last.rows[0]) == len(rows[0]):
            rows = _without_header(last.rows, rows)
            ledger.leave_out(
                "repeated_header", *(cell for row in item.rows[: len(item.rows) - len(rows)] for cell in row)
            )
        last = item if not last else _Rows(item.page, last.rows)
        yield from ([(item.page, "\t".join(row))] for row in rows)
    yield from _joined_lines(run, size)


def _joined_lines(run: Sequence[GlyphLine], size: float) -> Iterator[list[tuple[int, str]]]:
    for group in paragraphs(run, size):
        yield [(line.page, line.text) for line in group]


def _without_header(
    above: tuple[tuple[str, ...], ...], rows: tuple[tuple[str, ...], ...]
) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a table that continues another one, without the rows with which that begins, too."""
    same = 0
    while same < min(len(above), len(rows)) and above[same] == rows[same]:
        same += 1
    return rows[same:]
