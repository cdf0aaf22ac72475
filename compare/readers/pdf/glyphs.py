"""A page of a PDF -> its glyphs, its ruling lines and how much of it pictures cover, by way of pdfium.

All coordinates are points with the origin at the upper left, turned so that most of the text runs from left to right.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium
from pypdfium2 import PdfPage

from compare.readers.decode import is_garbled
from compare.readers.pdf.arcs import in_arcs

OBJECT_LIMIT = 50_000
"""Objects of a page that are looked at for ruling lines; a map drawn of vectors has more, a table some hundred."""

GLYPH_LIMIT = 20_000
"""Glyphs of a page; the densest table has 5000."""

_RULE = 3.0
"""Points. A bar no thicker than this is a ruling line."""

_SHORTEST = 8.0
"""Points. A shorter line is a part of a drawing."""

_DOUBLED = frozenset("—…")
"""Signs that fonts draw two at a time as one glyph of double width, and that pdfium then gives once."""

_HAN = re.compile("[\u3400-\u9fff]")
_SEGMENTS = 2000
_STRAIGHT = 5
"""Degrees by which text may lean, as crooked scans do; a watermark leans more."""

_NEXT = 1.8
"""Sizes. Signs that follow each other in a line are no further apart."""

_MOSTLY, _DOWN = 0.6, 5
"""Share of the signs that follow each other from which a page is vertical, and their number at least."""

_LIGHT = 0.55
"""Lightness, in [0, 1], above which a sign is grey or pale; half transparent ones are, too."""


class Glyph(NamedTuple):
    """A sign on a page; ``top`` is that of its base line, ``light`` whether it is pale as watermarks are.

    A sign that lies on its side in a vertical line, as figures do, is ``deep`` points long from its ``top`` upwards.
    """

    char: str
    x0: float
    x1: float
    top: float
    size: float
    light: bool = False
    deep: float = 0.0


class Edge(NamedTuple):
    """A ruling line, level or upright."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def level(self) -> bool:
        """Whether it runs from left to right."""
        return self.x1 - self.x0 >= self.bottom - self.top


class GlyphPage(NamedTuple):
    """What stands on a page.

    Attributes:
        glyphs: In the order of the file, which is mostly that of reading.
        edges: Ruling lines.
        pictured: Share of the page that its largest picture covers, in [0, 1].
        shown: All signs of the page as pdfium gives them at once, for the account.
        turned: Signs that run in another direction than the text.
        twice: Signs that were drawn twice in one place.
        lost: Signs that stand for others, since their font does not say for which.
        doubled: Signs that were drawn once for two.
        over: Signs that are laid over the page, or not shown.
    """

    glyphs: tuple[Glyph, ...]
    edges: tuple[Edge, ...]
    pictured: float
    shown: str = ""
    turned: str = ""
    twice: str = ""
    lost: str = ""
    doubled: str = ""
    over: str = ""


def sheet(page: PdfPage) -> GlyphPage:
    """Read a page."""
    textpage = page.get_textpage()
    try:
        written = with_lost_fonts(list(_written(textpage)))
        shown = "".join(_char(ord(char), 0) for char in textpage.get_text_range() if not char.isspace())
    finally:
        textpage.close()
    turn = _turn(written)
    arcs = in_arcs([sign.angle for sign in written])
    straight = [sign for at, sign in enumerate(written) if at not in arcs and _leans(sign, turn) <= _STRAIGHT]
    placed = [_placed(sign, turn) for sign in straight]
    if is_vertical(placed):
        lying = [sign for sign in written if _leans(sign, turn - 1) <= _STRAIGHT]
        straight += lying
        placed += [_lying(sign, turn) for sign in lying]
    kept = set(map(id, straight))
    turned = "".join(sign.char for sign in written if id(sign) not in kept)
    once = _once(placed)
    edges, pictured = _objects(page, turn)
    signs = Counter("".join(sign.char for sign in written))
    lost = (Counter(shown) - signs) if signs["\ufffd"] else Counter[str]()
    doubled = "".join((Counter("".join(glyph.char for glyph in once)) - Counter(shown) - Counter("\ufffd")).elements())
    twice = _beyond(placed, once)
    return GlyphPage(tuple(once), edges, pictured, shown, turned, twice, "".join(lost.elements()), doubled)


class _Written(NamedTuple):
    char: str
    box: tuple[float, float, float, float]
    origin: tuple[float, float]
    size: float
    angle: float
    font: int
    light: bool


