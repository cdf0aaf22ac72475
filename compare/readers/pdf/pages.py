"""A PDF -> its pages, and which of them cannot be read, or only by recognising their pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any

from numpy.typing import NDArray
from pypdfium2 import PdfDocument, PdfiumError, PdfPage

from compare.errors import ReadError
from compare.execution import refuse_beyond
from compare.model import Reason
from compare.readers.decode import is_garbled
from compare.readers.ocr import DOTS_PER_INCH, HOW, RecognitionNeeded, is_installed, recognise, recognition_notes
from compare.readers.pdf.glyphs import GlyphPage, sheet

_SCANNED_COVER, _SCANNED_CHARS = 0.5, 20
"""A scanned page: a picture covers so much of it, and it has fewer characters than that."""

_MOSTLY = 0.8
"""Share of scanned pages from which the file is a scan, though its cover may be typed."""

_NO_HAN, _LONG = 0.02, 200
"""Share of Han under which a text of so many signs is no Chinese: its font gives Latin letters for them."""


class _Pages:
    """Pages as far as they were read; numbers are counted from 1."""

    def __init__(self) -> None:
        self.sheets: list[GlyphPage] = []
        self.failed: list[int] = []
        self.scanned: list[int] = []
        self.garbled: list[int] = []
        self.recognised: list[int] = []
        self.doubtful: list[str] = []


def open_pages(content: bytes, *, recognition: bool) -> tuple[list[GlyphPage], list[Reason]]:
    """Read all pages of a PDF.

    Args:
        content: The file.
        recognition: There is time to recognise pages that are pictures.

    Returns:
        The pages, and what a reader should know of them.

    Raises:
        RecognitionNeeded: Pages could be recognised, and there is no time for it.
        ReadError: It is encrypted, broken, without end, or there is no text to read.
    """
    pages = _Pages()
    chars = 0
    with closing(_opened(content)) as document:
        refuse_beyond("pages", len(document), "PDF 有 {} 页")
        for number in range(1, len(document) + 1):
            try:
                with closing(document[number - 1]) as page:
                    pages.sheets.append(sheet(page))
            except (PdfiumError, ValueError):
                pages.sheets.append(GlyphPage((), (), 0.0))
                pages.failed.append(number)
            chars += len(pages.sheets[-1].glyphs)
            refuse_beyond("chars", chars, "PDF 已读出 {} 字")
        _sort(pages)
        if pages.scanned and is_installed():
            if not recognition:
                raise RecognitionNeeded(f"PDF 有 {len(pages.scanned)} 页要做文字识别")
            _recognise(document, pages)
    return pages.sheets, _notes(pages)


def _sort(pages: _Pages) -> None:
    """Tell which pages are pictures, and of which the signs are not those that they show."""
    for number, page in enumerate(pages.sheets, 1):
        text = _text(page)
        if page.pictured >= _SCANNED_COVER and len(text) < _SCANNED_CHARS:
            pages.scanned.append(number)
        elif is_garbled(text):
            pages.garbled.append(number)
    whole = "".join(map(_text, pages.sheets))
    if len(whole) >= _LONG and sum("\u3400" <= char <= "\u9fff" for char in whole) < _NO_HAN * len(whole):
        pages.garbled = [n for n, page in enumerate(pages.sheets, 1) if page.glyphs and n not in pages.scanned]


def _text(page: GlyphPage) -> str:
    return "".join(glyph.char for glyph in page.glyphs if not glyph.char.isspace())


def _recognise(document: PdfDocument, pages: _Pages) -> None:
    scale = DOTS_PER_INCH / 72
    for number in pages.scanned:
        try:
            with closing(document[number - 1]) as page:
                found = recognise(_drawn(page, scale), scale)
        except (PdfiumError, ValueError):
            continue
        shown = "".join(glyph.char for glyph in found.glyphs)
        pages.sheets[number - 1] = pages.sheets[number - 1]._replace(
            glyphs=found.glyphs, shown=shown, turned="", twice="", lost="", doubled=""
        )
        pages.doubtful += found.doubtful
        pages.recognised.append(number)
    done = set(pages.recognised)
    pages.scanned = [number for number in pages.scanned if number not in done]


def _drawn(page: PdfPage, scale: float) -> NDArray[Any]:
    bitmap = page.render(scale=scale, rev_byteorder=True)
    try:
        dots: NDArray[Any] = bitmap.to_numpy()[:, :, :3].copy()
        return dots
    finally:
        bitmap.close()


def _opened(content: bytes) -> PdfDocument:
    try:
        return PdfDocument(content)
    except PdfiumError as error:
        if "password" in str(error).lower():
            raise ReadError("PDF 设有打开密码，请用密码打开后另存为不加密的 PDF，或复制正文另存为 .txt。") from None
        raise ReadError("PDF 文件已损坏或不完整，请重新下载或重新导出，或用阅读器打开后另存一份。") from None


def _notes(pages: _Pages) -> list[Reason]:
    """Return what a reader should know of the pages.

    Raises:
        ReadError: There is no text to read.
    """
    count = len(pages.sheets)
    if pages.scanned and len(pages.scanned) >= _MOSTLY * count:
        raise ReadError(
            f"PDF 是扫描件：共 {count} 页，其中 {len(pages.scanned)} 页是图片，没有可读的文字。扫描件{HOW}。"
        )
    inked = [number for number, page in enumerate(pages.sheets, 1) if _text(page)]
    if pages.garbled and len(pages.garbled) >= _MOSTLY * len(inked):
        told = f"共 {count} 页，其中 {len(pages.garbled)} 页的字体没有注明（或注错了）每个字是什么，复制出来是乱码"
        raise ReadError(f"PDF 读不了：{told}。请用阅读器把各页另存为图片；图片{HOW}。")
    if not inked:
        what = "各页都读不出来，文件可能已损坏" if pages.failed else "没有可读的文字"
        raise ReadError(f"PDF 共 {count} 页，{what}，请用阅读器打开核对，重新导出，或做文字识别（OCR）后再试。")
    return list(_told(pages))


def _told(pages: _Pages) -> Iterator[Reason]:
    for code, numbers in (
        ("pdf_scanned", pages.scanned),
        ("pdf_garbled", pages.garbled),
        ("pdf_failed", pages.failed),
    ):
        if numbers:
            yield Reason(code, (str(len(numbers)), _runs(numbers)))
    if pages.recognised:
        yield from recognition_notes(len(pages.recognised), pages.doubtful)


def _runs(pages: Sequence[int]) -> str:
    """Page numbers, runs of them as ``3-7``."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return "、".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
