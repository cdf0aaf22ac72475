"""A page of an OFD file -> its glyphs, ruling lines and pictures, in points from the upper left."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, groupby, islice, repeat
from typing import NamedTuple

from compare.readers.archive import Element
from compare.readers.pdf.glyphs import GLYPH_LIMIT, OBJECT_LIMIT, Edge, Glyph, GlyphPage, edges_around, figure_boxes

_POINTS = 72 / 25.4
"""Points a millimetre, in which OFD measures."""

_STRAIGHT = 5
"""Degrees by which text may lean; a watermark leans more."""

_LIGHT, _HALF_SEEN = 0.55, 0x80
"""Lightness, in [0, 1], from which, and opacity, of 255, under which a sign is pale as watermarks are."""

_A4 = (0.0, 0.0, 210.0, 297.0)
_NARROW = 0.5
"""Width of a Latin letter or digit, where nothing says it."""

_UNPLACED = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""Line ends and other controls, which have no place on the page."""

_STEP = re.compile(r"[SMLQBAC]|-?[\d.]+(?:[eE]-?\d+)?")


class _Frame(NamedTuple):
    """How the coordinates of an object become those of its page: a matrix, and where its box begins."""

    a: float
    b: float
    c: float
    d: float
    x: float
    y: float

    def on_page(self, x: float, y: float) -> tuple[float, float]:
        """Return a point of the object on the page, in points."""
        return (
            (self.a * x + self.c * y + self.x) * _POINTS,
            (self.b * x + self.d * y + self.y) * _POINTS,
        )


class _Placed(NamedTuple):
    glyph: Glyph
    angle: float


def read_page(roots: Sequence[Element], box: str, shown: str) -> GlyphPage:
    """Read a page.

    Args:
        roots: Its templates and itself.
        box: Size of the pages of the document, four numbers; the page's own goes before it.
        shown: All signs of the parts, for the account.
    """
    placed: list[_Placed] = []
    edges: list[Edge] = []
    hidden = ""
    pictured = 0.0
    own = next((e.text for e in roots[-1].iter() if _name(e) == "PhysicalBox" and e.text), box)
    _, _, width, height = _numbers(own, _A4)
    drawn = list(islice(chain.from_iterable(map(_drawn, roots)), OBJECT_LIMIT + 1))
    shares = _shares(drawn)
    for number, element in enumerate(drawn):
        kind = _name(element)
        if number >= OBJECT_LIMIT or len(placed) >= GLYPH_LIMIT:
            break
        if kind == "TextObject" and element.get("Visible") != "false":
            placed += islice(_signs(element, shares.get(element)), GLYPH_LIMIT - len(placed))
        elif kind == "TextObject":
            hidden += "".join("".join(code.itertext()) for code in element if _name(code) == "TextCode")
        elif kind == "ImageObject":
            _, _, wide, high = _numbers(element.get("Boundary"), (0.0, 0.0, 0.0, 0.0))
            pictured = max(pictured, wide * high / max(1.0, width * height))
        elif kind == "PathObject":
            edges += _rules(element)
    turns = Counter(round(sign.angle / 90) % 4 for sign in placed if not sign.glyph.char.isspace())
    turn = turns.most_common(1)[0][0] if turns else 0
    straight = [sign for sign in placed if abs((sign.angle - 90 * turn + 180) % 360 - 180) <= _STRAIGHT]
    kept = set(map(id, straight))
    turned = "".join(sign.glyph.char for sign in placed if id(sign) not in kept)
    glyphs = tuple(_turned_back(sign.glyph, turn) for sign in straight)
    return GlyphPage(glyphs, () if turn else tuple(edges), min(1.0, pictured), shown, turned, over=hidden)


def _drawn(root: Element) -> Iterator[Element]:
    """Yield the objects of a page in the order in which they are drawn, whatever blocks they stand in."""
    return (e for e in root.iter() if _name(e) in ("TextObject", "ImageObject", "PathObject"))


def _shares(drawn: Sequence[Element]) -> dict[Element, tuple[float, float]]:
    """Return which part of its box belongs to each text that a program laid over others in one box and at one place
    (easyofd gives all fonts of a line the box of the line): where it begins, and how much it takes, both in [0, 1].
    """
    shares: dict[Element, tuple[float, float]] = {}
    texts = (element for element in drawn if _name(element) == "TextObject")
    for _, group in groupby(texts, key=_origin):
        held = [(element, _width_of("".join(element.itertext()).strip("\n\r\t"))) for element in group]
        whole = sum(width for _, width in held)
        if len({"".join(element.itertext()) for element, _ in held}) > 1 and whole:
            begin = 0.0
            for element, width in held:
                shares[element] = begin / whole, width / whole
                begin += width
    return shares


def _origin(element: Element) -> tuple[str | None, ...]:
    code = next((child for child in element if _name(child) == "TextCode"), None)
    place = (None, None) if code is None else (code.get("X"), code.get("Y"))
    return (element.get("Boundary"), element.get("CTM"), *place)


def _width_of(text: str) -> float:
    return sum(_NARROW if char.isascii() else 1.0 for char in text)