def _written(textpage: Any) -> Iterator[_Written]:
    """Signs as they stand in the file; what pdfium makes up (blanks, line ends) is left out."""
    x, y = ctypes.c_double(), ctypes.c_double()
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    high = 0
    for index in range(min(textpage.count_chars(), GLYPH_LIMIT)):
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        if code in (10, 13) or (code == 32 and pdfium.FPDFText_IsGenerated(textpage, index)):
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        pdfium.FPDFText_GetLooseCharBox(textpage, index, box)
        pdfium.FPDFText_GetCharOrigin(textpage, index, x, y)
        pdfium.FPDFText_GetMatrix(textpage, index, matrix)
        size = pdfium.FPDFText_GetFontSize(textpage, index) * math.hypot(matrix.c, matrix.d)
        angle = math.degrees(math.atan2(matrix.b, matrix.a))
        place = (box.left, box.bottom, box.right, box.top), (x.value, y.value)
        # Numbers in the file that are too large leave a sign without a place.
        if all(map(math.isfinite, (*place[0], *place[1], size, angle))):
            char = "\ufffd" if pdfium.FPDFText_HasUnicodeMapError(textpage, index) == 1 else _char(code, high)
            font = pdfium.FPDFTextObj_GetFont(pdfium.FPDFText_GetTextObject(textpage, index))
            key = ctypes.cast(font, ctypes.c_void_p).value or 0
            yield _Written(char, *place, max(size, 1.0), angle, key, _is_light(textpage, index))
        high = 0


def _char(code: int, high: int) -> str:
    """Return the sign of a code unit; what has no code in its font shows as lost."""
    if 0xDC00 <= code < 0xE000:
        return chr(0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)) if high else "\ufffd"
    if code == 2:
        # A hyphen at the end of a line.
        return "\xad"
    if (code < 32 and code != 9) or 0x7F <= code < 0xA0 or code in (0xFFFE, 0xFFFF) or code > 0x10FFFF:
        return "\ufffd"
    return {9: " ", 0xA0: " ", 0x2028: " ", 0x2029: " ", 0x2E3A: "——"}.get(code, chr(code))


def _leans(sign: _Written, turn: int) -> float:
    """Degrees by which a sign leans from a page that is turned by so many quarters."""
    return abs((sign.angle - 90 * turn + 180) % 360 - 180)


def is_vertical(glyphs: Sequence[Glyph]) -> bool:
    """Whether most of the Han of a page that follow each other stand below each other."""
    han = [(a, b) for a, b in pairwise(glyphs) if _HAN.match(a.char) and _HAN.match(b.char)]
    down = sum(abs(b.x0 - a.x0) < 0.3 * a.size and 0.5 * a.size < b.top - a.top < _NEXT * a.size for a, b in han)
    across = sum(abs(b.top - a.top) < 0.3 * a.size and 0.5 * a.size < b.x0 - a.x0 < _NEXT * a.size for a, b in han)
    return down > _MOSTLY * (down + across) and down >= _DOWN


def _turn(written: list[_Written]) -> int:
    """Quarter turns, against the clock, of most of the text."""
    turns = Counter(round(sign.angle / 90) % 4 for sign in written if not sign.char.isspace())
    return turns.most_common(1)[0][0] if turns else 0


def _is_light(textpage: Any, index: int) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFText_GetFillColor(textpage, index, red, green, blue, alpha):
        return False
    # Lightness as ITU-R BT.601 weighs the colours.
    lightness = (0.299 * red.value + 0.587 * green.value + 0.114 * blue.value) / 255
    return lightness > _LIGHT or alpha.value < 0xFF / 2


def with_lost_fonts(written: list[_Written]) -> list[_Written]:
    """Return the signs, lost where the font says nothing, or nothing true, of what its signs are."""
    chars: defaultdict[int, list[str]] = defaultdict(list)
    for sign in written:
        chars[sign.font].append(sign.char)
    lost = {font for font, held in chars.items() if is_garbled("".join(held))}
    return [sign._replace(char="\ufffd") if sign.font in lost and sign.char.strip() else sign for sign in written]


