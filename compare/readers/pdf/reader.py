"""A PDF -> raw text whose places are its pages."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import NamedTuple

from pypdfium2 import PdfDocument, PdfiumError

from compare.errors import ReadError
from compare.execution import refuse_beyond
from compare.model import Reason
from compare.readers.pdf.furniture import body_size, without_footnotes, without_heads
from compare.readers.pdf.glyphs import Sheet, sheet
from compare.readers.pdf.grids import CROSSING_LIMIT, Grid, grids, inside
from compare.readers.pdf.lines import Line, lines
from compare.readers.pdf.paragraphs import paragraphs
from compare.readers.raw import RawText
from compare.readers.seams import joined

_SCANNED_COVER, _SCANNED_CHARS = 0.5, 20
"""A scanned page: a picture covers so much of it, and it has fewer characters than that."""

_MOSTLY = 0.8
"""Share of scanned pages from which the file is a scan, though its cover may be typed."""

# pdfium is not made for threads, and a cluster may run several in a process.
_LOCK = threading.Lock()


class _Rows(NamedTuple):
    """A table in its place among the lines."""

    page: int
    rows: tuple[tuple[str, ...], ...]


_Item = Line | _Rows


def read(content: bytes) -> RawText:
    """Read a PDF.

    Raises:
        ReadError: See :func:`compare.readers.pdf.read_pdf`.
    """
    with _LOCK:
        sheets, failed = _sheets(content)
    notes = _check(sheets, failed)
    ruled: list[list[Grid]] = []
    texts: list[list[Line]] = []
    for number, page in enumerate(sheets):
        ruled.append(grids(page.edges, page.glyphs, number))
        texts.append(_beside(page, ruled[-1], number))
    texts = without_heads(texts)
    size = body_size(texts)
    texts, footnotes = without_footnotes(texts, size)
    if footnotes:
        notes.append(Reason("pdf_footnotes", (str(footnotes),)))
    items: list[_Item] = []
    for number, (page, found, text) in enumerate(zip(sheets, ruled, texts, strict=True)):
        items += _in_place(page, found, text, number)
    return _raw(items, len(sheets), size, tuple(notes))


def _sheets(content: bytes) -> tuple[list[Sheet], list[int]]:
    """The pages, and the numbers, counted from 1, of those that could not be read."""
    sheets: list[Sheet] = []
    failed: list[int] = []
    chars = 0
    with closing(_opened(content)) as document:
        refuse_beyond("pages", len(document), "PDF 有 {} 页")
        for number in range(len(document)):
            try:
                with closing(document[number]) as page:
                    sheets.append(sheet(page))
            except (PdfiumError, ValueError):
                sheets.append(Sheet((), (), 0.0))
                failed.append(number + 1)
            chars += len(sheets[-1].glyphs)
            refuse_beyond("chars", chars, "PDF 已读出 {} 字")
    return sheets, failed


def _opened(content: bytes) -> PdfDocument:
    try:
        return PdfDocument(content)
    except PdfiumError as error:
        if "password" in str(error).lower():
            raise ReadError("PDF 设有打开密码，请用密码打开后另存为不加密的 PDF，或复制正文另存为 .txt。") from None
        raise ReadError("PDF 文件已损坏或不完整，请重新下载或重新导出，或用阅读器打开后另存一份。") from None


def _check(sheets: Sequence[Sheet], failed: Sequence[int]) -> list[Reason]:
    """What a reader should know of the pages.

    Raises:
        ReadError: There is no text to read.
    """
    counts = [sum(not glyph.char.isspace() for glyph in page.glyphs) for page in sheets]
    scanned = [
        number
        for number, (page, count) in enumerate(zip(sheets, counts, strict=True), 1)
        if page.pictured >= _SCANNED_COVER and count < _SCANNED_CHARS
    ]
    if scanned and len(scanned) >= _MOSTLY * len(sheets):
        raise ReadError(
            f"PDF 是扫描件：共 {len(sheets)} 页，其中 {len(scanned)} 页是图片，没有可读的文字。"
            "请先用 WPS、Acrobat 等软件做文字识别（OCR），另存为可复制文字的 PDF 或 Word 后再试。"
        )
    if not any(counts):
        what = "各页都读不出来，文件可能已损坏" if failed else "没有可读的文字"
        raise ReadError(f"PDF 共 {len(sheets)} 页，{what}，请用阅读器打开核对，重新导出，或做文字识别（OCR）后再试。")
    notes = []
    if scanned:
        notes.append(Reason("pdf_scanned", (str(len(scanned)), _numbers(scanned))))
    if failed:
        notes.append(Reason("pdf_failed", (str(len(failed)), _numbers(failed))))
    return notes


def _numbers(pages: Sequence[int]) -> str:
    """Page numbers, runs of them as ``3-7``."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return "、".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def _beside(page: Sheet, ruled: Sequence[Grid], number: int) -> list[Line]:
    """The lines of a page that stand outside of its tables and boxes."""
    return lines([glyph for glyph in page.glyphs if not any(inside(glyph, grid.box) for grid in ruled)], number)


