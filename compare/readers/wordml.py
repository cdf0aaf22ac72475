"""Words of WordprocessingML (ECMA-376 part 1), and the styles of a document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from compare.model import Record
from compare.readers.archive import Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

CHAIN_LIMIT = 30
"""Styles that are based on one another; people make three or four."""

BODY_LEVEL = 9
"""The outline level of what is no heading."""

_HEADING_STYLE = re.compile(r"(?:heading|标题)\s?([1-9])")

ALTERNATE, CHOICE, FALLBACK = f"{_MC}AlternateContent", f"{_MC}Choice", f"{_MC}Fallback"
MATHS = frozenset({f"{_M}oMath", f"{_M}oMathPara"})
MATH_TEXT = f"{_M}t"
TEXTS = frozenset({f"{_W}t", f"{_W}delText", MATH_TEXT, "{http://schemas.openxmlformats.org/drawingml/2006/main}t"})
"""Elements that hold the text of a document, of its notes, formulas and drawings."""
PICTURES = frozenset(
    {"{http://schemas.openxmlformats.org/drawingml/2006/main}blip", "{urn:schemas-microsoft-com:vml}imagedata"}
)


def w(name: str) -> str:
    """Name of an element or attribute of the main namespace, as lxml writes it."""
    return _W + name


def child(element: Element | None, *names: str) -> Element | None:
    """Return the element down a path of names; ``None`` where one is missing."""
    for name in names:
        element = None if element is None else element.find(_W + name)
    return element


def value(element: Element | None, *names: str) -> str | None:
    """``w:val`` of the element down a path of names; ``None`` if there is none."""
    found = child(element, *names)
    return None if found is None else found.get(_W + "val")


def number(text: str | None, otherwise: int = 0) -> int:
    """Return a whole number as written; ``otherwise`` if it is none."""
    try:
        return int(text) if text is not None else otherwise
    except ValueError:
        return otherwise


def switched_on(element: Element | None, *names: str) -> bool | None:
    """Whether a toggle down a path of names is on; ``None`` if it is not given."""
    found = child(element, *names)
    return None if found is None else found.get(_W + "val", "true").lower() not in ("0", "false", "off")


def chosen(alternate: Element) -> Element:
    """Return the branch of an ``mc:AlternateContent`` that a new Word reads; empty if there is none."""
    branch = alternate.find(CHOICE)
    if branch is None:
        branch = alternate.find(FALLBACK)
    return () if branch is None else branch


def is_merged(cell: Element, name: str) -> bool:
    """Whether a cell is merged with the one above (``vMerge``) or before it (``hMerge``)."""
    merge = child(cell, "tcPr", name)
    return merge is not None and merge.get(w("val"), "continue") == "continue"


def is_struck(properties: Element | None) -> bool | None:
    """Whether the properties of a run or style strike its text out, once or twice; ``None`` if they do not say."""
    once, twice = switched_on(properties, "strike"), switched_on(properties, "dstrike")
    return once if not twice else True


def text_of(element: Element) -> str:
    """Return all text of an element, whatever becomes of it; what stands twice, for old Word too, is taken once."""
    found: list[str] = []
    walker = etree.iterwalk(element, events=("start",), tag=(FALLBACK, *TEXTS))
    for _, inner in walker:
        if inner.tag != FALLBACK:
            found.append(inner.text or "")
        elif inner.getparent().find(CHOICE) is not None:
            walker.skip_subtree()
    return "".join(found)


class Style(Record, frozen=True):
    """What of a style matters for the text.

    Attributes:
        name: Name in lower case, e.g. ``toc 1``, ``heading 1``.
        above: Id of the style on which it is based.
        list_id, level: Its list and the level in it, as written.
        hidden, struck: Its text is hidden, or struck out; ``None`` if it does not say.
        raised: Its text is ``superscript`` or ``subscript``; ``None`` if it does not say.
        outline: Outline level, 0 for the outermost headings, as written.
        bold: Its text is bold; ``None`` if it does not say.
    """

    name: str
    above: str | None
    list_id: str | None
    level: str | None
    hidden: bool | None
    struck: bool | None = None
    raised: str | None = None
    outline: str | None = None
    bold: bool | None = None


class Styles:
    """The styles of a document."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self.default: str | None = None
        """Id of the style of paragraphs that name none."""
        for style in () if root is None else root.iterfind(w("style")):
            name = style.get(w("styleId"), "")
            self._styles[name] = Style(
                (value(style, "name") or "").lower(),
                value(style, "basedOn"),
                value(style, "pPr", "numPr", "numId"),
                value(style, "pPr", "numPr", "ilvl"),
                switched_on(style, "rPr", "vanish"),
                is_struck(child(style, "rPr")),
                value(style, "rPr", "vertAlign"),
                value(style, "pPr", "outlineLvl"),
                switched_on(style, "rPr", "b"),
            )
            if style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true"):
                self.default = name

    def chain(self, style: str | None) -> Iterator[tuple[str, Style]]:
        """Yield a style and those it is based on, nearest first, no more than :data:`CHAIN_LIMIT`: some make a
        circle.
        """
        for _ in range(CHAIN_LIMIT):
            if style not in self._styles:
                return
            yield style, self._styles[style]
            style = self._styles[style].above

    def hidden(self, style: str | None) -> bool:
        """Whether text in this style is hidden."""
        return next((found.hidden for _, found in self.chain(style) if found.hidden is not None), False)

    def struck(self, style: str | None) -> bool:
        """Whether text in this style is struck out."""
        return next((found.struck for _, found in self.chain(style) if found.struck is not None), False)

    def bold(self, style: str | None) -> bool:
        """Whether text in this style is bold."""
        return next((found.bold for _, found in self.chain(style) if found.bold is not None), False)

    def raised(self, style: str | None) -> str | None:
        """Return ``superscript``, ``subscript`` or another word for how high text in a style stands, if it is said."""
        return next((found.raised for _, found in self.chain(style) if found.raised is not None), None)

    def heading(self, paragraph: Element) -> int | None:
        """Level from 1 of a paragraph that is a heading by its outline level or its style; ``None`` of any other."""
        properties = child(paragraph, "pPr")
        own = value(properties, "outlineLvl")
        chain = [found for _, found in self.chain(value(properties, "pStyle") or self.default)]
        level = own if own is not None else next((found.outline for found in chain if found.outline is not None), None)
        if level is None:
            named = next((match for found in chain if (match := _HEADING_STYLE.fullmatch(found.name))), None)
            return int(named[1]) if named else None
        return number(level) + 1 if 0 <= number(level, BODY_LEVEL) < BODY_LEVEL else None

    def name(self, style: str | None) -> str:
        """Name of a style in lower case; empty if there is no such style."""
        return next((found.name for _, found in self.chain(style)), "")