def _placed(sign: _Written, turn: int) -> Glyph:
    x0, _, x1, _ = _turned(sign.box, turn)
    start, top, _, _ = _turned((*sign.origin, *sign.origin), turn)
    if _HAN.match(sign.char) or sign.char == "\ufffd":
        # Fonts that hold only a few signs may give them boxes that are too narrow.
        x0, x1 = start, max(x1, start + sign.size)
    wide = sign.char in _DOUBLED and x1 - x0 > 1.6 * sign.size
    return Glyph(sign.char * 2 if wide else sign.char, x0, x1, top, sign.size, sign.light)


def _lying(sign: _Written, turn: int) -> Glyph:
    """Place a sign that lies on its side in a vertical line."""
    x0, top, x1, bottom = _turned(sign.box, turn)
    return Glyph(sign.char, x0, x1, bottom, sign.size, sign.light, bottom - top)


def _once(glyphs: list[Glyph]) -> list[Glyph]:
    """Return the glyphs without those that only make bold what stands in their place."""
    last: dict[str, tuple[float, float]] = {}
    found = []
    for glyph in glyphs:
        before, here = last.get(glyph.char), (glyph.x0, glyph.top)
        last[glyph.char] = here
        again = before and not glyph.char.isspace() and math.dist(before, here) < 0.2 * glyph.size
        if not again:
            found.append(glyph)
        elif glyph.char in _DOUBLED and glyph.deep > 1.3 * glyph.size and found[-1].char == glyph.char:
            # One dash of double length that lies in a vertical line is given as two signs in one place.
            found[-1] = glyph._replace(char=glyph.char * 2)
    return found


def _beyond(glyphs: list[Glyph], others: list[Glyph]) -> str:
    """Return the signs of glyphs that are not among others."""
    signs, kept = (Counter("".join(glyph.char for glyph in each)) for each in (glyphs, others))
    return "".join((signs - kept).elements())


def _turned(box: tuple[float, float, float, float], turn: int) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a box of the file, turned back by quarter turns."""
    x0, y0, x1, y1 = box
    match turn:
        case 1:
            return y0, x0, y1, x1
        case 2:
            return -x1, y0, -x0, y1
        case 3:
            return -y1, -x1, -y0, -x0
        case _:
            return x0, -y1, x1, -y0


def _objects(page: PdfPage, turn: int) -> tuple[tuple[Edge, ...], float]:
    """Ruling lines, and the share of the largest picture."""
    edges: list[Edge] = []
    width, height = page.get_size()
    pictured = 0.0
    wanted = [pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE]
    for found in islice(page.get_objects(filter=wanted, max_depth=3), OBJECT_LIMIT):
        if found.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = found.get_bounds()
            pictured = max(pictured, (right - left) * (top - bottom) / max(1.0, width * height))
        elif found.level == 0:
            for box in _lines_of(found):
                edges += edges_around(_turned(box, turn))
    return tuple(edges), min(1.0, pictured)


def _lines_of(path: Any) -> Iterator[tuple[float, float, float, float]]:
    """Boxes around the straight parts of a path, or around each of its closed figures."""
    matrix = path.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    figure: list[tuple[float, float]] = []
    for index in range(min(pdfium.FPDFPath_CountSegments(path), _SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            return
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            yield from figure_boxes(figure)
            figure = []
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        figure.append(matrix.on_point(x.value, y.value))
    yield from figure_boxes(figure)


def figure_boxes(figure: list[tuple[float, float]]) -> Iterator[tuple[float, float, float, float]]:
    """Return the box around a figure of four corners or more, or around each of its lines."""
    if len(figure) >= 4:
        xs, ys = [x for x, _ in figure], [y for _, y in figure]
        yield min(xs), min(ys), max(xs), max(ys)
        return
    for (x0, y0), (x1, y1) in pairwise(figure):
        yield min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def edges_around(box: tuple[float, float, float, float]) -> Iterator[Edge]:
    """Return the ruling lines of a box: one of a thin bar, four sides of another."""
    x0, top, x1, bottom = box
    if bottom - top <= _RULE or x1 - x0 <= _RULE:
        if max(bottom - top, x1 - x0) >= _SHORTEST:
            middle_x, middle_y = (x0 + x1) / 2, (top + bottom) / 2
            level = x1 - x0 > bottom - top
            yield Edge(x0, middle_y, x1, middle_y) if level else Edge(middle_x, top, middle_x, bottom)
    elif min(bottom - top, x1 - x0) >= _SHORTEST:
        yield Edge(x0, top, x1, top)
        yield Edge(x0, bottom, x1, bottom)
        yield Edge(x0, top, x0, bottom)
        yield Edge(x1, top, x1, bottom)