def _signs(element: Element, share: tuple[float, float] | None) -> Iterator[_Placed]:
    """Yield the signs of a text object, in its share of the box if it has but one."""
    for sign in _signs_of_whole(element):
        if share is None:
            yield sign
            continue
        left = _frame(element).on_page(0.0, 0.0)[0]
        wide = _numbers(element.get("Boundary"), (0.0, 0.0, 0.0, 0.0))[2] * _POINTS
        x0 = left + share[0] * wide + share[1] * (sign.glyph.x0 - left)
        yield sign._replace(glyph=sign.glyph._replace(x0=x0, x1=x0 + share[1] * (sign.glyph.x1 - sign.glyph.x0)))


def _signs_of_whole(element: Element) -> Iterator[_Placed]:
    frame = _frame(element)
    size = _number(element.get("Size") or element.get("size"), 0.0)
    stretch = _number(element.get("HScale"), 1.0)
    light = _is_light(element)
    lean = _number(element.get("ReadDirection"), 0.0) + math.degrees(math.atan2(frame.b, frame.a))
    height = max(size * math.hypot(frame.c, frame.d) * _POINTS, 1.0)
    x = y = 0.0
    for code in (child for child in element if _name(child) == "TextCode"):
        x, y = _number(code.get("X"), x), _number(code.get("Y"), y)
        text = _UNPLACED.sub("", "".join(code.itertext()))[:GLYPH_LIMIT]
        steps_x, steps_y = _steps(code.get("DeltaX"), len(text)), _steps(code.get("DeltaY"), len(text))
        at_x, at_y = x, y
        for index, char in enumerate(text):
            wide = size * stretch * (_NARROW if char.isascii() else 1.0)
            step_x = steps_x[index] if index < len(steps_x) else wide if not steps_y else 0.0
            step_y = steps_y[index] if index < len(steps_y) else 0.0
            left, top = frame.on_page(at_x, at_y)
            width = (min(wide, step_x) if step_x > 0 else wide) * math.hypot(frame.a, frame.b) * _POINTS
            if all(map(math.isfinite, (left, top, width, height))):
                yield _Placed(Glyph(char, left, left + width, top, height, light), lean)
            at_x, at_y = at_x + step_x, at_y + step_y


def _steps(written: str | None, most: int) -> list[float]:
    """Distances from sign to sign: ``3 g 2 1.5`` is 3, 1.5, 1.5."""
    found: list[float] = []
    words = iter((written or "").split())
    for word in words:
        if len(found) >= most:
            break
        if word == "g":
            times = int(_number(next(words, None), 0.0))
            found += repeat(_number(next(words, None), 0.0), min(max(times, 0), most))
        else:
            found.append(_number(word, 0.0))
    return found


def _rules(path: Element) -> Iterator[Edge]:
    """Yield the ruling lines of a path: its straight figures; a path with curves is a drawing."""
    frame = _frame(path)
    data = next((e.text or "" for e in path if _name(e) == "AbbreviatedData"), "")
    figure: list[tuple[float, float]] = []
    words = iter(_STEP.findall(data))
    for word in words:
        if word in "QBA":
            return
        if word in "SM":
            for box in figure_boxes(figure):
                yield from edges_around(box)
            figure = []
        if word in "SML":
            figure.append(frame.on_page(_number(next(words, None), 0.0), _number(next(words, None), 0.0)))
    for box in figure_boxes(figure):
        yield from edges_around(box)


def _frame(element: Element) -> _Frame:
    a, b, c, d, e, f = _numbers(element.get("CTM"), (1.0, 0.0, 0.0, 1.0, 0.0, 0.0))
    x, y, _, _ = _numbers(element.get("Boundary"), (0.0, 0.0, 0.0, 0.0))
    return _Frame(a, b, c, d, e + x, f + y)


def _is_light(element: Element) -> bool:
    colour = next((child for child in element if _name(child) == "FillColor"), None)
    opaque = _number(element.get("Alpha"), 255.0)
    if colour is None:
        return opaque < _HALF_SEEN
    value = [_number(word, 0.0) for word in (colour.get("Value") or "0").split()] or [0.0]
    # Lightness as ITU-R BT.601 weighs the colours; four are those of print.
    light = value[0] / 255 if len(value) != 3 else (0.299 * value[0] + 0.587 * value[1] + 0.114 * value[2]) / 255
    if len(value) == 4:
        light = 1 - min(1.0, max(value) / 255)
    return light > _LIGHT or min(opaque, _number(colour.get("Alpha"), 255.0)) < _HALF_SEEN


def _turned_back(glyph: Glyph, turn: int) -> Glyph:
    """Return a glyph of a page that lies on its side, or stands on its head, as if it did not."""
    x, y, width = glyph.x0, glyph.top, glyph.x1 - glyph.x0
    x, y = ((x, y), (y, -x), (-x, -y), (-y, x))[turn]
    return glyph._replace(x0=x, x1=x + width, top=y)


def _numbers(written: str | None, otherwise: tuple[float, ...]) -> tuple[float, ...]:
    words = (written or "").split()
    return tuple(_number(word, 0.0) for word in words) if len(words) == len(otherwise) else otherwise


def _number(written: str | None, otherwise: float) -> float:
    try:
        value = float(written) if written else otherwise
    except ValueError:
        return otherwise
    return value if math.isfinite(value) and abs(value) < 1e6 else otherwise


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