def _in_place(page: Sheet, ruled: Sequence[Grid], text: Sequence[Line], number: int) -> Iterator[_Item]:
    """Lines and tables of a page in reading order, the paragraphs of a box in its place: behind the last line above."""
    behind = [max((at for at, line in enumerate(text, 1) if line.top < grid.box[1]), default=0) for grid in ruled]
    for at in range(len(text) + 1):
        if at:
            yield text[at - 1]
        for frame, grid in enumerate(ruled, 1):
            if behind[frame - 1] == at:
                yield from [_Rows(number, grid.rows)] if grid.rows else _boxed(grid, page, number, frame)


def _boxed(grid: Grid, page: Sheet, number: int, frame: int) -> list[Line]:
    """The lines of a box, cell by cell; each cell is a frame of its own."""
    found: list[Line] = []
    for index, cell in enumerate(grid.cells):
        held = [glyph for glyph in page.glyphs if inside(glyph, cell)]
        found += lines(held, number, frame * CROSSING_LIMIT + index)
    return found


def _raw(items: Sequence[_Item], pages: int, size: float, notes: tuple[Reason, ...]) -> RawText:
    """The text, a paragraph or a row a line, and where each page begins in it."""
    text = ""
    pieces: list[str] = []
    length = 0
    starts = [-1] * pages

    for group in _groups(items, size):
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
    """Starts of all pages: one without text begins where the next one does."""
    following = end
    for page in range(len(starts) - 1, -1, -1):
        following = starts[page] if starts[page] >= 0 else following
        starts[page] = following
    return (0, *starts[1:])


def _groups(items: Sequence[_Item], size: float) -> Iterator[list[tuple[int, str]]]:
    """Pieces of text with their pages, grouped by line of the result."""
    run: list[Line] = []
    last: _Rows | None = None
    for item in items:
        if isinstance(item, Line):
            run.append(item)
            last = None
            continue
        yield from _joined_lines(run, size)
        run = []
        rows = item.rows
        if last and len(last.rows[0]) == len(rows[0]):
            rows = _without_header(last.rows, rows)
        last = item if not last else _Rows(item.page, last.rows)
        yield from ([(item.page, "\t".join(row))] for row in rows)
    yield from _joined_lines(run, size)


def _joined_lines(run: Sequence[Line], size: float) -> Iterator[list[tuple[int, str]]]:
    for group in paragraphs(run, size):
        yield [(line.page, line.text) for line in group]


def _without_header(
    above: tuple[tuple[str, ...], ...], rows: tuple[tuple[str, ...], ...]
) -> tuple[tuple[str, ...], ...]:
    """The rows of a table that continues another one, without the rows with which that begins, too."""
    same = 0
    while same < min(len(above), len(rows)) and above[same] == rows[same]:
        same += 1
    return rows[same:]
