"""Pictures of pages: scans as .jpg, .png, .tif with several pages …"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image, ImageSequence, UnidentifiedImageError

from compare.errors import ReadError
from compare.execution import refuse_beyond
from compare.readers.ocr import DOTS_PER_INCH, HOW, RecognitionNeeded, is_installed, recognise, recognition_notes
from compare.readers.raw import RawText

_DOTS_LIMIT = 80_000_000
"""Dots of one page; A4 at 600 dots an inch has 35 million."""

_WIDTH = 8.27
"""Inches of a page of A4, which a picture is taken for: what dots an inch it says it has is often wrong."""


def read_picture(content: bytes, path: Path, *, recognition: bool) -> RawText:
    """Read a picture; its places are its pages.

    Args:
        content: The file.
        path: Its name, for the format.
        recognition: There is time to recognise it.

    Raises:
        RecognitionNeeded: There is not.
        ReadError: The extra ``ocr`` is not installed, or it is no picture that can be opened.
    """
    from compare.readers.pdf.glyphs import GlyphPage
    from compare.readers.pdf.reader import read_sheets

    if not is_installed():
        raise ReadError(f"这是图片：{HOW}。")
    if not recognition:
        raise RecognitionNeeded("图片要做文字识别")
    sheets: list[GlyphPage] = []
    doubtful: list[str] = []
    for image in _pages(content):
        found = recognise(np.asarray(image), image.width / (_WIDTH * 72))
        sheets.append(GlyphPage(found.glyphs, (), 0.0, "".join(glyph.char for glyph in found.glyphs)))
        doubtful += found.doubtful
    return read_sheets(sheets, path.suffix.lower().lstrip("."), recognition_notes(len(sheets), doubtful))


def _pages(content: bytes) -> list[Image.Image]:
    """Return the pages of a picture, no larger than they are recognised best."""
    pages = []
    try:
        with Image.open(BytesIO(content)) as whole:
            for number, frame in enumerate(ImageSequence.Iterator(whole), 1):
                refuse_beyond("pages", number, "图片有 {} 页")
                if frame.width * frame.height > _DOTS_LIMIT:
                    raise ReadError("图片太大，不像是扫描的一页，请缩小后再试。")
                page = frame.convert("RGB")
                most = round(_WIDTH * DOTS_PER_INCH)
                if page.width > most:
                    page = page.resize((most, max(1, round(page.height * most / page.width))))
                pages.append(page)
    except ReadError:
        raise
    # Pillow raises whatever it meets in a picture that is cut or made to harm.
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise ReadError("图片打不开，可能没有下载完或已损坏，请重新下载。") from error
    return pages
