"""Pictures of pages -> glyphs, by way of RapidOCR, whose models are in its wheel: nothing is fetched.

The extra ``ocr`` brings it. A page takes some ten seconds of one core.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from compare.errors import ReadError
from compare.model import Reason

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from compare.readers.pdf.glyphs import Glyph

HOW = (
    '装上文字识别扩展（pip install "planalign[ocr]"）可以直接读，每页约十秒；'
    "或先用 WPS、Acrobat 等软件做文字识别（OCR），另存为 .docx"
)
"""What to do about a picture where the extra is not installed."""

DOTS_PER_INCH = 160
"""In which pages are drawn for recognition: the signs of a plan (12 to 16 points) are then 27 to 36 dots high."""

_DOUBTFUL = 0.85
"""Score, in [0, 1], under which a line is put before a person; clean print is read with .99."""

_SAME_SIZE = 0.22
"""Share of the usual height of lines within which a line has the usual size: boxes differ by a dot or two."""

_HEIGHT, _FOOT = 0.82, 0.14
"""Share of a box's height that the size of its signs is, and that lies below their base line."""

_HALF = 0.5
"""Width of a Latin letter or digit beside a Han."""


class RecognitionNeeded(ReadError):
    """The file holds pages that can be read by recognising them, which takes longer than other reading."""


class Recognised(NamedTuple):
    """A page that was recognised.

    Attributes:
        glyphs: In reading order; coordinates are points, the origin is at the upper left.
        lines: How many lines there are.
        doubtful: Those that a person should look at.
    """

    glyphs: tuple[Glyph, ...]
    lines: int
    doubtful: tuple[str, ...]


def is_installed() -> bool:
    """Return whether the extra ``ocr`` is there."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def recognise(image: NDArray[Any], scale: float) -> Recognised:
    """Read a picture of a page.

    Args:
        image: Rows of dots of three colours (uint8).
        scale: Dots a point.
    """
    found = _engine()(image)
    if found.txts is None or found.boxes is None:
        return Recognised((), 0, ())
    boxes = [_around(corners) for corners in found.boxes]
    usual = median(bottom - top for _, top, _, bottom in boxes)
    glyphs: list[Glyph] = []
    for text, box in sorted(zip(found.txts, boxes, strict=True), key=lambda line: (line[1][3], line[1][0])):
        glyphs += _glyphs(text, box, usual, scale)
    doubtful = tuple(text for text, score in zip(found.txts, found.scores, strict=True) if score < _DOUBTFUL)
    return Recognised(tuple(glyphs), len(boxes), doubtful)


def recognition_notes(pages: int, doubtful: list[str]) -> list[Reason]:
    """Return what a reader should know of pages that were recognised."""
    notes = [Reason("recognised", (str(pages),))]
    if doubtful:
        notes.append(Reason("recognised_doubtful", (str(len(doubtful)), "；".join(line[:40] for line in doubtful[:5]))))
    return notes


def _around(corners: NDArray[Any]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a box that may lean a little."""
    (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
    return float(left), float(top), float(right), float(bottom)


def _glyphs(text: str, box: tuple[float, float, float, float], usual: float, scale: float) -> list[Glyph]:
    """Return the signs of a line, spread over its box by their widths."""
    from compare.readers.pdf.glyphs import Glyph

    left, top, right, bottom = (value / scale for value in box)
    height = bottom - top
    if abs(height - usual / scale) <= _SAME_SIZE * usual / scale:
        height = usual / scale
    widths = [_HALF if char.isascii() else 1.0 for char in text]
    unit = (right - left) / max(sum(widths), _HALF)
    glyphs, x = [], left
    for char, width in zip(text, widths, strict=True):
        glyphs.append(Glyph(char, x, x + width * unit, bottom - _FOOT * height, round(_HEIGHT * height, 1)))
        x += width * unit
    return glyphs


@cache
def _engine() -> Any:
    """Return the recogniser, on one core, so that the same picture gives the same text."""
    import rapidocr

    models = Path(rapidocr.__file__).parent / "models"
    settings = {
        "Global.log_level": "error",
        "Global.use_cls": False,
        "Det.model_path": _model(models, "det"),
        "Rec.model_path": _model(models, "rec"),
        "EngineConfig.onnxruntime.intra_op_num_threads": 1,
        "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    }
    return rapidocr.RapidOCR(params=settings)


def _model(folder: Path, part: str) -> str:
    """Return the file of a model; named, since the library fetches one that it does not find.

    Raises:
        ReadError: There is none.
    """
    found = sorted(folder.glob(f"*_{part}_*.onnx"))
    if not found:
        raise ReadError("文字识别扩展装得不完整，请重新安装：pip install --force-reinstall rapidocr")
    return str(found[-1])
